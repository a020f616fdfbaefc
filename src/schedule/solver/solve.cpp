// Several searches side by side, each with its own dice, meeting at fixed points of the way.
#include "schedule/solver/solve.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include "kernel/check.hpp"
#include "schedule/solver/check.hpp"
#include "schedule/solver/search.hpp"

namespace rapport::solver {

namespace {

constexpr int searches_count =
    2;  // Whatever the threads: so that the result does not depend on them.
constexpr int meetings = 16;
constexpr std::int64_t stride = 64;  // Steps between two looks at the clock.

class Stopwatch {
  public:
    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    }

  private:
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

class Solving {
  public:
    Solving(const Instance& instance, const Orders& orders)
        : instance_(instance), orders_(orders), model_(instance) {
        for (const Task& task : instance.tasks) {
            if (task.kind == Kind::rest) all_breaks_ += task.value;
        }
    }

    Solution run() {
        begin();
        for (int meeting = 0; meeting < meetings && !is_over(); ++meeting) {
            together([&](std::size_t i) { stretch(i, meeting); });
            meet(meeting);
        }
        return finish();
    }

  private:
    void begin() {
        for (int i = 0; i < searches_count; ++i) {
            const std::uint64_t seed =
                orders_.seed * searches_count + static_cast<std::uint64_t>(i);
            searches_.push_back(std::make_unique<Search>(model_, seed, Tuning{}));
        }
        for (auto& search : searches_) {
            if (orders_.start) {
                search->begin_with(*orders_.start);
            } else {
                search->construct();
            }
        }
        first_seconds_ = watch_.seconds();
    }

    template <class F>
    void together(F&& work) {
        if (orders_.threads <= 1) {
            for (std::size_t i = 0; i < searches_.size(); ++i) work(i);
            return;
        }
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < searches_.size(); ++i) {
            threads.emplace_back([this, &work, i] {
                // On Linux this is the thread's own priority, not the process's.
                if (orders_.is_polite) setpriority(PRIO_PROCESS, 0, 10);
                work(i);
            });
        }
        for (std::thread& thread : threads) thread.join();
    }

    bool is_over() {
        if (orders_.is_cancelled && orders_.is_cancelled()) is_cancelled_ = true;
        return is_cancelled_ || (orders_.iterations == 0 && orders_.seconds <= 0);
    }

    // One search's part of the way, from meeting to meeting.
    void stretch(std::size_t which, int meeting) {
        const double from = static_cast<double>(meeting) / meetings;
        const double to = static_cast<double>(meeting + 1) / meetings;
        if (orders_.iterations > 0) {
            by_count(which, from, to);
        } else {
            by_clock(which, from, to);
        }
    }

    void by_count(std::size_t which, double from, double to) {
        const double all = static_cast<double>(orders_.iterations);
        std::int64_t at = static_cast<std::int64_t>(all * from);
        const auto end = static_cast<std::int64_t>(all * to);
        while (at < end && !is_over_in_time()) {
            const std::int64_t count = std::min(stride, end - at);
            const double here = static_cast<double>(at) / all;
            searches_[which]->step(count, here, here + static_cast<double>(count) / all);
            at += count;
            steps_ += count;
            report(which);
        }
    }

    void by_clock(std::size_t which, double from, double to) {
        const double began =
            orders_.threads <= 1
                ? orders_.seconds *
                      (from + (to - from) * static_cast<double>(which) / searches_count)
                : orders_.seconds * from;
        const double share = orders_.seconds * (to - from) / (orders_.threads <= 1 ? 2 : 1);
        double here = from;
        while (!is_over_in_time()) {
            const double part = (watch_.seconds() - began) / share;
            if (part >= 1) break;
            const double there = std::clamp(from + (to - from) * part, here, to);
            searches_[which]->step(stride, here, there);
            here = there;
            steps_ += stride;
            report(which);
        }
    }

    bool is_over_in_time() {
        if (orders_.is_cancelled && orders_.is_cancelled()) is_cancelled_ = true;
        const bool is_late = orders_.seconds > 0 && watch_.seconds() >= orders_.seconds;
        return is_cancelled_ || is_late;
    }

    // The best goes on in all searches once the way is half gone.
    void meet(int meeting) {
        Search& best = best_search();
        if (meeting * 2 < meetings) return;
        for (auto& search : searches_) {
            if (search->best_total() < best.best_total()) search->adopt(best);
        }
    }

    Search& best_search() {
        return **std::max_element(
            searches_.begin(), searches_.end(),
            [](const auto& a, const auto& b) { return a->best_total() < b->best_total(); });
    }

    void report(std::size_t which) {
        if (which != 0 || !orders_.on_progress) return;
        const double now = watch_.seconds();
        if (now < reported_at_ + 0.2) return;
        reported_at_ = now;
        const std::int64_t total = searches_[0]->best_total() - model_.told_worth;
        orders_.on_progress({.seconds = now,
                             .iterations = steps_.load(),
                             .total = total,
                             .net_of_breaks = total - all_breaks_});
    }

    Solution finish() {
        Solution solution;
        solution.plan = best_search().best_plan();
        const Verdict verdict = check(instance_, solution.plan);
        must(verdict.is_valid() || !instance_.pinned.empty(), "a plan broke its own rules");
        solution.score = verdict.score;
        solution.first_seconds = first_seconds_;
        solution.seconds = watch_.seconds();
        solution.iterations = steps_.load();
        solution.is_cancelled = is_cancelled_;
        return solution;
    }

    const Instance& instance_;
    const Orders& orders_;
    Stopwatch watch_;
    Model model_;
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
