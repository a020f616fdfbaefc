// Why somebody has to wait, and the smallest change that would help. Each reason is a claim about
// the problem ("without this, it would be placed"), and each is checked by solving the changed
// problem.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "schedule/solver/solve.hpp"

namespace rapport::solver {

enum class Cause : std::uint8_t {
    no_option,       // Nobody who may do it is there at any of its times.
    step_before,     // The step before it in its cycle waits; see that one.
    cycle_order,     // Its times do not fit the step before: too early, too late, same day.
    no_common_slot,  // Every time it has is used by the same people or room: `blocking` says by
                     // what.
    coach_busy,      // The coaches are with others at its times: `blocking`.
    coach_full,      // The coaches' minutes of the week are used up.
    travel,          // The coaches could come, were the road shorter.
    rest,            // A coach would work too long without rest.
    outweighed,      // It fits, but costs more than it brings: penalty, travel, disturbance.
};
std::string_view code(Cause);  // "coach_full", for files and catalogues.

// The smallest change found that places the task, all other tasks as valuable as before.
enum class Remedy : std::uint8_t {
    none_found,
    move_others,    // A plan with it exists; `loses` is what that plan is worth less, on the whole.
    more_minutes,   // `coach` with `amount` more minutes of capacity.
    wider_period,   // Its options `amount` minutes longer.
    free_resource,  // `other` gives up `resource`.
    drop_other,     // `other` waits instead.
    another_coach,  // `coach` may do it too.
    another_gap,    // `amount` more days allowed between it and the step before.
    longer_day,     // `coach` stays `amount` minutes longer on `day`.
};
std::string_view code(Remedy);

struct Reason {
    int task = none;
    Cause cause = Cause::no_option;
    std::vector<Cause> also;    // What would still be in the way without it.
    std::vector<int> blocking;  // Tasks that stand where it would; the strongest first.
    int coach = none;           // Whom the cause concerns, where it is one.
    int day = none;
    std::int64_t minutes_short = 0;  // Of the coach's capacity.
    Remedy remedy = Remedy::none_found;
    int remedy_coach = none, remedy_day = none, remedy_other = none, remedy_resource = none;
    std::int64_t amount = 0;
    std::int64_t loses = 0;  // Of the total, when it is placed after all; 0: none.
    // Solving the instance without the cause placed the task at no loss: the claim holds.
    bool is_confirmed = false;
};

struct ExplainOrders {
    std::uint64_t seed = 1;
    std::int64_t iterations = 2000;  // Of each solve that checks a claim.
    double seconds = 0;  // In all; 0: until done. What was not reached stays unconfirmed.
    std::function<bool()> is_cancelled;
};

// One reason for every unplaced task of the plan, breaks aside; the plan must be valid.
std::vector<Reason> explain(const Instance&, const Plan&, const ExplainOrders&);
Reason explain_task(const Instance&, const Plan&, int task, const ExplainOrders&);

// The instance without the cause, as explain() solved it: what "confirmed" means, for tests.
Instance without_cause(const Instance&, const Plan&, const Reason&);

}  // namespace rapport::solver
