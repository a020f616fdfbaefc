#include "coaching/notes/notes.hpp"

#include <gtest/gtest.h>

#include "tests/support/school.hpp"

namespace rapport::notes {
namespace {

using contacts::ContactId;
using test::Client;
using test::Form;
using test::Reply;
using test::School;

constexpr const char* secret = "Amina worries about the observation in December.";

ContactId help_with_note(School& school, const std::string& tier, const std::string& body) {
    const Reply reply = school.coach.post("/contacts", {{"person", school.teacher.id().text()},
                                                        {"kind", school.kind("1b")},
                                                        {"minutes", "15"},
                                                        {"note", body},
                                                        {"tier", tier}});
    EXPECT_EQ(reply.status, 303) << reply.body;
    return *ContactId::parse(reply.location.substr(reply.location.find("saved=") + 6));
}

std::vector<Note> read_by(School& school, const Client& who, ContactId contact) {
    return school.db().read(who.scope(), [&](ReadTx& tx) { return beside(tx, contact); });
}

NoteId only_note(School& school, ContactId contact) {
    const auto kept = read_by(school, school.coach, contact);
    must(kept.size() == 1, "there is not one note");
    return kept.front().id;
}

TEST(Notes, an_empty_note_is_refused) {
    School school;
    const auto contact = help_with_note(school, "private", secret);
    const Reply reply =
        school.coach.post("/contacts/" + contact.text() + "/notes", {{"note", "  \n"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("There is nothing in the note yet."));
}

TEST(Notes, a_private_note_is_read_by_its_author_alone) {
    School school;
    const auto contact = help_with_note(school, "private", secret);
    EXPECT_EQ(read_by(school, school.coach, contact).size(), 1u);
    for (const Client* who : {&school.teacher, &school.other_coach, &school.technician,
                              &school.principal, &school.director, &school.admin}) {
        EXPECT_TRUE(read_by(school, *who, contact).empty());
    }
}

TEST(Notes, a_shared_note_is_read_by_the_teacher_it_is_about_and_nobody_else) {
    School school;
    const auto contact = help_with_note(school, "shared", secret);
    EXPECT_EQ(read_by(school, school.teacher, contact).size(), 1u);
    EXPECT_TRUE(school.teacher.get("/contacts/" + contact.text()).shows(secret));
    for (const Client* who : {&school.colleague, &school.other_coach, &school.technician,
                              &school.principal, &school.director, &school.admin}) {
        EXPECT_TRUE(read_by(school, *who, contact).empty());
    }
}

TEST(Notes, no_page_of_others_holds_a_word_of_a_shared_note) {
    School school;
    const auto contact = help_with_note(school, "shared", secret);
    const std::string person = school.teacher.id().text();
    for (Client* who : {&school.other_coach, &school.principal, &school.director, &school.admin}) {
        for (const std::string& page :
             {"/contacts/" + contact.text(), "/people/" + person, "/log?person=" + person,
              std::string("/today"), std::string("/contacts?q=observation")}) {
            EXPECT_FALSE(who->get(page).shows("observation in December")) << page;
        }
        EXPECT_FALSE(who->api_get("/api/v1/contacts/" + contact.text()).shows("December"));
    }
}

TEST(Notes, whoever_evaluates_reads_no_note_whatever_else_they_are) {
    School school;
    const auto contact = help_with_note(school, "private", secret);
    const NoteId note = only_note(school, contact);
    school.db().write(school.scope(), [&](WriteTx& tx) {
        tx.run(Sql{"test.role", R"(INSERT INTO role_held (district_id, id, person_id, role, source)
                                   VALUES ($1, $2, $3, 'principal', 'manual'))"},
               tx.district(), tx.new_id<PersonId>(), tx.actor());
    });
    EXPECT_TRUE(read_by(school, school.coach, contact).empty());
    school.db().read(school.scope(), [&](ReadTx& tx) {
        EXPECT_FALSE(find(tx, note).has_value());
        EXPECT_TRUE(mine(tx, {{2026, 1, 1}, {2026, 12, 31}}).empty());
        EXPECT_TRUE(contacts_noted_with(tx, "december").empty());
    });
}

TEST(Notes, sharing_asks_first_and_names_who_will_read) {
    School school;
    const auto contact = help_with_note(school, "private", secret);
    const std::string address = "/notes/" + only_note(school, contact).text() + "/sharing";
    const Reply page = school.coach.get(address);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("Amina Diallo"));
    EXPECT_TRUE(read_by(school, school.teacher, contact).empty());
    EXPECT_EQ(school.coach.post(address).status, 303);
    EXPECT_EQ(read_by(school, school.teacher, contact).size(), 1u);
}

TEST(Notes, nobody_shares_the_note_of_another) {
    School school;
    const auto contact = help_with_note(school, "private", secret);
    const std::string address = "/notes/" + only_note(school, contact).text() + "/sharing";
    for (Client* who : {&school.teacher, &school.other_coach, &school.admin, &school.stranger}) {
        EXPECT_EQ(who->get(address).status, 404);
        EXPECT_EQ(who->post(address).status, 404);
    }
    EXPECT_TRUE(read_by(school, school.teacher, contact).empty());
}

TEST(Notes, a_corrected_contact_takes_its_notes_along) {
    School school;
    const auto contact = help_with_note(school, "shared", secret);
    const Reply reply = school.coach.post(
        "/contacts/" + contact.text() + "/corrections",
        {{"person", school.colleague.id().text()}, {"kind", school.kind("1b")}, {"minutes", "20"}});
    ASSERT_EQ(reply.status, 303) << reply.body;
    const auto corrected = *ContactId::parse(reply.location.substr(10));
    EXPECT_EQ(read_by(school, school.coach, corrected).size(), 1u);
    EXPECT_EQ(read_by(school, school.colleague, corrected).size(), 1u);
    EXPECT_TRUE(read_by(school, school.teacher, corrected).empty());
}

TEST(Notes, a_contact_taken_back_shows_its_shared_note_to_nobody_but_its_author) {
    School school;
    const auto contact = help_with_note(school, "shared", secret);
    school.coach.post("/contacts/" + contact.text() + "/withdrawal");
    EXPECT_TRUE(read_by(school, school.teacher, contact).empty());
    EXPECT_EQ(read_by(school, school.coach, contact).size(), 1u);
}

TEST(Notes, only_the_coach_of_a_contact_writes_beside_it) {
    School school;
    const auto contact = help_with_note(school, "private", secret);
    const auto kept = school.db().write(school.other_coach.scope(), [&](WriteTx& tx) {
        return keep(tx, contact, {Tier::only_me, "mine"});
    });
    ASSERT_FALSE(kept.has_value());
    EXPECT_EQ(kept.refusal().key.name, "notes.not_yours");
}

TEST(Notes, who_can_see_a_note_follows_its_tier) {
    School school;
    const auto names = [&](ContactId contact) {
        std::string joined;
        const NoteId note = only_note(school, contact);
        const auto seers =
            school.db().read(school.scope(), [&](ReadTx& tx) { return who_can_see(tx, note); });
        for (const auto& seer : seers) joined += seer.name + ";";
        return joined;
    };
    EXPECT_EQ(names(help_with_note(school, "private", secret)), "Rosa Lima;");
    EXPECT_EQ(names(help_with_note(school, "shared", secret)), "Rosa Lima;Amina Diallo;");
}

TEST(Notes, a_note_comes_back_byte_for_byte) {
    School school;
    const std::string body =
        "  <b>&amp;\r\n\r\nΩ≈ç√ 🦊 \xE2\x80\xAE \xCC\x81 =cmd|' /C calc'!A0  ";
    const auto contact = help_with_note(school, "private", body);
    EXPECT_EQ(read_by(school, school.coach, contact).at(0).body, body);
}

TEST(Notes, private_notes_leave_in_an_export_only_when_asked_for) {
    School school;
    help_with_note(school, "private", secret);
    Form form{{"from", "2026-11-01"}, {"to", "2026-11-30"}, {"format", "csv"}};
    EXPECT_FALSE(school.coach.post("/contacts/exports", form).shows("December."));
    form.emplace_back("notes", "1");
    EXPECT_TRUE(school.coach.post("/contacts/exports", form).shows("December."));
}

TEST(Notes, ones_own_words_are_found_again) {
    School school;
    help_with_note(school, "private", secret);
    EXPECT_TRUE(school.coach.get("/contacts?q=observation").shows("Fixing something"));
}

}  // namespace
}  // namespace rapport::notes
