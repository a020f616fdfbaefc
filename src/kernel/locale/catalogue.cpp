#include "kernel/locale/catalogue.hpp"

#include <unicode/locid.h>
#include <unicode/plurrule.h>

#include <algorithm>
#include <bit>
#include <memory>

#include "kernel/check.hpp"

namespace rapport::locale {
namespace {

std::string_view category_from_icu(Language language, std::int64_t count) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale where(language == Language::french ? "fr" : "en");
    const std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(where, status));
    if (U_FAILURE(status) || !rules) return "other";
    std::string name;
    rules->select(static_cast<double>(count)).toUTF8String(name);
    for (const std::string_view known : {"zero", "one", "two", "few", "many"}) {
        if (name == known) return known;
    }
    return "other";
}

struct Strange {
    char plain;
    std::string_view accented;
};
constexpr Strange strange[] = {
    {'a', "á"}, {'c', "ç"}, {'d', "ð"}, {'e', "é"}, {'g', "ĝ"}, {'h', "ĥ"}, {'i', "í"},
    {'j', "ĵ"}, {'k', "ķ"}, {'l', "ļ"}, {'n', "ñ"}, {'o', "ö"}, {'r', "ŕ"}, {'s', "š"},
    {'t', "ţ"}, {'u', "ü"}, {'w', "ŵ"}, {'y', "ý"}, {'z', "ž"}, {'A', "Á"}, {'B', "Ɓ"},
    {'C', "Ç"}, {'D', "Ð"}, {'E', "É"}, {'G', "Ĝ"}, {'H', "Ĥ"}, {'I', "Í"}, {'L', "Ļ"},
    {'N', "Ñ"}, {'O', "Ö"}, {'R', "Ŕ"}, {'S', "Š"}, {'T', "Ţ"}, {'U', "Ü"}, {'W', "Ŵ"}};

std::string accented(std::string_view plain) {
    std::string made;
    for (const char c : plain) {
        const auto* const found = std::find_if(std::begin(strange), std::end(strange),
                                               [c](const Strange& s) { return s.plain == c; });
        if (found == std::end(strange)) {
            made += c;
        } else {
            made += found->accented;
        }
    }
    return made;
}

std::size_t letters_in(const std::vector<Piece>& pieces) {
    std::size_t letters = 0;
    for (const Piece& piece : pieces) letters += piece.text.size();
    return letters;
}

void accent_all(std::vector<Piece>& pieces) {
    for (Piece& piece : pieces) {
        if (piece.kind == Piece::Kind::text) piece.text = accented(piece.text);
        for (Branch& branch : piece.branches) accent_all(branch.pieces);
    }
}

}  // namespace

std::vector<Piece> made_strange(std::vector<Piece> english) {
    constexpr std::string_view filling = " one two three four five six seven eight nine ten";
    std::size_t missing = letters_in(english) * 2 / 5;
    std::string tail;
    while (missing > 0) {
        const std::size_t some = std::min(missing, filling.size());
        tail += filling.substr(0, some);
        missing -= some;
    }
    if (!tail.empty() && tail.back() == ' ') tail.back() = '~';
    accent_all(english);
    english.insert(english.begin(), Piece{.text = "⟦"});
    english.push_back(Piece{.text = accented(tail) + "⟧"});
    return english;
}

Catalogue::Catalogue(Language language, std::span<const Shipped> sentences)
    : language_(language), slots_(std::bit_ceil(sentences.size() * 2 + 2)) {
    keys_.reserve(sentences.size());
    for (const Shipped& shipped : sentences) {
        Sentence sentence = parse_sentence(shipped.sentence);
        must(sentence.mistake.empty(), "a sentence of the catalogue cannot be read");
        if (language == Language::pseudo) {
            sentence.pieces = made_strange(std::move(sentence.pieces));
        }
        const std::uint64_t hash = Key::hash_of(shipped.key);
        slots_[slot_of(hash, shipped.key)] = {hash, shipped.key, std::move(sentence.pieces)};
        keys_.push_back(shipped.key);
    }
    for (std::size_t count = 0; count < categories_.size(); ++count) {
        categories_[count] = category_from_icu(language, static_cast<std::int64_t>(count));
    }
}

std::size_t Catalogue::slot_of(std::uint64_t hash, std::string_view key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (!slots_[at].key.empty() && (slots_[at].hash != hash || slots_[at].key != key)) {
        at = (at + 1) & mask;
    }
    return at;
}

const std::vector<Piece>* Catalogue::find(const Key& key) const {
    const Slot& slot = slots_[slot_of(key.hash, key.name)];
    return slot.key.empty() ? nullptr : &slot.pieces;
}

std::string_view Catalogue::category(std::int64_t count) const {
    const std::uint64_t size =
        count < 0 ? 0 - static_cast<std::uint64_t>(count) : static_cast<std::uint64_t>(count);
    if (size < categories_.size()) return categories_[size];
    return category_from_icu(language_, count);
}

const std::vector<Piece>& Catalogue::branch(const Piece& plural, std::int64_t count) const {
    const std::string_view wanted = category(count);
    const std::vector<Piece>* other = nullptr;
    const std::vector<Piece>* fitting = nullptr;
    for (const Branch& branch : plural.branches) {
        if (branch.exactly == count) return branch.pieces;
        if (branch.category == wanted) fitting = &branch.pieces;
        if (branch.category == "other") other = &branch.pieces;
    }
    must(other != nullptr, "a plural without the branch other");
    return fitting != nullptr ? *fitting : *other;
}

const Catalogue& catalogue(Language language) {
    static const Catalogue english(Language::english, shipped_english());
    static const Catalogue french(Language::french, shipped_french());
    static const Catalogue pseudo(Language::pseudo, shipped_english());
    if (language == Language::french) return french;
    return language == Language::pseudo ? pseudo : english;
}

std::vector<std::string_view> keys_of(Language language) {
    const auto keys = catalogue(language).keys();
    return {keys.begin(), keys.end()};
}

}  // namespace rapport::locale
