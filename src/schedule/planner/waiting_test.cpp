// Why one waits, what was last done, and what is booked although somebody is taken.
#include <algorithm>

#include "platform/timetables/import.hpp"
#include "schedule/planner/planner_cast.hpp"
#include "schedule/planner/visits_store.hpp"

namespace rapport::planner {
namespace {

using test::Reply;

// A wish that can only be had on Tuesday.
std::string only_on_tuesday(PlannedSchool& school) {
    return school.wish(R"("kind":"planning","minutes":45,"from":"2026-11-03","until":"2026-11-03",)"
                       R"("people":[")" +
                           school.teacher.id().text() + R"("],"coaches":[")" +
                           school.coach.id().text() + "\"]",
                       school.coach);
}

TEST(PlannerWaiting, the_week_and_the_wish_say_why_as_the_newest_proposal_had_it) {
    PlannedSchool school;
    for (int i = 0; i < 3; ++i) only_on_tuesday(school);  // Two have room that day.
    const auto proposal = school.proposal(R"("seconds":1)");
    const auto& waiting = proposal.at("comparison").at("waiting").as_array();
    ASSERT_EQ(waiting.size(), 1u) << json::serialize(proposal);
    const std::string why(waiting[0].at("why").as_string());
    const std::string wish(waiting[0].at("wish").as_string());
    ASSERT_FALSE(why.empty());
    EXPECT_TRUE(school.coach.get("/week?who=all&on=2026-11-02").shows(why)) << why;
    EXPECT_TRUE(school.coach.get("/wishes/" + wish).shows("Why it waits"));
}

TEST(PlannerWaiting, who_is_in_no_proposal_waits_without_a_reason) {
    PlannedSchool school;
    const std::string before = only_on_tuesday(school);
    EXPECT_FALSE(school.coach.get("/wishes/" + before).shows("Why it waits"));
    school.proposal(R"("seconds":1)");
    const std::string after = only_on_tuesday(school);
    EXPECT_FALSE(school.coach.get("/wishes/" + after).shows("Why it waits"));
}

TEST(PlannerWaiting, a_reason_holds_in_the_weeks_it_was_found_for_and_in_no_other) {
    PlannedSchool school;
    const auto weekly = [&] {
        return school.wish(R"("kind":"planning","minutes":45,"is_weekly":true,)"
                           R"("from":"2026-11-02","until":"2026-11-13","people":[")" +
                               school.teacher.id().text() + R"("],"coaches":[")" +
                               school.coach.id().text() + "\"]",
                           school.coach);
    };
    for (int i = 0; i < 11; ++i) weekly();  // Two a day have room.
    const auto proposal =
        school.proposal(R"("seconds":1,"from":"2026-11-02","until":"2026-11-08")");
    const auto& waiting = proposal.at("comparison").at("waiting").as_array();
    ASSERT_FALSE(waiting.empty()) << json::serialize(proposal);
    const std::string why(waiting[0].at("why").as_string());
    EXPECT_TRUE(school.coach.get("/week?who=all&on=2026-11-02").shows(why)) << why;
    EXPECT_FALSE(school.coach.get("/week?who=all&on=2026-11-09").shows(why)) << why;
}

TEST(PlannerWaiting, of_each_visit_the_last_step_since_then_is_known) {
    PlannedSchool school;
    const Reply booked = school.book(school.wish_for(school.teacher), tuesday, "10:15");
    const auto id = *VisitId::parse(PlannedSchool::id_in(booked));
    const std::string path = "/api/v1/visits/" + id.text();
    const Dates week{Day{2026, 11, 2}, Day{2026, 11, 8}};
    const auto last = [&](Instant since) {
        const auto steps = school.db().read(
            school.scope(), [&](ReadTx& tx) { return store::last_steps(tx, week, since); });
        const auto at = steps.find(id);
        return at == steps.end() ? std::string() : at->second;
    };
    EXPECT_EQ(last({}), "booked");
    school.teacher.api_post(path + "/agreement", "{}");
    EXPECT_EQ(last({}), "agreed");
    school.coach.api_post(path + "/pin", "{}");
    EXPECT_EQ(last({}), "agreed") << "a pin is no change of the time";
    school.coach.api_post(
        path + "/place",
        "{" + PlannedSchool::spot(school.coach, "2026-11-04", "10:15") + ",\"version\":3}");
    EXPECT_EQ(last({}), "moved");
    EXPECT_EQ(last(test::clock().now().plus_seconds(60)), "");
}

// Amina's planning period of Tuesday goes to a lesson, by a file.
std::string bring_in(PlannedSchool& school) {
    const std::string table =
        "teacher,day,period,begins,ends,subject,class,room\n"
        "Amina Diallo,Every day,2,10:15,11:00,Science,4A,12\n";
    const auto id = school.db().write(school.admin.scope(), [&](WriteTx& tx) {
        return timetables::keep_source(tx, school.cedar, timetables::Format::csv,
                                       {{"table.csv", table}}, {});
    });
    return "/settings/timetables/" + school.cedar.text() + "/imports/" + id.text();
}

TEST(PlannerConflicts, a_timetable_that_takes_a_booked_time_says_so_before_and_after) {
    PlannedSchool school;
    const Reply booked = school.book(school.wish_for(school.teacher), tuesday, "10:15");
    ASSERT_EQ(booked.status, 201);
    const std::string path = bring_in(school);
    const Reply dry = school.admin.get(path);
    EXPECT_TRUE(dry.shows("Booked then, and it stays")) << dry.body;
    EXPECT_TRUE(dry.shows("Rosa Lima: one visit"));
    EXPECT_FALSE(dry.shows("Amina Diallo, with Rosa Lima")) << "who leads sees counts";
    const Reply done = school.admin.post(path + "/application");
    EXPECT_EQ(done.location, path);
    EXPECT_TRUE(school.admin.get(path).shows("Rosa Lima: one visit"));
    const std::string twin = "/api/v1/buildings/" + school.cedar.text() + "/timetable-imports" +
                             path.substr(path.rfind('/'));
    EXPECT_TRUE(school.admin.api_get(twin).shows("Rosa Lima: one visit"));
    EXPECT_TRUE(school.coach.api_get(booked.location).shows("\"proposed\"")) << "it stays";
}

TEST(PlannerConflicts, the_coach_sees_by_name_what_no_longer_suits) {
    PlannedSchool school;
    school.book(school.wish_for(school.teacher), tuesday, "10:15");
    EXPECT_FALSE(school.coach.get("/week/changes").shows("Amina Diallo teaches then."));
    school.admin.post(bring_in(school) + "/application");
    const Reply page = school.coach.get("/week/changes");
    EXPECT_TRUE(page.shows("Booked, and somebody is taken"));
    EXPECT_TRUE(page.shows("Amina Diallo teaches then.")) << page.body;
}

TEST(PlannerConflicts, a_program_reads_them_as_the_coach_does_and_who_leads_does_not) {
    PlannedSchool school;
    school.book(school.wish_for(school.teacher), tuesday, "10:15");
    school.admin.post(bring_in(school) + "/application");
    const std::string path = "/api/v1/visit-conflicts?from=2026-11-02&until=2026-11-08";
    EXPECT_EQ(school.admin.api_get(path).status, 403);
    EXPECT_EQ(school.principal.api_get(path).status, 403);
    const Reply found = school.coach.api_get(path);
    const auto list = json::parse(found.body).at("conflicts").as_array();
    ASSERT_EQ(list.size(), 1u) << found.body;
    EXPECT_EQ(list[0].at("name").as_string(), "Amina Diallo");
    EXPECT_EQ(list[0].at("visit").at("on").as_string(), tuesday);
    EXPECT_TRUE(found.shows("Amina Diallo teaches then."));
    const Reply later = school.coach.api_get("/api/v1/visit-conflicts?from=2026-11-09");
    EXPECT_TRUE(later.shows("\"conflicts\":[]")) << later.body;
}

}  // namespace
}  // namespace rapport::planner
