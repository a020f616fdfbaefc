#include "kernel/crypto/crypto.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "kernel/check.hpp"
#include "kernel/db/db.hpp"

namespace rapport::crypto {

namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;
// Keys that open notes are worth more work than a sign-in (reliability.md, section 4).
constexpr unsigned long long key_passes = 3;
constexpr std::size_t key_memory_bytes = 64 * 1024 * 1024;
constexpr int hashes_waiting_max = 50;

constexpr std::int64_t step_seconds = 30;
constexpr int code_digits = 6;
constexpr int code_modulus = 1'000'000;
constexpr std::size_t totp_secret_bytes = 20;  // As long as SHA-1's digest (RFC 4226, section 4).
constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// Argon2id takes 19 MiB and a core for each hash, so only as many as there are cores run at once.
// Five hundred teachers who sign in at eight wait their turn; a flood of strangers is turned away.
class Gate {
  public:
    void enter() {
        std::unique_lock lock(mutex_);
        if (running_ < running_max()) {
            ++running_;
            return;
        }
        if (waiting_ == hashes_waiting_max) throw db::Busy("too many passwords at once");
        ++waiting_;
        is_free_.wait(lock, [this] { return running_ < running_max(); });
        --waiting_;
        ++running_;
    }
    void leave() {
        const std::lock_guard lock(mutex_);
        --running_;
        is_free_.notify_one();
    }

  private:
    static int running_max() {
        static const int cores =
            static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
        return cores;
    }
    std::mutex mutex_;
    std::condition_variable is_free_;
    int running_ = 0, waiting_ = 0;
};

// The one gate of the process: the memory and the cores are the process's, not a server's.
Gate password_gate;

struct Turn {
    Turn() { password_gate.enter(); }
    ~Turn() { password_gate.leave(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
};

std::string base32(std::string_view bytes) {
    std::string out;
    unsigned held = 0;
    int bits = 0;
    for (const char byte : bytes) {
        held = (held << 8) | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 5; bits -= 5) out += base32_letters[(held >> (bits - 5)) & 31];
    }
    if (bits > 0) out += base32_letters[(held << (5 - bits)) & 31];
    return out;
}

// Lower case, spaces and padding are forgiven: people type secrets from a screen.
std::optional<std::string> from_base32(std::string_view text) {
    std::string out;
    unsigned held = 0;
    int bits = 0;
    for (char c : text) {
        if (c == ' ' || c == '=') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        const auto digit = base32_letters.find(c);
        if (digit == base32_letters.npos) return std::nullopt;
        held = (held << 5) | static_cast<unsigned>(digit);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>((held >> bits) & 0xff);
        }
    }
    return out;
}

// libsodium leaves SHA-1 out, and the authenticator apps know nothing else: this one function is
// OpenSSL's.
std::array<unsigned char, 20> hmac_sha1(std::string_view key, std::string_view message) {
    std::array<unsigned char, 20> digest = {};
    unsigned int size = digest.size();
    const auto* made = HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), bytes_of(message),
                            message.size(), digest.data(), &size);
    must(made != nullptr && size == digest.size(), "HMAC-SHA1 gave no digest");
    return digest;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                              c == '~';
        if (is_plain) {
            out += c;
        } else {
            out += '%';
            out += digits[byte / 16];
            out += digits[byte % 16];
        }
    }
    return out;
}

}  // namespace

void start() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium did not start");
}

std::string sha256_hex(std::string_view text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
    crypto_hash_sha256(digest.data(), bytes_of(text), text.size());
    return hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string blake2b_hex(std::string_view text) {
    std::array<unsigned char, 32> digest;
    crypto_generichash(digest.data(), digest.size(), bytes_of(text), text.size(), nullptr, 0);
    return hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

struct Digest::State {
    crypto_generichash_state state;
};

Digest::Digest() : state_(std::make_unique<State>()) {
    crypto_generichash_init(&state_->state, nullptr, 0, 32);
}
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(std::string_view piece) {
    crypto_generichash_update(&state_->state, bytes_of(piece), piece.size());
}

std::string Digest::hex() {
    std::array<unsigned char, 32> digest;
    crypto_generichash_final(&state_->state, digest.data(), digest.size());
    return crypto::hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string hex(std::string_view bytes) {
    std::string out(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes_of(bytes), bytes.size());
    out.pop_back();  // The terminating zero that libsodium writes.
    return out;
}

std::string base64url(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes_of(bytes), bytes.size(), variant);
    out.pop_back();
    return out;
}

bool equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hash_password(std::string_view password) {
    const Turn turn;
    std::array<char, crypto_pwhash_STRBYTES> hash = {};
    if (crypto_pwhash_argon2id_str(hash.data(), password.data(), password.size(), passes,
                                   memory_bytes) != 0) {
        throw db::Fault("no memory for a password hash");
    }
    return hash.data();
}

bool check_password(std::string_view hash, std::string_view password) {
    const Turn turn;
    const std::string terminated(hash);
    return crypto_pwhash_argon2id_str_verify(terminated.c_str(), password.data(),
                                             password.size()) == 0;
}

void pretend_to_check_password(std::string_view password) {
    const Turn turn;
    std::array<unsigned char, 32> hash = {};
    constexpr std::array<unsigned char, crypto_pwhash_argon2id_SALTBYTES> salt = {};
    if (crypto_pwhash_argon2id(hash.data(), hash.size(), password.data(), password.size(),
                               salt.data(), passes, memory_bytes,
                               crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
        throw db::Fault("no memory for a password hash");
    }
}

void stretch(std::string_view words, std::string_view salt, std::span<std::uint8_t> key) {
    must(salt.size() == crypto_pwhash_argon2id_SALTBYTES, "a salt of another length");
    const Turn turn;
    if (crypto_pwhash_argon2id(key.data(), key.size(), words.data(), words.size(), bytes_of(salt),
                               key_passes, key_memory_bytes,
                               crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
        throw db::Fault("no memory to stretch a passphrase");
    }
}

bool needs_rehash(std::string_view hash) {
    const std::string terminated(hash);
    return crypto_pwhash_argon2id_str_needs_rehash(terminated.c_str(), passes, memory_bytes) != 0;
}

std::string new_totp_secret(Random& random) {
    std::array<std::uint8_t, totp_secret_bytes> bytes;
    random.fill(bytes);
    return base32({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string totp_code(std::string_view secret, std::int64_t step) {
    const auto key = from_base32(secret);
    must(key && !key->empty(), "a TOTP secret that is not base32");
    std::string counter;
    for (int shift = 56; shift >= 0; shift -= 8) counter += static_cast<char>(step >> shift);
    const auto digest = hmac_sha1(*key, counter);
    const std::size_t at = digest.back() & 0xf;
    const std::uint32_t word = (static_cast<std::uint32_t>(digest[at] & 0x7f) << 24) |
                               (static_cast<std::uint32_t>(digest[at + 1]) << 16) |
                               (static_cast<std::uint32_t>(digest[at + 2]) << 8) | digest[at + 3];
    const auto digits = std::to_string(word % code_modulus);
    return std::string(code_digits - digits.size(), '0') + digits;
}

std::optional<std::int64_t> check_totp(std::string_view secret, std::string_view code,
                                       Instant now) {
    std::string typed;  // Apps show "123 456", and people type what they see.
    std::copy_if(code.begin(), code.end(), std::back_inserter(typed),
                 [](char c) { return c != ' '; });
    const auto current = now.ms / 1000 / step_seconds;
    std::optional<std::int64_t> found;
    for (const auto step : {current - 1, current, current + 1}) {
        if (equal(totp_code(secret, step), typed) && !found) found = step;
    }
    return found;
}

std::string totp_uri(std::string_view secret, std::string_view account, std::string_view issuer) {
    return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account) +
           "?secret=" + std::string(secret) + "&issuer=" + percent_encoded(issuer) +
           "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace rapport::crypto
