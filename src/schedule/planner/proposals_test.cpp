#include "schedule/planner/planner_cast.hpp"

namespace rapport::planner {
namespace {

using test::Reply;

std::int64_t number(const json::object& proposal, std::string_view name) {
    return proposal.at("comparison").at(name).as_int64();
}

TEST(Proposals, only_those_who_plan_order_one_and_a_wrong_order_is_named) {
    PlannedSchool school;
    EXPECT_EQ(school.teacher.api_post("/api/v1/schedules", "{}").status, 403);
    EXPECT_EQ(school.principal.api_post("/api/v1/schedules", "{}").status, 403);
    const Reply wrong = school.coach.api_post("/api/v1/schedules", R"({"seconds":500})");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(wrong.shows("/seconds"));
    EXPECT_EQ(school.coach.api_post("/api/v1/schedules", R"({"seconds":1})").status, 201);
    EXPECT_EQ(school.coach.api_post("/api/v1/schedules", R"({"seconds":1})").status, 422);
}

TEST(Proposals, what_wants_a_place_gets_one_and_is_booked_when_it_is_accepted) {
    PlannedSchool school;
    school.wish_for(school.teacher);
    school.wish_for(school.colleague);
    const auto proposal = school.proposal(R"("seconds":1)");
    ASSERT_EQ(proposal.at("progress").as_string(), "ready") << json::serialize(proposal);
    EXPECT_EQ(number(proposal, "fresh"), 2) << json::serialize(proposal);
    EXPECT_EQ(number(proposal, "promises_lost"), 0);
    const std::string path = "/api/v1/schedules/" + std::string(proposal.at("id").as_string());
    EXPECT_FALSE(school.coach.api_get("/api/v1/visits").shows("Amina"));
    const Reply accepted = school.coach.api_post(path + "/acceptance", "{}");
    EXPECT_TRUE(accepted.shows("\"taken\":2")) << accepted.body;
    EXPECT_TRUE(school.coach.api_get("/api/v1/visits").shows("Amina Diallo"));
    EXPECT_TRUE(school.coach.api_post("/api/v1/visit-undoings", "{}").shows("\"taken_back\":2"));
    EXPECT_FALSE(school.coach.api_get("/api/v1/visits").shows("Amina Diallo"));
}

TEST(Proposals, what_no_longer_fits_is_named_and_the_rest_is_taken) {
    PlannedSchool school;
    school.wish_for(school.teacher);
    school.wish_for(school.colleague);
    const auto proposal = school.proposal(R"("seconds":1)");
    const std::string path = "/api/v1/schedules/" + std::string(proposal.at("id").as_string());
    std::string on;
    for (const auto& move : proposal.at("comparison").at("moves").as_array()) {
        if (move.at("who").as_string() == "Amina Diallo")
            on = move.at("after").at("on").as_string();
    }
    ASSERT_FALSE(on.empty()) << json::serialize(proposal);
    const Reply away =
        school.coach.api_post("/api/v1/absences", R"({"coach":")" + school.coach.id().text() +
                                                      R"(","from":")" + on + "\"}");
    ASSERT_EQ(away.status, 201) << away.body;
    const Reply accepted = school.coach.api_post(path + "/acceptance", "{}");
    EXPECT_TRUE(accepted.shows("Rosa Lima is away that day.")) << accepted.body;
}

TEST(Proposals, a_promise_stays_where_it_is) {
    PlannedSchool school;
    const Reply booked = school.coach.api_post(
        "/api/v1/visits", R"({"state":"agreed","wish":")" + school.wish_for(school.teacher) +
                              "\"," + PlannedSchool::spot(school.coach, "2026-11-05", "10:15") +
                              "}");
    ASSERT_EQ(booked.status, 201) << booked.body;
    for (int i = 0; i < 3; ++i) school.wish_for(school.colleague);
    const auto proposal = school.proposal(R"("seconds":1)");
    EXPECT_EQ(number(proposal, "kept"), 1) << json::serialize(proposal);
    EXPECT_EQ(number(proposal, "promises_lost"), 0);
    EXPECT_EQ(number(proposal, "fresh"), 3);
}

TEST(Proposals, who_has_to_wait_is_told_why_in_the_readers_language) {
    PlannedSchool school;
    // Amina has two lessons a day; of fourteen wishes for a lesson some have to wait.
    for (int i = 0; i < 14; ++i) {
        school.wish(
            R"("kind":"in_class","minutes":45,"people":[")" + school.teacher.id().text() + "\"]",
            school.coach);
    }
    const auto proposal = school.proposal(R"("seconds":1)");
    const auto& waiting = proposal.at("comparison").at("waiting").as_array();
    ASSERT_FALSE(waiting.empty()) << json::serialize(proposal);
    EXPECT_NE(waiting[0].at("why").as_string().find("Amina Diallo"), std::string::npos)
        << json::serialize(proposal);
}

TEST(Proposals, a_coach_who_fell_ill_is_replaced_or_the_day_is_and_little_else_moves) {
    PlannedSchool school;
    const std::string wish = school.wish(
        R"("kind":"planning","minutes":45,"people":[")" + school.teacher.id().text() + "\"]",
        school.coach);
    ASSERT_EQ(school.book(wish, tuesday, "10:15").status, 201);
    ASSERT_EQ(school.book(school.wish_for(school.colleague), "2026-11-05", "10:15").status, 201);
    const Reply ordered = school.coach.api_post(
        "/api/v1/absences/replanning",
        R"({"why":"sick","coach":")" + school.coach.id().text() + R"(","from":"2026-11-03"})");
    ASSERT_EQ(ordered.status, 201) << ordered.body;
    const auto proposal = school.made(ordered);
    ASSERT_EQ(proposal.at("progress").as_string(), "ready") << json::serialize(proposal);
    EXPECT_EQ(number(proposal, "moved"), 1) << json::serialize(proposal);
    EXPECT_EQ(number(proposal, "kept"), 1);
    const std::string path = "/api/v1/schedules/" + std::string(proposal.at("id").as_string());
    EXPECT_TRUE(school.coach.api_post(path + "/acceptance", "{}").shows("\"taken\":1"));
}

TEST(Proposals, one_coach_fewer_is_supposed_and_nothing_is_booked) {
    PlannedSchool school;
    school.wish_for(school.teacher);
    const auto proposal = school.proposal(R"("seconds":1,"change":"coach_away","coach":")" +
                                          school.coach.id().text() + "\"");
    ASSERT_EQ(proposal.at("progress").as_string(), "ready") << json::serialize(proposal);
    EXPECT_EQ(proposal.at("before").at("placed").as_int64(), 1) << json::serialize(proposal);
    EXPECT_EQ(proposal.at("after").at("placed").as_int64(), 0);
    const std::string path = "/api/v1/schedules/" + std::string(proposal.at("id").as_string());
    EXPECT_EQ(school.coach.api_post(path + "/acceptance", "{}").status, 422);
}

TEST(Proposals, one_that_is_cancelled_or_was_broken_off_never_becomes_ready) {
    PlannedSchool school;
    const Reply ordered = school.coach.api_post("/api/v1/schedules", R"({"seconds":1})");
    EXPECT_TRUE(school.coach.api_del(ordered.location).shows("cancelled"));
    EXPECT_EQ(school.made(ordered).at("progress").as_string(), "cancelled");
    const Reply next = school.coach.api_post("/api/v1/schedules", R"({"seconds":1})");
    EXPECT_EQ(school.made(next).at("progress").as_string(), "ready");
    EXPECT_FALSE(json::parse(school.coach.api_get(next.location + "/events").body)
                     .at("events")
                     .as_array()
                     .empty());
    EXPECT_EQ(school.stranger.api_get(next.location).status, 404);
}

TEST(Proposals, a_month_of_tests_leaves_less_of_the_week) {
    CoachWeek week;
    for (std::size_t day = 0; day < 5; ++day) week.shifts[day] = Ring{450, 930};
    Window window;
    window.dates = {Day{2026, 11, 2}, Day{2026, 11, 6}};
    window.percent = 50;
    EXPECT_EQ(capacity_of(week, Day{2026, 11, 2}, {}, {}), 1500);
    EXPECT_EQ(capacity_of(week, Day{2026, 11, 2}, {}, {window}), 750);
    EXPECT_EQ(capacity_of(week, Day{2026, 11, 9}, {}, {window}), 1500);
}

}  // namespace
}  // namespace rapport::planner
