// Everything secret goes through libsodium, and only here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kernel/clock/clock.hpp"
#include "kernel/id/random.hpp"

namespace rapport::crypto {

void start();  // sodium_init; throws when it fails. Called once by main and by tests.

std::string sha256_hex(std::string_view);   // 64 letters; how tokens are kept at rest.
std::string blake2b_hex(std::string_view);  // 64 letters (32 bytes); request hashes, audit chain.
// The same digest over pieces, for what is too long to hold.
class Digest {
  public:
    Digest();
    ~Digest();
    Digest(Digest&&) noexcept;
    Digest& operator=(Digest&&) noexcept;
    void add(std::string_view piece);
    std::string hex();  // Once, at the end.

  private:
    struct State;
    std::unique_ptr<State> state_;
};
std::string hex(std::string_view bytes);
std::string base64url(std::string_view bytes);  // Without padding.
std::optional<std::string> from_base64url(std::string_view text);
// The same of what is no secret, such as sealed text: four times as fast, for it need not take the
// same time whatever the letters.
std::optional<std::string> from_open_base64url(std::string_view text);
bool equal(std::string_view a, std::string_view b);  // In constant time.

// Argon2id, 19 MiB, two passes. At most `cores` at once in the whole process, 50 waiting;
// beyond that throws db::Busy.
std::string hash_password(std::string_view password);
bool check_password(std::string_view hash, std::string_view password);
// The same work for a person who does not exist, so that the time does not tell.
void pretend_to_check_password(std::string_view password);
bool needs_rehash(std::string_view hash);
// Fills `key` from what a person knows: Argon2id, 64 MiB, three passes; behind the same gate. The
// salt has 16 bytes. For kernel/sealing.
void stretch(std::string_view words, std::string_view salt, std::span<std::uint8_t> key);

// TOTP (RFC 6238): SHA-1, 6 digits, 30 s. Secrets are base32 text.
std::string new_totp_secret(Random&);
// The step whose code this is (current, one before, one after), so that it can be used once.
std::optional<std::int64_t> check_totp(std::string_view secret, std::string_view code, Instant);
std::string totp_code(std::string_view secret, std::int64_t step);  // For tests.
std::string totp_uri(std::string_view secret, std::string_view account, std::string_view issuer);

}  // namespace rapport::crypto
