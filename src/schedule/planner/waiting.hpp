// Who waits for a place, and whom one may ask for one. Private to the slice.
#pragma once

#include <span>
#include <vector>

#include "schedule/planner/visits.hpp"

namespace rapport::planner {

// The wishes that could have their place within these dates (one week, when they come weekly) and
// have none, most important first; `placed` are the visits of those dates, of everybody. Five
// statements.
std::vector<Wish> waiting(ReadTx&, const Dates&, std::span<const Visit> placed);

// The coaches and technicians of the actor's own building, by name: whom a teacher may ask for a
// time. Two statements.
std::vector<Helped> coaches_of_own(ReadTx&);

}  // namespace rapport::planner
