// What each line of a letter is. Inside mailin only.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace rapport::mailin::quoting {

enum class Kind : std::uint8_t {
    words,  // Somebody's own.
    empty,
    quote,         // "> …"
    announcement,  // "On Monday, Rosa wrote:", over as many lines as it takes.
    heading,  // Of an earlier letter: "From: …" with what follows, "--- Original message ---".
    signature_mark,  // "-- "
    rule,            // "________"
    program,         // "Sent from my telephone"
};

struct Line {
    std::string_view text;
    Kind kind = Kind::words;
};

// The text must outlive the lines.
std::vector<Line> lines_of(std::string_view text);

// "-Rosa Lima" as the last line: a name behind a dash.
bool is_dashed_name(std::string_view line);

}  // namespace rapport::mailin::quoting
