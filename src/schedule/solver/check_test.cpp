#include "schedule/solver/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/weeks.hpp"

namespace rapport::solver {
namespace {

using test::add_coach;
using test::add_option;
using test::add_resource;
using test::add_site;
using test::add_task;
using test::empty_week;
using test::make_step;

// Two tasks of half an hour on the same morning, each at any time.
struct TwoVisits {
    Instance week = empty_week(3);
    int first = add_task(week, 100), second = add_task(week, 50);
    Plan plan;

    TwoVisits() {
        for (const int task : {first, second}) {
            for (int day = 0; day < 3; ++day) add_option(week, task, day, 480, 690);
        }
        plan.visits = {{.task = first, .option = 0, .coach = 0, .start = 480},
                       {.task = second, .option = 0, .coach = 0, .start = 510}};
    }

    Visit& visit(int task) { return plan.visits[static_cast<std::size_t>(task)]; }
    Option& option(int task) { return week.tasks[static_cast<std::size_t>(task)].options[0]; }

    std::vector<Fault> faults() const {
        std::vector<Fault> list;
        for (const Violation& violation : check(week, plan).violations) {
            list.push_back(violation.fault);
        }
        return list;
    }
};

using Faults = std::vector<Fault>;

TEST(Check, two_visits_one_after_the_other_are_fine) {
    const TwoVisits two;
    EXPECT_EQ(two.faults(), Faults{});
    EXPECT_EQ(check(two.week, two.plan).score.total(), 150);
}

TEST(Check, a_visit_that_names_nothing_is_said_to_be_unknown) {
    TwoVisits two;
    two.visit(1).option = 9;
    EXPECT_EQ(two.faults(), Faults{Fault::unknown});
    two.visit(1) = {.task = none, .option = 0, .coach = 0, .start = 0};
    EXPECT_EQ(two.faults(), Faults{Fault::unknown});
}

TEST(Check, nobody_is_visited_twice_for_one_task) {
    TwoVisits two;
    two.plan.visits.push_back({.task = 0, .option = 1, .coach = 0, .start = 480});
    EXPECT_EQ(two.faults(), Faults{Fault::placed_twice});
}

TEST(Check, only_who_may_do_a_task_does_it) {
    TwoVisits two;
    two.visit(1).coach = add_coach(two.week);
    EXPECT_EQ(two.faults(), Faults{Fault::wrong_coach});
}

TEST(Check, a_forbidden_pair_does_not_meet) {
    TwoVisits two;
    two.week.tasks[0].person = test::add_person(two.week, 0);
    two.week.pairs = {{.person = 0, .coach = 0, .value = std::nullopt}};
    EXPECT_EQ(two.faults(), Faults{Fault::wrong_coach});
}

TEST(Check, a_visit_starts_within_its_time) {
    TwoVisits two;
    two.option(1).latest = 500;
    EXPECT_EQ(two.faults(), Faults{Fault::outside_option});
}

TEST(Check, a_room_is_used_once) {
    TwoVisits two;
    const int room = add_resource(two.week);
    two.option(0).resources = two.option(1).resources = {room};
    EXPECT_EQ(two.faults(), Faults{Fault::resource_taken});
}

TEST(Check, a_coach_who_is_away_visits_nobody) {
    TwoVisits two;
    two.week.coaches[0].days[0].reset();
    EXPECT_EQ(two.faults(), Faults{Fault::coach_absent});
}

TEST(Check, a_coach_is_at_one_place_at_a_time) {
    TwoVisits two;
    two.visit(1).start = 500;
    const auto violations = check(two.week, two.plan).violations;
    ASSERT_EQ(violations.size(), 1u);
    EXPECT_EQ(violations[0].fault, Fault::cannot_be_there);
    EXPECT_EQ(violations[0].minutes, 510);
    EXPECT_EQ(violations[0].other, two.first);
}

TEST(Check, the_road_takes_its_time) {
    TwoVisits two;
    two.option(1).site = add_site(two.week, 15);
    EXPECT_EQ(two.faults(), Faults{Fault::cannot_be_there});
    two.visit(1).start = 525;
    EXPECT_EQ(two.faults(), Faults{});
    two.week.rules.travel_weight = 2;
    EXPECT_EQ(check(two.week, two.plan).score.total(), 150 - 2 * 15);
}

TEST(Check, a_coach_is_home_before_the_day_ends) {
    TwoVisits two;
    two.visit(1).start = 690;
    EXPECT_EQ(two.faults(), Faults{});
    two.week.coaches[0].home = add_site(two.week, 20);
    EXPECT_EQ(two.faults(), (Faults{Fault::cannot_be_there, Fault::day_too_long}));
}

TEST(Check, work_without_rest_has_an_end) {
    TwoVisits two;
    two.week.rules = {.travel_weight = 0, .max_run_minutes = 50, .break_minutes = 10};
    EXPECT_EQ(two.faults(), Faults{Fault::run_too_long});
    two.visit(1).start = 520;
    EXPECT_EQ(two.faults(), Faults{});
    two.visit(1).start = 510;
    two.week.tasks[0].kind = Kind::rest;
    EXPECT_EQ(two.faults(), Faults{});
}

TEST(Check, a_coach_has_only_so_many_minutes) {
    TwoVisits two;
    two.week.coaches[0].capacity_minutes = 59;
    EXPECT_EQ(two.faults(), Faults{Fault::over_capacity});
    two.week.tasks[1].kind = Kind::rest;
    EXPECT_EQ(two.faults(), Faults{});
}

TEST(Check, a_step_needs_the_step_before_it) {
    TwoVisits two;
    make_step(two.week, two.first, two.second, 0, 1);
    EXPECT_EQ(two.faults(), Faults{});
    two.plan.visits.erase(two.plan.visits.begin());
    EXPECT_EQ(two.faults(), Faults{Fault::step_before_missing});
}

TEST(Check, a_cycle_stays_with_its_coach) {
    TwoVisits two;
    make_step(two.week, two.first, two.second, 0, 1);
    two.week.tasks[1].coaches = {add_coach(two.week)};
    two.visit(1).coach = 1;
    EXPECT_EQ(two.faults(), Faults{Fault::cycle_changes_coach});
}

TEST(Check, a_step_comes_neither_too_soon_nor_too_late) {
    TwoVisits two;
    make_step(two.week, two.first, two.second, 1, 1);
    EXPECT_EQ(two.faults(), Faults{Fault::gap_outside});
    two.visit(1).option = 2;
    EXPECT_EQ(two.faults(), Faults{Fault::gap_outside});
    two.visit(1).option = 1;
    EXPECT_EQ(two.faults(), Faults{});
}

TEST(Check, a_step_does_not_start_before_the_step_before_it_ends) {
    TwoVisits two;
    make_step(two.week, two.second, two.first, 0, 1);
    EXPECT_EQ(two.faults(), Faults{Fault::before_step_before});
}

TEST(Check, a_pinned_visit_stays) {
    TwoVisits two;
    two.week.pinned = {two.visit(1)};
    EXPECT_EQ(two.faults(), Faults{});
    two.visit(1).start += 5;
    EXPECT_EQ(two.faults(), Faults{Fault::pin_moved});
}

TEST(Check, a_drop_says_what_would_be_wrong_or_what_it_costs) {
    TwoVisits two;
    two.option(0).penalty = 7;
    const Trial wrong =
        try_visit(two.week, two.plan, {.task = 1, .option = 0, .coach = 0, .start = 490});
    ASSERT_EQ(wrong.violations.size(), 1u);
    EXPECT_EQ(wrong.violations[0].fault, Fault::cannot_be_there);
    const Trial right =
        try_visit(two.week, two.plan, {.task = 0, .option = 1, .coach = 0, .start = 480});
    EXPECT_TRUE(right.is_valid());
    EXPECT_EQ(right.price, 7);
    EXPECT_EQ(right.plan.visits.size(), 2u);
}

TEST(Check, the_places_offered_for_a_drop_are_all_valid_and_the_best_comes_first) {
    TwoVisits two;
    two.option(1).penalty = 5;
    const auto places = places_for(two.week, two.plan, two.second, 4);
    ASSERT_EQ(places.size(), 4u);
    EXPECT_TRUE(std::is_sorted(places.begin(), places.end(),
                               [](const auto& a, const auto& b) { return a.price > b.price; }));
    for (const Place& place : places) {
        EXPECT_TRUE(try_visit(two.week, two.plan, place.visit).is_valid());
    }
    EXPECT_EQ(places[0].price, 5);
}

TEST(Check, an_earlier_fault_is_not_blamed_on_a_drop) {
    TwoVisits two;
    two.visit(0).start = 470;
    EXPECT_TRUE(try_visit(two.week, two.plan, {.task = 1, .option = 1, .coach = 0, .start = 480})
                    .is_valid());
}

}  // namespace
}  // namespace rapport::solver
