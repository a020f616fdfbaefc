// A document to be taken along: a title, headings, paragraphs, lists and facts, each marked as what
// it is, so that screen readers and tables of contents find their way.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernel/clock/clock.hpp"

namespace rapport::document {

enum class Kind : std::uint8_t { title, heading, subheading, text, item, fact };

struct Block {
    Kind kind = Kind::text;
    std::string words;       // UTF-8; a line end is one in the document, too.
    std::string label = {};  // Of a fact or an item, in bold before its words; "" for none.
};

inline constexpr const char* docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
inline constexpr const char* pdf_type = "application/pdf";

// The file's bytes. `language` is a tag: "en", "fr". Both throw std::runtime_error when there is no
// memory for them.

// For a word processor (Office Open XML), the same bytes for the same blocks. Signs that XML cannot
// hold are left out.
std::string docx(const std::vector<Block>&, const std::string& language);
// To be read and printed: tagged, with its language, in every script for which the machine has a
// font; a letter without one is a box. Signs that are no letters are left out.
std::string pdf(const std::vector<Block>&, const std::string& language, Instant made_at);

}  // namespace rapport::document
