// Steps of a cycle that ask the planner for a place in the week: a meeting in a planning period, a
// visit in the right lesson, a talk about it. The coach asks; the planner knows the free times, and
// the teacher says whether one suits. What has its place shows on the page of the cycle, for those
// in it. To the planner it is a wish like any other, and says nothing of the cycle.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coaching/cycles/cycles.hpp"
#include "schedule/planner/planner.hpp"

namespace rapport::places {

struct Asking {
    planner::Kind kind = planner::Kind::planning;  // Planning, in class, or a debrief.
    std::vector<PersonId> people;                  // Of the cycle; nobody named: all of them.
    int minutes = 30;
    planner::Dates dates;
    std::string lesson;            // Of a visit: words of the lesson's title; "" is any.
    bool is_talked_about = false;  // A visit: the debrief asks for its place along.
    std::optional<cycles::StepId> step;
};

inline constexpr int debrief_minutes = 20;
inline constexpr int debrief_days = 3;  // After the visit, at the latest: while it is fresh.

struct Placed {
    planner::WishId wish;
    planner::Kind kind = planner::Kind::planning;
    std::optional<cycles::StepId> step;
    std::optional<planner::Visit> visit;  // None: waits for its place.
};

// By the coach of the cycle, once everybody has agreed. Refuses who is not in it.
Result<planner::WishId> ask(WriteTx&, const cycles::Hand&, const Asking&);
// As far as the actor may see: a teacher sees what has a place, the coach also what waits. By time.
std::vector<Placed> of(ReadTx&, const cycles::Hand&);
// What the timetables say that those in the cycle teach in the two weeks to come: "Science · 4B".
std::vector<std::string> lessons(ReadTx&, const cycles::Hand&);

// /cycles/{cycle}/places and its twin.
void mount_places(desk::Routes&);

}  // namespace rapport::places
