// Small instances for tests of the solver, each a few lines long; what is the best plan, found by
// trying all; and made-up instances of any size from a seed.
#pragma once

#include <cstdint>
#include <string>

#include "schedule/solver/solver.hpp"

namespace rapport::test {

// One site, one coach there every day from 8:00 to 12:00 with 1,000 minutes; no tasks.
solver::Instance empty_week(int days);

// Adds a task of 30 minutes for the first coach, and says its index.
int add_task(solver::Instance&, std::int64_t value);
// Adds one way to place it, and says its index.
int add_option(solver::Instance&, int task, int day, int earliest, int latest);
int add_coach(solver::Instance&);
int add_site(solver::Instance&, int minutes_from_all_others);
int add_person(solver::Instance&, std::int64_t touch_bonus);
int add_resource(solver::Instance&);
// Makes `next` the step after `before`, within so many days.
void make_step(solver::Instance&, int before, int next, int gap_min, int gap_max);

// Tiny: every rule has its chance to matter, and best_by_trying_all() can look at each plan.
solver::Instance tiny_instance(std::uint64_t seed);
// As many tasks as asked for, with several coaches, sites, cycles, people, breaks and resources.
solver::Instance made_up_instance(std::uint64_t seed, int tasks, int days);

// The most that total() of a valid plan can be; starts are tried every `step` minutes.
std::int64_t best_by_trying_all(const solver::Instance&, int step);

// A plan with one thing changed, mostly for the worse.
solver::Plan mutated(const solver::Instance&, const solver::Plan&, std::uint64_t seed);

bool is_placed(const solver::Plan&, int task);
solver::Visit visit_of(const solver::Plan&, int task);  // The task is placed.

}  // namespace rapport::test
