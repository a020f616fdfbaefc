// How the API and the forms behave at their edges: what is not there, what did not change, what is
// sent twice, what cannot be kept.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/support/test_db.hpp"
#include "tests/support/world.hpp"

namespace rapport::test {
namespace {

namespace json = boost::json;

TEST(Api, what_is_not_there_is_said_as_a_problem_and_not_as_a_page) {
    School school;
    for (const Reply& reply :
         {school.coach.api_get("/api/v1/nothing"), school.nobody.get("/api/v1/nothing"),
          school.coach.api_get("/today")}) {
        EXPECT_EQ(reply.status, 404);
        EXPECT_EQ(reply.header_type, "application/problem+json");
    }
}

TEST(Api, an_answer_that_did_not_change_is_not_sent_again) {
    School school;
    const Reply first = school.coach.api_get("/api/v1/kinds");
    const std::string etag(first.header("ETag"));
    ASSERT_FALSE(etag.empty());
    EXPECT_EQ(school.coach.api_get_if_changed("/api/v1/kinds", etag).status, 304);
    school.admin.api_post("/api/v1/focus", R"({"label":"Podcasts"})");
    EXPECT_EQ(school.coach.api_get_if_changed("/api/v1/kinds", etag).status, 200);
}

TEST(Api, a_new_token_is_told_once_and_a_repeated_act_makes_no_second_one) {
    School school;
    const std::string key = "a-key-of-the-test-1";
    const Reply first =
        school.coach.with_key(key).api_post("/api/v1/tokens", R"({"name":"a script"})");
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_TRUE(first.shows("\"token\":\"rpt_"));
    const Reply again =
        school.coach.with_key(key).api_post("/api/v1/tokens", R"({"name":"a script"})");
    EXPECT_EQ(again.status, 201);
    EXPECT_TRUE(again.shows("\"token\":null"));
    const auto tokens =
        json::parse(school.coach.api_get("/api/v1/tokens").body).at("tokens").as_array();
    EXPECT_EQ(tokens.size(), 2u);  // The one of the test itself, and this one.
}

TEST(Api, a_token_can_be_made_for_less_than_its_maker_may) {
    School school;
    const auto made = [&](const std::string& scopes) {
        return school.coach.api_post("/api/v1/tokens",
                                     R"({"name":"a script","scopes":)" + scopes + "}");
    };
    EXPECT_EQ(made(R"(["see_people"])").status, 201);
    const Reply odd = made(R"(["see_everything"])");
    EXPECT_EQ(odd.status, 422);
    EXPECT_TRUE(odd.shows("/scopes"));
    const Sql limited{"test.limited", R"(
        SELECT COUNT(*)
          FROM api_token
         WHERE district_id = $1 AND scopes = 'see_people')"};
    const auto row = school.db().read(
        school.scope(), [&](ReadTx& tx) { return tx.number(limited, tx.district()); });
    EXPECT_EQ(row, 1);
}

TEST(Api, a_person_is_given_no_role_in_a_building_that_is_not_there) {
    School school;
    const std::string roles = "/api/v1/settings/people/" + school.colleague.id().text() + "/roles";
    for (const std::string& building : {std::string("nonsense"), std::string(26, 'z')}) {
        const Reply reply =
            school.admin.api_post(roles, R"({"role":"coach","building":")" + building + "\"}");
        EXPECT_EQ(reply.status, 422) << reply.body;
        EXPECT_TRUE(reply.shows("/building"));
    }
}

TEST(Api, the_audit_goes_on_from_its_cursor_without_a_gap_and_without_a_repeat) {
    School school;
    for (int i = 0; i < 130; ++i) {
        school.admin.api_post("/api/v1/focus", R"({"label":"Tag )" + std::to_string(i) + "\"}");
    }
    std::size_t count = 0;
    std::string cursor;
    for (int page = 0; page < 5; ++page) {
        const auto body = json::parse(
            school.admin.api_get("/api/v1/audit" + (cursor.empty() ? "" : "?cursor=" + cursor))
                .body);
        count += body.at("entries").as_array().size();
        if (body.at("next").is_null()) break;
        cursor = std::string(body.at("next").as_string());
    }
    const auto rows = school.db().read(school.scope(), [](ReadTx& tx) {
        return tx.number(
            Sql{"test.audit_rows", "SELECT COUNT(*) FROM audit WHERE district_id = $1"},
            tx.district());
    });
    EXPECT_EQ(static_cast<std::int64_t>(count), rows);
    EXPECT_GE(rows, 130);
}

TEST(Api, whoever_signs_out_or_changes_the_language_comes_back_to_where_they_were) {
    School school;
    EXPECT_EQ(
        school.coach.post("/account/language", {{"language", "fr"}, {"back", "/people"}}).location,
        "/people");
    EXPECT_EQ(
        school.coach.post("/account/language", {{"language", "en"}, {"back", "//evil.example"}})
            .location,
        "/account");
    EXPECT_EQ(school.coach.post("/signout", {{"back", "/people?q=a"}}).location,
              "/signin?next=%2Fpeople%3Fq%3Da");
}

TEST(Api, a_nul_in_a_form_comes_back_as_a_page_with_all_that_was_typed) {
    School school;
    const Reply reply = school.teacher.post(
        "/my-help", {{"words", std::string("pod\0casts", 9)}, {"times", "now"}});
    EXPECT_EQ(reply.status, 400);
    EXPECT_TRUE(reply.shows("A sign that cannot be kept"));
    EXPECT_TRUE(reply.shows("name=\"words\" value=\"podcasts\""));
    EXPECT_TRUE(reply.shows("name=\"times\" value=\"now\""));
    EXPECT_TRUE(reply.shows("Send it without that sign"));
    const Reply secret =
        school.coach.post("/account/password", {{"password", std::string("hush\0hush-hush", 14)}});
    EXPECT_FALSE(secret.shows("hush"));
}

}  // namespace
}  // namespace rapport::test
