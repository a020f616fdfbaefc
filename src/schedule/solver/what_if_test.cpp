#include "schedule/solver/what_if.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "schedule/solver/check.hpp"
#include "tests/support/weeks.hpp"

namespace rapport::solver {
namespace {

using test::add_option;
using test::add_task;

Orders few_steps() {
    Orders orders;
    orders.seconds = 0;
    orders.iterations = 300;
    orders.threads = 1;
    orders.is_polite = false;
    return orders;
}

// Two tasks at the same time, both for the first coach.
Instance two_at_once() {
    Instance week = test::empty_week(2);
    for (const int value : {60, 100}) add_option(week, add_task(week, value), 0, 480, 480);
    return week;
}

TEST(WhatIf, one_more_coach_serves_who_waits) {
    const WhatIf found =
        what_if(two_at_once(), {.change = Change::coach_more, .coach = 0}, few_steps());
    EXPECT_EQ(found.before.score.placed, 1);
    EXPECT_EQ(found.after.score.placed, 2);
}

TEST(WhatIf, one_more_coach_has_breaks_of_their_own) {
    Instance week = two_at_once();
    const int lunch = add_task(week, 500);
    week.tasks[2].kind = Kind::rest;
    add_option(week, lunch, 0, 600, 600);
    const Instance changed = supposing(week, {.change = Change::coach_more, .coach = 0});
    ASSERT_EQ(changed.tasks.size(), 4u);
    EXPECT_EQ(changed.tasks[3].coaches, std::vector<int>{1});
    const WhatIf found = what_if(week, {.change = Change::coach_more, .coach = 0}, few_steps());
    EXPECT_EQ(found.after.score.breaks, 2);
    for (const Visit& visit : found.plan_after.visits) EXPECT_LT(visit.task, 3);
}

TEST(WhatIf, a_coach_fewer_serves_nobody) {
    const WhatIf found =
        what_if(two_at_once(), {.change = Change::coach_away, .coach = 0}, few_steps());
    EXPECT_EQ(found.after.score.placed, 0);
}

TEST(WhatIf, wider_periods_let_both_come) {
    const WhatIf found =
        what_if(two_at_once(), {.change = Change::wider_periods, .minutes = 30}, few_steps());
    EXPECT_EQ(found.after.score.placed, 2);
}

TEST(WhatIf, more_minutes_and_another_home_change_what_they_name) {
    Instance week = two_at_once();
    const int away = test::add_site(week, 20);
    EXPECT_EQ(
        supposing(week, {.change = Change::another_home, .coach = 0, .site = away}).coaches[0].home,
        away);
    EXPECT_EQ(supposing(week, {.change = Change::more_capacity, .coach = 0, .minutes = 60})
                  .coaches[0]
                  .capacity_minutes,
              1060);
}

TEST(WhatIf, a_sick_day_takes_out_what_cannot_stay_and_keeps_the_rest) {
    const Instance week = test::made_up_instance(9, 60, 4);
    const Solution told = solve(week, few_steps());
    const Instance changed = with_absence(week, told.plan, {.coach = 0, .days = {1}}, 1000);
    EXPECT_FALSE(changed.coaches[0].days[1].has_value());
    for (const Visit& visit : changed.current) {
        const Task& task = changed.tasks[static_cast<std::size_t>(visit.task)];
        EXPECT_FALSE(visit.coach == 0 &&
                     task.options[static_cast<std::size_t>(visit.option)].day == 1);
    }
    Orders orders = few_steps();
    orders.start = told.plan;
    const Solution mended = solve(changed, orders);
    EXPECT_TRUE(check(changed, mended.plan).is_valid());
    // A visit is worth less than moving one: only steps whose step before went may go.
    EXPECT_LT(mended.score.moved, static_cast<int>(changed.current.size()) / 5);
}

TEST(WhatIf, an_absence_without_days_is_the_whole_week_and_lets_pins_of_that_coach_go) {
    Instance week = two_at_once();
    week.pinned = {{.task = 1, .option = 0, .coach = 0, .start = 480}};
    const Plan told{.visits = week.pinned};
    const Instance changed = with_absence(week, told, {.coach = 0, .days = {}}, 10);
    EXPECT_TRUE(changed.pinned.empty());
    EXPECT_TRUE(changed.current.empty());
    EXPECT_TRUE(solve(changed, few_steps()).plan.visits.empty());
}

}  // namespace
}  // namespace rapport::solver
