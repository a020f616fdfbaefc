// A teacher's visits: answered in one tap, asked for in two.
#pragma once

#include <string>
#include <vector>

#include "schedule/planner/planner_pages.hpp"
#include "schedule/planner/visits_pages.hpp"

namespace rapport::planner {

struct MyVisitsView {
    OwnVisitsView visits;
    std::vector<OwnVisitRow> past;
    bool is_empty = false;
};
void render(Html&, const MyVisitsView&);

struct AskView {
    std::vector<Option> coaches, kinds, lengths;
    std::string title;
    std::string coach, kind, minutes;  // As chosen; with them the free times are of these.
    bool has_asked = false;
    std::vector<PlaceRow> places;
};
void render(Html&, const AskView&);

void mount_own_visits_pages(desk::Routes&);

}  // namespace rapport::planner
