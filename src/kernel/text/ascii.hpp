// Text that programs agree on rather than people: addresses, names of headers, numbers in forms.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace rapport::text {

// Small letters for A to Z; every other letter stays (text::folded knows all scripts).
inline std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

// The whole of it as a number; nothing where it is none, or is out of range.
template <class Number>
std::optional<Number> number(std::string_view typed) {
    Number value = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    if (error != std::errc() || end != typed.data() + typed.size()) return std::nullopt;
    return value;
}

}  // namespace rapport::text
