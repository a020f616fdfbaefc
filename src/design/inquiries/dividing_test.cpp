// Which words of a letter answer which question.
#include "design/inquiries/dividing.hpp"

#include <gtest/gtest.h>

namespace rapport::inquiries {
namespace {

const std::vector<Question> questions{
    {"Does your school have somebody whose work is to help teachers use technology?",
     "We would like to know how common such a post is."},
    {"What does this person do in an ordinary week?", "The same title means very different work."},
    {"Is it a certified teaching post, or support staff?", ""}};

using Answers = std::vector<std::string>;

TEST(Dividing, answers_with_their_numbers_are_told_apart) {
    const Answers expected{"Yes, one for three schools.", "Small repairs.\nAnd lessons.",
                           "Certified"};
    for (const char* letter :
         {"Hello Mina,\n\n1. Yes, one for three schools.\n2. Small repairs.\nAnd lessons.\n3. "
          "Certified\n\n-- \nThi Tran",
          "1) Yes, one for three schools.\n\n2) Small repairs.\nAnd lessons.\n\n3) Certified",
          "Q1: Yes, one for three schools.\nQ2: Small repairs.\nAnd lessons.\nQ3: Certified",
          "(1) Yes, one for three schools.\n(2) Small repairs.\nAnd lessons.\n(3) Certified",
          "Question 1: Yes, one for three schools.\nQuestion 2: Small repairs.\nAnd "
          "lessons.\nQuestion 3: Certified",
          "#1 - Yes, one for three schools.\n#2 - Small repairs.\nAnd lessons.\n#3 - Certified",
          "1\nYes, one for three schools.\n2\nSmall repairs.\nAnd lessons.\n3\nCertified"}) {
        EXPECT_EQ(divided(questions, letter), expected) << letter;
    }
}

TEST(Dividing, answers_between_the_lines_of_the_quoted_questions_are_found) {
    EXPECT_EQ(
        divided(questions,
                "On 3 November Mina wrote:\n> We think about a post.\n>\n"
                "> 1. Does your school have somebody whose work is to help\n"
                "> teachers use technology?\n\nYes, one for three schools.\n\n"
                "> 2. What does this person do in an ordinary week?\n"
                "Small repairs.\nAnd lessons.\n"
                "> 3. Is it a certified teaching post, or support staff?\nCertified\n"
                "--\nThi"),
        (Answers{"Yes, one for three schools.", "Small repairs.\nAnd lessons.", "Certified"}));
}

TEST(Dividing, questions_that_were_copied_are_no_answers) {
    EXPECT_EQ(divided(questions,
                      "1. Does your school have somebody whose work is to help\n"
                      "teachers use technology?\nWe would like to know how common such a post is.\n"
                      "Yes\n\n"
                      "What does this person do in an ordinary week? Small repairs\n\n"
                      "IS IT A CERTIFIED TEACHING POST, or support staff?\n\nCertified"),
              (Answers{"Yes", "Small repairs", "Certified"}));
}

TEST(Dividing, figures_and_lists_within_an_answer_stay_there) {
    EXPECT_EQ(divided(questions,
                      "1. 2 coaches for 3 schools\n2.5 days a week each\n"
                      "2. In this order:\n1. repairs\n1. lessons\n3. 2-3 are certified"),
              (Answers{"2 coaches for 3 schools\n2.5 days a week each",
                       "In this order:\n1. repairs\n1. lessons", "2-3 are certified"}));
}

TEST(Dividing, what_was_quoted_below_answers_nothing) {
    EXPECT_EQ(divided(questions,
                      "1. Yes\n3. Certified\n\nOn 3 November 2026, Mina <m@x.example> wrote:\n"
                      "> 1. Does your school have somebody whose work is to help teachers use "
                      "technology?\n> 2. What does this person do in an ordinary week?\n"
                      "> 3. Is it a certified teaching post, or support staff?\n> Mina"),
              (Answers{"Yes", "", "Certified"}));
}

TEST(Dividing, a_letter_without_a_sign_of_the_questions_is_left_to_a_person) {
    EXPECT_EQ(divided(questions, "We have two of them and they are wonderful."), Answers(3));
    EXPECT_EQ(divided(questions, ""), Answers(3));
    EXPECT_EQ(divided({questions[0]}, "We have two.\n\n> Does your school have somebody"),
              Answers{"We have two."});
}

}  // namespace
}  // namespace rapport::inquiries
