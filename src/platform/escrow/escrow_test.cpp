#include "platform/escrow/escrow.hpp"

#include <gtest/gtest.h>

#include "tests/support/escrow_trio.hpp"
#include "tests/support/letters.hpp"
#include "tests/support/world.hpp"

namespace rapport::escrow {
namespace {

using test::Browser;
using test::EscrowTrio;
using test::Form;
using test::NotesPair;
using test::Reply;

std::ptrdiff_t mails_about_notes(EscrowTrio& it) { return std::ssize(test::mails(it.school)); }

TEST(Escrow, is_the_default_and_says_plainly_that_it_is_not_set_up_yet) {
    EscrowTrio it;
    const Reply page = it.coach.get("/notes-escrow");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("Escrow is not set up yet"));
    EXPECT_TRUE(it.coach.get("/log").shows("Escrow is not set up yet"));
    const auto contact = it.note("shared");
    EXPECT_TRUE(it.coach.get(NotesPair::path(contact)).shows("Escrow is not set up yet"));
    EXPECT_EQ(it.shares(), 0);
}

TEST(Escrow, the_three_are_three_different_people_and_none_of_them_evaluates) {
    EscrowTrio it;
    Form form = it.three();
    form[2].second = form[0].second;
    EXPECT_TRUE(it.ada.post("/settings/notes/holders", form).shows("Three different people hold."));
    form[2].second = it.address_of(it.school.principal);
    EXPECT_TRUE(it.ada.post("/settings/notes/holders", form).shows("cannot hold a key to notes"));
    form[2].second = "nobody@nowhere.example";
    EXPECT_TRUE(it.ada.post("/settings/notes/holders", form).shows("Nobody here has the address"));
    form[2].second = "";
    EXPECT_TRUE(it.ada.post("/settings/notes/holders", form).shows("Name all three."));
    EXPECT_EQ(it.coach.post("/settings/notes/holders", it.three()).status, 403);
}

TEST(Escrow, begins_once_the_third_has_agreed_with_a_passphrase_of_their_own) {
    EscrowTrio it;
    it.name_holders();
    EXPECT_TRUE(it.tom.get("/notes-escrow").shows("Would you be one of three holders?"));
    EXPECT_FALSE(it.coach.get("/notes-escrow").shows("Would you be one of three holders?"));
    EXPECT_TRUE(it.tom.post("/notes-escrow/holding").shows("Choose your notes passphrase first."));
    EscrowTrio::agree(it.ada);
    EscrowTrio::agree(it.dmitri);
    it.note("shared");
    EXPECT_EQ(it.shares(), 0);
    EscrowTrio::agree(it.tom);
    it.note("shared");
    EXPECT_EQ(it.shares(), 6);  // Each two of three, either first.
    EXPECT_TRUE(it.coach.get("/notes-escrow").shows("Ada Quill, Dmitri Volkov, Tom Weaver"));
}

TEST(Escrow, who_declines_ends_the_ceremony_and_a_locked_holder_cannot_agree) {
    EscrowTrio it;
    it.name_holders();
    it.tom.choose();
    it.tom.lock();
    EXPECT_TRUE(it.tom.post("/notes-escrow/holding").shows("Unlock your notes first"));
    EXPECT_EQ(it.tom.post("/notes-escrow/holding", {{"_method", "DELETE"}}).status, 303);
    EXPECT_FALSE(it.ada.get("/notes-escrow").shows("Would you be one of three holders?"));
    EXPECT_EQ(it.ada.post("/notes-escrow/holding").status, 422);
}

TEST(Escrow, what_is_for_oneself_alone_is_never_in_it) {
    EscrowTrio it;
    it.hold();
    it.note("private");
    EXPECT_EQ(it.shares(), 0);
    it.note("shared");
    EXPECT_EQ(it.shares(), 6);
}

TEST(Escrow, two_holders_read_what_they_named_and_the_people_are_told) {
    EscrowTrio it;
    it.hold();
    it.coach.choose();
    it.teacher.choose();
    it.note("shared");
    it.note("private", "For me alone.");
    const std::string path = it.ask(it.ada, "reading");
    const auto mails = mails_about_notes(it);
    EXPECT_EQ(it.ada.post(path + "/reading").status, 422);  // One alone opens nothing.
    EXPECT_FALSE(it.teacher.get("/notes-escrow").shows("case 12"));
    EXPECT_EQ(mails_about_notes(it), mails);
    EXPECT_EQ(it.tom.post(path + "/agreement").status, 303);
    EXPECT_EQ(mails_about_notes(it), mails + 2);
    for (Browser* who : {&it.ada, &it.tom}) {
        const Reply read = who->post(path + "/reading");
        EXPECT_EQ(read.status, 200);
        EXPECT_TRUE(read.shows(test::secret)) << read.body;
        EXPECT_FALSE(read.shows("For me alone."));
    }
    EXPECT_FALSE(it.dmitri.post(path + "/reading").shows(test::secret));
    for (Browser* who : {&it.coach, &it.teacher}) {
        const Reply page = who->get("/notes-escrow");
        EXPECT_TRUE(page.shows(test::good_reason));
        EXPECT_TRUE(page.shows("Ada Quill and Tom Weaver agreed to it."));
    }
    const Reply audit = it.ada.get("/settings/audit");
    EXPECT_TRUE(audit.shows("escrow.agreed"));
    EXPECT_TRUE(audit.shows("escrow.read"));
}

TEST(Escrow, nobody_agrees_with_themselves_or_twice_or_about_their_own_notes) {
    EscrowTrio it;
    it.hold();
    it.note("shared");
    const std::string path = it.ask(it.ada, "reading");
    EXPECT_TRUE(it.ada.post(path + "/agreement").shows("You have asked for this yourself."));
    EXPECT_EQ(it.tom.post(path + "/agreement").status, 303);
    EXPECT_TRUE(it.dmitri.post(path + "/agreement").shows("answered already"));
    Form own = it.asking("reading");
    own[1].second += "\n" + it.address_of(it.school.admin);
    EXPECT_TRUE(it.ada.post("/notes-escrow/matters", own).shows("Your own notes are among these."));
    const Reply about_ada = it.tom.post("/notes-escrow/matters", own);
    EXPECT_EQ(it.ada.post(about_ada.location + "/agreement").status, 404);
    EXPECT_EQ(it.ada.get(about_ada.location).status, 404);
}

TEST(Escrow, whoever_is_no_holder_finds_no_matter_and_asks_for_none) {
    EscrowTrio it;
    it.hold();
    it.note("shared");
    const std::string path = it.settle("reading");
    test::World world;
    for (auto& [name, client] : world.cast()) {
        if (name == "nobody") continue;
        EXPECT_EQ(client->get(path).status, 404) << name;
        EXPECT_EQ(client->post(path + "/reading").status, 404) << name;
        EXPECT_EQ(client->post(path + "/agreement").status, 404) << name;
        EXPECT_EQ(client->post(path + "/refusal").status, 404) << name;
        EXPECT_EQ(client->post("/notes-escrow/matters", it.asking("holding")).status, 422) << name;
    }
    for (Browser* who : {&it.coach, &it.teacher}) EXPECT_EQ(who->get(path).status, 404);
}

// A page but for its keys and tokens.
std::string seen(Browser& who, const std::string& path) {
    std::string body = who.get(path).body;
    for (const std::string mark :
         {"nonce=\"", "name=\"_token\" value=\"", "name=\"_key\" value=\""}) {
        for (auto at = body.find(mark); at != std::string::npos; at = body.find(mark, at + 1)) {
            body.erase(at + mark.size(), body.find('"', at + mark.size()) - at - mark.size());
        }
    }
    return body;
}

TEST(Escrow, a_note_changes_not_one_byte_for_a_holder) {
    EscrowTrio it;
    it.hold();
    const std::string path = it.ask(it.ada, "reading");
    std::string before;
    for (Browser* who : {&it.ada, &it.dmitri, &it.tom}) {
        before += seen(*who, "/notes-escrow") + seen(*who, path);
    }
    before += seen(it.ada, "/settings/notes");
    it.note("shared");
    std::string after;
    for (Browser* who : {&it.ada, &it.dmitri, &it.tom}) {
        after += seen(*who, "/notes-escrow") + seen(*who, path);
    }
    EXPECT_EQ(before, after + seen(it.ada, "/settings/notes"));
}

TEST(Escrow, its_pages_take_few_statements_however_much_was_asked) {
    EscrowTrio it;
    it.hold();
    it.name_holders();  // Others are being asked, too.
    it.note("shared");
    std::string path;
    for (int i = 0; i < 5; ++i) path = it.ask(it.ada, "reading");
    it.settle("holding");
    const auto few = [&](Browser& who, const std::string& address) {
        who.get(address);  // The district's settings are read once, at its first page.
        const auto before = Db::statements_of_this_thread();
        EXPECT_EQ(who.get(address).status, 200) << address;
        EXPECT_LE(Db::statements_of_this_thread() - before, 8) << address;
    };
    for (Browser* who : {&it.ada, &it.tom, &it.coach, &it.teacher}) few(*who, "/notes-escrow");
    few(it.ada, "/settings/notes");
    few(it.tom, path);
    for (const std::string address : {"/log", "/notes-key"}) few(it.coach, address);
}

TEST(Escrow, asking_is_answered_the_same_whether_such_notes_exist_or_not) {
    EscrowTrio it;
    it.hold();
    const Reply none = it.ada.post("/notes-escrow/matters", it.asking("reading"));
    it.note("shared");
    const Reply some = it.ada.post("/notes-escrow/matters", it.asking("reading"));
    EXPECT_EQ(none.status, some.status);
    EXPECT_EQ(none.location.size(), some.location.size());
}

TEST(Escrow, a_reason_the_people_and_the_days_are_asked_for_and_nothing_typed_is_lost) {
    EscrowTrio it;
    it.hold();
    Form form = it.asking("reading");
    form[2].second = "short";
    Reply reply = it.ada.post("/notes-escrow/matters", form);
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Write the reason"));
    EXPECT_TRUE(reply.shows("short</textarea>"));
    form = it.asking("reading");
    form[3].second = "";
    EXPECT_TRUE(it.ada.post("/notes-escrow/matters", form).shows("Say which days"));
    form = it.asking("reading");
    form[1].second = it.address_of(it.school.coach);
    EXPECT_TRUE(it.ada.post("/notes-escrow/matters", form).shows("Name all the people"));
}

TEST(Escrow, a_week_later_nobody_reads_and_nothing_opened_is_left) {
    EscrowTrio it;
    it.hold();
    it.note("shared");
    const std::string path = it.settle("reading");
    const Sql opened{"test.opened", R"(SELECT COUNT(*) FROM escrow_opened WHERE district_id = $1)"};
    EXPECT_EQ(it.count(opened), 2);
    test::clock().advance_seconds(8 * 24 * 3600);
    EscrowTrio::come_back(it.ada);
    EXPECT_FALSE(it.ada.post(path + "/reading").shows(test::secret));
    follow_time(it.school.db());
    EXPECT_EQ(it.count(opened), 0);
}

TEST(Escrow, where_notes_are_server_protected_everybody_is_told_and_nobody_is_locked_out) {
    EscrowTrio it;
    it.coach.choose();
    const auto before = it.note("private", "Sealed before.");
    const Form unread{{"mode", "server"}};
    EXPECT_EQ(it.ada.post("/settings/notes/mode", unread).status, 422);
    EXPECT_EQ(it.coach.post("/settings/notes/mode", unread).status, 403);
    const Form chosen{{"mode", "server"}, {"accepted", "1"}};
    EXPECT_EQ(it.ada.post("/settings/notes/mode", chosen).status, 303);
    const auto after = it.note("private", "Kept by the server.");
    EXPECT_TRUE(it.coach.get(NotesPair::path(after)).shows("whoever runs the server could open"));
    it.coach.lock();
    EXPECT_TRUE(it.reads(it.coach, after, "Kept by the server."));
    EXPECT_FALSE(it.reads(it.coach, before, "Sealed before."));
    EXPECT_FALSE(it.reads(it.teacher, after, "Kept by the server."));
}

TEST(Escrow, another_mode_never_acts_backwards) {
    EscrowTrio it;
    it.hold();
    it.note("shared", "In escrow.");
    EXPECT_EQ(it.ada.post("/settings/notes/mode", {{"mode", "none"}, {"accepted", "1"}}).status,
              303);
    EXPECT_TRUE(
        it.coach.get("/notes-escrow").shows("No escrow: nobody else can open a note written now."));
    it.note("shared", "With nobody.");
    EXPECT_EQ(it.shares(), 6);
    const Reply read = it.ada.post(it.settle("reading") + "/reading");
    EXPECT_TRUE(read.shows("In escrow."));
    EXPECT_FALSE(read.shows("With nobody."));
}

TEST(Escrow, two_years_on_the_keys_of_a_year_are_destroyed_and_nobody_reads_its_notes) {
    EscrowTrio it;
    it.hold();
    const auto contact = it.note("shared");
    EXPECT_EQ(follow_time(it.school.db()), 0);
    test::clock().advance_seconds(730LL * 24 * 3600);
    EXPECT_GE(follow_time(it.school.db()), 1);
    EXPECT_EQ(it.shares(), 0);
    it.coach.come_back();
    EXPECT_FALSE(it.reads(it.coach, contact));
    EXPECT_TRUE(it.coach.get(NotesPair::path(contact)).shows("their time to be kept is over"));
}

TEST(Escrow, a_hold_by_two_keeps_what_time_would_destroy_until_two_lift_it) {
    EscrowTrio it;
    it.hold();
    const auto contact = it.note("shared");
    it.settle("holding");
    EXPECT_TRUE(it.teacher.get("/notes-escrow").shows("Notes are kept for a legal hold"));
    test::clock().advance_seconds(730LL * 24 * 3600);
    follow_time(it.school.db());
    it.coach.come_back();
    EXPECT_TRUE(it.reads(it.coach, contact));
    for (Browser* who : {&it.ada, &it.tom}) EscrowTrio::come_back(*who);
    it.settle("lifting");
    EXPECT_GE(follow_time(it.school.db()), 1);
    EXPECT_FALSE(it.reads(it.coach, contact));
}

TEST(Escrow, a_shorter_time_holds_for_later_notes_alone) {
    EscrowTrio it;
    const auto contact = it.note("shared");
    it.as_program(it.school.admin, [&](WriteTx& tx) {
        tx.run(Sql{"test.years", R"(INSERT INTO setting (district_id, name, value)
                                    VALUES ($1, 'notes.keep_years', '0'))"},
               tx.district());
    });
    const auto later = it.note("shared", "Of the shorter time.");
    test::clock().advance_seconds(400LL * 24 * 3600);
    EXPECT_GE(follow_time(it.school.db()), 1);
    it.coach.come_back();
    EXPECT_TRUE(it.reads(it.coach, contact));
    EXPECT_FALSE(it.reads(it.coach, later, "Of the shorter time."));
}

}  // namespace
}  // namespace rapport::escrow
