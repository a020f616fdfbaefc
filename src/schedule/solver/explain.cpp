#include "schedule/solver/explain.hpp"

#include <algorithm>
#include <chrono>

#include "schedule/solver/check.hpp"
#include "schedule/solver/obstacles.hpp"
#include "schedule/solver/remedies.hpp"

namespace rapport::solver {

namespace {

constexpr std::size_t tried_max =
    6;  // Candidates whose obstacles are looked at, the nearest first.

bool has(const Reason& reason, Cause cause) {
    return reason.cause == cause ||
           std::find(reason.also.begin(), reason.also.end(), cause) != reason.also.end();
}

bool is_rest(const Instance& instance, int task) {
    return instance.tasks[at(task)].kind == Kind::rest;
}

// Somebody who may do it, at one of its times, all day.
void let_somebody_come(Instance& instance, Task& task) {
    if (task.options.empty()) {
        task.options.push_back({.day = 0, .earliest = 0, .latest = 1439, .site = 0});
    }
    if (task.coaches.empty()) {
        for (std::size_t c = 0; c < instance.coaches.size(); ++c) {
            task.coaches.push_back(static_cast<int>(c));
        }
    }
    for (const int coach : task.coaches) {
        for (const Option& option : task.options) {
            auto& shift = instance.coaches[at(coach)].days[at(option.day)];
            if (!shift) shift = Shift{.start = option.earliest, .end = option.latest};
            shift->start = std::min(shift->start, option.earliest);
            shift->end = std::max(shift->end, option.latest + task.minutes);
        }
    }
    std::erase_if(instance.pairs,
                  [&](const Pair& pair) { return !pair.value && pair.person == task.person; });
}

void free_its_resources(Instance& instance, const Reason& reason) {
    std::vector<bool> is_used(instance.resources.size(), false);
    for (const int other : reason.blocking) {
        for (const Option& option : instance.tasks[at(other)].options) {
            for (const int resource : option.resources) is_used[at(resource)] = true;
        }
    }
    for (Option& option : instance.tasks[at(reason.task)].options) {
        std::erase_if(option.resources, [&](int resource) { return is_used[at(resource)]; });
    }
}

void take_out(Instance& instance, const std::vector<int>& tasks) {
    for (const int task : tasks) instance.tasks[at(task)].options.clear();
}

class Explainer {
  public:
    Explainer(const Instance& instance, const Plan& plan, const ExplainOrders& orders)
        : instance_(instance), plan_(plan), orders_(orders), model_(instance), state_(model_) {
        state_.place(plan);
    }

    // The nearest obstacle whose claim holds: best one without which it simply goes in, else one
    // without which it does once others have moved. What rests or costs too much apart from it is
    // then said as well.
    Reason reason_for(int task) {
        const std::vector<Reason> claims = claims_for(task);
        Reason reason = claims.front();
        const bool is_found =
            std::any_of(claims.begin(), claims.end(),
                        [&](const Reason& claim) { return holds_at_once(claim, reason); }) ||
            std::any_of(claims.begin(), claims.end(),
                        [&](const Reason& claim) { return holds_after_moves(claim, reason); });
        reason.is_confirmed = is_found;
        if (!is_out_of_time()) find_remedy(reason);
        return reason;
    }

    bool is_placed(int task) const { return state_.is_placed(task); }

  private:
    bool is_out_of_time() const {
        if (orders_.is_cancelled && orders_.is_cancelled()) return true;
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - began_;
        return orders_.seconds > 0 && spent.count() >= orders_.seconds;
    }

    Reason without_candidates(int task) const {
        Reason reason;
        reason.task = task;
        const int before = model_.tasks[at(task)].before;
        if (before != none && !state_.is_placed(before)) reason.also = {Cause::step_before};
        return reason;
    }

    Reason cause_of(int task, const Obstacles& first) const {
        Reason reason;
        reason.task = task;
        reason.cause = first.kinds.empty() ? Cause::outweighed : first.kinds.front();
        if (!first.kinds.empty()) reason.also.assign(first.kinds.begin() + 1, first.kinds.end());
        reason.coach = model_.routes[at(first.candidate->route)].coach;
        reason.day = model_.routes[at(first.candidate->route)].day;
        reason.blocking = first.blocking();
        if (has(reason, Cause::step_before)) {
            reason.blocking.insert(reason.blocking.begin(), model_.tasks[at(task)].before);
        }
        reason.minutes_short = first.minutes_short;
        std::stable_sort(reason.blocking.begin(), reason.blocking.end(), [&](int a, int b) {
            return instance_.tasks[at(a)].value > instance_.tasks[at(b)].value;
        });
        return reason;
    }

    std::vector<Reason> claims_for(int task) const {
        const auto all = obstacles_of(state_, task);
        std::vector<Reason> claims;
        for (std::size_t i = 0; i < std::min(all.size(), tried_max); ++i) {
            claims.push_back(cause_of(task, all[i]));
        }
        if (claims.empty()) claims.push_back(without_candidates(task));
        return claims;
    }

    // Into the plan as it is, without the cause, at no loss: no search has to be lucky.
    bool holds_at_once(const Reason& claim, Reason& found) const {
        for (const auto& apart : {std::vector<Cause>{},
                                  {Cause::rest},
                                  {Cause::outweighed},
                                  {Cause::rest, Cause::outweighed}}) {
            if (is_out_of_time()) return false;
            Reason wider = with(claim, apart);
            if (!goes_in(without_cause(instance_, plan_, wider), claim.task)) continue;
            found = std::move(wider);
            return true;
        }
        return false;
    }

    static Reason with(const Reason& claim, const std::vector<Cause>& apart) {
        Reason wider = claim;
        for (const Cause cause : apart) {
            if (!has(wider, cause)) wider.also.push_back(cause);
        }
        return wider;
    }

    bool goes_in(const Instance& changed, int task) const {
        const Model model(changed);
        State state(model);
        state.place(plan_);
        const std::int64_t least = -state.touch_gain(task) * shares - 1;
        const auto candidates = model.candidates_of(task);
        return std::any_of(candidates.begin(), candidates.end(),
                           [&](const Candidate& c) { return state.find(c, least, 0).is_found(); });
    }

    bool holds_after_moves(const Reason& claim, Reason& found) const {
        for (const auto& apart : {std::vector<Cause>{}, {Cause::rest}}) {
            Reason wider = with(claim, apart);
            if (!confirms(wider, orders_.seed) || !confirms(wider, orders_.seed + 1)) continue;
            found = std::move(wider);
            return true;
        }
        return false;
    }

    // Solves it without the cause, with the task as something that has to be, from the plan as it
    // is.
    bool confirms(const Reason& claim, std::uint64_t seed) const {
        if (is_out_of_time()) return false;
        ExplainOrders orders = orders_;
        orders.seed = seed;
        const Instance changed = without_cause(instance_, plan_, claim);
        const auto answer = solve_with(changed, claim.task, plan_, orders);
        return answer && answer->loses <= 0;
    }

    void find_remedy(Reason& reason) {
        for (const Suggestion& suggestion : suggestions_for(instance_, state_, reason.task)) {
            if (is_out_of_time()) return;
            const Instance changed = carried_out(instance_, reason.task, suggestion);
            const auto answer = solve_with(changed, reason.task, plan_, orders_);
            if (!answer || (answer->loses > 0 && !suggestion.may_lose)) continue;
            reason.remedy = suggestion.remedy;
            reason.remedy_coach = suggestion.coach;
            reason.remedy_day = suggestion.day;
            reason.remedy_other = suggestion.other;
            reason.remedy_resource = suggestion.resource;
            reason.amount = suggestion.amount;
            reason.loses = std::max<std::int64_t>(answer->loses, 0);
            return;
        }
    }

    const Instance& instance_;
    const Plan& plan_;
    const ExplainOrders& orders_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    Model model_;
    State state_;
};

}  // namespace

Instance without_cause(const Instance& instance, const Plan&, const Reason& reason) {
    Instance changed = instance;
    Task& task = changed.tasks[at(reason.task)];
    if (has(reason, Cause::no_option)) let_somebody_come(changed, task);
    if (has(reason, Cause::step_before) || has(reason, Cause::cycle_order)) task.cycle = none;
    if (has(reason, Cause::no_common_slot)) free_its_resources(changed, reason);
    if (has(reason, Cause::coach_busy)) take_out(changed, reason.blocking);
    if (has(reason, Cause::coach_full)) {
        changed.coaches[at(reason.coach)].capacity_minutes += reason.minutes_short;
    }
    if (has(reason, Cause::travel)) {
        std::fill(changed.travel_minutes.begin(), changed.travel_minutes.end(), 0);
    }
    if (has(reason, Cause::rest)) changed.rules.max_run_minutes = 0;
    if (has(reason, Cause::outweighed)) {
        for (Option& option : task.options) option.penalty = 0;
        changed.rules.travel_weight = 0;
        changed.stability_weight = 0;
    }
    return changed;
}

std::vector<Reason> explain(const Instance& instance, const Plan& plan,
                            const ExplainOrders& orders) {
    Explainer explainer(instance, plan, orders);
    std::vector<Reason> reasons;
    for (int task = 0; task < static_cast<int>(instance.tasks.size()); ++task) {
        if (is_rest(instance, task) || explainer.is_placed(task)) continue;
        reasons.push_back(explainer.reason_for(task));
    }
    return reasons;
}

Reason explain_task(const Instance& instance, const Plan& plan, int task,
                    const ExplainOrders& orders) {
    return Explainer(instance, plan, orders).reason_for(task);
}

}  // namespace rapport::solver
