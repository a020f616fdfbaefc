// Models of the post, and what a district's numbers come to.
#include "design/models/models.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/school.hpp"

namespace rapport::models {
namespace {

using test::Reply;
using test::School;

TEST(Models, nine_ways_each_with_facts_and_a_source) {
    EXPECT_EQ(all().size(), 9U);
    std::set<std::string_view> codes;
    for (const Model& model : all()) {
        EXPECT_GE(model.facts, 1) << model.code;
        EXPECT_FALSE(model.sources.empty()) << model.code;
        EXPECT_TRUE(codes.insert(model.code).second) << model.code;
    }
}

// Practice.md 4.4: 37.5 hours, 60 %, a meeting, a visit and 30 minutes of preparation: 11.25.
TEST(Models, one_full_post_has_room_for_eleven_and_serves_forty_four_a_year) {
    const Outcome it = outcome({.teachers = 120});
    EXPECT_EQ(it.at_once, 11);
    EXPECT_EQ(it.a_year, 44);  // Four rounds of eight weeks in 36.
    EXPECT_EQ(it.reached_percent, 36);
    EXPECT_EQ(it.years_to_all, 3);
    EXPECT_EQ(it.teachers_a_post, 120);
}

TEST(Models, two_posts_and_a_half_are_three_people_each_with_whole_places) {
    EXPECT_EQ(outcome({.teachers = 1000, .fte_percent = 250}).at_once, 11 + 11 + 5);
    EXPECT_EQ(outcome({.teachers = 1000, .fte_percent = 100}).at_once, 11);
}

TEST(Models, nobody_is_reached_twice_and_without_a_post_nobody_at_all) {
    const Outcome many = outcome({.teachers = 20, .fte_percent = 300});
    EXPECT_EQ(many.a_year, 20);
    EXPECT_EQ(many.reached_percent, 100);
    EXPECT_EQ(many.years_to_all, 1);
    EXPECT_EQ(outcome({.teachers = 90, .fte_percent = 200, .buildings = 5}).buildings_a_post, 3);
    EXPECT_EQ(outcome({.teachers = 90, .fte_percent = 0, .buildings = 5}).buildings_a_post, 0);
    const Outcome none = outcome({.teachers = 20, .fte_percent = 0, .cost = 70'000});
    EXPECT_EQ(none.a_year, 0);
    EXPECT_EQ(none.years_to_all, 0);
    EXPECT_EQ(none.teachers_a_post, 0);
    EXPECT_EQ(none.cost, 0);
    EXPECT_EQ(none.cost_a_teacher, 0);
}

TEST(Models, the_road_takes_from_the_week) {
    Numbers far{.teachers = 1000};
    far.week.travel = 450;
    EXPECT_EQ(outcome(far).at_once, 9);  // (2250 − 450) × 0.6 / 120.
    far.week.travel = 2400;
    EXPECT_EQ(outcome(far).at_once, 0);
}

TEST(Models, more_posts_never_reach_fewer) {
    std::int64_t before = 0;
    for (std::int64_t percent = 0; percent <= 600; percent += 5) {
        const Outcome it = outcome({.teachers = 500, .fte_percent = percent});
        EXPECT_GE(it.a_year, before) << percent;
        before = it.a_year;
    }
}

TEST(Models, the_page_shows_one_fewer_and_one_more_and_what_is_typed_stays) {
    School school;
    const Reply page = school.admin.get("/models/what-if?teachers=120&fte_percent=100&cost=70000");
    EXPECT_EQ(page.status, 200);
    for (const char* said : {"One fewer", "As planned", "One more", "1,590"}) {
        EXPECT_TRUE(page.shows(said)) << said;  // 70,000 for 44.
    }
    const Reply wrong = school.admin.get("/models/what-if?teachers=many");
    EXPECT_TRUE(wrong.shows("This has to be a whole number."));
    EXPECT_TRUE(wrong.shows("value=\"many\""));
    EXPECT_TRUE(
        school.admin.get("/models/what-if?teachers=0").shows("Take a number from 1 to 100,000."));
    EXPECT_TRUE(
        school.admin.get("/models/what-if?teachers=99999999999999999999").shows("a whole number"));
    EXPECT_FALSE(school.admin.get("/models/what-if?fte_percent=0").shows("One fewer"));
}

TEST(Models, two_or_three_are_compared) {
    School school;
    EXPECT_TRUE(school.teacher.get("/models").shows("Nine ways"));
    const Reply page = school.teacher.get("/models/comparison?with=building&with=pool");
    EXPECT_TRUE(page.shows("Side by side"));
    EXPECT_TRUE(page.shows("From a district pool"));
    EXPECT_FALSE(page.shows("Champions"));
    EXPECT_TRUE(school.teacher.get("/models/comparison?with=pool")
                    .shows("Choose two or three of the list."));
    EXPECT_EQ(school.teacher.get("/models/comparison?with=moon&with=pool").status, 404);
}

}  // namespace
}  // namespace rapport::models
