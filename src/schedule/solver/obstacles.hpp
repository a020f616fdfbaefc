// What stands in the way of one candidate in a plan, kind by kind.
#pragma once

#include <cstdint>
#include <vector>

#include "schedule/solver/explain.hpp"
#include "schedule/solver/state.hpp"

namespace rapport::solver {

struct Obstacles {
    const Candidate* candidate = nullptr;
    std::vector<Cause> kinds;        // Empty: nothing does.
    std::vector<int> users;          // Tasks that use its resources.
    std::vector<int> in_the_way;     // Tasks at its time; users of its resources may be among them.
    std::int64_t minutes_short = 0;  // Of the coach's capacity.
    std::int64_t blocked_worth = 0;  // Of all tasks that would have to go.

    std::vector<int> blocking() const;  // Users and who is in the way, each once.
};

// Of each candidate of an unplaced task; with the fewest kinds, then the least worth, first.
std::vector<Obstacles> obstacles_of(const State&, int task);

}  // namespace rapport::solver
