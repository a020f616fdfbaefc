#include "platform/signin/signin.hpp"

#include <gtest/gtest.h>

#include "kernel/crypto/crypto.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::signin {
namespace {

using test::Client;
using test::Reply;
using test::School;

constexpr std::string_view good_password = "four mild tea cups";

// Later, for as long as the test lasts.
class Later {
  public:
    explicit Later(std::int64_t seconds) : before_(test::clock().now()) {
        test::clock().advance_seconds(seconds);
    }
    ~Later() { test::clock().set(before_); }
    Later(const Later&) = delete;
    Later& operator=(const Later&) = delete;

  private:
    Instant before_;
};

struct Known {
    Account account;
    Place place;
};

Known know(School& school, const Client& who) {
    return school.db().read(Scope::whole(), [&](ReadTx& tx) {
        for (const auto& line : tx.all<AccountId>(
                 Sql{"test.account",
                     "SELECT account_id FROM person WHERE "
                     "district_id = $1 AND id = $2"},
                 [](const db::Row& row) { return row.id<AccountId>(0); }, who.scope().district,
                 who.id())) {
            return Known{*account_by_id(tx, line), places_of(tx, line).front()};
        }
        bug("nobody", __FILE__, __LINE__);
    });
}

std::string link_for(School& school, const Client& who, Purpose purpose) {
    const Known known = know(school, who);
    return school.db().write(Scope::whole(), [&](WriteTx& tx) {
        return make_link(tx, known.account.id, known.place, purpose);
    });
}

void give_password(School& school, const Client& who) {
    const Known known = know(school, who);
    const std::string hash = crypto::hash_password(good_password);
    school.db().write(Scope::whole(),
                      [&](WriteTx& tx) { set_password(tx, known.account.id, hash); });
}

bool sets_session(const Reply& reply) {
    return reply.header("Set-Cookie").starts_with("s=") &&
           !reply.header("Set-Cookie").starts_with("s=;");
}

TEST(Signin, a_wrong_password_is_refused_and_the_address_is_still_there) {
    School school;
    give_password(school, school.teacher);
    const std::string email = know(school, school.teacher).account.email;
    const Reply reply =
        school.nobody.post("/signin", {{"email", email}, {"password", "not the one"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows(email));
    EXPECT_TRUE(reply.shows("do not go together"));
    EXPECT_FALSE(sets_session(reply));
}

TEST(Signin, an_unknown_address_is_refused_in_the_same_words) {
    School school;
    const Reply reply = school.nobody.post(
        "/signin", {{"email", "nobody@example.org"}, {"password", "whatever it is"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("do not go together"));
}

TEST(Signin, the_right_password_opens_the_day) {
    School school;
    give_password(school, school.teacher);
    const Reply reply =
        school.nobody.post("/signin", {{"email", know(school, school.teacher).account.email},
                                       {"password", std::string(good_password)}});
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(reply.location, "/");
    EXPECT_TRUE(sets_session(reply));
}

TEST(Signin, another_site_cannot_be_the_way_back) {
    School school;
    give_password(school, school.teacher);
    for (const std::string next : {"//evil.example", "/\\evil.example", "https://evil.example",
                                   "/\tx", "javascript:alert(1)"}) {
        const Reply reply =
            school.nobody.post("/signin", {{"email", know(school, school.teacher).account.email},
                                           {"password", std::string(good_password)},
                                           {"next", next}});
        EXPECT_EQ(reply.location, "/") << next;
    }
}

TEST(Signin, many_wrong_tries_have_to_wait_a_minute) {
    School school;
    const std::string email = know(school, school.colleague).account.email;
    Reply reply;
    for (int i = 0; i < 11; ++i) {
        reply = school.nobody.post("/signin", {{"email", email}, {"password", "a wrong one here"}});
    }
    EXPECT_EQ(reply.status, 429);
    EXPECT_EQ(reply.header("Retry-After"), "60");
    const Later later(61);
    reply = school.nobody.post("/signin", {{"email", email}, {"password", "a wrong one here"}});
    EXPECT_EQ(reply.status, 422);
}

TEST(Signin, a_link_shows_a_button_and_works_once) {
    School school;
    const std::string path = "/link/" + link_for(school, school.teacher, Purpose::sign_in);
    EXPECT_TRUE(school.nobody.get(path).shows("Amina Diallo"));
    EXPECT_TRUE(school.nobody.get(path).shows("Amina Diallo"));
    EXPECT_TRUE(sets_session(school.nobody.post(path)));
    const Reply again = school.nobody.post(path);
    EXPECT_EQ(again.status, 410);
    EXPECT_TRUE(again.shows("used already"));
}

TEST(Signin, a_link_is_over_after_half_an_hour) {
    School school;
    const std::string path = "/link/" + link_for(school, school.teacher, Purpose::sign_in);
    const Later later(30 * 60 + 1);
    EXPECT_EQ(school.nobody.get(path).status, 410);
}

TEST(Signin, an_invitation_asks_for_a_password_that_is_not_short) {
    School school;
    const std::string path = "/link/" + link_for(school, school.teacher, Purpose::invitation);
    EXPECT_EQ(school.nobody.post(path, {{"password", "short"}}).status, 422);
    EXPECT_EQ(school.nobody.post(path, {{"password", "aaaaaaaaaaaaaa"}}).status, 422);
    EXPECT_TRUE(sets_session(school.nobody.post(path, {{"password", std::string(good_password)}})));
}

TEST(Signin, a_session_ends_after_an_idle_hour) {
    School school;
    school.teacher.staying_out();
    EXPECT_EQ(school.teacher.get("/account").status, 200);
    const Later later(3601);
    EXPECT_EQ(school.teacher.get("/account").status, 303);
}

TEST(Signin, somebody_who_left_is_out_at_the_next_request) {
    School school;
    EXPECT_EQ(school.teacher.get("/account").status, 200);
    school.admin.post("/settings/people/" + school.teacher.id().text() + "/departure");
    EXPECT_EQ(school.teacher.get("/account").status, 303);
    EXPECT_EQ(school.teacher.api_get("/api/v1/requests").status, 401);
}

TEST(Signin, a_second_factor_is_asked_and_its_code_counts_once) {
    School school;
    const Known known = know(school, school.teacher);
    give_password(school, school.teacher);
    const std::string secret = crypto::new_totp_secret(test::random());
    const std::int64_t step = test::clock().now().ms / 30'000;
    school.db().write(Scope::whole(), [&](WriteTx& tx) {
        set_totp_secret(tx, known.account.id, secret);
        confirm_totp(tx, known.account.id, step - 1);
    });
    const Reply half = school.nobody.post(
        "/signin", {{"email", known.account.email}, {"password", std::string(good_password)}});
    EXPECT_EQ(half.location, "/signin/code");
    const auto code = crypto::totp_code(secret, step);
    school.db().write(Scope::whole(), [&](WriteTx& tx) {
        EXPECT_TRUE(
            use_totp_step(tx, known.account.id, *crypto::check_totp(secret, code, tx.now())));
        EXPECT_FALSE(use_totp_step(tx, known.account.id, step));
    });
}

TEST(Signin, sessions_are_listed_and_one_can_be_ended) {
    School school;
    EXPECT_TRUE(school.teacher.get("/account").shows("Where you are signed in"));
    const Known known = know(school, school.teacher);
    const auto lines = school.db().read(
        Scope::whole(), [&](ReadTx& tx) { return sessions_of(tx, known.account.id, ""); });
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(school.teacher.del("/account/sessions/" + lines[0].id).status, 303);
    EXPECT_EQ(school.teacher.get("/account").status, 303);
}

}  // namespace
}  // namespace rapport::signin
