// The role page: who writes, who publishes, and who reads it when.
#include "design/role_page/role_page.hpp"

#include <gtest/gtest.h>

#include "kernel/locale/words.hpp"
#include "kernel/text/ascii.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::role_page {
namespace {

using test::Client;
using test::Form;
using test::Reply;
using test::School;

// The tests share a database: each district has an address of its own.
std::string address_of(School& school) {
    return "lakes-" + text::lower_ascii(school.scope().district.view());
}

Form words(School& school, const std::string& version, const std::string& does = "Plans lessons") {
    return {{"does", does},
            {"does_not", "Evaluates nobody\r\n\r\n  Repairs nothing  "},
            {"who_fixes", "A screen: the technician\nA lesson: the coach"},
            {"asking", "Say a word."},
            {"evaluation", "No."},
            {"address", address_of(school)},
            {"version", version}};
}

Reply save(School& school, Client& who, const std::string& version,
           const std::string& does = "Plans lessons") {
    return who.post("/role-page/words", words(school, version, does));
}

TEST(RolePage, a_new_district_finds_a_draft_that_nobody_outside_reads) {
    School school;
    const Reply page = school.teacher.get("/role-page");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("A first draft of ours."));
    EXPECT_TRUE(page.shows("Repairs no devices"));
    EXPECT_FALSE(page.shows("Write this page"));
    EXPECT_TRUE(school.coach.get("/role-page").shows("Write this page"));
}

TEST(RolePage, it_is_public_from_when_it_is_published_until_it_is_taken_back) {
    School school;
    const std::string there = "/about/" + address_of(school);
    EXPECT_EQ(save(school, school.coach, "0").status, 303);
    EXPECT_EQ(school.nobody.get(there).status, 404);
    EXPECT_EQ(school.admin.get("/role-page/poster").status, 404);
    EXPECT_EQ(school.admin.post("/role-page/publication").status, 303);
    const Reply page = school.nobody.get(there);
    EXPECT_EQ(page.status, 200);
    for (const char* said : {"Plans lessons", "Evaluates nobody", "A screen", "the technician",
                             "Say a word.", "Will I be evaluated?"}) {
        EXPECT_TRUE(page.shows(said)) << said;
    }
    EXPECT_TRUE(school.teacher.get("/role-page/poster").shows(there));
    EXPECT_EQ(school.admin.del("/role-page/publication").status, 303);
    EXPECT_EQ(school.nobody.get(there).status, 404);
}

TEST(RolePage, a_coach_writes_but_does_not_publish_and_others_only_read) {
    School school;
    EXPECT_EQ(save(school, school.coach, "0").status, 303);
    EXPECT_EQ(school.coach.post("/role-page/publication").status, 403);
    for (Client* who : {&school.teacher, &school.principal}) {
        EXPECT_EQ(who->get("/role-page/words").status, 403);
        EXPECT_EQ(save(school, *who, "1").status, 403);
        EXPECT_EQ(who->post("/role-page/publication").status, 403);
    }
    EXPECT_EQ(save(school, school.admin, "1").status, 303);
}

TEST(RolePage, nothing_is_published_that_nobody_has_saved) {
    School school;
    const Reply reply = school.admin.post("/role-page/publication");
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Save the page first."));
}

TEST(RolePage, words_that_somebody_replaced_meanwhile_are_not_lost_nor_written_over) {
    School school;
    save(school, school.coach, "0", "First words");
    save(school, school.admin, "1", "Words of the administrator");
    const Reply reply = save(school, school.coach, "1", "Words of the coach");
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Somebody saved other words while you wrote."));
    EXPECT_TRUE(reply.shows("Words of the coach"));
    EXPECT_TRUE(school.teacher.get("/role-page").shows("Words of the administrator"));
}

TEST(RolePage, each_field_says_what_it_lacks_and_keeps_what_was_typed) {
    School school;
    Form form = words(school, "0");
    form[4].second = " ";
    Reply reply = school.coach.post("/role-page/words", form);
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("A few words are needed here."));
    EXPECT_TRUE(reply.shows("Say a word."));
    for (const char* bad : {"Lakes", "la", "two words", "../up", "a--b", "-a-", "é-a"}) {
        form = words(school, "0");
        form[5].second = bad;
        reply = school.coach.post("/role-page/words", form);
        EXPECT_EQ(reply.status, 422) << bad;
        EXPECT_TRUE(reply.shows("Take three to sixty small letters, digits and hyphens."));
    }
    form = words(school, "0", std::string(2001, 'x'));
    EXPECT_TRUE(school.coach.post("/role-page/words", form).shows("longer than 2,000 characters"));
}

TEST(RolePage, two_districts_never_have_one_address) {
    School one, other;
    EXPECT_EQ(save(one, one.coach, "0").status, 303);
    Form form = words(other, "0");
    form[5].second = address_of(one);
    const Reply reply = other.coach.post("/role-page/words", form);
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(reply.shows("Another district has this address."));
}

TEST(RolePage, words_are_kept_as_written_whatever_they_hold) {
    School school;
    const std::string hostile = "<script>alert(1)</script> Nguyễn & 'Łukasz' \"x\" \u202e";
    EXPECT_EQ(save(school, school.coach, "0", hostile).status, 303);
    const auto saved = school.db().read(school.scope(), [](ReadTx& tx) {
        static const locale::Words plain = locale::default_words(locale::Language::english);
        return load(tx, {locale::Language::english, plain, Zone::utc(), tx.now()});
    });
    EXPECT_EQ(saved.in(Section::does), hostile);
    EXPECT_EQ(saved.in(Section::does_not), "Evaluates nobody\nRepairs nothing");
    EXPECT_FALSE(school.teacher.get("/role-page").shows("<script>alert"));
}

}  // namespace
}  // namespace rapport::role_page
