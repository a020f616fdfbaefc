// What the pages of gatherings show: to people of the district, and to everybody.
#pragma once

#include <string>
#include <vector>

#include "design/gatherings/gatherings.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::gatherings {

struct GatheringRow {
    std::string href, name, kind, when, place, people;  // Who will be there; "" for nobody yet.
};
void render(Html&, const GatheringRow&);
struct GatheringsView {
    std::vector<GatheringRow> coming, past;
    std::string link;  // Of the public page; "" while there is none.
    bool may_enter = false, may_publish = false;
};
void render(Html&, const GatheringsView&);

struct KindOption {
    std::string code, label;
    bool is_chosen = false;
};
struct FormView {
    std::string heading, action, back, back_says, draft;
    std::vector<KindOption> kinds;
    Details details;
    std::string first_on, last_on;
    std::int64_t version = 0;
};
void render(Html&, const FormView&);

struct AttendeeRow {
    std::string name, words, call_href;
    bool is_public = false;
};
void render(Html&, const AttendeeRow&);
struct GatheringView {
    std::string id, name, kind, when, place, link, words;
    std::vector<AttendeeRow> attendees;
    std::string my_words;
    std::int64_t kept_days = gatherings::kept_days;
    bool is_over = false, is_going = false, is_mine_public = false, is_published = false;
    bool may_change = false;
};
void render(Html&, const GatheringView&);

struct PublicGathering {
    std::string id, name, kind, when, place, link, words, calendar;
    std::vector<AttendeeRow> attendees;
};
struct PublicView {
    std::string district;
    std::vector<PublicGathering> gatherings;
};
void render(Html&, const PublicView&);

// What the form holds, as pages and programs send it.
Result<Details> details_in(const http::Fields&);
Gathering gathering_in(ReadTx&, const desk::Reading&);  // Or a 404.
// Whoever entered it, and administrators.
bool may_change(const Viewer&, const Gathering&);
bool may_publish(const Viewer&);

void mount_gatherings_api(desk::Routes&);

}  // namespace rapport::gatherings
