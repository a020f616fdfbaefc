// A page is kept while nothing changes (docs/decisions/0018).
#include <gtest/gtest.h>

#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::desk {
namespace {

using test::Client;
using test::Reply;
using test::School;

std::string field(const Reply& page, const std::string& name) {
    const std::string before = "name=\"" + name + "\" value=\"";
    const auto at = page.body.find(before);
    if (at == std::string::npos) return "";
    const auto begin = at + before.size();
    return page.body.substr(begin, page.body.find('"', begin) - begin);
}

// The statements that showing the page took.
std::int64_t effort(Client& somebody, const std::string& target) {
    const auto before = Db::statements_of_this_thread();
    EXPECT_EQ(somebody.get(target).status, 200);
    return Db::statements_of_this_thread() - before;
}

Reply log_help(School& school) {
    return school.coach.post(
        "/contacts",
        {{"person", school.teacher.id().text()}, {"kind", school.kind("1b")}, {"minutes", "5"}});
}

TEST(KeptPages, the_second_look_asks_the_database_nothing_where_it_can_tell) {
    School school;
    EXPECT_GT(effort(school.coach, "/today"), 0);
    const auto again = effort(school.coach, "/today");
    EXPECT_EQ(again == 0, school.db().version().has_value());
}

TEST(KeptPages, whatever_is_saved_is_seen_at_once) {
    School school;
    EXPECT_FALSE(school.coach.get("/today").shows("/people/" + school.teacher.id().text()));
    ASSERT_EQ(log_help(school).status, 303);
    EXPECT_TRUE(school.coach.get("/today").shows("Amina Diallo"));
}

TEST(KeptPages, two_looks_carry_two_keys_so_that_two_acts_stay_two) {
    School school;
    const Reply first = school.coach.get("/today"), second = school.coach.get("/today");
    ASSERT_NE(field(first, "_key"), "");
    EXPECT_NE(field(first, "_key"), field(second, "_key"));
    EXPECT_NE(field(first, "_token"), field(second, "_token"));
    EXPECT_EQ(field(first, "_key").size(), field(second, "_key").size());
    EXPECT_NE(first.header("Content-Security-Policy"), second.header("Content-Security-Policy"));
    const auto nonce_at = second.body.find("nonce=\"") + 7;
    const auto nonce = second.body.substr(nonce_at, second.body.find('"', nonce_at) - nonce_at);
    EXPECT_NE(second.header("Content-Security-Policy").find("'nonce-" + nonce + "'"),
              std::string_view::npos);
    EXPECT_EQ(second.header("Cache-Control"), "no-store");
}

TEST(KeptPages, nobody_gets_the_page_of_somebody_else) {
    School school;
    EXPECT_TRUE(school.coach.get("/requests").shows("Rosa Lima"));
    EXPECT_FALSE(school.other_coach.get("/requests").shows("Rosa Lima"));
    EXPECT_EQ(school.teacher.get("/requests").status, 403);
    EXPECT_EQ(school.nobody.get("/requests").status, 303);
}

TEST(KeptPages, it_ends_with_the_session) {
    School school;
    school.coach.staying_out();
    EXPECT_EQ(school.coach.get("/today").status, 200);
    EXPECT_EQ(school.coach.post("/signout").status, 303);
    EXPECT_EQ(school.coach.get("/today").status, 303);
}

TEST(KeptPages, another_language_is_another_page) {
    School school;
    school.coach.speaking("en");
    EXPECT_TRUE(school.coach.get("/today").shows("lang=\"en\""));
    school.coach.speaking("fr");
    EXPECT_TRUE(school.coach.get("/today").shows("<html lang=\"fr\""));
}

TEST(KeptPages, the_minute_that_ends_makes_it_anew) {
    School school;
    effort(school.coach, "/today");
    test::clock().advance_seconds(61);
    EXPECT_GT(effort(school.coach, "/today"), 0);
}

}  // namespace
}  // namespace rapport::desk
