#include "platform/roster/values.hpp"

#include <gtest/gtest.h>

namespace rapport::roster {
namespace {

std::string day(std::string_view text, SlashOrder order = SlashOrder::unknown) {
    const auto parsed = parse_day(text, order);
    if (!parsed) return "none";
    return parsed->value.iso() + (parsed->is_exact ? "" : " meant");
}

TEST(RosterValues, a_day_is_understood_however_it_is_written) {
    EXPECT_EQ(day("2026-11-21"), "2026-11-21");
    EXPECT_EQ(day("2017-05-06 08:01:05"), "2017-05-06 meant");
    EXPECT_EQ(day("2012-04-23T18:25:43.511Z"), "2012-04-23 meant");
    EXPECT_EQ(day("8/27/2018"), "2018-08-27 meant");
    EXPECT_EQ(day("27/8/2018"), "2018-08-27 meant");
    EXPECT_EQ(day("1/05/2023"), "2023-01-05 meant");
    EXPECT_EQ(day("1/05/2023", SlashOrder::day_first), "2023-05-01 meant");
    EXPECT_EQ(day("27.08.2018"), "2018-08-27 meant");
    EXPECT_EQ(day("20180827"), "2018-08-27 meant");
    EXPECT_EQ(day("2018/8/27"), "2018-08-27 meant");
    EXPECT_EQ(day("27 Aug 2018"), "2018-08-27 meant");
    EXPECT_EQ(day("August 27, 2018"), "2018-08-27 meant");
    EXPECT_EQ(day("43339"), "2018-08-27 meant");
}

TEST(RosterValues, what_is_no_day_stays_none) {
    for (const auto text : {"", "soon", "2026-02-30", "31/31/2020", "12/13", "0", "99999999", "-",
                            "2026-13-01", "::", "1/2/3/4", "////"}) {
        EXPECT_EQ(day(text), "none") << text;
    }
}

TEST(RosterValues, one_day_above_twelve_tells_the_order_of_a_file) {
    EXPECT_EQ(slash_order("15/06/2023"), SlashOrder::day_first);
    EXPECT_EQ(slash_order("8/27/2018"), SlashOrder::month_first);
    EXPECT_EQ(slash_order("1/05/2023"), SlashOrder::unknown);
    EXPECT_EQ(slash_order("2023-06-15"), SlashOrder::unknown);
}

TEST(RosterValues, yes_and_no_are_understood_in_their_common_spellings) {
    for (const auto yes : {"TRUE", "1", "Yes", "y", "T"}) {
        ASSERT_TRUE(parse_flag(yes)) << yes;
        EXPECT_TRUE(parse_flag(yes)->value);
        EXPECT_FALSE(parse_flag(yes)->is_exact);
    }
    EXPECT_TRUE(parse_flag("true")->is_exact);
    EXPECT_FALSE(parse_flag("FALSE")->value);
    EXPECT_FALSE(parse_flag("perhaps"));
}

TEST(RosterValues, grades_become_those_of_the_standard) {
    EXPECT_EQ(parse_grades("05").text, "05");
    EXPECT_TRUE(parse_grades("05").is_exact);
    EXPECT_EQ(parse_grades("5").text, "05");
    EXPECT_EQ(parse_grades("K").text, "KG");
    EXPECT_EQ(parse_grades("K-5").text, "KG,01,02,03,04,05");
    EXPECT_EQ(parse_grades("9-12").text, "09,10,11,12");
    EXPECT_EQ(parse_grades("12, 9; 10").text, "09,10,12");
    EXPECT_EQ(parse_grades("1st,Grade 2,3rd").text, "01,02,03");
    EXPECT_EQ(parse_grades("Pre-K").text, "PK");
    EXPECT_EQ(parse_grades("").text, "");
}

TEST(RosterValues, a_strange_grade_stays_as_it_was_and_is_named) {
    const auto grades = parse_grades("Reception, 3");
    EXPECT_EQ(grades.text, "03,Reception");
    EXPECT_EQ(grades.unknown, "Reception");
}

TEST(RosterValues, roles_are_known_in_any_spelling_and_words_of_a_district_are_staff) {
    EXPECT_EQ(parse_user_role("teacher")->value, UserRole::teacher);
    EXPECT_FALSE(parse_user_role("Teacher")->is_exact);
    EXPECT_EQ(parse_user_role("Site Administrator")->value, UserRole::administrator);
    EXPECT_EQ(parse_user_role("ext:coach")->value, UserRole::other_staff);
    EXPECT_FALSE(parse_user_role("janitor"));
    EXPECT_FALSE(is_staff(UserRole::student));
    EXPECT_FALSE(is_staff(UserRole::parent));
}

TEST(RosterValues, names_are_put_together_as_people_say_them) {
    EXPECT_EQ(names_of("Amina", "Diallo").name, "Amina Diallo");
    EXPECT_EQ(names_of("Amina", "Diallo").sort_name, "Diallo, Amina");
    EXPECT_EQ(names_of(" Amina\n", "").name, "Amina");
    EXPECT_EQ(names_of("小龙", "李").name, "李 小龙");
    EXPECT_EQ(names_of("지민", "김").sort_name, "김 지민");
    EXPECT_EQ(names_of("Łukasz", "Wójcik").name, "Łukasz Wójcik");
}

TEST(RosterValues, an_address_is_looked_at_before_it_is_believed) {
    EXPECT_TRUE(is_email("amina@lake.example"));
    for (const auto text : {"", "amina", "@lake.example", "a@b", "a b@c.example", "a@b@c.example",
                            "a@.example", "a@example."}) {
        EXPECT_FALSE(is_email(text)) << text;
    }
}

}  // namespace
}  // namespace rapport::roster
