#include "schedule/solver/search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rapport::solver {

// Where there is time for many steps a task, the search may stray farther.
Tuning searching(int tasks) {
    constexpr int tasks_max = 500;
    Tuning tuning;
    if (tasks <= tasks_max) {
        tuning.noise = 0.15;
        tuning.road = 1.2;
    }
    return tuning;
}

Tuning mending() {
    Tuning tuning;
    tuning.heat_first = 0.1;
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
    take_measure();
    blink_ = static_cast<std::uint64_t>(tuning.blink * 4294967296.0);
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

// The worth of a usual task, so that the same tuning fits instances of any scale.
void Search::take_measure() {
    double worth = 0, minutes = 0;
    int count = 0;
    for (int t = 0; t < model_.task_count(); ++t) {
        const Model::Job& job = model_.tasks[at(t)];
        if (job.is_rest || job.value <= 0 || model_.candidates_of(t).empty()) continue;
        worth += static_cast<double>(job.value);
        minutes += job.minutes;
        ++count;
    }
    if (count == 0) return;
    unit_ = worth / count;
    noise_ = static_cast<std::int64_t>(tuning_.noise * unit_ * shares);
    road_ = minutes > 0 ? tuning_.road * worth / minutes * static_cast<double>(shares) : 0;
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
    // What would cost more than it brings is not placed.
    const std::int64_t least = -state_.touch_gain(task) * shares;
    std::int64_t above = least;
    int position = none;
    const Candidate* chosen = nullptr;
    for (const Candidate& c : model_.candidates_of(task)) {
        if (!is_own && !state_.is_touched(c.route)) continue;
        const std::uint64_t chance = dice_.next();
        if ((chance >> 32) < blink_) continue;
        const auto noise =
            static_cast<std::int64_t>((chance & 0xffff) * static_cast<std::uint64_t>(noise_) >> 16);
        const Spot spot =
            state_.find(c, std::max(least, above - noise), chance * 0x9e3779b97f4a7c15ull);
        if (!spot.is_found()) continue;
        position = spot.position;
        above = spot.rank + noise;
        chosen = &c;
    }
    if (chosen == nullptr) return false;
    state_.insert(static_cast<int>(chosen - model_.candidates.data()), position);
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
        if (state_.is_placed(removed_[i])) continue;
        // Down to the last: a step that was out and in again this round is not met a second time.
        int t = model_.tasks[at(removed_[i])].after;
        for (; t != none && state_.is_placed(t); t = model_.tasks[at(t)].after) take_out(t);
    }
}

void Search::recreate() {
    state_.weigh_travel(static_cast<std::int64_t>(road_ * dice_.unit()));
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
    if (model_.candidates.empty()) return;  // Nothing can be placed.
    const double ratio = std::log(tuning_.heat_last / tuning_.heat_first);
    for (std::int64_t i = 0; i < count; ++i) {
        const double way = from + (to - from) * static_cast<double>(i) / static_cast<double>(count);
        const double heat = unit_ * tuning_.heat_first * std::exp(ratio * way);
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
