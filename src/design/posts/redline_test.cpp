#include "design/posts/redline.hpp"

#include <gtest/gtest.h>

#include "design/posts/posts_cast.hpp"
#include "tests/hostile/strings.hpp"

namespace rapport::posts::cast {
namespace {

std::string said(std::string_view before, std::string_view after) {
    std::string all;
    for (const Piece& piece : redline(before, after)) {
        const char* mark = piece.mark == Mark::gone ? "-" : piece.mark == Mark::fresh ? "+" : "=";
        all += std::string(mark) + "[" + piece.text + "]";
    }
    return all;
}

TEST(Redline, a_word_that_changed_is_said_and_the_rest_stays) {
    EXPECT_EQ(said("", ""), "");
    EXPECT_EQ(said("Plan lessons", "Plan lessons"), "=[Plan lessons]");
    EXPECT_EQ(said("", "Plan lessons"), "+[Plan lessons]");
    EXPECT_EQ(said("Plan lessons", ""), "-[Plan lessons]");
    EXPECT_EQ(said("Plan lessons with teachers.", "Plan units with teachers."),
              "=[Plan ]-[lessons ]+[units ]=[with teachers.]");
    EXPECT_EQ(said("a b c d", "a c d e"), "=[a ]-[b ]=[c ]-[d]+[d e]");
}

// Whatever the two texts are, each can be read out of their difference, to the letter.
TEST(Redline, both_texts_stand_in_their_difference) {
    std::vector<std::string> texts = test::own_strings();
    std::string long_one;
    for (int i = 0; i < 3000; ++i) long_one += std::to_string(i % 97) + (i % 7 == 0 ? "\n" : " ");
    texts.push_back(long_one);
    texts.push_back("1 2 3 " + long_one + " 4");
    for (std::size_t i = 0; i < texts.size(); ++i) {
        for (const std::size_t j : {i, (i + 1) % texts.size(), (i * 7 + 3) % texts.size()}) {
            std::string before, after;
            for (const Piece& piece : redline(texts[i], texts[j])) {
                if (piece.mark != Mark::fresh) before += piece.text;
                if (piece.mark != Mark::gone) after += piece.text;
            }
            EXPECT_EQ(before, texts[i]);
            EXPECT_EQ(after, texts[j]);
        }
    }
}

TEST(Redline, versions_are_compared_duty_by_duty_whatever_their_order) {
    School school;
    const std::string first = in_force(school);
    const std::string second = school.director.post(first + "/revision").location;
    const Hand before = seen(school, school.director, first).value();
    Hand after = seen(school, school.director, second).value();
    EXPECT_TRUE(changes(before, after).empty());
    const Duty gone = after.duties.back();
    school.director.del(second + "/duties/" + gone.id.text());
    school.director.post(second + "/duties", {{"library", "newsletter"}});
    const Form share{{"duty", after.duties.front().id.text()}, {"share", "1"}};
    school.director.post(second + "/shares", share);
    after = seen(school, school.director, second).value();
    const auto found = changes(before, after);
    ASSERT_EQ(found.size(), 3u);
    int fresh = 0, out = 0, reshared = 0;
    for (const Change& one : found) {
        fresh += one.before == nullptr ? 1 : 0;
        out += one.after == nullptr ? 1 : 0;
        const bool is_both = one.before != nullptr && one.after != nullptr;
        reshared += is_both && one.before->share != one.after->share ? 1 : 0;
    }
    EXPECT_EQ(fresh, 1);
    EXPECT_EQ(out, 1);
    EXPECT_EQ(reshared, 1);
    EXPECT_EQ(school.director.get(second + "/redline?against=9").status, 404);
    EXPECT_EQ(school.teacher.get(second + "/redline?against=1").status, 404);
}

}  // namespace
}  // namespace rapport::posts::cast
