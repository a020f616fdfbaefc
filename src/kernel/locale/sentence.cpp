#include "kernel/locale/sentence.hpp"

#include <algorithm>
#include <charconv>

namespace rapport::locale {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name_char(char c) { return is_letter(c) || c == '_' || (c >= '0' && c <= '9'); }
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text) {}

    Sentence run() {
        Sentence sentence;
        sentence.pieces = pieces(0);
        sentence.mistake = mistake_;
        sentence.at = mistake_at_;
        return sentence;
    }

  private:
    bool at_end() const { return at_ >= text_.size() || !mistake_.empty(); }
    void wrong(std::string what) {
        if (mistake_.empty()) {
            mistake_ = std::move(what);
            mistake_at_ = std::min(at_, text_.size());
        }
    }
    void skip_blanks() {
        while (!at_end() && is_blank(text_[at_])) ++at_;
    }
    bool take(char c) {
        if (at_end() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    // Text and placeholders up to the end, or, inside a plural, up to the closing brace.
    std::vector<Piece> pieces(int depth) {
        std::vector<Piece> made;
        std::string run;
        const auto flush = [&] {
            if (!run.empty()) made.push_back({.kind = Piece::Kind::text, .text = run});
            run.clear();
        };
        while (!at_end()) {
            const char c = text_[at_];
            if (c == '\\' && at_ + 1 < text_.size()) {
                run += text_[at_ + 1] == 'n' ? '\n' : text_[at_ + 1];
                at_ += 2;
            } else if (c == '{') {
                flush();
                ++at_;
                made.push_back(placeholder(depth));
            } else if (c == '}') {
                if (depth == 0) wrong("a } closes nothing");
                break;
            } else if (c == '#' && depth > 0) {
                flush();
                ++at_;
                made.push_back({.kind = Piece::Kind::count});
            } else {
                run += c;
                ++at_;
            }
        }
        flush();
        if (depth > 0 && !take('}')) wrong("a { is left open");
        return made;
    }

    Piece placeholder(int depth) {
        skip_blanks();
        const std::size_t begin = at_;
        while (!at_end() && text_[at_] != '}' && text_[at_] != ',' && text_[at_] != '{') ++at_;
        std::string_view name = text_.substr(begin, at_ - begin);
        while (!name.empty() && is_blank(name.back())) name.remove_suffix(1);
        if (name.empty()) wrong("a placeholder needs a name");
        if (take(',')) return plural(std::string(name), depth);
        if (!take('}')) wrong("a { is left open");
        return named(name);
    }

    Piece named(std::string_view name) {
        Piece piece{.kind = Piece::Kind::named, .text = std::string(name)};
        std::string plain(name);
        if (!plain.empty()) {
            piece.is_capital = plain[0] != lower(plain[0]);
            plain[0] = lower(plain[0]);
        }
        std::string_view rest = plain;
        const auto article = [&](std::string_view words, WordForm form) {
            if (piece.form != WordForm::one || !rest.starts_with(words)) return;
            rest.remove_prefix(words.size());
            piece.form = form;
        };
        article("the ", WordForm::the_one);
        article("a ", WordForm::a_one);
        article("of the ", WordForm::of_the_one);
        for (const WordName& word : word_names) {
            if (rest == word.one) piece.word = word.one;
            if (rest == word.many && piece.form == WordForm::one) {
                piece.word = word.one;
                piece.form = WordForm::many;
            }
        }
        if (piece.word.empty() && !std::all_of(name.begin(), name.end(), is_name_char)) {
            wrong("{" + std::string(name) + "} is neither a name nor a word of the district");
        }
        return piece;
    }

    Piece plural(std::string name, int depth) {
        Piece piece{.kind = Piece::Kind::plural, .text = std::move(name)};
        if (depth > 0) wrong("a plural cannot stand inside a plural");
        if (!std::all_of(piece.text.begin(), piece.text.end(), is_name_char)) {
            wrong("a plural counts an argument with a plain name");
        }
        if (word_of_syntax() != "plural") wrong("only plural is known here");
        skip_blanks();
        if (!take(',')) wrong("plural needs a comma after it");
        skip_blanks();
        while (!at_end() && text_[at_] != '}') {
            Branch branch{.category = word_of_syntax(), .pieces = {}};
            skip_blanks();
            if (!is_category(branch.category)) wrong("a plural branch is one, other or =0");
            if (branch.category.starts_with('=')) branch.exactly = number(branch.category);
            if (!take('{')) wrong("a plural branch needs its text in braces");
            branch.pieces = pieces(depth + 1);
            piece.branches.push_back(std::move(branch));
            skip_blanks();
        }
        if (!take('}')) wrong("a { is left open");
        const bool has_other = std::any_of(piece.branches.begin(), piece.branches.end(),
                                           [](const Branch& b) { return b.category == "other"; });
        if (!has_other) wrong("a plural needs the branch other");
        return piece;
    }

    std::string word_of_syntax() {
        skip_blanks();
        const std::size_t begin = at_;
        while (!at_end() && (is_name_char(text_[at_]) || text_[at_] == '=')) ++at_;
        return std::string(text_.substr(begin, at_ - begin));
    }

    static std::int64_t number(std::string_view category) {
        std::int64_t value = 0;
        std::from_chars(category.data() + 1, category.data() + category.size(), value);
        return value;
    }

    static bool is_category(std::string_view word) {
        constexpr std::string_view known[] = {"zero", "one", "two", "few", "many", "other"};
        if (std::find(std::begin(known), std::end(known), word) != std::end(known)) return true;
        return word.size() > 1 && word[0] == '=' &&
               word.find_first_not_of("0123456789", 1) == std::string_view::npos;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string mistake_;
    std::size_t mistake_at_ = 0;
};

void collect(const std::vector<Piece>& pieces, std::vector<Mention>& found) {
    for (const Piece& piece : pieces) {
        if (piece.kind != Piece::Kind::named && piece.kind != Piece::Kind::plural) continue;
        const bool counts = piece.kind == Piece::Kind::plural;
        const auto known = std::find_if(found.begin(), found.end(), [&](const Mention& mention) {
            return mention.name == piece.text;
        });
        if (known == found.end()) {
            found.push_back({piece.text, !counts && !piece.word.empty(), counts});
        } else {
            known->is_number |= counts;
            known->is_word &= !counts;
        }
        for (const Branch& branch : piece.branches) collect(branch.pieces, found);
    }
}

}  // namespace

Sentence parse_sentence(std::string_view text) { return Parser(text).run(); }

std::vector<Mention> mentions(const std::vector<Piece>& pieces) {
    std::vector<Mention> found;
    collect(pieces, found);
    return found;
}

}  // namespace rapport::locale
