// The files of the project as the house rules read them: every text file that git tracks, once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rapport::tidy {

// A string literal of a C++ file: where it stands, and what is between its quotes.
struct Literal {
    std::size_t offset = 0;
    std::string text;
    bool is_raw = false;
};

struct File {
    std::string path;  // From the root: "src/kernel/check.hpp".
    std::string text;
    std::string code;  // C++ only: the same length, comments and the insides of literals blanked.
    std::vector<Literal> literals;  // C++ only.

    bool is_under(std::string_view folder) const { return path.starts_with(folder); }
    bool ends_with(std::string_view suffix) const { return path.ends_with(suffix); }
    bool is_cpp() const { return ends_with(".cpp") || ends_with(".hpp"); }
    bool is_test() const { return is_under("tests/") || ends_with("_test.cpp"); }
    std::string_view name() const;  // After the last '/'.
};

struct Tree {
    std::vector<File> files;
    const File* find(std::string_view path) const;
};

// What a rule found. The subject never holds a line number, so that it can be listed as allowed.
struct Finding {
    std::string rule;     // "function_length"
    std::string subject;  // "src/a.cpp:show_page"
    int line = 0;
    std::string says;  // What to do instead.
    int size = 0;      // Of what is too long; an allowed size may only shrink.
};
using Findings = std::vector<Finding>;

File make_file(std::string path, std::string text);  // Fills `code` and `literals`.
Tree tracked_files();

// --- Reading text, shared by the rules -------------------------------------------------------
int line_of(std::string_view text, std::size_t offset);  // 1-based.
std::vector<std::string_view> lines_of(std::string_view text);
bool is_word_char(char c);  // Letters, digits, '_'.
// Every place where `word` stands as a whole word.
std::vector<std::size_t> places_of_word(std::string_view text, std::string_view word);
std::string lower(std::string_view);  // ASCII.

}  // namespace rapport::tidy
