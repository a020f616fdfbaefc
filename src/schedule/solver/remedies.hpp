// The smallest changes that would make room for a task, to be tried in this order.
#pragma once

#include <optional>
#include <vector>

#include "schedule/solver/explain.hpp"
#include "schedule/solver/state.hpp"

namespace rapport::solver {

struct Suggestion {
    Remedy remedy = Remedy::none_found;
    int coach = none, day = none, other = none, resource = none;
    int option = none;  // Of the task.
    int gap = 0;        // Days after the step before.
    std::int64_t amount = 0;
    double size = 0;        // How much is asked of people, roughly in minutes.
    bool may_lose = false;  // Taken even if the plan is worth less then.
};
std::vector<Suggestion> suggestions_for(const Instance&, const State&, int task);
Instance carried_out(const Instance&, int task, const Suggestion&);

// The best plan found of the changed instance in which `task` is placed, beginning with `plan`;
// what it loses against what was left of `plan` in that instance. Nothing: it could not be placed.
struct Answer {
    Plan plan;
    std::int64_t loses = 0;
};
std::optional<Answer> solve_with(const Instance& changed, int task, const Plan& plan,
                                 const ExplainOrders&);

}  // namespace rapport::solver
