#include <sodium.h>

#include "kernel/crypto/crypto.hpp"

namespace rapport::crypto {

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

}  // namespace rapport::crypto
