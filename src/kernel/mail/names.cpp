#include "kernel/mail/names.hpp"

#include <algorithm>

#include "kernel/crypto/crypto.hpp"

namespace rapport::mail {

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

namespace {

constexpr std::size_t name_max = 120;
constexpr std::size_t address_max = 254;  // RFC 5321, as errata 1690 counts.

// Keeps what is safe and has one dot at a time; a text that loses something gets its hash, so that
// two that became alike stay two.
std::string safe_name(std::string_view text, std::string_view also_safe) {
    std::string out;
    for (const char c : text.substr(0, name_max)) {
        const bool is_dot_too_many = c == '.' && (out.empty() || out.back() == '.');
        const bool is_safe = is_letter_or_digit(c) || also_safe.find(c) != also_safe.npos;
        out += is_safe && !is_dot_too_many ? c : '_';
    }
    if (!out.empty() && out.back() == '.') out.back() = '_';
    if (out == text && !out.empty()) return out;
    return out + (out.empty() ? "" : "-") + crypto::blake2b_hex(text).substr(0, 16);
}

}  // namespace

bool is_address(std::string_view text) {
    constexpr std::string_view never = "<>()[]\\,;:\"";
    const auto at = text.find('@');
    if (at == text.npos || at == 0 || at + 1 == text.size() || text.size() > address_max) {
        return false;
    }
    if (text.find('@', at + 1) != text.npos) return false;
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return c > 0x20 && c < 0x7f && never.find(c) == never.npos; });
}

std::string message_name(std::string_view dedup) { return safe_name(dedup, ".-_/+="); }

std::string file_name(std::string_view dedup) { return safe_name(dedup, ".-_+="); }

}  // namespace rapport::mail
