// How well a name answers what was typed. Both are folded, so most letters are plain ASCII.
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "kernel/text/text.hpp"
#include "kernel/text/utf8.hpp"

namespace rapport::text {
namespace {

constexpr std::size_t longest_word = 40;  // Letters of a word that are compared.
constexpr std::size_t most_words = 8;

// What one typed word can earn with one word of a name.
constexpr int as_word = 100, as_beginning = 80, as_slip = 60, as_inside = 40;

struct Spelling {
    std::array<char32_t, longest_word> of;
    std::size_t size = 0;
    std::uint64_t seen = 0;  // One bit a letter; some letters share one.

    explicit Spelling(std::string_view word) {
        for (std::size_t at = 0; at < word.size() && size < longest_word;) {
            of[size] = next_letter(word, at);
            seen |= std::uint64_t{1} << (of[size++] & 63);
        }
    }
};

// The last row holds how far all of `a` is from each beginning of `b`.
using Row = std::array<int, longest_word + 1>;

Row distances(const Spelling& a, const Spelling& b) {
    Row before_last{}, last{}, row{};
    for (std::size_t j = 0; j <= b.size; ++j) row[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size; ++i) {
        before_last = last;
        last = row;
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size; ++j) {
            const int change = a.of[i - 1] == b.of[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
            const bool is_swap =
                i > 1 && j > 1 && a.of[i - 1] == b.of[j - 2] && a.of[i - 2] == b.of[j - 1];
            if (is_swap) row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
    }
    return row;
}

struct Words {
    std::array<std::string_view, most_words> of;
    std::size_t size = 0;

    explicit Words(std::string_view text) {
        while (!text.empty() && size < most_words) {
            const std::size_t stop = std::min(text.find(' '), text.size());
            if (stop > 0) of[size++] = text.substr(0, stop);
            text.remove_prefix(std::min(stop + 1, text.size()));
        }
    }
};

int slips_forgiven(std::size_t letters) { return letters >= 8 ? 2 : letters >= 4 ? 1 : 0; }

// The share of `whole` that is there, as up to `most` points.
int share(std::size_t part, std::size_t whole, int most) {
    return static_cast<int>(part * static_cast<std::size_t>(most) /
                            std::max<std::size_t>(whole, 1));
}

int earned_by_slip(std::string_view typed, std::string_view word) {
    // A byte is never more than a letter, so this many bytes apart cannot be so few slips.
    if (typed.size() > word.size() + 8) return 0;
    const Spelling a(typed), b(word);
    const int forgiven = slips_forgiven(a.size);
    if (forgiven == 0 || a.size > b.size + static_cast<std::size_t>(forgiven)) return 0;
    // A slip brings in at most one letter that the word does not have.
    if (std::popcount(a.seen & ~b.seen) > forgiven) return 0;
    const Row row = distances(a, b);
    const int whole = row[b.size];
    const auto begin = row.begin();
    const int beginning = *std::min_element(begin, begin + static_cast<std::ptrdiff_t>(b.size) + 1);
    if (whole <= forgiven) return as_slip + 5 - 5 * whole;
    if (beginning <= forgiven) return as_slip - 5 - 5 * beginning;
    return 0;
}

int earned(std::string_view typed, std::string_view word) {
    if (typed == word) return as_word;
    if (word.starts_with(typed)) return as_beginning + share(typed.size(), word.size(), 15);
    if (const int slip = earned_by_slip(typed, word); slip > 0) return slip;
    // Scripts that write no spaces, and the second half of a name written as one.
    const bool is_long_enough = typed.size() >= 4 || static_cast<unsigned char>(typed[0]) >= 0xe0;
    if (is_long_enough && word.find(typed) != std::string_view::npos) return as_inside;
    return 0;
}

// Each typed word takes the best word of the name that is still free; 0 when one finds none.
int earned_by_words(const Words& typed, const Words& name) {
    if (typed.size > name.size) return 0;
    std::array<bool, most_words> is_taken{};
    int points = 0, in_order = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < typed.size; ++i) {
        int best = 0;
        std::size_t where = 0;
        for (std::size_t j = 0; j < name.size; ++j) {
            const int here = is_taken[j] ? 0 : earned(typed.of[i], name.of[j]);
            if (here <= best) continue;
            best = here;
            where = j;
        }
        if (best == 0) return 0;
        is_taken[where] = true;
        points += best;
        if (i > 0 && where > last) ++in_order;
        last = where;
    }
    const int average = points * 9 / static_cast<int>(typed.size);  // At most 900.
    const int order = typed.size == 1 ? 15 : 15 * in_order / static_cast<int>(typed.size - 1);
    return average + order + share(typed.size, name.size, 60) + (is_taken[0] ? 20 : 0);
}

std::string joined(std::string_view text) {
    std::string made(text);
    std::erase(made, ' ');
    return made;
}

}  // namespace

int distance(std::string_view a, std::string_view b, int cap) {
    const Spelling left(a), right(b);
    const std::size_t apart =
        left.size > right.size ? left.size - right.size : right.size - left.size;
    if (apart >= static_cast<std::size_t>(std::max(cap, 0))) return cap;
    return std::min(distances(left, right)[right.size], cap);
}

int match(std::string_view typed, std::string_view name) {
    if (typed.empty() || name.empty()) return 0;
    if (typed == name) return 1000;
    const Words typed_words(typed), name_words(name);
    const int by_words = std::min(earned_by_words(typed_words, name_words), 995);
    if (by_words > 0 || (typed_words.size == 1 && name_words.size == 1)) return by_words;
    // "mc donald" for McDonald, "vanderberg" for van der Berg.
    const std::string typed_whole = joined(typed), name_whole = joined(name);
    if (typed_whole.size() < 4) return 0;
    const int whole = earned(typed_whole, name_whole);
    if (whole > as_inside) return whole * 7;
    for (std::size_t at = 1; at < name_words.size; ++at) {
        const auto skipped = static_cast<std::size_t>(name_words.of[at].data() - name.data());
        const int rest = earned(typed_whole, joined(name.substr(skipped)));
        if (rest > as_inside) return rest * 6;
    }
    return 0;
}

}  // namespace rapport::text
