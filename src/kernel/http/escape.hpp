// Percent-escapes and the target of a request line. Strict: what two programs could read in two
// ways is refused here, once, so that a proxy and Rapport never disagree about a path.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kernel/http/message.hpp"

namespace rapport::http {

enum class Plus { is_plus, is_space };

// The text behind the escapes. nullopt for a broken escape or bad UTF-8; a NUL byte is the
// caller's to judge.
std::optional<std::string> unescaped(std::string_view, Plus);

// True if `a` and `b` are the same but for the case of ASCII letters.
bool is_same_word(std::string_view a, std::string_view b);

// Without spaces and tabs at the ends, as header fields allow them.
std::string_view without_blanks(std::string_view);

// What stands before the next `by`, taken off `rest` together with it.
std::string_view cut(std::string_view& rest, char by);

// "/people/x?q=1" into path and query. nullopt unless it begins with one '/', is printable ASCII,
// and the decoded path has no empty or dot segment, no control character and no escaped '/'.
struct Target {
    std::string path;  // Decoded.
    Fields query;
};
std::optional<Target> parse_target(std::string_view);

}  // namespace rapport::http
