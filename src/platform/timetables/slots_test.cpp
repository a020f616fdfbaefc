#include <gtest/gtest.h>

#include "platform/timetables/timetables_for_tests.hpp"

namespace rapport::timetables {
namespace {

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
    const Slot second{day, cedar.period("2")};
    cedar.write([&](WriteTx& tx) {
        EXPECT_TRUE(say_slot(tx, school.teacher.id(), second, Use::planning));
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
        return std::string(
            school.db()
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
