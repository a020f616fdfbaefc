// Signatures: Ed25519 of libsodium, from a seed that is kept as any other secret.
#include <sodium.h>

#include "kernel/check.hpp"
#include "kernel/crypto/crypto.hpp"
#include "kernel/sealing/sealing.hpp"

namespace rapport::sealing {

namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// A pair of keys from a seed, wiped at the end.
struct Pair {
    explicit Pair(const Secret& seed) {
        crypto_sign_seed_keypair(open, hidden, seed.bytes().data());
    }
    ~Pair() { sodium_memzero(hidden, sizeof hidden); }
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;
    unsigned char open[crypto_sign_PUBLICKEYBYTES], hidden[crypto_sign_SECRETKEYBYTES];
};

}  // namespace

std::string signing_key_of(const Secret& seed) {
    const Pair pair(seed);
    return crypto::base64url({reinterpret_cast<const char*>(pair.open), sizeof pair.open});
}

std::string signed_by(const Secret& seed, std::string_view bytes) {
    const Pair pair(seed);
    unsigned char signature[crypto_sign_BYTES];
    crypto_sign_detached(signature, nullptr, bytes_of(bytes), bytes.size(), pair.hidden);
    return crypto::base64url({reinterpret_cast<const char*>(signature), sizeof signature});
}

bool is_signed(std::string_view public_key, std::string_view bytes, std::string_view signature) {
    const auto key = crypto::from_open_base64url(public_key);
    const auto given = crypto::from_open_base64url(signature);
    if (!key || key->size() != crypto_sign_PUBLICKEYBYTES) return false;
    if (!given || given->size() != crypto_sign_BYTES) return false;
    return crypto_sign_verify_detached(bytes_of(*given), bytes_of(bytes), bytes.size(),
                                       bytes_of(*key)) == 0;
}

}  // namespace rapport::sealing
