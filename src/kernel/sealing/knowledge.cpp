// What people know (passphrases, recovery codes) and what the server holds.
#include <sodium.h>

#include <array>
#include <filesystem>

#include "kernel/check.hpp"
#include "kernel/crypto/crypto.hpp"
#include "kernel/file/file.hpp"
#include "kernel/sealing/sealing.hpp"

namespace rapport::sealing {

namespace {

constexpr std::string_view consonants = "bdfgjklmnprstvwz";  // 16: four bits each.
constexpr std::string_view vowels = "aeio";                  // Four: two bits each.
constexpr std::size_t words = 8, word_letters = 4;
constexpr std::size_t random_bytes = 11;  // 88 bits; one byte of checksum makes 96, 12 a word.

using CodeBytes = std::array<unsigned char, random_bytes + 1>;

unsigned char checksum_of(const CodeBytes& code) {
    unsigned char sum = 0;
    std::array<unsigned char, crypto_generichash_BYTES> digest;
    crypto_generichash(digest.data(), digest.size(), code.data(), random_bytes, nullptr, 0);
    sum = digest.front();
    sodium_memzero(digest.data(), digest.size());
    return sum;
}

// Twelve bits as consonant, vowel, consonant, vowel.
void append_word(std::string& out, unsigned bits) {
    out += consonants[(bits >> 8) & 15];
    out += vowels[(bits >> 6) & 3];
    out += consonants[(bits >> 2) & 15];
    out += vowels[bits & 3];
}

std::string spoken(const CodeBytes& code) {
    std::string out;
    for (std::size_t pair = 0; pair < words / 2; ++pair) {
        const unsigned first = code[pair * 3], second = code[pair * 3 + 1],
                       third = code[pair * 3 + 2];
        if (!out.empty()) out += ' ';
        append_word(out, (first << 4) | (second >> 4));
        out += ' ';
        append_word(out, ((second & 15) << 8) | third);
    }
    return out;
}

std::string only_letters(std::string_view typed) {
    std::string kept;
    for (char c : typed) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c >= 'a' && c <= 'z') kept += c;
    }
    return kept;
}

std::optional<CodeBytes> heard(std::string_view kept) {
    if (kept.size() != words * word_letters) return std::nullopt;
    CodeBytes code = {};
    std::size_t bits = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const bool is_vowel = i % 2 == 1;
        const auto at = (is_vowel ? vowels : consonants).find(kept[i]);
        if (at == std::string_view::npos) return std::nullopt;
        for (int bit = is_vowel ? 1 : 3; bit >= 0; --bit, ++bits) {
            if ((at >> bit) & 1) {
                code[bits / 8] = static_cast<unsigned char>(code[bits / 8] | (128u >> (bits % 8)));
            }
        }
    }
    return code;
}

Secret read_root(const std::string& path) {
    std::string text;
    file::LinesIn(path).next(text);
    auto root = from_letters(text);
    wipe(text);
    if (!root) {
        throw file::Trouble(path +
                            " holds no key. Put it back from the copy kept apart from the "
                            "backups (docs/operating.md, \"The key of notes\")");
    }
    return std::move(*root);
}

}  // namespace

std::string new_salt() {
    std::array<unsigned char, crypto_pwhash_SALTBYTES> salt;
    randombytes_buf(salt.data(), salt.size());
    return crypto::base64url({reinterpret_cast<const char*>(salt.data()), salt.size()});
}

Secret from_words(std::string_view typed, std::string_view salt, const Secret& pepper) {
    const auto salt_bytes = crypto::from_base64url(salt);
    must(salt_bytes && salt_bytes->size() == crypto_pwhash_SALTBYTES, "a salt that is none");
    const Secret known = Secret::filled([&](std::uint8_t* room) {
        crypto::stretch(typed, *salt_bytes, {room, secret_bytes});
    });
    return drawn(pepper, {reinterpret_cast<const char*>(known.bytes().data()), secret_bytes});
}

std::string new_recovery_code() {
    CodeBytes code;
    randombytes_buf(code.data(), random_bytes);
    code.back() = checksum_of(code);
    std::string out = spoken(code);
    sodium_memzero(code.data(), code.size());
    return out;
}

std::optional<std::string> as_recovery_code(std::string_view typed) {
    std::string kept = only_letters(typed);
    auto code = heard(kept);
    wipe(kept);
    if (!code || code->back() != checksum_of(*code)) return std::nullopt;
    return spoken(*code);
}

ServerKey::ServerKey(Secret root)
    : pepper_(drawn(root, "rapport pepper 1")),
      wrapping_(drawn(root, "rapport wrapping 1")),
      name_(letters_of(drawn(root, "rapport name 1")).substr(0, 16)) {}

ServerKey ServerKey::read_or_make(const std::string& path) {
    if (!std::filesystem::exists(path)) {
        std::string text = letters_of(Secret::random());
        file::LinesOut out(path, file::LinesOut::As::plain);
        out.line(text);
        out.finish();
        out.keep();
        wipe(text);
    }
    return ServerKey(read_root(path));
}

}  // namespace rapport::sealing
