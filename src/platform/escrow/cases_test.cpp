#include <gtest/gtest.h>

#include "platform/people/people.hpp"
#include "tests/support/escrow_trio.hpp"
#include "tests/support/meetings.hpp"

namespace rapport::escrow {
namespace {

using test::Browser;
using test::EscrowTrio;
using test::Form;
using test::other_words;
using test::secret;

// The scripted cases of escrow: what it saves, what it does not, and who leaves it (T-13).

void begin_again(Browser& who) {
    who.choose("/notes-key/new-beginning", {{"passphrase", other_words}, {"again", other_words}});
}

TEST(SealedCases, e01_when_both_lose_their_keys_two_holders_give_back_and_nobody_else_reads) {
    EscrowTrio it;
    it.hold();
    it.coach.choose();
    it.teacher.choose();
    const auto shared = it.note("shared");
    begin_again(it.coach);
    begin_again(it.teacher);
    EXPECT_FALSE(it.reads(it.coach, shared));
    EXPECT_FALSE(it.reads(it.teacher, shared));
    const std::string path = it.settle("giving_back");
    EXPECT_TRUE(it.reads(it.coach, shared));
    EXPECT_TRUE(it.reads(it.teacher, shared));
    EXPECT_FALSE(it.ada.post(path + "/reading").shows(secret));
    EXPECT_EQ(it.count(Sql{"test.opened", R"(SELECT COUNT(*) FROM escrow_opened
                                              WHERE district_id = $1)"}),
              0);
}

TEST(SealedCases, e02_without_escrow_what_both_have_lost_is_lost) {
    EscrowTrio it;
    it.coach.choose();
    it.teacher.choose();
    const auto shared = it.note("shared");
    begin_again(it.coach);
    begin_again(it.teacher);
    it.hold();  // Too late.
    it.settle("giving_back");
    EXPECT_FALSE(it.reads(it.coach, shared));
    EXPECT_FALSE(it.reads(it.teacher, shared));
    EXPECT_FALSE(it.ada.post(it.settle("reading") + "/reading").shows(secret));
}

TEST(SealedCases, e03_when_both_have_left_two_holders_still_open) {
    EscrowTrio it;
    it.hold();
    it.coach.choose();
    it.teacher.choose();
    it.note("shared");
    it.as_program(it.school.admin, [&](WriteTx& tx) {
        keys::take_away(tx, it.school.coach.id());
        keys::take_away(tx, it.school.teacher.id());
    });
    EXPECT_TRUE(it.ada.post(it.settle("reading") + "/reading").shows(secret));
}

TEST(SealedCases, e04_one_holder_lost_leaves_two_and_two_lost_leave_nobody) {
    EscrowTrio it;
    it.hold();
    it.note("shared");
    begin_again(it.dmitri);
    EXPECT_TRUE(it.ada.get("/settings/notes").shows("can open nothing any more"));
    EXPECT_EQ(it.dmitri.post("/notes-escrow/matters", it.asking("reading")).status, 422);
    EXPECT_TRUE(it.tom.post(it.settle("reading") + "/reading").shows(secret));
    begin_again(it.tom);
    EXPECT_TRUE(it.coach.get("/notes-escrow").shows("Escrow is not set up yet"));
    const std::string path = it.ask(it.ada, "reading");
    EXPECT_EQ(it.tom.post(path + "/agreement").status, 404);
}

TEST(SealedCases, e05_a_holder_who_comes_to_evaluate_or_leaves_holds_no_more) {
    EscrowTrio it;
    it.hold();
    it.note("shared");
    it.as_program(it.school.admin, [&](WriteTx& tx) {
        people::give_role(tx, it.school.technician.id(), Role::principal, it.school.cedar);
    });
    const std::string path = it.ask(it.ada, "reading");
    EXPECT_EQ(it.tom.post(path + "/agreement").status, 404);
    EXPECT_EQ(it.dmitri.post(path + "/agreement").status, 303);
    EXPECT_TRUE(it.dmitri.post(path + "/reading").shows(secret));
}

TEST(SealedCases, e06_a_copy_of_the_database_with_the_servers_key_opens_nothing_in_escrow) {
    EscrowTrio it;
    it.hold();
    it.coach.choose();
    it.teacher.choose();
    it.note("shared");
    it.ask(it.ada, "reading");
    it.school.db().read(it.school.scope(), [&](ReadTx& tx) {
        int boxes = 0, opened = 0;
        const auto look = [&](const db::Row& row) {
            ++boxes;
            const auto& server = tx.server_key();
            opened += sealing::unwrap(server.wrapping(), row.view(0)).has_value() ? 1 : 0;
            opened += sealing::open_box(server.wrapping(), row.view(0)).has_value() ? 1 : 0;
            opened += sealing::open_box(server.pepper(), row.view(0)).has_value() ? 1 : 0;
        };
        tx.each(Sql{"test.boxes", "SELECT wrapped FROM escrow_share WHERE district_id = $1"}, look,
                tx.district());
        tx.each(Sql{"test.half", "SELECT wrapped FROM escrow_opened WHERE district_id = $1"}, look,
                tx.district());
        EXPECT_EQ(boxes, 6 + 2);  // Every share, and what one asker has opened: two inner boxes.
        EXPECT_EQ(opened, 0);
        tx.each(
            Sql{"test.kept", R"(SELECT COUNT(*) FROM notes_key_wrapper w
                                  JOIN escrow_holder h ON h.district_id = w.district_id
                                   AND h.person_id = w.person_id
                                 WHERE w.district_id = $1 AND w.kind = 'server')"},
            [&](const db::Row& row) { EXPECT_EQ(row.integer(0), 0); }, tx.district());
    });
}

TEST(SealedCases, e07_what_was_written_in_meetings_is_in_escrow_like_notes) {
    EscrowTrio it;
    it.hold();
    const std::string cycle = cycles::cast::proposed(it.school, {&it.school.teacher});
    cycles::cast::say_yes(it.school.teacher, cycle);
    const std::string meeting = meetings::cast::meeting(it.school, cycle);
    EXPECT_EQ(meetings::cast::save(it.school.coach, meeting, 0, secret).status, 303);
    const auto read = it.ada.post(it.settle("reading") + "/reading");
    EXPECT_TRUE(read.shows(secret));
    EXPECT_TRUE(read.shows("Notes of the meeting of Tue 3 Nov"));
    EXPECT_FALSE(it.dmitri.post(it.ask(it.ada, "reading") + "/reading").shows(secret));
}

}  // namespace
}  // namespace rapport::escrow
