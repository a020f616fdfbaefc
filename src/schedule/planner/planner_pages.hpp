// All pages of the planner, and the part of it that other pages show: a teacher's own visits.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"
#include "schedule/planner/planner.hpp"

namespace rapport::planner {

struct OwnVisitRow {
    VisitId id;
    std::string title, when, what, state, shape;
    bool can_agree = false, can_change = false;
};
// What is ahead of the reader as somebody who is helped, the soonest first; what waits for an
// answer is told apart.
struct OwnVisitsView {
    std::vector<OwnVisitRow> asked, ahead;
    std::int64_t count() const { return std::ssize(asked) + std::ssize(ahead); }
};
void render(Html&, const OwnVisitsView&);
OwnVisitsView own_visits(ReadTx&, const locale::Speech&);  // Of the actor.

void mount_planner_pages(desk::Routes&);

}  // namespace rapport::planner
