#include "platform/keys/keys.hpp"

#include <gtest/gtest.h>

#include "coaching/notes/notes.hpp"
#include "platform/people/people.hpp"
#include "tests/support/sealed_pair.hpp"

namespace rapport::keys {
namespace {

using test::Form;
using test::is_anywhere_in_database;
using test::NotesPair;
using test::other_words;
using test::Reply;
using test::secret;
using test::words;

Form more(int number) { return {{"note", "Note " + std::to_string(number)}, {"tier", "shared"}}; }

// Of the page of a contact whose notes nobody has opened.
std::int64_t statements_of_locked(NotesPair& it, contacts::ContactId contact) {
    const auto before = Db::statements_of_this_thread();
    EXPECT_FALSE(it.reads(it.coach, contact));
    return Db::statements_of_this_thread() - before;
}

TEST(NotesKey, whoever_left_gets_no_later_key_and_after_a_month_loses_all) {
    NotesPair it;
    it.teacher.choose();
    const auto contact = it.note("shared");
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
    const Form later{{"note", "After they left."}, {"tier", "shared"}};
    EXPECT_EQ(it.coach.post(NotesPair::path(contact) + "/notes", later).status, 303);
    EXPECT_TRUE(it.reads(it.coach, contact, "After they left."));
    EXPECT_EQ(keys_of_teacher(), 1);
    EXPECT_EQ(follow_departures(it.school.db()), 0);
    test::clock().advance_seconds(31 * 24 * 3600);
    EXPECT_GE(follow_departures(it.school.db()), 1);
    EXPECT_EQ(keys_of_teacher(), 0);
}

TEST(NotesKey, who_is_made_a_principal_keeps_no_private_note_of_before) {
    NotesPair it;
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

// Who writes while locked begins an epoch with each note.
TEST(NotesKey, a_page_asks_for_keys_once_however_many_epochs_its_notes_have) {
    NotesPair it;
    it.coach.choose();
    const auto contact = it.note("shared");
    const auto statements = [&] {
        const auto before = Db::statements_of_this_thread();
        EXPECT_TRUE(it.reads(it.coach, contact));
        return Db::statements_of_this_thread() - before;
    };
    const auto with_one = statements();
    it.coach.lock();
    const auto locked = statements_of_locked(it, contact);
    for (int i = 0; i < 5; ++i) it.coach.post(NotesPair::path(contact) + "/notes", more(i));
    EXPECT_EQ(statements_of_locked(it, contact), locked);
    it.coach.unlock();
    EXPECT_EQ(statements(), with_one);
    EXPECT_TRUE(it.reads(it.coach, contact, "Note 4"));
}

TEST(NotesKey, a_short_or_mistyped_passphrase_is_refused_in_words) {
    NotesPair it;
    Reply reply = it.coach.post("/notes-key", {{"passphrase", "short"}, {"again", "short"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("A passphrase has at least 12 signs."));
    EXPECT_TRUE(reply.shows("Passwords and codes are not kept"));
    EXPECT_FALSE(reply.shows("Everything you typed is still here."));
    reply = it.coach.post("/notes-key", {{"passphrase", words}, {"again", other_words}});
    EXPECT_TRUE(reply.shows("The two are not the same."));
    EXPECT_FALSE(reply.shows(words));
}

TEST(NotesKey, a_passphrase_is_not_shown_again_when_the_session_has_ended) {
    NotesPair it;
    // Longer words are shown to be copied, when nobody is signed in any more.
    const Reply note = it.school.nobody.post("/notes-key", {{"next", words}});
    EXPECT_TRUE(note.shows(words));
    const Reply reply =
        it.school.nobody.post("/notes-key", {{"passphrase", words}, {"again", words}});
    EXPECT_FALSE(reply.shows(words));
}

TEST(NotesKey, ten_tries_an_hour_and_no_more) {
    NotesPair it;
    it.coach.choose();
    it.coach.lock();
    for (int i = 0; i < 10; ++i) EXPECT_EQ(it.coach.unlock("a wrong passphrase").status, 422);
    EXPECT_EQ(it.coach.unlock().status, 429);
    test::clock().advance_seconds(7 * 60);
    EXPECT_EQ(it.coach.unlock().status, 303);
}

TEST(NotesKey, neither_the_session_nor_the_cookie_alone_opens_anything) {
    NotesPair it;
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
    NotesPair it;
    it.coach.choose();
    const auto contact = it.note("private");
    const Reply by_cookie = it.coach.get("/api/v1/contacts/" + contact.text());
    EXPECT_FALSE(by_cookie.shows("December"));
    const Reply by_token = it.school.coach.api_get("/api/v1/contacts/" + contact.text());
    EXPECT_FALSE(by_token.shows("December"));
    EXPECT_TRUE(by_token.shows("\"sealed\":\"A"));
}

TEST(NotesKey, words_are_looked_for_and_exported_in_ones_own_open_session_alone) {
    NotesPair it;
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
    NotesPair it;
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
    NotesPair it;
    it.coach.choose();
    const auto contact = it.note("shared");
    it.coach.lock();
    const Form form{{"person", it.school.colleague.id().text()},
                    {"kind", it.school.kind("1b")},
                    {"minutes", "20"}};
    const std::string path = NotesPair::path(contact) + "/corrections";
    const Reply locked = it.coach.post(path, form);
    EXPECT_EQ(locked.status, 422);
    EXPECT_TRUE(locked.shows("Unlock your notes first, then save again."));
    it.coach.unlock();
    EXPECT_EQ(it.coach.post(path, form).status, 303);
}

TEST(NotesKey, notes_from_before_are_sealed_and_read_as_they_were) {
    NotesPair it;
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

TEST(NotesKey, what_came_while_locked_is_closed_anew_at_unlocking_and_reads_as_before) {
    NotesPair it;
    it.coach.choose();
    it.teacher.choose();
    it.coach.lock();
    std::vector<test::ContactId> contacts;
    for (int i = 0; i < 3; ++i) contacts.push_back(it.note("shared", "Told " + std::to_string(i)));
    const auto boxes = [&](test::Client& who) {
        return it.school.db().read(who.scope(), [&](ReadTx& tx) {
            return tx.number(Sql{"test.boxes", R"(SELECT COUNT(*) FROM notes_epoch_key
                                                   WHERE district_id = $1 AND person_id = $2
                                                     AND substr(wrapped, 1, 2) <> 'o.')"},
                             tx.district(), who.id());
        });
    };
    EXPECT_EQ(boxes(it.school.coach), 3);
    EXPECT_EQ(it.coach.unlock().status, 303);
    EXPECT_EQ(boxes(it.school.coach), 0);
    EXPECT_EQ(boxes(it.school.teacher), 3);  // Each their own.
    for (int i = 0; i < 3; ++i) {
        const auto contact = contacts[static_cast<std::size_t>(i)];
        EXPECT_TRUE(it.reads(it.coach, contact, "Told " + std::to_string(i)));
        EXPECT_TRUE(it.reads(it.teacher, contact, "Told " + std::to_string(i)));
    }
}

}  // namespace
}  // namespace rapport::keys
