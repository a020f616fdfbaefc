// Words as the index has them and as people type them: both are folded here, so that they meet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "design/search/search.hpp"
#include "kernel/db/text_index.hpp"

namespace rapport::search {

// What a text is found by: "E-coach for Zoë" gives "e coach ecoach for zoe".
std::string index_words(std::string_view text);
// For each group of titles of which the text names one, a word nobody can type.
std::string title_words(std::string_view text);

struct Query {
    db::TextQuery text;
    std::vector<std::string> whole;        // Words, as they are.
    std::vector<std::string> begun;        // Words that begin so.
    std::vector<std::string_view> titles;  // Groups of titles that were named.
};
// The first words of what was typed; whatever it is, it becomes words and nothing else.
Query read_query(std::string_view typed);

enum class Cut : std::uint8_t { none, around_hits };
std::vector<Piece> marked(std::string_view text, const Query&, Cut);

}  // namespace rapport::search
