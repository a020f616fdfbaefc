#include "schedule/solver/state.hpp"

#include <algorithm>
#include <limits>

namespace rapport::solver {

namespace {

constexpr int no_run = std::numeric_limits<int>::min();

}  // namespace

State::State(const Model& model)
    : model_(model),
      pool_(static_cast<std::size_t>(model.stop_count)),
      saved_pool_(pool_.size()),
      counts_(model.routes.size(), 0),
      saved_counts_(counts_),
      placed_(model.tasks.size(), none),
      user_(static_cast<std::size_t>(model.resource_count), none),
      touches_(model.touch_bonus.size(), 0),
      load_(model.capacity.size(), 0),
      route_stamp_(model.routes.size(), -1),
      task_stamp_(model.tasks.size(), -1),
      touched_(model.routes.size()),
      changes_(model.tasks.size()),
      candidates_data_(model.candidates.data()),
      jobs_data_(model.tasks.data()),
      routes_data_(model.routes.data()),
      resources_data_(model.resources.data()),
      travel_data_(model.travel_minutes.data()),
      capacity_data_(model.capacity.data()),
      touch_bonus_data_(model.touch_bonus.data()),
      pool_data_(pool_.data()),
      counts_data_(counts_.data()),
      placed_data_(placed_.data()),
      user_data_(user_.data()),
      touches_data_(touches_.data()),
      load_data_(load_.data()),
      site_count_(static_cast<int>(model.site_count)),
      max_run_(model.rules.max_run_minutes),
      break_(model.rules.break_minutes),
      travel_weight_(model.rules.travel_weight),
      find_weight_(travel_weight_ * shares) {}

int State::position_of(int task) const {
    const Route& route = routes_data_[candidates_data_[placed_data_[task]].route];
    const Stop* stops = pool_data_ + route.stops_begin;
    int position = 0;
    while (stops[position].task != task) ++position;
    return position;
}

std::int64_t State::touch_gain(int task) const {
    const int person = jobs_data_[task].person;
    return person != none && touches_data_[person] == 0 ? touch_bonus_data_[person] : 0;
}

// Resources, capacity, and where its cycle lets it stand.
bool State::allows(const Candidate& candidate, Range& range) const {
    for (int i = candidate.resources_begin; i < candidate.resources_end; ++i) {
        if (user_data_[resources_data_[i]] != none) return false;
    }
    const Model::Job& job = jobs_data_[candidate.task];
    if (!job.is_rest) {
        const int coach = routes_data_[candidate.route].coach;
        if (load_data_[coach] + candidate.minutes > capacity_data_[coach]) return false;
    }
    return (job.before == none && job.after == none) || fits_around(candidate, range);
}

bool State::fits_around(const Candidate& candidate, Range& range) const {
    const Model::Job& job = jobs_data_[candidate.task];
    const Route& route = routes_data_[candidate.route];
    if (job.before != none) {
        const int other = placed_data_[job.before];
        if (other == none) return false;
        const Route& there = routes_data_[candidates_data_[other].route];
        const int gap = route.day - there.day;
        if (there.coach != route.coach || gap < job.gap_min || gap > job.gap_max) return false;
        if (gap == 0) range.from = std::max(range.from, position_of(job.before) + 1);
    }
    if (job.after != none && placed_data_[job.after] != none) {
        const Model::Job& next = jobs_data_[job.after];
        const Route& there = routes_data_[candidates_data_[placed_data_[job.after]].route];
        const int gap = there.day - route.day;
        if (there.coach != route.coach || gap < next.gap_min || gap > next.gap_max) return false;
        if (gap == 0) range.to = std::min(range.to, position_of(job.after));
    }
    return range.from <= range.to;
}

State::Clock State::arrival(const Stop& before, const Stop& next, int travel) const {
    const int end = before.start + before.minutes;
    Clock clock{.start = std::max(end + travel, next.earliest), .run_start = no_run};
    if (max_run_ == 0 || next.is_rest) return clock;
    const bool is_going_on = before.run_start != no_run && clock.start - end < break_;
    if (!is_going_on) {
        clock.run_start = clock.start;
        return clock;
    }
    clock.run_start = before.run_start;
    if (next.minutes <= max_run_ && clock.start + next.minutes - clock.run_start > max_run_) {
        clock.start = end + break_;  // Rests first.
        clock.run_start = clock.start;
    }
    return clock;
}

State::Clock State::clock_at(const Route& route, const Stop* before, const Stop& next) const {
    if (before != nullptr) {
        return arrival(*before, next, travel_data_[before->site * site_count_ + next.site]);
    }
    const int move = route.home == none ? 0 : travel_data_[route.home * site_count_ + next.site];
    const int start = std::max(route.start + move, next.earliest);
    return {.start = start, .run_start = max_run_ == 0 || next.is_rest ? no_run : start};
}

std::int64_t State::detour(const Route& route, const Stop* stops, int count, int position,
                           int site) const {
    const int from = position > 0 ? stops[position - 1].site : route.home;
    const int to = position < count ? stops[position].site : route.home;
    std::int64_t minutes = 0;
    if (from != none) minutes += travel_data_[from * site_count_ + site];
    if (to != none) minutes += travel_data_[site * site_count_ + to];
    const bool was_driven = from != none && to != none && count > 0;
    if (was_driven) minutes -= travel_data_[from * site_count_ + to];
    return minutes;
}

// Follows the stops after the new one until nothing changes any more.
bool State::fits_with_runs(const Route& route, const Stop* stops, int count, int position,
                           const Candidate& candidate) const {
    Stop here{.site = candidate.site,
              .minutes = candidate.minutes,
              .earliest = candidate.earliest,
              .latest = candidate.latest,
              .is_rest = jobs_data_[candidate.task].is_rest};
    const Clock mine = clock_at(route, position > 0 ? &stops[position - 1] : nullptr, here);
    if (mine.start > candidate.latest) return false;
    here.start = mine.start;
    here.run_start = mine.run_start;
    if (position == count && route.home == none && mine.start + candidate.minutes > route.end) {
        return false;
    }
    for (int i = position; i < count; ++i) {
        Stop next = stops[i];
        const Clock clock = arrival(here, next, travel_data_[here.site * site_count_ + next.site]);
        if (clock.start > next.last) return false;
        if (clock.start == next.start && clock.run_start == next.run_start) return true;
        next.start = clock.start;
        next.run_start = clock.run_start;
        here = next;
    }
    const int move = route.home == none ? 0 : travel_data_[here.site * site_count_ + route.home];
    return here.start + here.minutes + move <= route.end;
}

Spot State::find(const Candidate& candidate, std::int64_t above, std::uint64_t coin) const {
    Range range{.from = 0, .to = counts_data_[candidate.route]};
    if (candidate.worth * shares <= above || !allows(candidate, range)) {
        return {.position = none, .rank = above};
    }
    return find_in(candidate, range, above, coin);
}

Spot State::find_in(const Candidate& candidate, const Range& range, std::int64_t above,
                    std::uint64_t coin) const {
    Spot best{.position = none, .rank = above};
    const std::int64_t worth = candidate.worth * shares;
    const Route& route = routes_data_[candidate.route];
    const int count = counts_data_[candidate.route];
    const Stop* stops = pool_data_ + route.stops_begin;
    const int* to_sites = travel_data_ + candidate.site * site_count_;
    for (int p = range.from; p <= range.to; ++p) {
        int free_at = route.start;
        if (p > 0) {
            const Stop& before = stops[p - 1];
            free_at = before.start + before.minutes +
                      travel_data_[before.site * site_count_ + candidate.site];
        } else if (route.home != none) {
            free_at += travel_data_[route.home * site_count_ + candidate.site];
        }
        const int start = std::max(free_at, candidate.earliest);
        if (start > candidate.latest) break;
        int until = route.end;
        if (p < count) {
            until = stops[p].last - to_sites[stops[p].site];
        } else if (route.home != none) {
            until -= to_sites[route.home];
        }
        if (start + candidate.minutes > until) continue;
        const std::int64_t rank =
            worth - find_weight_ * detour(route, stops, count, p, candidate.site);
        if (rank < best.rank || (rank == best.rank && best.position == none)) continue;
        if (rank == best.rank) {
            coin = coin >> 1 | coin << 63;
            if ((coin & 1) == 0) continue;
        }
        if (max_run_ != 0 && !fits_with_runs(route, stops, count, p, candidate)) continue;
        best = {.position = p, .rank = rank};
    }
    return best;
}

void State::retime(int route_index, int from) {
    const Route& route = routes_data_[route_index];
    Stop* stops = pool_data_ + route.stops_begin;
    const int count = counts_data_[route_index];
    for (int i = from; i < count; ++i) {
        const Clock clock = clock_at(route, i > 0 ? &stops[i - 1] : nullptr, stops[i]);
        stops[i].start = clock.start;
        stops[i].run_start = clock.run_start;
    }
    for (int i = count - 1; i >= 0; --i) {
        int until = route.end;
        if (i + 1 < count) {
            until =
                stops[i + 1].last - travel_data_[stops[i].site * site_count_ + stops[i + 1].site];
        } else if (route.home != none) {
            until -= travel_data_[stops[i].site * site_count_ + route.home];
        }
        stops[i].last = std::min(stops[i].latest, until - stops[i].minutes);
    }
}

bool State::is_sound() const {
    for (std::size_t r = 0; r < touched_count_; ++r) {
        const Route& route = routes_data_[touched_[r]];
        const Stop* stops = pool_data_ + route.stops_begin;
        const int count = counts_data_[touched_[r]];
        for (int i = 0; i < count; ++i) {
            if (stops[i].start > stops[i].last) return false;
        }
    }
    return true;
}

void State::touch_route(int route) {
    if (route_stamp_[static_cast<std::size_t>(route)] == stamp_) return;
    route_stamp_[static_cast<std::size_t>(route)] = stamp_;
    touched_[touched_count_++] = route;
    const int begin = routes_data_[route].stops_begin, count = counts_data_[route];
    std::copy_n(pool_data_ + begin, count, saved_pool_.data() + begin);
    saved_counts_[static_cast<std::size_t>(route)] = count;
}

void State::note(int task) {
    if (task_stamp_[static_cast<std::size_t>(task)] == stamp_) return;
    task_stamp_[static_cast<std::size_t>(task)] = stamp_;
    changes_[change_count_++] = {.task = task, .candidate = placed_data_[task]};
}

// Adds what a placed candidate uses (sign 1), or gives it back (−1). Not the total.
void State::account(int index, int sign) {
    const Candidate& candidate = candidates_data_[index];
    const Model::Job& job = jobs_data_[candidate.task];
    for (int i = candidate.resources_begin; i < candidate.resources_end; ++i) {
        user_data_[resources_data_[i]] = sign > 0 ? candidate.task : none;
    }
    if (!job.is_rest) {
        load_data_[routes_data_[candidate.route].coach] += sign * candidate.minutes;
    }
    if (job.person != none) touches_data_[job.person] += sign;
    placed_data_[candidate.task] = sign > 0 ? index : none;
}

void State::insert(int index, int position) {
    const Candidate& candidate = candidates_data_[index];
    touch_route(candidate.route);
    note(candidate.task);
    const Route& route = routes_data_[candidate.route];
    Stop* stops = pool_data_ + route.stops_begin;
    int& count = counts_data_[candidate.route];
    total_ += candidate.worth + touch_gain(candidate.task) -
              travel_weight_ * detour(route, stops, count, position, candidate.site);
    std::copy_backward(stops + position, stops + count, stops + count + 1);
    ++count;
    stops[position] = {.candidate = index,
                       .task = candidate.task,
                       .site = candidate.site,
                       .minutes = candidate.minutes,
                       .earliest = candidate.earliest,
                       .latest = candidate.latest,
                       .is_rest = jobs_data_[candidate.task].is_rest};
    account(index, 1);
    retime(candidate.route, position);
}

void State::remove(int task) {
    const int index = placed_data_[task];
    const Candidate& candidate = candidates_data_[index];
    touch_route(candidate.route);
    note(task);
    const int position = position_of(task);
    const Route& route = routes_data_[candidate.route];
    Stop* stops = pool_data_ + route.stops_begin;
    int& count = counts_data_[candidate.route];
    std::copy(stops + position + 1, stops + count, stops + position);
    --count;
    account(index, -1);
    total_ -= candidate.worth + touch_gain(task) -
              travel_weight_ * detour(route, stops, count, position, candidate.site);
    retime(candidate.route, position);
}

void State::begin() {
    ++stamp_;
    touched_count_ = 0;
    change_count_ = 0;
    saved_total_ = total_;
}

void State::undo() {
    for (std::size_t i = 0; i < change_count_; ++i) {
        const int now = placed_data_[changes_[i].task];
        if (now != none) account(now, -1);
    }
    for (std::size_t i = 0; i < change_count_; ++i) {
        if (changes_[i].candidate != none) account(changes_[i].candidate, 1);
    }
    for (std::size_t i = 0; i < touched_count_; ++i) {
        const int route = touched_[i], begin = routes_data_[route].stops_begin;
        counts_data_[route] = saved_counts_[static_cast<std::size_t>(route)];
        std::copy_n(saved_pool_.data() + begin, counts_data_[route], pool_data_ + begin);
    }
    total_ = saved_total_;
    touched_count_ = 0;
    change_count_ = 0;
    ++stamp_;
}

}  // namespace rapport::solver
