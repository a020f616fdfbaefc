// The planner as people meet it: a week, a wish, a place, an answer.
#include <gtest/gtest.h>

#include "schedule/planner/planner.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::planner {
namespace {

using test::Form;
using test::Reply;
using test::School;

constexpr std::string_view this_week = "2026-11-02";  // The school opens on that Monday morning.

std::string id_at_end(const std::string& location) {
    return location.substr(location.rfind('/') + 1, 26);
}

std::string value_in(const std::string& address, std::string_view name) {
    const auto at = address.find(std::string(name) + "=");
    EXPECT_NE(at, std::string::npos) << address;
    const auto begin = at + name.size() + 1;
    return address.substr(begin, address.find('&', begin) - begin);
}

Form wish_for(const School& school, const std::string& minutes = "30") {
    return {{"person", school.teacher.id().text()},
            {"kind", "planning"},
            {"minutes", minutes},
            {"from", "2026-11-02"},
            {"until", "2026-11-13"}};
}

std::string wish(School& school) {
    const Reply made = school.coach.post("/wishes", wish_for(school));
    EXPECT_EQ(made.status, 303) << made.body;
    return id_at_end(made.location);
}

// A time on Wednesday, when nothing else is.
Form at(const School& school, const std::string& time, const std::string& standing = "proposed") {
    return {{"coach", school.coach.id().text()},
            {"on", "2026-11-04"},
            {"at", time},
            {"standing", standing}};
}

std::string visit(School& school, const std::string& time = "10:00",
                  const std::string& standing = "proposed") {
    const Reply placed =
        school.coach.post("/wishes/" + wish(school) + "/place", at(school, time, standing));
    EXPECT_EQ(placed.status, 303) << placed.body;
    return value_in(placed.location, "visit");
}

TEST(PlannerPages, the_week_is_for_those_who_plan_and_for_nobody_who_leads) {
    School school;
    for (test::Client* client : {&school.teacher, &school.principal, &school.director}) {
        EXPECT_EQ(client->get("/week").status, 403);
    }
    EXPECT_EQ(school.nobody.get("/week").status, 303);
    EXPECT_EQ(school.coach.get("/week").status, 200);
    EXPECT_EQ(school.technician.get("/week").status, 200);
}

TEST(PlannerPages, an_empty_week_is_paper_with_one_thing_to_do) {
    School school;
    const Reply page = school.coach.get("/week?on=" + std::string(this_week));
    EXPECT_TRUE(page.shows("No visits yet. Everybody has a place."));
    EXPECT_TRUE(page.shows("Propose a week"));
    EXPECT_TRUE(page.shows(" free<"));
    EXPECT_TRUE(page.shows("What changed since Friday"));
    EXPECT_TRUE(school.coach.get("/week/changes").shows("Nothing has changed since Friday."));
}

TEST(PlannerPages, a_wish_for_nobody_is_refused_and_what_was_typed_stays) {
    School school;
    Form form = wish_for(school);
    form.erase(form.begin());
    form.push_back({"title", "Podcasts"});
    const Reply refused = school.coach.post("/wishes", form);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("id=\"person-why\""));
    EXPECT_TRUE(refused.shows("value=\"Podcasts\""));
    EXPECT_EQ(school.coach.post("/wishes", {{"kind", "dancing"}}).status, 422);
}

TEST(PlannerPages, a_wish_may_be_for_something_else_of_any_length_within_hours) {
    School school;
    Form form = wish_for(school, "other");
    form[1].second = "other";
    form.push_back({"title", "Open house"});
    form.push_back({"minutes_other", "2"});
    form.push_back({"begins", "10:00"});
    form.push_back({"ends", "12:00"});
    form.push_back({"weight", "5"});
    const Reply short_one = school.coach.post("/wishes", form);
    EXPECT_EQ(short_one.status, 422);
    EXPECT_TRUE(short_one.shows("id=\"minutes-why\""));
    EXPECT_TRUE(short_one.shows("value=\"12:00\""));
    form[6].second = "130";
    EXPECT_TRUE(school.coach.post("/wishes", form).shows("id=\"hours-why\"")) << "they are 120";
    form[6].second = "75";
    const Reply made = school.coach.post("/wishes", form);
    ASSERT_EQ(made.status, 303) << made.body;
    const Reply read = school.coach.api_get("/api/v1/wishes/" + id_at_end(made.location));
    EXPECT_TRUE(read.shows("\"kind\":\"other\"")) << read.body;
    EXPECT_TRUE(read.shows("\"hours\":\"10:00-12:00\""));
    EXPECT_TRUE(read.shows("\"minutes\":75"));
    EXPECT_TRUE(read.shows("\"weight\":5"));
    const std::string place = "/wishes/" + id_at_end(made.location) + "/place";
    EXPECT_EQ(school.coach.post(place, at(school, "9:30")).status, 422) << "not before 10:00";
    EXPECT_EQ(school.coach.post(place, at(school, "10:30")).status, 303);
}

TEST(PlannerPages, a_wish_waits_below_the_week_until_it_has_its_place) {
    School school;
    const std::string id = wish(school);
    EXPECT_TRUE(school.coach.get("/week").shows("/wishes/" + id));
    const Reply page = school.coach.get("/wishes/" + id);
    EXPECT_TRUE(page.shows("A time for Amina Diallo"));
    EXPECT_TRUE(page.shows("name=\"place\""));
    const Reply placed = school.coach.post("/wishes/" + id + "/place", at(school, "10:00"));
    ASSERT_EQ(placed.status, 303) << placed.body;
    const Reply week = school.coach.get(placed.location);
    EXPECT_TRUE(week.shows("Amina Diallo has a time"));
    EXPECT_FALSE(week.shows("/wishes/" + id));
    EXPECT_TRUE(week.shows("visit proposed"));
}

TEST(PlannerPages, the_places_of_the_list_can_be_taken) {
    School school;
    const std::string id = wish(school);
    const Reply page = school.coach.get("/wishes/" + id);
    const auto at = page.body.find("name=\"place\" value=\"");
    ASSERT_NE(at, std::string::npos);
    const auto begin = at + std::string_view("name=\"place\" value=\"").size();
    const std::string place = page.body.substr(begin, page.body.find('"', begin) - begin);
    EXPECT_EQ(school.coach.post("/wishes/" + id + "/place", {{"place", place}}).status, 303);
}

TEST(PlannerPages, a_place_that_is_taken_is_refused_in_words_with_what_was_typed) {
    School school;
    visit(school, "10:00", "agreed");
    const std::string other = wish(school);
    const Reply refused = school.coach.post("/wishes/" + other + "/place", at(school, "10:15"));
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("data-refused"));
    EXPECT_TRUE(refused.shows("value=\"10:15\""));
    EXPECT_EQ(school.coach.post("/wishes/" + other + "/place", at(school, "noon")).status, 422);
    EXPECT_EQ(school.coach.post("/wishes/" + other + "/place", {{"place", "x"}}).status, 422);
}

TEST(PlannerPages, a_visit_moves_by_its_page_and_the_move_is_taken_back) {
    School school;
    const std::string id = visit(school);
    EXPECT_TRUE(school.coach.get("/visits/" + id + "/place").shows("Move Amina Diallo"));
    Form form = at(school, "13:30");
    form.push_back({"version", "1"});
    const Reply moved = school.coach.post("/visits/" + id + "/place", form);
    ASSERT_EQ(moved.status, 303) << moved.body;
    EXPECT_TRUE(school.coach.get(moved.location).shows("Amina Diallo has moved to"));
    const Reply undone = school.coach.post("/week/undo", {{"on", "2026-11-02"}});
    ASSERT_EQ(undone.status, 303) << undone.body;
    EXPECT_TRUE(school.coach.get(undone.location).shows("Taken back."));
    EXPECT_TRUE(school.coach.get("/visits/" + id).shows("10:00"));
}

TEST(PlannerPages, a_drag_is_tried_before_it_is_dropped) {
    School school;
    const std::string id = wish(school);
    const std::string place = school.coach.id().text() + ".2026-11-04.600";
    const Reply good = school.coach.get("/week/trial?minutes=30&wish=" + id + "&place=" + place);
    EXPECT_TRUE(good.shows("\"fits\":true")) << good.body;
    const std::string night = school.coach.id().text() + ".2026-11-04.60";
    const Reply bad = school.coach.get("/week/trial?minutes=30&wish=" + id + "&place=" + night);
    EXPECT_TRUE(bad.shows("\"fits\":false")) << bad.body;
    EXPECT_EQ(school.coach.get("/week/trial?wish=" + id).status, 404);
}

TEST(PlannerPages, what_is_dropped_where_it_does_not_fit_comes_back_with_words) {
    School school;
    const std::string id = visit(school);
    const std::string night = school.coach.id().text() + ".2026-11-04.60";
    const Reply refused =
        school.coach.post("/week/moves?on=2026-11-02&who=all", {{"visit", id}, {"place", night}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("data-refused"));
    const std::string noon = school.coach.id().text() + ".2026-11-04.720";
    EXPECT_EQ(
        school.coach.post("/week/moves?on=2026-11-02&who=all", {{"visit", id}, {"place", noon}})
            .status,
        303);
}

TEST(PlannerPages, a_teacher_confirms_with_one_tap) {
    School school;
    const std::string id = visit(school);
    EXPECT_TRUE(school.teacher.get("/my-help").shows("/visits/" + id + "/agreement"));
    EXPECT_TRUE(school.teacher.get("/my-visits").shows("Does this time suit you?"));
    EXPECT_EQ(school.teacher.post("/visits/" + id + "/agreement").location, "/my-visits");
    EXPECT_FALSE(school.teacher.get("/my-visits").shows("Does this time suit you?"));
    EXPECT_TRUE(school.coach.get("/week").shows("visit agreed"));
}

TEST(PlannerPages, a_teacher_asks_for_another_time_in_their_own_words) {
    School school;
    const std::string id = visit(school);
    EXPECT_EQ(
        school.teacher.post("/visits/" + id + "/other-time", {{"words", std::string(1001, 'x')}})
            .status,
        422);
    EXPECT_EQ(
        school.teacher.post("/visits/" + id + "/other-time", {{"words", "After lunch"}}).location,
        "/my-visits");
    EXPECT_TRUE(school.coach.get("/week/changes").shows("asked for another time"));
}

TEST(PlannerPages, a_visit_is_nobodys_but_of_those_in_it_and_those_who_plan) {
    School school;
    const std::string id = visit(school);
    for (test::Client* client : {&school.principal, &school.director, &school.admin,
                                 &school.harbor_teacher, &school.colleague, &school.stranger}) {
        EXPECT_EQ(client->get("/visits/" + id).status, 404);
        EXPECT_EQ(client->post("/visits/" + id + "/agreement").status, 404);
        EXPECT_EQ(client->del("/visits/" + id).status, 404);
    }
    EXPECT_TRUE(school.coach.get("/visits/" + id).shows("Amina Diallo"));
}

TEST(PlannerPages, when_the_hour_has_come_one_press_logs_it_and_one_takes_it_back) {
    School school;
    const std::string id = visit(school, "10:00", "agreed");
    EXPECT_FALSE(school.coach.get("/visits/" + id).shows("It happened: log it"));
    EXPECT_EQ(school.coach.post("/visits/" + id + "/contact").status, 422);
    test::clock().advance_seconds(2 * 86'400 + 3'600);
    EXPECT_TRUE(school.coach.get("/visits/" + id).shows("It happened: log it"));
    EXPECT_EQ(school.coach.post("/visits/" + id + "/contact").status, 303);
    EXPECT_TRUE(school.coach.get("/visits/" + id).shows("Look at the log"));
    EXPECT_EQ(school.coach.del("/visits/" + id + "/contact").status, 303);
    EXPECT_TRUE(school.coach.get("/visits/" + id).shows("It happened: log it"));
}

TEST(PlannerPages, a_pinned_visit_says_so) {
    School school;
    const std::string id = visit(school);
    EXPECT_EQ(school.coach.post("/visits/" + id + "/pin").status, 303);
    EXPECT_TRUE(school.coach.get("/week").shows("stays"));
    EXPECT_EQ(school.coach.del("/visits/" + id + "/pin").status, 303);
    EXPECT_FALSE(school.coach.get("/week").shows("stays</span>"));
}

TEST(PlannerPages, the_month_and_the_term_count) {
    School school;
    visit(school);
    const Reply month = school.coach.get("/week?view=month&on=2026-11-04");
    EXPECT_TRUE(month.shows("1 visit")) << month.body;
    EXPECT_TRUE(month.shows("Amina Diallo"));
    const Reply term = school.coach.get("/week?view=term&on=2026-11-04");
    EXPECT_TRUE(term.shows("One visit in all."));
    EXPECT_EQ(school.coach.get("/week?view=month&on=nonsense").status, 200);
}

TEST(PlannerPages, a_proposal_is_watched_compared_and_accepted) {
    School school;
    const std::string id = wish(school);
    const Reply ordered = school.coach.post(
        "/schedules", {{"from", std::string(this_week)}, {"weeks", "1"}, {"seconds", "1"}});
    ASSERT_EQ(ordered.status, 303) << ordered.body;
    EXPECT_TRUE(school.coach.get(ordered.location).shows("data-live"));
    const auto proposal = *ProposalId::parse(id_at_end(ordered.location));
    make(school.db(), school.scope().district, proposal);
    const Reply ready = school.coach.get(ordered.location);
    EXPECT_TRUE(ready.shows("No visit moves, one is new. Nobody loses a promise.")) << ready.body;
    const std::string accept = ordered.location + "/acceptance";
    EXPECT_EQ(school.coach.post(accept).status, 422) << "nothing was ticked";
    const Reply accepted = school.coach.post(accept, {{"all", "1"}});
    ASSERT_EQ(accepted.status, 303) << accepted.body;
    EXPECT_TRUE(school.coach.get(accepted.location).shows("One change is in the week."));
    EXPECT_FALSE(school.coach.get("/week").shows("/wishes/" + id));
    EXPECT_EQ(school.stranger.get(ordered.location).status, 404);
}

TEST(PlannerPages, a_sick_day_is_planned_anew) {
    School school;
    visit(school, "10:00", "agreed");
    const Form away{{"coach", school.coach.id().text()},
                    {"from", "2026-11-04"},
                    {"until", "2026-11-04"},
                    {"why", "sick"},
                    {"then", "plan"}};
    const Reply ordered = school.coach.post("/week/away", away);
    ASSERT_EQ(ordered.status, 303) << ordered.body;
    make(school.db(), school.scope().district, *ProposalId::parse(id_at_end(ordered.location)));
    EXPECT_TRUE(school.coach.get(ordered.location).shows("Amina Diallo"));
    EXPECT_TRUE(school.coach.get("/week").shows("Away, ill"));
    EXPECT_EQ(school.coach.post("/week/away", {{"coach", "nobody"}}).status, 422);
}

TEST(PlannerPages, what_if_says_before_and_after_and_books_nothing) {
    School school;
    wish(school);
    const Reply asked = school.coach.post("/what-if", {{"change", "coach_more"},
                                                       {"coach", school.coach.id().text()},
                                                       {"weeks", "1"},
                                                       {"seconds", "1"}});
    ASSERT_EQ(asked.status, 303) << asked.body;
    make(school.db(), school.scope().district, *ProposalId::parse(id_at_end(asked.location)));
    const Reply page = school.coach.get(asked.location);
    EXPECT_TRUE(page.shows("As it is")) << page.body;
    EXPECT_TRUE(page.shows("On the road"));
    EXPECT_FALSE(page.shows("/acceptance"));
    EXPECT_EQ(school.coach.post("/what-if", {{"change", "another_home"}}).status, 422);
}

TEST(PlannerPages, a_coach_says_when_they_are_there_and_slips_come_back) {
    School school;
    const std::string page = "/week/coaches/" + school.coach.id().text();
    EXPECT_TRUE(school.coach.get(page).shows("Nobody has said so yet"));
    Form form{{"version", "0"},
              {"begins_1", "08:00"},
              {"ends_1", "noon"},
              {"capacity_minutes", "900"},
              {"fte_percent", "60"},
              {"lunch_minutes", "30"},
              {"lunch_begins", "11:00"},
              {"lunch_ends", "13:00"},
              {"preparation_minutes", "20"}};
    const Reply refused = school.coach.post(page, form);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("value=\"noon\""));
    form[2].second = "12:30";
    EXPECT_EQ(school.coach.post(page, form).status, 303);
    EXPECT_TRUE(school.coach.get(page).shows("A proposal keeps to these hours."));
    EXPECT_EQ(school.coach.post(page, form).status, 422) << "somebody else saved in between";
    EXPECT_EQ(school.stranger.get(page).status, 404);
}

TEST(PlannerPages, weeks_that_are_partly_taken_are_said_above_the_week) {
    School school;
    const std::string page = "/week/coaches/" + school.coach.id().text();
    const Form window{
        {"name", "State tests"}, {"window_kind", "test"}, {"window_from", "2026-11-02"},
        {"until", "2026-11-06"}, {"percent", "50"},       {"window_building", ""}};
    EXPECT_EQ(school.coach.post(page + "/windows", window).status, 303);
    EXPECT_TRUE(school.coach.get("/week").shows("State tests, until"));
    EXPECT_EQ(school.coach.post(page + "/windows", {{"name", "x"}}).status, 422);
    EXPECT_EQ(
        school.coach
            .post(page + "/roads",
                  {{"from", school.cedar.text()}, {"to", school.harbor.text()}, {"minutes", "12"}})
            .status,
        303);
    EXPECT_TRUE(school.coach.get(page).shows("12 min"));
}

TEST(PlannerPages, a_teacher_asks_for_a_free_time_in_two_taps) {
    School school;
    const std::string coach = school.coach.id().text();
    const Reply times = school.teacher.get("/my-visits/new?coach=" + coach);
    ASSERT_EQ(times.status, 200);
    const auto at = times.body.find("name=\"place\" value=\"");
    ASSERT_NE(at, std::string::npos) << times.body;
    const auto begin = at + std::string_view("name=\"place\" value=\"").size();
    const std::string place = times.body.substr(begin, times.body.find('"', begin) - begin);
    const Reply asked = school.teacher.post(
        "/my-visits", {{"kind", "planning"}, {"minutes", "30"}, {"place", place}});
    ASSERT_EQ(asked.status, 303) << asked.body;
    EXPECT_TRUE(school.teacher.get("/my-visits").shows("Rosa Lima"));
    EXPECT_TRUE(school.coach.get("/week?on=2026-11-02&who=all").shows("Amina Diallo") ||
                school.coach.get("/week?on=2026-11-09&who=all").shows("Amina Diallo"));
    EXPECT_EQ(school.coach.get("/my-visits/new").status, 403);
}

TEST(PlannerPages, a_request_that_is_taken_finds_its_time) {
    School school;
    school.teacher.post("/my-help", {{"words", "Podcasts with my class"}});
    const Reply list = school.coach.api_get("/api/v1/requests?show=waiting");
    const auto at = list.body.find("\"id\":\"");
    ASSERT_NE(at, std::string::npos) << list.body;
    const std::string id = list.body.substr(at + 6, 26);
    EXPECT_EQ(school.coach.post("/wishes", {{"request", id}, {"minutes", "45"}}).status, 422)
        << "nobody has taken it yet";
    school.coach.post("/requests/" + id + "/triage",
                      {{"version", "1"}, {"to", "coach/" + school.coach.id().text()}});
    EXPECT_TRUE(school.coach.get("/requests/" + id).shows("/wishes/new?request=" + id));
    EXPECT_TRUE(school.coach.get("/wishes/new?request=" + id).shows("Podcasts with my class"));
    const Reply made = school.coach.post("/wishes", {{"request", id}, {"minutes", "45"}});
    EXPECT_EQ(made.status, 303) << made.body;
    EXPECT_EQ(school.teacher.get("/wishes/new?request=" + id).status, 403);
}

}  // namespace
}  // namespace rapport::planner
