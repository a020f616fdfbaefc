// Who sees a ledger: its coach. Nobody else, by not one byte; not even the coach who becomes an
// evaluator; and nothing remains once a district switches it off.
#include "coaching/ledger/ledger_cast.hpp"
#include "tests/support/world.hpp"

namespace rapport::ledger::cast {
namespace {

using test::World;

std::string id_of(const Client& who) { return who.id().text(); }

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

// Every page and every answer of the API, as one text; with searches for what was noted.
std::string all_of(World& world, Client& who) {
    std::vector<std::string> paths;
    for (const desk::Route& route : world.school.app().routes()) {
        if (route.method != http::Method::get || route.pattern == "/readyz") continue;
        paths.push_back(world.path_of(route.pattern));
    }
    for (const std::string search : {"/people?q=", "/people/suggest?q=", "/settings/people?q=",
                                     "/api/v1/people?q=", "/requests?q=", "/log?q="}) {
        paths.push_back(search + "CANARYSTRETCH");
    }
    std::string all;
    for (const std::string& path : paths) {
        const bool is_api = path.starts_with("/api/");
        const Reply reply = is_api ? who.api_get(path) : who.get(path);
        all += path + " " + std::to_string(reply.status) + " " + without_keys_of_page(reply.body);
    }
    return all;
}

std::int64_t rows_kept(School& school) {
    static constexpr Sql count{"ledger.test_count", R"(
        SELECT COUNT(*)
          FROM stretch_invitation
         WHERE district_id = $1)"};
    return school.db().read(school.scope(),
                            [](ReadTx& tx) { return tx.number(count, tx.district()); });
}

void fill(School& school, const Client& teacher) {
    for (const char* words : {"CANARYSTRETCH one", "CANARYSTRETCH two"}) {
        const Reply made = school.coach.api_post("/api/v1/people/" + id_of(teacher) + "/stretches",
                                                 R"({"words": ")" + std::string(words) + "\"}");
        ASSERT_EQ(made.status, 201) << made.body;
        school.coach.api_post(made.location + "/reply",
                              R"({"reply": "declined", "reason": "CANARYREASON"})");
    }
}

TEST(Ledger, nobody_but_its_coach_can_tell_by_one_byte_whether_there_is_one) {
    World world(World::Notes::none);
    School& school = world.school;
    std::vector<std::pair<std::string, std::string>> before;
    for (auto& [name, who] : world.cast()) {
        if (name == "coach") continue;
        all_of(world, *who);  // The settings of the district are read once.
        before.emplace_back(name, all_of(world, *who));
    }
    const std::string of_coach = all_of(world, school.coach);
    fill(school, school.teacher);
    fill(school, school.colleague);
    std::size_t at = 0;
    for (auto& [name, who] : world.cast()) {
        if (name == "coach") continue;
        EXPECT_EQ(all_of(world, *who), before[at++].second) << name;
    }
    EXPECT_NE(all_of(world, school.coach), of_coach);  // The test can tell.
}

TEST(Ledger, a_teacher_sees_the_help_they_had_and_never_how_it_was_weighed) {
    School school;
    help(school, school.teacher, 4);
    fill(school, school.teacher);
    for (const char* path : {"/my-help", "/cycles", "/agreements", "/account"}) {
        const Reply page = school.teacher.get(path);
        EXPECT_FALSE(page.shows("CANARY")) << path;
        EXPECT_FALSE(page.shows("credit")) << path;
        EXPECT_FALSE(page.shows("It gives.")) << path;
    }
    EXPECT_TRUE(school.teacher.get("/my-help").shows("Rosa Lima"));
    EXPECT_EQ(school.teacher.get(credit_of(school.teacher)).status, 403);
    EXPECT_EQ(school.teacher.api_get("/api/v1" + credit_of(school.teacher)).status, 403);
}

TEST(Ledger, each_coach_keeps_one_of_their_own) {
    School school;
    help(school, school.teacher, 3);
    fill(school, school.teacher);
    const std::string address = newest(school);
    const Reply page = school.other_coach.get(credit_of(school.teacher));
    EXPECT_EQ(page.status, 200);
    EXPECT_FALSE(page.shows("CANARY"));
    EXPECT_TRUE(page.shows("Nothing between Amina Diallo and you yet."));
    EXPECT_EQ(school.other_coach.get(address).status, 404);
    EXPECT_EQ(school.other_coach.post(address + "/reply", {{"reply", "accepted"}}).status, 404);
    EXPECT_EQ(school.other_coach.del(address).status, 404);
    EXPECT_FALSE(school.other_coach.get("/stretches").shows("CANARY"));
}

TEST(Ledger, it_is_kept_of_teachers_who_work_here_and_of_nobody_else) {
    School school;
    for (const Client* who :
         {&school.coach, &school.other_coach, &school.principal, &school.admin, &school.stranger}) {
        EXPECT_EQ(school.coach.get(credit_of(*who)).status, 404);
        EXPECT_EQ(invite(school, *who, "A podcast").status, 404);
    }
    const std::string link = "/credit\"";
    EXPECT_TRUE(school.coach.get("/people/" + id_of(school.teacher)).shows(link));
    EXPECT_FALSE(school.coach.get("/people/" + id_of(school.other_coach)).shows(link));
    EXPECT_FALSE(school.technician.get("/people/" + id_of(school.teacher)).shows(link));
}

TEST(Ledger, who_becomes_an_evaluator_keeps_none_any_more) {
    for (const char* role : {"principal", "director", "district_admin"}) {
        School school;
        help(school, school.teacher, 3);
        fill(school, school.teacher);
        const std::string address = newest(school);
        school.admin.post("/settings/people/" + id_of(school.coach) + "/roles", {{"role", role}});
        EXPECT_EQ(school.coach.get(credit_of(school.teacher)).status, 404) << role;
        EXPECT_EQ(school.coach.api_get("/api/v1" + credit_of(school.teacher)).status, 404) << role;
        EXPECT_EQ(school.coach.get(address).status, 404) << role;
        EXPECT_EQ(school.coach.get("/stretches").status, 404) << role;
        EXPECT_EQ(school.coach.get("/stretches/table").status, 404) << role;
        EXPECT_EQ(school.coach.api_get("/api/v1/stretches").status, 404) << role;
        EXPECT_EQ(invite(school, school.teacher, "A podcast").status, 404) << role;
        EXPECT_EQ(school.coach.post(address + "/reply", {{"reply", "accepted"}}).status, 404);
        EXPECT_EQ(school.coach.del(address).status, 404) << role;
        EXPECT_FALSE(school.coach.get("/people/" + id_of(school.teacher)).shows("/credit\""));
    }
}

TEST(Ledger, the_record_that_administrators_read_does_not_tell_of_it) {
    School school;
    const Reply before = school.admin.api_get("/api/v1/audit");
    fill(school, school.teacher);
    EXPECT_EQ(school.admin.api_get("/api/v1/audit").body, before.body);
}

TEST(Ledger, switched_off_nothing_remains_of_it) {
    School school;
    help(school, school.teacher, 4);
    fill(school, school.teacher);
    ASSERT_EQ(rows_kept(school), 2);
    const std::string address = newest(school);
    EXPECT_EQ(school.coach.post("/settings/ledger/ending").status, 403);
    EXPECT_EQ(school.admin.post("/settings/ledger/ending").status, 303);
    EXPECT_EQ(rows_kept(school), 0);
    static constexpr Sql answers{"ledger.test_answers", R"(
        SELECT COUNT(*) FROM idempotency
         WHERE district_id = $1 AND substr(notice, 1, 7) = 'ledger.')"};
    EXPECT_EQ(school.db().read(school.scope(),
                               [](ReadTx& tx) { return tx.number(answers, tx.district()); }),
              0);
    for (const std::string& path : {credit_of(school.teacher), address, std::string("/stretches"),
                                    std::string("/stretches/table")}) {
        EXPECT_EQ(school.coach.get(path).status, 404) << path;
    }
    for (const std::string& path :
         {credit_of(school.teacher), address, std::string("/stretches")}) {
        EXPECT_EQ(school.coach.api_get("/api/v1" + path).status, 404) << path;
    }
    EXPECT_EQ(invite(school, school.teacher, "A podcast").status, 404);
    EXPECT_FALSE(school.coach.get("/people/" + id_of(school.teacher)).shows("/credit\""));
}

TEST(Ledger, switched_on_again_it_begins_without_an_invitation) {
    School school;
    help(school, school.teacher, 3);
    fill(school, school.teacher);
    school.admin.api_post("/api/v1/settings/ledger/ending", "{}");
    const Reply on = school.admin.api_del("/api/v1/settings/ledger/ending");
    EXPECT_TRUE(on.shows(R"("is_kept":true)")) << on.body;
    const auto credit = credit_json(school, school.teacher);
    EXPECT_TRUE(credit.at("stretches").as_array().empty());
    EXPECT_EQ(of_json(credit, "advice"), "ask");  // Help that was logged stays.
}

TEST(Ledger, what_an_administrator_sees_and_presses_is_the_same_with_and_without_one) {
    School school;
    const std::string ending = "/api/v1/settings/ledger/ending";
    const auto pages = [&] {
        return without_keys_of_page(school.admin.get("/settings/ledger").body) +
               without_keys_of_page(school.admin.get("/settings/ledger/ending").body);
    };
    const std::string before = pages(), pressed = school.admin.api_post(ending, "{}").body;
    school.admin.api_del(ending);
    fill(school, school.teacher);
    EXPECT_EQ(pages(), before);
    EXPECT_EQ(school.admin.api_post(ending, "{}").body, pressed);
}

}  // namespace
}  // namespace rapport::ledger::cast
