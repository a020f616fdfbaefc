#include "platform/keys/keys.hpp"

#include <gtest/gtest.h>

#include "coaching/contacts/contacts.hpp"
#include "coaching/notes/notes.hpp"
#include "platform/desk/context.hpp"
#include "platform/people/people.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::keys {
namespace {

using contacts::ContactId;
using test::Client;
using test::Form;
using test::Reply;
using test::School;

constexpr const char* words = "four quiet words here";
constexpr const char* other_words = "five other quiet words here";
constexpr const char* secret = "Amina worries about the observation in December.";

// Somebody at a browser that keeps the second cookie, too.
class Browser {
  public:
    Browser(School& school, Client& who) : school_(school), who_(who) {}

    Reply get(const std::string& target) {
        auto request = request_of(http::Method::get, target);
        return answered(std::move(request));
    }
    Reply post(const std::string& path, const Form& fields = {}) {
        auto request = request_of(http::Method::post, path);
        request.headers.emplace_back("sec-fetch-site", "same-origin");
        for (const auto& [name, value] : fields) request.form.add(name, value);
        request.form.add("_key", test::random().token(16));
        const auto guest = test::database().read(
            Scope::whole(), [&](ReadTx& tx) { return desk::guest_of_cookie(tx, who_.cookie()); });
        request.form.add("_token", desk::masked_csrf(test::random(), guest->csrf_token));
        return answered(std::move(request));
    }
    // Chooses a passphrase; gives the recovery code, and the digits if there are any.
    std::vector<std::string> choose(const std::string& path = "/notes-key",
                                    Form more = {{"passphrase", words}, {"again", words}}) {
        const Reply page = post(path, more);
        EXPECT_EQ(page.status, 200) << page.body;
        std::vector<std::string> strong;
        for (auto at = page.body.find("<strong>"); at != std::string::npos;
             at = page.body.find("<strong>", at + 1)) {
            const auto begin = at + 8;
            strong.push_back(page.body.substr(begin, page.body.find('<', begin) - begin));
        }
        return strong;
    }
    Reply unlock(const std::string& typed = words) {
        return post("/notes-key/unlocking", {{"known", typed}});
    }
    void lock() { post("/notes-key/locking"); }
    void forget_cookie() { cookie_.clear(); }
    const std::string& cookie() const { return cookie_; }

  private:
    http::Request request_of(http::Method method, const std::string& target) const {
        http::Request request;
        request.method = method;
        request.target = target;
        const auto mark = target.find('?');
        request.path = target.substr(0, mark);
        if (mark != std::string::npos) {
            request.query = http::Fields::parse(target.substr(mark + 1)).value();
        }
        request.id = "test-1";
        request.peer = "127.0.0.1";
        std::string cookies = "s=" + who_.cookie();
        if (!cookie_.empty()) cookies += "; n=" + cookie_;
        request.headers = {{"host", "rapport.test"}, {"cookie", cookies}};
        return request;
    }
    Reply answered(http::Request request) {
        Reply reply = who_.send(std::move(request));
        for (const auto& [name, value] : reply.headers) {
            if (name != "Set-Cookie" || !value.starts_with("n=")) continue;
            cookie_ = value.substr(2, value.find(';') - 2);
        }
        return reply;
    }
    School& school_;
    Client& who_;
    std::string cookie_;
};

struct Pair {
    School school;
    Browser coach{school, school.coach}, teacher{school, school.teacher};

    ContactId note(const std::string& tier, const std::string& body = secret) {
        const Reply reply = coach.post("/contacts", {{"person", school.teacher.id().text()},
                                                     {"kind", school.kind("1b")},
                                                     {"minutes", "15"},
                                                     {"note", body},
                                                     {"tier", tier}});
        EXPECT_EQ(reply.status, 303) << reply.body;
        return *ContactId::parse(reply.location.substr(reply.location.find("saved=") + 6));
    }
    static std::string path(ContactId contact) { return "/contacts/" + contact.text(); }
    bool reads(Browser& who, ContactId contact, const std::string& body = secret) {
        return who.get(path(contact)).shows(body);
    }
    void as_program(Client& who, const std::function<void(WriteTx&)>& act) {
        school.db().write(who.scope(), act);
    }
};

bool is_anywhere_in_database(School& school, std::string_view needle) {
    bool is_found = false;
    school.db().read(Scope::whole(), [&](ReadTx& tx) {
        tx.each(
            Sql{"test.bodies", "SELECT body, sealed FROM note WHERE district_id = $1"},
            [&](const db::Row& row) {
                is_found |= row.view(0).find(needle) != std::string_view::npos ||
                            row.view(1).find(needle) != std::string_view::npos;
            },
            school.scope().district);
    });
    return is_found;
}

// The twelve scripted cases of losing keys, leaving and handing over (T-13).

TEST(SealedCases, a01_before_a_passphrase_notes_are_read_and_the_editor_says_who_could) {
    Pair it;
    const auto contact = it.note("private");
    const Reply page = it.coach.get(Pair::path(contact));
    EXPECT_TRUE(page.shows(secret));
    EXPECT_TRUE(page.shows("Server-protected until you choose your notes passphrase"));
    EXPECT_FALSE(is_anywhere_in_database(it.school, "December"));
}

TEST(SealedCases, a02_chosen_a_passphrase_opens_old_and_new_notes_in_this_browser_alone) {
    Pair it;
    const auto before = it.note("private");
    ASSERT_EQ(it.coach.choose().size(), 1u);
    EXPECT_TRUE(it.reads(it.coach, before));
    const auto after = it.note("private", "A second note.");
    EXPECT_TRUE(it.reads(it.coach, after, "A second note."));
    Browser elsewhere(it.school, it.school.coach);  // The same session without the cookie.
    const Reply page = elsewhere.get(Pair::path(before));
    EXPECT_FALSE(page.shows(secret));
    EXPECT_TRUE(page.shows("1 note is sealed."));
}

TEST(SealedCases, a03_a_locked_note_is_kept_and_nothing_typed_is_lost) {
    Pair it;
    it.coach.choose();
    it.coach.lock();
    const auto contact = it.note("private", "Written while locked.");
    EXPECT_FALSE(it.reads(it.coach, contact, "Written while locked."));
    EXPECT_EQ(it.coach.unlock("not the passphrase").status, 422);
    EXPECT_FALSE(it.reads(it.coach, contact, "Written while locked."));
    EXPECT_EQ(it.coach.unlock().status, 303);
    EXPECT_TRUE(it.reads(it.coach, contact, "Written while locked."));
}

TEST(SealedCases, a04_thirty_idle_minutes_lock_and_no_later_request_opens_again) {
    Pair it;
    it.coach.choose();
    const auto contact = it.note("private");
    test::clock().advance_seconds(31 * 60);
    EXPECT_FALSE(it.reads(it.coach, contact));
    it.school.services().seen.write(it.school.db());
    EXPECT_FALSE(it.reads(it.coach, contact));
}

TEST(SealedCases, a05_a_forgotten_passphrase_is_replaced_with_the_recovery_code) {
    Pair it;
    const auto code = it.coach.choose().at(0);
    const auto contact = it.note("private");
    it.coach.lock();
    const Form wrong{{"code", "bada bada bada bada bada bada bada bada"},
                     {"passphrase", other_words},
                     {"again", other_words}};
    EXPECT_EQ(it.coach.post("/notes-key/recovery", wrong).status, 422);
    const auto fresh =
        it.coach.choose("/notes-key/recovery",
                        {{"code", code}, {"passphrase", other_words}, {"again", other_words}});
    EXPECT_NE(fresh.at(0), code);
    EXPECT_TRUE(it.reads(it.coach, contact));
    it.coach.lock();
    EXPECT_EQ(it.coach.unlock(words).status, 422);
    EXPECT_EQ(it.coach.unlock(other_words).status, 303);
}

TEST(SealedCases, a06_an_old_recovery_code_is_refused) {
    Pair it;
    const auto code = it.coach.choose().at(0);
    it.coach.choose("/notes-key/passphrase",
                    {{"known", words}, {"passphrase", other_words}, {"again", other_words}});
    it.coach.lock();
    const Reply reply = it.coach.post("/notes-key/recovery",
                                      {{"code", code}, {"passphrase", words}, {"again", words}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("A newer one may have replaced it."));
}

TEST(SealedCases, a07_with_everything_lost_the_partner_gives_the_shared_notes_back) {
    Pair it;
    it.coach.choose();
    it.teacher.choose();
    const auto shared = it.note("shared");
    const auto own = it.note("private", "For me alone.");
    it.coach.lock();
    const Form form{{"passphrase", other_words}, {"again", other_words}};
    const auto shown = it.coach.choose("/notes-key/new-beginning", form);
    ASSERT_EQ(shown.size(), 2u);
    EXPECT_FALSE(it.reads(it.coach, shared));
    EXPECT_TRUE(it.teacher.get("/notes-key").shows("Six digits from Rosa Lima"));
    const std::string there = "/notes-key/partners/" + it.school.coach.id().text();
    EXPECT_EQ(it.teacher.post(there, {{"digits", shown[1]}}).status, 303);
    EXPECT_TRUE(it.reads(it.coach, shared));
    EXPECT_FALSE(it.reads(it.coach, own, "For me alone."));
}

TEST(SealedCases, a08_wrong_digits_are_counted_and_five_are_the_end) {
    Pair it;
    it.coach.choose();
    it.teacher.choose();
    const auto shared = it.note("shared");
    const Form form{{"passphrase", other_words}, {"again", other_words}};
    const auto shown = it.coach.choose("/notes-key/new-beginning", form);
    const std::string there = "/notes-key/partners/" + it.school.coach.id().text();
    const std::string wrong = shown.at(1) == "000000" ? "000001" : "000000";
    for (int i = 0; i < 5; ++i) EXPECT_EQ(it.teacher.post(there, {{"digits", wrong}}).status, 422);
    EXPECT_EQ(it.teacher.post(there, {{"digits", shown[1]}}).status, 422);
    EXPECT_FALSE(it.reads(it.coach, shared));
}

TEST(SealedCases, a09_a_stranger_with_the_digits_gives_nothing_back) {
    Pair it;
    it.coach.choose();
    it.teacher.choose();
    const auto shared = it.note("shared");
    const Form form{{"passphrase", other_words}, {"again", other_words}};
    const auto shown = it.coach.choose("/notes-key/new-beginning", form);
    Browser admin(it.school, it.school.admin);
    admin.choose();
    admin.post("/notes-key/partners/" + it.school.coach.id().text(), {{"digits", shown.at(1)}});
    EXPECT_FALSE(it.reads(it.coach, shared));
}

TEST(SealedCases, a10_whoever_leaves_loses_every_key_and_the_partner_keeps_the_notes) {
    Pair it;
    it.coach.choose();
    it.teacher.choose();
    const auto shared = it.note("shared");
    EXPECT_TRUE(it.reads(it.coach, shared));
    it.as_program(it.school.admin, [&](WriteTx& tx) { take_away(tx, it.school.coach.id()); });
    EXPECT_FALSE(it.reads(it.coach, shared));
    EXPECT_TRUE(it.reads(it.teacher, shared));
}

TEST(SealedCases, a11_who_comes_to_evaluate_loses_the_earlier_private_notes) {
    Pair it;
    it.coach.choose();
    const auto own = it.note("private");
    const auto shared = it.note("shared", "Ours.");
    it.as_program(it.school.admin,
                  [&](WriteTx& tx) { take_away_private(tx, it.school.coach.id()); });
    EXPECT_FALSE(it.reads(it.coach, own));
    EXPECT_TRUE(it.reads(it.coach, shared, "Ours."));
}

TEST(SealedCases, a12_an_old_copy_of_what_the_server_held_opens_no_newer_note) {
    Pair it;
    const auto before = it.note("private", "Server-protected then.");
    std::string held;  // As a backup of that day has it.
    it.school.db().read(it.school.scope(), [&](ReadTx& tx) {
        tx.each(
            Sql{"test.held", R"(SELECT wrapped FROM notes_key_wrapper
                                     WHERE district_id = $1 AND person_id = $2)"},
            [&](const db::Row& row) { held = row.text(0); }, tx.district(), tx.actor());
    });
    it.coach.choose();
    const auto after = it.note("private");
    it.school.db().read(it.school.scope(), [&](ReadTx& tx) {
        const auto old = sealing::unwrap_under(tx.server_key().wrapping(), held,
                                               "rapport person 1|" + tx.actor().text());
        ASSERT_TRUE(old.has_value());
        int opened = 0, wrappers = 0;
        tx.each(
            Sql{"test.wrapped", R"(SELECT wrapped FROM notes_epoch_key
                                        WHERE district_id = $1 AND person_id = $2)"},
            [&](const db::Row& row) {
                ++wrappers;
                opened += sealing::unwrap(*old, row.view(0)).has_value() ? 1 : 0;
            },
            tx.district(), tx.actor());
        EXPECT_EQ(wrappers, 2);  // Of both epochs.
        EXPECT_EQ(opened, 0);
    });
    EXPECT_TRUE(it.reads(it.coach, before, "Server-protected then."));
    EXPECT_TRUE(it.reads(it.coach, after));
}

TEST(NotesKey, whoever_left_gets_no_later_key_and_after_a_month_loses_all) {
    Pair it;
    it.teacher.choose();
    it.note("shared");
    const auto keys_of_teacher = [&] {
        return it.school.db().read(it.school.scope(), [&](ReadTx& tx) {
            return tx.number(Sql{"test.keys", R"(SELECT COUNT(*) FROM notes_epoch_key
                                                  WHERE district_id = $1 AND person_id = $2)"},
                             tx.district(), it.school.teacher.id());
        });
    };
    EXPECT_EQ(keys_of_teacher(), 1);
    it.as_program(it.school.admin, [&](WriteTx& tx) {
        people::end(tx, it.school.teacher.id(), Day{2026, 11, 1});
    });
    const auto later = it.note("shared", "After they left.");
    EXPECT_TRUE(it.reads(it.coach, later, "After they left."));
    EXPECT_EQ(keys_of_teacher(), 1);
    EXPECT_EQ(follow_departures(it.school.db()), 0);
    test::clock().advance_seconds(31 * 24 * 3600);
    EXPECT_GE(follow_departures(it.school.db()), 1);
    EXPECT_EQ(keys_of_teacher(), 0);
}

TEST(NotesKey, who_is_made_a_principal_keeps_no_private_note_of_before) {
    Pair it;
    const auto own = it.note("private");
    EXPECT_TRUE(it.reads(it.coach, own));
    const std::string there = "/settings/people/" + it.school.coach.id().text() + "/roles";
    const Reply given =
        it.school.admin.post(there, {{"role", "principal"}, {"building", it.school.cedar.text()}});
    EXPECT_EQ(given.status, 303) << given.body;
    const auto keys = it.school.db().read(it.school.scope(), [&](ReadTx& tx) {
        return tx.number(Sql{"test.keys", R"(SELECT COUNT(*) FROM notes_epoch_key
                                              WHERE district_id = $1 AND person_id = $2)"},
                         tx.district(), tx.actor());
    });
    EXPECT_EQ(keys, 0);
}

TEST(NotesKey, a_short_or_mistyped_passphrase_is_refused_in_words) {
    Pair it;
    Reply reply = it.coach.post("/notes-key", {{"passphrase", "short"}, {"again", "short"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("A passphrase has at least 12 signs."));
    reply = it.coach.post("/notes-key", {{"passphrase", words}, {"again", other_words}});
    EXPECT_TRUE(reply.shows("The two are not the same."));
}

TEST(NotesKey, ten_tries_an_hour_and_no_more) {
    Pair it;
    it.coach.choose();
    it.coach.lock();
    for (int i = 0; i < 10; ++i) EXPECT_EQ(it.coach.unlock("a wrong passphrase").status, 422);
    EXPECT_EQ(it.coach.unlock().status, 429);
    test::clock().advance_seconds(7 * 60);
    EXPECT_EQ(it.coach.unlock().status, 303);
}

TEST(NotesKey, neither_the_session_nor_the_cookie_alone_opens_anything) {
    Pair it;
    it.coach.choose();
    const auto contact = it.note("private");
    EXPECT_TRUE(it.reads(it.coach, contact));
    const std::string cookie = it.coach.cookie();
    EXPECT_EQ(cookie.size(), 43u);
    it.school.db().write(Scope::whole(), [](WriteTx& tx) {
        tx.run(Sql{"test.forget", "UPDATE session SET notes_secret = ''"});
    });
    EXPECT_FALSE(it.reads(it.coach, contact));
    it.coach.unlock();
    it.coach.forget_cookie();
    EXPECT_FALSE(it.reads(it.coach, contact));
}

TEST(NotesKey, a_program_gets_sealed_words_even_with_the_browsers_session) {
    Pair it;
    it.coach.choose();
    const auto contact = it.note("private");
    const Reply by_cookie = it.coach.get("/api/v1/contacts/" + contact.text());
    EXPECT_FALSE(by_cookie.shows("December"));
    const Reply by_token = it.school.coach.api_get("/api/v1/contacts/" + contact.text());
    EXPECT_FALSE(by_token.shows("December"));
    EXPECT_TRUE(by_token.shows("\"sealed\":\"A"));
}

TEST(NotesKey, words_are_looked_for_and_exported_in_ones_own_open_session_alone) {
    Pair it;
    it.coach.choose();
    it.note("private");
    const Form order{
        {"from", "2026-11-01"}, {"to", "2026-11-30"}, {"format", "csv"}, {"notes", "1"}};
    EXPECT_TRUE(it.coach.get("/contacts?q=observation").shows("Fixing something"));
    EXPECT_TRUE(it.coach.post("/contacts/exports", order).shows("December."));
    it.coach.lock();
    EXPECT_FALSE(it.coach.get("/contacts?q=observation").shows("Fixing something"));
    EXPECT_FALSE(it.coach.post("/contacts/exports", order).shows("December."));
}

TEST(NotesKey, a_note_moved_or_put_back_in_an_older_version_is_not_shown) {
    Pair it;
    it.coach.choose();
    const auto one = it.note("private", "First words.");
    const auto two = it.note("private", "Second words.");
    it.as_program(it.school.coach, [&](WriteTx& tx) {
        tx.run(Sql{"test.swap", R"(UPDATE note SET sealed = (SELECT n.sealed FROM note n
                                    WHERE n.district_id = $1 AND n.contact_id = $2)
                                    WHERE district_id = $1 AND contact_id = $3)"},
               tx.district(), one, two);
    });
    EXPECT_FALSE(it.reads(it.coach, two, "First words."));
    EXPECT_TRUE(it.reads(it.coach, two, "or they were altered"));
    it.as_program(it.school.coach, [&](WriteTx& tx) {
        tx.run(Sql{"test.age", R"(UPDATE note SET version = version + 1
                                   WHERE district_id = $1 AND contact_id = $2)"},
               tx.district(), one);
    });
    EXPECT_FALSE(it.reads(it.coach, one, "First words."));
}

TEST(NotesKey, a_locked_session_shares_nothing_and_takes_no_shared_note_along) {
    Pair it;
    it.coach.choose();
    const auto contact = it.note("shared");
    it.coach.lock();
    const Form form{{"person", it.school.colleague.id().text()},
                    {"kind", it.school.kind("1b")},
                    {"minutes", "20"}};
    const std::string path = Pair::path(contact) + "/corrections";
    const Reply locked = it.coach.post(path, form);
    EXPECT_EQ(locked.status, 422);
    EXPECT_TRUE(locked.shows("Unlock your notes first, then save again."));
    it.coach.unlock();
    EXPECT_EQ(it.coach.post(path, form).status, 303);
}

TEST(NotesKey, notes_from_before_are_sealed_and_read_as_they_were) {
    Pair it;
    const auto contact = it.note("shared");
    it.as_program(it.school.coach, [&](WriteTx& tx) {
        tx.run(Sql{"test.plain", R"(UPDATE note SET body = $3, sealed = '', circle_id = '',
                                           epoch = 0, version = 0
                                     WHERE district_id = $1 AND contact_id = $2)"},
               tx.district(), contact, secret);
    });
    EXPECT_TRUE(is_anywhere_in_database(it.school, "December"));
    EXPECT_GE(notes::seal_old(it.school.db()), 1);
    EXPECT_FALSE(is_anywhere_in_database(it.school, "December"));
    EXPECT_TRUE(it.reads(it.coach, contact));
    EXPECT_TRUE(it.reads(it.teacher, contact));
}

}  // namespace
}  // namespace rapport::keys
