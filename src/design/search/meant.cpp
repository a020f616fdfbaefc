// "Did you mean …?": a word that stands nowhere, and one that stands in a title and differs by a
// slip or two. Looked for only where nothing has all the words.
#include <algorithm>
#include <map>

#include "design/search/search.hpp"
#include "design/search/search_store.hpp"
#include "design/search/titles.hpp"
#include "design/search/words.hpp"
#include "kernel/text/text.hpp"

namespace rapport::search {

namespace {

constexpr std::size_t letters_min = 4;  // Bytes, folded: shorter words are near to everything.
constexpr std::size_t letters_two = 6;  // From here on, two slips; before, one.
constexpr std::size_t letters_max = 40;

int slips_max(std::string_view word) { return word.size() < letters_two ? 1 : 2; }

// The nearest word to each that was typed, among all that pass by.
class Nearest {
  public:
    explicit Nearest(std::string_view typed) {
        for (const std::string_view word : text::split(typed, ' ')) {
            const bool is_apt = word.size() >= letters_min && word.size() <= letters_max;
            if (is_apt) found_.emplace(word, Best{slips_max(word) + 1, ""});
        }
    }
    void pass(std::string_view words) {
        for (const std::string_view word : text::split(words, ' ')) {
            for (auto& [typed, best] : found_) compare(typed, best, word);
        }
    }
    // "" where every word stands somewhere, or nothing is near to those that do not.
    std::string of(std::string_view typed) const {
        std::string out;
        bool is_other = false;
        for (const std::string_view word : text::split(typed, ' ')) {
            const auto at = found_.find(word);
            const bool is_slip =
                at != found_.end() && at->second.away > 0 && !at->second.word.empty();
            is_other = is_other || is_slip;
            out += (out.empty() ? "" : " ") + (is_slip ? at->second.word : std::string(word));
        }
        return is_other ? out : "";
    }

  private:
    struct Best {
        int away = 0;
        std::string word;
    };
    static void compare(const std::string& typed, Best& best, std::string_view word) {
        if (best.away == 0 || word.empty() || word[0] != typed[0]) return;
        const auto longer = std::max(word.size(), typed.size());
        const auto shorter = std::min(word.size(), typed.size());
        if (static_cast<int>(longer - shorter) >= best.away) return;
        const int away = text::distance(typed, word, best.away);
        if (away >= best.away) return;
        best = {away, std::string(word)};
    }
    std::map<std::string, Best, std::less<>> found_;
};

}  // namespace

std::string meant(ReadTx& tx, const Asked& asked, const locale::Speech& speech) {
    const std::string words = index_words(asked.typed);
    Nearest nearest(words);
    for (const Title& title : titles()) nearest.pass(title.folded);
    store::each_title(tx, [&](std::string_view title) { nearest.pass(title); });
    std::string found = nearest.of(words);
    if (!found.empty() && find(tx, {found, asked.kind, 0}, speech).hits.empty()) found.clear();
    return found;
}

}  // namespace rapport::search
