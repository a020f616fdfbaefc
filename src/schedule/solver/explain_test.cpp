#include "schedule/solver/explain.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "schedule/solver/check.hpp"
#include "tests/support/weeks.hpp"

namespace rapport::solver {
namespace {

using test::add_option;
using test::add_task;

ExplainOrders few_steps() {
    ExplainOrders orders;
    orders.iterations = 200;
    return orders;
}

// One coach and two tasks: the first has its place, the second waits.
struct OneWaits {
    Instance week = test::empty_week(2);
    int placed = add_task(week, 100), waiting = add_task(week, 50);
    Plan plan{.visits = {{.task = 0, .option = 0, .coach = 0, .start = 480}}};

    OneWaits() { add_option(week, placed, 0, 480, 480); }
    Task& task(int index) { return week.tasks[static_cast<std::size_t>(index)]; }
    Reason why() const { return explain_task(week, plan, waiting, few_steps()); }
};

TEST(Explain, nobody_is_there_at_its_times) {
    OneWaits one;
    add_option(one.week, one.waiting, 1, 480, 600);
    one.week.coaches[0].days[1].reset();
    const Reason why = one.why();
    EXPECT_EQ(why.cause, Cause::no_option);
    EXPECT_TRUE(why.is_confirmed);
}

TEST(Explain, a_task_without_any_time_says_so) {
    OneWaits one;
    const Reason why = one.why();
    EXPECT_EQ(why.cause, Cause::no_option);
    EXPECT_TRUE(why.is_confirmed);
}

TEST(Explain, a_forbidden_pair_leaves_nobody_who_may_come) {
    OneWaits one;
    add_option(one.week, one.waiting, 1, 480, 600);
    one.task(one.waiting).person = test::add_person(one.week, 0);
    one.week.pairs = {{.person = 0, .coach = 0, .value = std::nullopt}};
    const Reason why = one.why();
    EXPECT_EQ(why.cause, Cause::no_option);
    EXPECT_TRUE(why.is_confirmed);
}

TEST(Explain, the_step_before_it_waits) {
    OneWaits one;
    const int before = add_task(one.week, 10);
    add_option(one.week, before, 0, 480, 480);
    add_option(one.week, one.waiting, 1, 480, 480);
    test::make_step(one.week, before, one.waiting, 0, 1);
    const Reason why = one.why();
    EXPECT_EQ(why.cause, Cause::step_before);
    EXPECT_TRUE(std::count(why.blocking.begin(), why.blocking.end(), before) == 1);
    EXPECT_TRUE(why.is_confirmed);
}

TEST(Explain, its_times_do_not_fit_the_step_before) {
    OneWaits one;
    add_option(one.week, one.waiting, 0, 600, 600);
    test::make_step(one.week, one.placed, one.waiting, 1, 1);
    const Reason why = one.why();
    EXPECT_EQ(why.cause, Cause::cycle_order);
    EXPECT_TRUE(why.is_confirmed);
    EXPECT_EQ(why.remedy, Remedy::another_gap);
    EXPECT_EQ(why.amount, 1);
}

TEST(Explain, its_room_is_taken_by_another) {
    OneWaits one;
    const int room = test::add_resource(one.week);
    one.task(one.placed).options[0].resources = {room};
    add_option(one.week, one.waiting, 1, 480, 480);
    one.task(one.waiting).options[0].resources = {room};
    const Reason why = one.why();
    EXPECT_EQ(why.cause, Cause::no_common_slot);
    EXPECT_EQ(why.blocking, std::vector<int>{one.placed});
    EXPECT_TRUE(why.is_confirmed);
    EXPECT_EQ(why.remedy, Remedy::free_resource);
    EXPECT_EQ(why.remedy_resource, room);
}

// To have the room would not help: the coach would still be there with the other.
TEST(Explain, its_room_is_taken_by_another_whom_the_coach_is_with) {
    OneWaits one;
    const int room = test::add_resource(one.week);
    one.task(one.placed).options[0].resources = {room};
    add_option(one.week, one.waiting, 0, 480, 480);
    one.task(one.waiting).options[0].resources = {room};
    const Reason why = one.why();
    EXPECT_EQ(why.cause, Cause::no_common_slot);
    EXPECT_EQ(why.also, std::vector<Cause>{Cause::coach_busy});
    EXPECT_EQ(why.blocking, std::vector<int>{one.placed});
    EXPECT_TRUE(why.is_confirmed);
    EXPECT_EQ(why.remedy, Remedy::drop_other);
}

TEST(Explain, the_coach_is_with_somebody_else_then) {
    OneWaits one;
    add_option(one.week, one.waiting, 0, 490, 490);
    const Reason why = one.why();
    EXPECT_EQ(why.cause, Cause::coach_busy);
    EXPECT_EQ(why.blocking, std::vector<int>{one.placed});
    EXPECT_TRUE(why.is_confirmed);
    EXPECT_EQ(why.remedy, Remedy::wider_period);
    EXPECT_EQ(why.amount, 20);
}

TEST(Explain, the_coach_has_no_minutes_left) {
    OneWaits one;
    add_option(one.week, one.waiting, 1, 480, 480);
    one.week.coaches[0].capacity_minutes = 45;
    const Reason why = one.why();
    EXPECT_EQ(why.cause, Cause::coach_full);
    EXPECT_EQ(why.coach, 0);
    EXPECT_EQ(why.minutes_short, 15);
    EXPECT_TRUE(why.is_confirmed);
    EXPECT_EQ(why.remedy, Remedy::more_minutes);
    EXPECT_EQ(why.amount, 15);
}

TEST(Explain, the_road_is_too_long) {
    OneWaits one;
    add_option(one.week, one.waiting, 0, 515, 515);
    one.task(one.waiting).options[0].site = test::add_site(one.week, 20);
    const Reason why = one.why();
    EXPECT_EQ(why.cause, Cause::travel);
    EXPECT_TRUE(why.is_confirmed);
    EXPECT_EQ(why.remedy, Remedy::wider_period);
    EXPECT_EQ(why.amount, 15);
}

TEST(Explain, the_coach_would_work_too_long) {
    OneWaits one;
    one.week.rules = {.travel_weight = 0, .max_run_minutes = 50, .break_minutes = 10};
    add_option(one.week, one.waiting, 0, 510, 515);
    const Reason why = one.why();
    EXPECT_EQ(why.cause, Cause::rest);
    EXPECT_TRUE(why.is_confirmed);
}

TEST(Explain, it_costs_more_than_it_brings) {
    OneWaits one;
    add_option(one.week, one.waiting, 1, 480, 480);
    one.task(one.waiting).options[0].penalty = 60;
    const Reason why = one.why();
    EXPECT_EQ(why.cause, Cause::outweighed);
    EXPECT_TRUE(why.is_confirmed);
}

TEST(Explain, moving_others_is_the_remedy_where_nothing_is_lost) {
    OneWaits one;
    one.task(one.placed).options[0].latest = 600;
    add_option(one.week, one.waiting, 0, 480, 480);
    const Reason why = one.why();
    EXPECT_EQ(why.remedy, Remedy::move_others);
    EXPECT_EQ(why.loses, 0);
}

TEST(Explain, every_unplaced_task_has_one_reason_and_breaks_have_none) {
    OneWaits one;
    const int lunch = add_task(one.week, 5);
    one.task(lunch).kind = Kind::rest;
    add_option(one.week, one.waiting, 0, 490, 490);
    const auto reasons = explain(one.week, one.plan, few_steps());
    ASSERT_EQ(reasons.size(), 1u);
    EXPECT_EQ(reasons[0].task, one.waiting);
}

TEST(Explain, a_confirmed_reason_holds_when_the_changed_week_is_solved) {
    int confirmed = 0;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const Instance week = test::made_up_instance(seed, 40, 3);
        Orders orders;
        orders.seconds = 0;
        orders.iterations = 1000;
        const Solution solution = solve(week, orders);
        for (const Reason& reason : explain(week, solution.plan, ExplainOrders{})) {
            EXPECT_FALSE(test::is_placed(solution.plan, reason.task));
            confirmed += reason.is_confirmed ? 1 : 0;
            EXPECT_EQ(flaw_of(without_cause(week, solution.plan, reason)), "");
            EXPECT_TRUE(reason.is_confirmed)
                << "seed " << seed << ", " << code(reason.cause) << " of "
                << week.tasks[static_cast<std::size_t>(reason.task)].id;
        }
    }
    EXPECT_GT(confirmed, 10);
}

TEST(Explain, who_is_out_of_time_still_says_the_cause) {
    OneWaits one;
    add_option(one.week, one.waiting, 0, 490, 490);
    ExplainOrders orders = few_steps();
    orders.is_cancelled = [] { return true; };
    const Reason why = explain_task(one.week, one.plan, one.waiting, orders);
    EXPECT_EQ(why.cause, Cause::coach_busy);
    EXPECT_FALSE(why.is_confirmed);
}

}  // namespace
}  // namespace rapport::solver
