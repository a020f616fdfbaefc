// Folding for search: what somebody types without accents, capitals or the right dash must find
// the name as its owner writes it.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "kernel/check.hpp"
#include "kernel/text/text.hpp"

namespace rapport::text {
namespace {

// Letters that are their own in their alphabet and do not come apart, as English keyboards type
// them.
struct Plain {
    UChar32 letter;
    const char* written;
};
constexpr Plain plain_letters[] = {  // Sorted by letter.
    {0x00e6, "ae"}, {0x00f0, "d"}, {0x00f8, "o"},  {0x00fe, "th"}, {0x0111, "d"}, {0x0127, "h"},
    {0x0131, "i"},  {0x0142, "l"}, {0x014b, "ng"}, {0x0153, "oe"}, {0x0167, "t"}, {0x0180, "b"},
    {0x0199, "k"},  {0x01b4, "y"}, {0x01e5, "g"},  {0x0253, "b"},  {0x0254, "o"}, {0x0256, "d"},
    {0x0257, "d"},  {0x0259, "e"}, {0x025b, "e"},  {0x0268, "i"},  {0x0289, "u"}, {0x1e9e, "ss"}};

const char* plain_form(UChar32 letter) {
    const auto* const found =
        std::lower_bound(std::begin(plain_letters), std::end(plain_letters), letter,
                         [](const Plain& plain, UChar32 wanted) { return plain.letter < wanted; });
    return found != std::end(plain_letters) && found->letter == letter ? found->written : nullptr;
}

// Marks that tell how to say a letter, not which letter it is. Vowel signs of Indian scripts, Thai
// vowels and the voicing marks of Japanese are letters to their readers and stay.
bool is_diacritic(UChar32 letter) {
    if (u_charType(letter) != U_NON_SPACING_MARK) return false;
    if (letter == 0x3099 || letter == 0x309a) return false;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(letter, &status);
    return script == USCRIPT_INHERITED || script == USCRIPT_ARABIC || script == USCRIPT_HEBREW ||
           script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC || script == USCRIPT_LATIN;
}

// Inside a word these vanish: O’Brien, Niʻihau, ʿAlī, l·l, and the Arabic letter stretcher.
bool is_silent(UChar32 letter) {
    return letter == '\'' || letter == 0x2018 || letter == 0x2019 || letter == '`' ||
           (letter >= 0x02b9 && letter <= 0x02bf) || letter == 0x02c8 || letter == 0x00b7 ||
           letter == 0x0640 || letter == 0x055a || letter == 0xff07 || letter == 0x00ad ||
           (letter >= 0x200b && letter <= 0x200f);
}

// Arabic writes some letters two ways at the end of words.
UChar32 arabic_form(UChar32 letter) {
    if (letter == 0x0649) return 0x064a;  // Alef maksura as ya.
    if (letter == 0x0629) return 0x0647;  // Ta marbuta as ha.
    return letter;
}

class Folder {
  public:
    void letter(UChar32 letter) {
        if (is_diacritic(letter) || is_silent(letter)) return;
        const int type = u_charType(letter);
        const bool is_mark = type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
        if (!u_isalnum(letter) && !is_mark) {
            space_ = !made_.isEmpty();
            return;
        }
        if (space_) made_.append(u' ');
        space_ = false;
        if (const char* const plain = plain_form(letter)) {
            made_.append(icu::UnicodeString::fromUTF8(plain));
        } else {
            made_.append(arabic_form(letter));
        }
    }
    const icu::UnicodeString& made() const { return made_; }

  private:
    icu::UnicodeString made_;
    bool space_ = false;
};

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string folded_ascii(std::string_view text) {
    std::string made;
    made.reserve(text.size());
    bool space = false;
    for (char c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        if (c == '\'' || c == '`') continue;
        if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
            space = !made.empty();
            continue;
        }
        if (space) made += ' ';
        space = false;
        made += c;
    }
    return made;
}

}  // namespace

std::string folded(std::string_view text) {
    if (is_ascii(text)) return folded_ascii(text);
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const apart = icu::Normalizer2::getNFKDInstance(status);
    const icu::Normalizer2* const together = icu::Normalizer2::getNFCInstance(status);
    must(U_SUCCESS(status), "ICU has no rules for letters");
    const auto piece = icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()));
    icu::UnicodeString letters = icu::UnicodeString::fromUTF8(piece);
    letters.findAndReplace(u"\u00b4", u"'");  // An accent typed for an apostrophe.
    letters = apart->normalize(letters, status);
    letters.foldCase();
    letters = apart->normalize(letters, status);
    Folder folder;
    for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
        folder.letter(letters.char32At(at));
    }
    const icu::UnicodeString made = together->normalize(folder.made(), status);
    must(U_SUCCESS(status), "ICU cannot fold this text");
    std::string utf8;
    return made.toUTF8String(utf8);
}

}  // namespace rapport::text
