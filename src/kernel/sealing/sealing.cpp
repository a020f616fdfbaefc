#include "kernel/sealing/sealing.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "kernel/check.hpp"
#include "kernel/crypto/crypto.hpp"

namespace rapport::sealing {

namespace {

constexpr char format_version = 1;
constexpr std::string_view by_owner = "rapport owner key 1";  // What it is drawn and bound by.
constexpr std::string_view owner_mark = "o.";                 // No base64url begins so.
constexpr std::size_t step_bytes = 256;                       // Lengths tell no more than this.
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

static_assert(secret_bytes == crypto_box_SECRETKEYBYTES);
static_assert(secret_bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(secret_bytes == crypto_generichash_KEYBYTES);

const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// Fields of what is bound, each behind its length: no two places read alike.
std::string bound(const Place& place) {
    std::string all = "rapport note 1";
    for (const std::string_view part : {place.district, place.circle, place.thing}) {
        all += '|' + std::to_string(part.size()) + ':';
        all += part;
    }
    return all + '|' + std::to_string(place.epoch) + '|' + std::to_string(place.version);
}

// The key of one text, for as long as it is opened: on the stack, and zeroed. Locked and fenced
// pages for it would ask the kernel several times a note (bench/notes.sh).
struct TextKey {
    std::array<std::uint8_t, secret_bytes> bytes;
    TextKey(const Secret& circle_key, std::string_view thing) {
        const std::string purpose = "rapport note key 1|" + std::string(thing);
        crypto_generichash(bytes.data(), bytes.size(), raw(purpose), purpose.size(),
                           circle_key.bytes().data(), secret_bytes);
    }
    TextKey(const TextKey&) = delete;
    TextKey& operator=(const TextKey&) = delete;
    ~TextKey() { sodium_memzero(bytes.data(), bytes.size()); }
};

using KeyBytes = std::span<const std::uint8_t, secret_bytes>;

std::string encrypted(KeyBytes key, std::string_view plain, std::string_view with) {
    std::string out(1 + nonce_bytes + plain.size() + tag_bytes, format_version);
    unsigned char* nonce = raw(out) + 1;
    randombytes_buf(nonce, nonce_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_bytes, nullptr, raw(plain),
                                               plain.size(), raw(with), with.size(), nullptr, nonce,
                                               key.data());
    return crypto::base64url(out);
}

Opened decrypted(KeyBytes key, std::string_view sealed, std::string_view with) {
    const auto bytes = crypto::from_open_base64url(sealed);
    if (!bytes || bytes->empty()) return {{}, Flaw::cut_short};
    if (bytes->front() != format_version) return {{}, Flaw::unknown_version};
    if (bytes->size() < 1 + nonce_bytes + tag_bytes) return {{}, Flaw::cut_short};
    const unsigned char* nonce = raw(std::string_view(*bytes)) + 1;
    std::string plain(bytes->size() - 1 - nonce_bytes - tag_bytes, '\0');
    const int bad = crypto_aead_xchacha20poly1305_ietf_decrypt(
        raw(plain), nullptr, nullptr, nonce + nonce_bytes, bytes->size() - 1 - nonce_bytes,
        raw(with), with.size(), nonce, key.data());
    if (bad != 0) return {{}, Flaw::not_this};
    return {std::move(plain), {}};
}

std::optional<Secret> secret_in(std::string& plain) {
    std::optional<Secret> found;
    if (plain.size() == secret_bytes) {
        found = Secret::of(std::span<const std::uint8_t, secret_bytes>(raw(plain), secret_bytes));
    }
    wipe(plain);
    return found;
}

std::string_view letters(const Secret& secret) {
    return {reinterpret_cast<const char*>(secret.bytes().data()), secret_bytes};
}

}  // namespace

std::string letters_of(const Secret& secret) { return crypto::base64url(letters(secret)); }

std::optional<Secret> from_letters(std::string_view text) {
    auto bytes = crypto::from_base64url(text);
    if (!bytes) return std::nullopt;
    return secret_in(*bytes);
}

Secret drawn(const Secret& from, std::string_view purpose) {
    return Secret::filled([&](std::uint8_t* room) {
        crypto_generichash(room, secret_bytes, raw(purpose), purpose.size(), from.bytes().data(),
                           secret_bytes);
    });
}

std::string public_key_of(const Secret& secret) {
    std::string key(crypto_box_PUBLICKEYBYTES, '\0');
    crypto_scalarmult_base(raw(key), secret.bytes().data());
    return crypto::base64url(key);
}

std::string seal_to(std::string_view public_key, std::string_view bytes) {
    const auto key = crypto::from_base64url(public_key);
    must(key && key->size() == crypto_box_PUBLICKEYBYTES, "a public key that is none");
    std::string out(1 + crypto_box_SEALBYTES + bytes.size(), format_version);
    const int bad =
        crypto_box_seal(raw(out) + 1, raw(bytes), bytes.size(), raw(std::string_view(*key)));
    must(bad == 0, "a box did not close");
    return crypto::base64url(out);
}

std::optional<std::string> open_box(const Secret& secret, std::string_view sealed) {
    const auto bytes = crypto::from_base64url(sealed);
    if (!bytes || bytes->size() < 1 + crypto_box_SEALBYTES) return std::nullopt;
    if (bytes->front() != format_version) return std::nullopt;
    std::array<unsigned char, crypto_box_PUBLICKEYBYTES> public_key;
    crypto_scalarmult_base(public_key.data(), secret.bytes().data());
    std::string plain(bytes->size() - 1 - crypto_box_SEALBYTES, '\0');
    const int bad =
        crypto_box_seal_open(raw(plain), raw(std::string_view(*bytes)) + 1, bytes->size() - 1,
                             public_key.data(), secret.bytes().data());
    if (bad != 0) return std::nullopt;
    return plain;
}

std::string wrap_to(std::string_view public_key, const Secret& secret) {
    return seal_to(public_key, letters(secret));
}

std::optional<Secret> unwrap(const Secret& secret, std::string_view wrapped) {
    if (!is_boxed(wrapped)) {
        return unwrap_under(drawn(secret, by_owner), wrapped.substr(owner_mark.size()), by_owner);
    }
    auto plain = open_box(secret, wrapped);
    if (!plain) return std::nullopt;
    return secret_in(*plain);
}

std::string wrap_by_owner(const Secret& owner, const Secret& secret) {
    return std::string(owner_mark) + wrap_under(drawn(owner, by_owner), secret, by_owner);
}

bool is_boxed(std::string_view wrapped) { return !wrapped.starts_with(owner_mark); }

std::string wrap_under(const Secret& key, const Secret& secret, std::string_view purpose) {
    return encrypted(key.bytes(), letters(secret), purpose);
}

std::optional<Secret> unwrap_under(const Secret& key, std::string_view wrapped,
                                   std::string_view purpose) {
    auto opened = decrypted(key.bytes(), wrapped, purpose);
    if (!opened.text) return std::nullopt;
    return secret_in(*opened.text);
}

std::string seal(const Secret& circle_key, const Place& place, std::string_view text) {
    std::string padded(text);
    const std::size_t room = (text.size() / step_bytes + 1) * step_bytes;
    padded.resize(room);
    std::size_t length = 0;
    const int bad = sodium_pad(&length, raw(padded), text.size(), step_bytes, padded.size());
    must(bad == 0 && length == room, "a text was padded otherwise than asked");
    const TextKey key(circle_key, place.thing);
    std::string sealed = encrypted(key.bytes, padded, bound(place));
    wipe(padded);
    return sealed;
}

Opened open(const Secret& circle_key, const Place& place, std::string_view sealed) {
    const TextKey key(circle_key, place.thing);
    Opened opened = decrypted(key.bytes, sealed, bound(place));
    if (!opened.text) return opened;
    // ISO/IEC 7816-4, as sodium_pad writes it. What was authenticated needs no constant time to
    // read: whoever could tell by the clock holds the key.
    const std::size_t end = opened.text->find_last_not_of('\0');
    const bool is_padded = end != std::string::npos && (*opened.text)[end] == '\x80' &&
                           opened.text->size() - end <= step_bytes;
    if (!is_padded) return {{}, Flaw::not_this};
    opened.text->resize(end);
    return opened;
}

void wipe(std::string& text) {
    sodium_memzero(text.data(), text.size());
    text.clear();
}

}  // namespace rapport::sealing
