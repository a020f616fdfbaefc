#include "design/standards/wording.hpp"

#include <gtest/gtest.h>

#include "tests/support/school.hpp"

namespace rapport::standards {
namespace {

using test::Form;
using test::Reply;
using test::School;

const Framework& coaches() { return *find("iste_coaches", "2024"); }
constexpr const char* page = "/standards/iste_coaches/2024";
constexpr const char* form = "/standards/iste_coaches/2024/wording";

Form pasted(const std::string& words, const std::string& version = "0",
            const std::string& licence = "Licence of March") {
    return {{"words", words}, {"licence", licence}, {"language", "en"}, {"version", version}};
}

TEST(Wording, each_code_begins_a_line_and_its_words_go_on_to_the_next) {
    const auto all = divided(coaches(),
                             "\r\n4.5.a. Zebras coach\n  and are coached.\n\n4.1.a:\tOwls see it\n"
                             "45b Herons wait\n4.5\n");
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 3u);
    EXPECT_EQ(all->at(0).code, "4.1.a");
    EXPECT_EQ(all->at(0).words, "Owls see it");
    EXPECT_EQ(all->at(1).code, "4.5.a");
    EXPECT_EQ(all->at(1).words, "Zebras coach\nand are coached.");
    EXPECT_EQ(all->at(2).code, "4.5.b");
}

TEST(Wording, what_cannot_be_told_apart_is_said_with_its_line) {
    const auto without = divided(coaches(), "\nThe standards of coaches\n4.5.a Zebras");
    ASSERT_FALSE(without);
    EXPECT_EQ(without.refusal().key.name, "standards.no_code");
    EXPECT_FALSE(divided(coaches(), "4.5.a Zebras\n4.5a Owls"));
    EXPECT_FALSE(divided(coaches(), "4.5.a " + std::string(3001, 'x')));
    EXPECT_FALSE(divided(coaches(), "4.5.a " + std::string(70'000, 'x')));
    EXPECT_TRUE(divided(coaches(), "")->empty());
}

TEST(Wording, what_was_pasted_can_be_pasted_again) {
    const auto all = divided(coaches(), "4.1.a Owls\nsee it\n4.5.a Zebras");
    Wording kept;
    kept.codes = *all;
    const auto again = divided(coaches(), kept.pasted());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->size(), 2u);
    EXPECT_EQ(again->at(0).words, "Owls\nsee it");
}

TEST(Wording, people_of_the_district_read_it_and_nobody_else) {
    School lakes, hills;
    ASSERT_EQ(lakes.director.post(form, pasted("4.5.a Zebras <b>coach</b> & run")).status, 303);
    const Reply seen = lakes.teacher.get(page);
    EXPECT_TRUE(seen.shows("Zebras &lt;b&gt;coach&lt;/b&gt; &amp; run"));
    EXPECT_TRUE(seen.shows("Licence of March"));
    EXPECT_FALSE(hills.teacher.get(page).shows("Zebras"));
    EXPECT_EQ(lakes.nobody.get(page).status, 303);
    EXPECT_FALSE(lakes.coach.get("/search?q=zebras").shows("Zebras &lt;b"));
}

TEST(Wording, whoever_does_not_lead_the_programme_pastes_nothing) {
    School school;
    for (auto* who : {&school.coach, &school.principal, &school.teacher}) {
        EXPECT_EQ(who->get(form).status, 403);
        EXPECT_EQ(who->post(form, pasted("4.5.a Zebras")).status, 403);
        EXPECT_FALSE(who->get(page).shows("/wording"));
    }
    EXPECT_TRUE(school.admin.get(page).shows("/wording"));
}

TEST(Wording, a_refusal_stands_at_its_field_and_what_was_pasted_stays) {
    School school;
    const Reply no_licence = school.admin.post(form, pasted("4.5.a Zebras", "0", " "));
    EXPECT_EQ(no_licence.status, 422);
    EXPECT_TRUE(no_licence.shows("Say here what allows you to show it."));
    EXPECT_TRUE(no_licence.shows("4.5.a Zebras"));
    EXPECT_TRUE(school.admin.post(form, pasted("Zebras")).shows("Line 1 comes before any code"));
    EXPECT_TRUE(school.admin.post(form, pasted(" ")).shows("Paste the text here."));
    EXPECT_EQ(school.admin.get("/standards/iste_coaches/1999/wording").status, 404);
}

TEST(Wording, the_second_of_two_is_told_and_an_empty_field_takes_it_away) {
    School school;
    ASSERT_EQ(school.admin.post(form, pasted("4.5.a Zebras")).status, 303);
    const Reply late = school.director.post(form, pasted("4.5.a Owls"));
    EXPECT_EQ(late.status, 422);
    EXPECT_TRUE(late.shows("Somebody else changed the wording"));
    EXPECT_TRUE(late.shows("4.5.a Owls"));
    EXPECT_EQ(school.admin.post(form, pasted("4.5.b Owls", "1")).status, 303);
    EXPECT_FALSE(school.coach.get(page).shows("Zebras"));
    EXPECT_TRUE(school.admin.get(form).shows("4.5.b Owls"));
    EXPECT_EQ(school.admin.post(form, pasted("", "2")).status, 303);
    EXPECT_FALSE(school.coach.get(page).shows("Licence of March"));
}

}  // namespace
}  // namespace rapport::standards
