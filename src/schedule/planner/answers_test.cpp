// What the other side says to a time, and to a new one.
#include "schedule/planner/planner_cast.hpp"

namespace rapport::planner {
namespace {

using test::Reply;

constexpr Sql payloads{"test.planner_mails", R"(
    SELECT payload
      FROM job
     WHERE district_id = $1 AND kind = 'mail'
     ORDER BY dedup)"};

// Booked on Tuesday by the coach, and confirmed by the teacher; gives its address in the API.
std::string confirmed(PlannedSchool& school) {
    const Reply booked = school.book(school.wish_for(school.teacher), tuesday, "10:15");
    const std::string path = "/api/v1/visits/" + PlannedSchool::id_in(booked);
    EXPECT_TRUE(school.teacher.api_post(path + "/agreement", "{}").shows("\"agreed\""));
    return path;
}

Reply moved(PlannedSchool& school, const std::string& path, int version) {
    return school.coach.api_post(path + "/place",
                                 "{" + PlannedSchool::spot(school.coach, "2026-11-04", "10:15") +
                                     ",\"version\":" + std::to_string(version) + "}");
}

TEST(PlannerAnswers, who_confirmed_a_time_is_asked_again_when_the_coach_moves_it) {
    PlannedSchool school;
    const std::string path = confirmed(school);
    EXPECT_TRUE(school.coach.get("/visits/" + path.substr(15) + "/place").shows("a yes again"));
    const Reply now = moved(school, path, 2);
    EXPECT_TRUE(now.shows("\"proposed\"")) << now.body;
    EXPECT_TRUE(school.teacher.get("/my-visits").shows("Does this time suit you?"));
    EXPECT_TRUE(school.teacher.api_post(path + "/agreement", "{}").shows("\"agreed\""));
    EXPECT_FALSE(school.teacher.get("/my-visits").shows("Does this time suit you?"));
}

TEST(PlannerAnswers, who_asked_for_a_time_may_say_yes_to_the_one_the_coach_offers_instead) {
    PlannedSchool school;
    const Reply taken = school.teacher.api_post(
        "/api/v1/my-visits",
        "{" + PlannedSchool::spot(school.coach, tuesday, "10:15") + ",\"minutes\":45}");
    ASSERT_EQ(taken.status, 201) << taken.body;
    EXPECT_EQ(school.teacher.api_post(taken.location + "/agreement", "{}").status, 422);
    const Reply elsewhere = moved(school, taken.location, 1);
    if (elsewhere.status == 422) GTEST_FAIL() << elsewhere.body;
    EXPECT_TRUE(school.teacher.api_post(taken.location + "/agreement", "{}").shows("\"agreed\""));
}

TEST(PlannerAnswers, a_new_time_that_does_not_suit_goes_back_with_words) {
    PlannedSchool school;
    const std::string path = confirmed(school);
    moved(school, path, 2);
    const std::string page = "/visits/" + path.substr(15);
    EXPECT_TRUE(school.teacher.get(page).shows("Ask for another time"));
    EXPECT_EQ(school.teacher.post(page + "/other-time", {{"words", "Friday?"}}).status, 303);
    EXPECT_TRUE(school.coach.api_get(path).shows("\"cancelled\""));
    EXPECT_TRUE(school.coach.get("/week/changes").shows("asked for another time"));
}

TEST(PlannerAnswers, a_move_taken_back_is_a_promise_as_before) {
    PlannedSchool school;
    const std::string path = confirmed(school);
    moved(school, path, 2);
    EXPECT_TRUE(school.coach.api_post("/api/v1/visit-undoings", "{}").shows("\"taken_back\":1"));
    const Reply now = school.coach.api_get(path);
    EXPECT_TRUE(now.shows("\"agreed\"") && now.shows("2026-11-03")) << now.body;
}

TEST(PlannerAnswers, a_request_is_scheduled_only_while_its_time_is_agreed) {
    PlannedSchool school;
    const Reply asked = school.teacher.api_post("/api/v1/requests", R"({"words":"A podcast"})");
    const std::string request = "/api/v1/requests/" + PlannedSchool::id_in(asked);
    school.coach.api_post(request + "/triage", R"({"branch":"coach","holder":")" +
                                                   school.coach.id().text() + R"(","version":1})");
    const Reply wished = school.coach.api_post(request + "/wish", R"({"minutes":45})");
    const Reply booked = school.coach.api_post(
        "/api/v1/visits", R"({"state":"agreed","wish":")" + PlannedSchool::id_in(wished) + "\"," +
                              PlannedSchool::spot(school.coach, tuesday, "10:15") + "}");
    ASSERT_EQ(booked.status, 201) << booked.body;
    const std::string scheduled = "\"state\":\"scheduled\"";
    EXPECT_TRUE(school.teacher.api_get(request).shows(scheduled));
    const Reply waits = moved(school, booked.location, 1);
    EXPECT_TRUE(waits.shows("\"proposed\"")) << waits.body;
    const Reply between = school.teacher.api_get(request);
    EXPECT_FALSE(between.shows(scheduled)) << between.body;
    school.teacher.api_post(booked.location + "/agreement", "{}");
    const Reply again = school.teacher.api_get(request);
    EXPECT_TRUE(again.shows(scheduled)) << again.body;
    EXPECT_TRUE(again.shows("2026-11-04T15:15:00.000Z")) << again.body;
}

TEST(PlannerAnswers, a_new_time_comes_by_mail_as_a_question_for_the_calendar) {
    PlannedSchool school;
    const std::string path = confirmed(school);
    moved(school, path, 2);
    jobs::Runner runner(school.db());
    mount_visit_news(runner, school.db(), "https://coach.example");
    runner.run_due();
    int questions = 0;
    school.db().read(school.scope(), [&](ReadTx& tx) {
        tx.each(
            payloads,
            [&](const db::Row& row) {
                const json::object mail = json::parse(row.text(0)).as_object();
                if (mail.at("to_name").as_string() != "Amina Diallo") return;
                const std::string text(mail.at("text").as_string());
                const std::string ics(mail.at("ics").as_string());
                if (text.find("Does this time suit you?") == text.npos) return;
                ++questions;
                EXPECT_NE(text.find("https://coach.example/visits/"), text.npos) << text;
                EXPECT_NE(ics.find("STATUS:TENTATIVE"), ics.npos) << ics;
                EXPECT_NE(ics.find("SEQUENCE:3"), ics.npos) << ics;
                EXPECT_NE(ics.find("20261104T"), ics.npos) << ics;
            },
            tx.district());
    });
    EXPECT_EQ(questions, 1);
}

TEST(PlannerAnswers, who_can_see_a_visit_is_answered_by_name) {
    PlannedSchool school;
    const Reply booked = school.book(school.wish_for(school.teacher), tuesday, "10:15");
    const std::string page = "/who-can-see/visit/" + PlannedSchool::id_in(booked);
    for (test::Client* who : {&school.coach, &school.teacher}) {
        const Reply seen = who->get(page);
        EXPECT_EQ(seen.status, 200);
        EXPECT_TRUE(seen.shows("Amina Diallo") && seen.shows("Rosa Lima")) << seen.body;
        EXPECT_FALSE(seen.shows("Bao"));
    }
    for (test::Client* who : {&school.principal, &school.director, &school.admin, &school.colleague,
                              &school.stranger}) {
        EXPECT_EQ(who->get(page).status, 404);
    }
}

}  // namespace
}  // namespace rapport::planner
