#include "kernel/text/encoding.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>

#include "kernel/text/text.hpp"

namespace rapport::text {
namespace {

// A name that looks for nothing on the disk.
bool is_plain(std::string_view name) {
    constexpr std::size_t longest = 40;
    return !name.empty() && name.size() <= longest && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
}

bool is_known(const std::string& name) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(name.c_str(), &status);
    ucnv_close(converter);
    return U_SUCCESS(status) != 0;
}

std::string from(const std::string& encoding, std::string_view bytes) {
    std::string out;
    const icu::UnicodeString letters(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                     encoding.c_str());
    letters.toUTF8String(out);
    return out;
}

std::string line_by_line(std::string_view bytes) {
    if (is_utf8(bytes)) return std::string(bytes);
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
        const std::string_view line = bytes.substr(0, end);
        out += is_utf8(line) ? std::string(line) : from("windows-1252", line);
        bytes.remove_prefix(end);
    }
    return out;
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view named) {
    std::string out;
    const std::string name(named);
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(mark)) {
        out = line_by_line(bytes.substr(mark.size()));
    } else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        out = from("UTF-16", bytes);
    } else if (is_plain(name) && is_known(name) && folded(name) != "utf 8") {
        out = from(name, bytes);
    } else {
        out = line_by_line(bytes);
    }
    for (char& c : out) {
        if (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t' && c != '\r') c = ' ';
    }
    return out;
}

}  // namespace rapport::text
