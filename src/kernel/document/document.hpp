// A document to be taken along: a title, headings, paragraphs, lists and facts, each marked as what
// it is, so that screen readers and tables of contents find their way.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rapport::document {

enum class Kind : std::uint8_t { title, heading, subheading, text, item, fact };

struct Block {
    Kind kind = Kind::text;
    std::string words;       // UTF-8; a line end is one in the document, too.
    std::string label = {};  // Of a fact or an item, in bold before its words; "" for none.
};

inline constexpr const char* docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

// For a word processor (Office Open XML): the file's bytes, the same for the same blocks. Signs
// that XML cannot hold are left out. `language` is a tag: "en", "fr". Throws std::runtime_error
// when memory cannot be had.
std::string docx(const std::vector<Block>&, const std::string& language);

}  // namespace rapport::document
