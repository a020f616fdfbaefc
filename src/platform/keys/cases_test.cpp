#include <gtest/gtest.h>

#include "platform/keys/keys.hpp"
#include "tests/support/sealed_pair.hpp"

namespace rapport::keys {
namespace {

using test::Browser;
using test::Form;
using test::is_anywhere_in_database;
using test::NotesPair;
using test::other_words;
using test::Reply;
using test::secret;
using test::words;

// The twelve scripted cases of losing keys, leaving and handing over (T-13).

TEST(SealedCases, a01_before_a_passphrase_notes_are_read_and_the_editor_says_who_could) {
    NotesPair it;
    const auto contact = it.note("private");
    const Reply page = it.coach.get(NotesPair::path(contact));
    EXPECT_TRUE(page.shows(secret));
    EXPECT_TRUE(page.shows("Server-protected until you choose your notes passphrase"));
    EXPECT_FALSE(is_anywhere_in_database(it.school, "December"));
}

TEST(SealedCases, a02_chosen_a_passphrase_opens_old_and_new_notes_in_this_browser_alone) {
    NotesPair it;
    const auto before = it.note("private");
    ASSERT_EQ(it.coach.choose().size(), 1u);
    EXPECT_TRUE(it.reads(it.coach, before));
    const auto after = it.note("private", "A second note.");
    EXPECT_TRUE(it.reads(it.coach, after, "A second note."));
    Browser elsewhere(it.school.coach);  // The same session without the cookie.
    const Reply page = elsewhere.get(NotesPair::path(before));
    EXPECT_FALSE(page.shows(secret));
    EXPECT_TRUE(page.shows("1 note is sealed."));
}

TEST(SealedCases, a03_a_locked_note_is_kept_and_nothing_typed_is_lost) {
    NotesPair it;
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
    NotesPair it;
    it.coach.choose();
    const auto contact = it.note("private");
    test::clock().advance_seconds(31 * 60);
    EXPECT_FALSE(it.reads(it.coach, contact));
    it.school.services().seen.write(it.school.db());
    EXPECT_FALSE(it.reads(it.coach, contact));
}

TEST(SealedCases, a05_a_forgotten_passphrase_is_replaced_with_the_recovery_code) {
    NotesPair it;
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
    NotesPair it;
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
    NotesPair it;
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
    NotesPair it;
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
    NotesPair it;
    it.coach.choose();
    it.teacher.choose();
    const auto shared = it.note("shared");
    const Form form{{"passphrase", other_words}, {"again", other_words}};
    const auto shown = it.coach.choose("/notes-key/new-beginning", form);
    Browser admin(it.school.admin);
    admin.choose();
    admin.post("/notes-key/partners/" + it.school.coach.id().text(), {{"digits", shown.at(1)}});
    EXPECT_FALSE(it.reads(it.coach, shared));
}

TEST(SealedCases, a10_whoever_leaves_loses_every_key_and_the_partner_keeps_the_notes) {
    NotesPair it;
    it.coach.choose();
    it.teacher.choose();
    const auto shared = it.note("shared");
    EXPECT_TRUE(it.reads(it.coach, shared));
    it.as_program(it.school.admin, [&](WriteTx& tx) { take_away(tx, it.school.coach.id()); });
    EXPECT_FALSE(it.reads(it.coach, shared));
    EXPECT_TRUE(it.reads(it.teacher, shared));
}

TEST(SealedCases, a11_who_comes_to_evaluate_loses_the_earlier_private_notes) {
    NotesPair it;
    it.coach.choose();
    const auto own = it.note("private");
    const auto shared = it.note("shared", "Ours.");
    it.as_program(it.school.admin,
                  [&](WriteTx& tx) { take_away_private(tx, it.school.coach.id()); });
    EXPECT_FALSE(it.reads(it.coach, own));
    EXPECT_TRUE(it.reads(it.coach, shared, "Ours."));
}

TEST(SealedCases, a12_an_old_copy_of_what_the_server_held_opens_no_newer_note) {
    NotesPair it;
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

}  // namespace
}  // namespace rapport::keys
