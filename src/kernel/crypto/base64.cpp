#include <openssl/evp.h>
#include <sodium.h>

#include "kernel/crypto/crypto.hpp"

namespace rapport::crypto {

namespace {

// The letter of the usual alphabet for one of base64url's; 0 for any other.
char usual(char c) {
    const bool is_shared =
        (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_shared) return c;
    if (c == '-') return '+';
    return c == '_' ? '/' : '\0';
}

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
    for (char& c : letters) {
        c = usual(c);
        if (c == '\0') return std::nullopt;
    }
    std::string bytes(whole / 4 * 3, '\0');
    EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                    reinterpret_cast<const unsigned char*>(letters.data()),
                    static_cast<int>(letters.size()));
    return bytes += *rest;
}

}  // namespace rapport::crypto
