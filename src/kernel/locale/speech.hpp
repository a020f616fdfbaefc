// How the program speaks to one reader: language, the district's own words, the zone of the
// building. Sentences live in <slice>.<language>.txt beside the slice and are built in.
//
// A catalogue line is `key = sentence`. A sentence may hold {name}, {count, plural, one {# day}
// other {# days}} (a small subset of ICU MessageFormat; categories from ICU) and the district's
// words in braces with a capital where the sentence wants one: {coach} {coaches} {the coach}
// {a coach} {of the coach} {Coach} {Coaches} {The coach} {A coach}.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/clock/clock.hpp"
#include "kernel/locale/key.hpp"

namespace rapport::locale {

enum class Language : std::uint8_t { english, french, pseudo };
inline constexpr Language shipped_languages[] = {Language::english, Language::french};
std::string_view tag(Language);                        // "en", "fr", "en-XA" (the pseudo-locale).
std::string_view own_name(Language);                   // "English", "Français".
Language parse_language(std::string_view tag);         // Unknown gives English.
Language preferred(std::string_view accept_language);  // From the browser's header.

// The forms of one word a district may choose for itself, in one language. French needs the
// articles, since "le coach" and "l'e-coach" differ.
struct Word {
    std::string one, many, the_one, a_one, of_the_one;
};
// Word name ("coach") to its forms. Kept per district and language by platform/words.
struct Words {
    std::vector<std::pair<std::string, Word>> entries;
    const Word* find(std::string_view name) const;
};

class Speech {
  public:
    // Words and zone must outlive the speech.
    Speech(Language language, const Words& words, const Zone& zone, Instant now);

    Language language() const { return language_; }
    const Zone& zone() const { return *zone_; }
    Instant now() const { return now_; }
    Day today() const { return zone_->day(now_); }
    Speech in(const Zone& zone) const;  // The same reader, another building.

    // The sentence. A key without a sentence is a Bug in tests and reads "⟦key⟧" in production.
    std::string say(Key key, std::span<const Argument> with = {}) const;
    std::string say(Key key, std::initializer_list<Argument> with) const {
        return say(key, std::span(with.begin(), with.size()));
    }
    void say_into(std::string& out, Key key, std::span<const Argument> with) const;

    std::string number(std::int64_t) const;  // "1,204", "1 204".
    std::string day(Day) const;              // "Tue 3 Mar", with the year when not this one's.
    std::string long_day(Day) const;         // "Tuesday, March 3, 2026".
    std::string month(Day) const;            // "March 2026", "mars 2026".
    std::string near_day(Day) const;   // "today", "tomorrow", "yesterday", "Friday", else day().
    std::string clock(Instant) const;  // "10:40 AM", "10 h 40".
    std::string when(Instant) const;   // "today, 10:40 AM", "Tue 3 Mar, 10:40 AM".
    std::string minutes(std::int64_t) const;  // "45 min", "1 h 15 min", "12 h".
    std::string ago(Instant) const;  // "just now", "20 minutes ago", "yesterday", "3 weeks ago".

  private:
    Language language_;
    const Words* words_;
    const Zone* zone_;
    Instant now_;
};

// Every key of a language, for tidy and the completeness test.
std::vector<std::string_view> keys_of(Language);

}  // namespace rapport::locale
