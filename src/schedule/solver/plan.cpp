#include "schedule/solver/plan.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace rapport::solver {

namespace {

const Task& task_of(const Instance& instance, const Visit& visit) {
    return instance.tasks[static_cast<std::size_t>(visit.task)];
}

const Option& option_of(const Instance& instance, const Visit& visit) {
    return task_of(instance, visit).options[static_cast<std::size_t>(visit.option)];
}

bool is_as_told(const Instance& instance, const Visit& told, const Visit& now) {
    return told.coach == now.coach && told.start == now.start &&
           option_of(instance, told).day == option_of(instance, now).day;
}

// The task's visit, or null; index by task.
std::vector<const Visit*> by_task(const Instance& instance, const Plan& plan) {
    std::vector<const Visit*> found(instance.tasks.size(), nullptr);
    for (const Visit& visit : plan.visits) found[static_cast<std::size_t>(visit.task)] = &visit;
    return found;
}

std::int64_t travel_of(const Instance& instance, const Plan& plan) {
    std::map<std::pair<int, int>, std::vector<const Visit*>> routes;
    for (const Visit& visit : plan.visits) {
        routes[{visit.coach, option_of(instance, visit).day}].push_back(&visit);
    }
    std::int64_t minutes = 0;
    for (auto& [route, visits] : routes) {
        std::stable_sort(visits.begin(), visits.end(), [&](const Visit* a, const Visit* b) {
            return std::pair(a->start, task_of(instance, *a).minutes) <
                   std::pair(b->start, task_of(instance, *b).minutes);
        });
        const int home = instance.coaches[static_cast<std::size_t>(route.first)].home;
        int here = home;
        for (const Visit* visit : visits) {
            const int there = option_of(instance, *visit).site;
            if (here != none) minutes += instance.travel(here, there);
            here = there;
        }
        if (home != none) minutes += instance.travel(here, home);
    }
    return minutes;
}

void count_wishes(const Instance& instance, const Plan& plan, Score& score) {
    for (const Pair& pair : instance.pairs) {
        if (!pair.value) continue;
        for (const Visit& visit : plan.visits) {
            if (visit.coach == pair.coach && task_of(instance, visit).person == pair.person) {
                score.wishes += *pair.value;
            }
        }
    }
}

void count_people(const Instance& instance, const Plan& plan, Score& score) {
    std::vector<bool> is_reached(instance.people.size(), false);
    for (const Visit& visit : plan.visits) {
        const int person = task_of(instance, visit).person;
        if (person == none || is_reached[static_cast<std::size_t>(person)]) continue;
        is_reached[static_cast<std::size_t>(person)] = true;
        ++score.reached;
        score.touch_bonus += instance.people[static_cast<std::size_t>(person)].touch_bonus;
    }
}

void count_moves(const Instance& instance, const std::vector<const Visit*>& placed, Score& score) {
    for (const Visit& told : instance.current) {
        if (task_of(instance, told).kind == Kind::rest) continue;
        const Visit* now = placed[static_cast<std::size_t>(told.task)];
        if (now == nullptr || !is_as_told(instance, told, *now)) ++score.moved;
    }
    score.disturbance = instance.stability_weight * score.moved;
}

void count_cycles(const Instance& instance, const std::vector<const Visit*>& placed, Score& score) {
    std::vector<int> steps(instance.cycles.size(), 0), done(instance.cycles.size(), 0);
    for (std::size_t i = 0; i < instance.tasks.size(); ++i) {
        const int cycle = instance.tasks[i].cycle;
        if (cycle == none) continue;
        ++steps[static_cast<std::size_t>(cycle)];
        if (placed[i] != nullptr) ++done[static_cast<std::size_t>(cycle)];
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (done[i] == 0) continue;
        ++score.cycles_begun;
        if (done[i] == steps[i]) ++score.cycles_whole;
    }
}

}  // namespace

Score score_of(const Instance& instance, const Plan& plan) {
    Score score;
    for (const Task& task : instance.tasks) {
        (task.kind == Kind::rest ? score.breaks_wanted : score.tasks) += 1;
    }
    for (const Visit& visit : plan.visits) {
        const Task& task = task_of(instance, visit);
        score.values += task.value;
        score.penalties += option_of(instance, visit).penalty;
        const bool is_break = task.kind == Kind::rest;
        if (is_break) score.break_values += task.value;
        (is_break ? score.breaks : score.placed) += 1;
    }
    const auto placed = by_task(instance, plan);
    score.travel_minutes = travel_of(instance, plan);
    score.travel_cost = instance.rules.travel_weight * score.travel_minutes;
    count_people(instance, plan, score);
    count_wishes(instance, plan, score);
    count_moves(instance, placed, score);
    count_cycles(instance, placed, score);
    return score;
}

Comparison compare(const Instance& instance, const Plan& before, const Plan& after) {
    const auto then = by_task(instance, before);
    const auto now = by_task(instance, after);
    Comparison comparison;
    for (const Visit& visit : before.visits) {
        const Visit* later = now[static_cast<std::size_t>(visit.task)];
        Difference difference{.before = visit, .after = std::nullopt, .fate = Fate::gone};
        if (later != nullptr) {
            difference.after = *later;
            difference.fate = is_as_told(instance, visit, *later) ? Fate::kept : Fate::moved;
        }
        comparison.before.push_back(difference);
    }
    for (const Visit& visit : after.visits) {
        if (then[static_cast<std::size_t>(visit.task)] == nullptr) {
            comparison.fresh.push_back(visit);
        }
    }
    return comparison;
}

}  // namespace rapport::solver
