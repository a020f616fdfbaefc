#include <gtest/gtest.h>

#include "tests/support/school.hpp"

#include "platform/timetables/timetables.hpp"

namespace rapport::timetables {
namespace {

using test::School;

constexpr Day monday{2026, 11, 2};  // Where the school's clock stands.

Ring ring(int begin_hour, int begin_minute, int minutes) {
    const int begins = begin_hour * 60 + begin_minute;
    return {begins, begins + minutes};
}

// Cedar: four periods and lunch, Monday to Friday.
class Cedar {
  public:
    template <class F>
    auto write(F&& body) {
        return school_.db().write(school_.scope(), std::forward<F>(body));
    }
    template <class F>
    auto read(F&& body) {
        return school_.db().read(school_.scope(), std::forward<F>(body));
    }

    explicit Cedar(School& school) : school_(school), building_(school.cedar) {
        write([&](WriteTx& tx) {
            grid = *make_grid(tx, building_,
                              {"",
                               {{"1", ring(8, 0, 60)},
                                {"2", ring(9, 0, 60)},
                                {"3", ring(10, 0, 60)},
                                {"Lunch", ring(11, 0, 60)},
                                {"4", ring(12, 0, 60)}}});
        });
    }

    DayTypeId add_day(const std::string& label) {
        return write([&](WriteTx& tx) {
            return *make_day_type(tx, building_, {label, std::nullopt, std::nullopt, 0});
        });
    }
    // Kinds of day "1" to "n", one a school day.
    std::vector<DayTypeId> rotate(int length, Day begins_on, OnClosure on_closure) {
        std::vector<DayTypeId> days;
        DayPlan plan{begins_on, PlanKind::rotating, length, on_closure, {}};
        for (int i = 0; i < length; ++i) {
            days.push_back(add_day(std::to_string(i + 1)));
            plan.days.push_back({i, days.back()});
        }
        write([&](WriteTx& tx) { EXPECT_TRUE(plan_days(tx, building_, plan)); });
        return days;
    }
    void plan(const DayPlan& plan) {
        write([&](WriteTx& tx) { EXPECT_TRUE(plan_days(tx, building_, plan)); });
    }
    // The same kind of day every day.
    DayTypeId same_every_day() {
        const auto day = add_day("Every day");
        DayPlan all{monday, PlanKind::weekly, 1, OnClosure::skip, {}};
        for (int i = 0; i < 5; ++i) all.days.push_back({i, day});
        plan(all);
        return day;
    }
    void close(Day from, Day until, calendar::Part part = calendar::Part::day) {
        write([&](WriteTx& tx) {
            EXPECT_TRUE(calendar::close(tx, {.building = std::nullopt,
                                             .begins_on = from,
                                             .ends_on = until,
                                             .part = part,
                                             .name = "Closed"}));
        });
    }
    PeriodId period(const std::string& label) {
        return read([&](ReadTx& tx) {
            for (const Grid& one : pattern_of(tx, building_).grids) {
                for (const GridPeriod& found : one.periods) {
                    if (found.label == label) return found.id;
                }
            }
            return PeriodId();
        });
    }
    MeetingId meet(PersonId person, DayTypeId day, const std::string& label,
                   const std::string& subject = "Science", Use use = Use::teaching) {
        return meet(person, {day, period(label)}, subject, use);
    }
    MeetingId meet(PersonId person, const Slot& slot, const std::string& subject, Use use) {
        return write([&](WriteTx& tx) {
            return make_meeting(tx, building_,
                                {.use = use,
                                 .subject = subject,
                                 .classes = "4B",
                                 .room = "12",
                                 .term = "",
                                 .people = {person},
                                 .slots = {slot},
                                 .begins_on = std::nullopt,
                                 .ends_on = std::nullopt});
        });
    }
    PersonDay day(PersonId person, Day on) {
        const PersonId one[] = {person};
        return read([&](ReadTx& tx) { return days_of(tx, one, on, on); }).at(0);
    }
    // "1 teaching, 2 planning …": the periods of a day and what they are.
    std::string uses(PersonId person, Day on) {
        std::string said;
        for (const Span& span : day(person, on).spans) {
            if (!said.empty()) said += ", ";
            said += span.period + " " + std::string(code(span.use));
        }
        return said;
    }
    std::string kinds(Day from, Day until) {
        std::string said;
        for (const auto& one : read(
                 [&](ReadTx& tx) { return days_of_building(tx, building_, from, until); })) {
            said += one.is_school_day ? one.day_type : "-";
        }
        return said;
    }

    GridId grid;

  private:
    School& school_;
    const BuildingId building_;
};

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
        EXPECT_TRUE(date_day(tx, school.cedar, {monday, std::nullopt, *assembly, std::nullopt,
                                                std::nullopt, "Assembly"}));
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
    EXPECT_EQ(spans[1].period, "U2");
    EXPECT_EQ(spans[2].period, "3");
}

TEST(Timetables, a_double_booking_is_a_fact) {
    School school;
    Cedar cedar(school);
    const auto day = cedar.same_every_day();
    cedar.meet(school.teacher.id(), day, "1", "Science");
    cedar.meet(school.teacher.id(), day, "1", "Chess");
    const auto spans = cedar.day(school.teacher.id(), monday).spans;
    EXPECT_EQ(spans[0].ring, spans[1].ring);
    EXPECT_NE(spans[0].meeting, spans[1].meeting);
}

TEST(Timetables, what_a_teacher_says_of_a_slot_wins) {
    School school;
    Cedar cedar(school);
    const auto day = cedar.same_every_day();
    const PersonId teacher = school.teacher.id();
    cedar.meet(teacher, day, "1");
    const Slot second{day, cedar.period("2")}, first{day, cedar.period("1")};
    cedar.write([&](WriteTx& tx) {
        EXPECT_TRUE(say_slot(tx, teacher, second, Use::duty));
        EXPECT_TRUE(say_slot(tx, teacher, first, Use::planning));
    });
    EXPECT_EQ(cedar.uses(teacher, monday),
              "1 planning, 2 duty, 3 planning, Lunch lunch, 4 planning");
    EXPECT_TRUE(cedar.day(teacher, monday).spans[1].is_said);
    cedar.write([&](WriteTx& tx) { EXPECT_TRUE(say_slot(tx, teacher, second, std::nullopt)); });
    EXPECT_EQ(cedar.uses(teacher, monday),
              "1 planning, 2 planning, 3 planning, Lunch lunch, 4 planning");
}

TEST(Timetables, of_a_week_that_is_only_said_the_rest_stays_unknown) {
    School school;
    Cedar cedar(school);
    const auto day = cedar.same_every_day();
    cedar.write([&](WriteTx& tx) {
        EXPECT_TRUE(say_slot(tx, school.teacher.id(), {day, cedar.period("2")}, Use::planning));
    });
    EXPECT_EQ(cedar.uses(school.teacher.id(), monday),
              "1 unknown, 2 planning, 3 unknown, Lunch unknown, 4 unknown");
}

TEST(Timetables, a_slot_of_another_school_cannot_be_said) {
    School school;
    Cedar cedar(school);
    const auto day = cedar.same_every_day();
    const Slot slot{day, cedar.period("1")};
    const auto said = school.db().write(school.scope(), [&](WriteTx& tx) {
        return say_slot(tx, school.harbor_teacher.id(), slot, Use::planning);
    });
    EXPECT_EQ(said.refusal().key.name, "timetables.no_slot");
}

TEST(Timetables, a_meeting_of_a_term_takes_place_in_its_term) {
    School school;
    Cedar cedar(school);
    const auto day = cedar.same_every_day();
    const Slot slot{day, cedar.period("1")};
    cedar.meet(school.teacher.id(), day, "4");
    cedar.write([&](WriteTx& tx) {
        make_meeting(tx, school.cedar,
                     {.use = Use::teaching,
                      .subject = "Art",
                      .classes = "",
                      .room = "",
                      .term = "Fall",
                      .people = {school.teacher.id()},
                      .slots = {slot},
                      .begins_on = monday.plus(1),
                      .ends_on = monday.plus(2)});
    });
    EXPECT_EQ(cedar.day(school.teacher.id(), monday).spans[0].use, Use::planning);
    EXPECT_EQ(cedar.day(school.teacher.id(), monday.plus(1)).spans[0].title, "Art");
    EXPECT_EQ(cedar.day(school.teacher.id(), monday.plus(3)).spans[0].use, Use::planning);
}

TEST(Timetables, on_days_without_school_there_is_nothing) {
    School school;
    Cedar cedar(school);
    cedar.meet(school.teacher.id(), cedar.same_every_day(), "1");
    cedar.close(monday.plus(1), monday.plus(1));
    EXPECT_FALSE(cedar.day(school.teacher.id(), monday.plus(1)).is_school_day);
    EXPECT_TRUE(cedar.day(school.teacher.id(), monday.plus(1)).spans.empty());
    EXPECT_TRUE(cedar.day(school.teacher.id(), monday.plus(5)).spans.empty());
}

TEST(Timetables, a_stranger_is_not_among_those_one_asks_about) {
    School school;
    Cedar cedar(school);
    cedar.meet(school.teacher.id(), cedar.same_every_day(), "1");
    const std::vector<PersonId> asked{school.stranger.id(), school.colleague.id(),
                                      school.teacher.id()};
    const auto days =
        cedar.read([&](ReadTx& tx) { return days_of(tx, asked, monday, monday.plus(1)); });
    ASSERT_EQ(days.size(), 4u);
    EXPECT_EQ(days[0].person, school.colleague.id());
    EXPECT_EQ(days[3].person, school.teacher.id());
    const auto from_outside = school.db().read(school.stranger.scope(), [&](ReadTx& tx) {
        return days_of(tx, asked, monday, monday).size();
    });
    EXPECT_EQ(from_outside, 1u) << "the stranger finds themselves alone";
}

TEST(Timetables, many_people_cost_no_more_statements_than_one) {
    School school;
    Cedar cedar(school);
    const auto day = cedar.same_every_day();
    std::vector<PersonId> people;
    for (int i = 0; i < 40; ++i) {
        people.push_back(
            school.add("Teacher " + std::to_string(i), Role::teacher, school.cedar).id());
        cedar.meet(people.back(), day, i % 2 == 0 ? "1" : "3");
    }
    const auto statements = [&](std::span<const PersonId> asked) {
        const auto before = Db::statements_of_this_thread();
        const auto days =
            cedar.read([&](ReadTx& tx) { return days_of(tx, asked, monday, monday.plus(27)); });
        EXPECT_EQ(days.size(), asked.size() * 28);
        return Db::statements_of_this_thread() - before;
    };
    const auto one = statements(std::span(people).first(1));
    EXPECT_EQ(statements(people), one);
    EXPECT_LE(one, 8);
}

TEST(Timetables, bells_that_cannot_be_kept_are_refused) {
    School school;
    Cedar cedar(school);
    const auto refused = [&](const NewGrid& grid) {
        return std::string(school.db()
                               .write(school.scope(),
                                      [&](WriteTx& tx) { return make_grid(tx, school.cedar, grid); })
                               .refusal()
                               .key.name);
    };
    EXPECT_EQ(refused({"Late", {}}), "timetables.no_periods");
    EXPECT_EQ(refused({"Late", {{"", std::nullopt}}}), "timetables.no_label");
    EXPECT_EQ(refused({"Late", {{"1", std::nullopt}, {"1 ", std::nullopt}}}),
              "timetables.same_label");
    EXPECT_EQ(refused({"Late", {{"1", Ring{600, 540}}}}), "timetables.no_time");
    EXPECT_EQ(refused({"", {{"1", std::nullopt}}}), "timetables.same_name");
}

TEST(Timetables, a_period_keeps_what_is_planned_on_it_while_its_name_stays) {
    School school;
    Cedar cedar(school);
    cedar.meet(school.teacher.id(), cedar.same_every_day(), "2");
    cedar.write([&](WriteTx& tx) {
        EXPECT_TRUE(change_grid(tx, school.cedar, cedar.grid,
                                {"", {{"0", ring(7, 0, 45)}, {"2", ring(8, 0, 45)}}}));
    });
    EXPECT_EQ(cedar.uses(school.teacher.id(), monday), "0 planning, 2 teaching");
    EXPECT_EQ(cedar.day(school.teacher.id(), monday).spans[1].ring, ring(8, 0, 45));
}

}  // namespace
}  // namespace rapport::timetables
