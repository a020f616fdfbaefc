// Sealing: words that only certain people can open, and how the keys to them are kept. The only
// arithmetic of secrets beside kernel/crypto, and libsodium's alone (decision 0026).
//
// A person has a key pair. People who share notes share a circle key, sealed to each of them. A
// text is sealed under a key drawn from the circle key for that text alone, and bound to its place:
// moved to another place, cut, or put back in an older version, it does not open. Everything sealed
// begins with a version byte and is written in base64url.
//
// Secrets live in memory that is locked, fenced and wiped (libsodium's); many share a page.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rapport::sealing {

inline constexpr std::size_t secret_bytes = 32;

// 32 secret bytes. Moves, is never copied, and has no form that a log could print.
class Secret {
  public:
    static Secret random();
    static Secret of(std::span<const std::uint8_t, secret_bytes>);
    static Secret filled(const std::function<void(std::uint8_t*)>& fill);  // All 32 of them.
    std::span<const std::uint8_t, secret_bytes> bytes() const;

  private:
    struct Wipe {
        void operator()(std::uint8_t*) const;
    };
    Secret();
    std::unique_ptr<std::uint8_t[], Wipe> bytes_;
};

// A secret as letters, for a cookie or a key file; and back. None for what is no secret.
std::string letters_of(const Secret&);
std::optional<Secret> from_letters(std::string_view);

// A key for one purpose, drawn from another (BLAKE2b, keyed). The purpose is no secret.
Secret drawn(const Secret&, std::string_view purpose);

// --- To a person: X25519 sealed boxes.
std::string public_key_of(const Secret&);  // base64url, 43 letters.
std::string seal_to(std::string_view public_key, std::string_view bytes);
std::optional<std::string> open_box(const Secret&, std::string_view sealed);
std::string wrap_to(std::string_view public_key, const Secret&);
std::optional<Secret> unwrap(const Secret&, std::string_view wrapped);
// The same by whoever holds the person's secret, and opened without arithmetic of curves: a key
// that came in a box is kept so once its person has opened it. unwrap() opens both.
std::string wrap_by_owner(const Secret& owner, const Secret&);
bool is_boxed(std::string_view wrapped);

// --- Under another secret: XChaCha20-Poly1305. The purpose is bound and must be said again.
std::string wrap_under(const Secret& key, const Secret&, std::string_view purpose);
std::optional<Secret> unwrap_under(const Secret& key, std::string_view wrapped,
                                   std::string_view purpose);

// --- For everybody: Ed25519. Whoever has the public key can tell that nothing was changed.
std::string signing_key_of(const Secret&);  // The public half, base64url, 43 letters.
std::string signed_by(const Secret&, std::string_view bytes);  // The signature, base64url.
bool is_signed(std::string_view public_key, std::string_view bytes, std::string_view signature);

// --- Texts.
struct Place {  // Where a sealed text belongs; bound to it.
    std::string_view district, circle, thing;
    std::int64_t epoch = 0, version = 0;
};
enum class Flaw : std::uint8_t {
    cut_short,        // Less than a sealed text can be, or no base64url.
    unknown_version,  // Sealed by a newer program.
    not_this,         // Another key, another place, another version, or altered.
};
struct Opened {
    std::optional<std::string> text;
    Flaw flaw = Flaw::not_this;  // When there is no text.
};
std::string seal(const Secret& circle_key, const Place&, std::string_view text);
Opened open(const Secret& circle_key, const Place&, std::string_view sealed);

// --- What people know.
// Argon2id, 64 MiB, three passes, then keyed with the server's pepper: a copy of the database alone
// gives nothing to try passphrases on. The salt is 16 bytes as base64url. As many at once as
// passwords may be (kernel/crypto); beyond that throws db::Busy.
std::string new_salt();
Secret from_words(std::string_view words, std::string_view salt, const Secret& pepper);

// A recovery code: eight words of four letters, 88 random bits and a checksum of eight, so that a
// slip of the pen is told from a wrong code. Spaces, dashes and capitals are forgiven.
std::string new_recovery_code();
std::optional<std::string> as_recovery_code(std::string_view typed);  // None: mistyped.

// --- What the server holds, kept beside the database and never in it.
class ServerKey {
  public:
    explicit ServerKey(Secret root);
    const Secret& pepper() const { return pepper_; }         // Joins every passphrase.
    const Secret& wrapping() const { return wrapping_; }     // Of those with no passphrase yet.
    const std::string& name() const { return name_; }        // Tells two apart; says nothing of it.
    static ServerKey read_or_make(const std::string& path);  // Throws file::Trouble.

  private:
    Secret pepper_, wrapping_;
    std::string name_;
};

// Zeroes a text that held a secret; before it is given back.
void wipe(std::string&);

}  // namespace rapport::sealing
