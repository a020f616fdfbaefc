#include "kernel/id/id.hpp"

namespace rapport {

namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

constexpr std::array<bool, 256> in_alphabet = [] {
    std::array<bool, 256> in{};
    for (const char letter : alphabet) in[static_cast<unsigned char>(letter)] = true;
    return in;
}();

}  // namespace

std::array<char, id_length> id_text(const std::array<std::uint8_t, 16>& bytes) {
    // 26 letters hold 130 bits: two zero bits go in front, so that order of bytes is order of text.
    std::array<char, id_length> text;
    std::uint32_t held = 0;
    int bits = 2;
    std::size_t at = 0;
    for (const std::uint8_t byte : bytes) {
        held = (held << 8) | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text[at++] = alphabet[(held >> bits) & 31];
        }
    }
    return text;
}

bool is_id_text(std::string_view text) {
    if (text.size() != id_length) return false;
    for (const char letter : text) {
        if (!in_alphabet[static_cast<unsigned char>(letter)]) return false;
    }
    return true;
}

}  // namespace rapport
