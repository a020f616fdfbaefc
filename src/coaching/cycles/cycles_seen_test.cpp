// Who sees a cycle: those in it, and a principal exactly what each teacher agreed to.
#include <gtest/gtest.h>

#include "coaching/cycles/cycles_cast.hpp"
#include "tests/support/world.hpp"

namespace rapport::cycles::cast {
namespace {

TEST(Cycles, nobody_but_those_in_it_finds_it) {
    School school;
    const std::string address = begun(school, school.teacher);
    for (Client* who : {&school.colleague, &school.other_coach, &school.stranger}) {
        EXPECT_EQ(who->get(address).status, 404);
        EXPECT_EQ(who->post(address + "/steps").status, 404);
        EXPECT_FALSE(who->get("/cycles").shows("Podcasts in grade 4"));
    }
    for (Client* who : {&school.principal, &school.director, &school.admin, &school.technician}) {
        EXPECT_EQ(who->get(address).status, 403);
        EXPECT_EQ(who->api_get("/api/v1" + address).status, 403);
    }
}

TEST(Cycles, who_is_asked_in_later_sees_the_proposal_and_nothing_that_was_done) {
    School school;
    const std::string address = begun(school, school.teacher);
    look(school.teacher, address, "before");
    EXPECT_EQ(
        school.coach.post(address + "/members", {{"person", school.colleague.id().text()}}).status,
        303);
    const Reply page = school.colleague.get(address);
    EXPECT_EQ(page.status, 200);
    EXPECT_FALSE(page.shows("Exit slips"));
    EXPECT_FALSE(school.colleague.api_get("/api/v1" + address).shows("Exit slips"));
    EXPECT_EQ(look(school.colleague, address, "after").status, 404);
    EXPECT_EQ(say_yes(school.colleague, address).status, 303);
    EXPECT_TRUE(school.colleague.get(address).shows("Exit slips"));
}

TEST(Cycles, who_has_left_reads_nothing_any_more_and_the_others_go_on) {
    School school;
    const std::string address = proposed(school, {&school.teacher, &school.colleague});
    say_yes(school.teacher, address);
    EXPECT_EQ(cycle(school, address).state, State::proposed);
    say_yes(school.colleague, address);
    EXPECT_EQ(cycle(school, address).state, State::agreed);
    const Reply left =
        press(school, school.colleague, address, "closure", {{"outcome", "stopped"}});
    EXPECT_EQ(left.location, "/cycles");
    EXPECT_EQ(school.colleague.get(address).status, 404);
    EXPECT_FALSE(school.colleague.get("/cycles").shows("Podcasts in grade 4"));
    EXPECT_EQ(cycle(school, address).state, State::agreed);
    EXPECT_EQ(school.teacher.del(address + "/members/" + school.teacher.id().text()).status, 422);
}

TEST(Cycles, who_can_see_this_is_answered_by_name) {
    School school;
    school.coach.post("/agreements",
                      {{"person", school.teacher.id().text()}, {"profile", "topic"}});
    const std::string address = begun(school, school.teacher);
    school.coach.post(address + "/members", {{"person", school.colleague.id().text()}});
    const std::string path = "/who-can-see/cycle/" + id_of(address).text();
    const Reply page = school.teacher.get(path);
    for (const char* words : {"Rosa Lima", "Amina Diallo", "Is in it: reads all of it.",
                              "Bao Nguyễn", "reads what was proposed, and nothing that was done",
                              "Helen Marsh", "who works on which topic."}) {
        EXPECT_TRUE(page.shows(words)) << words;
    }
    EXPECT_EQ(school.harbor_teacher.get(path).status, 404);
    EXPECT_EQ(school.principal.get(path).status, 404);
    const Reply meeting = school.coach.post(address + "/meetings", {{"on", "2026-11-03"}});
    const std::string id = meeting.location.substr(meeting.location.rfind('/') + 1);
    const Reply inside = school.teacher.get("/who-can-see/meeting/" + id);
    EXPECT_TRUE(inside.shows("Rosa Lima"));
    EXPECT_FALSE(inside.shows("Helen Marsh"));
    EXPECT_EQ(school.colleague.get("/who-can-see/meeting/" + id).status, 404);
    const auto agreement = school.db().read(school.scope(), [&](ReadTx& tx) {
        return agreements::between(tx, {school.coach.id(), school.teacher.id()})->id.text();
    });
    EXPECT_TRUE(school.teacher.get("/who-can-see/agreement/" + agreement).shows("Rosa Lima"));
    EXPECT_EQ(school.other_coach.get("/who-can-see/agreement/" + agreement).status, 404);
}

TEST(Cycles, who_becomes_a_principal_sees_no_cycle_any_more) {
    School school;
    const std::string address = begun(school, school.teacher);
    school.admin.post("/settings/people/" + school.coach.id().text() + "/roles",
                      {{"role", "principal"}, {"building", school.cedar.text()}});
    EXPECT_EQ(school.coach.get(address).status, 404);
    EXPECT_FALSE(school.coach.get("/cycles").shows("Podcasts in grade 4"));
}

TEST(Cycles, the_record_that_administrators_read_does_not_tell_of_them) {
    School school;
    begun(school, school.teacher);
    const Reply page = school.admin.get("/settings/audit");
    EXPECT_FALSE(page.shows("cycle."));
    EXPECT_FALSE(page.shows("Amina Diallo"));
}

// What differs on every answer: the keys and tokens of the page itself.
std::string without_keys_of_page(std::string body) {
    for (const std::string mark :
         {"nonce=\"", "name=\"_token\" value=\"", "name=\"_key\" value=\""}) {
        for (auto at = body.find(mark); at != std::string::npos; at = body.find(mark, at + 1)) {
            const auto begin = at + mark.size();
            body.erase(begin, body.find('"', begin) - begin);
        }
    }
    return body;
}

// Every page and every answer of the API, as one text.
std::string all_of(test::World& world, Client& who) {
    std::string all;
    for (const desk::Route& route : world.school.app().routes()) {
        if (route.method != http::Method::get || route.pattern == "/readyz") continue;
        const std::string path = world.path_of(route.pattern);
        const Reply reply = route.is_api ? who.api_get(path) : who.get(path);
        all += path + " " + std::to_string(reply.status) + " " + without_keys_of_page(reply.body);
    }
    return all;
}

// A whole cycle of the colleague, who teaches in the principal's building.
void run_a_cycle(School& school, const std::string& profile) {
    school.coach.post("/agreements",
                      {{"person", school.colleague.id().text()}, {"profile", profile}});
    const std::string address = begun(school, school.colleague);
    press(school, school.coach, address, "goal",
          {{"topic", "Podcasts in grade 4"}, {"goal", "CANARYGOAL"}});
    look(school.colleague, address, "before");
    school.colleague.post(address + "/steps",
                          {{"words", "CANARYSTEPS"}, {"check_on", "2026-11-06"}});
    const Form rating{{"framework", "samr"}, {"level_1", "3"}, {"words", "CANARYRATING"}};
    must(school.colleague.post(address + "/ratings", rating).status == 303, "no rating");
    const Reply meeting = school.coach.post(address + "/meetings", {{"on", "2026-11-03"}});
    school.colleague.post(meeting.location + "/notes", {{"text", "CANARYNOTES"}});
    press(school, school.coach, address, "stage", {{"to", "next"}});
    press(school, school.coach, address, "stage", {{"to", "next"}});
    look(school.colleague, address, "after");
    press(school, school.coach, address, "closure", {{"outcome", "met"}});
}

TEST(Cycles, a_principal_cannot_tell_by_one_byte_whether_there_is_one) {
    for (const std::string profile : {"sealed", "counts"}) {
        test::World world;
        School& school = world.school;
        for (Client* who : {&school.principal, &school.director, &school.admin}) {
            all_of(world, *who);  // The settings of the district are read once.
        }
        const std::string principal = all_of(world, school.principal);
        const std::string director = all_of(world, school.director);
        const std::string admin = all_of(world, school.admin);
        run_a_cycle(school, profile);
        EXPECT_EQ(all_of(world, school.principal), principal) << profile;
        EXPECT_EQ(all_of(world, school.director), director) << profile;
        EXPECT_EQ(all_of(world, school.admin), admin) << profile;
    }
}

TEST(Cycles, a_principal_reads_who_and_on_what_where_a_teacher_agreed_to_that) {
    School school;
    run_a_cycle(school, "topic");
    const Reply page = school.principal.get("/shared-cycles");
    EXPECT_TRUE(page.shows("Bao Nguyễn"));
    EXPECT_TRUE(page.shows("Podcasts in grade 4"));
    EXPECT_FALSE(page.shows("CANARYGOAL"));
    EXPECT_FALSE(page.shows("You reached the goal"));
    auto other = school.add("Petra Newly", Role::principal, school.harbor);
    EXPECT_FALSE(other.get("/shared-cycles").shows("Bao"));
}

TEST(Cycles, a_principal_reads_the_goal_where_a_teacher_agreed_to_that_too) {
    School school;
    run_a_cycle(school, "open");
    const Reply page = school.principal.api_get("/api/v1/shared-cycles");
    EXPECT_TRUE(page.shows("CANARYGOAL"));
    EXPECT_TRUE(page.shows(R"("is_met":true)"));
    for (const char* words : {"CANARYSTEPS", "CANARYRATING", "CANARYNOTES"}) {
        EXPECT_FALSE(page.shows(words)) << words;
    }
}

TEST(Cycles, an_older_cycle_keeps_the_profile_it_was_agreed_under) {
    School school;
    run_a_cycle(school, "sealed");
    const auto agreement = school.db().read(school.scope(), [&](ReadTx& tx) {
        return agreements::between(tx, {school.coach.id(), school.colleague.id()}).value().id;
    });
    const std::string address = "/agreements/" + agreement.text();
    school.colleague.post(address + "/versions", {{"profile", "open"}});
    EXPECT_EQ(school.coach.post(address + "/signature", {{"number", "2"}}).status, 303);
    EXPECT_FALSE(school.principal.get("/shared-cycles").shows("Bao"));
}

}  // namespace
}  // namespace rapport::cycles::cast
