#include <gtest/gtest.h>

#include "kernel/mailin/mailin.hpp"

namespace rapport::mailin {
namespace {

constexpr const char* two_forms =
    "Content-Type: multipart/alternative; boundary=m\n\n"
    "--m\nContent-Type: text/plain\n\nCould you come on Tuesday?\n"
    "--m\nContent-Type: text/html\n\n<p>Could you come on Tue";

TEST(MailRead, a_letter_that_breaks_off_is_read_and_its_torn_part_is_kept) {
    const auto mail = read(two_forms);
    ASSERT_TRUE(mail);
    EXPECT_EQ(mail->text, "Could you come on Tuesday?");
    ASSERT_EQ(mail->attachments.size(), 1u);
    EXPECT_EQ(mail->attachments[0].bytes, "<p>Could you come on Tue");
}

TEST(MailRead, words_that_break_off_are_read_where_nothing_else_is) {
    const auto mail = read(
        "Content-Type: multipart/mixed; boundary=m\n\n"
        "--m\nContent-Type: text/plain\n\nThe projector hums, and");
    ASSERT_TRUE(mail);
    EXPECT_EQ(mail->text, "The projector hums, and");
    EXPECT_EQ(mail->attachments.size(), 1u);
}

TEST(MailRead, a_last_part_without_its_line_end_ends_where_its_mark_begins) {
    const auto mail = read(
        "Content-Type: multipart/mixed; boundary=m\n\n"
        "--m\nContent-Type: text/plain\n\nKind regards--m--");
    ASSERT_TRUE(mail);
    EXPECT_EQ(mail->text, "Kind regards");
    EXPECT_TRUE(mail->attachments.empty());
}

TEST(MailRead, what_was_encoded_in_pieces_is_read_to_its_end) {
    const auto mail = read(
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        "T25lLg==\nVHdvLg==\n");
    ASSERT_TRUE(mail);
    EXPECT_EQ(mail->text, "One.Two.");
}

TEST(MailRead, words_that_say_they_are_encoded_and_are_not_are_read) {
    const auto mail =
        read("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nSee you soon, Ana!\n");
    ASSERT_TRUE(mail);
    EXPECT_EQ(mail->text, "See you soon, Ana!\n");
}

}  // namespace
}  // namespace rapport::mailin
