// Who can open the notes of a meeting, and what becomes of what the others cannot.
#include <gtest/gtest.h>

#include "tests/support/meetings.hpp"
#include "tests/support/sealed_pair.hpp"

namespace rapport::meetings::cast {
namespace {

bool is_anywhere(School& school, std::string_view needle) {
    bool is_found = false;
    school.db().read(Scope::whole(), [&](ReadTx& tx) {
        tx.each(
            Sql{"test.writings", "SELECT sealed FROM cycle_writing WHERE district_id = $1"},
            [&](const db::Row& row) { is_found |= row.view(0).find(needle) != std::string::npos; },
            school.scope().district);
    });
    return is_found;
}

// Which of the savings of a meeting's notes somebody has a key to.
std::vector<bool> opened_by(School& school, const Client& who, const std::string& address) {
    const auto all = school.db().read(school.scope(), [&](ReadTx& tx) {
        const auto hand = cycles::in_hand(tx, cycle_in(address)).value();
        return writings(tx, hand, {meeting_in(address), Part::notes});
    });
    return school.db().read(who.scope(), [&](ReadTx& tx) {
        keys::Opener opener(tx);
        std::vector<bool> open;
        for (const Writing& one : all) {
            const std::string thing =
                meeting_in(address).text() + "/notes/" + std::to_string(one.number);
            open.push_back(opener.open(thing, one.sealed).state == keys::Opener::State::open);
        }
        return open;
    });
}

TEST(SealedMeetings, no_word_of_them_stands_in_the_database) {
    School school;
    const std::string one = meeting(school, cycle_of_three(school));
    save(school.coach, one, 0, "CANARYMEETING");
    EXPECT_TRUE(school.teacher.get(one).shows("CANARYMEETING"));
    EXPECT_FALSE(is_anywhere(school, "CANARYMEETING"));
    EXPECT_TRUE(is_anywhere(school, "A"));  // There is something sealed.
}

TEST(SealedMeetings, who_has_left_has_no_key_to_what_is_newer) {
    School school;
    const std::string cycle = cycle_of_three(school), one = meeting(school, cycle);
    save(school.coach, one, 0, "While three");
    school.coach.del(cycle + "/members/" + school.colleague.id().text());
    save(school.coach, one, 1, "While three\nSince two");
    EXPECT_EQ(school.colleague.get(one).status, 404);
    EXPECT_EQ(opened_by(school, school.colleague, one), (std::vector{true, false}));
    EXPECT_EQ(opened_by(school, school.teacher, one), (std::vector{true, true}));
}

TEST(SealedMeetings, who_comes_later_reads_once_somebody_lets_them_and_may_write_before) {
    School school;
    const std::string cycle = cycles::cast::begun(school, school.teacher);
    const std::string one = meeting(school, cycle);
    save(school.coach, one, 0, "From before");
    test::clock().advance_seconds(60);
    school.coach.post(cycle + "/members", {{"person", school.colleague.id().text()}});
    cycles::cast::say_yes(school.colleague, cycle);
    const Reply page = school.colleague.get(one);
    EXPECT_FALSE(page.shows("From before"));
    EXPECT_TRUE(page.shows("Something was written here before you came."));
    EXPECT_EQ(save(school.colleague, one, 0, "From the newcomer").status, 303);
    EXPECT_EQ(school.colleague.post(one + "/readers").status, 422);
    const Reply both = school.teacher.get(one);
    EXPECT_TRUE(both.shows("From before"));
    EXPECT_TRUE(both.shows("From the newcomer"));
    EXPECT_EQ(school.teacher.post(one + "/readers").status, 303);
    EXPECT_TRUE(school.colleague.get(one).shows("From before"));
    EXPECT_FALSE(school.teacher.get(one).shows("came later and cannot read"));
}

TEST(SealedMeetings, what_is_saved_after_the_notes_were_locked_is_kept_and_put_together_later) {
    School school;
    const std::string one = meeting(school, cycle_of_three(school));
    test::Browser coach(school.coach), teacher(school.teacher);
    coach.choose();
    save(coach, one, 0, "First\nSecond");
    EXPECT_TRUE(coach.get(one + "/notes").shows("name=\"seen\" value=\"1\""));
    save(teacher, one, 1, "First\nSecond\nFrom Amina");
    coach.lock();  // The half hour is over while the coach still types.
    const Reply late = save(coach, one, 1, "First, typed for long\nSecond");
    EXPECT_EQ(late.status, 303);
    EXPECT_FALSE(coach.get(one).shows("typed for long"));
    EXPECT_TRUE(coach.get(one).shows("Sealed, until you open your notes."));
    for (const char* words : {"First, typed for long", "Second", "From Amina"}) {
        EXPECT_TRUE(teacher.get(one).shows(words)) << words;
    }
    EXPECT_EQ(text_of(notes_for(school, school.teacher, one).paper),
              "First, typed for long\nSecond\nFrom Amina");
    // The next who saves leaves nothing over for later.
    save(teacher, one, 3, "First, typed for long\nSecond\nFrom Amina\nAnd done");
    coach.unlock();
    EXPECT_TRUE(coach.get(one).shows("And done"));
    EXPECT_TRUE(coach.get(one + "/notes").shows("First, typed for long\nSecond\nFrom Amina\nAnd"));
}

TEST(SealedMeetings, a_locked_page_offers_an_empty_sheet_and_takes_nothing_out) {
    School school;
    const std::string one = meeting(school, cycle_of_three(school));
    test::Browser coach(school.coach);
    coach.choose();
    save(coach, one, 0, "Is there");
    coach.lock();
    const Reply page = coach.get(one + "/notes");
    EXPECT_TRUE(page.shows("name=\"seen\" value=\"0\""));
    EXPECT_FALSE(page.shows("Is there"));
    save(coach, one, 0, "Typed blind");
    coach.unlock();
    EXPECT_EQ(text_of(notes_for(school, school.teacher, one).paper), "Is there\nTyped blind");
}

TEST(SealedMeetings, who_becomes_a_principal_reads_none_any_more) {
    School school;
    const std::string one = meeting(school, cycle_of_three(school));
    save(school.coach, one, 0, "CANARYMEETING");
    school.admin.post("/settings/people/" + school.coach.id().text() + "/roles",
                      {{"role", "principal"}, {"building", school.cedar.text()}});
    EXPECT_EQ(school.coach.get(one).status, 404);
    EXPECT_FALSE(school.coach.api_get("/api/v1" + one).shows("sealed"));
}

}  // namespace
}  // namespace rapport::meetings::cast
