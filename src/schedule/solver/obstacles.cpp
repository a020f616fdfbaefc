#include "schedule/solver/obstacles.hpp"

#include <algorithm>
#include <limits>

namespace rapport::solver {

namespace {

bool holds(const std::vector<int>& list, int task) {
    return std::find(list.begin(), list.end(), task) != list.end();
}

class Look {
  public:
    Look(const State& state, const Candidate& candidate)
        : state_(state), model_(state.model()), candidate_(candidate) {
        found_.candidate = &candidate;
        look_at_cycle();
        look_at_resources();
        look_at_time();
        look_at_capacity();
        look_at_runs();
    }

    Obstacles found() && { return std::move(found_); }

  private:
    const Model::Job& job_of(int task) const { return model_.tasks[at(task)]; }
    void add(Cause kind) { found_.kinds.push_back(kind); }

    void add_with_steps(int task, std::vector<int>& list) {
        for (int t = task; t != none; t = job_of(t).after) {
            if (!state_.is_placed(t) || is_going(t)) continue;
            list.push_back(t);
            found_.blocked_worth += job_of(t).value;
        }
    }

    bool is_going(int task) const {
        return holds(found_.users, task) || holds(found_.in_the_way, task);
    }

    void look_at_cycle() {
        const Model::Job& job = job_of(candidate_.task);
        if (job.before == none) return;
        if (!state_.is_placed(job.before)) return add(Cause::step_before);
        const Route& here = model_.routes[at(candidate_.route)];
        const Candidate& before = model_.candidates[at(state_.placed(job.before))];
        const Route& there = model_.routes[at(before.route)];
        const int gap = here.day - there.day;
        const bool is_early = gap == 0 && candidate_.latest < before.earliest + before.minutes;
        if (here.coach != there.coach || gap < job.gap_min || gap > job.gap_max || is_early) {
            add(Cause::cycle_order);
        }
    }

    void look_at_resources() {
        for (const int resource : model_.resources_of(candidate_)) {
            const int user = state_.resource_user(resource);
            if (user != none && !is_going(user)) add_with_steps(user, found_.users);
        }
        if (!found_.users.empty()) add(Cause::no_common_slot);
    }

    // The stops that would have to go, the least worth of them; users of its resources are gone.
    void look_at_time() {
        const int count = state_.stop_count(candidate_.route);
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        int best_from = 0, best_to = 0;
        for (int from = 0; from <= count; ++from) {
            std::int64_t worth = 0;
            for (int to = from; to <= count; ++to) {
                if (to > from) worth += worth_of_stop(to - 1);
                if (worth >= least) break;
                if (!fits(from, to, State::Roads::as_they_are)) continue;
                least = worth;
                best_from = from;
                best_to = to;
                break;
            }
        }
        if (least == std::numeric_limits<std::int64_t>::max()) return add(Cause::travel);
        if (best_from == best_to) return;
        for (int p = 0; p <= count && least > 0; ++p) {
            if (fits(p, p, State::Roads::absent)) return add(Cause::travel);
        }
        // Who uses its resources may be with this very coach then: without the resource, they would
        // be there still.
        for (int p = best_from; p < best_to; ++p) {
            const int task = state_.stop(candidate_.route, p).task;
            if (holds(found_.users, task) && !holds(found_.in_the_way, task)) {
                found_.in_the_way.push_back(task);
            }
            add_with_steps(task, found_.in_the_way);
        }
        add(Cause::coach_busy);
    }

    std::int64_t worth_of_stop(int position) const {
        const int task = state_.stop(candidate_.route, position).task;
        return is_going(task) ? 0 : std::max<std::int64_t>(job_of(task).value, 1);
    }

    bool fits(int from, int to, State::Roads roads) const {
        const int before = job_of(candidate_.task).before;
        if (before != none && state_.is_placed(before) &&
            model_.candidates[at(state_.placed(before))].route == candidate_.route &&
            from <= state_.position_of(before) && !is_free_of_order()) {
            return false;
        }
        return state_.fits_instead(candidate_, from, to, roads);
    }

    bool is_free_of_order() const {
        return std::find(found_.kinds.begin(), found_.kinds.end(), Cause::cycle_order) !=
               found_.kinds.end();
    }

    // What goes for other reasons leaves its minutes.
    void look_at_capacity() {
        if (job_of(candidate_.task).is_rest) return;
        const int coach = model_.routes[at(candidate_.route)].coach;
        std::int64_t left = state_.load_left(coach);
        for (const int task : found_.in_the_way) {
            const Candidate& other = model_.candidates[at(state_.placed(task))];
            const bool is_same = model_.routes[at(other.route)].coach == coach;
            if (is_same && !job_of(task).is_rest) left += job_of(task).minutes;
        }
        if (left >= candidate_.minutes) return;
        found_.minutes_short = candidate_.minutes - left;
        add(Cause::coach_full);
    }

    void look_at_runs() {
        if (!found_.kinds.empty()) return;
        const Spot spot = state_.find(candidate_, std::numeric_limits<std::int64_t>::min(), 0);
        if (!spot.is_found()) {
            add(Cause::rest);
        } else if (spot.rank + state_.touch_gain(candidate_.task) * shares <= 0) {
            add(Cause::outweighed);
        }
    }

    const State& state_;
    const Model& model_;
    const Candidate& candidate_;
    Obstacles found_;
};

}  // namespace

std::vector<int> Obstacles::blocking() const {
    std::vector<int> all = users;
    for (const int task : in_the_way) {
        if (!holds(users, task)) all.push_back(task);
    }
    return all;
}

std::vector<Obstacles> obstacles_of(const State& state, int task) {
    std::vector<Obstacles> all;
    for (const Candidate& candidate : state.model().candidates_of(task)) {
        all.push_back(Look(state, candidate).found());
    }
    std::stable_sort(all.begin(), all.end(), [](const Obstacles& a, const Obstacles& b) {
        if (a.kinds.size() != b.kinds.size()) return a.kinds.size() < b.kinds.size();
        if (a.blocked_worth != b.blocked_worth) return a.blocked_worth < b.blocked_worth;
        return a.minutes_short < b.minutes_short;
    });
    return all;
}

}  // namespace rapport::solver
