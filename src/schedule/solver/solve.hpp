// Makes a plan. Anytime: the longer, the better; what it has is always valid. The same instance,
// seed and iterations give the same plan on every machine and with any number of threads; a limit
// in seconds does not promise that.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "schedule/solver/plan.hpp"

namespace rapport::solver {

// Seen while it works, a few times a second, from one thread at a time (not the caller's).
struct Progress {
    double seconds = 0;
    std::int64_t iterations = 0;
    std::int64_t total = 0;             // Score::total() of the best plan so far.
    std::int64_t net_of_breaks = 0;     // Of the same plan.
    std::optional<double> upper_bound;  // No plan's total() is above this.
    std::optional<double> gap_percent;  // See Solution.
};

struct Orders {
    std::uint64_t seed = 1;
    double seconds = 10;  // For the plan. 0: as long as `iterations` says.
    std::int64_t iterations =
        0;                     // Of each search. 0: as long as `seconds` says. Both 0: first plan.
    double bound_seconds = 0;  // For the proof, after the plan. 0: no bound.
    int threads = 2;
    // Threads step behind everything else on the machine (pages stay quick while a solve runs).
    bool is_polite = true;
    std::function<void(const Progress&)> on_progress;
    std::function<bool()> is_cancelled;  // Asked often, from any thread; what is there is returned.
    std::optional<Plan> start;           // To begin with; what is invalid in it is left out.
};

struct Solution {
    Plan plan;                          // Valid: passed check().
    Score score;                        // Of `plan`.
    std::optional<double> upper_bound;  // No plan's total() is above; rounded up, safe.
    // How far from the best this can be at most: (bound − total) ÷ (bound − own breaks) × 100.
    std::optional<double> gap_percent;
    double seconds = 0;
    double first_seconds = 0;  // Until the first valid plan.
    std::int64_t iterations = 0;
    bool is_cancelled = false;
};

Solution solve(const Instance&, const Orders&);

// Only the proof. Valid whenever it stops. `known` is the total() of a plan at hand, which lets it
// stop when nothing more can be shown; pass what solve() found.
struct BoundOrders {
    double seconds = 10;
    int threads = 2;
    std::optional<std::int64_t> known;
    bool is_polite = true;
    std::function<bool()> is_cancelled;
    std::function<void(double upper_bound)> on_progress;
};
double upper_bound(const Instance&, const BoundOrders&);

// A coach is away on some days: what cannot stay is taken out, the rest is `current`, and the plan
// is mended so that little else moves. Days are indices; empty means every day.
struct Absence {
    int coach = none;
    std::vector<int> days;
};
Instance with_absence(const Instance&, const Plan& told, const Absence&,
                      std::int64_t stability_weight);

// Does the work on a thread of its own that steps behind all others of the machine, and returns
// when it is done; what it throws is thrown here. A thread that has stepped behind cannot step
// forward again, so the caller's own is left as it is.
void politely(const std::function<void()>& work);

}  // namespace rapport::solver
