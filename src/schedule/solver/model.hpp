// The instance, flattened for the search: every way to place a task is one candidate (an option
// with a coach), every coach's day one route. Wishes, stability and pins are folded into the
// candidates, so that the search knows one number, worth, and one question, does it fit.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "schedule/solver/instance.hpp"

namespace rapport::solver {

struct Candidate {
    int task = none;
    int route = none;
    int option = none;
    int site = 0;
    int earliest = 0, latest = 0;  // Cut to the shift.
    int minutes = 0;
    std::int64_t worth = 0;  // Value − penalty + wish + what staying as told is worth.
    int resources_begin = 0, resources_end = 0;
};

// One coach on one day.
struct Route {
    int coach = none;
    int day = 0;
    int start = 0, end = 0;
    int home = none;
    int stops_begin = 0;  // Where its stops lie in the pool; room for each of its tasks.
    int stops_max = 0;
};

class Model {
  public:
    explicit Model(const Instance&);

    int task_count() const { return static_cast<int>(tasks.size()); }
    int route_count() const { return static_cast<int>(routes.size()); }
    int travel(int from, int to) const {
        return travel_minutes[static_cast<std::size_t>(from) * site_count +
                              static_cast<std::size_t>(to)];
    }
    std::span<const Candidate> candidates_of(int task) const {
        const auto at = static_cast<std::size_t>(task);
        return {candidates.data() + candidates_begin[at],
                candidates.data() + candidates_begin[at + 1]};
    }
    std::span<const int> resources_of(const Candidate& candidate) const {
        return {resources.data() + candidate.resources_begin,
                resources.data() + candidate.resources_end};
    }
    std::span<const int> tasks_of_route(int route) const {
        const auto at = static_cast<std::size_t>(route);
        return {route_tasks.data() + route_tasks_begin[at],
                route_tasks.data() + route_tasks_begin[at + 1]};
    }
    int route_of(int coach, int day) const {
        return route_at[static_cast<std::size_t>(coach) * static_cast<std::size_t>(days) +
                        static_cast<std::size_t>(day)];
    }

    // What a task is to the search.
    struct Job {
        std::int64_t value = 0;
        int minutes = 0;
        int person = none;
        int before = none, after = none;  // The neighbours in its cycle.
        int gap_min = 0, gap_max = 0;     // After `before`.
        bool is_rest = false;
        bool is_pinned = false;
        bool is_required = false;  // A pinned step needs it.
    };

    std::vector<Job> tasks;
    std::vector<Candidate> candidates;  // By task, then as options and coaches come.
    std::vector<int> candidates_begin;
    std::vector<int> resources;
    std::vector<Route> routes;
    std::vector<int> route_at;  // coach × day; none: absent.
    std::vector<int> route_tasks, route_tasks_begin;
    std::vector<std::int64_t> capacity;     // By coach.
    std::vector<std::int64_t> touch_bonus;  // By person.
    std::vector<int> travel_minutes;
    std::size_t site_count = 0;
    int resource_count = 0;
    int days = 0;
    int stop_count = 0;  // Of all routes together, at most.
    Rules rules;
    // total() of a plan is the sum of what the search sees, less this.
    std::int64_t told_worth = 0;
    std::int64_t required_bonus = 0;

  private:
    void take_routes(const Instance&);
    void take_jobs(const Instance&);
    void take_candidates(const Instance&);
    void add_options(const Instance&, int task);
    void add(const Instance&, int task, int option, int coach, std::int64_t bonus);
    void add_exactly(const Instance&, const Visit&, std::int64_t bonus);
    void link_routes();
};

}  // namespace rapport::solver
