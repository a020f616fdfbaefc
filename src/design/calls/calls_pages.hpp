// What the pages of calls show: to the host, and to whoever has the address.
#pragma once

#include <string>
#include <vector>

#include "design/calls/calls.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"
#include "platform/strangers/strangers.hpp"

namespace rapport::calls {

struct OwnRow {
    std::string when, minutes, place, action, name, email, mail_to, words;
    bool is_booked = false;
};
struct MinutesRow {
    std::int64_t minutes = 0;
    bool is_usual = false;
};
struct CallsView {
    std::string link, day;  // "" before the first time was offered.
    std::vector<OwnRow> booked, free;
    std::vector<MinutesRow> minutes;
    std::int64_t kept_days = calls::kept_days;
};
void render(Html&, const CallsView&);

struct FreeRow {
    std::string id, when;
};
struct PublicView {
    std::string heading, district, zone, action;
    std::vector<FreeRow> times;
    std::int64_t kept_days = calls::kept_days;
    bool has_form = false;
    strangers::Trap trap;
};
void render(Html&, const PublicView&);

struct BookedView {
    std::string heading, district, zone, when, place, action;
    bool is_over = false;
};
void render(Html&, const BookedView&);

}  // namespace rapport::calls
