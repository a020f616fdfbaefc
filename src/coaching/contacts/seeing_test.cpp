// Who sees what of a contact, and the ways out of it: export and API.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

#include "coaching/contacts/contacts.hpp"
#include "tests/support/school.hpp"

namespace rapport::contacts {
namespace {

using test::Client;
using test::Reply;
using test::School;
namespace json = boost::json;

std::string logged(School& school, const std::string& next_step = "Bring the rubric") {
    const Reply reply = school.coach.post("/contacts", {{"person", school.teacher.id().text()},
                                                        {"kind", school.kind("1b")},
                                                        {"minutes", "45"},
                                                        {"next_step", next_step}});
    EXPECT_EQ(reply.status, 303) << reply.body;
    return reply.location.substr(reply.location.find("saved=") + 6);
}

TEST(ContactsSeen, a_principal_a_director_and_an_administrator_find_no_contact) {
    School school;
    const std::string id = logged(school);
    for (Client* client : {&school.principal, &school.director, &school.admin, &school.stranger}) {
        EXPECT_EQ(client->get("/contacts/" + id).status, 404);
        EXPECT_EQ(client->api_get("/api/v1/contacts/" + id).status, 404);
    }
    EXPECT_EQ(school.nobody.get("/contacts/" + id).status, 303);
}

TEST(ContactsSeen, a_teacher_sees_the_help_they_had_and_not_what_the_coach_plans) {
    School school;
    const std::string id = logged(school);
    const Reply page = school.teacher.get("/contacts/" + id);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("Rosa Lima fixed something."));
    EXPECT_TRUE(page.shows("45 min"));
    EXPECT_FALSE(page.shows("Bring the rubric"));
}

TEST(ContactsSeen, another_teacher_finds_nothing) {
    School school;
    const std::string id = logged(school);
    EXPECT_EQ(school.colleague.get("/contacts/" + id).status, 404);
}

TEST(ContactsSeen, another_coach_sees_that_it_happened_and_no_more) {
    School school;
    const std::string id = logged(school);
    const Reply page = school.other_coach.get("/contacts/" + id);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("Rosa Lima fixed something."));
    EXPECT_FALSE(page.shows("45 min"));
    EXPECT_FALSE(page.shows("Bring the rubric"));
    const Reply person = school.other_coach.get("/people/" + school.teacher.id().text());
    EXPECT_TRUE(person.shows("Rosa Lima fixed something."));
    EXPECT_FALSE(person.shows("45 min"));
    EXPECT_FALSE(person.shows("Bring the rubric"));
}

TEST(ContactsSeen, a_coach_who_evaluates_sees_no_help_of_others) {
    School school;
    const std::string id = logged(school);
    const auto both = school.add("Vera Both", Role::coach, std::nullopt);
    school.db().write(both.scope(), [&](WriteTx& tx) {
        tx.run(Sql{"test.role", R"(INSERT INTO role_held (district_id, id, person_id, role, source)
                                   VALUES ($1, $2, $3, 'principal', 'manual'))"},
               tx.district(), tx.new_id<PersonId>(), tx.actor());
    });
    const auto help = school.db().read(both.scope(), [&](ReadTx& tx) {
        EXPECT_FALSE(find(tx, *ContactId::parse(id)).has_value());
        return help_given_to(tx, school.teacher.id(), std::nullopt, 10);
    });
    EXPECT_TRUE(help.empty());
}

TEST(ContactsSeen, who_can_see_a_contact_is_answered_by_name) {
    School school;
    const std::string id = logged(school);
    const auto seers = school.db().read(
        school.scope(), [&](ReadTx& tx) { return who_can_see(tx, *ContactId::parse(id)); });
    ASSERT_EQ(seers.size(), 4u);
    EXPECT_EQ(seers[0].name, "Rosa Lima");
    EXPECT_EQ(seers[1].name, "Amina Diallo");
    EXPECT_EQ(seers[2].name, "Jo Park");
    EXPECT_EQ(seers[3].name, "Tom Weaver");
}

TEST(ContactsSeen, nobody_changes_the_contact_of_another) {
    School school;
    const std::string id = logged(school);
    EXPECT_EQ(school.other_coach.post("/contacts/" + id + "/withdrawal").status, 404);
    EXPECT_EQ(school.other_coach.post("/contacts/" + id + "/next-step/completion").status, 404);
    EXPECT_EQ(school.other_coach.get("/contacts/" + id + "/correction").status, 404);
    EXPECT_EQ(school.other_coach.api_del("/api/v1/contacts/" + id).status, 404);
    EXPECT_EQ(school.teacher.post("/contacts/" + id + "/withdrawal").status, 403);
}

TEST(ContactsSeen, an_export_holds_no_formula_and_leaves_a_trace) {
    School school;
    logged(school, "=HYPERLINK(\"http://evil\")");
    const Reply reply = school.coach.post(
        "/contacts/exports", {{"from", "2026-11-01"}, {"to", "2026-11-30"}, {"format", "csv"}});
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.shows("'=HYPERLINK"));
    EXPECT_TRUE(reply.shows("Amina Diallo"));
    const auto traces = school.db().read(school.scope(), [](ReadTx& tx) {
        return tx.number(Sql{"test.traces", R"(SELECT COUNT(*) FROM audit
            WHERE district_id = $1 AND action = 'contacts.exported')"},
                         tx.district());
    });
    EXPECT_EQ(traces, 1);
}

TEST(ContactsSeen, a_spreadsheet_is_a_zip_of_typed_cells) {
    School school;
    logged(school, "=1+1");
    const Reply reply = school.coach.post(
        "/contacts/exports", {{"from", "2026-11-01"}, {"to", "2026-11-30"}, {"format", "xlsx"}});
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.body.starts_with("PK"));
}

TEST(ContactsSeen, an_export_from_the_last_day_to_the_first_is_refused) {
    School school;
    const Reply reply = school.coach.post(
        "/contacts/exports", {{"from", "2026-11-30"}, {"to", "2026-11-01"}, {"format", "csv"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("The last day comes before the first."));
}

TEST(ContactsSeen, a_program_logs_reads_and_takes_back_by_the_same_rules) {
    School school;
    const std::string body = R"({"people":[")" + school.teacher.id().text() + R"("],"kind":")" +
                             school.kind("1c") + R"(","minutes":30,"next_step":"Call"})";
    const Reply made = school.coach.api_post("/api/v1/contacts", body);
    ASSERT_EQ(made.status, 201) << made.body;
    const auto id = std::string(json::parse(made.body).at("id").as_string());
    const Reply one = school.coach.api_get("/api/v1/contacts/" + id);
    EXPECT_EQ(json::parse(one.body).at("next_step").as_string(), "Call");
    EXPECT_FALSE(one.header("ETag").empty());
    EXPECT_EQ(school.coach.api_del("/api/v1/contacts/" + id).status, 200);
    const Reply list = school.coach.api_get("/api/v1/contacts");
    EXPECT_TRUE(json::parse(list.body).at("contacts").as_array().empty());
}

TEST(ContactsSeen, a_refused_call_says_why_at_its_field) {
    School school;
    const Reply reply = school.coach.api_post(
        "/api/v1/contacts", R"({"kind":")" + school.kind("1c") + R"(","minutes":30})");
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Tap whom you helped."));
}

TEST(ContactsSeen, a_long_list_goes_on_from_its_cursor_and_misses_nothing) {
    School school;
    for (int i = 0; i < 5; ++i) logged(school);
    std::set<std::string> seen;
    std::string address = "/api/v1/contacts?limit=2";
    for (int page = 0; page < 3; ++page) {
        const auto list = json::parse(school.coach.api_get(address).body);
        for (const auto& one : list.at("contacts").as_array()) {
            seen.insert(std::string(one.at("id").as_string()));
        }
        if (list.at("next").is_null()) break;
        address = "/api/v1/contacts?limit=2&cursor=" + std::string(list.at("next").as_string());
    }
    EXPECT_EQ(seen.size(), 5u);
}

TEST(ContactsSeen, ones_own_log_is_searched_by_name_and_promise) {
    School school;
    logged(school, "Bring the rubric");
    EXPECT_TRUE(school.coach.get("/contacts?q=diallo").shows("Fixing something"));
    EXPECT_TRUE(school.coach.get("/contacts?q=rubric").shows("Fixing something"));
    EXPECT_FALSE(school.coach.get("/contacts?q=giraffe").shows("Fixing something"));
}

}  // namespace
}  // namespace rapport::contacts
