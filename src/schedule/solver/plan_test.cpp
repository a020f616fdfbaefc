#include "schedule/solver/plan.hpp"

#include <gtest/gtest.h>

#include "tests/support/weeks.hpp"

namespace rapport::solver {
namespace {

using test::add_option;
using test::add_task;

TEST(Plan, what_it_is_worth_is_told_part_by_part) {
    Instance week = test::empty_week(2);
    const int person = test::add_person(week, 40);
    const int lunch = add_task(week, 1000), visit = add_task(week, 90), again = add_task(week, 80);
    week.tasks[0].kind = Kind::rest;
    week.tasks[1].person = week.tasks[2].person = person;
    for (const int task : {lunch, visit, again}) add_option(week, task, task / 2, 480, 690);
    week.tasks[1].options[0].penalty = 3;
    week.tasks[1].options[0].site = test::add_site(week, 10);
    week.rules.travel_weight = 2;
    week.pairs = {{.person = person, .coach = 0, .value = 5}};
    const Plan plan{.visits = {{.task = lunch, .option = 0, .coach = 0, .start = 480},
                               {.task = visit, .option = 0, .coach = 0, .start = 530},
                               {.task = again, .option = 0, .coach = 0, .start = 480}}};
    const Score score = score_of(week, plan);
    EXPECT_EQ(score.values, 1170);
    EXPECT_EQ(score.break_values, 1000);
    EXPECT_EQ(score.penalties, 3);
    EXPECT_EQ(score.touch_bonus, 40);  // Once, for two visits.
    EXPECT_EQ(score.travel_cost, 20);
    EXPECT_EQ(score.wishes, 10);
    EXPECT_EQ(score.net_of_breaks(), 170 - 3 + 40 - 20);
    EXPECT_EQ(score.total(), 1170 - 3 + 40 - 20 + 10);
    EXPECT_EQ(score.placed, 2);
    EXPECT_EQ(score.breaks, 1);
    EXPECT_EQ(score.reached, 1);
}

TEST(Plan, what_was_told_and_moves_has_its_price_and_breaks_move_freely) {
    Instance week = test::empty_week(1);
    const int visit = add_task(week, 90), lunch = add_task(week, 50);
    week.tasks[1].kind = Kind::rest;
    for (const int task : {visit, lunch}) add_option(week, task, 0, 480, 690);
    week.current = {{.task = visit, .option = 0, .coach = 0, .start = 480},
                    {.task = lunch, .option = 0, .coach = 0, .start = 600}};
    week.stability_weight = 30;
    Plan plan{.visits = week.current};
    EXPECT_EQ(score_of(week, plan).moved, 0);
    plan.visits[0].start = 485;
    plan.visits[1].start = 605;
    EXPECT_EQ(score_of(week, plan).moved, 1);
    EXPECT_EQ(score_of(week, plan).total(), 140 - 30);
    plan.visits.erase(plan.visits.begin());
    EXPECT_EQ(score_of(week, plan).moved, 1);
}

TEST(Plan, two_plans_are_compared_visit_by_visit) {
    Instance week = test::empty_week(2);
    for (int task = 0; task < 4; ++task) {
        add_task(week, 10);
        for (int day = 0; day < 2; ++day) add_option(week, task, day, 480, 690);
    }
    const Plan before{.visits = {{.task = 0, .option = 0, .coach = 0, .start = 480},
                                 {.task = 1, .option = 0, .coach = 0, .start = 510},
                                 {.task = 2, .option = 0, .coach = 0, .start = 540}}};
    const Plan after{.visits = {{.task = 0, .option = 0, .coach = 0, .start = 480},
                                {.task = 1, .option = 1, .coach = 0, .start = 510},
                                {.task = 3, .option = 1, .coach = 0, .start = 480}}};
    const Comparison comparison = compare(week, before, after);
    ASSERT_EQ(comparison.before.size(), 3u);
    EXPECT_EQ(comparison.before[0].fate, Fate::kept);
    EXPECT_EQ(comparison.before[1].fate, Fate::moved);
    EXPECT_EQ(comparison.before[2].fate, Fate::gone);
    ASSERT_EQ(comparison.fresh.size(), 1u);
    EXPECT_EQ(comparison.fresh[0].task, 3);
}

}  // namespace
}  // namespace rapport::solver
