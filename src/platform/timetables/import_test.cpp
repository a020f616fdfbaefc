#include "platform/timetables/import.hpp"

#include <gtest/gtest.h>

#include "platform/timetables/timetable_cli.hpp"
#include "tests/support/school.hpp"

namespace rapport::timetables {
namespace {

using test::School;

constexpr Day monday{2026, 11, 2};  // Where the school's clock stands.

constexpr std::string_view table =
    "teacher,day,period,start,end,subject,class,room\n"
    "Amina Diallo,Monday,1,8:00,8:45,Science,4B,12\n"
    "Amina Diallo,Monday,2,8:50,9:35,Science,4A,12\n"
    "Nguyen Bao,Monday,1,8:00,8:45,Art,4A,3\n"
    "Somebody Else,Tuesday,2,8:50,9:35,Music,4A,3\n";

class Import {
  public:
    explicit Import(School& school) : school_(school) {}

    Look look(std::string_view text, const Wishes& wishes = {}) {
        return school_.db().read(school_.admin.scope(), [&](ReadTx& tx) {
            auto found = look_at(tx, school_.cedar, sheet(text), wishes);
            EXPECT_TRUE(found);
            return *found;
        });
    }
    Look apply(std::string_view text, const Wishes& wishes = {}) {
        return school_.db().write(school_.admin.scope(), [&](WriteTx& tx) {
            auto found = look_at(tx, school_.cedar, sheet(text), wishes);
            EXPECT_TRUE(found);
            bring_in(tx, school_.cedar, *found);
            return *found;
        });
    }
    PersonDay day(PersonId person, Day on) {
        const PersonId one[] = {person};
        return school_.db()
            .read(school_.admin.scope(), [&](ReadTx& tx) { return days_of(tx, one, on, on); })
            .at(0);
    }
    std::string uses(PersonId person, Day on) {
        std::string said;
        for (const Span& span : day(person, on).spans) {
            if (!said.empty()) said += ", ";
            said += span.period + " " + std::string(code(span.use));
        }
        return said;
    }
    void match(const std::string& key, const std::optional<PersonId>& person) {
        school_.db().write(school_.admin.scope(), [&](WriteTx& tx) {
            EXPECT_TRUE(match_by_hand(tx, school_.cedar, key, person));
        });
    }

  private:
    static Sheet sheet(std::string_view text) {
        auto read = read_sheet({{"table.csv", std::string(text)}});
        EXPECT_TRUE(read) << read.refusal().key.name;
        return *read;
    }
    School& school_;
};

std::string without(std::string text, std::string_view line) {
    const auto at = text.find(line);
    EXPECT_NE(at, std::string::npos);
    return text.erase(at, text.find('\n', at) - at + 1);
}

const Match& match_of(const Look& look, std::string_view name) {
    const auto found = std::ranges::find(look.matches, name, &Match::name);
    must(found != look.matches.end(), "the file does not name them");
    return *found;
}

TEST(TimetableImport, a_look_changes_nothing) {
    School school;
    Import import(school);
    const auto look = import.look(table);
    EXPECT_EQ(look.count(Change::Kind::added), 4);
    EXPECT_TRUE(look.makes_plan);
    EXPECT_EQ(import.uses(school.teacher.id(), monday), " unknown");
}

TEST(TimetableImport, teachers_are_found_whatever_the_order_and_the_accents_of_their_names) {
    School school;
    Import import(school);
    const auto look = import.look(table);
    EXPECT_EQ(match_of(look, "Amina Diallo").person, school.teacher.id());
    EXPECT_EQ(match_of(look, "Nguyen Bao").person, school.colleague.id());
    EXPECT_EQ(match_of(look, "Somebody Else").by, MatchedBy::none);
}

TEST(TimetableImport, two_people_of_one_name_are_not_guessed_between) {
    School school;
    Import import(school);
    school.add("Amina Diallo", Role::teacher, school.cedar);
    EXPECT_EQ(match_of(import.look(table), "Amina Diallo").person, std::nullopt);
}

TEST(TimetableImport, the_same_file_again_changes_nothing) {
    School school;
    Import import(school);
    import.apply(table);
    EXPECT_EQ(import.uses(school.teacher.id(), monday), "1 teaching, 2 teaching");
    EXPECT_EQ(import.uses(school.teacher.id(), monday.plus(1)), "1 planning, 2 planning");
    const auto again = import.apply(table);
    EXPECT_TRUE(again.changes.empty());
    EXPECT_FALSE(again.makes_plan);
    EXPECT_FALSE(again.changes_bells);
    EXPECT_EQ(import.uses(school.teacher.id(), monday), "1 teaching, 2 teaching");
}

TEST(TimetableImport, what_goes_ends_from_today_and_what_was_stays_known) {
    School school;
    Import import(school);
    import.apply(table);
    const auto look = import.apply(without(std::string(table), "Amina Diallo,Monday,2"),
                                   {monday.plus(7), "", ""});
    EXPECT_EQ(look.count(Change::Kind::ended), 1);
    EXPECT_EQ(import.uses(school.teacher.id(), monday), "1 teaching, 2 teaching");
    EXPECT_EQ(import.uses(school.teacher.id(), monday.plus(7)), "1 teaching, 2 planning");
}

TEST(TimetableImport, a_choice_by_hand_and_a_word_about_a_slot_survive_the_next_file) {
    School school;
    Import import(school);
    import.apply(table);
    import.match("Somebody Else", school.teacher.id());
    const Day tuesday = monday.plus(1);
    EXPECT_EQ(import.uses(school.teacher.id(), tuesday), "1 planning, 2 teaching");
    const auto first = import.day(school.teacher.id(), tuesday);
    school.db().write(school.admin.scope(), [&](WriteTx& tx) {
        EXPECT_TRUE(say_slot(tx, school.teacher.id(),
                             {*first.day_type_id, *first.spans[0].period_id}, Use::duty));
    });
    std::string next(table);
    next += "Amina Diallo,Thursday,1,8:00,8:45,Science,4A,12\n";
    const auto look = import.apply(next);
    EXPECT_EQ(match_of(look, "Somebody Else").by, MatchedBy::hand);
    EXPECT_EQ(look.count(Change::Kind::changed), 1);
    EXPECT_EQ(import.uses(school.teacher.id(), tuesday), "1 duty, 2 teaching");
}

TEST(TimetableImport, somebody_who_is_nobody_of_ours_is_asked_about_once) {
    School school;
    Import import(school);
    import.apply(table);
    import.match("Somebody Else", std::nullopt);
    EXPECT_TRUE(match_of(import.look(table), "Somebody Else").is_settled());
}

TEST(TimetableImport, being_in_two_places_at_once_is_told_and_kept) {
    School school;
    Import import(school);
    std::string twice(table);
    twice += "Amina Diallo,Monday,1,8:00,8:45,Chess,Club,1\n";
    const auto look = import.apply(twice);
    ASSERT_EQ(look.doubles.size(), 1u);
    EXPECT_EQ(look.doubles[0].name, "Amina Diallo");
    EXPECT_EQ(import.uses(school.teacher.id(), monday), "1 teaching, 1 teaching, 2 teaching");
}

TEST(TimetableImport, what_would_newly_be_taken_is_known_before_it_is) {
    School school;
    Import import(school);
    import.apply(table);
    std::string next(table);
    next += "Amina Diallo,Tuesday,1,8:00,8:45,Science,4A,12\n";
    const auto look = import.look(next);
    const auto taken = school.db().read(
        school.admin.scope(), [&](ReadTx& tx) { return newly_taken(tx, school.cedar, look, 14); });
    ASSERT_EQ(taken.size(), 2u);
    EXPECT_EQ(taken[0].person, school.teacher.id());
    EXPECT_EQ(taken[0].on, monday.plus(1));
    EXPECT_EQ(taken[0].ring, (Ring{480, 525}));
    EXPECT_EQ(taken[1].on, monday.plus(8));
}

TEST(TimetableImport, periods_without_times_are_asked_about_once) {
    School school;
    Import import(school);
    const std::string plain =
        "teacher,day,period,subject\nAmina Diallo,Monday,1,Science\nAmina Diallo,Monday,2,Art\n";
    EXPECT_EQ(import.look(plain).silent_periods.size(), 2u);
    import.apply(plain, {std::nullopt, "1 8:00-8:45\n2 9:00 - 9:45", ""});
    EXPECT_EQ(import.day(school.teacher.id(), monday).spans[1].ring, (Ring{540, 585}));
    EXPECT_TRUE(import.look(plain).silent_periods.empty());
    EXPECT_TRUE(import.look(plain).changes.empty());
}

TEST(TimetableImport, a_line_that_says_no_time_or_no_dates_is_named) {
    EXPECT_EQ(parse_bells("1 8:00-8:45\nsecond period").refusal().key.name, "timetables.bell_line");
    EXPECT_EQ(parse_bells("Period 1 8:00 - 8:45")->at(0).label, "Period 1");
    EXPECT_EQ(parse_terms("Fall in autumn").refusal().key.name, "timetables.term_line");
    EXPECT_EQ(parse_terms("Fall term 2026-08-31 2027-01-22")->at(0).name, "Fall term");
}

class Command {
  public:
    explicit Command(School& school) : school_(school) {}
    int run(ImportOrder order) {
        said.clear();
        order.district = school_.scope().district.text();
        return import_timetable(school_.db(), order,
                                {[&](std::string_view text) { said += text; },
                                 [&](std::string_view text) { said += text; }});
    }
    std::string said;

  private:
    School& school_;
};

TEST(TimetableImport, a_command_without_a_file_or_a_building_says_what_is_missing) {
    School school;
    Command command(school);
    ImportOrder order;
    order.building = "No such school";
    EXPECT_EQ(command.run(order), 1);
    EXPECT_NE(command.said.find("Choose a school"), std::string::npos);
    order.building = "Cedar Elementary";
    order.paths = {"nowhere.csv"};
    EXPECT_EQ(command.run(order), 1);
    EXPECT_NE(command.said.find("Choose a file"), std::string::npos);
}

}  // namespace
}  // namespace rapport::timetables
