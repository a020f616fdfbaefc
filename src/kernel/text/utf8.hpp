// Letters of UTF-8 that was checked already.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rapport::text {

// The letter at `at`, which moves past it. Broken bytes come out as U+FFFD, one at a time.
inline char32_t next_letter(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
    };
    const std::uint32_t lead = byte(at);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (size == 1) {
        ++at;
        return lead;
    }
    if (lead < 0xc2 || lead > 0xf4 || at + size > text.size()) {
        ++at;
        return 0xfffd;
    }
    std::uint32_t letter = lead & (0x7fu >> size);
    for (std::size_t i = 1; i < size; ++i) letter = (letter << 6) | (byte(at + i) & 0x3f);
    at += size;
    return letter;
}

inline void append_letter(std::string& out, char32_t letter) {
    const auto add = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (letter < 0x80) return add(letter);
    if (letter < 0x800) {
        add(0xc0 | (letter >> 6));
    } else if (letter < 0x10000) {
        add(0xe0 | (letter >> 12));
        add(0x80 | ((letter >> 6) & 0x3f));
    } else {
        add(0xf0 | (letter >> 18));
        add(0x80 | ((letter >> 12) & 0x3f));
        add(0x80 | ((letter >> 6) & 0x3f));
    }
    add(0x80 | (letter & 0x3f));
}

}  // namespace rapport::text
