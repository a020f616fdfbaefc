// The house rules that a program can check, each a function from the files to what breaks it.
// STYLE.md gives the reasons. A rule that matters has a function here; one without is advice.
#pragma once

#include "tests/tidy/tree.hpp"

namespace rapport::tidy {

// shape.cpp: how text stands on the page.
Findings long_lines(const Tree&);
Findings long_functions(const Tree&);
Findings long_files(const Tree&);
Findings stray_characters(const Tree&);  // Tabs, trailing space, CR, no newline at the end.
Findings unfinished_marks(const Tree&);  // FIXME and friends.
Findings places_and_hosts(const Tree&);  // Paths of a machine, hosts of registries.
Findings several_titles(const Tree&);    // One H1 a document.
Findings dead_references(const Tree&);   // Paths and commands named in documents exist.

// layers.cpp: who may include whom.
Findings wrong_arrows(const Tree&);
Findings libraries_out_of_place(const Tree&);
Findings domain_words_in_the_kernel(const Tree&);

// calls.cpp: what is never called, and what to call instead.
Findings banned_calls(const Tree&);
Findings nameless_tests(const Tree&);  // Test names that are no sentences.

// statements.cpp: SQL.
Findings sql_outside_stores(const Tree&);
Findings misnamed_statements(const Tree&);
Findings statements_without_district(const Tree&);
Findings words_of_one_engine(const Tree&);
Findings tables_without_an_explanation(const Tree&);
Findings tables_beside_the_glossary(const Tree&);  // Named by no word of the glossary.

// speech.cpp: sentences and templates.
Findings missing_sentences(const Tree&);  // A key named somewhere and absent in a language.
Findings unused_sentences(const Tree&);
Findings uneven_sentences(const Tree&);  // Languages that differ in what they mention.
Findings sentences_in_a_loud_voice(const Tree&);
Findings orphan_templates(const Tree&);
Findings style_in_templates(const Tree&);  // style=, on…=, <style>, inline <script>.

// One statement of a store, as written: constexpr Sql x{"slice.name", R"(…)"}.
struct Statement {
    std::string file;
    int line = 0;
    std::string name, text;
};
std::vector<Statement> statements_of(const File&);
std::vector<Statement> statements_of(const Tree&);

// The tables of the migrations; `is_installation` when the sentence above says so.
struct Table {
    std::string name;
    int line = 0;
    std::string file, comment, body;
    bool is_installation() const;
    bool has_district() const;
};
std::vector<Table> tables_of(const Tree&);

// What stands between the findings and a green run: tests/tidy_allowed.txt. Gives the findings that
// are not allowed, and the allowances that nothing needs any more.
Findings beyond_allowed(Findings found, std::string_view allowed);

}  // namespace rapport::tidy
