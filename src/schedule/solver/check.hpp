// Is this plan valid? The same rules as the referee's (schedule.md), said once, and the only judge
// in the product: the planner page asks it about every drop, solve() about every plan it hands out.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "schedule/solver/plan.hpp"

namespace rapport::solver {

enum class Fault : std::uint8_t {
    unknown,          // No such task, option, coach or day.
    placed_twice,     // The task is there already.
    wrong_coach,      // This coach may not do this task, or not for this person.
    outside_option,   // Starts before earliest or after latest.
    resource_taken,   // `other` uses `resource` already.
    coach_absent,     // On that day.
    cannot_be_there,  // Comes too late from what is before; `minutes` is when the coach is free.
    day_too_long,     // Ends (home travel included) at `minutes`, after the shift.
    run_too_long,     // `minutes` of work without rest.
    over_capacity,    // The coach is given `minutes`.
    step_before_missing,  // `other`, the step before, is not placed.
    cycle_changes_coach,  // `other` is with another coach.
    gap_outside,          // `minutes` days after `other`.
    before_step_before,   // Starts before `other` ends.
    pin_moved,            // A pinned visit is not where it is pinned.
};
std::string_view code(Fault);  // "cannot_be_there", for files and catalogues.

struct Violation {
    Fault fault = Fault::unknown;
    int task = none;   // none for over_capacity and day_too_long.
    int coach = none;  // Where one is concerned.
    int day = none;
    int other = none;  // Another task.
    int resource = none;
    std::int64_t minutes = 0;  // As the fault says.
    friend bool operator==(const Violation&, const Violation&) = default;
};

struct Verdict {
    std::vector<Violation> violations;  // Empty: valid.
    Score score;
    bool is_valid() const { return violations.empty(); }
};

Verdict check(const Instance&, const Plan&);

// One visit put into a plan (it replaces the visit of its task, if there is one): what would be
// wrong, or what it costs. Steps after it stay where they are, and may be what is wrong.
struct Trial {
    std::vector<Violation> violations;  // New ones only.
    std::int64_t price = 0;             // Score::total() after minus before; negative: it costs.
    Plan plan;                          // With the visit in place, valid or not.
    bool is_valid() const { return violations.empty(); }
};
Trial try_visit(const Instance&, const Plan&, const Visit&);

// Every option, coach and start where `task` fits into this plan as it is, nothing else moved, best
// price first, at most `max`: where a drag may be dropped, and the keyboard's list.
struct Place {
    Visit visit;
    std::int64_t price = 0;
};
std::vector<Place> places_for(const Instance&, const Plan&, int task, std::size_t max);

}  // namespace rapport::solver
