// Escaping at the speed of copying: the inside of escape.cpp and html.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace rapport::html {

// Sixteen bytes at once, on any processor the compilers know.
using Block = unsigned char __attribute__((vector_size(16)));

using Pair = std::uint64_t __attribute__((vector_size(16)));

// What stands for each byte: an index of `entities`; 0 for itself.
inline constexpr std::string_view entities[] = {"",       "&amp;", "&lt;", "&gt;",
                                                "&quot;", "&#39;", "&#13;"};
inline constexpr auto entity_of = [] {
    std::array<unsigned char, 256> table{};
    unsigned char index = 0;
    for (const char c : {'&', '<', '>', '"', '\'', '\r'}) {
        table[static_cast<unsigned char>(c)] = ++index;
    }
    return table;
}();

// Set where a byte needs escaping: " and & differ in one bit, so do < and >.
inline Block special(Block bytes) {
    return reinterpret_cast<Block>(((bytes & 0xfb) == 0x22) | ((bytes | 0x02) == 0x3e) |
                                   (bytes == 0x27) | (bytes == 0x0d));
}

inline bool is_any(Block flags) {
    const auto halves = reinterpret_cast<Pair>(flags);
    return (halves[0] | halves[1]) != 0;
}

template <class Bytes>
Bytes load(const char* from) {
    Bytes bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

// Copies at least eight bytes and fewer than sixteen, or four to seven, as two that overlap.
template <class Half>
[[gnu::always_inline]] inline bool copy_two(char* out, const char* from, std::size_t size) {
    const Half first = load<Half>(from), second = load<Half>(from + size - sizeof(Half));
    std::memcpy(out, &first, sizeof first);
    std::memcpy(out + size - sizeof second, &second, sizeof second);
    return !is_any(special(reinterpret_cast<Block>(Pair{first, second})));
}

// Copies text to `out`, as most text can be copied; false where a byte needs escaping after all.
inline bool copy_plain(char* out, std::string_view text) {
    const char* const from = text.data();
    const std::size_t size = text.size();
    if (size >= 16) {
        Block found{};
        for (std::size_t at = 0; at + 16 < size; at += 16) {
            const Block bytes = load<Block>(from + at);
            std::memcpy(out + at, &bytes, sizeof bytes);
            found |= special(bytes);
        }
        const Block last = load<Block>(from + size - 16);
        std::memcpy(out + size - 16, &last, sizeof last);
        return !is_any(found | special(last));
    }
    if (size >= 8) return copy_two<std::uint64_t>(out, from, size);
    if (size >= 4) return copy_two<std::uint32_t>(out, from, size);
    bool is_plain = true;
    for (std::size_t at = 0; at < size; ++at) {
        out[at] = from[at];
        is_plain &= entity_of[static_cast<unsigned char>(from[at])] == 0;
    }
    return is_plain;
}

inline constexpr std::size_t longest_entity = 6;

// Writes escaped text to `out`, where there is room for longest_entity times its size; gives the
// size it came to.
inline std::size_t escape_to(char* out, std::string_view text) {
    char* at = out;
    while (!text.empty()) {
        const std::string_view some = text.substr(0, sizeof(Block));
        text.remove_prefix(some.size());
        if (copy_plain(at, some)) {
            at += some.size();
            continue;
        }
        for (const char c : some) {
            const unsigned char index = entity_of[static_cast<unsigned char>(c)];
            if (index == 0) {
                *at++ = c;
            } else {
                std::memcpy(at, entities[index].data(), entities[index].size());
                at += entities[index].size();
            }
        }
    }
    return static_cast<std::size_t>(at - out);
}

}  // namespace rapport::html
