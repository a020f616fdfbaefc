#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <utility>

#include "kernel/crypto/crypto.hpp"

namespace rapport::crypto {

namespace {

// For each of base64url's letters the one of the usual alphabet; 0 for any other. A table, since a
// page of two hundred notes asks it for a hundred thousand letters.
constexpr std::array<char, 256> usual = [] {
    std::array<char, 256> table{};
    for (const auto& [from, to] : {std::pair('A', 'Z'), std::pair('a', 'z'), std::pair('0', '9')}) {
        for (int c = from; c <= to; ++c) table[static_cast<std::size_t>(c)] = static_cast<char>(c);
    }
    table['-'] = '+';
    table['_'] = '/';
    return table;
}();

}  // namespace

std::optional<std::string> from_base64url(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    const int bad = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                      text.data(), text.size(), nullptr, &length, nullptr,
                                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    if (bad != 0) return std::nullopt;
    bytes.resize(length);
    return bytes;
}

std::optional<std::string> from_open_base64url(std::string_view text) {
    const std::size_t whole = text.size() / 4 * 4;  // The rest could be written in two ways.
    const auto rest = from_base64url(text.substr(whole));
    if (!rest) return std::nullopt;
    std::string letters(text.substr(0, whole));
    bool is_good = true;
    for (char& c : letters) {
        c = usual[static_cast<unsigned char>(c)];
        is_good = is_good && c != '\0';
    }
    if (!is_good) return std::nullopt;
    std::string bytes(whole / 4 * 3, '\0');
    EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                    reinterpret_cast<const unsigned char*>(letters.data()),
                    static_cast<int>(letters.size()));
    return bytes += *rest;
}

}  // namespace rapport::crypto
