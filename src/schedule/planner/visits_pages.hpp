// One visit, and the places a visit can have.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "schedule/planner/week_words.hpp"

namespace rapport::planner {

struct PlaceRow {
    std::string value, day, hours, coach;
    std::vector<std::string> price;
};
// Where something fits, best first, and a form for any other time.
struct PlacesView {
    std::string title, what, now, back_href, back, action;
    std::int64_t version = 0;
    bool is_moving = false, asks_again = false;
    std::vector<PlaceRow> places;
    std::vector<Option> coaches;
    std::string on, at;
    // Of a wish that waits.
    std::string cause, helps, until, forget_action;
};
void render(Html&, const PlacesView&);

struct VisitView {
    VisitId id;
    std::string title, when, state, shape, coach, what, week_href;
    bool is_own = false;     // The reader is helped in it.
    bool is_coachs = false;  // The reader plans it.
    bool is_veiled = false, is_pinned = false, was_done = false;
    bool can_finish = false, can_agree = false, can_change = false, can_miss = false;
    std::vector<std::string> people;
    std::string contact_href, request_href;
};
void render(Html&, const VisitView&);

void mount_visits_pages(desk::Routes&);
void mount_places_pages(desk::Routes&);

}  // namespace rapport::planner
