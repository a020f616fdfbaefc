#include "kernel/html/escape.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace rapport::html {
namespace {

constexpr std::array<bool, 256> make_special() {
    std::array<bool, 256> special{};
    for (const char c : {'&', '<', '>', '"', '\'', '\r'}) {
        special[static_cast<unsigned char>(c)] = true;
    }
    return special;
}
constexpr std::array<bool, 256> is_special = make_special();

constexpr std::uint64_t every(unsigned char byte) { return 0x0101010101010101ull * byte; }

// A bit is set where a byte of `word` is zero (and perhaps above such a byte).
constexpr std::uint64_t zeros(std::uint64_t word) {
    return (word - every(0x01)) & ~word & every(0x80);
}

// True if one of eight bytes needs escaping: " and & differ in one bit, so do < and >.
bool has_special(const char* eight) {
    std::uint64_t word;
    std::memcpy(&word, eight, sizeof word);
    const std::uint64_t quote_or_and = zeros((word & ~every(0x04)) ^ every(0x22));
    const std::uint64_t angle = zeros((word | every(0x02)) ^ every(0x3e));
    return (quote_or_and | angle | zeros(word ^ every(0x27)) | zeros(word ^ every(0x0d))) != 0;
}

// The end of the run that needs no escaping.
const char* plain_end(const char* at, const char* end) {
    while (end - at >= 8 && !has_special(at)) at += 8;
    while (at != end && !is_special[static_cast<unsigned char>(*at)]) ++at;
    return at;
}

std::string_view entity(char c) {
    switch (c) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '"': return "&quot;";
        case '\'': return "&#39;";
        default: return "&#13;";
    }
}

bool starts_with_scheme(std::string_view url, std::string_view scheme) {
    if (url.size() < scheme.size()) return false;
    return std::equal(scheme.begin(), scheme.end(), url.begin(), [](char wanted, char given) {
        return wanted == (given >= 'A' && given <= 'Z' ? given + 32 : given);
    });
}

}  // namespace

void escape_into(std::string& out, std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (true) {
        const char* const run = plain_end(at, end);
        out.append(at, static_cast<std::size_t>(run - at));
        if (run == end) return;
        out.append(entity(*run));
        at = run + 1;
    }
}

std::string escaped(std::string_view text) {
    std::string made;
    escape_into(made, text);
    return made;
}

void escape_from(std::string& out, std::size_t begin) {
    const char* const end = out.data() + out.size();
    if (plain_end(out.data() + begin, end) == end) return;
    const std::string plain = out.substr(begin);
    out.resize(begin);
    escape_into(out, plain);
}

void url_encode_into(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                              c == '~';
        if (is_plain) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
}

bool is_safe_url(std::string_view url) {
    // Browsers drop tabs and line ends and read \ as /, so that "/\t/evil" is another host.
    const bool has_trick = std::any_of(url.begin(), url.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == 0x7f;
    });
    if (has_trick) return false;
    if (url.empty() || url[0] == '#' || url[0] == '?') return true;
    if (url[0] == '/') return url.size() == 1 || url[1] != '/';
    return starts_with_scheme(url, "https://") || starts_with_scheme(url, "http://") ||
           starts_with_scheme(url, "mailto:");
}

}  // namespace rapport::html
