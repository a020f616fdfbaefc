#include <gtest/gtest.h>

#include "platform/timetables/timetables_for_tests.hpp"

namespace rapport::timetables {
namespace {

TEST(Timetables, of_somebody_whom_nobody_meets_nothing_is_claimed) {
    School school;
    Cedar cedar(school);
    cedar.same_every_day();
    EXPECT_EQ(cedar.uses(school.teacher.id(), monday), " unknown");
    const auto unknown =
        cedar.read([&](ReadTx& tx) { return unknown_people(tx, school.cedar, 100); });
    ASSERT_EQ(unknown.size(), 2u);
    EXPECT_EQ(unknown[0].building_name, "Cedar Elementary");
}

TEST(Timetables, a_period_in_which_nobody_meets_a_teacher_is_planning) {
    School school;
    Cedar cedar(school);
    const auto day = cedar.same_every_day();
    cedar.meet(school.teacher.id(), day, "1");
    cedar.meet(school.teacher.id(), day, "3", "Hall", Use::duty);
    EXPECT_EQ(cedar.uses(school.teacher.id(), monday),
              "1 teaching, 2 planning, 3 duty, Lunch lunch, 4 planning");
    const auto spans = cedar.day(school.teacher.id(), monday).spans;
    EXPECT_EQ(spans[0].title, "Science · 4B");
    EXPECT_EQ(spans[0].room, "12");
    EXPECT_FALSE(spans[0].is_inferred);
    EXPECT_TRUE(spans[1].is_inferred);
    EXPECT_EQ(spans[1].ring, ring(9, 0, 60));
}

TEST(Timetables, outside_contract_hours_people_are_free) {
    School school;
    Cedar cedar(school);
    cedar.meet(school.teacher.id(), cedar.same_every_day(), "1");
    cedar.write([&](WriteTx& tx) {
        EXPECT_TRUE(set_hours(tx, school.cedar, {{450, 900}, std::nullopt}));
        EXPECT_TRUE(set_hours(tx, school.teacher.id(), {{450, 12 * 60 + 20}, std::nullopt}));
        EXPECT_EQ(set_hours(tx, school.cedar, {{900, 450}, std::nullopt}).refusal().key.name,
                  "timetables.no_hours");
    });
    const auto spans = cedar.day(school.teacher.id(), monday).spans;
    ASSERT_EQ(spans.size(), 7u);
    EXPECT_EQ(spans.front().use, Use::free);
    EXPECT_EQ(spans[5].use, Use::planning);
    EXPECT_EQ(spans[5].ring, ring(12, 0, 20));
    EXPECT_EQ(spans[6].ring, (Ring{12 * 60 + 20, 24 * 60}));
}

TEST(Timetables, lunch_is_where_the_building_says_when_no_period_is_called_so) {
    School school;
    Cedar cedar(school);
    cedar.meet(school.teacher.id(), cedar.same_every_day(), "1");
    cedar.write([&](WriteTx& tx) {
        EXPECT_TRUE(change_grid(tx, school.cedar, cedar.grid,
                                {"", {{"1", ring(8, 0, 60)}, {"2", ring(9, 0, 180)}}}));
        EXPECT_TRUE(set_hours(tx, school.cedar, {{480, 900}, ring(11, 0, 30)}));
    });
    const auto spans = cedar.day(school.teacher.id(), monday).spans;
    ASSERT_EQ(spans.size(), 6u) << cedar.uses(school.teacher.id(), monday);
    EXPECT_EQ(spans[2].ring, ring(9, 0, 120));
    EXPECT_EQ(spans[3].use, Use::lunch);
    EXPECT_EQ(spans[4].ring, ring(11, 30, 30));
}

TEST(Timetables, a_turn_waits_for_a_closure_or_loses_the_day) {
    School school;
    Cedar cedar(school);
    cedar.close({2026, 11, 4}, {2026, 11, 5});
    cedar.rotate(4, monday, OnClosure::bump);
    EXPECT_EQ(cedar.kinds(monday, monday.plus(8)), "12--3--41");
    cedar.write([&](WriteTx& tx) {
        auto plan = pattern_of(tx, school.cedar).plans.at(0);
        plan.on_closure = OnClosure::skip;
        EXPECT_TRUE(plan_days(tx, school.cedar, plan));
    });
    EXPECT_EQ(cedar.kinds(monday, monday.plus(8)), "12--1--23");
}

TEST(Timetables, an_a_and_a_b_week_wait_for_a_whole_week_off_or_go_on) {
    School school;
    Cedar cedar(school);
    const auto a = cedar.add_day("A"), b = cedar.add_day("B");
    cedar.close({2026, 11, 9}, {2026, 11, 13});
    DayPlan plan{monday, PlanKind::weekly, 2, OnClosure::bump, {}};
    for (int i = 0; i < 5; ++i) {
        plan.days.push_back({i, a});
        plan.days.push_back({7 + i, b});
    }
    cedar.plan(plan);
    const auto mondays = [&] {
        std::string said;
        for (int week = 0; week < 4; ++week) {
            said += cedar.kinds(monday.plus(7 * week), monday.plus(7 * week));
        }
        return said;
    };
    EXPECT_EQ(mondays(), "A-BA");
    plan.on_closure = OnClosure::skip;
    cedar.plan(plan);
    EXPECT_EQ(mondays(), "A-AB");
}

TEST(Timetables, a_new_plan_takes_over_from_its_day) {
    School school;
    Cedar cedar(school);
    const auto days = cedar.rotate(3, monday, OnClosure::bump);
    cedar.plan({monday.plus(3), PlanKind::rotating, 1, OnClosure::bump, {{0, days[2]}}});
    EXPECT_EQ(cedar.kinds(monday.plus(-3), monday.plus(4)), "--12333");
}

TEST(Timetables, an_early_end_shortens_a_period_and_takes_the_rest_away) {
    School school;
    Cedar cedar(school);
    const auto day = cedar.same_every_day();
    cedar.meet(school.teacher.id(), day, "1");
    cedar.meet(school.teacher.id(), day, "4");
    cedar.close(monday, monday, calendar::Part::afternoon);
    EXPECT_EQ(cedar.uses(school.teacher.id(), monday),
              "1 teaching, 2 planning, 3 planning, Lunch lunch");
    cedar.write([&](WriteTx& tx) {
        EXPECT_TRUE(date_day(tx, school.cedar,
                             {monday, std::nullopt, std::nullopt, std::nullopt, 630, "Early"}));
    });
    const auto spans = cedar.day(school.teacher.id(), monday).spans;
    ASSERT_EQ(spans.size(), 3u);
    EXPECT_EQ(spans[2].ring, ring(10, 0, 30));
    cedar.close(monday.plus(1), monday.plus(1), calendar::Part::morning);
    EXPECT_EQ(cedar.uses(school.teacher.id(), monday.plus(1)), "4 teaching");
}

TEST(Timetables, other_bells_on_a_date_move_the_periods_of_the_same_name) {
    School school;
    Cedar cedar(school);
    const auto day = cedar.same_every_day();
    cedar.meet(school.teacher.id(), day, "2");
    cedar.meet(school.teacher.id(), day, "4");
    cedar.write([&](WriteTx& tx) {
        const auto assembly = make_grid(
            tx, school.cedar, {"Assembly", {{"1", ring(9, 0, 30)}, {"2", ring(9, 30, 30)}}});
        ASSERT_TRUE(assembly);
        EXPECT_TRUE(
            date_day(tx, school.cedar,
                     {monday, std::nullopt, *assembly, std::nullopt, std::nullopt, "Assembly"}));
    });
    EXPECT_EQ(cedar.uses(school.teacher.id(), monday), "1 planning, 2 teaching");
    EXPECT_EQ(cedar.day(school.teacher.id(), monday).spans[1].ring, ring(9, 30, 30));
    EXPECT_EQ(cedar.day(school.teacher.id(), monday.plus(1)).spans[1].ring, ring(9, 0, 60));
}

TEST(Timetables, two_grids_ring_side_by_side_and_each_lives_by_their_own) {
    School school;
    Cedar cedar(school);
    const auto day = cedar.same_every_day();
    const auto upper = cedar.write([&](WriteTx& tx) {
        return *make_grid(tx, school.cedar,
                          {"Upper", {{"U1", ring(8, 30, 45)}, {"U2", ring(9, 15, 45)}}});
    });
    EXPECT_FALSE(upper.is_none());
    cedar.meet(school.teacher.id(), day, "1");
    cedar.meet(school.colleague.id(), day, "U1");
    EXPECT_EQ(cedar.uses(school.colleague.id(), monday), "U1 teaching, U2 planning");
    EXPECT_EQ(cedar.uses(school.teacher.id(), monday),
              "1 teaching, 2 planning, 3 planning, Lunch lunch, 4 planning");
    // Somebody who lives by one grid and meets in the other keeps what is left beside it.
    cedar.meet(school.teacher.id(), day, "U2");
    cedar.meet(school.teacher.id(), day, "3");
    const auto spans = cedar.day(school.teacher.id(), monday).spans;
    EXPECT_EQ(spans[1].period, "2");
    EXPECT_EQ(spans[1].ring, ring(9, 0, 15));
    EXPECT_EQ(spans[2].period, "U2");
    EXPECT_EQ(spans[3].period, "3");
}

}  // namespace
}  // namespace rapport::timetables
