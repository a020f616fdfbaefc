// Plans put into a state, and read from it.
#include <algorithm>
#include <limits>

#include "schedule/solver/state.hpp"

namespace rapport::solver {

// The candidate that keeps the start comes first among those of a told task.
bool State::place(const Visit& visit) {
    for (const Candidate& candidate : model_.candidates_of(visit.task)) {
        const Route& route = routes_data_[candidate.route];
        if (route.coach != visit.coach || candidate.option != visit.option) continue;
        if (visit.start < candidate.earliest || visit.start > candidate.latest) continue;
        const Spot spot = find(candidate, std::numeric_limits<std::int64_t>::min(), 0);
        if (!spot.is_found()) continue;
        insert(static_cast<int>(&candidate - candidates_data_), spot.position);
        return true;
    }
    return false;
}

// Steps may stand in any order: what waits for its step before is tried again.
void State::place(const Plan& plan) {
    std::vector<Visit> visits = plan.visits;
    std::sort(visits.begin(), visits.end(), [](const Visit& a, const Visit& b) {
        return a.start != b.start ? a.start < b.start : a.task < b.task;
    });
    for (bool is_more = true; is_more;) {
        is_more = false;
        for (const Visit& visit : visits) {
            if (!is_placed(visit.task) && place(visit)) is_more = true;
        }
    }
}

bool State::fits_instead(const Candidate& candidate, int from, int to, Roads roads) const {
    const Route& route = routes_data_[candidate.route];
    const Stop* stops = pool_data_ + route.stops_begin;
    const auto road = [&](int a, int b) {
        if (a == none || b == none || roads == Roads::absent) return 0;
        return travel_data_[a * site_count_ + b];
    };
    int free_at = route.start + road(route.home, candidate.site);
    if (from > 0) {
        const Stop& before = stops[from - 1];
        free_at = before.start + before.minutes + road(before.site, candidate.site);
    }
    int until = route.end - road(candidate.site, route.home);
    if (to < counts_data_[candidate.route]) {
        until = stops[to].last - road(candidate.site, stops[to].site);
    }
    const int start = std::max(free_at, candidate.earliest);
    return start <= candidate.latest && start + candidate.minutes <= until;
}

Plan State::plan() const {
    Plan plan;
    for (int task = 0; task < model_.task_count(); ++task) {
        if (!is_placed(task)) continue;
        const Candidate& candidate = candidates_data_[placed_data_[task]];
        plan.visits.push_back({.task = task,
                               .option = candidate.option,
                               .coach = routes_data_[candidate.route].coach,
                               .start = stop(candidate.route, position_of(task)).start});
    }
    return plan;
}

}  // namespace rapport::solver
