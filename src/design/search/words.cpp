#include "design/search/words.hpp"

#include <algorithm>

#include "design/search/titles.hpp"
#include "kernel/text/text.hpp"

namespace rapport::search {

namespace {

constexpr std::size_t query_max = 400;     // Bytes that are read of a query.
constexpr std::size_t words_max = 8;       // Of a query.
constexpr std::size_t word_max = 60;       // Bytes; longer ones are cut, here and there alike.
constexpr std::size_t text_max = 60'000;   // Bytes of a text that are found.
constexpr std::size_t excerpt_before = 8;  // Words before the first hit.
constexpr std::size_t excerpt_words = 40;
constexpr std::string_view of_titles = "\xEE\x80\x80";  // U+E000, which no folded text holds.

// At most so many bytes, and whole letters.
std::string_view cut(std::string_view text, std::size_t max) {
    if (text.size() <= max) return text;
    while (max > 0 && (static_cast<unsigned char>(text[max]) & 0xc0) == 0x80) --max;
    return text.substr(0, max);
}

std::vector<std::string_view> chunks_of(std::string_view text) {
    std::vector<std::string_view> found;
    for (std::size_t at = 0; at < text.size();) {
        const auto is_blank = [&](std::size_t i) {
            return static_cast<unsigned char>(text[i]) <= ' ';
        };
        while (at < text.size() && is_blank(at)) ++at;
        std::size_t end = at;
        while (end < text.size() && !is_blank(end)) ++end;
        if (end > at) found.push_back(text.substr(at, end - at));
        at = end;
    }
    return found;
}

std::vector<std::string> words_of(std::string_view chunk) {
    std::vector<std::string> words;
    const std::string folded = text::folded(chunk);
    for (const std::string_view word : chunks_of(folded)) words.emplace_back(cut(word, word_max));
    return words;
}

bool has_hyphen(std::string_view chunk) {
    for (const std::string_view one : {"-", "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x93"}) {
        if (chunk.find(one) != chunk.npos) return true;
    }
    return false;
}

// "e-coach" as one word; "" where there are no parts, or they are more than a word's.
std::string joined(std::string_view chunk, const std::vector<std::string>& words) {
    if (words.size() < 2 || !has_hyphen(chunk)) return "";
    std::string one;
    for (const std::string& word : words) one += word;
    return one.size() > word_max ? "" : one;
}

// How many words from `at` on are this title; 0: it is another. A plural counts too. Asked for
// every word of what is shown, so it makes nothing.
std::size_t title_length(const std::vector<std::string>& words, std::size_t at,
                         std::string_view title) {
    std::size_t length = 0;
    for (std::string_view rest = title; !rest.empty(); ++length) {
        if (at + length >= words.size()) return 0;
        const std::string_view part = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), part.size() + 1));
        const std::string& word = words[at + length];
        const bool is_plural = rest.empty() && word.size() == part.size() + 1 &&
                               word.back() == 's' && word.starts_with(part);
        if (word != part && !is_plural) return 0;
    }
    return length;
}

struct Named {
    std::size_t length = 0;
    std::string_view group;
};
// The longest title that begins at this word.
Named title_at(const std::vector<std::string>& words, std::size_t at) {
    Named best;
    for (const Title& title : titles()) {
        const std::size_t length = title_length(words, at, title.folded);
        if (length > best.length) best = {length, title.group};
    }
    return best;
}

// A word of what was typed: in which chunk it stands.
struct Typed {
    std::vector<std::string> words;
    std::vector<std::size_t> chunk;
    std::vector<std::string_view> chunks;
    bool is_begun = false;  // The last word may go on.
};

Typed split_typed(std::string_view typed) {
    Typed made;
    typed = cut(typed, query_max);
    for (const std::string_view chunk : chunks_of(typed)) {
        for (std::string& word : words_of(chunk)) {
            if (made.words.size() == words_max) return made;
            made.words.push_back(std::move(word));
            made.chunk.push_back(made.chunks.size());
        }
        made.chunks.push_back(chunk);
    }
    const bool is_open = !typed.empty() && static_cast<unsigned char>(typed.back()) > ' ';
    made.is_begun = is_open && !made.words.empty() && made.words.back().size() > 1;
    return made;
}

class Reader {
  public:
    explicit Reader(std::string_view typed) : typed_(split_typed(typed)) {}

    Query read() {
        for (std::size_t at = 0; at < typed_.words.size();) {
            const Named named = title_at(typed_.words, at);
            const std::size_t count = named.length > 0 ? named.length : in_chunk(at);
            take(at, count, named.group);
            at += count;
        }
        return std::move(query_);
    }

  private:
    // The words from here on that were typed without a blank.
    std::size_t in_chunk(std::size_t at) const {
        std::size_t end = at + 1;
        while (end < typed_.words.size() && typed_.chunk[end] == typed_.chunk[at]) ++end;
        return end - at;
    }
    bool is_open(std::size_t at) const { return typed_.is_begun && at + 1 == typed_.words.size(); }
    void remember(const std::string& word, bool is_begun) {
        (is_begun ? query_.begun : query_.whole).push_back(word);
    }
    void take(std::size_t at, std::size_t count, std::string_view group) {
        db::TextWords apart;
        std::string whole;
        for (std::size_t i = at; i < at + count; ++i) {
            apart.push_back({typed_.words[i], is_open(i)});
            remember(typed_.words[i], is_open(i));
            whole += typed_.words[i];
        }
        db::TextChoice choice{std::move(apart)};
        const bool is_one_chunk = typed_.chunk[at] == typed_.chunk[at + count - 1];
        if (count > 1 && is_one_chunk && whole.size() <= word_max) {
            const bool is_begun = is_open(at + count - 1);
            choice.push_back({{whole, is_begun}});
            remember(whole, is_begun);
        }
        if (!group.empty()) {
            choice.push_back({{std::string(of_titles) + std::string(group), false}});
            query_.titles.push_back(group);
        }
        query_.text.choices.push_back(std::move(choice));
    }

    Typed typed_;
    Query query_;
};

bool is_hit(const std::string& word, const Query& query) {
    if (std::ranges::find(query.whole, word) != query.whole.end()) return true;
    return std::ranges::any_of(query.begun,
                               [&](const std::string& begun) { return word.starts_with(begun); });
}

// Which chunks of a text are hits.
std::vector<bool> hits_in(const std::vector<std::string_view>& chunks, const Query& query) {
    std::vector<bool> hits(chunks.size());
    std::vector<std::string> words;
    std::vector<std::size_t> chunk_of;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        const auto own = words_of(chunks[i]);
        const std::string one = joined(chunks[i], own);
        hits[i] = !one.empty() && is_hit(one, query);
        for (const std::string& word : own) {
            hits[i] = hits[i] || is_hit(word, query);
            words.push_back(word);
            chunk_of.push_back(i);
        }
    }
    if (query.titles.empty()) return hits;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const Named named = title_at(words, at);
        if (std::ranges::find(query.titles, named.group) == query.titles.end()) continue;
        for (std::size_t i = at; i < at + named.length; ++i) hits[chunk_of[i]] = true;
    }
    return hits;
}

}  // namespace

std::string index_words(std::string_view text) {
    std::string made;
    const auto add = [&](std::string_view word) {
        if (word.empty()) return;
        if (!made.empty()) made += ' ';
        made += word;
    };
    for (const std::string_view chunk : chunks_of(cut(text, text_max))) {
        const auto words = words_of(chunk);
        for (const std::string& word : words) add(word);
        add(joined(chunk, words));
    }
    return made;
}

std::string title_words(std::string_view text) {
    std::vector<std::string> words;
    for (const std::string_view chunk : chunks_of(cut(text, text_max))) {
        for (std::string& word : words_of(chunk)) words.push_back(std::move(word));
    }
    std::vector<std::string_view> groups;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const Named named = title_at(words, at);
        if (named.length == 0 || std::ranges::find(groups, named.group) != groups.end()) continue;
        groups.push_back(named.group);
    }
    std::string made;
    for (const std::string_view group : groups) {
        if (!made.empty()) made += ' ';
        made += std::string(of_titles) + std::string(group);
    }
    return made;
}

Query read_query(std::string_view typed) { return Reader(typed).read(); }

std::vector<Piece> marked(std::string_view text, const Query& query, Cut how) {
    const auto chunks = chunks_of(cut(text, text_max));
    const auto hits = hits_in(chunks, query);
    std::size_t first = 0, last = chunks.size();
    if (how == Cut::around_hits) {
        const auto hit = static_cast<std::size_t>(std::ranges::find(hits, true) - hits.begin());
        if (hit < hits.size() && hit > excerpt_before) first = hit - excerpt_before;
        last = std::min(chunks.size(), first + excerpt_words);
    }
    std::vector<Piece> pieces;
    const auto add = [&](std::string_view more, bool is_marked) {
        if (pieces.empty() || pieces.back().is_hit != is_marked) pieces.push_back({"", is_marked});
        pieces.back().text += more;
    };
    if (first > 0) add("… ", false);
    for (std::size_t i = first; i < last; ++i) {
        if (i > first) add(" ", hits[i] && hits[i - 1]);
        add(chunks[i], hits[i]);
    }
    if (last < chunks.size()) add(" …", false);
    return pieces;
}

}  // namespace rapport::search
