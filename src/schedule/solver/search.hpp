// One search: takes a part of the plan out (ruin), puts it together again better or otherwise
// (recreate), and keeps the result by the rule of simulated annealing. Deterministic for a seed and
// a number of steps.
#pragma once

#include <cstdint>
#include <vector>

#include "schedule/solver/dice.hpp"
#include "schedule/solver/state.hpp"

namespace rapport::solver {

// Chosen by measuring; see bench/schedule.
struct Tuning {
    double heat_first = 1.25, heat_last = 0.02;  // Temperatures, in worths of a usual task.
    double blink = 0.01;                         // Chance that a candidate is overlooked.
    int ruin_mean = 6;
    double chance_all = 0.3;  // That everything unplaced is tried everywhere.
    double noise = 0.05;      // Of a candidate's rank, in worths of a usual task.
    double road = 0.8;        // What a minute on it may cost more, in worths of a minute of work.
    double rest_first = 0.5, rest_last = 0.2;
    // How often each kind of ruin is chosen.
    int w_string = 4, w_target = 3, w_route = 1, w_cycle = 1, w_random = 1, w_sameday = 1;
};

Tuning searching(int tasks);  // A first plan of so many tasks.
Tuning mending();             // Of a plan that is good already: cool from the start.

class Search {
  public:
    Search(const Model&, std::uint64_t seed, const Tuning&);

    void construct();  // A first plan: greedy, the most valuable for its minutes first.
    // `count` steps while the temperature goes from one fraction of its way to another.
    void step(std::int64_t count, double from, double to);

    const State& state() const { return state_; }
    std::int64_t best_total() const { return best_total_; }
    const std::vector<int>& best() const { return best_; }  // Candidates, as stops lie in the pool.
    const std::vector<int>& best_counts() const { return best_counts_; }
    Plan best_plan() const;
    // Goes on from another search's best.
    void adopt(const Search& other);
    // Begins with what fits of a plan; the rest is tried to be placed otherwise.
    void begin_with(const Plan&);

  private:
    bool may_go(int task) const;
    int pick_placed();
    void take_measure();
    void ruin();
    void ruin_string(int seed_task, int size);
    void ruin_target();
    void clear_time_for(const Candidate&);
    void clear_minutes_for(const Candidate&);
    void ruin_route();
    void ruin_cycle();
    void ruin_random(int size);
    void ruin_same_day(int size);
    void take_out(int task);
    void recreate();
    bool place(int task);
    void place_with_next(int task);
    void mend_orphans();
    void gather();
    void sort_pending();
    void remember();
    void mark_touched();
    void clear();
    void refill(const std::vector<int>& stops, const std::vector<int>& counts);
    void place_all(const std::vector<int>& tasks);

    const Model& model_;
    Tuning tuning_;
    Dice dice_;
    State state_;
    double unit_ = 1, road_ = 0;
    std::int64_t noise_ = 0;
    std::uint64_t blink_ = 0;
    std::vector<int> pending_, all_tasks_;
    std::vector<double> key_;
    std::vector<std::int64_t> pending_stamp_;
    std::vector<std::int64_t> removed_stamp_;
    std::int64_t round_ = 0;
    std::vector<int> removed_;
    std::vector<int> chain_minutes_;
    std::vector<double> chain_value_;
    std::vector<int> best_, best_counts_;  // By route.
    std::int64_t best_total_ = 0;
    std::vector<int> dirty_routes_;  // Changed since best_ was taken.
    std::vector<bool> is_dirty_;
    bool looks_everywhere_ = false;
};

}  // namespace rapport::solver
