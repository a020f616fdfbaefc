// What becomes of a letter that came in.
#include "coaching/intake/intake.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "coaching/requests/requests_cast.hpp"
#include "coaching/requests/requests_news.hpp"
#include "kernel/text/text.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::intake {
namespace {

using namespace requests::cast;

constexpr const char* help = "help@lakeside.example";
constexpr const char* vouched =
    "Authentication-Results: mx.lakeside.example; dmarc=pass header.from=lakeside.example\r\n";

constexpr Sql fates{"test.fates", R"(
    SELECT fate, reason, left_out FROM mail_in WHERE district_id = $1 AND reason <> '')"};
constexpr Sql bounced{"test.bounced", R"(
    SELECT address, status, is_permanent FROM mail_bounce WHERE district_id = $1)"};
constexpr Sql people{"test.people", "SELECT COUNT(*) FROM person WHERE district_id = $1"};

struct Post {
    School school;
    Scope nobody{.district = school.scope().district, .actor = {}};
    // The tests share a database: each school has an address of its own.
    std::string domain = nobody.district.text() + ".example", inbox = "help@" + domain;
    std::string amina = text::folded(nobody.district.view()) + "@lakeside.example";

    Post() {
        school.db().write(nobody, [&](WriteTx& tx) {
            settings::put(tx, settings::mail_address, inbox);
            settings::put(tx, relay_setting, "mx.lakeside.example");
            static constexpr Sql give{
                "test.give", "UPDATE person SET email = $3 WHERE district_id = $1 AND id = $2"};
            tx.run(give, tx.district(), school.teacher.id(), amina);
            tx.run(give, tx.district(), school.colleague.id(), "bao@lakeside.example");
            static constexpr Sql sign_in{"test.sign_in", R"(
                UPDATE account
                   SET email = $3
                 WHERE id = (SELECT account_id FROM person WHERE district_id = $1 AND id = $2))"};
            tx.run(sign_in, tx.district(), school.teacher.id(), amina);
        });
    }
    Fate receive(const std::string& letter, const std::string& to = "") {
        return accept(school.db(), to.empty() ? inbox : to, letter);
    }
    std::string last_reason() {
        const auto all = school.db().read(nobody, [](ReadTx& tx) {
            return tx.all<std::string>(
                fates, [](const db::Row& row) { return row.text(1); }, tx.district());
        });
        return all.empty() ? "" : all.back();
    }
    std::string address(const Client& who, requests::RequestId request) {
        return school.db()
            .write(nobody, [&](WriteTx& tx) { return reply_address(tx, who.id(), request); })
            .value();
    }
};

std::string letter(const std::string& from, const std::string& id, const std::string& text,
                   const std::string& more = vouched) {
    return more + "From: Somebody <" + from + ">\r\nTo: " + help +
           "\r\nSubject: Podcasts\r\nMessage-ID: <" + id + "@phone>\r\n\r\n" + text + "\r\n";
}

TEST(Intake, a_letter_of_a_teacher_becomes_a_request_in_their_own_words) {
    Post post;
    ASSERT_EQ(post.receive(letter(post.amina, "1", "Could we make one?\r\n\r\nSent from my phone")),
              Fate::request);
    const auto mine = post.school.db().read(post.school.teacher.scope(), [&](ReadTx& tx) {
        return requests::open_of_teacher(tx, post.school.teacher.id());
    });
    ASSERT_EQ(mine.size(), 1U);
    EXPECT_EQ(mine[0].words, "Podcasts\n\nCould we make one?");
    EXPECT_EQ(mine[0].state, requests::State::waiting);
    const auto page = post.school.teacher.get(address(mine[0].id));
    EXPECT_TRUE(page.shows("It came by mail.")) << page.body;
}

TEST(Intake, what_is_attached_is_named_as_left_outside) {
    Post post;
    const std::string parts = std::string(vouched) + "From: <" + post.amina + ">\r\nTo: " + help +
                              "\r\nMessage-ID: <9@phone>\r\nMIME-Version: 1.0\r\n"
                              "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                              "--b\r\n\r\nHere is my plan.\r\n"
                              "--b\r\nContent-Type: application/pdf; name=\"plan <1>.pdf\"\r\n"
                              "Content-Disposition: attachment\r\n\r\nabc\r\n--b--\r\n";
    ASSERT_EQ(post.receive(parts), Fate::request);
    const auto mine = post.school.db().read(post.school.teacher.scope(), [&](ReadTx& tx) {
        return requests::open_of_teacher(tx, post.school.teacher.id());
    });
    ASSERT_EQ(mine.size(), 1U);
    EXPECT_EQ(mine[0].words, "Here is my plan.");
    const auto page = post.school.teacher.get(address(mine[0].id));
    EXPECT_TRUE(page.shows("What was attached stays outside."));
    EXPECT_TRUE(page.shows("plan &lt;1&gt;.pdf"));
}

TEST(Intake, the_same_letter_twice_is_one) {
    Post post;
    EXPECT_EQ(post.receive(letter(post.amina, "1", "Could we?")), Fate::request);
    EXPECT_EQ(post.receive("Received: by somebody\r\n" + letter(post.amina, "1", "Could we?")),
              Fate::repeated);
}

TEST(Intake, a_stranger_waits_and_gets_no_account) {
    Post post;
    const auto count = [&] {
        return post.school.db().read(post.nobody,
                                     [](ReadTx& tx) { return tx.number(people, tx.district()); });
    };
    const auto before = count();
    EXPECT_EQ(post.receive(letter("eve@elsewhere.example", "1", "Let me in")), Fate::waiting);
    EXPECT_EQ(post.last_reason(), "stranger");
    EXPECT_EQ(count(), before);
}

TEST(Intake, an_address_that_nobody_vouches_for_waits) {
    Post post;
    const std::string forged =
        "Authentication-Results: mx.evil.example; dmarc=pass header.from=lakeside.example\r\n";
    EXPECT_EQ(post.receive(letter(post.amina, "1", "Hello", forged)), Fate::waiting);
    EXPECT_EQ(post.last_reason(), "unverified");
    EXPECT_EQ(post.receive(letter(post.amina, "2", "Hello", "")), Fate::waiting);
}

TEST(Intake, a_letter_to_an_address_of_nobody_is_refused) {
    Post post;
    EXPECT_EQ(post.receive(letter(post.amina, "1", "Hi"), "other@" + post.domain), Fate::nobody);
    EXPECT_EQ(post.receive(letter(post.amina, "1", "Hi"), "r+guessed@" + post.domain),
              Fate::nobody);
}

TEST(Intake, an_answer_joins_its_request_without_what_it_quotes) {
    Post post;
    const auto request = asked(post.school, post.school.teacher);
    const std::string to = post.address(post.school.teacher, request);
    ASSERT_EQ(post.receive(letter(post.amina, "1",
                                  "Tuesday is best.\r\n\r\nOn Mon, Nov 2, 2026 at 9:00 AM, "
                                  "Rapport <help@lakeside.example> wrote:\r\n> Something happened"),
                           to),
              Fate::message);
    const std::string shouted = "R+" + to.substr(2);
    EXPECT_EQ(post.receive(letter(post.amina, "2", "Tuesday is best."), shouted), Fate::message);
    const auto steps = requests::cast::steps(post.school, request);
    EXPECT_EQ(steps.back().step, "message");
    EXPECT_EQ(steps.back().words, "Tuesday is best.");
    EXPECT_TRUE(post.school.coach.get(address(request)).shows("Tuesday is best."));
}

// What the runner would send now: to whom, and where each may answer.
std::vector<std::pair<std::string, std::string>> told(Post& post) {
    static constexpr Sql left{"test.left",
                              "SELECT payload FROM job WHERE district_id = $1 AND kind = $2"};
    static constexpr Sql forget{"test.forget_jobs", "DELETE FROM job WHERE district_id = $1"};
    const auto jobs = [&](std::string_view kind) {
        return post.school.db().read(post.nobody, [&](ReadTx& tx) {
            return tx.all<std::string>(
                left, [](const db::Row& row) { return row.text(0); }, tx.district(), kind);
        });
    };
    for (const auto& news : jobs(requests::news_job)) {
        post.school.db().write(post.nobody, [&](WriteTx& tx) {
            requests::tell(tx, requests::parse_news(news).value(),
                           {"http://rapport.test", reply_address});
        });
    }
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& mail : jobs("mail")) {
        const auto message = boost::json::parse(mail);
        const auto* answer = message.as_object().if_contains("reply_to");
        out.emplace_back(message.at("to_address").as_string(),
                         answer == nullptr ? "" : std::string(answer->as_string()));
    }
    post.school.db().write(post.nobody, [](WriteTx& tx) { tx.run(forget, tx.district()); });
    return out;
}

TEST(Intake, a_letter_of_ours_is_answered_where_it_says_and_the_other_side_hears_of_it) {
    Post post;
    const auto request = asked(post.school, post.school.teacher);
    take(post.school, post.school.coach, request);
    const auto taken = told(post);
    const auto to_amina = std::ranges::find(taken, post.amina, [](auto& one) { return one.first; });
    ASSERT_NE(to_amina, taken.end());
    ASSERT_EQ(post.receive(letter(post.amina, "1", "Yes, please."), to_amina->second),
              Fate::message);
    EXPECT_EQ(requests::cast::steps(post.school, request).back().words, "Yes, please.");
    const auto answered = told(post);
    ASSERT_FALSE(answered.empty());
    for (const auto& [to, answer_at] : answered) {
        EXPECT_NE(to, post.amina);  // Who wrote is not told.
        EXPECT_EQ(answer_at.substr(0, 2), "r+");
        EXPECT_NE(answer_at, to_amina->second);
    }
}

TEST(Intake, a_district_without_an_address_of_its_own_asks_for_no_answer) {
    Post post;
    post.school.db().write(post.nobody,
                           [](WriteTx& tx) { settings::put(tx, settings::mail_address, ""); });
    asked(post.school, post.school.teacher);
    const auto letters = told(post);
    ASSERT_FALSE(letters.empty());
    for (const auto& [to, answer_at] : letters) EXPECT_EQ(answer_at, "") << to;
}

TEST(Intake, an_answer_from_another_address_waits_even_with_the_right_token) {
    Post post;
    const auto request = asked(post.school, post.school.teacher);
    const std::string to = post.address(post.school.teacher, request);
    EXPECT_EQ(post.receive(letter("bao@lakeside.example", "1", "I am Amina"), to), Fate::waiting);
    EXPECT_EQ(post.last_reason(), "other");
}

TEST(Intake, what_a_machine_wrote_starts_nothing) {
    Post post;
    for (const char* header : {"Auto-Submitted: auto-replied", "Precedence: bulk",
                               "List-Id: <staff.lakeside.example>", "X-Loop: rapport"}) {
        EXPECT_EQ(post.receive(
                      letter(post.amina, header, "Away", vouched + std::string(header) + "\r\n")),
                  Fate::automatic)
            << header;
    }
    EXPECT_EQ(post.receive(letter(post.inbox, "own", "To myself")), Fate::automatic);
}

TEST(Intake, the_eleventh_letter_of_an_hour_waits) {
    Post post;
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(post.receive(letter(post.amina, std::to_string(i), "Again")), Fate::request);
    }
    EXPECT_EQ(post.receive(letter(post.amina, "11", "Again")), Fate::waiting);
    EXPECT_EQ(post.last_reason(), "many");
}

TEST(Intake, a_bounce_marks_the_address_of_a_person_here_alone) {
    Post post;
    const auto report = [](const std::string& whom) {
        return "From: MAILER-DAEMON@mx.example\r\nReturn-Path: <>\r\nSubject: failure notice\r\n"
               "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
               "--b\r\n\r\nIt came back.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
               "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; " +
               whom + "\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n";
    };
    EXPECT_EQ(post.receive(report(post.amina)), Fate::bounce);
    EXPECT_EQ(post.receive(report("eve@elsewhere.example")), Fate::bounce);
    const auto marked = post.school.db().read(post.nobody, [](ReadTx& tx) {
        return tx.all<std::string>(
            bounced, [](const db::Row& row) { return row.text(0) + " " + row.text(1); },
            tx.district());
    });
    ASSERT_EQ(marked.size(), 1U);
    EXPECT_EQ(marked[0], post.amina + " 5.1.1");
}

TEST(Intake, an_administrator_sees_who_waits_and_never_the_words) {
    Post post;
    ASSERT_EQ(post.receive(letter("eve@elsewhere.example", "1", "Secret words")), Fate::waiting);
    const auto page = post.school.admin.get("/settings/mail");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("eve@elsewhere.example"));
    EXPECT_TRUE(page.shows("The address belongs to nobody here."));
    EXPECT_FALSE(page.shows("Secret words"));
    EXPECT_EQ(post.school.coach.get("/settings/mail").status, 403);
}

TEST(Intake, what_is_no_address_is_refused_with_what_was_typed) {
    Post post;
    const auto page =
        post.school.admin.post("/settings/mail", {{"address", "no address"}, {"relay", "mx"}});
    EXPECT_EQ(page.status, 422);
    EXPECT_TRUE(page.shows("That is not an e-mail address."));
    EXPECT_TRUE(page.shows("no address"));
    EXPECT_EQ(post.receive(letter(post.amina, "1", "Still there")), Fate::request);
}

TEST(Intake, an_address_of_another_district_is_refused) {
    Post post, other;
    const auto page =
        other.school.admin.post("/settings/mail", {{"address", post.inbox}, {"relay", ""}});
    EXPECT_EQ(page.status, 422);
    EXPECT_TRUE(page.shows("That address belongs to another district here."));
    EXPECT_EQ(other.receive(letter(other.amina, "1", "Still there")), Fate::request);
    EXPECT_EQ(other.school.admin.post("/settings/mail", {{"address", other.inbox}}).status, 303);
}

TEST(Intake, what_a_relay_repeats_of_the_sender_vouches_for_nobody) {
    const auto vouches = [](std::string_view said) {
        return is_vouched_for("mx.a; " + std::string(said), "mx.a", "x@b.example");
    };
    EXPECT_TRUE(vouches("spf=pass (mx.a: allowed) smtp.mailfrom=x@b.example"));
    EXPECT_FALSE(vouches("spf=pass (of smtp.mailfrom=x@b.example ) smtp.mailfrom=x@evil.example"));
    EXPECT_FALSE(vouches("spf=fail (a; spf=pass smtp.mailfrom=x@b.example ;) smtp.mailfrom=y@c.d"));
    EXPECT_FALSE(vouches("spf=pass (a)) ; spf=pass smtp.mailfrom=x@b.example"));
    EXPECT_FALSE(vouches("spf=pass smtp.mailfrom=\"; dmarc=pass header.from=b.example\"@e.f"));
}

TEST(Intake, only_the_trusted_relay_vouches_and_only_for_its_domain) {
    EXPECT_TRUE(is_vouched_for("mx.a; spf=pass smtp.mailfrom=x@b.example", "mx.a", "x@b.example"));
    EXPECT_TRUE(is_vouched_for("mx.a; dkim=pass header.d=b.example", "mx.a", "x@b.example"));
    EXPECT_FALSE(is_vouched_for("mx.a; dkim=pass header.d=c.example", "mx.a", "x@b.example"));
    EXPECT_FALSE(is_vouched_for("mx.a; dkim=fail header.d=b.example", "mx.a", "x@b.example"));
    EXPECT_FALSE(is_vouched_for("mx.e; dkim=pass header.d=b.example", "mx.a", "x@b.example"));
    EXPECT_FALSE(is_vouched_for("mx.a; dkim=pass header.d=b.example", "", "x@b.example"));
}

}  // namespace
}  // namespace rapport::intake
