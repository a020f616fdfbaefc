// Colleagues: shown to whom they agreed to and nobody else, gone at once, reached by mail.
#include "design/colleagues/colleagues.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "design/search/search.hpp"
#include "platform/people/people.hpp"
#include "tests/hostile/reading.hpp"
#include "tests/hostile/strings.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::colleagues {
namespace {

namespace json = boost::json;
using test::Client;
using test::Form;
using test::Reply;
using test::School;

Form shown(const std::string& level, const std::string& helps = "CANARYHELP with podcasts") {
    return {{"does", "Technology integrator"},
            {"works_at", "Cedar Elementary"},
            {"kind", "Fixing something"},
            {"helps", helps},
            {"reach", "form"},
            {"address", "hidden@example.org"},
            {"level", level},
            {"agree", "1"}};
}

Form with(Form form, const std::string& field, const std::string& value) {
    std::erase_if(form, [&](const auto& each) { return each.first == field; });
    form.emplace_back(field, value);
    return form;
}

void put_in(Client& who, const Form& form) {
    const Reply reply = who.post("/colleagues/mine", form);
    ASSERT_EQ(reply.status, 303) << reply.body;
}

json::array list_of(Client& who) {
    return json::parse(who.api_get("/api/v1/colleagues").body).at("colleagues").as_array();
}

std::string first_id(Client& who) {
    const json::array list = list_of(who);
    return list.empty() ? "" : std::string(list[0].at("id").as_string());
}

std::string public_page_of(School& school) {
    const Reply reply = school.admin.api_post("/api/v1/colleagues/publication", "{}");
    EXPECT_EQ(reply.status, 200) << reply.body;
    const std::string link(json::parse(reply.body).at("link").as_string());
    return link.substr(link.find("/colleagues/at/"));
}

bool is_found(Client& who) {
    return who.get("/search?q=canaryhelp").body.find("<mark>CANARYHELP") != std::string::npos;
}

std::int64_t mails_with(School& school, const Client& of, const std::string& part) {
    return school.db().read(of.scope(), [&](ReadTx& tx) {
        constexpr Sql mails{"test.mails", R"(
            SELECT COUNT(*)
              FROM job
             WHERE district_id = $1 AND kind = 'mail' AND payload LIKE $2)"};
        return tx.number(mails, tx.district(), "%" + part + "%");
    });
}

TEST(Colleagues, what_is_missing_is_said_at_its_field_and_nothing_is_shown_without_consent) {
    School school;
    const auto refused = [&](const Form& form, const char* says) {
        const Reply reply = school.coach.post("/colleagues/mine", form);
        EXPECT_EQ(reply.status, 422) << says;
        EXPECT_TRUE(reply.shows(says)) << says;
    };
    const Form good = shown("district");
    refused(with(good, "agree", ""), "It is shown only if you agree.");
    refused(with(good, "does", " "), "Say what you do.");
    refused(with(good, "does", std::string(201, 'x')), "longer than 200 characters");
    refused(with(with(good, "helps", ""), "kind", ""), "Choose or write what you can help with.");
    refused(with(good, "helps", std::string(501, 'x')), "longer than 500 characters");
    refused(with(good, "reach", "pigeon"), "Choose how you are reached.");
    refused(with(with(good, "reach", "address"), "address", "nowhere"), "that mail can reach");
    refused(with(with(good, "reach", "address"), "address", ""), "that mail can reach");
    refused(with(good, "level", "world"), "Choose who may see it.");
    EXPECT_TRUE(school.coach.post("/colleagues/mine", with(good, "agree", "")).shows("CANARYHELP"));
    EXPECT_TRUE(list_of(school.coach).empty());
    EXPECT_FALSE(is_found(school.teacher));
}

TEST(Colleagues, only_the_district_sees_who_agreed_to_that) {
    School school;
    const std::string page = public_page_of(school);
    put_in(school.coach, shown("district"));
    put_in(school.coach, shown("district"));  // Pressed twice, they stand there once.
    EXPECT_EQ(list_of(school.coach).size(), 1u);
    for (Client* who :
         {&school.teacher, &school.principal, &school.admin, &school.representative}) {
        const Reply reply = who->get("/colleagues");
        EXPECT_TRUE(reply.shows("Rosa Lima"));
        EXPECT_TRUE(reply.shows("CANARYHELP"));
        EXPECT_FALSE(reply.shows("hidden@example.org"));
        EXPECT_TRUE(is_found(*who));
    }
    const std::string one = "/colleagues/" + first_id(school.coach);
    EXPECT_FALSE(school.stranger.get("/colleagues").shows("Rosa Lima"));
    EXPECT_EQ(school.stranger.get(one).status, 404);
    EXPECT_EQ(school.stranger.post(one + "/questions", {{"words", "x"}}).status, 404);
    EXPECT_FALSE(is_found(school.stranger));
    EXPECT_FALSE(school.nobody.get(page).shows("Rosa Lima"));
    EXPECT_EQ(school.nobody.get(page + one.substr(11)).status, 404);
}

TEST(Colleagues, the_network_sees_who_agreed_to_that_and_asks_them_by_mail) {
    School school;
    const std::string page = public_page_of(school);
    put_in(school.coach, shown("network"));
    const Reply seen = school.stranger.get("/colleagues");
    EXPECT_TRUE(seen.shows("Of your network"));
    EXPECT_TRUE(seen.shows("Rosa Lima"));
    EXPECT_TRUE(seen.shows("Lakeside Unified"));
    EXPECT_FALSE(is_found(school.stranger));  // Search is of one's own district.
    EXPECT_FALSE(school.nobody.get(page).shows("Rosa Lima"));
    const std::string one = "/colleagues/" + first_id(school.stranger);
    EXPECT_TRUE(school.stranger.get(one).shows("CANARYHELP"));
    EXPECT_EQ(school.stranger.post(one + "/questions", {{"words", " "}}).status, 422);
    for (int i = 0; i < 2; ++i) {  // Pressed twice, it is sent once.
        school.stranger.with_key("CANARYKEY-0123456789-0123456789");
        const Reply sent = school.stranger.post(one + "/questions", {{"words", "CANARYQUESTION"}});
        ASSERT_EQ(sent.status, 303);
    }
    EXPECT_EQ(mails_with(school, school.coach, "CANARYQUESTION"), 1);
    EXPECT_EQ(mails_with(school, school.coach, "hidden@example.org"), 0);
    EXPECT_EQ(school.stranger.del(one).status, 403);
    put_in(school.coach, shown("district"));  // Agrees to less.
    EXPECT_FALSE(school.stranger.get("/colleagues").shows("Rosa Lima"));
    EXPECT_EQ(school.stranger.post(one + "/questions", {{"words", "x"}}).status, 404);
}

TEST(Colleagues, a_district_that_leaves_the_network_is_seen_there_no_more) {
    School school;
    put_in(school.coach, shown("network"));
    ASSERT_TRUE(school.stranger.get("/colleagues").shows("Rosa Lima"));
    school.db().write(Scope::whole(), [&](WriteTx& tx) {
        constexpr Sql leave{"test.leave_network", R"(
            UPDATE district
               SET network_id = NULL
             WHERE id = $1)"};
        tx.run(leave, school.scope().district);
    });
    EXPECT_FALSE(school.stranger.get("/colleagues").shows("Rosa Lima"));
    EXPECT_TRUE(school.coach.post("/colleagues/mine", shown("network")).shows("in no network"));
    EXPECT_FALSE(school.coach.get("/colleagues/mine").shows("my network"));
}

TEST(Colleagues, everybody_reads_who_agreed_to_that_once_the_district_publishes) {
    School school;
    put_in(school.coach,
           with(with(shown("everybody"), "reach", "address"), "address", "Rosa@Lakes.example"));
    put_in(school.teacher, shown("network"));
    EXPECT_EQ(school.coach.post("/colleagues/publication").status, 403);
    EXPECT_EQ(school.teacher.post("/colleagues/publication").status, 403);
    const std::string page = public_page_of(school);
    const Reply reply = school.nobody.get(page);
    EXPECT_TRUE(reply.shows("Rosa Lima"));
    EXPECT_TRUE(reply.shows("rosa@lakes.example"));
    EXPECT_FALSE(reply.shows("Amina Diallo"));
    ASSERT_EQ(school.admin.del("/colleagues/publication").status, 303);
    EXPECT_EQ(school.nobody.get(page).status, 404);
    EXPECT_NE(public_page_of(school), page);
}

TEST(Colleagues, somebody_without_an_account_asks_by_the_form_and_keeps_what_was_typed) {
    School school;
    put_in(school.coach, shown("everybody"));
    const std::string one = public_page_of(school) + "/" + first_id(school.coach);
    EXPECT_EQ(school.nobody.get(one).status, 200);
    const Form good{{"words", "How did you begin? CANARYASKED"},
                    {"name", "Mina Peer"},
                    {"reply_to", "mina@elsewhere.example"}};
    const auto refused = [&](const std::string& field, const std::string& value, const char* says) {
        const Reply reply = school.nobody.post(one + "/questions", with(good, field, value));
        EXPECT_EQ(reply.status, 422) << says;
        EXPECT_TRUE(reply.shows(says)) << says;
        EXPECT_TRUE(reply.shows(field == "words" ? "Mina Peer" : "CANARYASKED")) << says;
    };
    refused("words", "", "Write what you would like to ask.");
    refused("name", " ", "Say who you are.");
    refused("reply_to", "nowhere", "that mail can reach");
    refused("website", "https://spam.example", "");
    ASSERT_EQ(school.nobody.post(one + "/questions", good).status, 303);
    EXPECT_EQ(mails_with(school, school.coach, "CANARYASKED"), 1);
    EXPECT_EQ(mails_with(school, school.coach, "mina@elsewhere.example"), 1);
    int last = 0;
    for (int i = 0; i < 31; ++i) last = school.nobody.post(one + "/questions", good).status;
    EXPECT_EQ(last, 429);
}

TEST(Colleagues, taken_back_it_is_gone_at_once_everywhere) {
    School school;
    const std::string page = public_page_of(school);
    put_in(school.coach, shown("everybody"));
    const std::string one = "/colleagues/" + first_id(school.coach);
    ASSERT_TRUE(school.stranger.get("/colleagues").shows("Rosa Lima"));
    ASSERT_TRUE(school.nobody.get(page).shows("Rosa Lima"));
    ASSERT_TRUE(is_found(school.teacher));
    EXPECT_TRUE(school.coach.get("/colleagues").shows("Take me out"));
    ASSERT_EQ(school.coach.del("/colleagues/mine").status, 303);
    ASSERT_EQ(school.coach.del("/colleagues/mine").status, 303);
    EXPECT_FALSE(school.teacher.get("/colleagues").shows("Rosa Lima"));
    EXPECT_FALSE(school.stranger.get("/colleagues").shows("Rosa Lima"));
    EXPECT_FALSE(school.nobody.get(page).shows("Rosa Lima"));
    EXPECT_FALSE(is_found(school.teacher));
    EXPECT_EQ(school.teacher.get(one).status, 404);
}

TEST(Colleagues, an_administrator_removes_and_can_put_nobody_in) {
    School school;
    put_in(school.teacher, shown("network"));
    const std::string one = "/colleagues/" + first_id(school.coach);
    for (Client* who : {&school.coach, &school.director, &school.principal, &school.colleague}) {
        EXPECT_EQ(who->del(one).status, 403);
    }
    EXPECT_TRUE(school.admin.get(one).shows("They are told that they were removed."));
    put_in(school.admin, with(shown("district"), "person", school.coach.id().text()));
    EXPECT_FALSE(school.principal.get("/colleagues").shows("Rosa Lima"));
    ASSERT_EQ(school.admin.del(one).status, 303);
    EXPECT_EQ(school.admin.del(one).status, 404);
    EXPECT_FALSE(school.stranger.get("/colleagues").shows("Amina Diallo"));
    EXPECT_TRUE(school.admin.get("/settings/audit").shows("colleague.removed"));
}

TEST(Colleagues, whoever_leaves_vanishes_and_a_new_name_follows) {
    School school;
    const std::string page = public_page_of(school);
    put_in(school.teacher, shown("everybody"));
    put_in(school.coach, shown("everybody", "something else"));
    school.db().write(school.scope(), [&](WriteTx& tx) {
        people::end(tx, school.teacher.id(), {2026, 11, 1});
        people::Correction named{.name = "Rosa Newname"};
        people::correct(tx, school.coach.id(), named);
    });
    EXPECT_FALSE(school.coach.get("/colleagues").shows("Amina Diallo"));
    EXPECT_FALSE(school.nobody.get(page).shows("Amina Diallo"));
    follow(school.db());
    EXPECT_FALSE(school.stranger.get("/colleagues").shows("Amina Diallo"));
    EXPECT_TRUE(school.stranger.get("/colleagues").shows("Rosa Newname"));
    EXPECT_FALSE(is_found(school.coach));
    follow(school.db());
}

TEST(Colleagues, a_district_brought_back_is_released_again) {
    School school;
    put_in(school.coach, shown("network"));
    school.db().write(Scope::whole(), [&](WriteTx& tx) {
        constexpr Sql lose{"test.lose", R"(
            DELETE FROM colleague_release
             WHERE place = $1)"};
        tx.run(lose, school.scope().district);
    });
    ASSERT_FALSE(school.stranger.get("/colleagues").shows("Rosa Lima"));
    follow(school.db());
    EXPECT_TRUE(school.stranger.get("/colleagues").shows("Rosa Lima"));
}

TEST(Colleagues, who_is_not_there_yet_finds_what_is_known_and_every_level_explained) {
    School school;
    const Reply teacher = school.teacher.get("/colleagues/mine");
    EXPECT_TRUE(teacher.shows("value=\"Teacher\"") || teacher.shows("value=\"teacher\""));
    EXPECT_TRUE(teacher.shows("value=\"Cedar Elementary\""));
    EXPECT_TRUE(teacher.shows("My district and my network"));
    EXPECT_TRUE(teacher.shows("Your district has no such page just now."));
    put_in(school.teacher, shown("network"));
    const Reply again = school.teacher.get("/colleagues/mine");
    EXPECT_TRUE(again.shows("value=\"Technology integrator\""));
    EXPECT_TRUE(school.teacher.get("/colleagues").shows("You are listed here. You agreed on"));
}

TEST(Colleagues, whatever_is_typed_stands_there_as_it_was_typed) {
    School school;
    const std::string page = public_page_of(school);
    for (const std::string& text : test::hostile_strings()) {
        Form form = shown("everybody", text);
        form = with(with(with(form, "does", text), "works_at", text), "kind", text);
        const Reply made = school.coach.post("/colleagues/mine", form);
        ASSERT_TRUE(made.status == 303 || made.status == 422) << made.status;
        if (made.status != 303) continue;
        for (const std::string& target :
             {std::string("/colleagues"), std::string("/colleagues/mine"), page}) {
            EXPECT_TRUE(test::read_page(school.coach.get(target).body).mistakes.empty()) << text;
        }
        EXPECT_TRUE(test::read_page(school.stranger.get("/colleagues").body).mistakes.empty());
    }
}

}  // namespace
}  // namespace rapport::colleagues
