#include "coaching/places/places.hpp"

#include <gtest/gtest.h>

#include "schedule/planner/planner_cast.hpp"
#include "tests/support/meetings.hpp"

namespace rapport::places {
namespace {

using planner::PlannedSchool;
using planner::tuesday;
using test::Client;
using test::Form;
using test::Reply;

Form asking(const std::string& kind) {
    return {{"kind", kind}, {"minutes", "30"}, {"from", "2026-11-03"}, {"until", "2026-11-06"}};
}

std::string wish_in(const Reply& reply) {
    must(reply.status == 303, reply.body.c_str());
    return reply.location.substr(reply.location.rfind('/') + 1);
}

TEST(Places, a_teacher_or_a_stranger_asks_for_none_and_the_coach_only_with_those_in_it) {
    PlannedSchool school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    EXPECT_EQ(school.teacher.post(cycle + "/places", asking("planning")).status, 404);
    EXPECT_EQ(school.other_coach.post(cycle + "/places", asking("planning")).status, 404);
    Form other = asking("planning");
    other.emplace_back("person", school.colleague.id().text());
    const Reply refused = school.coach.post(cycle + "/places", other);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("Choose somebody who is in this cycle."));
    EXPECT_EQ(school.coach.post(cycle + "/places", asking("test_session")).status, 422);
    Form past = asking("planning");
    past[2].second = past[3].second = "2026-10-01";
    EXPECT_EQ(school.coach.post(cycle + "/places", past).status, 422);
}

TEST(Places, a_meeting_is_offered_in_a_planning_period_and_shows_on_the_cycle_once_placed) {
    PlannedSchool school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    const std::string wish = wish_in(school.coach.post(cycle + "/places", asking("planning")));
    EXPECT_TRUE(school.coach.get(cycle).shows("needs a time"));
    EXPECT_FALSE(school.teacher.get(cycle).shows("needs a time"));
    // Amina plans in the second period, from 10:15.
    EXPECT_TRUE(school.coach.get("/wishes/" + wish).shows("10:15"));
    EXPECT_EQ(school.book(wish, tuesday, "10:15").status, 201);
    for (Client* who : {&school.coach, &school.teacher}) {
        const Reply page = who->get(cycle);
        EXPECT_TRUE(page.shows("10:15")) << page.body;
        EXPECT_TRUE(page.shows("href=\"/visits/"));
    }
}

TEST(Places, a_visit_asks_for_the_right_lesson_and_the_talk_comes_after_it) {
    PlannedSchool school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    EXPECT_TRUE(school.coach.get(cycle + "/places/new").shows("<option value=\"Science\""));
    Form form = asking("in_class");
    form.emplace_back("lesson", "Science");
    form.emplace_back("talk", "1");
    const std::string wish = wish_in(school.coach.post(cycle + "/places", form));
    const auto placed = school.db().read(school.scope(), [&](ReadTx& tx) {
        return of(tx, cycles::in_hand(tx, cycles::cast::id_of(cycle)).value());
    });
    ASSERT_EQ(placed.size(), 2u);
    EXPECT_EQ(school.book(wish, tuesday, "10:15").status, 422);  // She does not teach then.
    EXPECT_EQ(school.book(wish, tuesday, "9:30").status, 201);
    const auto& talk = placed[0].wish.text() == wish ? placed[1] : placed[0];
    EXPECT_EQ(talk.kind, planner::Kind::debrief);
    EXPECT_EQ(school.book(talk.wish.text(), tuesday, "10:15").status, 201);
}

TEST(Places, what_has_happened_becomes_a_contact_with_one_tap) {
    PlannedSchool school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    const std::string wish = wish_in(school.coach.post(cycle + "/places", asking("planning")));
    school.book(wish, tuesday, "10:15");
    EXPECT_FALSE(school.coach.get(cycle).shows("It happened"));
    test::clock().advance_seconds(2 * 86400);
    const Reply page = school.coach.get(cycle);
    ASSERT_TRUE(page.shows("It happened"));
    EXPECT_FALSE(school.teacher.get(cycle).shows("It happened"));
    const auto at = page.body.find("action=\"/visits/") + 8;
    const std::string path = page.body.substr(at, page.body.find('"', at) - at);
    EXPECT_EQ(school.coach.post(path).status, 303);
    EXPECT_TRUE(school.coach.get("/contacts").shows("Amina Diallo"));
    EXPECT_FALSE(school.coach.get(cycle).shows("It happened"));
}

TEST(Places, a_step_asks_for_a_place_and_once_it_is_done_the_log_stands_filled_in) {
    PlannedSchool school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    const Form step{{"words", "Plan the rubric"}, {"check_on", "2026-11-06"}};
    school.teacher.post(cycle + "/steps", step);
    const auto id = cycles::cast::seen(school, school.coach, cycle)->steps.at(0).id.text();
    EXPECT_TRUE(school.coach.get(cycle).shows("/places/new?step=" + id));
    EXPECT_FALSE(school.teacher.get(cycle).shows("/places/new?step=" + id));
    EXPECT_TRUE(school.coach.get(cycle + "/places/new?step=" + id).shows("Plan the rubric"));
    Form form = asking("planning");
    form.emplace_back("step", id);
    EXPECT_EQ(school.coach.post(cycle + "/places", form).status, 303);
    school.coach.post(cycle + "/steps/" + id + "/completion");
    const std::string log =
        "/log?person=" + school.teacher.id().text() + "&amp;kind=" + school.kind("1c");
    EXPECT_TRUE(school.coach.get(cycle).shows(log));
    EXPECT_FALSE(school.teacher.get(cycle).shows("/log?person="));
}

TEST(Places, the_planner_says_nothing_of_the_cycle) {
    PlannedSchool school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    const std::string wish = wish_in(school.coach.post(cycle + "/places", asking("planning")));
    school.book(wish, tuesday, "10:15");
    for (Client* who : {&school.other_coach, &school.colleague, &school.principal}) {
        for (const char* path : {"/week", "/my-visits", "/today"}) {
            EXPECT_FALSE(who->get(path).shows("Podcasts in grade 4")) << path;
        }
    }
}

TEST(Places, a_program_asks_and_reads_what_has_its_place) {
    PlannedSchool school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    const Reply made = school.coach.api_post(
        "/api/v1" + cycle + "/places",
        R"({"kind": "planning", "from": "2026-11-03", "until": "2026-11-06"})");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_TRUE(school.coach.api_get("/api/v1" + cycle + "/places").shows(R"("state":"waiting")"));
    EXPECT_FALSE(school.teacher.api_get("/api/v1" + cycle + "/places").shows("waiting"));
}

}  // namespace
}  // namespace rapport::places
