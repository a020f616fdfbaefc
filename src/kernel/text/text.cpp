#include "kernel/text/text.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>

#include "kernel/check.hpp"
#include "kernel/text/utf8.hpp"

namespace rapport::text {
namespace {

// Letters of living scripts, flags and families take at most half of this. A heap of marks on one
// letter counts as more, so that a limit in letters is a limit in bytes too.
constexpr std::size_t heap_bytes = 64;

bool is_plain_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '\r'; });
}

// Walks over what people count as one letter: "é" in two parts, a flag, a family.
class Letters {
  public:
    explicit Letters(std::string_view text) {
        UErrorCode status = U_ZERO_ERROR;
        static const std::unique_ptr<icu::BreakIterator> shared(
            icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
        must(U_SUCCESS(status) && shared != nullptr, "ICU has no rules for letters");
        iterator_.reset(shared->clone());
        utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
        iterator_->setText(&text_, status);
        must(U_SUCCESS(status), "ICU cannot read this text");
        iterator_->first();
    }
    ~Letters() { utext_close(&text_); }
    Letters(const Letters&) = delete;
    Letters& operator=(const Letters&) = delete;

    // Where the next letter ends, in bytes; -1 after the last.
    std::int32_t next() { return iterator_->next(); }

  private:
    UText text_ = UTEXT_INITIALIZER;
    std::unique_ptr<icu::BreakIterator> iterator_;
};

// How many bytes the white space at the beginning has; 0 when there is none.
std::size_t space_at_front(std::string_view text) {
    std::size_t at = 0;
    return u_isUWhiteSpace(static_cast<UChar32>(next_letter(text, at))) ? at : 0;
}

std::size_t last_letter_begin(std::string_view text) {
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;
    return at;
}

std::string_view first_letter(std::string_view word) {
    std::size_t at = 0;
    while (at < word.size()) {
        const std::size_t begin = at;
        if (!u_isalnum(static_cast<UChar32>(next_letter(word, at)))) continue;
        word.remove_prefix(begin);
        if (is_plain_ascii(word.substr(0, 2))) return word.substr(0, 1);
        return word.substr(0, static_cast<std::size_t>(std::max(Letters(word).next(), 0)));
    }
    return {};
}

bool is_generation(std::string_view word) {
    constexpr std::array<std::string_view, 8> known = {"Jr", "Jr.", "Sr", "Sr.",
                                                       "II", "III", "IV", "V"};
    return std::find(known.begin(), known.end(), word) != known.end();
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t here = at;
        if (!u_isUWhiteSpace(static_cast<UChar32>(next_letter(text, at)))) continue;
        if (here > begin) words.push_back(text.substr(begin, here - begin));
        begin = at;
    }
    if (begin < text.size()) words.push_back(text.substr(begin));
    return words;
}

}  // namespace

bool is_utf8(std::string_view text) {
    const auto* at = reinterpret_cast<const unsigned char*>(text.data());
    const auto* const end = at + text.size();
    const auto is_tail = [](unsigned char byte) { return (byte & 0xc0) == 0x80; };
    while (at < end) {
        while (end - at >= 8) {
            std::uint64_t eight;
            std::memcpy(&eight, at, sizeof eight);
            if ((eight & 0x8080808080808080ull) != 0) break;
            at += 8;
        }
        if (at == end) break;
        if (*at < 0x80) {
            ++at;
        } else if (*at >= 0xc2 && *at < 0xe0) {
            if (end - at < 2 || !is_tail(at[1])) return false;
            at += 2;
        } else if ((*at & 0xf0) == 0xe0) {
            if (end - at < 3 || !is_tail(at[1]) || !is_tail(at[2])) return false;
            const bool is_overlong = at[0] == 0xe0 && at[1] < 0xa0;
            const bool is_surrogate = at[0] == 0xed && at[1] >= 0xa0;
            if (is_overlong || is_surrogate) return false;
            at += 3;
        } else if (*at >= 0xf0 && *at <= 0xf4) {
            if (end - at < 4 || !is_tail(at[1]) || !is_tail(at[2]) || !is_tail(at[3])) return false;
            const bool is_overlong = at[0] == 0xf0 && at[1] < 0x90;
            const bool is_too_large = at[0] == 0xf4 && at[1] >= 0x90;
            if (is_overlong || is_too_large) return false;
            at += 4;
        } else {
            return false;
        }
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty()) {
        const std::size_t space = space_at_front(text);
        if (space == 0) break;
        text.remove_prefix(space);
    }
    while (!text.empty()) {
        const std::size_t begin = last_letter_begin(text);
        if (space_at_front(text.substr(begin)) == 0) break;
        text = text.substr(0, begin);
    }
    return text;
}

std::string tidied(std::string_view typed) {
    std::string words;
    for (const std::string_view line : split(trimmed(typed), '\n')) {
        if (!words.empty()) words += '\n';
        words += trimmed(line);
    }
    return words;
}

std::size_t length(std::string_view text) {
    if (is_plain_ascii(text)) return text.size();
    Letters letters(text);
    std::size_t count = 0;
    std::int32_t begin = 0;
    for (std::int32_t end; (end = letters.next()) >= 0; begin = end) {
        count += 1 + static_cast<std::size_t>(end - begin - 1) / heap_bytes;
    }
    return count;
}

std::string shortened(std::string_view text, std::size_t max) {
    if (text.size() <= max || max == 0) return std::string(text.substr(0, max));
    if (is_plain_ascii(text)) return std::string(trimmed(text.substr(0, max - 1))) + "…";
    Letters letters(text);
    std::size_t end_of_kept = 0;  // Where the letter before the last allowed one ends.
    for (std::size_t count = 0; count < max; ++count) {
        const std::int32_t end = letters.next();
        if (end < 0) return std::string(text);
        if (count + 1 < max) end_of_kept = static_cast<std::size_t>(end);
    }
    if (letters.next() < 0) return std::string(text);
    return std::string(trimmed(text.substr(0, end_of_kept))) + "…";
}

std::string link_name(std::string_view name, std::size_t max) {
    std::string link;
    for (const char c : folded(name)) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_plain) {
            link += c;
        } else if (!link.empty() && link.back() != '-') {
            link += '-';
        }
        if (link.size() == max) break;
    }
    while (!link.empty() && link.back() == '-') link.pop_back();
    return link;
}

std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t stop = text.find(by);
        parts.push_back(text.substr(0, stop));
        if (stop == std::string_view::npos) return parts;
        text.remove_prefix(stop + 1);
    }
}

std::string initials(std::string_view name) {
    std::vector<std::string_view> words = words_of(name);
    std::erase_if(words, [](std::string_view word) { return first_letter(word).empty(); });
    while (words.size() > 2 && is_generation(words.back())) words.pop_back();
    if (words.size() > 2) words.erase(words.begin() + 1, words.end() - 1);
    std::string made;
    for (const std::string_view word : words) {
        const std::string_view letter = first_letter(word);
        std::size_t at = 0;
        append_letter(
            made, static_cast<char32_t>(u_toupper(static_cast<UChar32>(next_letter(letter, at)))));
        made += letter.substr(at);
    }
    return made;
}

}  // namespace rapport::text
