// The name of a sentence in the catalogue, hashed while compiling, and what the sentence needs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace rapport {

// "contacts.saved". Written as a literal: Key{"contacts.saved"}. Tidy checks that every key named
// in code or template stands in every language, and that every sentence is used.
struct Key {
    std::string_view name;
    std::uint64_t hash;

    consteval Key(const char* literal) : name(literal), hash(hash_of(literal)) {}

    // For keys made of data, such as the label of a shipped kind ("kind." + code). The text must
    // outlive the key.
    static Key of(std::string_view text) { return Key(text, hash_of(text)); }

    static constexpr std::uint64_t hash_of(std::string_view text) {  // FNV-1a, 64 bit.
        std::uint64_t hash = 14695981039346656037ull;
        for (const char c : text) {
            hash ^= static_cast<unsigned char>(c);
            hash *= 1099511628211ull;
        }
        return hash;
    }

    friend bool operator==(const Key& a, const Key& b) { return a.name == b.name; }

  private:
    constexpr Key(std::string_view text, std::uint64_t h) : name(text), hash(h) {}
};

// One named thing a sentence mentions: {"name", "Amina"} or {"count", 3}.
struct Argument {
    std::string_view name;
    std::variant<std::string, std::int64_t> value;
};

}  // namespace rapport
