#include "schedule/solver/oracle.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace rapport::solver {

namespace {

constexpr std::int32_t never = std::numeric_limits<std::int32_t>::min() / 2;
constexpr int rests_max = 3;     // Breaks a day that are told apart; the others are priced.
constexpr int ticks_max = 1440;  // A day in minutes; longer ones are cut coarser.

// Whether its candidates of one day leave time for it twice.
bool could_come_twice(const Model& model, int task, int route) {
    int first_end = std::numeric_limits<int>::max(), last_start = 0;
    for (const Candidate& c : model.candidates_of(task)) {
        if (c.route != route) continue;
        first_end = std::min(first_end, c.earliest + c.minutes);
        last_start = std::max(last_start, c.latest);
    }
    return first_end <= last_start;
}

int rounded_up(int minutes, int tick) { return (minutes + tick - 1) / tick; }

}  // namespace

Oracle::Oracle(const Model& model, int route, double scale) {
    const Route& day = model.routes[at(route)];
    const int minutes = std::max(day.end - day.start, 0);
    tick_ = std::max(1, rounded_up(minutes, ticks_max));
    length_ = rounded_up(minutes, tick_);
    if (day.home != none) home_ = site_index(day.home);
    take_items(model, route);
    take_travel(model, scale);
    price_.resize(items_.size());
    doors_.resize(sites_.size());
    for (const Item& item : items_) doors_[at(item.site)].open.emplace_back();  // Room for all.
    ahead_.resize(cell(0, 0, length_ + 1));
}

int Oracle::site_index(int site) {
    const auto found = std::find(sites_.begin(), sites_.end(), site);
    if (found != sites_.end()) return static_cast<int>(found - sites_.begin());
    sites_.push_back(site);
    return sites_count_++;
}

// Coarser ticks only ever make things fit that would not.
void Oracle::take_items(const Model& model, int route) {
    const Route& day = model.routes[at(route)];
    int rests = 0;
    for (const int task : model.tasks_of_route(route)) {
        const bool is_told_apart = model.tasks[at(task)].is_rest && rests < rests_max &&
                                   could_come_twice(model, task, route);
        const int bit = is_told_apart ? 1 << rests++ : 0;
        for (const Candidate& c : model.candidates_of(task)) {
            if (c.route != route) continue;
            candidates_.push_back(static_cast<int>(&c - model.candidates.data()));
            items_.push_back({.candidate = candidates_.back(),
                              .site = site_index(c.site),
                              .earliest = (c.earliest - day.start) / tick_,
                              .latest = rounded_up(c.latest - day.start, tick_),
                              .minutes = c.minutes / tick_,
                              .bit = bit});
        }
    }
    bits_ = 1 << rests;
    std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
        return a.latest != b.latest ? a.latest < b.latest : a.candidate < b.candidate;
    });
}

void Oracle::take_travel(const Model& model, double scale) {
    for (const int from : sites_) {
        for (const int to : sites_) {
            const int minutes = model.travel(from, to);
            travel_.push_back(minutes / tick_);
            const double toll = static_cast<double>(minutes * model.rules.travel_weight) * scale;
            toll_.push_back(static_cast<std::int32_t>(std::min(std::floor(toll), 1e9)));
        }
    }
}

// What takes no time is not on the path: it can always be had, each task once.
std::int64_t Oracle::choose_items(const std::vector<std::int32_t>& prices) {
    std::int64_t instant = 0;
    live_.clear();
    instant_.clear();
    for (Door& door : doors_) {
        door.closed.clear();
        door.open.clear();
    }
    for (std::size_t i = 0; i < items_.size(); ++i) {
        price_[i] = prices[at(items_[i].candidate)];
        if (price_[i] <= 0) continue;
        if (items_[i].minutes == 0) {
            instant += price_[i];
            instant_.push_back(items_[i].candidate);
            continue;
        }
        live_.push_back(static_cast<int>(i));
        doors_[at(items_[i].site)].closed.push_back(static_cast<int>(i));
    }
    return instant;
}

std::int64_t Oracle::best_day(const std::vector<std::int32_t>& prices) {
    day_.clear();
    if (sites_count_ == 0) return 0;
    const std::int64_t instant = choose_items(prices);
    look_ahead();
    day_ = instant_;
    follow();
    return std::max(ahead_[cell(first_site(), 0, 0)], 0) + instant;
}

int Oracle::first_site() const {
    if (home_ != none) return home_;
    int first = 0;
    for (int s = 1; s < sites_count_; ++s) {
        if (ahead_[cell(s, 0, 0)] > ahead_[cell(first, 0, 0)]) first = s;
    }
    return first;
}

void Oracle::look_ahead() {
    switch (bits_) {
        case 1:
            return look_ahead_with<1>();
        case 2:
            return look_ahead_with<2>();
        case 4:
            return look_ahead_with<4>();
        default:
            return look_ahead_with<1 << rests_max>();
    }
}

template <int bits>
void Oracle::look_ahead_with() {
    for (int t = length_; t >= 0; --t) {
        for (int site = 0; site < sites_count_; ++site) {
            open_and_close(doors_[at(site)], t);
            look_ahead_at<bits>(site, t);
        }
        if (sites_count_ > 1) look_down_the_roads<bits>(t);
    }
}

// Going backwards, an item opens at its latest and closes before its earliest.
void Oracle::open_and_close(Door& door, int t) const {
    while (!door.closed.empty() && items_[at(door.closed.back())].latest >= t) {
        const Item& item = items_[at(door.closed.back())];
        door.next_to_close =
            door.open.empty() ? item.earliest : std::max(door.next_to_close, item.earliest);
        door.open.push_back({.earliest = item.earliest,
                             .minutes = item.minutes,
                             .bit = item.bit,
                             .price = price_[at(door.closed.back())]});
        door.closed.pop_back();
    }
    if (door.open.empty() || door.next_to_close <= t) return;
    std::erase_if(door.open, [&](const Open& item) { return item.earliest > t; });
    door.next_to_close = 0;
    for (const Open& item : door.open) {
        door.next_to_close = std::max(door.next_to_close, item.earliest);
    }
}

template <int bits>
void Oracle::look_ahead_at(int site, int t) {
    const bool is_home_in_time = home_ == none || t + travel_[pair(site, home_)] <= length_;
    const std::int32_t homewards = home_ == none ? 0 : -toll_[pair(site, home_)];
    std::int32_t* const here = ahead_.data() + cell(site, 0, t);
    const std::ptrdiff_t step = static_cast<std::ptrdiff_t>(sites_count_) * bits;  // One tick on.
    std::array<std::int32_t, bits> best;
    best.fill(is_home_in_time ? homewards : never);
    if (t < length_) {
        for (int b = 0; b < bits; ++b) best[at(b)] = std::max(best[at(b)], here[step + b]);
    }
    for (const Open& item : doors_[at(site)].open) {
        if (t + item.minutes > length_) continue;
        const std::int32_t* const there = here + item.minutes * step;
        if (item.bit == 0) {
            for (int b = 0; b < bits; ++b)
                best[at(b)] = std::max(best[at(b)], there[b] + item.price);
            continue;
        }
        for (int b = 0; b < bits; ++b) {
            if ((b & item.bit) != 0) continue;
            best[at(b)] = std::max(best[at(b)], there[b | item.bit] + item.price);
        }
    }
    std::copy(best.begin(), best.end(), here);
}

template <int bits>
void Oracle::look_down_the_roads(int t) {
    const int* travel = travel_.data();
    const std::int32_t* toll = toll_.data();
    for (int from = 0; from < sites_count_; ++from) {
        std::int32_t* const here = ahead_.data() + cell(from, 0, t);
        std::array<std::int32_t, bits> best;
        std::copy_n(here, bits, best.begin());
        for (int to = 0; to < sites_count_; ++to, ++travel, ++toll) {
            const int there_at = t + *travel;
            if (to == from || there_at > length_) continue;
            const std::int32_t* const there = ahead_.data() + cell(to, 0, there_at);
            for (int b = 0; b < bits; ++b) best[at(b)] = std::max(best[at(b)], there[b] - *toll);
        }
        std::copy(best.begin(), best.end(), here);
    }
}

void Oracle::follow() {
    int site = first_site(), bits = 0, t = 0;
    if (ahead_[cell(site, 0, 0)] <= 0) return;
    while (true) {
        if (t < length_ && ahead_[cell(site, bits, t + 1)] == ahead_[cell(site, bits, t)]) {
            ++t;
        } else if (!follow_item(site, bits, t) && !follow_road(site, bits, t)) {
            return;
        }
    }
}

bool Oracle::follow_item(int& site, int& bits, int& t) {
    const std::int32_t value = ahead_[cell(site, bits, t)];
    for (const int i : live_) {
        const Item& item = items_[at(i)];
        const int end = t + item.minutes;
        if (item.site != site || (item.bit & bits) != 0 || item.earliest > t || item.latest < t ||
            end > length_ || price_[at(i)] + ahead_[cell(site, bits | item.bit, end)] != value) {
            continue;
        }
        day_.push_back(item.candidate);
        bits |= item.bit;
        t = end;
        return true;
    }
    return false;
}

bool Oracle::follow_road(int& site, int bits, int& t) {
    const std::int32_t value = ahead_[cell(site, bits, t)];
    for (int to = 0; to < sites_count_; ++to) {
        const int there_at = t + travel_[pair(site, to)];
        if (to == site || there_at > length_ ||
            ahead_[cell(to, bits, there_at)] - toll_[pair(site, to)] != value) {
            continue;
        }
        // A road that takes no time leads on only: there and back would never end.
        if (there_at == t && to < site) continue;
        site = to;
        t = there_at;
        return true;
    }
    return false;
}

}  // namespace rapport::solver
