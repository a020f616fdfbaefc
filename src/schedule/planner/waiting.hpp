// Who waits for a place, and why. Private to the slice.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "schedule/planner/reach.hpp"
#include "schedule/planner/week_facts.hpp"

namespace rapport::planner {

// The wishes that could have their place within these dates (one week, when they come weekly) and
// have none, most important first; without the coaches they name. One statement.
std::vector<Wish> waiting(ReadTx&, const Reach&, const Dates&);

// What the reader knows anyway: by its name is called what is among it, nothing else.
struct Known {
    std::span<const Visit> visits;
    std::span<const Wish> wishes;
    std::span<const CoachWeek> coaches;
};
// Why these wait, as the newest proposal that touches the dates had it; who is not in it is left
// out. One statement; none when nobody waits.
std::map<WishId, Why> why_they_wait(ReadTx&, const Dates&, std::span<const Wish> waiting,
                                    const Known&, const locale::Speech&);

}  // namespace rapport::planner
