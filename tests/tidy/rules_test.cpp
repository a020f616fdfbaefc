// Each house rule finds what it is for, and lets the right thing pass.
#include "tests/tidy/rules.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rapport::tidy {
namespace {

Tree tree_of(std::string path, std::string text) {
    Tree tree;
    tree.files.push_back(make_file(std::move(path), std::move(text)));
    return tree;
}

std::string said(const Findings& found) {
    std::string out;
    for (const Finding& finding : found) out += finding.rule + " " + finding.subject + "\n";
    return out;
}

// A store with one statement, beside a migration with a tenant table and one of
// the installation.
Tree store_with(const std::string& sql) {
    Tree tree =
        tree_of("src/coaching/visits/visits_store.cpp",
                "namespace sql {\nconstexpr Sql all{\"visits.all\", R\"(" + sql + ")\"};\n}\n");
    tree.files.push_back(
        make_file("migrations/0001_x.sql",
                  "-- A visit.\nCREATE TABLE visit (\n    district_id TEXT\n);\n"
                  "-- A guest.\nCREATE TABLE guest (\n    district_id TEXT\n);\n"
                  "-- A network. Installation.\nCREATE TABLE network (\n    id TEXT\n"
                  ");\n"));
    return tree;
}

Tree catalogues(const std::string& english, const std::string& french, const std::string& code) {
    Tree tree = tree_of("src/coaching/visits/visits.en.txt", english);
    tree.files.push_back(make_file("src/coaching/visits/visits.fr.txt", french));
    tree.files.push_back(make_file("src/coaching/visits/visits.cpp", code));
    return tree;
}

TEST(TidyRules, a_line_is_measured_in_characters_and_not_in_bytes) {
    const std::string accents = "é";
    std::string wide;
    for (int i = 0; i < 99; ++i) wide += accents;
    EXPECT_EQ(said(long_lines(tree_of("src/a.cpp", wide + "\n"))), "");
    EXPECT_EQ(said(long_lines(tree_of("src/a.cpp", wide + "aa\n"))), "long_line src/a.cpp\n");
}

TEST(TidyRules, a_function_of_seventy_lines_is_too_long_and_a_table_of_data_is_none) {
    const std::string body(70, '\n');
    EXPECT_EQ(
        said(long_functions(tree_of("src/a.cpp", "namespace a {\nint f(int) {" + body + "}\n}"))),
        "function_length src/a.cpp:f\n");
    EXPECT_EQ(said(long_functions(tree_of("src/a.cpp", "constexpr T rows[] = {" + body + "};"))),
              "");
    EXPECT_EQ(said(long_functions(tree_of("src/a.hpp", "struct A {" + body + "};"))), "");
}

TEST(TidyRules, tabs_and_trailing_spaces_are_found) {
    EXPECT_EQ(said(stray_characters(tree_of("a.txt", "a\tb\n"))), "stray_character a.txt\n");
    EXPECT_EQ(said(stray_characters(tree_of("a.txt", "a \n"))), "stray_character a.txt\n");
    EXPECT_EQ(said(stray_characters(tree_of("a.txt", "a\n"))), "");
}

TEST(TidyRules, a_path_of_a_machine_is_found_and_a_path_of_the_project_is_not) {
    EXPECT_NE(said(places_and_hosts(tree_of("a.sh", std::string("cd /ho") + "me/ada\n"))), "");
    EXPECT_EQ(said(places_and_hosts(tree_of("a.html",
                                            "<a href=\"/people/tm"
                                            "p/x\">\n"))),
              "");
}

TEST(TidyRules, the_kernel_includes_nothing_that_stands_above_it) {
    EXPECT_EQ(said(wrong_arrows(
                  tree_of("src/kernel/id/id.cpp", "#include \"platform/desk/desk.hpp\"\n"))),
              "include_arrow src/kernel/id/id.cpp>platform/desk/desk.hpp\n");
}

TEST(TidyRules, a_slice_sees_the_one_header_of_another_and_not_its_insides) {
    const auto include = [](const char* path) {
        return said(wrong_arrows(
            tree_of("src/coaching/a/a.cpp", "#include \"" + std::string(path) + "\"\n")));
    };
    EXPECT_EQ(include("coaching/b/b.hpp"), "");
    EXPECT_EQ(include("platform/desk/rights.hpp"), "");
    EXPECT_NE(include("coaching/b/b_store.hpp"), "");
    EXPECT_NE(include("coaching/b/b_pages.hpp"), "");
    EXPECT_NE(include("coaching/a/a_pages.hpp"), "");
    EXPECT_NE(include("insight/c/c.hpp"), "");
}

TEST(TidyRules, a_library_is_found_outside_its_home) {
    EXPECT_NE(said(libraries_out_of_place(tree_of("src/platform/a.cpp", "#include <sqlite3.h>\n"))),
              "");
    EXPECT_EQ(
        said(libraries_out_of_place(tree_of("src/kernel/db/a.cpp", "#include <sqlite3.h>\n"))), "");
    EXPECT_NE(said(libraries_out_of_place(tree_of("tests/a.cpp", "#include <regex>\n"))), "");
}

TEST(TidyRules, the_domain_may_stand_in_comments_of_the_kernel_only) {
    EXPECT_EQ(said(domain_words_in_the_kernel(tree_of("src/kernel/a.cpp", "// A coach.\n"))), "");
    EXPECT_NE(said(domain_words_in_the_kernel(tree_of("src/kernel/a.cpp", "int coach_id;\n"))), "");
}

TEST(TidyRules, a_banned_call_is_found_in_code_and_not_in_words) {
    EXPECT_EQ(said(banned_calls(tree_of("src/a.cpp", "int x = std::stoi(text);\n"))),
              "banned src/a.cpp:stoi\n");
    EXPECT_EQ(said(banned_calls(tree_of("src/a.cpp", "// std::stoi(text)\nauto a = \"stoi(\";\n"))),
              "");
    EXPECT_EQ(said(banned_calls(tree_of("src/a.cpp", "auto a = new int;\n"))),
              "banned src/a.cpp:new\n");
    EXPECT_EQ(said(banned_calls(tree_of("src/a.cpp", "#include <new>\n"))), "");
    EXPECT_NE(said(banned_calls(tree_of("src/a.cpp", "return Key::of(stem + code);\n"))), "");
    EXPECT_EQ(said(banned_calls(tree_of("src/a.cpp", "say(Key::of(stem + code));\n"))), "");
    EXPECT_NE(said(banned_calls(tree_of("src/coaching/a/a.cpp", "try { f(); } catch (...) {}\n"))),
              "");
}

TEST(TidyRules, a_name_of_two_words_promises_too_little) {
    EXPECT_NE(said(nameless_tests(tree_of("src/a_test.cpp", "TEST(A, parsing_works) {}\n"))), "");
    EXPECT_EQ(said(nameless_tests(
                  tree_of("src/a_test.cpp", "TEST(A, a_stranger_finds_nothing_here) {}\n"))),
              "");
}

TEST(TidyRules, a_statement_outside_a_store_is_found) {
    const std::string code = "auto a = \"SELECT id FROM visit\";\n";
    EXPECT_NE(said(sql_outside_stores(tree_of("src/coaching/a/a_pages.cpp", code))), "");
    EXPECT_EQ(said(sql_outside_stores(tree_of("src/coaching/a/a_store.cpp", code))), "");
}

TEST(TidyRules, a_statement_is_read_with_its_name_and_its_text) {
    const auto statements = statements_of(store_with("SELECT id FROM visit"));
    ASSERT_EQ(statements.size(), 1u);
    EXPECT_EQ(statements[0].name, "visits.all");
    EXPECT_EQ(statements[0].text, "SELECT id FROM visit");
    EXPECT_EQ(statements[0].line, 2);
}

TEST(TidyRules, a_statement_on_rows_of_districts_must_name_one_district) {
    const auto district = [](const char* sql) {
        return said(statements_without_district(store_with(sql)));
    };
    EXPECT_NE(district("SELECT id FROM visit WHERE id = $1"), "");
    EXPECT_NE(district("SELECT v.id FROM visit v JOIN guest g ON g.id = v.id "
                       "WHERE v.district_id = $1"),
              "");
    EXPECT_EQ(district("SELECT v.id FROM visit v JOIN guest g USING (district_id, id) "
                       "WHERE v.district_id = $1"),
              "");
    EXPECT_EQ(district("INSERT INTO visit (district_id) VALUES ($1)"), "");
    EXPECT_EQ(district("SELECT id FROM network WHERE id = $1"), "");
}

TEST(TidyRules, words_of_one_engine_are_found_and_their_likeness_in_names_is_not) {
    const auto dialect = [](const char* sql) { return said(words_of_one_engine(store_with(sql))); };
    EXPECT_NE(dialect("SELECT * FROM visit"), "");
    EXPECT_NE(dialect("SELECT now()"), "");
    EXPECT_NE(dialect("SELECT id::text FROM visit"), "");
    EXPECT_NE(dialect("SELECT SUM(minutes) FROM visit"), "");
    EXPECT_EQ(dialect("SELECT CAST(COALESCE(SUM(minutes), 0) AS BIGINT), date_on "
                      "FROM visit"),
              "");
}

TEST(TidyRules, a_sentence_must_stand_in_both_languages) {
    EXPECT_EQ(said(missing_sentences(catalogues("visits.on = On", "visits.on = Oui", ""))), "");
    EXPECT_NE(said(missing_sentences(catalogues("visits.on = On", "", ""))), "");
    EXPECT_NE(said(missing_sentences(catalogues("", "", "Key{\"visits.on\"};"))), "");
}

TEST(TidyRules, a_sentence_nobody_says_is_found_and_keys_made_of_data_count) {
    const char* line = "visits.kind_a = A";
    EXPECT_NE(said(unused_sentences(catalogues(line, line, ""))), "");
    EXPECT_EQ(said(unused_sentences(catalogues(line, line, "Key::of(\"visits.kind_\" + code)"))),
              "");
    EXPECT_EQ(said(unused_sentences(catalogues(line, line, "f(\"visits.kind_a\");"))), "");
}

TEST(TidyRules, languages_mention_the_same_things) {
    const auto uneven = [](const char* english, const char* french) {
        return said(uneven_sentences(catalogues(english, french, "")));
    };
    EXPECT_NE(uneven("v.a = Hi {name}", "v.a = Salut"), "");
    EXPECT_EQ(uneven("v.a = {count, plural, one {# day} other {# days}} for {name}",
                     "v.a = Pour {name}, {count, plural, one {# jour} other {# jours}}"),
              "");
    EXPECT_EQ(uneven("v.a = Ask {a coach}", "v.a = Demander au {coach}"), "");
}

TEST(TidyRules, a_loud_sentence_is_found) {
    EXPECT_NE(said(sentences_in_a_loud_voice(catalogues("v.a = Saved!", "", ""))), "");
    EXPECT_EQ(said(sentences_in_a_loud_voice(catalogues("v.a = Saved.", "", ""))), "");
}

TEST(TidyRules, a_template_nobody_shows_is_found) {
    Tree tree = tree_of("src/coaching/a/a.html", "{{view rapport::a::AView from \"x.hpp\"}}\n");
    EXPECT_NE(said(orphan_templates(tree)), "");
    tree.files.push_back(make_file("src/coaching/a/a_pages.cpp", "return page(AView{});\n"));
    EXPECT_EQ(said(orphan_templates(tree)), "");
}

TEST(TidyRules, script_and_style_inside_a_template_are_found) {
    EXPECT_NE(said(style_in_templates(tree_of("src/a.html", "<p style=\"x\">\n"))), "");
    EXPECT_NE(said(style_in_templates(tree_of("src/a.html", "<script>f()</script>\n"))), "");
    EXPECT_EQ(said(style_in_templates(tree_of("src/a.html", "<script src=\"/a.js\"></script>\n"))),
              "");
}

TEST(TidyRules, an_allowance_lets_pass_what_it_names_and_no_more) {
    const Findings found{{"file_length", "a.cpp", 1, "", 450}};
    EXPECT_EQ(said(beyond_allowed(found, "file_length a.cpp 450\n")), "");
    EXPECT_NE(said(beyond_allowed(found, "file_length a.cpp 440\n")), "");
    EXPECT_NE(said(beyond_allowed({}, "file_length a.cpp 450\n")), "");
}

}  // namespace
}  // namespace rapport::tidy
