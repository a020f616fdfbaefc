// Text as people write it. Everything is UTF-8; it is checked once, at the edge.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rapport::text {

bool is_utf8(std::string_view);
std::string_view trimmed(std::string_view);  // Without white space at the ends.
// Words as somebody typed them: line ends as everywhere else, nothing at the ends of lines.
std::string tidied(std::string_view);
// In characters a person would count; a heap of marks counts once for every 64 bytes.
std::size_t length(std::string_view);
std::string shortened(std::string_view, std::size_t max);  // At most `max` characters, with "…".

// For search and comparison: no case, no diacritics, no punctuation, single spaces. "Nguyễn-Lê
// Thị" becomes "nguyen le thi"; "Łukasz Størmer" becomes "lukasz stormer".
std::string folded(std::string_view);

// How far apart two folded words are (Damerau–Levenshtein, adjacent swaps count once), at most
// `cap`.
int distance(std::string_view a, std::string_view b, int cap);

// How well `name` answers what was typed, 0 (not at all) to 1000 (exactly); both already folded.
// Word beginnings count most ("am dia" finds "amina diallo"); one slip of the finger in a word of
// four letters or more is forgiven, two in eight.
int match(std::string_view typed, std::string_view name);

// As it may stand in a link, at most `max` signs: "Lac-à-l’Eau" becomes "lac-a-l-eau".
std::string link_name(std::string_view name, std::size_t max);

std::vector<std::string_view> split(std::string_view, char by);
std::string initials(std::string_view name);  // "Amina Diallo" → "AD", "李 小龙" → "李小".

}  // namespace rapport::text
