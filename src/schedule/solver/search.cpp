#include "schedule/solver/search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rapport::solver {

namespace {
std::size_t at(int index) { return static_cast<std::size_t>(index); }
}  // namespace

Tuning mending() {
    Tuning tuning;
    tuning.heat_first = 15;
    return tuning;
}

Search::Search(const Model& model, std::uint64_t seed, const Tuning& tuning)
    : model_(model),
      tuning_(tuning),
      dice_(seed),
      state_(model),
      key_(model.tasks.size()),
      pending_stamp_(model.tasks.size(), -1),
      removed_stamp_(model.tasks.size(), -1),
      chain_minutes_(model.tasks.size()),
      chain_value_(model.tasks.size()),
      best_(static_cast<std::size_t>(model.stop_count), none),
      best_counts_(model.routes.size(), 0),
      is_dirty_(model.routes.size(), false) {
    dirty_routes_.reserve(model.routes.size());
    pending_.reserve(model.tasks.size());
    removed_.reserve(model.tasks.size());
    for (int t = 0; t < model.task_count(); ++t) {
        all_tasks_.push_back(t);
        double value = 0;
        int minutes = 0;
        for (int s = t; s != none; s = model.tasks[at(s)].after) {
            value += static_cast<double>(model.tasks[at(s)].value);
            minutes += model.tasks[at(s)].minutes;
        }
        chain_value_[at(t)] = value;
        chain_minutes_[at(t)] = std::max(minutes, 1);
    }
}

void Search::take_out(int task) {
    state_.remove(task);
    if (removed_stamp_[at(task)] != round_) {
        removed_stamp_[at(task)] = round_;
        removed_.push_back(task);
    }
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
    for (int tries = 0; tries < 8; ++tries) {
        const int t = dice_.below(model_.task_count());
        if (!state_.is_placed(t) && !model_.candidates_of(t).empty()) {
            task = t;
            break;
        }
    }
    if (task == none) return ruin_random(3);
    const auto list = model_.candidates_of(task);
    const Candidate& c = list[at(dice_.below(static_cast<int>(list.size())))];
    const int from = c.earliest + dice_.below(c.latest - c.earliest + 1);
    const int until = from + c.minutes;
    for (int r = c.resources_begin; r < c.resources_end; ++r) {
        const int user = state_.resource_user(model_.resources[at(r)]);
        if (user != none && !model_.tasks[at(user)].is_pinned) take_out(user);
    }
    for (int i = 0; i < state_.stop_count(c.route);) {
        const Stop& s = state_.stop(c.route, i);
        const int move = model_.travel(s.site, c.site);
        if (s.start + s.minutes + move > from && s.start < until + move &&
            !model_.tasks[at(s.task)].is_pinned) {
            if (s.is_rest && s.earliest != s.latest && dice_.happens(0.7)) {
                ++i;
                continue;
            }
            take_out(s.task);
        } else {
            ++i;
        }
    }
    // Room in the coach's minutes too.
    const int coach = model_.routes[at(c.route)].coach;
    for (int tries = 0; tries < 20 && state_.load_left(coach) < c.minutes; ++tries) {
        const int route = model_.route_of(coach, dice_.below(model_.days));
        if (route == none || state_.stop_count(route) == 0) continue;
        const Stop& s = state_.stop(route, dice_.below(state_.stop_count(route)));
        if (s.is_rest || model_.tasks[at(s.task)].is_pinned) continue;
        take_out(s.task);
    }
    const Spot spot = state_.find(c, std::numeric_limits<std::int64_t>::min(), dice_.next());
    if (spot.is_found()) {
        state_.insert(static_cast<int>(&c - model_.candidates.data()), spot.position);
    }
}

void Search::ruin_route() {
    const int route = dice_.below(model_.route_count());
    while (state_.stop_count(route) > 0) {
        bool any = false;
        for (int i = 0; i < state_.stop_count(route); ++i) {
            if (model_.tasks[at(state_.stop(route, i).task)].is_pinned) continue;
            take_out(state_.stop(route, i).task);
            any = true;
            break;
        }
        if (!any) break;
    }
}

void Search::ruin_cycle() {
    for (int tries = 0; tries < 8; ++tries) {
        int t = dice_.below(model_.task_count());
        if (!state_.is_placed(t) || model_.tasks[at(t)].after == none) continue;
        for (; t != none; t = model_.tasks[at(t)].after) {
            if (state_.is_placed(t) && !model_.tasks[at(t)].is_pinned) take_out(t);
        }
        return;
    }
    ruin_random(3);
}

void Search::ruin_random(int size) {
    for (int i = 0; i < size; ++i) {
        const int t = dice_.below(model_.task_count());
        if (state_.is_placed(t) && !model_.tasks[at(t)].is_pinned) take_out(t);
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
                !model_.tasks[at(s.task)].is_pinned) {
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
        int left = size;
        for (int tries = 0; tries < 10 && left > 0; ++tries) {
            const int t = dice_.below(model_.task_count());
            if (!state_.is_placed(t) || model_.tasks[at(t)].is_pinned) continue;
            const int length = 1 + dice_.below(std::min(left, 5));
            ruin_string(t, length);
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

void Search::gather() {
    pending_.clear();
    for (const int t : removed_) {
        if (!state_.is_placed(t)) {
            pending_.push_back(t);
            pending_stamp_[at(t)] = round_;
        }
    }
    looks_everywhere_ = dice_.happens(tuning_.chance_all);
    for (const int route : state_.touched_routes()) {
        for (const int t : model_.tasks_of_route(route)) {
            if (state_.is_placed(t) || pending_stamp_[at(t)] == round_) continue;
            pending_stamp_[at(t)] = round_;
            pending_.push_back(t);
        }
    }
}

void Search::sort_pending() {
    const int order = dice_.below(6);
    const double where = dice_.unit();
    const bool rests_first = where<tuning_.rest_first, rests_last = where> 1 - tuning_.rest_last;
    for (const int t : pending_) {
        const Model::Job& job = model_.tasks[at(t)];
        double key = 0;
        switch (order) {
            case 0:
                key = dice_.unit();
                break;
            case 1:
                key = -static_cast<double>(job.value + state_.touch_gain(t));
                break;
            case 2:
                key = -static_cast<double>(job.value + state_.touch_gain(t)) /
                      std::max(job.minutes, 1) * (0.8 + 0.4 * dice_.unit());
                break;
            case 3:
                key = static_cast<double>(model_.candidates_of(t).size());
                break;
            case 4:
                key = -(chain_value_[at(t)] + static_cast<double>(state_.touch_gain(t))) /
                      chain_minutes_[at(t)] * (0.8 + 0.4 * dice_.unit());
                break;
            default:
                key = -static_cast<double>(job.value) /
                      static_cast<double>(std::max<std::size_t>(model_.candidates_of(t).size(), 1));
        }
        if (job.is_rest) key = rests_first ? -1e9 : rests_last ? 1e9 : key;
        key_[at(t)] = key;
    }
    std::sort(pending_.begin(), pending_.end(), [&](int a, int b) {
        return key_[at(a)] != key_[at(b)] ? key_[at(a)] < key_[at(b)] : a < b;
    });
}

bool Search::place(int task) {
    const int before = model_.tasks[at(task)].before;
    if (before != none && !state_.is_placed(before)) return false;
    const bool is_own = removed_stamp_[at(task)] == round_ || looks_everywhere_;
    const std::int64_t touch = state_.touch_gain(task);
    Spot best{.position = none, .gain = -touch};
    std::int64_t best_key = std::numeric_limits<std::int64_t>::min();
    const Candidate* chosen = nullptr;
    const auto blink = static_cast<std::uint64_t>(tuning_.blink * 4294967296.0);
    for (const Candidate& c : model_.candidates_of(task)) {
        if (!is_own && !state_.is_touched(c.route)) continue;
        const std::uint64_t chance = dice_.next();
        if ((chance >> 32) < blink) continue;
        const std::int64_t noise =
            tuning_.noise == 0
                ? 0
                : static_cast<std::int64_t>(
                      (chance & 0xffff) * static_cast<std::uint64_t>(tuning_.noise) >> 16);
        const std::int64_t above = chosen == nullptr ? -touch : std::max(-touch, best_key - noise);
        if (c.worth <= above) continue;
        const Spot spot = state_.find(c, above, chance * 0x9e3779b97f4a7c15ull);
        if (spot.is_found()) {
            best = spot;
            best_key = spot.gain + noise;
            chosen = &c;
        }
    }
    if (chosen == nullptr) return false;
    state_.insert(static_cast<int>(chosen - model_.candidates.data()), best.position);
    return true;
}

void Search::place_with_next(int task) {
    if (state_.is_placed(task)) return;
    if (!place(task)) return;
    const int after = model_.tasks[at(task)].after;
    if (after != none && !state_.is_placed(after)) place_with_next(after);
}

// A step whose step before found no place again goes too, with all that follow.
void Search::mend_orphans() {
    for (std::size_t i = 0; i < removed_.size(); ++i) {
        const int t = removed_[i];
        if (state_.is_placed(t)) continue;
        const int after = model_.tasks[at(t)].after;
        if (after != none && state_.is_placed(after)) take_out(after);
    }
}

void Search::recreate() {
    state_.weigh_travel(model_.rules.travel_weight +
                        (tuning_.road > 0 ? dice_.below(tuning_.road + 1) : 0));
    gather();
    sort_pending();
    for (const int t : pending_) place_with_next(t);
    mend_orphans();
}

void Search::mark_touched() {
    for (const int route : state_.touched_routes()) {
        if (is_dirty_[at(route)]) continue;
        is_dirty_[at(route)] = true;
        dirty_routes_.push_back(route);
    }
}

void Search::remember() {
    best_total_ = state_.total();
    for (const int route : dirty_routes_) {
        is_dirty_[at(route)] = false;
        const int begin = model_.routes[at(route)].stops_begin;
        const int count = state_.stop_count(route);
        best_counts_[at(route)] = count;
        for (int i = 0; i < count; ++i) best_[at(begin + i)] = state_.stop(route, i).candidate;
    }
    dirty_routes_.clear();
}

void Search::clear() {
    for (int t = 0; t < model_.task_count(); ++t) {
        if (state_.is_placed(t)) state_.remove(t);
    }
}

void Search::refill(const std::vector<int>& stops, const std::vector<int>& counts) {
    state_.begin();
    clear();
    for (int route = 0; route < model_.route_count(); ++route) {
        const int begin = model_.routes[at(route)].stops_begin;
        for (int i = 0; i < counts[at(route)]; ++i) state_.insert(stops[at(begin + i)], i);
    }
    mark_touched();
    state_.begin();
}

void Search::adopt(const Search& other) {
    refill(other.best_, other.best_counts_);
    if (state_.total() > best_total_) remember();
}

Plan Search::best_plan() const {
    State state(model_);
    for (int route = 0; route < model_.route_count(); ++route) {
        const int begin = model_.routes[at(route)].stops_begin;
        for (int i = 0; i < best_counts_[at(route)]; ++i) state.insert(best_[at(begin + i)], i);
    }
    return state.plan();
}

void Search::place_all(const std::vector<int>& tasks) {
    state_.begin();
    ++round_;
    looks_everywhere_ = true;
    for (const int t : tasks) place_with_next(t);
    mark_touched();
    state_.begin();
    if (state_.total() > best_total_) remember();
}

void Search::construct() {
    for (const int t : all_tasks_) {
        const Model::Job& job = model_.tasks[at(t)];
        key_[at(t)] = -(chain_value_[at(t)] / chain_minutes_[at(t)]) - (job.is_rest ? 1e9 : 0) -
                      (job.is_pinned || job.is_required ? 1e12 : 0);
    }
    pending_ = all_tasks_;
    std::sort(pending_.begin(), pending_.end(), [&](int a, int b) {
        return key_[at(a)] != key_[at(b)] ? key_[at(a)] < key_[at(b)] : a < b;
    });
    place_all(pending_);
}

void Search::begin_with(const Plan& plan) {
    state_.begin();
    state_.place(plan);
    mark_touched();
    construct();
}

void Search::step(std::int64_t count, double from, double to) {
    const double ratio = std::log(tuning_.heat_last / tuning_.heat_first);
    for (std::int64_t i = 0; i < count; ++i) {
        const double way = from + (to - from) * static_cast<double>(i) / static_cast<double>(count);
        const double heat = tuning_.heat_first * std::exp(ratio * way);
        state_.begin();
        ++round_;
        removed_.clear();
        const std::int64_t before = state_.total();
        ruin();
        recreate();
        const std::int64_t after = state_.total();
        const bool is_kept =
            static_cast<double>(after) >
                static_cast<double>(before) + heat * std::log(dice_.unit() + 1e-300) &&
            state_.is_sound();
        if (!is_kept) {
            state_.undo();
            continue;
        }
        mark_touched();
        if (after > best_total_) remember();
    }
}

}  // namespace rapport::solver
