// Settings: what a person may change for the district, and the table of who may
// do what.
#pragma once

#include <string>
#include <vector>

#include "platform/desk/desk.hpp"

namespace rapport::settings {

struct SettingsLink {
    std::string href, title, says;
};
struct SettingsView {
    std::vector<SettingsLink> links;
};
void render(Html&, const SettingsView&);

struct WordOption {
    std::string name;
    bool is_chosen = false;
};
struct WordField {
    std::string field, label;
    std::vector<WordOption> options;
};
void render(Html&, const WordField&);

struct NumberField {
    std::string field, label, help, value;
};
struct WordsView {
    std::vector<WordField> english, french;
};
void render(Html&, const WordsView&);

struct RulesView {
    std::vector<NumberField> fields;
};
void render(Html&, const RulesView&);

struct RoleView {
    std::string id, name;
    std::vector<std::string> opens;
};
struct RightsView {
    std::vector<RoleView> roles;
};
void render(Html&, const RightsView&);

void mount_settings(desk::Routes&);
void mount_settings_api(desk::Routes&);

}  // namespace rapport::settings
