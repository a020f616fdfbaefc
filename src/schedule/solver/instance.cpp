#include "schedule/solver/instance.hpp"

#include <algorithm>
#include <set>

namespace rapport::solver {

namespace {

// Far beyond any school, and small enough that sums never overflow.
constexpr int time_max = 100'000'000;
constexpr std::int64_t worth_max = 1'000'000'000'000;

bool is_index(int at, std::size_t size) { return at >= 0 && static_cast<std::size_t>(at) < size; }
bool is_index_or_none(int at, std::size_t size) { return at == none || is_index(at, size); }
bool is_time(std::int64_t minutes) { return minutes >= -time_max && minutes <= time_max; }
bool is_length(std::int64_t minutes) { return minutes >= 0 && minutes <= time_max; }
bool is_worth(std::int64_t value) { return value >= -worth_max && value <= worth_max; }

std::string at(const char* list, std::size_t index) {
    return std::string(list) + "[" + std::to_string(index) + "]";
}

std::string flaw_of_option(const Instance& instance, const Option& option) {
    if (!is_index(option.day, static_cast<std::size_t>(instance.days))) return ".day";
    if (!is_time(option.earliest)) return ".earliest";
    if (!is_time(option.latest)) return ".latest";
    if (!is_index(option.site, instance.sites.size())) return ".site";
    if (!is_worth(option.penalty)) return ".penalty";
    for (const int resource : option.resources) {
        if (!is_index(resource, instance.resources.size())) return ".resources";
    }
    return "";
}

std::string flaw_of_task(const Instance& instance, const Task& task) {
    if (!is_worth(task.value)) return ".value";
    if (!is_length(task.minutes)) return ".minutes";
    if (!is_index_or_none(task.person, instance.people.size())) return ".person";
    if (!is_index_or_none(task.cycle, instance.cycles.size())) return ".cycle";
    if (!is_time(task.gap_min) || !is_time(task.gap_max)) return ".gap_days";
    for (const int coach : task.coaches) {
        if (!is_index(coach, instance.coaches.size())) return ".coaches";
    }
    for (std::size_t i = 0; i < task.options.size(); ++i) {
        const std::string flaw = flaw_of_option(instance, task.options[i]);
        if (!flaw.empty()) return at(".options", i) + flaw;
    }
    return "";
}

std::string flaw_of_coach(const Instance& instance, const Coach& coach) {
    if (!is_index_or_none(coach.home, instance.sites.size())) return ".home";
    if (!is_worth(coach.capacity_minutes)) return ".capacity_minutes";
    if (coach.days.size() != static_cast<std::size_t>(instance.days)) return ".days";
    for (const auto& shift : coach.days) {
        if (shift && (!is_time(shift->start) || !is_time(shift->end))) return ".days";
    }
    return "";
}

std::string flaw_of_frame(const Instance& instance) {
    if (!is_length(instance.days)) return "days";
    if (instance.travel_minutes.size() != instance.sites.size() * instance.sites.size() ||
        !std::all_of(instance.travel_minutes.begin(), instance.travel_minutes.end(), is_length)) {
        return "travel_minutes";
    }
    if (!is_worth(instance.rules.travel_weight)) return "rules.travel_weight";
    if (!is_length(instance.rules.max_run_minutes)) return "rules.max_run_minutes";
    if (!is_length(instance.rules.break_minutes)) return "rules.break_minutes";
    return is_length(instance.stability_weight) ? "" : "stability_weight";
}

bool is_visit(const Instance& instance, const Visit& visit) {
    return is_index(visit.task, instance.tasks.size()) &&
           is_index(visit.option,
                    instance.tasks[static_cast<std::size_t>(visit.task)].options.size()) &&
           is_index(visit.coach, instance.coaches.size()) && is_time(visit.start);
}

std::string flaw_of_visits(const Instance& instance) {
    for (std::size_t i = 0; i < instance.pinned.size(); ++i) {
        if (!is_visit(instance, instance.pinned[i])) return at("pinned", i);
    }
    for (std::size_t i = 0; i < instance.current.size(); ++i) {
        if (!is_visit(instance, instance.current[i])) return at("current", i);
    }
    for (std::size_t i = 0; i < instance.pairs.size(); ++i) {
        const Pair& pair = instance.pairs[i];
        if (!is_index(pair.person, instance.people.size()) ||
            !is_index(pair.coach, instance.coaches.size()) || !is_worth(pair.value.value_or(0))) {
            return at("pairs", i);
        }
    }
    return "";
}

std::string flaw_of_tasks(const Instance& instance) {
    std::set<std::pair<int, int>> steps;
    for (std::size_t i = 0; i < instance.tasks.size(); ++i) {
        const Task& task = instance.tasks[i];
        const std::string flaw = flaw_of_task(instance, task);
        if (!flaw.empty()) return at("tasks", i) + flaw;
        if (task.cycle != none && !steps.emplace(task.cycle, task.step).second) {
            return at("tasks", i) + ".step";
        }
    }
    return "";
}

}  // namespace

std::string flaw_of(const Instance& instance) {
    if (std::string flaw = flaw_of_frame(instance); !flaw.empty()) return flaw;
    for (std::size_t i = 0; i < instance.coaches.size(); ++i) {
        const std::string flaw = flaw_of_coach(instance, instance.coaches[i]);
        if (!flaw.empty()) return at("coaches", i) + flaw;
    }
    for (std::size_t i = 0; i < instance.people.size(); ++i) {
        if (!is_worth(instance.people[i].touch_bonus)) return at("people", i) + ".touch_bonus";
    }
    if (std::string flaw = flaw_of_tasks(instance); !flaw.empty()) return flaw;
    return flaw_of_visits(instance);
}

}  // namespace rapport::solver
