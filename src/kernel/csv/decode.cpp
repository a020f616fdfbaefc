#include "kernel/csv/decode.hpp"

#include <algorithm>
#include <array>

namespace rapport::csv {

namespace {

constexpr std::size_t chunk = 64 * 1024;
constexpr char32_t not_a_letter = 0xFFFD;

unsigned byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

// UTF-16 that forgot its mark: nearly all of a roster is ASCII, so every second byte is zero.
std::size_t zeros_at(std::string_view text, std::size_t first) {
    std::size_t count = 0;
    for (std::size_t at = first; at < text.size(); at += 2) count += text[at] == '\0' ? 1 : 0;
    return count;
}

}  // namespace

void append_utf8(std::string& out, char32_t letter) {
    const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
    if (letter < 0x80) return put(letter);
    if (letter < 0x800) {
        put(0xC0 | (letter >> 6));
    } else if (letter < 0x10000) {
        put(0xE0 | (letter >> 12));
        put(0x80 | ((letter >> 6) & 0x3F));
    } else {
        put(0xF0 | (letter >> 18));
        put(0x80 | ((letter >> 12) & 0x3F));
        put(0x80 | ((letter >> 6) & 0x3F));
    }
    put(0x80 | (letter & 0x3F));
}

std::string from_windows_1252(std::string_view bytes) {
    static constexpr std::array<char16_t, 32> upper = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    std::string out;
    out.reserve(bytes.size() + 8);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        append_utf8(out, byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80u] : byte);
    }
    return out;
}

bool Decoder::more(std::string& out) {
    const std::size_t kept = raw_.size();
    raw_.resize(kept + chunk);
    const std::size_t got = source_(raw_.data() + kept, chunk);
    raw_.resize(kept + got);
    if (form_ == Form::unknown) {
        // A few bytes are needed to tell; a source may give them one by one.
        if (raw_.size() < 4 && got > 0) return true;
        recognise();
    }
    if (form_ == Form::bytes) {
        out += raw_;
        raw_.clear();
    } else {
        append_utf16(out, got == 0);
    }
    return got > 0;
}

void Decoder::recognise() {
    const auto has = [&](std::string_view mark) { return raw_.starts_with(mark); };
    form_ = Form::bytes;
    if (has("\xEF\xBB\xBF")) {
        raw_.erase(0, 3);
    } else if (has("\xFF\xFE")) {
        form_ = Form::utf16_little;
        raw_.erase(0, 2);
    } else if (has("\xFE\xFF")) {
        form_ = Form::utf16_big;
        raw_.erase(0, 2);
    } else if (raw_.size() >= 8) {
        const std::size_t pairs = std::min<std::size_t>(raw_.size(), 256) / 2;
        const std::string_view start = std::string_view(raw_).substr(0, pairs * 2);
        const std::size_t even = zeros_at(start, 0), odd = zeros_at(start, 1);
        if (odd * 10 > pairs * 9 && even == 0) form_ = Form::utf16_little;
        if (even * 10 > pairs * 9 && odd == 0) form_ = Form::utf16_big;
    }
}

void Decoder::append_utf16(std::string& out, bool is_last) {
    const std::size_t whole = raw_.size() / 2 * 2;
    for (std::size_t at = 0; at < whole; at += 2) {
        const unsigned first = byte_at(raw_, at), second = byte_at(raw_, at + 1);
        append_unit(out, form_ == Form::utf16_big ? first << 8 | second : second << 8 | first);
    }
    raw_.erase(0, whole);
    if (!is_last) return;
    if (high_surrogate_ != 0 || !raw_.empty()) append_utf8(out, not_a_letter);
    high_surrogate_ = 0;
    raw_.clear();
}

void Decoder::append_unit(std::string& out, unsigned unit) {
    const bool is_low = unit >= 0xDC00 && unit < 0xE000;
    if (high_surrogate_ != 0) {
        const unsigned high = high_surrogate_;
        high_surrogate_ = 0;
        if (is_low) return append_utf8(out, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
        append_utf8(out, not_a_letter);
    }
    if (unit >= 0xD800 && unit < 0xDC00) {
        high_surrogate_ = unit;
        return;
    }
    append_utf8(out, is_low ? not_a_letter : static_cast<char32_t>(unit));
}

}  // namespace rapport::csv
