// Plans put into a state, and read from it.
#include <algorithm>
#include <limits>
#include <tuple>

#include "schedule/solver/state.hpp"

namespace rapport::solver {

// The candidate that keeps the start comes first among those of a told task.
bool State::place(const Visit& visit, Where where) {
    for (const Candidate& candidate : model_.candidates_of(visit.task)) {
        const Route& route = routes_data_[candidate.route];
        if (route.coach != visit.coach || candidate.option != visit.option) continue;
        if (visit.start < candidate.earliest || visit.start > candidate.latest) continue;
        const int count = counts_data_[candidate.route];
        Range range{.from = where == Where::last ? count : 0, .to = count};
        if (!allows(candidate, range)) continue;
        const Spot spot = find_in(candidate, range, std::numeric_limits<std::int64_t>::min(), 0);
        if (!spot.is_found()) continue;
        insert(static_cast<int>(&candidate - candidates_data_), spot.position);
        return true;
    }
    return false;
}

int State::day_of(const Visit& visit) const {
    for (const Candidate& candidate : model_.candidates_of(visit.task)) {
        if (candidate.option == visit.option) return routes_data_[candidate.route].day;
    }
    return none;  // Nobody is there: it cannot be placed.
}

// In the plan's own order; what does not fit there (its step before is missing, or it stood in
// somebody's way) is tried elsewhere until nothing more fits.
void State::place(const Plan& plan) {
    std::vector<Visit> visits = plan.visits;
    const auto key = [&](const Visit& visit) {
        return std::tuple(day_of(visit), visit.start, jobs_data_[visit.task].minutes, visit.task);
    };
    std::sort(visits.begin(), visits.end(),
              [&](const Visit& a, const Visit& b) { return key(a) < key(b); });
    for (const Visit& visit : visits) {
        if (!is_placed(visit.task)) place(visit, Where::last);
    }
    for (bool is_more = true; is_more;) {
        is_more = false;
        for (const Visit& visit : visits) {
            if (!is_placed(visit.task) && place(visit, Where::anywhere)) is_more = true;
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
