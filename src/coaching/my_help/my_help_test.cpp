// The teacher's page.
#include <gtest/gtest.h>

#include "coaching/my_help/my_help_pages.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::my_help {
namespace {

using test::Client;
using test::School;

void ask(Client& who, const std::string& words) {
    EXPECT_EQ(who.post("/my-help", {{"words", words}}).status, 303);
    test::clock().advance_seconds(1);
}

TEST(MyHelp, the_first_day_is_an_invitation_and_not_an_empty_page) {
    School school;
    const auto page = school.teacher.get("/my-help");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("What would help you and your students?"));
    EXPECT_TRUE(page.shows("half an idea is enough"));
}

TEST(MyHelp, it_says_plainly_that_nothing_here_counts_in_an_evaluation) {
    School school;
    const auto page = school.teacher.get("/my-help");
    EXPECT_TRUE(page.shows("Will this count in my evaluation?"));
    EXPECT_TRUE(page.shows("No. Nothing here is part of it"));
}

TEST(MyHelp, a_refused_wish_is_still_in_the_box_word_for_word) {
    School school;
    const std::string endless = "Podcasts <and> more " + std::string(5000, '.');
    const auto page = school.teacher.post("/my-help", {{"words", endless}, {"times", "Friday"}});
    EXPECT_EQ(page.status, 422);
    EXPECT_TRUE(page.shows("Podcasts &lt;and&gt; more ...") && page.shows("Friday"));
}

TEST(MyHelp, each_teacher_sees_their_own_requests_and_no_others) {
    School school;
    ask(school.teacher, "A podcast with grade four");
    ask(school.colleague, "A film about the creek");
    EXPECT_TRUE(school.teacher.get("/my-help").shows("A podcast with grade four"));
    EXPECT_FALSE(school.teacher.get("/my-help").shows("A film about the creek"));
}

TEST(MyHelp, the_help_that_was_given_is_told_as_sentences) {
    School school;
    const auto logged = school.coach.post("/contacts", {{"person", school.teacher.id().text()},
                                                        {"kind", school.kind("1b")},
                                                        {"minutes", "15"},
                                                        {"note", "SECRETNOTE"}});
    ASSERT_EQ(logged.status, 303) << logged.body;
    const auto page = school.teacher.get("/my-help");
    EXPECT_TRUE(page.shows("Rosa Lima"));
    EXPECT_TRUE(page.shows("15 min"));
    EXPECT_FALSE(page.shows("SECRETNOTE"));
}

TEST(MyHelp, it_is_the_page_of_teachers) {
    School school;
    EXPECT_EQ(school.principal.get("/my-help").status, 403);
    EXPECT_EQ(school.admin.get("/my-help").status, 403);
    EXPECT_EQ(school.nobody.get("/my-help").status, 303);
    EXPECT_EQ(school.coach.post("/my-help", {{"words", "For me"}}).status, 403);
}

TEST(MyHelp, the_page_takes_the_same_few_statements_however_much_there_is) {
    School school;
    const auto statements = [&] {
        const auto before = Db::statements_of_this_thread();
        school.teacher.get("/my-help");
        return Db::statements_of_this_thread() - before;
    };
    ask(school.teacher, "One");
    statements();  // The district's settings are read once.
    const auto for_one = statements();
    for (int i = 0; i < 20; ++i) ask(school.teacher, "Wish " + std::to_string(i));
    EXPECT_EQ(statements(), for_one);
    EXPECT_LE(for_one, 8);
}

}  // namespace
}  // namespace rapport::my_help
