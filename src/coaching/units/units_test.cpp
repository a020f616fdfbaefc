#include "coaching/units/units.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/support/meetings.hpp"

namespace rapport::units {
namespace {

using test::Client;
using test::Reply;
using test::School;

std::string path_of(const Client& teacher) { return "/people/" + teacher.id().text() + "/units"; }

Map map_seen(School& school, const Client& who, const Client& teacher) {
    return school.db().read(
        who.scope(), [&](ReadTx& tx) { return map_of(tx, course_of(tx, teacher.id()).value()); });
}

std::vector<Unit> seen(School& school, const Client& who, const Client& teacher) {
    return map_seen(school, who, teacher).units;
}

// A cycle about a unit, looked back on.
void carry_through(School& school, Client& teacher, const std::string& unit) {
    const std::string cycle = cycles::cast::begun(school, teacher);
    cycles::cast::press(school, teacher, cycle, "goal", {{"topic", "x"}, {"unit", unit}});
    cycles::cast::look(teacher, cycle, "before");
    for (int i = 0; i < 2; ++i) {
        cycles::cast::press(school, school.coach, cycle, "stage", {{"to", "next"}});
    }
    cycles::cast::press(school, school.coach, cycle, "closure", {{"outcome", "partly"}});
}

void days_later(std::int64_t days) { test::clock().advance_seconds(days * 86400); }

// Amina Diallo and Bao Nguyễn teach the same units: the address of the team's.
std::string team_units(School& school) {
    const auto made = school.coach.api_post(
        "/api/v1/teams", R"({"name": "Grade 4 team", "people": [")" + school.teacher.id().text() +
                             R"(", ")" + school.colleague.id().text() + R"("]})");
    const auto id = boost::json::parse(made.body).at("id").as_string();
    return "/teams/" + std::string(id) + "/units";
}

TEST(Units, one_a_semester_is_said_from_what_the_cycles_say) {
    School school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    const test::Form units{{"units", "Maps\r\nStories of our town\n\n  Water \nVotes"}};
    EXPECT_EQ(school.teacher.post(path_of(school.teacher), units).status, 303);
    cycles::cast::press(school, school.teacher, cycle, "goal",
                        {{"topic", "Podcasts"}, {"unit", "stories of our TOWN"}});
    auto all = seen(school, school.coach, school.teacher);
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(all[0].standing, Standing::next);
    EXPECT_EQ(all[1].standing, Standing::in_work);
    EXPECT_EQ(all[2].standing, Standing::later);
    EXPECT_EQ(all[2].name, "Water");
    // It is November: this semester is taken, so the next one comes in February, and so on.
    EXPECT_TRUE(all[0].by->is_second);
    EXPECT_EQ(all[0].by->year, 2026);
    EXPECT_EQ(all[2].by->year, 2027);
    EXPECT_FALSE(all[2].by->is_second);
    EXPECT_TRUE(school.coach.get(path_of(school.teacher)).shows("February to July 2028"));
    cycles::cast::press(school, school.teacher, cycle, "closure", {{"outcome", "stopped"}});
    EXPECT_EQ(seen(school, school.coach, school.teacher)[0].standing, Standing::next);
    EXPECT_EQ(seen(school, school.coach, school.teacher)[1].standing, Standing::later);
}

TEST(Units, a_unit_that_was_looked_back_on_is_taken_up) {
    School school;
    school.teacher.post(path_of(school.teacher), {{"units", "Maps\nWater"}});
    carry_through(school, school.teacher, "Maps");
    const auto all = seen(school, school.teacher, school.teacher);
    EXPECT_EQ(all[0].standing, Standing::taken_up);
    EXPECT_EQ(all[1].standing, Standing::next);
    EXPECT_TRUE(school.teacher.api_get("/api/v1" + path_of(school.teacher)).shows("taken_up"));
}

TEST(Units, the_years_are_foreseen_once_there_is_something_to_go_by) {
    School school;
    const std::string path = path_of(school.teacher);
    school.teacher.post(path, {{"units", "Maps\nWater\nVotes"}});
    EXPECT_FALSE(school.teacher.get(path).shows("goes on like that"));
    carry_through(school, school.teacher, "Maps");
    // One unit so far says that, and nothing yet of the years.
    EXPECT_TRUE(school.teacher.get(path).shows("1 unit of 3 carried through since Mon 2 Nov"));
    EXPECT_FALSE(school.teacher.get(path).shows("goes on like that"));
    days_later(200);
    const Reply page = school.teacher.get(path);
    EXPECT_TRUE(page.shows("A guess from 1 unit; about four such guesses of five come true."));
    EXPECT_TRUE(page.shows("between the school years 2026–2027 and 2030–2031")) << page.body;
    EXPECT_TRUE(school.coach.get(path).shows("A guess from 1 unit"));
    carry_through(school, school.teacher, "water");
    EXPECT_TRUE(school.teacher.get(path).shows("between the school years 2026–2027 and 2027–2028"));
    EXPECT_TRUE(school.teacher.get(path).shows("A guess from 2 units"));
    carry_through(school, school.teacher, "Votes");
    const Reply all = school.teacher.get(path);
    EXPECT_TRUE(all.shows("Each unit of the year has had a turn."));
    EXPECT_FALSE(all.shows("guess"));
}

TEST(Units, a_program_reads_the_same_forecast) {
    School school;
    const std::string path = "/api/v1" + path_of(school.teacher);
    school.teacher.post(path_of(school.teacher), {{"units", "Maps\nWater"}});
    EXPECT_TRUE(boost::json::parse(school.teacher.api_get(path).body).at("forecast").is_null());
    carry_through(school, school.teacher, "Maps");
    days_later(200);
    const auto body = boost::json::parse(school.teacher.api_get(path).body);
    EXPECT_EQ(body.at("carried").as_int64(), 1);
    EXPECT_EQ(body.at("since").as_string(), "2026-11-02");
    EXPECT_EQ(body.at("forecast").at("earliest").as_int64(), 2026);
}

TEST(Units, a_team_has_its_own_and_each_reads_them_by_their_own_cycles) {
    School school;
    const std::string path = team_units(school);
    EXPECT_EQ(school.colleague.post(path, {{"units", "Maps\nWater"}}).status, 303);
    carry_through(school, school.teacher, "Maps");
    EXPECT_TRUE(school.coach.get(path).shows("taken up"));
    EXPECT_TRUE(school.coach.get(path).shows("1 of 2 in the team"));
    EXPECT_TRUE(school.teacher.get(path).shows("1 of 2 in the team"));
    // A colleague does not learn from it that somebody else works with a coach.
    const Reply page = school.colleague.get(path);
    EXPECT_FALSE(page.shows("taken up</span>"));
    EXPECT_FALSE(page.shows("of 2 in the team"));
    EXPECT_FALSE(page.shows("carried through"));
    const auto body = boost::json::parse(school.colleague.api_get("/api/v1" + path).body);
    EXPECT_EQ(body.at("carried").as_int64(), 0);
    EXPECT_EQ(body.at("units").at(0).at("standing").as_string(), "next");
}

TEST(Units, a_team_has_them_for_its_teachers_and_for_coaches_and_for_nobody_else) {
    School school;
    const std::string path = team_units(school);
    for (Client* who : {&school.coach, &school.other_coach, &school.teacher, &school.colleague}) {
        EXPECT_EQ(who->get(path).status, 200);
    }
    for (Client* who : {&school.harbor_teacher, &school.stranger}) {
        EXPECT_EQ(who->get(path).status, 404);
        EXPECT_EQ(who->post(path, {{"units", "x"}}).status, 404);
        EXPECT_EQ(who->api_get("/api/v1" + path).status, 404);
    }
    for (Client* who : {&school.principal, &school.director, &school.admin}) {
        EXPECT_EQ(who->get(path).status, 403);
    }
    school.admin.post("/settings/people/" + school.coach.id().text() + "/roles",
                      {{"role", "principal"}, {"building", school.cedar.text()}});
    EXPECT_EQ(school.coach.get(path).status, 404);
}

TEST(Units, a_teacher_without_any_is_offered_those_of_the_team) {
    School school;
    const std::string path = team_units(school);
    school.coach.post(path, {{"units", "Maps\nWater"}});
    const Reply offered = school.teacher.get(path_of(school.teacher));
    EXPECT_TRUE(offered.shows("Below stand those of Grade 4 team"));
    EXPECT_TRUE(offered.shows("Maps\nWater"));
    EXPECT_TRUE(offered.shows(path));
    school.teacher.post(path_of(school.teacher), {{"units", "Votes"}});
    const Reply own = school.teacher.get(path_of(school.teacher));
    EXPECT_FALSE(own.shows("Below stand those"));
    EXPECT_FALSE(own.shows("Maps"));
}

TEST(Units, a_coach_finds_them_on_the_page_of_who_they_coach_and_of_the_team) {
    School school;
    const std::string person = "/people/" + school.teacher.id().text();
    EXPECT_FALSE(school.coach.get(person).shows(person + "/units"));
    cycles::cast::begun(school, school.teacher);
    EXPECT_TRUE(school.coach.get(person).shows(person + "/units"));
    EXPECT_FALSE(school.other_coach.get(person).shows(person + "/units"));
    EXPECT_TRUE(school.teacher.get("/cycles").shows(person + "/units"));
    const std::string team = team_units(school);
    EXPECT_TRUE(school.coach.get(team.substr(0, team.rfind('/'))).shows(team));
    EXPECT_FALSE(school.admin.get(team.substr(0, team.rfind('/'))).shows(team));
}

TEST(Units, nobody_sees_them_but_the_teacher_and_who_coaches_them) {
    School school;
    const std::string path = path_of(school.teacher);
    EXPECT_EQ(school.coach.get(path).status, 404);
    cycles::cast::begun(school, school.teacher);
    EXPECT_EQ(school.coach.post(path, {{"units", "CANARYUNIT"}}).status, 303);
    EXPECT_TRUE(school.teacher.get(path).shows("CANARYUNIT"));
    for (Client* who : {&school.colleague, &school.other_coach, &school.stranger}) {
        EXPECT_EQ(who->get(path).status, 404);
        EXPECT_EQ(who->post(path, {{"units", "x"}}).status, 404);
    }
    for (Client* who : {&school.principal, &school.director, &school.admin}) {
        EXPECT_EQ(who->get(path).status, 403);
    }
    school.admin.post("/settings/people/" + school.coach.id().text() + "/roles",
                      {{"role", "principal"}, {"building", school.cedar.text()}});
    EXPECT_EQ(school.coach.get(path).status, 404);
}

TEST(Units, too_many_or_too_long_ones_are_refused_with_all_that_was_typed) {
    School school;
    std::string many;
    for (int i = 0; i < 41; ++i) many += "Unit " + std::to_string(i) + "\n";
    const Reply reply = school.teacher.post(path_of(school.teacher), {{"units", many}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Unit 40"));
    const test::Form longer{{"units", std::string(201, 'u')}};
    EXPECT_EQ(school.teacher.post(path_of(school.teacher), longer).status, 422);
}

}  // namespace
}  // namespace rapport::units
