// The house rules over every file of the project. STYLE.md says why each is
// there; a broken rule prints where, and what to do instead.
#include <gtest/gtest.h>

#include <string>

#include "tests/tidy/rules.hpp"

namespace rapport::tidy {
namespace {

const Tree& tree() {
    static const Tree files = tracked_files();
    return files;
}

// All rules share one list of allowances, so they are looked at together.
Findings all_findings() {
    constexpr Findings (*rules[])(const Tree&) = {long_lines,
                                                  long_functions,
                                                  long_files,
                                                  stray_characters,
                                                  unfinished_marks,
                                                  places_and_hosts,
                                                  several_titles,
                                                  dead_references,
                                                  wrong_arrows,
                                                  libraries_out_of_place,
                                                  domain_words_in_the_kernel,
                                                  banned_calls,
                                                  nameless_tests,
                                                  sql_outside_stores,
                                                  misnamed_statements,
                                                  statements_without_district,
                                                  words_of_one_engine,
                                                  tables_without_an_explanation,
                                                  tables_beside_the_glossary,
                                                  missing_sentences,
                                                  unused_sentences,
                                                  uneven_sentences,
                                                  sentences_in_a_loud_voice,
                                                  orphan_templates,
                                                  style_in_templates};
    Findings all;
    for (const auto rule : rules) {
        for (Finding& finding : rule(tree())) all.push_back(std::move(finding));
    }
    const File* allowed = tree().find("tests/tidy_allowed.txt");
    return beyond_allowed(std::move(all), allowed == nullptr ? "" : allowed->text);
}

const Findings& findings() {
    static const Findings found = all_findings();
    return found;
}

// True when nothing breaks these rules; otherwise says what does, line by line.
testing::AssertionResult none_of(std::initializer_list<std::string_view> rules) {
    std::string out;
    for (const Finding& finding : findings()) {
        for (const std::string_view rule : rules) {
            if (finding.rule != rule) continue;
            out += "\n  " + finding.subject + ":" + std::to_string(finding.line) + " " +
                   finding.says + "  [" + finding.rule + "]";
        }
    }
    return out.empty() ? testing::AssertionSuccess() : testing::AssertionFailure() << out;
}

TEST(Tidy, no_line_function_or_file_grows_past_what_a_reader_can_hold) {
    EXPECT_TRUE(none_of({"long_line", "function_length", "file_length"}));
}

TEST(Tidy, files_hold_no_tabs_no_trailing_space_and_nothing_unfinished) {
    EXPECT_TRUE(none_of({"stray_character", "unfinished"}));
}

TEST(Tidy, no_file_knows_the_machine_it_was_written_on) { EXPECT_TRUE(none_of({"machine_path"})); }

TEST(Tidy, documents_have_one_title_and_name_only_what_is_there) {
    EXPECT_TRUE(none_of({"one_title", "dead_reference"}));
}

TEST(Tidy, include_arrows_point_down_and_a_slice_shows_others_one_header) {
    EXPECT_TRUE(none_of({"include_arrow"}));
}

TEST(Tidy, each_library_is_used_in_one_place) { EXPECT_TRUE(none_of({"library"})); }

TEST(Tidy, the_kernel_knows_no_word_of_the_domain) { EXPECT_TRUE(none_of({"domain_word"})); }

TEST(Tidy, what_we_never_call_is_not_called) { EXPECT_TRUE(none_of({"banned", "header"})); }

TEST(Tidy, a_promise_is_named_by_a_sentence_a_principal_could_read) {
    EXPECT_TRUE(none_of({"test_name", "test_skipped"}));
}

TEST(Tidy, statements_stand_in_stores_and_carry_their_own_name) {
    EXPECT_TRUE(none_of({"sql_place", "statement_name"}));
}

TEST(Tidy, every_statement_on_rows_of_districts_names_one_district) {
    EXPECT_TRUE(none_of({"district", "table_district"}));
}

TEST(Tidy, statements_use_only_words_that_both_engines_understand_alike) {
    EXPECT_TRUE(none_of({"dialect"}));
}

TEST(Tidy, every_table_opens_with_a_sentence_that_says_what_a_row_is) {
    EXPECT_TRUE(none_of({"table_comment"}));
}

TEST(Tidy, tables_are_named_by_words_of_the_glossary) { EXPECT_TRUE(none_of({"glossary"})); }

TEST(Tidy, every_sentence_exists_in_every_language_and_is_said_somewhere) {
    EXPECT_TRUE(none_of({"sentence_missing", "sentence_unused", "sentence_uneven"}));
}

TEST(Tidy, sentences_speak_calmly_and_blame_nobody) { EXPECT_TRUE(none_of({"voice"})); }

TEST(Tidy, every_template_is_shown_and_none_breaks_the_content_policy) {
    EXPECT_TRUE(none_of({"template", "content_policy"}));
}

TEST(Tidy, the_list_of_allowances_only_shrinks) { EXPECT_TRUE(none_of({"allowed"})); }

}  // namespace
}  // namespace rapport::tidy
