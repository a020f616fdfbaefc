// Several searches side by side, each with its own dice, meeting at fixed points of the way; then
// the proof of how good the best of them is.
#include "schedule/solver/solve.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>

#include "kernel/check.hpp"
#include "schedule/solver/check.hpp"
#include "schedule/solver/crew.hpp"
#include "schedule/solver/search.hpp"

namespace rapport::solver {

namespace {

// Whatever the threads, so that the result does not depend on them.
constexpr int searches_count = 2;
constexpr int meetings_count = 16;
constexpr std::int64_t stride = 64;  // Steps between two looks at the clock.
constexpr double report_every = 0.2;

class Stopwatch {
  public:
    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    }

  private:
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

// A part of the way, from one meeting to the next.
struct Leg {
    double from = 0, to = 0;
};

class Solving {
  public:
    Solving(const Instance& instance, const Orders& orders)
        : instance_(instance),
          orders_(orders),
          model_(instance),
          crew_(std::clamp(orders.threads, 1, searches_count),
                orders.is_polite ? Manners::polite : Manners::equal) {
        for (const Task& task : instance.tasks) {
            if (task.kind == Kind::rest) all_breaks_ += task.value;
        }
    }

    Solution run() {
        begin();
        for (int i = 0; i < meetings_count && !is_over(); ++i) {
            const Leg leg{.from = static_cast<double>(i) / meetings_count,
                          .to = static_cast<double>(i + 1) / meetings_count};
            crew_.share(searches_.size(), [&](std::size_t which) { go(which, leg); });
            meet(leg);
        }
        Solution solution = finish();
        if (orders_.bound_seconds > 0 && !is_over_by_word()) prove(solution);
        solution.seconds = watch_.seconds();
        solution.is_cancelled = is_cancelled_;
        return solution;
    }

  private:
    void begin() {
        const Tuning tuning = orders_.start ? mending() : searching(model_.task_count());
        for (int i = 0; i < searches_count; ++i) {
            const auto seed = orders_.seed * searches_count + static_cast<std::uint64_t>(i);
            searches_.push_back(std::make_unique<Search>(model_, seed, tuning));
            if (orders_.start) {
                searches_.back()->begin_with(*orders_.start);
            } else {
                searches_.back()->construct();
            }
            if (i == 0) first_seconds_ = watch_.seconds();
        }
    }

    bool is_over_by_word() {
        if (orders_.is_cancelled && orders_.is_cancelled()) is_cancelled_ = true;
        return is_cancelled_;
    }

    bool is_over() {
        const bool is_first_plan_enough = orders_.iterations == 0 && orders_.seconds <= 0;
        const bool is_late = orders_.seconds > 0 && watch_.seconds() >= orders_.seconds;
        return is_first_plan_enough || is_late || is_over_by_word();
    }

    void go(std::size_t which, const Leg& leg) {
        if (orders_.iterations > 0) {
            go_by_count(which, leg);
        } else {
            go_by_clock(which, leg);
        }
    }

    void go_by_count(std::size_t which, const Leg& leg) {
        const auto all = static_cast<double>(orders_.iterations);
        const auto end = static_cast<std::int64_t>(all * leg.to);
        for (auto at = static_cast<std::int64_t>(all * leg.from); at < end && !is_over();) {
            const std::int64_t count = std::min(stride, end - at);
            advance(which, count,
                    {.from = static_cast<double>(at) / all,
                     .to = static_cast<double>(at + count) / all});
            at += count;
        }
    }

    // Alone, one thread goes the leg of each search in turn, in its share of the leg's time.
    void go_by_clock(std::size_t which, const Leg& leg) {
        const double shares = orders_.threads > 1 ? 1 : searches_count;
        const double turn = orders_.threads > 1 ? 0 : static_cast<double>(which);
        const double share = orders_.seconds * (leg.to - leg.from) / shares;
        const double began = orders_.seconds * leg.from + turn * share;
        double here = leg.from;
        while (!is_over()) {
            const double part = (watch_.seconds() - began) / share;
            if (part >= 1) break;
            const double there = std::clamp(leg.from + (leg.to - leg.from) * part, here, leg.to);
            advance(which, stride, {.from = here, .to = there});
            here = there;
        }
    }

    void advance(std::size_t which, std::int64_t count, const Leg& leg) {
        searches_[which]->step(count, leg.from, leg.to);
        steps_ += count;
        if (which == 0 && orders_.on_progress) report();
    }

    // The best goes on in all searches once half of the way is gone.
    void meet(const Leg& leg) {
        const Search& best = best_search();
        if (leg.to < 0.5) return;
        for (auto& search : searches_) {
            if (search->best_total() < best.best_total()) search->adopt(best);
        }
    }

    const Search& best_search() const {
        return **std::max_element(
            searches_.begin(), searches_.end(),
            [](const auto& a, const auto& b) { return a->best_total() < b->best_total(); });
    }

    void report() {
        const double now = watch_.seconds();
        if (now < reported_at_ + report_every) return;
        reported_at_ = now;
        Progress progress;
        progress.seconds = now;
        progress.iterations = steps_.load();
        progress.total = searches_[0]->best_total() - model_.told_worth;
        progress.net_of_breaks = progress.total - all_breaks_;
        orders_.on_progress(progress);
    }

    Solution finish() {
        Solution solution;
        solution.plan = best_search().best_plan();
        const Verdict verdict = check(instance_, solution.plan);
        must(verdict.is_valid() || !instance_.pinned.empty(), "a plan broke its own rules");
        solution.score = verdict.score;
        solution.first_seconds = first_seconds_;
        solution.iterations = steps_.load();
        return solution;
    }

    // Net of the breaks that the plan has: one that it drops is part of the gap.
    static double gap_of(double bound, const Score& score) {
        const double net = bound - static_cast<double>(score.break_values);
        return net > 0 ? 100 * (bound - static_cast<double>(score.total())) / net : 0;
    }

    void prove(Solution& solution) {
        BoundOrders orders;
        orders.seconds = orders_.bound_seconds;
        orders.threads = orders_.threads;
        orders.known = solution.score.total();
        orders.is_polite = orders_.is_polite;
        orders.is_cancelled = orders_.is_cancelled;
        if (orders_.on_progress) {
            orders.on_progress = [&](double bound) { report_bound(solution, bound); };
        }
        solution.upper_bound = upper_bound(instance_, orders);
        solution.gap_percent = gap_of(*solution.upper_bound, solution.score);
    }

    void report_bound(const Solution& solution, double bound) {
        const double now = watch_.seconds();
        if (now < reported_at_ + report_every) return;
        reported_at_ = now;
        Progress progress;
        progress.seconds = now;
        progress.iterations = solution.iterations;
        progress.total = solution.score.total();
        progress.net_of_breaks = solution.score.net_of_breaks();
        progress.upper_bound = bound;
        progress.gap_percent = gap_of(bound, solution.score);
        orders_.on_progress(progress);
    }

    const Instance& instance_;
    const Orders& orders_;
    Stopwatch watch_;
    Model model_;
    Crew crew_;
    std::vector<std::unique_ptr<Search>> searches_;
    std::atomic<std::int64_t> steps_ = 0;
    std::atomic<bool> is_cancelled_ = false;
    double first_seconds_ = 0;
    double reported_at_ = -1;
    std::int64_t all_breaks_ = 0;
};

}  // namespace

Solution solve(const Instance& instance, const Orders& orders) {
    return Solving(instance, orders).run();
}

}  // namespace rapport::solver
