// What goes out by mail about cycles and agreements: once, to the right people, in their language,
// and never a word of what it is about.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "coaching/cycles/cycles_cast.hpp"
#include "tests/support/letters.hpp"

namespace rapport::cycles::cast {
namespace {

std::string readers(const std::vector<std::string>& mails) {
    std::vector<std::string> names;
    for (const auto& mail : mails) {
        const std::string name(boost::json::parse(mail).at("to_name").as_string());
        names.push_back(name.substr(0, name.find(' ')));
    }
    std::ranges::sort(names);
    std::string all;
    for (const auto& name : names) all += name + " ";
    return all;
}

std::string readers(School& school) { return readers(test::mails_taken(school)); }

TEST(CycleLetters, who_is_asked_is_told_once_and_of_the_agreement_along_with_it) {
    School school;
    const std::string address = proposed(school, {&school.teacher, &school.colleague});
    EXPECT_EQ(readers(school), "Amina Bao ");
    say_yes(school.teacher, address);
    EXPECT_EQ(readers(school), "");
    say_yes(school.colleague, address);
    EXPECT_EQ(readers(school), "Amina Rosa ");
    press(school, school.teacher, address, "stage", {{"to", "begin"}});
    look(school.teacher, address, "before");
    EXPECT_EQ(readers(school), "");
    school.coach.post(address + "/members", {{"person", school.harbor_teacher.id().text()}});
    EXPECT_EQ(readers(school), "Chidi ");
    press(school, school.coach, address, "closure", {{"outcome", "interrupted"}});
    EXPECT_EQ(readers(school), "Amina Bao ");
}

TEST(CycleLetters, an_agreement_that_waits_and_one_that_is_signed_are_told_to_the_other) {
    School school;
    school.coach.post("/agreements",
                      {{"person", school.teacher.id().text()}, {"profile", "topic"}});
    EXPECT_EQ(readers(school), "Amina ");
    const auto id = school.db().read(school.scope(), [&](ReadTx& tx) {
        return agreements::between(tx, {school.coach.id(), school.teacher.id()})->id.text();
    });
    school.teacher.post("/agreements/" + id + "/versions", {{"profile", "sealed"}});
    EXPECT_EQ(readers(school), "Rosa ");
    school.coach.post("/agreements/" + id + "/signature", {{"number", "2"}});
    EXPECT_EQ(readers(school), "Amina ");
}

TEST(CycleLetters, no_mail_holds_a_word_of_it_nor_anybodys_name_but_the_readers) {
    School school;
    const std::string address = proposed(school, {&school.teacher});
    const auto all = test::mails_taken(school);
    ASSERT_EQ(all.size(), 1u);
    for (const char* word : {"Podcasts", "Rosa", "cycle in", "coach in", "grade"}) {
        EXPECT_EQ(all[0].find(word), std::string::npos) << word;
    }
    EXPECT_NE(all[0].find("http://rapport.test" + address), std::string::npos) << all[0];
}

TEST(CycleLetters, each_reads_it_in_their_own_language) {
    School school;
    school.teacher.post("/account/language", {{"language", "fr"}});
    proposed(school, {&school.teacher, &school.colleague});
    std::string french, english;
    for (const auto& mail : test::mails_taken(school)) {
        const auto body = boost::json::parse(mail);
        (body.at("language") == "fr" ? french : english) = body.at("text").as_string();
    }
    EXPECT_NE(french.find("Bonjour Amina"), std::string::npos) << french;
    EXPECT_NE(english.find("Hello Bao"), std::string::npos) << english;
}

}  // namespace
}  // namespace rapport::cycles::cast
