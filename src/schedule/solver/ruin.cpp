// What a step of the search takes out of the plan.
#include <algorithm>
#include <limits>

#include "schedule/solver/search.hpp"

namespace rapport::solver {

void Search::take_out(int task) {
    state_.remove(task);
    if (removed_stamp_[at(task)] != round_) {
        removed_stamp_[at(task)] = round_;
        removed_.push_back(task);
    }
}

bool Search::may_go(int task) const { return !model_.tasks[at(task)].is_pinned; }

// A placed task that may go, or none when chance finds none.
int Search::pick_placed() {
    for (int tries = 0; tries < 16; ++tries) {
        const int task = dice_.below(model_.task_count());
        if (state_.is_placed(task) && may_go(task)) return task;
    }
    return none;
}

void Search::ruin_string(int seed_task, int size) {
    const int route = model_.candidates[at(state_.placed(seed_task))].route;
    const int count = state_.stop_count(route);
    const int length = std::min(size, count);
    const int position = state_.position_of(seed_task);
    const int lowest = std::max(0, position - length + 1);
    const int highest = std::min(position, count - length);
    const int from = lowest + dice_.below(highest - lowest + 1);
    for (int i = 0; i < length; ++i) {
        const int task = state_.stop(route, from).task;
        if (model_.tasks[at(task)].is_pinned) break;
        take_out(task);
    }
}

// Clears the way for one unplaced task in one of its candidates, and puts it there.
void Search::ruin_target() {
    int task = none;
    for (int tries = 0; tries < 8 && task == none; ++tries) {
        const int t = dice_.below(model_.task_count());
        if (!state_.is_placed(t) && !model_.candidates_of(t).empty()) task = t;
    }
    if (task == none) return ruin_random(3);
    const auto list = model_.candidates_of(task);
    const Candidate& c = list[at(dice_.below(static_cast<int>(list.size())))];
    for (int r = c.resources_begin; r < c.resources_end; ++r) {
        const int user = state_.resource_user(model_.resources[at(r)]);
        if (user != none && may_go(user)) take_out(user);
    }
    clear_time_for(c);
    clear_minutes_for(c);
    const Spot spot = state_.find(c, std::numeric_limits<std::int64_t>::min(), dice_.next());
    if (spot.is_found()) {
        state_.insert(static_cast<int>(&c - model_.candidates.data()), spot.position);
    }
}

// At one start of its span. Breaks that can move mostly may stay: they give way by themselves.
void Search::clear_time_for(const Candidate& c) {
    const int from = c.earliest + dice_.below(c.latest - c.earliest + 1);
    const int until = from + c.minutes;
    for (int i = 0; i < state_.stop_count(c.route);) {
        const Stop& s = state_.stop(c.route, i);
        const int move = model_.travel(s.site, c.site);
        const bool is_in_the_way = s.start + s.minutes + move > from && s.start < until + move;
        const bool may_stay =
            is_in_the_way && s.is_rest && s.earliest != s.latest && dice_.happens(0.7);
        if (!is_in_the_way || may_stay || model_.tasks[at(s.task)].is_pinned) {
            ++i;
        } else {
            take_out(s.task);
        }
    }
}

// Of the coach's capacity.
void Search::clear_minutes_for(const Candidate& c) {
    const int coach = model_.routes[at(c.route)].coach;
    for (int tries = 0; tries < 20 && state_.load_left(coach) < c.minutes; ++tries) {
        const int route = model_.route_of(coach, dice_.below(model_.days));
        if (route == none || state_.stop_count(route) == 0) continue;
        const Stop& s = state_.stop(route, dice_.below(state_.stop_count(route)));
        if (s.is_rest || model_.tasks[at(s.task)].is_pinned) continue;
        take_out(s.task);
    }
}

void Search::ruin_route() {
    const int route = dice_.below(model_.route_count());
    for (int i = 0; i < state_.stop_count(route);) {
        const int task = state_.stop(route, i).task;
        if (may_go(task)) {
            take_out(task);
        } else {
            ++i;
        }
    }
}

// A task and all steps after it.
void Search::ruin_cycle() {
    for (int tries = 0; tries < 8; ++tries) {
        int t = pick_placed();
        if (t == none || model_.tasks[at(t)].after == none) continue;
        for (; t != none; t = model_.tasks[at(t)].after) {
            if (state_.is_placed(t) && may_go(t)) take_out(t);
        }
        return;
    }
    ruin_random(3);
}

void Search::ruin_random(int size) {
    for (int i = 0; i < size; ++i) {
        const int task = pick_placed();
        if (task != none) take_out(task);
    }
}

// Visits of one stretch of time on the same day, with several coaches.
void Search::ruin_same_day(int size) {
    const int route = dice_.below(model_.route_count());
    const Route& r = model_.routes[at(route)];
    const int count = state_.stop_count(route);
    if (count == 0) return;
    const Stop& seed = state_.stop(route, dice_.below(count));
    const int middle = seed.start + seed.minutes / 2;
    const int reach = 20 + dice_.below(60);
    int left = size + 3;
    const int coaches = static_cast<int>(model_.capacity.size());
    const int first = dice_.below(coaches);
    for (int k = 0; k < coaches && left > 0; ++k) {
        const int other = k == 0 ? route : model_.route_of((first + k) % coaches, r.day);
        if (other == none) continue;
        for (int i = 0; i < state_.stop_count(other) && left > 0;) {
            const Stop& s = state_.stop(other, i);
            if (s.start + s.minutes > middle - reach && s.start < middle + reach &&
                may_go(s.task)) {
                take_out(s.task);
                --left;
            } else {
                ++i;
            }
        }
    }
}

void Search::ruin() {
    const int size = 1 + dice_.below(2 * tuning_.ruin_mean - 1);
    const Tuning& w = tuning_;
    int pick =
        dice_.below(w.w_string + w.w_target + w.w_route + w.w_cycle + w.w_random + w.w_sameday);
    if ((pick -= w.w_string) < 0) {
        for (int left = size; left > 0;) {
            const int task = pick_placed();
            if (task == none) return;
            const int length = 1 + dice_.below(std::min(left, 5));
            ruin_string(task, length);
            left -= length;
        }
        return;
    }
    if ((pick -= w.w_target) < 0) return ruin_target();
    if ((pick -= w.w_route) < 0) return ruin_route();
    if ((pick -= w.w_cycle) < 0) return ruin_cycle();
    if ((pick -= w.w_random) < 0) return ruin_random(size);
    ruin_same_day(size);
}

}  // namespace rapport::solver
