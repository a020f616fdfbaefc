#include <gtest/gtest.h>

#include "platform/desk/context.hpp"
#include "platform/desk/json.hpp"
#include "platform/signin/signin.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::desk {
namespace {

using test::Reply;
using test::School;

TEST(Desk, nobody_signed_in_is_shown_the_way_in_and_back) {
    School school;
    const Reply reply = school.nobody.get("/settings");
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(reply.location, "/signin?next=%2Fsettings");
}

TEST(Desk, a_page_that_is_not_there_and_one_that_is_not_yours_differ_in_nothing_private) {
    School school;
    EXPECT_EQ(school.coach.get("/nothing/here").status, 404);
    EXPECT_EQ(school.teacher.get("/settings/people").status, 403);
}

TEST(Desk, a_post_from_another_site_is_refused) {
    School school;
    http::Request request;
    request.method = http::Method::post;
    request.path = request.target = "/account/language";
    request.headers = {{"host", "rapport.test"},
                       {"sec-fetch-site", "cross-site"},
                       {"cookie", "s=" + school.teacher.cookie()}};
    request.form.add("language", "fr");
    request.form.add("_key", "0123456789abcdef");
    EXPECT_EQ(school.teacher.send(request).status, 403);
}

TEST(Desk, a_post_without_the_token_of_the_page_is_refused) {
    School school;
    http::Request request;
    request.method = http::Method::post;
    request.path = request.target = "/account/language";
    request.headers = {{"host", "rapport.test"}, {"cookie", "s=" + school.teacher.cookie()}};
    request.form.add("language", "fr");
    request.form.add("_key", "0123456789abcdef");
    EXPECT_EQ(school.teacher.send(request).status, 403);
}

// A key of the coach's that may do no more than `scopes`, and what it is answered.
class LimitedKey {
  public:
    LimitedKey(School& school, std::string_view scopes) : school_(school) {
        const auto guest = school.db().read(
            Scope::whole(), [&](ReadTx& tx) { return guest_of_cookie(tx, school.coach.cookie()); });
        const Scope scope = school.scope();
        key_ = school.db().write(Scope::whole(), [&](WriteTx& tx) {
            return signin::make_limited_token(tx, guest->viewer.account,
                                              {scope.district, scope.actor, "", ""}, "limited",
                                              scopes);
        });
    }
    int status(http::Method method, const std::string& path) {
        http::Request request;
        request.method = method;
        request.path = request.target = path;
        request.body = "{}";
        request.headers = {{"host", "rapport.test"},
                           {"authorization", "Bearer " + key_},
                           {"content-type", "application/json"},
                           {"idempotency-key", "limited-key-" + path}};
        return school_.coach.send(request).status;
    }

  private:
    School& school_;
    std::string key_;
};

TEST(Desk, a_limited_key_acts_through_the_rights_it_names_and_no_other) {
    School school;
    LimitedKey key(school, "see_people");
    EXPECT_EQ(key.status(http::Method::get, "/api/v1/people"), 200);
    EXPECT_EQ(key.status(http::Method::get, "/api/v1/contacts"), 403);
    EXPECT_EQ(key.status(http::Method::post, "/api/v1/contacts"), 403);
    EXPECT_EQ(key.status(http::Method::post, "/api/v1/account/language"), 403);
    EXPECT_EQ(key.status(http::Method::post, "/api/v1/tokens"), 403);
}

TEST(Desk, a_limited_key_gives_nobody_more_than_they_have) {
    School school;
    LimitedKey key(school, "change_settings,see_people");
    EXPECT_EQ(key.status(http::Method::get, "/api/v1/people"), 200);
    EXPECT_EQ(key.status(http::Method::post, "/api/v1/kinds"), 403);
}

TEST(Desk, scopes_are_rights_that_can_be_handed_on) {
    EXPECT_TRUE(parse_rights("").has_value());
    EXPECT_EQ(parse_rights("log_contacts,see_people")->count(), 2u);
    for (const char* bad :
         {"anyone", "signed_in", "log_contact", "log_contacts,,see_people", ","}) {
        EXPECT_FALSE(parse_rights(bad).has_value()) << bad;
    }
}

TEST(Desk, a_button_pressed_twice_does_its_work_once) {
    School school;
    const test::Form person{{"name", "Press Twice"}, {"role", "teacher"}};
    const Reply first = school.admin.with_key("one-key-for-both-").post("/settings/people", person);
    const Reply second =
        school.admin.with_key("one-key-for-both-").post("/settings/people", person);
    EXPECT_EQ(first.status, 303);
    EXPECT_EQ(second.status, 303);
    EXPECT_EQ(first.location, second.location);
    const Reply other = school.admin.with_key("one-key-for-both-")
                            .post("/settings/people", {{"name", "Other"}, {"role", "teacher"}});
    EXPECT_EQ(other.status, 422);
}

TEST(Desk, a_refused_form_keeps_what_was_typed_and_says_why_at_the_field) {
    School school;
    const Reply reply = school.admin.post(
        "/settings/people", {{"name", "Łucja <b>O’Neil"}, {"email", "odd"}, {"role", "teacher"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Łucja &lt;b&gt;O’Neil"));
    EXPECT_TRUE(reply.shows("does not look like an e-mail address"));
    EXPECT_TRUE(reply.shows("aria-invalid=\"true\""));
}

TEST(Desk, words_a_district_chose_are_said_everywhere) {
    School school;
    test::Form words;
    for (const std::string language : {"en", "fr"}) {
        const bool is_english = language == "en";
        words.emplace_back("words.coach." + language,
                           is_english ? "Technology integrator" : "Accompagnateur");
        words.emplace_back("words.teacher." + language, is_english ? "Teacher" : "Enseignant");
        words.emplace_back("words.principal." + language, is_english ? "Principal" : "Direction");
    }
    EXPECT_TRUE(school.admin.get("/settings/rights").shows("Coach"));
    school.admin.post("/settings/words", words);
    const Reply page = school.admin.get("/settings/words");
    EXPECT_TRUE(page.shows("Technology integrator"));
}

TEST(Desk, every_answer_carries_the_headers_that_protect_it) {
    School school;
    const Reply reply = school.teacher.get("/account");
    EXPECT_EQ(reply.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(reply.header("Cache-Control"), "no-store");
    EXPECT_NE(reply.header("Content-Security-Policy").find("default-src 'none'"),
              std::string_view::npos);
    EXPECT_NE(reply.header("Content-Security-Policy").find("frame-ancestors 'none'"),
              std::string_view::npos);
}

TEST(Desk, an_api_call_without_a_good_token_gets_a_problem_and_nothing_else) {
    School school;
    const Reply reply = school.nobody.api_get("/api/v1/requests");
    EXPECT_EQ(reply.status, 401);
    EXPECT_TRUE(reply.shows("\"status\":401"));
}

TEST(Desk, a_program_that_asks_for_what_is_not_there_gets_a_problem_and_no_page) {
    School school;
    const auto reply = school.coach.api_get("/api/v1/nothing-of-the-kind");
    EXPECT_EQ(reply.status, 404);
    EXPECT_TRUE(reply.shows("\"status\":404"));
    EXPECT_FALSE(reply.shows("<html"));
}

TEST(Desk, the_cursor_of_a_list_cannot_be_made_up) {
    EXPECT_EQ(key_of_cursor(cursor_of("Diallo, Amina\tx")), "Diallo, Amina\tx");
    EXPECT_FALSE(key_of_cursor("bm90LWEtY3Vyc29y").has_value());
    EXPECT_FALSE(key_of_cursor("%%%").has_value());
}

TEST(Desk, the_openapi_document_names_every_api_route) {
    School school;
    const Reply reply = school.nobody.get("/api/v1/openapi.json");
    EXPECT_EQ(reply.status, 200);
    for (const Route& route : school.app().routes()) {
        if (!route.is_api) continue;
        EXPECT_TRUE(reply.shows("\"" + route.pattern + "\"")) << route.pattern;
    }
}

}  // namespace
}  // namespace rapport::desk
