// A wish is made: who, what kind, how long, until when.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "schedule/planner/week_words.hpp"

namespace rapport::planner {

struct PickView {
    PersonId id;
    std::string name;
    bool is_chosen = false;
};
struct TeamPickView {
    TeamId id;
    std::string name;
    std::int64_t size = 0;
    bool is_chosen = false;
};
struct WishView {
    std::string q;
    bool found_nobody = false;
    std::vector<PickView> people;
    std::vector<TeamPickView> teams;
    std::vector<std::string> carried, carried_teams;
    std::vector<Option> kinds, lengths, weights, buildings, coaches;
    std::string title, from, until, room, lesson;
    std::string minutes_other, begins, ends;  // Another length; only within these hours.
    bool is_weekly = false, is_more_open = false;
};
void render(Html&, const WishView&);

// Of a request everything is known already, but for how long.
struct RequestWishView {
    std::string request, teacher, words, back_href;
    std::vector<Option> lengths;
};
void render(Html&, const RequestWishView&);

void mount_wishes_pages(desk::Routes&);

}  // namespace rapport::planner
