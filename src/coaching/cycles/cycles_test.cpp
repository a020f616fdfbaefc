#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "coaching/cycles/cycles_cast.hpp"

namespace rapport::cycles::cast {
namespace {

TEST(Cycles, only_a_coach_proposes_and_only_to_teachers) {
    School school;
    const Form form{
        {"person", school.colleague.id().text()}, {"topic", "Podcasts"}, {"template", "mini"}};
    EXPECT_EQ(school.teacher.post("/cycles", form).status, 422);
    for (Client* who : {&school.principal, &school.director, &school.admin, &school.technician}) {
        EXPECT_EQ(who->post("/cycles", form).status, 403);
    }
    for (const Client* who : {&school.principal, &school.other_coach, &school.stranger}) {
        const Reply reply = school.coach.post(
            "/cycles", {{"person", who->id().text()}, {"topic", "Podcasts"}, {"template", "mini"}});
        EXPECT_EQ(reply.status, 422);
        EXPECT_TRUE(reply.shows("value=\"Podcasts\""));
    }
}

TEST(Cycles, an_invitation_says_first_that_this_is_no_evaluation_and_what_stays_private) {
    School school;
    const std::string address = proposed(school, {&school.teacher});
    const Reply page = school.teacher.get(address);
    const auto at = [&](const char* words) { return page.body.find(words); };
    ASSERT_NE(at("Will I be evaluated?"), std::string::npos) << page.body;
    EXPECT_LT(at("Will I be evaluated?"), at("Yes, let us do this"));
    EXPECT_LT(at("Nothing at all"), at("Yes, let us do this"));
    EXPECT_TRUE(page.shows("A no needs no reason"));
}

TEST(Cycles, a_yes_signs_the_agreement_that_was_read_and_no_other) {
    School school;
    const std::string address = proposed(school, {&school.teacher});
    const Reply unread = school.teacher.post(address + "/agreement", {{"agreement_number", "7"}});
    EXPECT_EQ(unread.status, 422);
    EXPECT_TRUE(unread.shows("Something else was proposed meanwhile"));
    EXPECT_EQ(cycle(school, address).state, State::proposed);
    EXPECT_EQ(say_yes(school.teacher, address).status, 303);
    EXPECT_EQ(cycle(school, address).state, State::agreed);
    EXPECT_TRUE(school.teacher.get("/agreements").shows("Signed by both."));
}

TEST(Cycles, a_no_needs_no_reason_and_ends_it) {
    School school;
    const std::string address = proposed(school, {&school.teacher});
    const Reply no = press(school, school.teacher, address, "closure", {{"outcome", "stopped"}});
    EXPECT_EQ(no.status, 303);
    EXPECT_EQ(cycle(school, address).outcome, Outcome::stopped_by_teacher);
    EXPECT_EQ(school.coach.get(address).status, 200);
}

TEST(Cycles, nothing_is_done_in_class_before_somebody_looked_where_students_stand) {
    School school;
    const std::string address = begun(school, school.teacher);
    EXPECT_TRUE(school.teacher.get(address).shows("where do students stand today?"));
    const Reply early = press(school, school.teacher, address, "stage", {{"to", "next"}});
    EXPECT_EQ(early.status, 422);
    EXPECT_TRUE(early.shows("First say where students stand today."));
    EXPECT_EQ(look(school.teacher, address, "before").status, 303);
    EXPECT_EQ(press(school, school.teacher, address, "stage", {{"to", "next"}}).status, 303);
    EXPECT_EQ(cycle(school, address).state, State::doing);
}

// To the last stage, with a baseline.
std::string looking_back(School& school) {
    const std::string address = begun(school, school.teacher);
    look(school.teacher, address, "before");
    press(school, school.coach, address, "stage", {{"to", "next"}});
    press(school, school.coach, address, "stage", {{"to", "next"}});
    EXPECT_EQ(cycle(school, address).state, State::reflecting);
    return address;
}

TEST(Cycles, the_goal_is_reached_only_where_students_work_shows_it) {
    School school;
    const std::string address = looking_back(school);
    const Reply early = press(school, school.coach, address, "closure", {{"outcome", "met"}});
    EXPECT_EQ(early.status, 422);
    EXPECT_TRUE(early.shows("add what students’ work shows now"));
    look(school.teacher, address, "after");
    const Form met{{"outcome", "met"}, {"celebration", "They laughed at their own mistakes."}};
    EXPECT_EQ(press(school, school.coach, address, "closure", met).status, 303);
    const Reply page = school.teacher.get(address);
    EXPECT_TRUE(page.shows("You reached the goal."));
    EXPECT_TRUE(page.shows("They laughed at their own mistakes."));
}

TEST(Cycles, the_only_baseline_cannot_be_taken_out_once_it_is_needed) {
    School school;
    const std::string address = looking_back(school);
    const auto evidence = seen(school, school.coach, address)->evidence;
    ASSERT_EQ(evidence.size(), 1u);
    const std::string path = address + "/evidence/" + evidence[0].id.text();
    EXPECT_EQ(school.teacher.del(path).status, 422);
    look(school.teacher, address, "before");
    EXPECT_EQ(school.teacher.del(path).status, 303);
}

TEST(Cycles, a_closed_cycle_stays_as_it_is_and_may_be_followed) {
    School school;
    const std::string address = looking_back(school);
    press(school, school.coach, address, "closure", {{"outcome", "partly"}});
    for (const char* noun : {"goal", "plan", "stage", "closure"}) {
        const Reply reply = press(school, school.coach, address, noun,
                                  {{"topic", "x"}, {"to", "next"}, {"outcome", "partly"}});
        EXPECT_EQ(reply.status, 422) << noun;
        EXPECT_TRUE(reply.shows("This cycle is closed.")) << noun;
    }
    const std::string id = address.substr(address.rfind('/') + 1);
    EXPECT_TRUE(school.coach.get("/cycles/new?as=unit&follows=" + id).shows("Amina Diallo"));
    const Reply next = school.coach.post("/cycles", {{"person", school.teacher.id().text()},
                                                     {"topic", "The next unit"},
                                                     {"template", "mini"},
                                                     {"follows", id},
                                                     {"follows_as", "unit"}});
    EXPECT_EQ(next.status, 303);
    EXPECT_EQ(cycle(school, next.location).follows_as, "unit");
}

TEST(Cycles, one_that_is_open_is_not_followed_yet) {
    School school;
    const std::string address = begun(school, school.teacher);
    const Reply next =
        school.coach.post("/cycles", {{"person", school.teacher.id().text()},
                                      {"topic", "The next unit"},
                                      {"template", "mini"},
                                      {"follows", address.substr(address.rfind('/') + 1)},
                                      {"follows_as", "unit"}});
    EXPECT_EQ(next.status, 422);
}

TEST(Cycles, the_teacher_chooses_what_the_coach_does) {
    School school;
    const std::string address = begun(school, school.teacher);
    const Form form{{"moves", "plan"}, {"moves", "model"}};
    EXPECT_EQ(press(school, school.coach, address, "moves", form).status, 422);
    EXPECT_EQ(press(school, school.teacher, address, "moves", form).status, 303);
    EXPECT_TRUE(school.coach.get(address).shows("Plan together · Show it in my class"));
}

TEST(Cycles, three_fields_make_one_sentence) {
    School school;
    const std::string address = begun(school, school.teacher);
    press(
        school, school.teacher, address, "plan",
        {{"toward", "spoken feedback"}, {"try", "two-minute podcasts"}, {"with", "the recorder"}});
    EXPECT_TRUE(school.coach.get(address).shows(
        "Toward improving spoken feedback, try two-minute podcasts with the recorder."));
}

TEST(Cycles, who_changed_it_second_is_told_and_loses_nothing) {
    School school;
    const std::string address = begun(school, school.teacher);
    const std::string version = std::to_string(cycle(school, address).version);
    school.coach.post(address + "/goal", {{"topic", "A"}, {"goal", "First"}, {"version", version}});
    const Reply second = school.teacher.post(
        address + "/goal", {{"topic", "B"}, {"goal", "Second <try>"}, {"version", version}});
    EXPECT_EQ(second.status, 422);
    EXPECT_TRUE(second.shows("Somebody changed this meanwhile."));
    EXPECT_TRUE(second.shows("Second &lt;try&gt;"));
}

TEST(Cycles, evidence_is_counts_and_what_is_no_count_is_refused_at_its_field) {
    School school;
    const std::string address = begun(school, school.teacher);
    const auto keep = [&](const std::string& count) {
        return school.teacher.post(address + "/evidence",
                                   {{"moment", "before"}, {"level_0", count}, {"source", "Slips"}});
    };
    for (const char* count : {"-1", "many", "2001", "1e3", ""}) {
        const Reply reply = keep(count);
        EXPECT_EQ(reply.status, 422) << count;
        EXPECT_TRUE(reply.shows("value=\"Slips\"")) << count;
    }
    EXPECT_EQ(keep("12").status, 303);
    EXPECT_TRUE(school.coach.get(address).shows("Not yet 12"));
}

TEST(Cycles, a_step_has_somebody_and_a_day_and_shows_where_it_helps) {
    School school;
    const std::string address = begun(school, school.teacher);
    const Form form{{"words", "Record one pair"},
                    {"who", school.teacher.id().text()},
                    {"check_on", "2026-11-06"}};
    EXPECT_EQ(school.coach.post(address + "/steps", form).status, 303);
    EXPECT_TRUE(school.teacher.get("/my-help").shows("Podcasts in grade 4"));
    const auto step = seen(school, school.coach, address)->steps.at(0).id.text();
    EXPECT_EQ(school.teacher.post(address + "/steps/" + step + "/completion").status, 303);
    EXPECT_TRUE(school.teacher.get(address).shows("Steps that are done"));
    const Form stranger{
        {"words", "x"}, {"who", school.colleague.id().text()}, {"check_on", "2026-11-06"}};
    EXPECT_EQ(school.coach.post(address + "/steps", stranger).status, 422);
}

TEST(Cycles, two_quiet_weeks_are_said_gently_to_both) {
    School school;
    const std::string address = begun(school, school.teacher);
    test::clock().advance_seconds(13 * 86400);
    EXPECT_FALSE(school.teacher.get(address).shows("It has been quiet for two weeks."));
    test::clock().advance_seconds(86400);
    for (Client* who : {&school.coach, &school.teacher}) {
        EXPECT_TRUE(who->get(address).shows("It has been quiet for two weeks. That happens."));
    }
    school.coach.post(
        "/contacts",
        {{"person", school.teacher.id().text()}, {"kind", school.kind("1c")}, {"minutes", "15"}});
    EXPECT_FALSE(school.teacher.get(address).shows("It has been quiet"));
}

TEST(Cycles, today_and_the_persons_page_show_the_coach_what_to_think_of_and_nobody_else) {
    School school;
    const std::string address = begun(school, school.teacher);
    const std::string person = "/people/" + school.teacher.id().text();
    EXPECT_FALSE(school.coach.get("/today").shows("Podcasts in grade 4"));
    EXPECT_TRUE(school.coach.get(person).shows("Podcasts in grade 4"));
    EXPECT_FALSE(school.other_coach.get(person).shows("Podcasts in grade 4"));
    test::clock().advance_seconds(3 * 86400);  // The mini cycle wants a meeting every four days.
    EXPECT_TRUE(school.coach.get("/today").shows("due soon"));
    test::clock().advance_seconds(4 * 86400);
    const Reply page = school.coach.get("/today");
    EXPECT_TRUE(page.shows("Podcasts in grade 4"));
    EXPECT_TRUE(page.shows("meet soon"));
    EXPECT_TRUE(school.coach.api_get("/api/v1/today").shows(R"("rhythm":"overdue")"));
    EXPECT_FALSE(school.other_coach.get("/today").shows("Podcasts in grade 4"));
    school.coach.post(
        "/contacts",
        {{"person", school.teacher.id().text()}, {"kind", school.kind("1c")}, {"minutes", "15"}});
    EXPECT_FALSE(school.coach.get("/today").shows("meet soon"));
    school.coach.post(address + "/steps", {{"words", "One pair"}, {"check_on", "2026-11-10"}});
    test::clock().advance_seconds(86400);
    EXPECT_TRUE(school.coach.get("/today").shows("A step to look at."));
}

TEST(Cycles, what_they_are_glad_of_can_be_said_after_the_end) {
    School school;
    const std::string address = looking_back(school);
    press(school, school.coach, address, "closure", {{"outcome", "partly"}});
    EXPECT_TRUE(school.teacher.get(address).shows("Say what you are glad of"));
    const Form glad{{"celebration", "They asked for another microphone."}};
    EXPECT_EQ(press(school, school.teacher, address, "celebration", glad).status, 303);
    EXPECT_TRUE(school.coach.get(address).shows("They asked for another microphone."));
}

TEST(Cycles, pressing_twice_proposes_one) {
    School school;
    for (int i = 0; i < 2; ++i) {
        school.coach.with_key("a-key-of-the-cycle-01")
            .post("/cycles", {{"person", school.teacher.id().text()},
                              {"topic", "Podcasts"},
                              {"template", "mini"}});
    }
    const auto all = boost::json::parse(school.coach.api_get("/api/v1/cycles").body);
    EXPECT_EQ(all.at("cycles").as_array().size(), 1u);
}

TEST(Cycles, a_program_takes_one_from_proposal_to_outcome) {
    School school;
    const Reply made = school.coach.api_post(
        "/api/v1/cycles", R"({"topic": "Podcasts", "template": "grow", "people": [")" +
                              school.teacher.id().text() + "\"]}");
    ASSERT_EQ(made.status, 201) << made.body;
    const auto post = [&](Client& who, const std::string& noun, const std::string& body) {
        const auto now = boost::json::parse(school.coach.api_get(made.location).body);
        const std::string version = std::to_string(now.at("version").as_int64());
        return who.api_post(made.location + noun,
                            R"({"version": )" + version + (body.empty() ? "" : ", ") + body + "}");
    };
    EXPECT_EQ(post(school.teacher, "/agreement", R"("agreement_number": 1)").status, 200);
    EXPECT_EQ(post(school.teacher, "/stage", R"("to": "begin")").status, 200);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(post(school.teacher, "/stage", R"("to": "next")").status, 200) << i;
    }
    for (const char* moment : {"before", "after"}) {
        const std::string body = R"("level_1": 3, "moment": ")" + std::string(moment) + "\"";
        EXPECT_EQ(post(school.teacher, "/evidence", body).status, 200);
    }
    const Reply done = post(school.teacher, "/closure", R"("outcome": "met")");
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_TRUE(done.shows(R"("outcome":"met")"));
}

}  // namespace
}  // namespace rapport::cycles::cast
