#include "kernel/html/escape.hpp"

#include <algorithm>

#include "kernel/html/bytes.hpp"

namespace rapport::html {
namespace {

bool starts_with_scheme(std::string_view url, std::string_view scheme) {
    if (url.size() < scheme.size()) return false;
    return std::equal(scheme.begin(), scheme.end(), url.begin(), [](char wanted, char given) {
        return wanted == (given >= 'A' && given <= 'Z' ? given + 32 : given);
    });
}

}  // namespace

void escape_into(std::string& out, std::string_view text) {
    const std::size_t before = out.size();
    out.resize(before + text.size() * longest_entity);
    out.resize(before + escape_to(out.data() + before, text));
}

std::string escaped(std::string_view text) {
    std::string made;
    escape_into(made, text);
    return made;
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
