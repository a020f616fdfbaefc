#include "schedule/solver/remedies.hpp"

#include <algorithm>
#include <limits>

#include "schedule/solver/obstacles.hpp"

namespace rapport::solver {

namespace {

// How much each kind of change asks of people, beside the minutes it names: a line in a calendar is
// easier than another face, and that is easier than somebody else waiting.
constexpr double size_of_period = 0, size_of_longer_day = 5, size_of_minutes = 10;
constexpr double size_of_coach = 25, size_of_resource = 30, size_of_gap = 20, size_of_drop = 60;
constexpr double size_of_move = 1;  // And what it loses.
constexpr int wider_max = 30;
constexpr std::size_t tried_max = 8;

class Suggesting {
  public:
    Suggesting(const Instance& instance, const State& state, int task)
        : instance_(instance), state_(state), task_(task) {
        move_others();
        for (const Obstacles& one : obstacles_of(state, task_)) look_at(one);
        another_coach();
    }

    std::vector<Suggestion> found() && {
        std::stable_sort(found_.begin(), found_.end(),
                         [](const auto& a, const auto& b) { return a.size < b.size; });
        // The same change can come of several candidates.
        std::vector<Suggestion> kept;
        for (Suggestion& one : found_) {
            const bool is_known = std::any_of(kept.begin(), kept.end(), [&](const auto& other) {
                return other.remedy == one.remedy && other.coach == one.coach &&
                       other.day == one.day && other.other == one.other;
            });
            if (!is_known && kept.size() < tried_max) kept.push_back(std::move(one));
        }
        return kept;
    }

  private:
    Suggestion make(Remedy remedy, double size) const {
        Suggestion made;
        made.remedy = remedy;
        made.size = size;
        return made;
    }

    bool is_only(const Obstacles& one, Cause kind) const {
        return one.kinds.size() == 1 && one.kinds.front() == kind;
    }

    void move_others() {
        Suggestion made = make(Remedy::move_others, size_of_move);
        found_.push_back(made);
        made.size = 1e9;  // And at a loss, when nothing else helps.
        made.other = task_;
        made.may_lose = true;
        found_.push_back(std::move(made));
    }

    void look_at(const Obstacles& one) {
        const Route& route = state_.model().routes[at(one.candidate->route)];
        if (is_only(one, Cause::coach_full)) {
            Suggestion made = make(Remedy::more_minutes,
                                   size_of_minutes + static_cast<double>(one.minutes_short));
            made.coach = route.coach;
            made.amount = one.minutes_short;
            found_.push_back(std::move(made));
        }
        if (is_only(one, Cause::coach_busy) || is_only(one, Cause::travel)) {
            wider_period(one, route);
            longer_day(one, route);
        }
        if (is_only(one, Cause::cycle_order)) another_gap(route);
        if (is_only(one, Cause::no_common_slot) && one.users.size() == 1) free_resource(one);
        const std::vector<int> lost_to = one.blocking();
        const bool is_lost_only = std::all_of(one.kinds.begin(), one.kinds.end(), [](Cause kind) {
            return kind == Cause::no_common_slot || kind == Cause::coach_busy;
        });
        if (is_lost_only && lost_to.size() == 1) drop(lost_to.front());
    }

    // How many minutes later (or earlier) it would have to be allowed to begin.
    void wider_period(const Obstacles& one, const Route& route) {
        for (int minutes = 5; minutes <= wider_max; minutes += 5) {
            Candidate wider = *one.candidate;
            wider.earliest = std::max(wider.earliest - minutes, route.start);
            wider.latest = std::min(wider.latest + minutes, route.end - wider.minutes);
            if (!fits_somewhere(wider)) continue;
            Suggestion made = make(Remedy::wider_period, size_of_period + minutes);
            made.day = route.day;
            made.amount = minutes;
            made.option = one.candidate->option;
            found_.push_back(std::move(made));
            return;
        }
    }

    bool fits_somewhere(const Candidate& candidate) const {
        return state_.find(candidate, std::numeric_limits<std::int64_t>::min(), 0).is_found();
    }

    void longer_day(const Obstacles& one, const Route& route) {
        const Option& option = instance_.tasks[at(task_)].options[at(one.candidate->option)];
        const int over = option.latest + one.candidate->minutes - route.end;
        if (over <= 0 || over > wider_max) return;
        Suggestion made = make(Remedy::longer_day, size_of_longer_day + over);
        made.coach = route.coach;
        made.day = route.day;
        made.amount = over;
        found_.push_back(std::move(made));
    }

    void another_gap(const Route& here) {
        const int before = state_.model().tasks[at(task_)].before;
        if (!state_.is_placed(before)) return;
        const Route& there =
            state_.model().routes[at(state_.model().candidates[at(state_.placed(before))].route)];
        const Task& task = instance_.tasks[at(task_)];
        const int gap = here.day - there.day;
        if (here.coach != there.coach || gap < 0) return;
        const int days = std::max(task.gap_min - gap, gap - task.gap_max);
        if (days <= 0) return;
        Suggestion made = make(Remedy::another_gap, size_of_gap * days);
        made.other = before;
        made.amount = days;
        made.gap = gap;
        found_.push_back(std::move(made));
    }

    void free_resource(const Obstacles& one) {
        Suggestion made = make(Remedy::free_resource, size_of_resource);
        made.other = one.users.front();
        made.option = one.candidate->option;
        for (const int resource : state_.model().resources_of(*one.candidate)) {
            if (state_.resource_user(resource) == made.other) made.resource = resource;
        }
        found_.push_back(std::move(made));
    }

    void drop(int other) {
        const Task& task = instance_.tasks[at(other)];
        if (task.kind == Kind::rest) return;
        Suggestion made =
            make(Remedy::drop_other, size_of_drop + static_cast<double>(task.value) / 10);
        made.other = other;
        found_.push_back(std::move(made));
    }

    // Somebody who is there, free, and knows the way.
    void another_coach() {
        const Task& task = instance_.tasks[at(task_)];
        if (task.cycle != none) return;
        for (std::size_t c = 0; c < instance_.coaches.size(); ++c) {
            const int coach = static_cast<int>(c);
            if (std::count(task.coaches.begin(), task.coaches.end(), coach) != 0) continue;
            if (state_.load_left(coach) < task.minutes) continue;
            Suggestion made = make(Remedy::another_coach, size_of_coach);
            made.coach = coach;
            found_.push_back(std::move(made));
            if (++coaches_ == 3) return;
        }
    }

    const Instance& instance_;
    const State& state_;
    int task_;
    int coaches_ = 0;
    std::vector<Suggestion> found_;
};

}  // namespace

std::vector<Suggestion> suggestions_for(const Instance& instance, const State& state, int task) {
    return Suggesting(instance, state, task).found();
}

Instance carried_out(const Instance& instance, int task_index, const Suggestion& suggestion) {
    Instance changed = instance;
    Task& task = changed.tasks[at(task_index)];
    const int amount = static_cast<int>(suggestion.amount);
    switch (suggestion.remedy) {
        case Remedy::none_found:
        case Remedy::move_others:
            break;
        case Remedy::more_minutes:
            changed.coaches[at(suggestion.coach)].capacity_minutes += amount;
            break;
        case Remedy::wider_period:
            task.options[at(suggestion.option)].earliest -= amount;
            task.options[at(suggestion.option)].latest += amount;
            break;
        case Remedy::free_resource:
            std::erase(task.options[at(suggestion.option)].resources, suggestion.resource);
            break;
        case Remedy::drop_other:
            changed.tasks[at(suggestion.other)].options.clear();
            break;
        case Remedy::another_coach:
            task.coaches.push_back(suggestion.coach);
            break;
        case Remedy::another_gap:
            task.gap_min = std::min(task.gap_min, suggestion.gap);
            task.gap_max = std::max(task.gap_max, suggestion.gap);
            break;
        case Remedy::longer_day:
            changed.coaches[at(suggestion.coach)].days[at(suggestion.day)]->end += amount;
            break;
    }
    return changed;
}

std::optional<Answer> solve_with(const Instance& changed, int task, const Plan& plan,
                                 const ExplainOrders& orders) {
    Instance wanted = changed;
    std::int64_t sum = 1;
    for (const Task& one : wanted.tasks) sum += std::max<std::int64_t>(one.value, 0);
    wanted.tasks[at(task)].value += sum;  // Worth more than all else: it has to be.
    const Model model(changed);
    State before(model);
    before.place(plan);
    Orders solving;
    solving.seed = orders.seed;
    solving.seconds = 0;
    solving.iterations = orders.iterations;
    solving.threads = 1;
    solving.is_polite = false;
    solving.is_cancelled = orders.is_cancelled;
    solving.start = before.plan();
    Solution solution = solve(wanted, solving);
    const bool is_placed = std::any_of(solution.plan.visits.begin(), solution.plan.visits.end(),
                                       [&](const Visit& visit) { return visit.task == task; });
    if (!is_placed) return std::nullopt;
    return Answer{.plan = solution.plan,
                  .loses = score_of(changed, *solving.start).total() -
                           score_of(changed, solution.plan).total()};
}

}  // namespace rapport::solver
