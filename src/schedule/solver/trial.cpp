// What the planner page asks: may this visit stand here, what does it cost, and where else could
// it.
#include <algorithm>

#include "schedule/solver/check.hpp"

namespace rapport::solver {

namespace {

bool holds(const std::vector<Violation>& list, const Violation& violation) {
    return std::find(list.begin(), list.end(), violation) != list.end();
}

Plan with_visit(const Plan& plan, const Visit& visit) {
    Plan changed = plan;
    const auto same = std::find_if(changed.visits.begin(), changed.visits.end(),
                                   [&](const Visit& other) { return other.task == visit.task; });
    if (same == changed.visits.end()) {
        changed.visits.push_back(visit);
    } else {
        *same = visit;
    }
    return changed;
}

Trial trial_against(const Instance& instance, const Plan& plan, const Verdict& before,
                    const Visit& visit) {
    Trial trial{.violations = {}, .price = 0, .plan = with_visit(plan, visit)};
    const Verdict after = check(instance, trial.plan);
    for (const Violation& violation : after.violations) {
        if (!holds(before.violations, violation)) trial.violations.push_back(violation);
    }
    trial.price = after.score.total() - before.score.total();
    return trial;
}

// The starts worth trying in one option of one coach: as early as can be, after each visit of that
// day (the road included), and just in time for the next.
std::vector<int> starts_for(const Instance& instance, const Plan& plan, int task, int option,
                            int coach) {
    const Task& wanted = instance.tasks[static_cast<std::size_t>(task)];
    const Option& place = wanted.options[static_cast<std::size_t>(option)];
    std::vector<int> starts{place.earliest, place.latest};
    for (const Visit& visit : plan.visits) {
        if (visit.coach != coach || visit.task == task) continue;
        const Task& other = instance.tasks[static_cast<std::size_t>(visit.task)];
        const Option& there = other.options[static_cast<std::size_t>(visit.option)];
        if (there.day != place.day) continue;
        starts.push_back(visit.start + other.minutes + instance.travel(there.site, place.site));
        starts.push_back(visit.start - wanted.minutes - instance.travel(place.site, there.site));
    }
    std::erase_if(starts,
                  [&](int start) { return start < place.earliest || start > place.latest; });
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    return starts;
}

}  // namespace

Trial try_visit(const Instance& instance, const Plan& plan, const Visit& visit) {
    return trial_against(instance, plan, check(instance, plan), visit);
}

std::vector<Place> places_for(const Instance& instance, const Plan& plan, int task,
                              std::size_t max) {
    const Verdict before = check(instance, plan);
    const Task& wanted = instance.tasks[static_cast<std::size_t>(task)];
    std::vector<Place> places;
    for (const int coach : wanted.coaches) {
        for (int option = 0; option < static_cast<int>(wanted.options.size()); ++option) {
            for (const int start : starts_for(instance, plan, task, option, coach)) {
                const Visit visit{.task = task, .option = option, .coach = coach, .start = start};
                const Trial trial = trial_against(instance, plan, before, visit);
                if (trial.is_valid()) places.push_back({.visit = visit, .price = trial.price});
            }
        }
    }
    std::stable_sort(places.begin(), places.end(),
                     [](const Place& a, const Place& b) { return a.price > b.price; });
    if (places.size() > max) places.resize(max);
    return places;
}

}  // namespace rapport::solver
