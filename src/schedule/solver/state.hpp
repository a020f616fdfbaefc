// A plan while it is being changed: routes of stops with their earliest and latest starts, what is
// used up, and a journal that takes back everything since begin(). Nothing is allocated after the
// constructor. insert() keeps a plan valid; remove() may leave a step without the step before it,
// or join two runs of work into one that is too long: the caller mends the first and asks
// is_sound().
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "schedule/solver/model.hpp"
#include "schedule/solver/plan.hpp"

namespace rapport::solver {

struct Stop {
    int candidate = none;
    int task = none;
    int site = 0;
    int minutes = 0;
    int earliest = 0, latest = 0;
    int start = 0;      // As early as the stops before allow.
    int last = 0;       // As late as the stops after allow, runs aside.
    int run_start = 0;  // Of the work without rest that this stop is in.
    bool is_rest = false;
};

// Where a candidate fits.
struct Spot {
    int position = none;
    std::int64_t rank = 0;  // Worth − more travel as find() weighs it, in shares of worth.
    bool is_found() const { return position != none; }
};

inline constexpr std::int64_t shares = 1024;  // Of one unit of worth, where a whole is too coarse.

class State {
  public:
    explicit State(const Model&);

    const Model& model() const { return model_; }
    std::int64_t total() const { return total_; }
    int placed(int task) const { return placed_data_[task]; }  // The candidate, or none.
    bool is_placed(int task) const { return placed_data_[task] != none; }
    std::span<const Stop> stops(int route) const {
        return {pool_.data() + routes_data_[route].stops_begin,
                static_cast<std::size_t>(counts_data_[route])};
    }
    int stop_count(int route) const { return counts_data_[route]; }
    const Stop& stop(int route, int position) const {
        return pool_data_[routes_data_[route].stops_begin + position];
    }
    int position_of(int task) const;  // In its route; the task is placed.
    std::int64_t load(int coach) const { return load_data_[coach]; }
    std::int64_t load_left(int coach) const { return capacity_data_[coach] - load_data_[coach]; }
    int resource_user(int resource) const { return user_data_[resource]; }
    int touches(int person) const { return touches_data_[person]; }

    // The best position for a candidate of an unplaced task, if it ranks above `above` (in
    // shares). Between equals, `coin` decides bit by bit.
    Spot find(const Candidate&, std::int64_t above, std::uint64_t coin) const;
    // Whether a candidate fits into its route were the stops from `from` up to `to` not there; its
    // resources, capacity, cycle and runs aside.
    enum class Roads { as_they_are, absent };
    bool fits_instead(const Candidate&, int from, int to, Roads) const;
    // How find() weighs a minute on the road, beyond the rules' weight: more while time is dear.
    void weigh_travel(std::int64_t more) { find_weight_ = travel_weight_ * shares + more; }
    // What reaching this person for the first time adds.
    std::int64_t touch_gain(int task) const;
    void insert(int candidate, int position);
    void remove(int task);

    // Places all that fits of a plan; a valid one whole, in its own order.
    void place(const Plan&);

    void begin();  // Forgets the journal: what is there stays.
    void undo();   // Back to begin().
    std::span<const int> touched_routes() const { return {touched_.data(), touched_count_}; }
    bool is_touched(int route) const {
        return route_stamp_[static_cast<std::size_t>(route)] == stamp_;
    }
    std::size_t change_count() const { return change_count_; }
    int changed_task(std::size_t i) const { return changes_[i].task; }
    int was_placed(std::size_t i) const { return changes_[i].candidate; }
    // Taking a stop out can join two runs of work into one that is too long.
    bool is_sound() const;  // Of the touched routes.

    Plan plan() const;

  private:
    struct Range {
        int from = 0, to = 0;  // Positions before which it may stand.
    };
    struct Change {
        int task = none;
        int candidate = none;  // What it was.
    };
    struct Clock {
        int start = 0;
        int run_start = 0;
    };

    enum class Where { last, anywhere };
    bool place(const Visit&, Where);  // As it is in a plan, or not at all.
    int day_of(const Visit&) const;
    bool allows(const Candidate&, Range&) const;
    Spot find_in(const Candidate&, const Range&, std::int64_t above, std::uint64_t coin) const;
    bool fits_around(const Candidate&, Range&) const;
    Clock clock_at(const Route&, const Stop* before, const Stop& next) const;
    Clock arrival(const Stop& before, const Stop& next, int travel) const;
    bool fits_with_runs(const Route&, const Stop* stops, int count, int position,
                        const Candidate&) const;
    void retime(int route, int from);
    void touch_route(int route);
    void note(int task);
    void account(int candidate, int sign);
    std::int64_t detour(const Route&, const Stop* stops, int count, int position, int site) const;

    const Model& model_;
    std::vector<Stop> pool_, saved_pool_;
    std::vector<int> counts_, saved_counts_;
    std::vector<int> placed_;
    std::vector<int> user_;
    std::vector<int> touches_;
    std::vector<std::int64_t> load_;
    std::int64_t total_ = 0, saved_total_ = 0;
    // The journal. A route or task is noted when its stamp is not this round's.
    std::vector<std::int64_t> route_stamp_, task_stamp_;
    std::int64_t stamp_ = 0;
    std::vector<int> touched_;
    std::size_t touched_count_ = 0;
    std::vector<Change> changes_;
    std::size_t change_count_ = 0;
    // The same, without a bounds check each time: these are the inner loop.
    const Candidate* candidates_data_;
    const Model::Job* jobs_data_;
    const Route* routes_data_;
    const int* resources_data_;
    const int* travel_data_;
    const std::int64_t* capacity_data_;
    const std::int64_t* touch_bonus_data_;
    Stop* pool_data_;
    int* counts_data_;
    int* placed_data_;
    int* user_data_;
    int* touches_data_;
    std::int64_t* load_data_;
    int site_count_;
    int max_run_, break_;
    std::int64_t travel_weight_;
    std::int64_t find_weight_;
};

}  // namespace rapport::solver
