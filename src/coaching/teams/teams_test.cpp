#include "coaching/teams/teams.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/support/school.hpp"

namespace rapport::teams {
namespace {

using test::Client;
using test::Form;
using test::Reply;
using test::School;

namespace json = boost::json;

// The address of a new team of Cedar with these people.
std::string team_of(School& school, const std::string& name, const std::vector<PersonId>& people) {
    const Reply made =
        school.coach.post("/teams", {{"name", name}, {"building", school.cedar.text()}});
    EXPECT_EQ(made.status, 303) << made.body;
    Form members;
    for (const PersonId person : people) members.emplace_back("person", person.text());
    if (!members.empty()) {
        EXPECT_EQ(school.coach.post(made.location + "/members", members).status, 303);
    }
    return made.location;
}

std::string id_of(const std::string& address) { return address.substr(address.rfind('/') + 1); }

TEST(Teams, teachers_principals_and_directors_have_no_page_of_teams) {
    School school;
    for (Client* who : {&school.teacher, &school.principal, &school.director}) {
        EXPECT_EQ(who->get("/teams").status, 403);
    }
}

TEST(Teams, a_name_that_is_empty_endless_or_taken_is_refused_and_kept) {
    School school;
    team_of(school, "Grade 4", {});
    const std::string cedar = school.cedar.text();
    for (const std::string& name :
         {std::string("  "), std::string(101, 'x'), std::string("GRADE 4")}) {
        const Reply reply = school.coach.post("/teams", {{"name", name}, {"building", cedar}});
        EXPECT_EQ(reply.status, 422) << name;
        EXPECT_TRUE(reply.shows("value=\"" + name + "\"")) << name;
    }
    const Reply elsewhere =
        school.coach.post("/teams", {{"name", "Grade 4"}, {"building", school.harbor.text()}});
    EXPECT_EQ(elsewhere.status, 303);
}

TEST(Teams, a_team_is_made_named_filled_and_ended) {
    School school;
    const std::string team = team_of(school, "Grade 4", {school.teacher.id()});
    EXPECT_TRUE(school.coach.get(team).shows("Amina Diallo"));
    school.coach.post(team + "/name", {{"name", "Grade 4 and 5"}, {"building", ""}});
    EXPECT_TRUE(school.coach.get("/teams").shows("Grade 4 and 5"));
    school.admin.post(team + "/members", {{"person", school.colleague.id().text()}});
    EXPECT_TRUE(school.coach.get("/teams").shows("2 people"));
    school.coach.del(team + "/members/" + school.teacher.id().text());
    EXPECT_FALSE(school.coach.get(team).shows("Amina Diallo"));
    EXPECT_EQ(school.coach.post(team + "/ending").status, 303);
    EXPECT_TRUE(school.coach.get(team).shows("This team ended."));
    EXPECT_EQ(school.coach.post(team + "/name", {{"name", "Other"}}).status, 422);
    EXPECT_EQ(school.coach.del(team + "/ending").status, 303);
    EXPECT_TRUE(school.coach.get(team).shows("End this team"));
}

TEST(Teams, an_ended_team_does_not_come_back_under_a_name_that_was_given_away) {
    School school;
    const std::string first = team_of(school, "Grade 4", {});
    school.coach.post(first + "/ending");
    team_of(school, "Grade 4", {});
    EXPECT_EQ(school.coach.del(first + "/ending").status, 422);
}

TEST(Teams, people_are_found_however_they_are_spelt_and_only_those_not_in_it) {
    School school;
    const std::string team = team_of(school, "Grade 4", {school.teacher.id()});
    EXPECT_TRUE(school.admin.get(team + "?q=nguyen").shows("Bao Nguyễn"));
    EXPECT_TRUE(school.admin.get(team + "?q=amina").shows("or they are in the team already"));
}

TEST(Teams, nobody_of_another_district_joins_and_a_stranger_finds_no_team) {
    School school;
    const std::string team = team_of(school, "Grade 4", {school.teacher.id()});
    EXPECT_EQ(
        school.coach.post(team + "/members", {{"person", school.stranger.id().text()}}).status,
        422);
    EXPECT_EQ(school.stranger.get(team).status, 404);
    EXPECT_EQ(school.stranger.post(team + "/ending").status, 404);
    EXPECT_FALSE(school.stranger.get("/teams").shows(team));
}

TEST(Teams, pressing_twice_makes_one_team) {
    School school;
    const std::string key = "a-key-of-the-test-1";
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(school.coach.with_key(key).post("/teams", {{"name", "Science"}}).status, 303);
    }
    const auto teams = json::parse(school.coach.api_get("/api/v1/teams").body);
    EXPECT_EQ(teams.at("teams").as_array().size(), 1u);
}

TEST(Teams, one_contact_is_logged_with_everybody_of_a_team) {
    School school;
    const std::string team =
        id_of(team_of(school, "Grade 4", {school.teacher.id(), school.colleague.id()}));
    const Reply logged = school.coach.post(
        "/contacts", {{"team", team}, {"kind", school.kind("1c")}, {"minutes", "30"}});
    ASSERT_EQ(logged.status, 303) << logged.body;
    const auto contacts = json::parse(school.coach.api_get("/api/v1/contacts").body);
    const auto& contact = contacts.at("contacts").as_array()[0].as_object();
    EXPECT_EQ(contact.at("people").as_array().size(), 2u);
    EXPECT_EQ(contact.at("minutes").as_int64(), 30);
}

TEST(Teams, the_log_finds_a_team_and_keeps_the_chosen_one) {
    School school;
    const std::string team = id_of(team_of(school, "Grade 4", {school.teacher.id()}));
    EXPECT_TRUE(school.coach.get("/log/suggestions?q=grade").shows("\"field\":\"team\""));
    EXPECT_TRUE(school.coach.get("/log?q=grade").shows("value=\"" + team + "\""));
    const Reply chosen = school.coach.get("/log?team=" + team);
    EXPECT_TRUE(chosen.shows("What did you do with Grade 4?"));
    EXPECT_TRUE(chosen.shows("value=\"" + team + "\" checked"));
    const Reply refused = school.coach.post("/contacts", {{"team", team}, {"minutes", "30"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("value=\"" + team + "\" checked"));
}

TEST(Teams, an_ended_or_an_empty_team_is_offered_no_more) {
    School school;
    const std::string ended = team_of(school, "Grade 4", {school.teacher.id()});
    const std::string empty = team_of(school, "Grade 5", {});
    school.coach.post(ended + "/ending");
    EXPECT_FALSE(school.coach.get("/log/suggestions?q=grade").shows("Grade"));
    for (const std::string& team : {ended, empty}) {
        const Reply reply = school.coach.post(
            "/contacts", {{"team", id_of(team)}, {"kind", school.kind("1c")}, {"minutes", "30"}});
        EXPECT_EQ(reply.status, 422);
        EXPECT_TRUE(reply.shows("That team is not there any more."));
    }
}

TEST(Teams, what_was_logged_with_a_team_stays_when_it_ends) {
    School school;
    const std::string team = team_of(school, "Grade 4", {school.teacher.id()});
    school.coach.post("/contacts",
                      {{"team", id_of(team)}, {"kind", school.kind("1c")}, {"minutes", "30"}});
    school.coach.post(team + "/ending");
    EXPECT_TRUE(school.coach.get("/contacts").shows("Amina Diallo"));
}

TEST(Teams, whoever_left_the_district_is_in_no_team) {
    School school;
    const std::string team =
        team_of(school, "Grade 4", {school.teacher.id(), school.colleague.id()});
    school.admin.post("/settings/people/" + school.teacher.id().text() + "/departure");
    EXPECT_FALSE(school.coach.get(team).shows("Amina Diallo"));
    EXPECT_TRUE(school.coach.get("/teams").shows("One person"));
}

TEST(Teams, a_program_makes_and_fills_a_team_at_once) {
    School school;
    const Reply made = school.coach.api_post(
        "/api/v1/teams", R"({"name":"Grade 4","people":[")" + school.teacher.id().text() + "\"]}");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_TRUE(made.shows("Amina Diallo"));
    EXPECT_EQ(school.coach.api_get(made.location).status, 200);
    const Reply refused = school.coach.api_post("/api/v1/teams", R"({"name":"grade 4"})");
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("/name"));
}

}  // namespace
}  // namespace rapport::teams
