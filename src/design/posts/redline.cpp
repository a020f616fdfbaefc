#include "design/posts/redline.hpp"

#include <algorithm>

namespace rapport::posts {

namespace {

// Beyond this many pairs of words a text counts as written anew: a longer look would tell less.
constexpr std::size_t pairs_max = 4'000'000;

using Words = std::vector<std::string_view>;

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Each word with the blanks after it, so that together they are the text.
Words words_of(std::string_view text) {
    Words words;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && !is_blank(text[end])) ++end;
        while (end < text.size() && is_blank(text[end])) ++end;
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

void put(std::vector<Piece>& pieces, Mark mark, std::string_view text) {
    if (text.empty()) return;
    if (pieces.empty() || pieces.back().mark != mark) pieces.push_back({mark, ""});
    pieces.back().text += text;
}

// How long the longest common row of words is from each pair of places on.
class Lengths {
  public:
    Lengths(const Words& before, const Words& after)
        : width_(after.size() + 1), of_((before.size() + 1) * width_) {
        for (std::size_t i = before.size(); i-- > 0;) {
            for (std::size_t j = after.size(); j-- > 0;) {
                at(i, j) = before[i] == after[j] ? at(i + 1, j + 1) + 1
                                                 : std::max(at(i + 1, j), at(i, j + 1));
            }
        }
    }
    std::uint32_t& at(std::size_t i, std::size_t j) { return of_[i * width_ + j]; }

  private:
    std::size_t width_;
    std::vector<std::uint32_t> of_;
};

void compare(const Words& before, const Words& after, std::vector<Piece>& pieces) {
    if (before.size() * after.size() > pairs_max) {
        for (const auto word : before) put(pieces, Mark::gone, word);
        for (const auto word : after) put(pieces, Mark::fresh, word);
        return;
    }
    Lengths lengths(before, after);
    std::size_t i = 0, j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i] == after[j]) {
            put(pieces, Mark::same, before[i]);
            ++i, ++j;
        } else if (j == after.size() ||
                   (i < before.size() && lengths.at(i + 1, j) >= lengths.at(i, j + 1))) {
            put(pieces, Mark::gone, before[i++]);
        } else {
            put(pieces, Mark::fresh, after[j++]);
        }
    }
}

const Duty* same_as(const std::vector<Duty>& duties, const Duty& duty) {
    const auto at = std::ranges::find(duties, duty.origin, &Duty::origin);
    return at == duties.end() ? nullptr : &*at;
}

bool is_same(const Duty& a, const Duty& b) {
    return a.words == b.words && a.share == b.share && a.place == b.place &&
           a.is_essential == b.is_essential && a.standards == b.standards;
}

}  // namespace

std::vector<Piece> redline(std::string_view before, std::string_view after) {
    Words old = words_of(before), fresh = words_of(after);
    std::vector<Piece> pieces;
    const auto [a, b] = std::ranges::mismatch(old, fresh);
    for (auto word = old.begin(); word != a; ++word) put(pieces, Mark::same, *word);
    old.erase(old.begin(), a);
    fresh.erase(fresh.begin(), b);
    Words tail;
    while (!old.empty() && !fresh.empty() && old.back() == fresh.back()) {
        tail.push_back(old.back());
        old.pop_back();
        fresh.pop_back();
    }
    compare(old, fresh, pieces);
    for (auto word = tail.rbegin(); word != tail.rend(); ++word) put(pieces, Mark::same, *word);
    return pieces;
}

std::vector<Change> changes(const Hand& before, const Hand& after) {
    std::vector<Change> found;
    for (const SectionKind& kind : section_kinds()) {
        const auto& old = before.words(kind.code);
        const auto& now = after.words(kind.code);
        if (old == now) continue;
        found.push_back({std::string(kind.code), nullptr, nullptr, redline(old, now)});
    }
    for (const Duty& now : after.duties) {
        const Duty* old = same_as(before.duties, now);
        if (old != nullptr && is_same(*old, now)) continue;
        found.push_back({"", old, &now, redline(old == nullptr ? "" : old->words, now.words)});
    }
    for (const Duty& old : before.duties) {
        if (same_as(after.duties, old) != nullptr) continue;
        found.push_back({"", &old, nullptr, redline(old.words, "")});
    }
    return found;
}

}  // namespace rapport::posts
