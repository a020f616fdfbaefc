#include "schedule/planner/planner_cast.hpp"

namespace rapport::planner {
namespace {

using test::Reply;

TEST(Planner, a_visit_while_the_teacher_teaches_is_refused_with_the_next_free_times) {
    PlannedSchool school;
    const std::string wish = school.wish_for(school.teacher);
    const Reply refused = school.book(wish, tuesday, "09:30");
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("Amina Diallo teaches then.")) << refused.body;
    EXPECT_TRUE(refused.shows("Free next: tomorrow, ") && refused.shows("tomorrow, 10:15 AM"))
        << refused.body;
}

TEST(Planner, a_visit_in_a_planning_period_is_booked_with_what_it_costs) {
    PlannedSchool school;
    const std::string wish = school.wish_for(school.teacher);
    const Reply trial =
        school.coach.api_get("/api/v1/wishes/" + wish + "/trial?coach=" + school.coach.id().text() +
                             "&on=" + tuesday + "&begins=10:15");
    EXPECT_TRUE(trial.shows("It takes planning time of Amina Diallo.")) << trial.body;
    const Reply booked = school.book(wish, tuesday, "10:15");
    ASSERT_EQ(booked.status, 201) << booked.body;
    EXPECT_TRUE(booked.shows("\"state\":\"proposed\""));
    EXPECT_TRUE(booked.shows("\"begins_at\":\"2026-11-03T15:15:00.000Z\"")) << booked.body;
}

TEST(Planner, nobody_is_booked_twice_neither_the_coach_nor_the_teacher) {
    PlannedSchool school;
    ASSERT_EQ(school.book(school.wish_for(school.teacher), tuesday, "10:15").status, 201);
    const Reply coach_busy = school.book(school.wish_for(school.colleague), tuesday, "10:30");
    EXPECT_TRUE(coach_busy.shows("Rosa Lima is with somebody else then.")) << coach_busy.body;
    const std::string other = school.wish(
        R"("kind":"planning","minutes":30,"people":[")" + school.teacher.id().text() + "\"]",
        school.other_coach);
    const Reply teacher_busy = school.other_coach.api_post(
        "/api/v1/visits", R"({"wish":")" + other + "\"," +
                              PlannedSchool::spot(school.other_coach, tuesday, "10:15") + "}");
    EXPECT_TRUE(teacher_busy.shows("Amina Diallo has another visit then.")) << teacher_busy.body;
}

TEST(Planner, a_lesson_is_visited_when_it_takes_place_and_at_no_other_time) {
    PlannedSchool school;
    const std::string wish =
        school.wish(R"("kind":"in_class","minutes":45,"lesson":"science","people":[")" +
                        school.teacher.id().text() + "\"]",
                    school.coach);
    EXPECT_TRUE(school.book(wish, tuesday, "10:15").shows("has no such lesson then."));
    EXPECT_EQ(school.book(wish, tuesday, "11:00").status, 201);
}

TEST(Planner, somebody_whose_day_is_unknown_is_booked_and_the_doubt_is_said) {
    PlannedSchool school;
    const std::string wish = school.wish_for(school.harbor_teacher);
    const Reply trial =
        school.coach.api_get("/api/v1/wishes/" + wish + "/trial?coach=" + school.coach.id().text() +
                             "&on=" + tuesday + "&begins=13:00");
    EXPECT_TRUE(trial.shows("It is not known whether Chidi Okafor can then.")) << trial.body;
    EXPECT_EQ(school.book(wish, tuesday, "13:00").status, 201);
}

TEST(Planner, the_road_between_two_buildings_takes_its_time) {
    PlannedSchool school;
    ASSERT_EQ(school.book(school.wish_for(school.teacher), tuesday, "10:15").status, 201);
    const std::string harbor = school.wish_for(school.harbor_teacher);
    const Reply late = school.book(harbor, tuesday, "11:05");
    EXPECT_TRUE(late.shows("Rosa Lima needs 15 minutes to get there")) << late.body;
    EXPECT_EQ(school.book(harbor, tuesday, "11:15").status, 201);
}

TEST(Planner, nothing_is_booked_in_the_past_on_a_free_day_or_while_the_coach_is_away) {
    PlannedSchool school;
    const std::string wish = school.wish_for(school.harbor_teacher);
    EXPECT_TRUE(school.book(wish, "2026-11-02", "08:00").shows("That time has passed."));
    EXPECT_TRUE(school.book(wish, "2026-11-07", "10:00").shows("There is no school that day."));
    const Reply away = school.coach.api_post("/api/v1/absences",
                                             R"({"coach":")" + school.coach.id().text() +
                                                 R"(","why":"conference","from":"2026-11-04"})");
    ASSERT_EQ(away.status, 201) << away.body;
    EXPECT_TRUE(school.book(wish, "2026-11-04", "10:00").shows("Rosa Lima is away that day."));
    EXPECT_TRUE(school.book(wish, tuesday, "16:30").shows("Rosa Lima is not at work then."));
}

TEST(Planner, a_group_meets_when_all_of_it_has_time) {
    PlannedSchool school;
    const std::string wish =
        school.wish(R"("kind":"group_session","minutes":45,"people":[")" +
                        school.teacher.id().text() + "\",\"" + school.colleague.id().text() + "\"]",
                    school.coach);
    const Reply places =
        school.coach.api_get("/api/v1/wishes/" + wish + "/places?from=2026-11-03&until=2026-11-03");
    EXPECT_TRUE(places.shows("\"begins\":\"10:15\"")) << places.body;
    EXPECT_FALSE(places.shows("\"begins\":\"09:30\"")) << "Amina teaches then";
}

TEST(Planner, a_visit_moves_only_as_its_reader_saw_it) {
    PlannedSchool school;
    const Reply booked = school.book(school.wish_for(school.teacher), tuesday, "10:15");
    const std::string path = "/api/v1/visits/" + PlannedSchool::id_in(booked) + "/place";
    const std::string to = PlannedSchool::spot(school.coach, "2026-11-04", "10:15");
    EXPECT_EQ(school.coach.api_post(path, "{" + to + ",\"version\":7}").status, 422);
    const Reply moved = school.coach.api_post(path, "{" + to + ",\"version\":1}");
    EXPECT_EQ(moved.status, 200) << moved.body;
    EXPECT_TRUE(moved.shows("\"on\":\"2026-11-04\""));
}

TEST(Planner, what_was_done_last_can_be_taken_back_and_stays_written) {
    PlannedSchool school;
    const Reply booked = school.book(school.wish_for(school.teacher), tuesday, "10:15");
    const std::string path = "/api/v1/visits/" + PlannedSchool::id_in(booked);
    school.coach.api_post(
        path + "/place",
        "{" + PlannedSchool::spot(school.coach, "2026-11-04", "10:15") + ",\"version\":1}");
    const Reply undone = school.coach.api_post("/api/v1/visit-undoings", "{}");
    EXPECT_TRUE(undone.shows("\"taken_back\":1")) << undone.body;
    EXPECT_TRUE(school.coach.api_get(path).shows("\"on\":\"2026-11-03\""));
    const Reply changes = school.coach.api_get("/api/v1/visit-changes");
    EXPECT_TRUE(changes.shows("\"moved\"")) << changes.body;
    EXPECT_TRUE(changes.shows("\"undone\""));
}

TEST(Planner, a_teacher_sees_and_answers_their_own_visits_and_no_others) {
    PlannedSchool school;
    const Reply booked = school.book(school.wish_for(school.teacher), tuesday, "10:15");
    const std::string path = "/api/v1/visits/" + PlannedSchool::id_in(booked);
    EXPECT_EQ(school.colleague.api_get(path).status, 404);
    EXPECT_EQ(school.principal.api_get(path).status, 404);
    EXPECT_EQ(school.stranger.api_get(path).status, 404);
    EXPECT_TRUE(school.teacher.api_get("/api/v1/my-visits").shows("Rosa Lima"));
    EXPECT_TRUE(school.teacher.api_post(path + "/agreement", "{}").shows("\"agreed\""));
    EXPECT_EQ(school.teacher.api_post(path + "/pin", "{}").status, 403);
    const Reply other = school.teacher.api_post(path + "/other-time", R"({"words":"Thursday?"})");
    EXPECT_TRUE(other.shows("\"cancelled\"")) << other.body;
}

TEST(Planner, others_in_the_building_learn_that_a_coach_is_booked_and_not_with_whom) {
    PlannedSchool school;
    school.book(school.wish_for(school.teacher), tuesday, "10:15");
    const Reply seen = school.colleague.api_get("/api/v1/booked");
    EXPECT_TRUE(seen.shows("\"says\":\"Booked\"")) << seen.body;
    EXPECT_FALSE(seen.shows("Amina"));
    for (test::Client* who : {&school.principal, &school.director, &school.admin}) {
        EXPECT_EQ(who->api_get("/api/v1/booked").status, 403);
        EXPECT_EQ(who->api_get("/api/v1/visits").status, 403);
    }
}

TEST(Planner, a_visit_becomes_a_contact_when_its_hour_has_come_and_not_before) {
    PlannedSchool school;
    const Reply booked = school.book(school.wish_for(school.teacher), tuesday, "10:15");
    const std::string path = "/api/v1/visits/" + PlannedSchool::id_in(booked) + "/contact";
    EXPECT_EQ(school.coach.api_post(path, "{}").status, 422);
    test::clock().set(*Instant::parse_rfc3339("2026-11-03T15:20:00.000Z"));
    EXPECT_TRUE(school.coach.get("/today").shows("Amina Diallo"));
    EXPECT_EQ(school.other_coach.api_post(path, "{}").status, 422);
    EXPECT_TRUE(school.coach.api_post(path, "{}").shows("\"done\""));
    EXPECT_EQ(school.coach.api_post(path, "{}").status, 200);
    const auto contacts = json::parse(school.coach.api_get("/api/v1/contacts").body);
    ASSERT_EQ(contacts.at("contacts").as_array().size(), 1u);
    EXPECT_EQ(contacts.at("contacts").at(0).at("minutes").as_int64(), 45);
    EXPECT_TRUE(school.coach.api_del(path).shows("\"agreed\""));
    EXPECT_TRUE(json::parse(school.coach.api_get("/api/v1/contacts").body)
                    .at("contacts")
                    .as_array()
                    .empty());
}

TEST(Planner, a_request_that_somebody_has_is_planned_in_one_act_and_scheduled_by_its_visit) {
    PlannedSchool school;
    const Reply asked = school.teacher.api_post("/api/v1/requests", R"({"words":"A podcast"})");
    const std::string request = "/api/v1/requests/" + PlannedSchool::id_in(asked);
    EXPECT_EQ(school.coach.api_post(request + "/wish", R"({"minutes":45})").status, 422);
    school.coach.api_post(request + "/triage", R"({"branch":"coach","holder":")" +
                                                   school.coach.id().text() + R"(","version":1})");
    const Reply wished = school.coach.api_post(request + "/wish", R"({"minutes":45})");
    ASSERT_EQ(wished.status, 201) << wished.body;
    EXPECT_EQ(school.coach.api_post(request + "/wish", R"({"minutes":45})").status, 422);
    const Reply booked = school.coach.api_post(
        "/api/v1/visits", R"({"state":"agreed","wish":")" + PlannedSchool::id_in(wished) + "\"," +
                              PlannedSchool::spot(school.coach, tuesday, "10:15") + "}");
    ASSERT_EQ(booked.status, 201) << booked.body;
    const Reply now = school.teacher.api_get(request);
    EXPECT_TRUE(now.shows("\"scheduled\"")) << now.body;
    EXPECT_TRUE(now.shows("2026-11-03T15:15:00.000Z")) << now.body;
}

TEST(Planner, a_teacher_takes_a_free_time_that_suits_both) {
    PlannedSchool school;
    const std::string of = "coach=" + school.coach.id().text() + "&minutes=45";
    const Reply free =
        school.teacher.api_get("/api/v1/free-times?" + of + "&from=2026-11-03&until=2026-11-03");
    EXPECT_TRUE(free.shows("\"begins\":\"10:15\"")) << free.body;
    EXPECT_FALSE(free.shows("\"begins\":\"09:30\""));
    const std::string body =
        "{" + PlannedSchool::spot(school.coach, tuesday, "10:15") + ",\"minutes\":45}";
    const Reply taken = school.teacher.api_post("/api/v1/my-visits", body);
    ASSERT_EQ(taken.status, 201) << taken.body;
    EXPECT_TRUE(taken.shows("\"proposed\""));
    EXPECT_EQ(school.colleague.api_post("/api/v1/my-visits", body).status, 422);
    // Asking is not yet a promise: the coach's word makes it one.
    const std::string agreement = taken.location + "/agreement";
    EXPECT_TRUE(school.teacher.api_post(agreement, "{}").shows("Rosa Lima says whether it suits."));
    EXPECT_TRUE(school.coach.api_post(agreement, "{}").shows("\"agreed\""));
}

TEST(Planner, pressing_twice_books_once) {
    PlannedSchool school;
    const std::string wish = school.wish_for(school.teacher);
    EXPECT_EQ(school.book(wish, tuesday, "10:15").status, 201);
    const Reply again = school.book(wish, "2026-11-04", "10:15");
    EXPECT_TRUE(again.shows("It has its place already.")) << again.body;
}

TEST(Planner, a_booking_runs_as_many_statements_however_full_the_week_is) {
    PlannedSchool school;
    const auto cost = [&](const std::string& begins) {
        const std::string wish = school.wish_for(school.harbor_teacher);
        const auto before = Db::statements_of_this_thread();
        const Reply booked = school.book(wish, "2026-11-05", begins);
        EXPECT_EQ(booked.status, 201) << booked.body;
        return Db::statements_of_this_thread() - before;
    };
    const auto first = cost("08:00");
    for (const char* begins : {"08:45", "09:30", "10:15"}) EXPECT_EQ(cost(begins), first);
}

TEST(Planner, a_coachs_week_is_said_by_those_who_plan_it_and_wrong_hours_are_named) {
    PlannedSchool school;
    const std::string path = "/api/v1/coach-weeks/" + school.coach.id().text();
    EXPECT_EQ(school.teacher.api_post(path, "{}").status, 403);
    EXPECT_EQ(school.stranger.api_post(path, "{}").status, 404);
    const Reply wrong = school.coach.api_post(path, R"({"shifts":["1 15:00-08:00"]})");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(wrong.shows("/shifts")) << wrong.body;
    const Reply said = school.coach.api_post(
        path, R"({"shifts":["2 08:00-12:00"],"protected":["2 10:00-11:00 Team"],"version":0})");
    EXPECT_EQ(said.status, 200) << said.body;
    const std::string wish = school.wish_for(school.harbor_teacher);
    EXPECT_TRUE(school.book(wish, tuesday, "10:30").shows("keeps that time free"));
    EXPECT_TRUE(school.book(wish, "2026-11-04", "10:30").shows("is away that day"));
}

}  // namespace
}  // namespace rapport::planner
