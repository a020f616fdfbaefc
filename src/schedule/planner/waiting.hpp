// Who waits for a place. Private to the slice.
#pragma once

#include <span>
#include <vector>

#include "schedule/planner/visits.hpp"

namespace rapport::planner {

// The wishes that could have their place within these dates (one week, when they come weekly) and
// have none, most important first; `placed` are the visits of those dates, of everybody. Five
// statements.
std::vector<Wish> waiting(ReadTx&, const Dates&, std::span<const Visit> placed);

}  // namespace rapport::planner
