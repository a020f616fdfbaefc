// A plan: which tasks are placed, how, by whom and when; what it is worth, part by part; and how
// far it can be from the best at most.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "schedule/solver/instance.hpp"

namespace rapport::solver {

struct Plan {
    std::vector<Visit> visits;  // By task; each task at most once.
};

// The objectives, apart. Whoever reads a plan sees what was traded for what.
struct Score {
    std::int64_t values = 0;        // Of placed tasks, breaks too.
    std::int64_t break_values = 0;  // The part of `values` that is breaks.
    std::int64_t penalties = 0;
    std::int64_t touch_bonus = 0;
    std::int64_t travel_minutes = 0;
    std::int64_t travel_cost = 0;
    std::int64_t wishes = 0;       // Of preferred pairs.
    std::int64_t disturbance = 0;  // stability_weight × moved.
    int placed = 0, tasks = 0;     // Breaks aside.
    int breaks = 0, breaks_wanted = 0;
    int reached = 0;  // People with at least one visit.
    int moved = 0;  // Visits of `current`, breaks aside, that changed day, start or coach, or went.
    int cycles_whole = 0, cycles_begun = 0;

    // As the referee counts it (schedule.md).
    std::int64_t objective() const { return values - penalties + touch_bonus - travel_cost; }
    std::int64_t net_of_breaks() const { return objective() - break_values; }
    // What solve() maximises: the objective, wishes added, disturbance taken off.
    std::int64_t total() const { return objective() + wishes - disturbance; }
};

Score score_of(const Instance&, const Plan&);  // Of any plan, valid or not.

// What a visit of `current` became.
enum class Fate : std::uint8_t { kept, moved, gone };
struct Difference {
    Visit before;
    std::optional<Visit> after;  // nullopt: gone.
    Fate fate = Fate::kept;
};
struct Comparison {
    std::vector<Difference> before;  // One for each visit of the earlier plan.
    std::vector<Visit> fresh;        // Tasks that only the later plan has.
};
// "3 visits move, 2 new". Kept means: same coach, day and start.
Comparison compare(const Instance&, const Plan& before, const Plan& after);

}  // namespace rapport::solver
