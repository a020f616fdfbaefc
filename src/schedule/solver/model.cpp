#include "schedule/solver/model.hpp"

#include <algorithm>
#include <map>

namespace rapport::solver {

namespace {

// The wish for this pair; nullopt: forbidden.
std::optional<std::int64_t> wish(const Instance& instance, int person, int coach) {
    std::int64_t sum = 0;
    for (const Pair& pair : instance.pairs) {
        if (pair.coach != coach || pair.person != person || person == none) continue;
        if (!pair.value) return std::nullopt;
        sum += *pair.value;
    }
    return sum;
}

bool is_twice(const std::vector<int>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (std::find(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(i), list[i]) !=
            list.begin() + static_cast<std::ptrdiff_t>(i)) {
            return true;
        }
    }
    return false;
}

}  // namespace

Model::Model(const Instance& instance)
    : travel_minutes(instance.travel_minutes),
      site_count(instance.sites.size()),
      resource_count(static_cast<int>(instance.resources.size())),
      days(instance.days),
      rules(instance.rules) {
    for (const Coach& coach : instance.coaches) capacity.push_back(coach.capacity_minutes);
    for (const Person& person : instance.people) touch_bonus.push_back(person.touch_bonus);
    take_routes(instance);
    take_jobs(instance);
    take_candidates(instance);
    link_routes();
}

void Model::take_routes(const Instance& instance) {
    route_at.assign(instance.coaches.size() * at(days), none);
    for (std::size_t c = 0; c < instance.coaches.size(); ++c) {
        for (int day = 0; day < days; ++day) {
            const auto& shift = instance.coaches[c].days[at(day)];
            if (!shift) continue;
            route_at[c * at(days) + at(day)] = route_count();
            routes.push_back({.coach = static_cast<int>(c),
                              .day = day,
                              .start = shift->start,
                              .end = shift->end,
                              .home = instance.coaches[c].home});
        }
    }
}

void Model::take_jobs(const Instance& instance) {
    std::map<std::pair<int, int>, int> steps;
    for (std::size_t i = 0; i < instance.tasks.size(); ++i) {
        const Task& task = instance.tasks[i];
        tasks.push_back({.value = task.value,
                         .minutes = task.minutes,
                         .person = task.person,
                         .gap_min = std::max(task.gap_min, 0),
                         .gap_max = task.gap_max,
                         .is_rest = task.kind == Kind::rest});
        if (task.cycle != none) steps[{task.cycle, task.step}] = static_cast<int>(i);
        required_bonus += std::max<std::int64_t>(task.value, 0);
    }
    for (const auto& [step, task] : steps) {
        const auto before = steps.find({step.first, step.second - 1});
        if (before == steps.end()) continue;
        tasks[at(task)].before = before->second;
        tasks[at(before->second)].after = task;
    }
    for (const Visit& pin : instance.pinned) {
        tasks[at(pin.task)].is_pinned = true;
        for (int task = tasks[at(pin.task)].before; task != none; task = tasks[at(task)].before) {
            tasks[at(task)].is_required = true;
        }
    }
}

void Model::take_candidates(const Instance& instance) {
    std::vector<std::vector<const Visit*>> told(tasks.size()), pins(tasks.size());
    for (const Visit& visit : instance.current) {
        if (tasks[at(visit.task)].is_rest) continue;
        told[at(visit.task)].push_back(&visit);
        told_worth += instance.stability_weight;
    }
    for (const Visit& visit : instance.pinned) pins[at(visit.task)].push_back(&visit);
    for (int task = 0; task < task_count(); ++task) {
        candidates_begin.push_back(static_cast<int>(candidates.size()));
        for (const Visit* visit : told[at(task)]) {
            if (pins[at(task)].empty()) add_exactly(instance, *visit, instance.stability_weight);
        }
        if (pins[at(task)].empty()) {
            add_options(instance, task);
        } else {
            add_exactly(instance, *pins[at(task)].front(), 0);
        }
    }
    candidates_begin.push_back(static_cast<int>(candidates.size()));
}

void Model::add_options(const Instance& instance, int task) {
    const Task& wanted = instance.tasks[at(task)];
    for (int option = 0; option < static_cast<int>(wanted.options.size()); ++option) {
        for (const int coach : wanted.coaches) add(instance, task, option, coach, 0);
    }
}

void Model::add(const Instance& instance, int task, int option, int coach, std::int64_t bonus) {
    const Task& wanted = instance.tasks[at(task)];
    const Option& place = wanted.options[at(option)];
    const int route = route_of(coach, place.day);
    const auto wished = wish(instance, wanted.person, coach);
    // What names a resource twice would take it from itself.
    if (route == none || !wished || is_twice(place.resources)) return;
    if (std::count(wanted.coaches.begin(), wanted.coaches.end(), coach) == 0) return;
    Candidate candidate{.task = task,
                        .route = route,
                        .option = option,
                        .site = place.site,
                        .earliest = std::max(place.earliest, routes[at(route)].start),
                        .latest = std::min(place.latest, routes[at(route)].end - wanted.minutes),
                        .minutes = wanted.minutes,
                        .worth = wanted.value - place.penalty + *wished + bonus,
                        .resources_begin = static_cast<int>(resources.size())};
    if (candidate.earliest > candidate.latest) return;
    resources.insert(resources.end(), place.resources.begin(), place.resources.end());
    candidate.resources_end = static_cast<int>(resources.size());
    if (tasks[at(task)].is_required) candidate.worth += required_bonus;
    candidates.push_back(candidate);
}

// As told: any option of that day which allows that start, at that start only.
void Model::add_exactly(const Instance& instance, const Visit& visit, std::int64_t bonus) {
    const Task& wanted = instance.tasks[at(visit.task)];
    const int day = wanted.options[at(visit.option)].day;
    for (int option = 0; option < static_cast<int>(wanted.options.size()); ++option) {
        if (tasks[at(visit.task)].is_pinned && option != visit.option) continue;
        if (wanted.options[at(option)].day != day) continue;
        const std::size_t before = candidates.size();
        add(instance, visit.task, option, visit.coach, bonus);
        if (candidates.size() == before) continue;
        Candidate& candidate = candidates.back();
        if (visit.start < candidate.earliest || visit.start > candidate.latest) {
            resources.resize(at(candidate.resources_begin));
            candidates.pop_back();
            continue;
        }
        candidate.earliest = candidate.latest = visit.start;
    }
}

void Model::link_routes() {
    std::vector<std::vector<int>> lists(routes.size());
    for (const Candidate& candidate : candidates) {
        auto& list = lists[at(candidate.route)];
        if (list.empty() || list.back() != candidate.task) list.push_back(candidate.task);
    }
    for (std::size_t route = 0; route < routes.size(); ++route) {
        auto& list = lists[route];
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
        route_tasks_begin.push_back(static_cast<int>(route_tasks.size()));
        route_tasks.insert(route_tasks.end(), list.begin(), list.end());
        routes[route].stops_begin = stop_count;
        routes[route].stops_max = static_cast<int>(list.size());
        stop_count += routes[route].stops_max;
    }
    route_tasks_begin.push_back(static_cast<int>(route_tasks.size()));
}

}  // namespace rapport::solver
