// The rules in the referee's order: each visit alone, each route, capacity, cycles, pins.
#include "schedule/solver/check.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace rapport::solver {

namespace {

// One visit that is known to name things that exist.
struct Seen {
    const Visit* visit = nullptr;
    const Task* task = nullptr;
    const Option* option = nullptr;
};

class Judge {
  public:
    Judge(const Instance& instance, const Plan& plan)
        : instance_(instance),
          seen_(instance.tasks.size()),
          resource_user_(instance.resources.size(), none),
          load_(instance.coaches.size(), 0) {
        for (const Visit& visit : plan.visits) look_at(visit);
        for (auto& [route, stops] : routes_) look_at_route(route.first, route.second, stops);
        look_at_capacity();
        look_at_cycles();
        look_at_pins();
    }

    std::vector<Violation> found() && { return std::move(found_); }

    // The visits that could be counted.
    Plan known() const {
        Plan plan;
        for (const Seen& stop : seen_) {
            if (stop.visit != nullptr) plan.visits.push_back(*stop.visit);
        }
        return plan;
    }

  private:
    void say(Violation violation) { found_.push_back(violation); }

    bool is_known(const Visit& visit) const {
        if (visit.task < 0 || static_cast<std::size_t>(visit.task) >= instance_.tasks.size() ||
            visit.coach < 0 || static_cast<std::size_t>(visit.coach) >= instance_.coaches.size()) {
            return false;
        }
        const auto& options = instance_.tasks[static_cast<std::size_t>(visit.task)].options;
        return visit.option >= 0 && static_cast<std::size_t>(visit.option) < options.size();
    }

    bool may_do(const Visit& visit, const Task& task) const {
        if (std::find(task.coaches.begin(), task.coaches.end(), visit.coach) ==
            task.coaches.end()) {
            return false;
        }
        return std::none_of(instance_.pairs.begin(), instance_.pairs.end(), [&](const Pair& pair) {
            return !pair.value && pair.coach == visit.coach && pair.person == task.person;
        });
    }

    void look_at(const Visit& visit) {
        if (!is_known(visit)) return say({.fault = Fault::unknown, .task = visit.task});
        Seen& seen = seen_[static_cast<std::size_t>(visit.task)];
        const Task& task = instance_.tasks[static_cast<std::size_t>(visit.task)];
        const Option& option = task.options[static_cast<std::size_t>(visit.option)];
        const Violation here{.task = visit.task, .coach = visit.coach, .day = option.day};
        const auto wrong = [&](Fault fault) {
            Violation violation = here;
            violation.fault = fault;
            return violation;
        };
        if (seen.visit != nullptr) return say(wrong(Fault::placed_twice));
        if (!may_do(visit, task)) say(wrong(Fault::wrong_coach));
        if (visit.start < option.earliest || visit.start > option.latest) {
            say(wrong(Fault::outside_option));
        }
        for (const int resource : option.resources) {
            int& user = resource_user_[static_cast<std::size_t>(resource)];
            if (user != none) {
                Violation violation = wrong(Fault::resource_taken);
                violation.other = user;
                violation.resource = resource;
                say(violation);
            }
            user = visit.task;
        }
        seen = {&visit, &task, &option};
        if (task.kind != Kind::rest) load_[static_cast<std::size_t>(visit.coach)] += task.minutes;
        routes_[{visit.coach, option.day}].push_back(seen);
    }

    void look_at_route(int coach_index, int day, std::vector<Seen>& stops) {
        const Coach& coach = instance_.coaches[static_cast<std::size_t>(coach_index)];
        const auto& shift = coach.days[static_cast<std::size_t>(day)];
        if (!shift) {
            return say({.fault = Fault::coach_absent,
                        .task = stops.front().visit->task,
                        .coach = coach_index,
                        .day = day});
        }
        std::stable_sort(stops.begin(), stops.end(), [](const Seen& a, const Seen& b) {
            return std::pair(a.visit->start, a.task->minutes) <
                   std::pair(b.visit->start, b.task->minutes);
        });
        std::int64_t free_at = shift->start;
        int here = coach.home, before = none;
        for (const Seen& stop : stops) {
            if (here != none) free_at += instance_.travel(here, stop.option->site);
            if (stop.visit->start < free_at) {
                say({.fault = Fault::cannot_be_there,
                     .task = stop.visit->task,
                     .coach = coach_index,
                     .day = day,
                     .other = before,
                     .minutes = free_at});
            }
            free_at = stop.visit->start + stop.task->minutes;
            here = stop.option->site;
            before = stop.visit->task;
        }
        if (coach.home != none) free_at += instance_.travel(here, coach.home);
        if (free_at > shift->end) {
            say({.fault = Fault::day_too_long,
                 .coach = coach_index,
                 .day = day,
                 .other = before,
                 .minutes = free_at});
        }
        look_at_runs(coach_index, day, stops);
    }

    // A task longer than the longest run is let through: it could never be placed otherwise.
    void look_at_runs(int coach, int day, const std::vector<Seen>& stops) {
        const Rules& rules = instance_.rules;
        if (rules.max_run_minutes == 0) return;
        bool is_running = false;
        int run_start = 0, run_end = 0;
        for (const Seen& stop : stops) {
            if (stop.task->kind == Kind::rest) {
                is_running = false;
                continue;
            }
            const int start = stop.visit->start;
            if (!is_running || start - run_end >= rules.break_minutes) run_start = start;
            run_end = start + stop.task->minutes;
            is_running = true;
            if (run_end - run_start > rules.max_run_minutes &&
                stop.task->minutes <= rules.max_run_minutes) {
                say({.fault = Fault::run_too_long,
                     .task = stop.visit->task,
                     .coach = coach,
                     .day = day,
                     .minutes = run_end - run_start});
            }
        }
    }

    void look_at_capacity() {
        for (std::size_t i = 0; i < load_.size(); ++i) {
            if (load_[i] <= instance_.coaches[i].capacity_minutes) continue;
            say({.fault = Fault::over_capacity, .coach = static_cast<int>(i), .minutes = load_[i]});
        }
    }

    void look_at_cycles() {
        std::map<std::pair<int, int>, int> steps;
        for (std::size_t i = 0; i < instance_.tasks.size(); ++i) {
            const Task& task = instance_.tasks[i];
            if (task.cycle != none) steps[{task.cycle, task.step}] = static_cast<int>(i);
        }
        for (const auto& [step, task] : steps) {
            const auto before = steps.find({step.first, step.second - 1});
            if (before == steps.end()) continue;
            if (seen_[static_cast<std::size_t>(task)].visit == nullptr) continue;
            look_at_step(before->second, task);
        }
    }

    void look_at_step(int before, int task) {
        const Seen& a = seen_[static_cast<std::size_t>(before)];
        const Seen& b = seen_[static_cast<std::size_t>(task)];
        const auto wrong = [&](Fault fault, std::int64_t minutes) {
            say({.fault = fault,
                 .task = task,
                 .coach = b.visit->coach,
                 .day = b.option->day,
                 .other = before,
                 .minutes = minutes});
        };
        if (a.visit == nullptr) return wrong(Fault::step_before_missing, 0);
        if (a.visit->coach != b.visit->coach) wrong(Fault::cycle_changes_coach, 0);
        const int gap = b.option->day - a.option->day;
        if (gap < b.task->gap_min || gap > b.task->gap_max || gap < 0) {
            wrong(Fault::gap_outside, gap);
        }
        if (gap == 0 && b.visit->start < a.visit->start + a.task->minutes) {
            wrong(Fault::before_step_before, 0);
        }
    }

    void look_at_pins() {
        for (const Visit& pin : instance_.pinned) {
            const Visit* visit = seen_[static_cast<std::size_t>(pin.task)].visit;
            if (visit != nullptr && *visit == pin) continue;
            say({.fault = Fault::pin_moved, .task = pin.task, .coach = pin.coach});
        }
    }

    const Instance& instance_;
    std::vector<Seen> seen_;  // By task; no visit: not placed.
    std::vector<int> resource_user_;
    std::vector<std::int64_t> load_;
    std::map<std::pair<int, int>, std::vector<Seen>> routes_;  // By coach and day.
    std::vector<Violation> found_;
};

}  // namespace

std::string_view code(Fault fault) {
    switch (fault) {
        case Fault::unknown:
            return "unknown";
        case Fault::placed_twice:
            return "placed_twice";
        case Fault::wrong_coach:
            return "wrong_coach";
        case Fault::outside_option:
            return "outside_option";
        case Fault::resource_taken:
            return "resource_taken";
        case Fault::coach_absent:
            return "coach_absent";
        case Fault::cannot_be_there:
            return "cannot_be_there";
        case Fault::day_too_long:
            return "day_too_long";
        case Fault::run_too_long:
            return "run_too_long";
        case Fault::over_capacity:
            return "over_capacity";
        case Fault::step_before_missing:
            return "step_before_missing";
        case Fault::cycle_changes_coach:
            return "cycle_changes_coach";
        case Fault::gap_outside:
            return "gap_outside";
        case Fault::before_step_before:
            return "before_step_before";
        case Fault::pin_moved:
            return "pin_moved";
    }
    return "unknown";
}

Verdict check(const Instance& instance, const Plan& plan) {
    Judge judge(instance, plan);
    Verdict verdict;
    verdict.score = score_of(instance, judge.known());
    verdict.violations = std::move(judge).found();
    return verdict;
}

}  // namespace rapport::solver
