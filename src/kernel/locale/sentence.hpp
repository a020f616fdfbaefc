// One sentence of a catalogue, taken apart once so that saying it is only copying. Knows neither
// ICU nor the clock: the build tools read sentences with the same code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rapport::locale {

enum class WordForm : std::uint8_t { one, many, the_one, a_one, of_the_one };

struct Branch;

struct Piece {
    enum class Kind : std::uint8_t {
        text,    // Said as it stands.
        named,   // {name}: an argument, or else one of the district's words.
        plural,  // {count, plural, …}
        count,   // The # inside a plural.
    };
    Kind kind = Kind::text;
    std::string text = {};  // The text itself, or the name of the argument.
    std::string word = {};  // "coach" for {The coach}; empty when it can only be an argument.
    WordForm form = WordForm::one;
    bool is_capital = false;
    std::vector<Branch> branches;
};

struct Branch {
    std::string category;  // "one", "other" …, or "=0" for exactly that number.
    std::vector<Piece> pieces;
    std::optional<std::int64_t> exactly = {};  // The number of "=0".
};

struct Sentence {
    std::vector<Piece> pieces;
    std::string mistake = {};  // What is wrong with it, as a sentence; empty when nothing is.
    std::size_t at = 0;        // Where in the text, in bytes.
};

// Takes a sentence apart. \n is a new line; \{ and \} are braces.
Sentence parse_sentence(std::string_view text);

// The names a sentence mentions, each once, in order. Words of the district are named as the
// placeholder has them ("The coach"), since they need no argument.
struct Mention {
    std::string name;
    bool is_word = false;    // Said by the district's words when no argument has this name.
    bool is_number = false;  // Counted by a plural.
};
std::vector<Mention> mentions(const std::vector<Piece>& pieces);

// The words a district may choose for itself: "coach", "coaches".
struct WordName {
    std::string_view one, many;
};
inline constexpr WordName word_names[] = {
    {"coach", "coaches"},
    {"teacher", "teachers"},
    {"principal", "principals"},
    {"technician", "technicians"},
};

}  // namespace rapport::locale
