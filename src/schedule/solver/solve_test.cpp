#include "schedule/solver/solve.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>

#include "schedule/solver/check.hpp"
#include "tests/support/weeks.hpp"

namespace rapport::solver {
namespace {

using test::add_option;
using test::add_task;
using test::is_placed;
using test::visit_of;

Orders for_steps(std::int64_t iterations, std::uint64_t seed = 1) {
    Orders orders;
    orders.seconds = 0;
    orders.iterations = iterations;
    orders.seed = seed;
    orders.threads = 1;
    orders.is_polite = false;
    return orders;
}

// What upper_bound() may use; it ends by itself long before.
BoundOrders for_proof() {
    BoundOrders orders;
    orders.threads = 1;
    orders.is_polite = false;
    return orders;
}

// Two tasks that want the same half hour.
Instance rivals() {
    Instance week = test::empty_week(1);
    for (const int value : {60, 100}) add_option(week, add_task(week, value), 0, 480, 500);
    return week;
}

TEST(Solve, of_two_who_want_the_same_time_the_more_urgent_is_placed) {
    const Solution solution = solve(rivals(), for_steps(50));
    EXPECT_FALSE(is_placed(solution.plan, 0));
    EXPECT_EQ(visit_of(solution.plan, 1).start, 480);
    EXPECT_EQ(solution.score.total(), 100);
}

TEST(Solve, a_week_without_tasks_has_an_empty_plan) {
    Orders orders = for_steps(10);
    orders.bound_seconds = 1;
    const Solution solution = solve(test::empty_week(5), orders);
    EXPECT_TRUE(solution.plan.visits.empty());
    EXPECT_EQ(solution.upper_bound, 0);
}

TEST(Solve, every_plan_obeys_every_rule) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Instance week = test::made_up_instance(seed, 60, 4);
        ASSERT_EQ(flaw_of(week), "") << "seed " << seed;
        const Solution solution = solve(week, for_steps(150, seed));
        const Verdict verdict = check(week, solution.plan);
        EXPECT_TRUE(verdict.is_valid())
            << "seed " << seed << ": " << code(verdict.violations.front().fault);
        EXPECT_EQ(verdict.score.total(), solution.score.total()) << "seed " << seed;
        EXPECT_GT(solution.score.placed, 0) << "seed " << seed;
    }
}

TEST(Solve, the_best_plan_of_a_small_week_is_found_and_the_bound_is_never_below_it) {
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
        const Instance week = test::tiny_instance(seed);
        const std::int64_t best = test::best_by_trying_all(week, 5);
        const Solution solution = solve(week, for_steps(400, seed));
        EXPECT_EQ(solution.score.total(), best) << "seed " << seed;
        const double bound = upper_bound(week, for_proof());
        EXPECT_GE(bound, static_cast<double>(best)) << "seed " << seed;
        EXPECT_LE(bound, 1.5 * static_cast<double>(best) + 100) << "seed " << seed;
    }
}

TEST(Solve, no_plan_ever_found_is_above_the_bound) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        const Instance week = test::made_up_instance(seed, 40, 3);
        BoundOrders orders = for_proof();
        orders.seconds = 0.05;
        const double bound = upper_bound(week, orders);
        for (std::uint64_t other = 1; other <= 3; ++other) {
            const Solution solution = solve(week, for_steps(300, other));
            EXPECT_LE(static_cast<double>(solution.score.total()), bound) << "seed " << seed;
        }
    }
}

TEST(Solve, a_plan_that_meets_its_bound_is_known_to_be_the_best) {
    Orders orders = for_steps(50);
    orders.bound_seconds = 5;
    const Solution solution = solve(rivals(), orders);
    EXPECT_EQ(solution.upper_bound, 100);
    EXPECT_EQ(solution.gap_percent, 0);
}

TEST(Solve, the_same_seed_and_steps_give_the_same_plan_whatever_the_threads) {
    const Instance week = test::made_up_instance(5, 80, 5);
    Orders alone = for_steps(400, 7), together = alone;
    together.threads = 2;
    const Solution a = solve(week, alone), b = solve(week, together), c = solve(week, together);
    EXPECT_EQ(a.plan.visits, b.plan.visits);
    EXPECT_EQ(b.plan.visits, c.plan.visits);
    EXPECT_NE(a.plan.visits, solve(week, for_steps(400, 8)).plan.visits);
}

TEST(Solve, more_steps_make_a_better_week) {
    const Instance week = test::made_up_instance(11, 120, 5);
    const Solution first = solve(week, for_steps(0)), later = solve(week, for_steps(3000));
    EXPECT_EQ(first.iterations, 0);
    EXPECT_TRUE(check(week, first.plan).is_valid());
    EXPECT_GT(later.score.total(), first.score.total());
}

TEST(Solve, who_stops_it_gets_the_plan_it_has) {
    const Instance week = test::made_up_instance(3, 80, 5);
    Orders orders = for_steps(1'000'000'000);
    int asked = 0;
    orders.is_cancelled = [&] { return ++asked > 5; };
    orders.bound_seconds = 60;
    const Solution solution = solve(week, orders);
    EXPECT_TRUE(solution.is_cancelled);
    EXPECT_FALSE(solution.upper_bound);
    EXPECT_TRUE(check(week, solution.plan).is_valid());
    EXPECT_GT(solution.score.placed, 0);
}

TEST(Solve, it_tells_how_far_it_is_and_never_goes_back) {
    const Instance week = test::made_up_instance(3, 80, 5);
    Orders orders = for_steps(500);
    std::vector<Progress> told;
    orders.on_progress = [&](const Progress& progress) { told.push_back(progress); };
    orders.bound_seconds = 0.05;
    const Solution solution = solve(week, orders);
    ASSERT_FALSE(told.empty());
    EXPECT_TRUE(std::is_sorted(told.begin(), told.end(),
                               [](const auto& a, const auto& b) { return a.total < b.total; }));
    EXPECT_LE(told.back().total, solution.score.total());
}

TEST(Solve, a_pinned_visit_stays_even_where_another_is_worth_more) {
    Instance week = rivals();
    week.pinned = {{.task = 0, .option = 0, .coach = 0, .start = 490}};
    const Solution solution = solve(week, for_steps(50));
    EXPECT_EQ(visit_of(solution.plan, 0), week.pinned[0]);
    EXPECT_FALSE(is_placed(solution.plan, 1));
    EXPECT_TRUE(check(week, solution.plan).is_valid());
    EXPECT_EQ(upper_bound(week, for_proof()), 60) << "the other can be in no plan";
}

TEST(Solve, no_plan_with_what_is_pinned_is_above_the_bound) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        Instance week = test::made_up_instance(seed, 40, 3);
        const double free = upper_bound(week, for_proof());
        const Plan plan = solve(week, for_steps(100, seed)).plan;
        for (std::size_t i = 0; i < plan.visits.size(); i += 3) {
            const Task& task = week.tasks[at(plan.visits[i].task)];
            if (task.kind != Kind::rest && task.step <= 1) week.pinned.push_back(plan.visits[i]);
        }
        const Solution solution = solve(week, for_steps(300, seed));
        ASSERT_TRUE(check(week, solution.plan).is_valid()) << "seed " << seed;
        const double bound = upper_bound(week, for_proof());
        EXPECT_LE(static_cast<double>(solution.score.total()), bound) << "seed " << seed;
        EXPECT_LE(bound, free + 5) << "seed " << seed;
    }
}

TEST(Solve, the_steps_before_a_pinned_step_are_placed_for_it) {
    Instance week = test::empty_week(2);
    const int before = add_task(week, 0), after = add_task(week, 10), rival = add_task(week, 900);
    add_option(week, before, 0, 480, 480);
    add_option(week, after, 1, 480, 480);
    add_option(week, rival, 0, 480, 480);
    test::make_step(week, before, after, 1, 1);
    week.pinned = {{.task = after, .option = 0, .coach = 0, .start = 480}};
    const Solution solution = solve(week, for_steps(100));
    EXPECT_TRUE(check(week, solution.plan).is_valid());
    EXPECT_TRUE(is_placed(solution.plan, before));
}

TEST(Solve, wishes_decide_who_comes_and_a_forbidden_pair_never_meets) {
    Instance week = test::empty_week(1);
    const int other = test::add_coach(week), person = test::add_person(week, 0);
    const int task = add_task(week, 50);
    add_option(week, task, 0, 480, 690);
    week.tasks[0].coaches = {0, other};
    week.tasks[0].person = person;
    week.pairs = {{.person = person, .coach = other, .value = 20}};
    EXPECT_EQ(visit_of(solve(week, for_steps(50)).plan, task).coach, other);
    week.pairs = {{.person = person, .coach = other, .value = std::nullopt}};
    EXPECT_EQ(visit_of(solve(week, for_steps(50)).plan, task).coach, 0);
    week.pairs.push_back({.person = person, .coach = 0, .value = std::nullopt});
    EXPECT_FALSE(is_placed(solve(week, for_steps(50)).plan, task));
}

TEST(Solve, what_people_were_told_stays_unless_moving_it_is_worth_more) {
    Instance week = test::empty_week(1);
    const int told = add_task(week, 50);
    add_option(week, told, 0, 480, 690);
    add_option(week, told, 0, 480, 690);
    week.tasks[0].options[0].penalty = 10;
    week.current = {{.task = told, .option = 0, .coach = 0, .start = 600}};
    week.stability_weight = 30;
    EXPECT_EQ(visit_of(solve(week, for_steps(100)).plan, told).start, 600);
    add_option(week, add_task(week, 100), 0, 590, 590);
    const Solution solution = solve(week, for_steps(100));
    EXPECT_NE(visit_of(solution.plan, told).start, 600);
    EXPECT_EQ(solution.score.moved, 1);
    const double bound = upper_bound(week, for_proof());
    EXPECT_GE(bound, static_cast<double>(solution.score.total()));
}

TEST(Solve, a_plan_at_hand_is_gone_on_from_and_never_made_worse) {
    const Instance week = test::made_up_instance(21, 80, 5);
    const Solution before = solve(week, for_steps(2000));
    Orders orders = for_steps(200, 2);
    orders.start = before.plan;
    EXPECT_GE(solve(week, orders).score.total(), before.score.total());
    // What is invalid in it is left out.
    Plan broken = before.plan;
    for (Visit& visit : broken.visits) visit.start += 1000;
    orders.start = broken;
    EXPECT_TRUE(check(week, solve(week, orders).plan).is_valid());
}

TEST(Solve, a_break_is_worth_what_it_says_and_ends_a_run_of_work) {
    Instance week = test::empty_week(1);
    week.rules = {.travel_weight = 0, .max_run_minutes = 60, .break_minutes = 10};
    const int lunch = add_task(week, 1000);
    week.tasks[0].kind = Kind::rest;
    add_option(week, lunch, 0, 540, 540);
    for (const int start : {480, 510, 570}) add_option(week, add_task(week, 50), 0, start, start);
    const Solution solution = solve(week, for_steps(100));
    EXPECT_EQ(solution.score.total(), 1150);
    EXPECT_TRUE(check(week, solution.plan).is_valid());
}

TEST(Solver, works_politely_behind_all_others_and_leaves_the_caller_as_it_was) {
    const int before = getpriority(PRIO_PROCESS, 0);
    int within = before;
    politely([&] { within = getpriority(PRIO_PROCESS, 0); });
    EXPECT_EQ(within, 19);
    EXPECT_EQ(getpriority(PRIO_PROCESS, 0), before);
    EXPECT_THROW(politely([] { throw std::runtime_error("no plan"); }), std::runtime_error);
}

}  // namespace
}  // namespace rapport::solver
