// Who waits for a place, and why. Private to the slice.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "schedule/planner/proposals.hpp"

namespace rapport::planner {

// The wishes that could have their place within these dates (one week, when they come weekly) and
// have none, most important first; without the coaches they name. Two statements.
std::vector<Wish> waiting(ReadTx&, const Dates&);

struct Why {
    std::string why, what_helps;
};
// Why these wait, as the newest proposal of these dates had it; who is not in it is left out. What
// is in the way is called by its name where it is among the visits or wishes of those dates that
// the reader sees. Two statements.
std::map<WishId, Why> why_they_wait(ReadTx&, const Dates&, std::span<const Wish> waiting,
                                    std::span<const Visit>, std::span<const CoachWeek>,
                                    const locale::Speech&);

}  // namespace rapport::planner
