// Who is told by mail: of being asked to hold, of what waits, of what was opened, of another mode.
// Each in the reader's language, and never with a word of a note, a reason, or whose notes they
// are.
#include "tests/support/letters.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "platform/escrow/escrow.hpp"
#include "tests/support/escrow_trio.hpp"

namespace rapport::escrow {
namespace {

using test::Client;
using test::EscrowTrio;

std::vector<std::string> mails(EscrowTrio& it) { return test::mails(it.school); }

// Those that were not there before.
std::vector<std::string> since(EscrowTrio& it, const std::vector<std::string>& before) {
    auto all = mails(it);
    std::erase_if(all, [&](const std::string& mail) {
        return std::ranges::find(before, mail) != before.end();
    });
    return all;
}

bool is_to(const std::string& mail, const std::string& address) {
    return mail.find(address) != std::string::npos;
}

bool all_say(const std::vector<std::string>& mails, std::string_view words) {
    return std::ranges::all_of(
        mails, [&](const std::string& mail) { return mail.find(words) != std::string::npos; });
}

bool any_says(const std::vector<std::string>& mails, std::string_view words) {
    return std::ranges::any_of(
        mails, [&](const std::string& mail) { return mail.find(words) != std::string::npos; });
}

void speak_french(EscrowTrio& it, Client& who) {
    it.as_program(who, [&](WriteTx& tx) {
        tx.run(Sql{"test.french", R"(UPDATE account SET language = 'fr'
                                      WHERE id = (SELECT account_id FROM person
                                                   WHERE district_id = $1 AND id = $2))"},
               tx.district(), who.id());
    });
}

TEST(EscrowMail, asks_those_who_are_to_hold_but_not_whoever_chose_them) {
    EscrowTrio it;
    const auto before = mails(it);
    it.name_holders();  // Ada Quill, who is one of the three.
    const auto sent = since(it, before);
    ASSERT_EQ(sent.size(), 2u);
    EXPECT_TRUE(all_say(sent, "one of three people who hold the escrow"));
    EXPECT_TRUE(all_say(sent, "/notes-escrow"));
}

TEST(EscrowMail, a_second_holder_hears_that_something_waits_and_nothing_of_it) {
    EscrowTrio it;
    it.hold();
    it.note("shared");
    speak_french(it, it.school.technician);
    const auto before = mails(it);
    const std::string path = it.ask(it.ada, "reading");
    const auto sent = since(it, before);
    ASSERT_EQ(sent.size(), 2u);
    EXPECT_TRUE(all_say(sent, path));
    EXPECT_TRUE(any_says(sent, "only happens if a second holder agrees"));
    EXPECT_TRUE(any_says(sent, "attend votre oui"));
    for (const char* hidden : {test::good_reason, "case 12", "Amina", "Rosa"}) {
        EXPECT_FALSE(any_says(sent, hidden)) << hidden;
    }
}

TEST(EscrowMail, a_holder_whose_own_notes_are_meant_does_not_hear_that_it_waits) {
    EscrowTrio it;
    it.hold();
    test::Form form = it.asking("reading");
    form[1].second += "\n" + it.address_of(it.school.admin);
    const auto before = mails(it);
    EXPECT_EQ(it.tom.post("/notes-escrow/matters", form).status, 303);
    const auto sent = since(it, before);
    ASSERT_EQ(sent.size(), 1u);
    EXPECT_TRUE(is_to(sent[0], it.address_of(it.school.director)));
}

TEST(EscrowMail, whoever_has_notes_is_told_in_plain_words_of_another_mode) {
    EscrowTrio it;
    it.note("shared");
    speak_french(it, it.school.teacher);
    const auto before = mails(it);
    const auto choose = [&](const std::string& mode) {
        return it.ada.post("/settings/notes/mode", {{"mode", mode}, {"accepted", "1"}}).status;
    };
    EXPECT_EQ(choose("server"), 303);
    const auto sent = since(it, before);
    ASSERT_EQ(sent.size(), 2u);  // Rosa Lima and Amina Diallo; nobody else has notes.
    EXPECT_TRUE(any_says(sent, "whoever runs the server could open every note written now"));
    EXPECT_TRUE(any_says(sent, "Protégées par le serveur"));
    EXPECT_FALSE(any_says(sent, test::secret));
    EXPECT_EQ(choose("server"), 303);
    EXPECT_EQ(since(it, before).size(), 2u);  // Nothing has changed: nobody is told again.
    const auto between = mails(it);
    test::clock().advance_seconds(60);
    EXPECT_EQ(choose("none"), 303);
    EXPECT_TRUE(any_says(since(it, between), "nobody else can open a note written now"));
}

TEST(EscrowMail, when_the_third_has_agreed_whoever_has_notes_is_told_who_holds) {
    EscrowTrio it;
    it.note("shared");
    it.name_holders();
    EscrowTrio::agree(it.ada);
    EscrowTrio::agree(it.dmitri);
    const auto before = mails(it);
    EscrowTrio::agree(it.tom);
    const auto sent = since(it, before);
    ASSERT_EQ(sent.size(), 2u);
    EXPECT_TRUE(all_say(sent, "two of Ada Quill, Dmitri Volkov, Tom Weaver together"));
}

TEST(EscrowMail, a_form_says_who_holds_and_an_hour_later_that_too_few_do) {
    EscrowTrio it;
    it.hold();
    EXPECT_TRUE(it.coach.get("/log").shows("two of Ada Quill, Dmitri Volkov, Tom Weaver"));
    it.as_program(it.school.admin, [&](WriteTx& tx) {
        tx.run(Sql{"test.gone", R"(UPDATE person SET ended_on = $4
                                    WHERE district_id = $1 AND (id = $2 OR id = $3))"},
               tx.district(), it.school.director.id(), it.school.technician.id(),
               Zone::utc().day(tx.now()).plus(-1));
    });
    follow_time(it.school.db());
    EXPECT_TRUE(it.coach.get("/log").shows("Escrow is not set up yet"));
}

}  // namespace
}  // namespace rapport::escrow
