#include "kernel/locale/speech.hpp"

#include <array>
#include <charconv>

#include "kernel/check.hpp"
#include "kernel/locale/catalogue.hpp"
#include "kernel/locale/words.hpp"

namespace rapport::locale {
namespace {

#ifdef NDEBUG
constexpr bool is_strict = false;
#else
constexpr bool is_strict = true;  // A missing sentence or argument fails the test at hand.
#endif

constexpr std::string_view narrow_space = "\u202f";

void missing(std::string& out, std::string_view what) {
    if (is_strict) throw Bug("nothing to say for " + std::string(what));
    out.append("⟦").append(what).append("⟧");
}

std::string_view separator(Language language) {
    return language == Language::french ? narrow_space : ",";
}

void append_number(std::string& out, std::int64_t number, std::string_view separator) {
    std::array<char, 24> digits;
    const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    std::string_view rest(digits.data(), static_cast<std::size_t>(end - digits.data()));
    if (rest.front() == '-') {
        out += "\u2212";  // A minus sign, not a hyphen.
        rest.remove_prefix(1);
    }
    std::size_t group = rest.size() % 3 == 0 ? 3 : rest.size() % 3;
    while (rest.size() > group) {
        out.append(rest.substr(0, group)).append(separator);
        rest.remove_prefix(group);
        group = 3;
    }
    out.append(rest);
}

// Makes the first letter a capital: the letters that begin a word in English or French.
void append_capital(std::string& out, std::string_view word) {
    constexpr std::string_view two_byte_small = "éèêëàâîïôùûüçæœ";
    constexpr std::string_view two_byte_large = "ÉÈÊËÀÂÎÏÔÙÛÜÇÆŒ";
    if (word.empty()) return;
    if (word[0] >= 'a' && word[0] <= 'z') {
        out += static_cast<char>(word[0] - 32);
        out.append(word.substr(1));
        return;
    }
    const std::size_t found = two_byte_small.find(word.substr(0, 2));
    if (word.size() >= 2 && found != std::string_view::npos && found % 2 == 0) {
        out.append(two_byte_large.substr(found, 2)).append(word.substr(2));
        return;
    }
    out.append(word);
}

const std::string& form_of(const Word& word, WordForm form) {
    switch (form) {
        case WordForm::many:
            return word.many;
        case WordForm::the_one:
            return word.the_one;
        case WordForm::a_one:
            return word.a_one;
        case WordForm::of_the_one:
            return word.of_the_one;
        case WordForm::one:
            break;
    }
    return word.one;
}

// Says one sentence with what it mentions.
class Speaker {
  public:
    Speaker(std::string& out, const Catalogue& sentences, const Words& words,
            std::span<const Argument> with)
        : out_(out), sentences_(sentences), words_(words), with_(with) {}

    void say(const std::vector<Piece>& pieces) {
        for (const Piece& piece : pieces) {
            switch (piece.kind) {
                case Piece::Kind::text:
                    out_ += piece.text;
                    break;
                case Piece::Kind::named:
                    name(piece);
                    break;
                case Piece::Kind::plural:
                    plural(piece);
                    break;
                case Piece::Kind::count:
                    number(count_);
                    break;
            }
        }
    }

  private:
    const Argument* find(std::string_view name) const {
        for (const Argument& argument : with_) {
            if (argument.name == name) return &argument;
        }
        return nullptr;
    }

    void number(std::int64_t number) {
        append_number(out_, number, separator(sentences_.language()));
    }

    void name(const Piece& piece) {
        if (const Argument* const given = find(piece.text)) {
            if (const auto* const text = std::get_if<std::string>(&given->value)) {
                out_ += *text;
            } else {
                number(std::get<std::int64_t>(given->value));
            }
            return;
        }
        const Word* word = words_.find(piece.word);
        if (word == nullptr) word = default_words(sentences_.language()).find(piece.word);
        if (word == nullptr) return missing(out_, piece.text);
        const std::string& said = form_of(*word, piece.form);
        if (piece.is_capital) {
            append_capital(out_, said);
        } else {
            out_ += said;
        }
    }

    void plural(const Piece& piece) {
        const Argument* const given = find(piece.text);
        const auto* const count =
            given == nullptr ? nullptr : std::get_if<std::int64_t>(&given->value);
        if (count == nullptr) return missing(out_, piece.text);
        count_ = *count;
        say(sentences_.branch(piece, *count));
    }

    std::string& out_;
    const Catalogue& sentences_;
    const Words& words_;
    std::span<const Argument> with_;
    std::int64_t count_ = 0;
};

}  // namespace

void say_pieces(std::string& out, const std::vector<Piece>& pieces, const Catalogue& catalogue,
                const Words& words, std::span<const Argument> with) {
    Speaker(out, catalogue, words, with).say(pieces);
}

Speech::Speech(Language language, const Words& words, const Zone& zone, Instant now)
    : language_(language), words_(&words), zone_(&zone), now_(now) {}

Speech Speech::in(const Zone& zone) const { return {language_, *words_, zone, now_}; }

std::string Speech::say(Key key, std::span<const Argument> with) const {
    std::string said;
    say_into(said, key, with);
    return said;
}

void Speech::say_into(std::string& out, Key key, std::span<const Argument> with) const {
    const std::vector<Piece>* pieces = catalogue(language_).find(key);
    if (pieces == nullptr) {
        if (!is_strict) pieces = catalogue(Language::english).find(key);
        if (pieces == nullptr) return missing(out, key.name);
    }
    say_pieces(out, *pieces, catalogue(language_), *words_, with);
}

std::string Speech::number(std::int64_t number) const {
    std::string said;
    append_number(said, number, separator(language_));
    return said;
}

}  // namespace rapport::locale
