#include "tests/support/weeks.hpp"

#include <algorithm>

#include "schedule/solver/dice.hpp"

namespace rapport::test {

using namespace solver;

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

void add_name(std::vector<std::string>& names, const char* stem) {
    names.push_back(stem + std::to_string(names.size()));
}

// Options of one task on random days; start times are multiples of five.
void add_options(Instance& instance, int task, int count, int span_max, Dice& dice) {
    for (int i = 0; i < count; ++i) {
        const int earliest = 480 + 5 * dice.below(36);
        const int span = dice.happens(0.4) ? 5 * dice.below(span_max / 5 + 1) : 0;
        const int option =
            add_option(instance, task, dice.below(instance.days), earliest, earliest + span);
        Option& made = instance.tasks[at(task)].options[at(option)];
        made.site = dice.below(static_cast<int>(instance.sites.size()));
        made.penalty = dice.below(3) * 5;
        if (!instance.resources.empty() && dice.happens(0.5)) {
            made.resources = {dice.below(static_cast<int>(instance.resources.size()))};
        }
    }
}

int add_some_task(Instance& instance, Dice& dice) {
    const int task = add_task(instance, 20 + dice.below(100));
    Task& made = instance.tasks[at(task)];
    made.minutes = 15 + 15 * dice.below(4);
    made.kind = dice.happens(0.15) ? Kind::rest : Kind::in_class;
    made.coaches.clear();
    for (int coach = 0; coach < static_cast<int>(instance.coaches.size()); ++coach) {
        if (dice.happens(0.7)) made.coaches.push_back(coach);
    }
    if (made.coaches.empty()) made.coaches = {0};
    const bool is_for_somebody = made.kind != Kind::rest && !instance.people.empty();
    if (is_for_somebody) made.person = dice.below(static_cast<int>(instance.people.size()));
    return task;
}

void add_some_frame(Instance& instance, int coaches, int sites, int people, Dice& dice) {
    for (int i = 1; i < coaches; ++i) add_coach(instance);
    for (int i = 1; i < sites; ++i) add_site(instance, 5 + 5 * dice.below(3));
    for (int i = 0; i < people; ++i) add_person(instance, dice.below(4) * 10);
    for (Coach& coach : instance.coaches) {
        if (dice.happens(0.3)) coach.home = dice.below(sites);
        if (dice.happens(0.2)) coach.days[at(dice.below(instance.days))].reset();
    }
    instance.rules.travel_weight = dice.below(3);
    if (dice.happens(0.7)) {
        instance.rules.max_run_minutes = 90;
        instance.rules.break_minutes = 10;
    }
}

class Trying {
  public:
    Trying(const Instance& instance, int step) : instance_(instance), step_(step) { go_on(0); }
    std::int64_t best() const { return best_; }

  private:
    void go_on(std::size_t task) {
        if (task == instance_.tasks.size()) {
            const Verdict verdict = check(instance_, plan_);
            if (verdict.is_valid()) best_ = std::max(best_, verdict.score.total());
            return;
        }
        go_on(task + 1);
        const Task& wanted = instance_.tasks[task];
        for (int option = 0; option < static_cast<int>(wanted.options.size()); ++option) {
            const Option& place = wanted.options[at(option)];
            for (const int coach : wanted.coaches) {
                for (int start = place.earliest; start <= place.latest; start += step_) {
                    plan_.visits.push_back({.task = static_cast<int>(task),
                                            .option = option,
                                            .coach = coach,
                                            .start = start});
                    go_on(task + 1);
                    plan_.visits.pop_back();
                }
            }
        }
    }

    const Instance& instance_;
    int step_;
    Plan plan_;
    std::int64_t best_ = 0;
};

}  // namespace

Instance empty_week(int days) {
    Instance instance;
    instance.name = "small";
    instance.days = days;
    instance.sites = {"s0"};
    instance.travel_minutes = {0};
    add_coach(instance);
    return instance;
}

int add_coach(Instance& instance) {
    Coach coach;
    coach.id = "c" + std::to_string(instance.coaches.size());
    coach.capacity_minutes = 1000;
    coach.days.assign(at(instance.days), Shift{.start = 480, .end = 720});
    instance.coaches.push_back(std::move(coach));
    return static_cast<int>(instance.coaches.size()) - 1;
}

int add_site(Instance& instance, int minutes_from_all_others) {
    const std::size_t before = instance.sites.size();
    std::vector<int> travel((before + 1) * (before + 1), minutes_from_all_others);
    for (std::size_t from = 0; from < before; ++from) {
        for (std::size_t to = 0; to < before; ++to) {
            travel[from * (before + 1) + to] = instance.travel_minutes[from * before + to];
        }
    }
    travel.back() = 0;
    instance.travel_minutes = std::move(travel);
    add_name(instance.sites, "s");
    return static_cast<int>(before);
}

int add_person(Instance& instance, std::int64_t touch_bonus) {
    instance.people.push_back(
        {.id = "p" + std::to_string(instance.people.size()), .touch_bonus = touch_bonus});
    return static_cast<int>(instance.people.size()) - 1;
}

int add_resource(Instance& instance) {
    add_name(instance.resources, "r");
    return static_cast<int>(instance.resources.size()) - 1;
}

int add_task(Instance& instance, std::int64_t value) {
    Task task;
    task.id = "t" + std::to_string(instance.tasks.size());
    task.kind = Kind::plan;
    task.value = value;
    task.minutes = 30;
    task.coaches = {0};
    instance.tasks.push_back(std::move(task));
    return static_cast<int>(instance.tasks.size()) - 1;
}

int add_option(Instance& instance, int task, int day, int earliest, int latest) {
    auto& options = instance.tasks[at(task)].options;
    options.push_back({.day = day, .earliest = earliest, .latest = latest});
    return static_cast<int>(options.size()) - 1;
}

void make_step(Instance& instance, int before, int next, int gap_min, int gap_max) {
    Task& a = instance.tasks[at(before)];
    Task& b = instance.tasks[at(next)];
    if (a.cycle == none) {
        a.cycle = static_cast<int>(instance.cycles.size());
        a.step = 1;
        add_name(instance.cycles, "k");
    }
    b.cycle = a.cycle;
    b.step = a.step + 1;
    b.gap_min = gap_min;
    b.gap_max = gap_max;
}

Instance tiny_instance(std::uint64_t seed) {
    Dice dice(seed);
    Instance instance = empty_week(2);
    add_some_frame(instance, 1 + dice.below(2), 1 + dice.below(2), 2, dice);
    add_resource(instance);
    for (Coach& coach : instance.coaches) coach.capacity_minutes = 60 + 15 * dice.below(8);
    for (int i = 0; i < 5; ++i) add_options(instance, add_some_task(instance, dice), 2, 5, dice);
    if (dice.happens(0.5)) make_step(instance, 0, 1, dice.below(2), 1);
    return instance;
}

Instance made_up_instance(std::uint64_t seed, int tasks, int days) {
    Dice dice(seed);
    Instance instance = empty_week(days);
    const int coaches = 1 + tasks / (days * 10);
    add_some_frame(instance, coaches, 1 + coaches / 2, std::max(1, tasks / 2), dice);
    for (int i = 0; i < tasks / 2; ++i) add_resource(instance);
    for (Coach& coach : instance.coaches) coach.capacity_minutes = days * (100 + dice.below(100));
    for (int i = 0; i < tasks; ++i) {
        const int task = add_some_task(instance, dice);
        add_options(instance, task, 2 + dice.below(5), 30, dice);
        const bool is_next = i > 0 && dice.happens(0.25);
        if (is_next && instance.tasks[at(task)].kind != Kind::rest &&
            instance.tasks[at(task - 1)].kind != Kind::rest) {
            make_step(instance, task - 1, task, dice.below(2), 1 + dice.below(3));
        }
    }
    return instance;
}

std::int64_t best_by_trying_all(const Instance& instance, int step) {
    return Trying(instance, step).best();
}

Plan mutated(const Instance& instance, const Plan& plan, std::uint64_t seed) {
    Dice dice(seed);
    Plan changed = plan;
    const int count = static_cast<int>(plan.visits.size());
    if (count == 0) return changed;
    Visit& visit = changed.visits[at(dice.below(count))];
    const Visit other = plan.visits[at(dice.below(count))];
    switch (dice.below(7)) {
        case 0:
            visit.start += 5 * (dice.below(13) - 6);
            break;
        case 1:
            visit.coach = dice.below(static_cast<int>(instance.coaches.size()));
            break;
        case 2:
            visit.option =
                dice.below(static_cast<int>(instance.tasks[at(visit.task)].options.size()));
            visit.start = instance.tasks[at(visit.task)].options[at(visit.option)].earliest;
            break;
        case 3:
            changed.visits.push_back(other);
            break;
        case 4:
            visit = changed.visits.back();
            changed.visits.pop_back();
            break;
        case 5:
            visit.start = other.start;
            break;
        default:
            std::swap(visit.task, changed.visits[at(dice.below(count))].task);
            visit.option = 0;
    }
    return changed;
}

bool is_placed(const Plan& plan, int task) {
    return std::any_of(plan.visits.begin(), plan.visits.end(),
                       [task](const Visit& visit) { return visit.task == task; });
}

Visit visit_of(const Plan& plan, int task) {
    return *std::find_if(plan.visits.begin(), plan.visits.end(),
                         [task](const Visit& visit) { return visit.task == task; });
}

}  // namespace rapport::test
