// Questions people ask about coaches: found by their words, read by everybody.
#include "design/questions/questions.hpp"

#include <gtest/gtest.h>

#include "tests/support/school.hpp"

namespace rapport::questions {
namespace {

using test::School;

TEST(Questions, everybody_reads_them_and_chooses_by_who_asks) {
    School school;
    const auto all = school.nobody.get("/questions");
    EXPECT_EQ(all.status, 200);
    EXPECT_TRUE(all.shows("Will I be evaluated?"));
    EXPECT_TRUE(all.shows("Does coaching work?"));
    const auto parents = school.nobody.get("/questions?for=parents");
    EXPECT_TRUE(parents.shows("Is my child filmed or shown?"));
    EXPECT_FALSE(parents.shows("Does coaching work?"));
    EXPECT_TRUE(school.nobody.get("/questions?for=nobody").shows("Does coaching work?"));
}

TEST(Questions, all_words_typed_are_in_what_is_found_whatever_the_accents) {
    School school;
    const auto found = school.nobody.get("/questions?q=CERTIF%C3%ADcate");
    EXPECT_TRUE(found.shows("Should we require a certificate?"));
    EXPECT_FALSE(found.shows("Will I be evaluated?"));
    EXPECT_TRUE(school.nobody.get("/questions?q=certificate+zebra").shows("Try one word less."));
    school.nobody.speaking("fr");
    EXPECT_TRUE(school.nobody.get("/questions?q=evalue").shows("Serai-je évalué"));
}

TEST(Questions, what_was_typed_is_shown_as_words_whatever_it_is) {
    School school;
    const auto odd = school.nobody.get("/questions?q=%22%3E%3Cscript%3E&for=%C3%A9");
    EXPECT_EQ(odd.status, 200);
    EXPECT_FALSE(odd.shows("<script>"));
    EXPECT_EQ(school.nobody.get("/questions?q=" + std::string(3000, 'a')).status, 200);
}

TEST(Questions, each_says_where_it_stands) {
    School school;
    const auto reply = school.teacher.api_get("/api/v1/questions?for=superintendents&q=studies");
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.shows("Kraft, Blazar and Hogan 2018"));
    EXPECT_FALSE(reply.shows("\"source\":\"\""));
}

}  // namespace
}  // namespace rapport::questions
