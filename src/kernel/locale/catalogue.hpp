// The sentences built into the program, one table a language, taken apart at the first word spoken
// and never changed afterwards.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/locale/key.hpp"
#include "kernel/locale/sentence.hpp"
#include "kernel/locale/speech.hpp"

namespace rapport::locale {

struct Shipped {
    std::string_view key, sentence;
};
// Generated from src/**/*.en.txt and *.fr.txt, sorted by key. The pseudo-locale has no file.
std::span<const Shipped> shipped_english();
std::span<const Shipped> shipped_french();

class Catalogue {
  public:
    Catalogue(Language language, std::span<const Shipped> sentences);

    // Null when the language has no such sentence.
    const std::vector<Piece>* find(const Key& key) const;
    // The branch of a plural for this count: an exact =n first, then the category ICU gives.
    const std::vector<Piece>& branch(const Piece& plural, std::int64_t count) const;
    std::span<const std::string_view> keys() const { return keys_; }
    Language language() const { return language_; }

  private:
    struct Slot {
        std::uint64_t hash = 0;
        std::string_view key;
        std::vector<Piece> pieces;
    };
    std::size_t slot_of(std::uint64_t hash, std::string_view key) const;
    std::string_view category(std::int64_t count) const;

    Language language_;
    std::vector<Slot> slots_;  // Open addressing; a power of two, at most half full.
    std::vector<std::string_view> keys_;
    std::array<std::string_view, 1000> categories_;  // Of 0…999; larger numbers ask ICU again.
};

const Catalogue& catalogue(Language);

// Says one sentence, taken apart, with what it mentions.
void say_pieces(std::string& out, const std::vector<Piece>& pieces, const Catalogue& catalogue,
                const Words& words, std::span<const Argument> with);

// English, made strange and two fifths longer, so that a sentence that is not in the catalogue and
// a box that is too narrow are seen at once.
std::vector<Piece> made_strange(std::vector<Piece> english);

}  // namespace rapport::locale
