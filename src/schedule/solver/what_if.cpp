#include "schedule/solver/what_if.hpp"

#include <algorithm>

#include "schedule/solver/check.hpp"

namespace rapport::solver {

namespace {

// Everybody `coach` may help, the new one may help too; lunch and preparation are each one's own.
void add_coach_like(Instance& instance, int coach) {
    const int fresh = static_cast<int>(instance.coaches.size());
    Coach copy = instance.coaches[at(coach)];
    copy.id += " 2";
    instance.coaches.push_back(std::move(copy));
    const std::size_t count = instance.tasks.size();
    for (std::size_t i = 0; i < count; ++i) {
        Task& task = instance.tasks[i];
        if (std::count(task.coaches.begin(), task.coaches.end(), coach) == 0) continue;
        if (task.kind != Kind::rest) {
            task.coaches.push_back(fresh);
            continue;
        }
        Task own = task;
        own.id += " 2";
        own.coaches = {fresh};
        for (Option& option : own.options) option.resources.clear();
        instance.tasks.push_back(std::move(own));
    }
}

void widen(Instance& instance, int minutes) {
    for (Task& task : instance.tasks) {
        if (task.kind == Kind::rest || task.kind == Kind::test_session) continue;
        for (Option& option : task.options) option.latest += minutes;
    }
}

Outlook outlook_of(const Solution& solution) {
    return {.score = solution.score, .upper_bound = solution.upper_bound};
}

}  // namespace

Instance supposing(const Instance& instance, const Supposition& supposition) {
    Instance changed = instance;
    switch (supposition.change) {
        case Change::coach_away:
            for (auto& shift : changed.coaches[at(supposition.coach)].days) shift.reset();
            std::erase_if(changed.pinned,
                          [&](const Visit& visit) { return visit.coach == supposition.coach; });
            break;
        case Change::coach_more:
            add_coach_like(changed, supposition.coach);
            break;
        case Change::another_home:
            changed.coaches[at(supposition.coach)].home = supposition.site;
            break;
        case Change::wider_periods:
            widen(changed, supposition.minutes);
            break;
        case Change::more_capacity:
            changed.coaches[at(supposition.coach)].capacity_minutes += supposition.minutes;
            break;
    }
    return changed;
}

WhatIf what_if(const Instance& instance, const Supposition& supposition, const Orders& orders) {
    const Instance changed = supposing(instance, supposition);
    const Solution before = solve(instance, orders);
    const Solution after = solve(changed, orders);
    WhatIf found{
        .before = outlook_of(before), .after = outlook_of(after), .plan_after = after.plan};
    std::erase_if(found.plan_after.visits,
                  [&](const Visit& visit) { return at(visit.task) >= instance.tasks.size(); });
    return found;
}

Instance with_absence(const Instance& instance, const Plan& told, const Absence& absence,
                      std::int64_t stability_weight) {
    Instance changed = instance;
    auto& days = changed.coaches[at(absence.coach)].days;
    for (int day = 0; day < instance.days; ++day) {
        const bool is_away =
            absence.days.empty() || std::count(absence.days.begin(), absence.days.end(), day) != 0;
        if (is_away) days[at(day)].reset();
    }
    changed.current.clear();
    changed.stability_weight = stability_weight;
    for (const Visit& visit : told.visits) {
        const int day = instance.tasks[at(visit.task)].options[at(visit.option)].day;
        if (visit.coach == absence.coach && !days[at(day)]) continue;
        changed.current.push_back(visit);
    }
    std::erase_if(changed.pinned, [&](const Visit& visit) {
        const int day = instance.tasks[at(visit.task)].options[at(visit.option)].day;
        return visit.coach == absence.coach && !days[at(day)];
    });
    return changed;
}

}  // namespace rapport::solver
