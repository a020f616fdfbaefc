#include "schedule/solver/relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "schedule/solver/state.hpp"

namespace rapport::solver {

namespace {

// Capacity in lots of this many minutes: rows of like size are priced in like steps. A power of
// two, so that a float holds every share of it exactly.
constexpr double lot_minutes = 32;
// Sums of scaled prices stay far within 32 bits.
constexpr double scaled_sum_max = 5e8;

double scale_for(const Model& model) {
    double sum = 0;
    for (int task = 0; task < model.task_count(); ++task) {
        double most = 0;
        for (const Candidate& c : model.candidates_of(task)) {
            most = std::max(most, static_cast<double>(c.worth));
        }
        sum += most;
    }
    for (const std::int64_t bonus : model.touch_bonus) {
        sum += std::max(0.0, static_cast<double>(bonus));
    }
    return std::min(64.0, scaled_sum_max / std::max(sum, 1.0));
}

}  // namespace

Relaxation::Relaxation(const Model& model)
    : model_(model), task_row_(model.tasks.size(), none), uses_(model.candidates.size()) {
    for (const Candidate& c : model.candidates) {
        const bool is_lifted = model.tasks[at(c.task)].is_required;
        worth_.push_back(static_cast<double>(c.worth - (is_lifted ? model.required_bonus : 0)));
    }
    scale_ = scale_for(model);
    lift_pins();
    for (int route = 0; route < model.route_count(); ++route) {
        oracles_.emplace_back(model, route, scale_);
    }
    add_tasks();
    add_resources();
    add_capacity();
    add_touches();
    add_cycles();
    pack();
    candidate_prices_.resize(model.candidates.size());
    days_.resize(model.routes.size());
}

// A pinned visit is in every plan. The day on its own would drop it for what is worth more, so it
// is made worth more than all else of its day, and that is taken off the bound again. Pins that do
// not go together are left as they are: there is no plan then.
void Relaxation::lift_pins() {
    State together(model_);
    std::vector<int> pins;
    for (const Candidate& c : model_.candidates) {
        if (!model_.tasks[at(c.task)].is_pinned) continue;
        const Spot spot = together.find(c, std::numeric_limits<std::int64_t>::min(), 0);
        if (!spot.is_found()) return;
        pins.push_back(static_cast<int>(&c - model_.candidates.data()));
        together.insert(pins.back(), spot.position);
    }
    std::vector<double> all_else(model_.routes.size(), 1), lifted(all_else);
    for (int route = 0; route < model_.route_count(); ++route) {
        for (const int task : model_.tasks_of_route(route)) {
            double most = 0;
            for (const Candidate& c : model_.candidates_of(task)) {
                const auto index = static_cast<std::size_t>(&c - model_.candidates.data());
                if (c.route == route) most = std::max(most, worth_[index]);
            }
            const int person = model_.tasks[at(task)].person;
            const auto bonus = person == none ? 0 : model_.touch_bonus[at(person)];
            all_else[at(route)] += most + std::max(0.0, static_cast<double>(bonus));
        }
    }
    for (const int pin : pins) {
        const int route = model_.candidates[at(pin)].route;
        worth_[at(pin)] += all_else[at(route)];
        lifted[at(route)] += all_else[at(route)];
        lifted_ += all_else[at(route)];
    }
    for (std::size_t route = 0; route < lifted.size(); ++route) {
        scale_ = std::min(scale_, scaled_sum_max / (all_else[route] + lifted[route]));
    }
}

int Relaxation::add_row(double limit) {
    limits_.push_back(limit);
    price_max_.push_back(std::numeric_limits<double>::infinity());
    return static_cast<int>(limits_.size()) - 1;
}

void Relaxation::use(int candidate, int row, double amount) {
    uses_[at(candidate)].push_back({.row = row, .amount = static_cast<float>(amount)});
}

void Relaxation::add_tasks() {
    for (int task = 0; task < model_.task_count(); ++task) {
        const auto list = model_.candidates_of(task);
        if (list.empty()) continue;
        const Candidate& first = list.front();
        const bool fits_once = list.size() == 1 && first.latest - first.earliest < first.minutes;
        if (fits_once) continue;
        task_row_[at(task)] = add_row(1);
        for (const Candidate& c : list) {
            use(static_cast<int>(&c - model_.candidates.data()), task_row_[at(task)], 1);
        }
    }
}

void Relaxation::add_resources() {
    std::vector<int> user(at(model_.resource_count), none), row(user);
    std::vector<bool> is_shared(user.size(), false);
    for (const Candidate& c : model_.candidates) {
        for (const int resource : model_.resources_of(c)) {
            int& known = user[at(resource)];
            if (known != none && known != c.task) is_shared[at(resource)] = true;
            known = c.task;
        }
    }
    for (std::size_t i = 0; i < model_.candidates.size(); ++i) {
        for (const int resource : model_.resources_of(model_.candidates[i])) {
            if (!is_shared[at(resource)]) continue;
            if (row[at(resource)] == none) row[at(resource)] = add_row(1);
            use(static_cast<int>(i), row[at(resource)], 1);
        }
    }
}

void Relaxation::add_capacity() {
    for (const std::int64_t minutes : model_.capacity) {
        capacity_row_.push_back(add_row(static_cast<double>(minutes) / lot_minutes));
    }
    for (std::size_t i = 0; i < model_.candidates.size(); ++i) {
        const Candidate& c = model_.candidates[i];
        if (model_.tasks[at(c.task)].is_rest) continue;
        const int coach = model_.routes[at(c.route)].coach;
        use(static_cast<int>(i), capacity_row_[at(coach)], c.minutes / lot_minutes);
    }
}

void Relaxation::add_touches() {
    std::vector<int> tasks(model_.touch_bonus.size(), 0), row(tasks.size(), none);
    for (const Model::Job& job : model_.tasks) {
        if (job.person != none) ++tasks[at(job.person)];
    }
    for (std::size_t i = 0; i < model_.candidates.size(); ++i) {
        const int person = model_.tasks[at(model_.candidates[i].task)].person;
        if (person == none || model_.touch_bonus[at(person)] == 0) continue;
        const auto bonus = static_cast<double>(model_.touch_bonus[at(person)]);
        // With one task the bonus is simply part of it. A malus is let go: that only raises the
        // bound.
        if (bonus < 0) continue;
        if (tasks[at(person)] == 1) {
            worth_[i] += bonus;
            continue;
        }
        if (row[at(person)] == none) {
            row[at(person)] = add_row(0);
            price_max_.back() = bonus;
            touches_.push_back({.row = row[at(person)], .bonus = bonus});
        }
        use(static_cast<int>(i), row[at(person)], -1);
    }
}

void Relaxation::add_cycles() {
    for (int task = 0; task < model_.task_count(); ++task) {
        if (model_.tasks[at(task)].before == none) continue;
        std::set<int> coaches;
        for (const Candidate& c : model_.candidates_of(task)) {
            coaches.insert(model_.routes[at(c.route)].coach);
        }
        for (const int coach : coaches) add_step(task, coach);
    }
}

// For one coach and every day: who has had the step by then has had the step before in time, and
// who has it from then on has had the step before not too long ago.
void Relaxation::add_step(int task, int coach) {
    const Model::Job& job = model_.tasks[at(task)];
    std::set<int> days;
    std::vector<int> mine, before;
    for (const Candidate& c : model_.candidates_of(task)) {
        if (model_.routes[at(c.route)].coach != coach) continue;
        days.insert(model_.routes[at(c.route)].day);
        mine.push_back(static_cast<int>(&c - model_.candidates.data()));
    }
    for (const Candidate& c : model_.candidates_of(job.before)) {
        if (model_.routes[at(c.route)].coach != coach) continue;
        before.push_back(static_cast<int>(&c - model_.candidates.data()));
    }
    const auto day_of = [&](int c) {
        return model_.routes[at(model_.candidates[at(c)].route)].day;
    };
    std::vector<int> later, earlier;
    std::pair<std::size_t, std::size_t> by_then,
        since;  // Each day only adds: sizes tell them apart.
    for (const int day : days) {
        const auto is_by = [&](int last) { return [&, last](int c) { return day_of(c) <= last; }; };
        const auto is_from = [&](int first) {
            return [&, first](int c) { return day_of(c) >= first; };
        };
        const auto take = [](const std::vector<int>& from, auto is_in, std::vector<int>& into) {
            into.clear();
            std::copy_if(from.begin(), from.end(), std::back_inserter(into), is_in);
        };
        take(mine, is_by(day), later);
        take(before, is_by(day - job.gap_min), earlier);
        if (std::pair(later.size(), earlier.size()) != by_then) add_order_row(later, earlier);
        by_then = {later.size(), earlier.size()};
        take(mine, is_from(day), later);
        take(before, is_from(day - job.gap_max), earlier);
        if (earlier.size() < before.size() && std::pair(later.size(), earlier.size()) != since) {
            add_order_row(later, earlier);
        }
        since = {later.size(), earlier.size()};
        if (job.gap_min == 0) add_order(task, coach, day);
    }
}

// On one day the step before has to be over in time, too.
void Relaxation::add_order(int task, int coach, int day) {
    const int before = model_.tasks[at(task)].before;
    std::set<int> latests;
    const auto place_of = [&](const Candidate& c) {
        const Route& route = model_.routes[at(c.route)];
        return route.coach == coach ? route.day : std::numeric_limits<int>::max();
    };
    for (const Candidate& c : model_.candidates_of(task)) {
        if (place_of(c) == day) latests.insert(c.latest);
    }
    std::vector<int> later, earlier;
    for (const int latest : latests) {
        later.clear();
        earlier.clear();
        bool is_tighter = false;
        for (const Candidate& c : model_.candidates_of(task)) {
            const bool is_in = place_of(c) < day || (place_of(c) == day && c.latest <= latest);
            if (is_in) later.push_back(static_cast<int>(&c - model_.candidates.data()));
        }
        for (const Candidate& c : model_.candidates_of(before)) {
            const bool is_in_time = c.earliest + c.minutes <= latest;
            const bool is_in = place_of(c) < day || (place_of(c) == day && is_in_time);
            if (is_in) earlier.push_back(static_cast<int>(&c - model_.candidates.data()));
            is_tighter = is_tighter || (place_of(c) == day && !is_in_time);
        }
        if (is_tighter) add_order_row(later, earlier);
    }
}

void Relaxation::add_order_row(const std::vector<int>& later, const std::vector<int>& earlier) {
    const int row = add_row(0);
    for (const int c : later) use(c, row, 1);
    for (const int c : earlier) use(c, row, -1);
}

void Relaxation::pack() {
    for (const auto& list : uses_) {
        packed_begin_.push_back(packed_.size());
        packed_.insert(packed_.end(), list.begin(), list.end());
    }
    packed_begin_.push_back(packed_.size());
    uses_ = {};
}

// The worth of a minute of this coach were every task done in the order of worth a minute.
double Relaxation::minute_price(int coach) const {
    std::vector<std::pair<double, int>> tasks;
    for (int task = 0; task < model_.task_count(); ++task) {
        const Model::Job& job = model_.tasks[at(task)];
        if (job.is_rest || job.minutes == 0) continue;
        const auto list = model_.candidates_of(task);
        const auto own = std::count_if(list.begin(), list.end(), [&](const Candidate& c) {
            return model_.routes[at(c.route)].coach == coach;
        });
        if (own == 0) continue;
        tasks.emplace_back(static_cast<double>(job.value) / job.minutes, job.minutes);
    }
    std::sort(tasks.rbegin(), tasks.rend());
    auto left = static_cast<double>(model_.capacity[at(coach)]);
    for (const auto& [worth, minutes] : tasks) {
        left -= minutes;
        if (left < 0) return std::max(worth, 0.0);
    }
    return 0;
}

std::vector<double> Relaxation::first_prices() const {
    std::vector<double> prices(row_count(), 0), minute(model_.capacity.size());
    for (std::size_t coach = 0; coach < minute.size(); ++coach) {
        minute[coach] = minute_price(static_cast<int>(coach));
        prices[at(capacity_row_[coach])] = minute[coach] * lot_minutes;
    }
    for (int task = 0; task < model_.task_count(); ++task) {
        if (task_row_[at(task)] == none || model_.tasks[at(task)].is_rest) continue;
        double surplus = 0;
        for (const Candidate& c : model_.candidates_of(task)) {
            const int coach = model_.routes[at(c.route)].coach;
            surplus =
                std::max(surplus, worth_[static_cast<std::size_t>(&c - model_.candidates.data())] -
                                      minute[at(coach)] * c.minutes);
        }
        prices[at(task_row_[at(task)])] = 0.9 * surplus;
    }
    for (const Touch& touch : touches_) prices[at(touch.row)] = touch.bonus / 2;
    return prices;
}

void Relaxation::set_prices(const std::vector<double>& prices) { prices_ = prices; }

void Relaxation::look_at_route(std::size_t route) {
    for (const int c : oracles_[route].candidates()) {
        double price = worth_[at(c)];
        for (std::size_t i = packed_begin_[at(c)]; i < packed_begin_[at(c) + 1]; ++i) {
            price -= static_cast<double>(packed_[i].amount) * prices_[at(packed_[i].row)];
        }
        const double scaled = std::ceil(price * scale_ + 1e-6);
        candidate_prices_[at(c)] = static_cast<std::int32_t>(std::clamp(scaled, -1e9, 1e9));
    }
    days_[route] = oracles_[route].best_day(candidate_prices_);
}

double Relaxation::value(std::vector<double>& slack) const {
    slack = limits_;
    double value = -lifted_;
    for (std::size_t row = 0; row < limits_.size(); ++row) value += limits_[row] * prices_[row];
    for (const Touch& touch : touches_) {
        const double left = touch.bonus - prices_[at(touch.row)];
        if (left <= 0) continue;
        value += left;
        slack[at(touch.row)] -= 1;
    }
    std::int64_t scaled = 0;
    for (std::size_t route = 0; route < oracles_.size(); ++route) {
        scaled += days_[route];
        for (const int c : oracles_[route].day()) {
            for (std::size_t i = packed_begin_[at(c)]; i < packed_begin_[at(c) + 1]; ++i) {
                slack[at(packed_[i].row)] -= static_cast<double>(packed_[i].amount);
            }
        }
    }
    return value + static_cast<double>(scaled) / scale_;
}

}  // namespace rapport::solver
