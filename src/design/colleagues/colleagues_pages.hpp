// What the pages of colleagues show: to people of the district, and to everybody.
#pragma once

#include <string>
#include <vector>

#include "design/colleagues/colleagues.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"
#include "platform/strangers/strangers.hpp"

namespace rapport::colleagues {

struct ColleagueRow {
    std::string id, name, does, helps, address, mail_to, agreed;
    std::string write_href, call_href;  // "" where they show an address, or offer no time.
};
void render(Html&, const ColleagueRow&);
struct ColleaguesView {
    std::vector<ColleagueRow> of_district, of_network;
    std::string stands;  // Since when, and who sees it; "" while one is not there.
    std::string link;    // Of the public page; "" while there is none.
    bool may_publish = false;
};
void render(Html&, const ColleaguesView&);

struct KindChoice {
    std::string label;
    bool is_chosen = false;
};
struct LevelChoice {
    std::string code, label, means;
    bool is_chosen = false;
};
struct MineView {
    std::string does, works_at, helps, address;
    std::vector<KindChoice> kinds;
    std::vector<LevelChoice> levels;
    bool is_by_address = false, is_there = false, is_agreed = false;
};
void render(Html&, const MineView&);

// One of them, and the form by which they are asked.
struct OneView {
    ColleagueRow row;
    std::string back, back_says, action, removal;
    bool has_form = false, asks_who = false;
    strangers::Trap trap;
};
void render(Html&, const OneView&);

struct PublicView {
    std::string district;
    std::vector<ColleagueRow> rows;
};
void render(Html&, const PublicView&);

Agreement agreement_in(const http::Fields&);
bool may_publish(const Viewer&);

void mount_colleagues_public(desk::Routes&);
void mount_colleagues_api(desk::Routes&);

// Shared by the two kinds of page.
ColleagueRow row_of(const std::string& name, const Shown&, Instant agreed_at,
                    const locale::Speech&);
// Questions of one network: a school with several who ask, and still no flood.
inline constexpr strangers::Room asking{"colleague", 30, 3};

}  // namespace rapport::colleagues
