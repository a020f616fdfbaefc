// What the pages of credentials show: each their own, those who hire what is held, everybody the
// figures of the network.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "design/credentials/credentials.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::credentials {

struct Option {
    std::string value, label;
    bool is_chosen = false;
};
struct CredentialRow {
    std::string id, name, issuer, shape, signal, days, evidence, evidence_link;
    std::string confirmed;  // "" while nobody has seen the evidence.
    bool can_confirm = false;
};
void render(Html&, const CredentialRow&);
struct PlanRow {
    std::string id, name, by;
};
struct MineView {
    std::vector<CredentialRow> rows;
    std::vector<PlanRow> plans;
    std::vector<Option> types;
    std::int64_t expiring_count = 0;
    bool may_see_register = false;
};
void render(Html&, const MineView&);

struct FormView {
    std::string action, heading, draft;
    std::vector<Option> types, editions;
    std::string name, obtained_on, expires_on, evidence;
    std::int64_t version = 0;
};
void render(Html&, const FormView&);

struct RegisterView {  // For those who hire. It has no place for a plan.
    std::vector<CredentialRow> rows;
};
void render(Html&, const RegisterView&);

struct FigureRow {
    std::string name, holders, willing;
};
struct PlaceFigures {
    std::string name;
    std::vector<FigureRow> rows;
};
struct FiguresView {
    std::string network, as_of, integrators;
    std::vector<FigureRow> rows;
    std::vector<PlaceFigures> places;  // Districts about which something can be said.
};
void render(Html&, const FiguresView&);

std::string name_of(const Credential&, const locale::Speech&);
Result<Typed> typed_in(const http::Fields&);
Result<TypedPlan> plan_in(const http::Fields&);

void mount_credentials_api(desk::Routes&);

}  // namespace rapport::credentials
