#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "kernel/check.hpp"
#include "kernel/locale/catalogue.hpp"
#include "kernel/locale/sentence.hpp"
#include "kernel/locale/speech.hpp"
#include "kernel/locale/words.hpp"

namespace rapport::locale {
namespace {

// Tuesday, March 3, 2026, 10:40 in Chicago.
const Instant morning = *Instant::parse_rfc3339("2026-03-03T16:40:00.000Z");

Speech speech(Language language) {
    return {language, default_words(language), *Zone::find("America/Chicago"), morning};
}
const Speech english = speech(Language::english);
const Speech french = speech(Language::french);

Instant ago(std::int64_t seconds) { return morning.plus_seconds(-seconds); }
constexpr std::int64_t hour = 3600, day = 24 * hour;

// A sentence that stands in no file, said in a language.
std::string say(Language language, std::string_view sentence, std::vector<Argument> with = {},
                const Words& words = Words()) {
    const Shipped shipped[] = {{"a.b", sentence}};
    const Catalogue catalogue(language, shipped);
    std::string said;
    say_pieces(said, *catalogue.find(Key{"a.b"}), catalogue, words, with);
    return said;
}

TEST(Locale, every_sentence_stands_in_english_and_in_french) {
    const auto in_english = keys_of(Language::english);
    const auto in_french = keys_of(Language::french);
    EXPECT_GT(in_english.size(), 40u);
    std::vector<std::string_view> missing;
    std::set_symmetric_difference(in_english.begin(), in_english.end(), in_french.begin(),
                                  in_french.end(), std::back_inserter(missing));
    for (const std::string_view key : missing) ADD_FAILURE() << key << " is in one language only";
}

TEST(Locale, both_languages_need_the_same_of_whoever_speaks) {
    const auto arguments = [](Language language, std::string_view key) {
        std::set<std::string> names;
        for (const Mention& mention : mentions(*catalogue(language).find(Key::of(key)))) {
            if (!mention.is_word) names.insert(mention.name);
        }
        return names;
    };
    for (const std::string_view key : keys_of(Language::english)) {
        if (catalogue(Language::french).find(Key::of(key)) == nullptr) continue;
        const auto needed = arguments(Language::english, key);
        for (const std::string& name : arguments(Language::french, key)) {
            EXPECT_TRUE(needed.contains(name))
                << key << " mentions {" << name << "} in French only";
        }
    }
}

TEST(Locale, a_day_is_said_as_people_say_it) {
    EXPECT_EQ(english.day({2026, 3, 3}), "Tue 3 Mar");
    EXPECT_EQ(english.day({2025, 12, 31}), "Wed 31 Dec 2025");
    EXPECT_EQ(english.long_day({2026, 3, 3}), "Tuesday, March 3, 2026");
    EXPECT_EQ(french.day({2026, 3, 3}), "mar. 3 mars");
    EXPECT_EQ(french.day({2025, 2, 1}), "sam. 1er févr. 2025");
    EXPECT_EQ(french.long_day({2026, 3, 1}), "dimanche 1er mars 2026");
}

TEST(Locale, a_near_day_is_said_by_its_name) {
    EXPECT_EQ(english.near_day({2026, 3, 3}), "today");
    EXPECT_EQ(english.near_day({2026, 3, 4}), "tomorrow");
    EXPECT_EQ(english.near_day({2026, 3, 2}), "yesterday");
    EXPECT_EQ(english.near_day({2026, 3, 6}), "Friday");
    EXPECT_EQ(english.near_day({2026, 3, 9}), "Monday");
    EXPECT_EQ(english.near_day({2026, 3, 10}), "Tue 10 Mar");
    EXPECT_EQ(english.near_day({2026, 2, 27}), "Fri 27 Feb");
    EXPECT_EQ(french.near_day({2026, 3, 3}), "aujourd’hui");
    EXPECT_EQ(french.near_day({2026, 3, 6}), "vendredi");
}

TEST(Locale, the_clock_is_that_of_the_building) {
    EXPECT_EQ(english.clock(morning), "10:40 AM");
    EXPECT_EQ(french.clock(morning), "10\u00a0h\u00a040");
    EXPECT_EQ(english.in(*Zone::find("Asia/Kolkata")).clock(morning), "10:10 PM");
    const auto at = [](std::string_view text) { return *Instant::parse_rfc3339(text); };
    EXPECT_EQ(english.clock(at("2026-03-03T06:05:00.000Z")), "12:05 AM");
    EXPECT_EQ(english.clock(at("2026-03-03T18:00:00.000Z")), "12:00 PM");
    EXPECT_EQ(french.clock(at("2026-03-03T21:00:00.000Z")), "15\u00a0h\u00a000");
}

TEST(Locale, when_names_the_day_and_the_clock) {
    EXPECT_EQ(english.when(morning), "today, 10:40 AM");
    EXPECT_EQ(english.when(ago(30 * day)), "Sun 1 Feb, 10:40 AM");
    EXPECT_EQ(french.when(ago(day)), "hier, 10\u00a0h\u00a040");
}

TEST(Locale, spans_of_time_are_short) {
    EXPECT_EQ(english.minutes(0), "0 min");
    EXPECT_EQ(english.minutes(45), "45 min");
    EXPECT_EQ(english.minutes(75), "1 h 15 min");
    EXPECT_EQ(english.minutes(720), "12 h");
    EXPECT_EQ(english.minutes(75 * 60), "75 h");
    EXPECT_EQ(french.minutes(75), "1\u00a0h\u00a015\u00a0min");
}

TEST(Locale, ago_is_as_exact_as_somebody_would_be) {
    EXPECT_EQ(english.ago(ago(5)), "just now");
    EXPECT_EQ(english.ago(ago(60)), "1 minute ago");
    EXPECT_EQ(english.ago(ago(20 * 60)), "20 minutes ago");
    EXPECT_EQ(english.ago(ago(3 * hour)), "3 hours ago");
    EXPECT_EQ(english.ago(ago(12 * hour)), "yesterday");
    EXPECT_EQ(english.ago(ago(6 * day)), "6 days ago");
    EXPECT_EQ(english.ago(ago(21 * day)), "3 weeks ago");
    EXPECT_EQ(english.ago(ago(120 * day)), "4 months ago");
    EXPECT_EQ(english.ago(ago(800 * day)), "2 years ago");
    EXPECT_EQ(english.ago(ago(-day)), "tomorrow, 10:40 AM");
    EXPECT_EQ(french.ago(ago(20 * 60)), "il y a 20 minutes");
    EXPECT_EQ(french.ago(ago(5)), "à l’instant");
}

TEST(Locale, a_late_evening_is_yesterday_after_midnight) {
    const Speech night(Language::english, default_words(Language::english),
                       *Zone::find("America/Chicago"),
                       *Instant::parse_rfc3339("2026-03-03T06:30:00.000Z"));
    EXPECT_EQ(night.ago(*Instant::parse_rfc3339("2026-03-03T05:40:00.000Z")), "50 minutes ago");
    EXPECT_EQ(night.ago(*Instant::parse_rfc3339("2026-03-03T04:40:00.000Z")), "yesterday");
}

TEST(Locale, large_numbers_are_grouped_as_each_language_does) {
    const std::int64_t lowest = -9223372036854775807 - 1;
    EXPECT_EQ(english.number(0), "0");
    EXPECT_EQ(english.number(999), "999");
    EXPECT_EQ(english.number(1204), "1,204");
    EXPECT_EQ(english.number(-1234567), "−1,234,567");
    EXPECT_EQ(english.number(lowest), "−9,223,372,036,854,775,808");
    EXPECT_EQ(french.number(1204), "1\u202f204");
    EXPECT_EQ(french.number(12), "12");
}

TEST(Locale, a_plural_follows_the_rules_of_its_language) {
    constexpr std::string_view visits = "{n, plural, =0 {none} one {a} other {b}}";
    EXPECT_EQ(say(Language::english, visits, {{"n", 0}}), "none");
    EXPECT_EQ(say(Language::english, visits, {{"n", 1}}), "a");
    EXPECT_EQ(say(Language::english, visits, {{"n", 2}}), "b");
    EXPECT_EQ(say(Language::english, "{n, plural, one {a} other {b}}", {{"n", 0}}), "b");
    EXPECT_EQ(say(Language::french, "{n, plural, one {a} other {b}}", {{"n", 0}}), "a");
    EXPECT_EQ(say(Language::french, "{n, plural, one {a} other {b}}", {{"n", 1'000'001}}), "b");
    EXPECT_EQ(english.say(Key{"locale.days_ago"}, {{"count", 1204}}), "1,204 days ago");
}

TEST(Locale, a_district_speaks_of_its_coaches_in_its_own_word) {
    const auto sentence = parse_sentence("{The coach} and {Coaches} {of the coach}, {a coach}");
    ASSERT_EQ(sentence.mistake, "");
    ASSERT_EQ(sentence.pieces.size(), 7u);
    EXPECT_EQ(sentence.pieces[0].word, "coach");
    EXPECT_TRUE(sentence.pieces[0].is_capital);
    EXPECT_EQ(sentence.pieces[0].form, WordForm::the_one);
    EXPECT_EQ(sentence.pieces[2].form, WordForm::many);
    EXPECT_EQ(sentence.pieces[4].form, WordForm::of_the_one);
    EXPECT_EQ(sentence.pieces[6].form, WordForm::a_one);
}

TEST(Locale, the_word_of_the_district_is_said_in_every_form) {
    const Words words{
        {{"coach", {"e-coach", "e-coachs", "l’e-coach", "un e-coach", "de l’e-coach"}}}};
    const auto said = [&](std::string_view sentence) {
        return say(Language::french, sentence, {}, words);
    };
    EXPECT_EQ(said("{coach}, {coaches}, {the coach}"), "e-coach, e-coachs, l’e-coach");
    EXPECT_EQ(said("{a coach}, {of the coach}"), "un e-coach, de l’e-coach");
    EXPECT_EQ(said("{The coach} / {Coaches}"), "L’e-coach / E-coachs");
    EXPECT_EQ(said("{The teacher}"), "L’enseignant");  // Not chosen: the default.
    EXPECT_EQ(say(Language::english, "{coach}", {{"coach", "Ana"}}, words), "Ana");
    const Words accented{{{"coach", {"éducateur", "éducateurs", "l’éducateur", "un", "de"}}}};
    EXPECT_EQ(say(Language::french, "{Coach}", {}, accented), "Éducateur");
}

TEST(Locale, an_argument_is_said_as_it_is_and_a_number_is_grouped) {
    EXPECT_EQ(say(Language::english, "{name}: {n}", {{"name", "{coach} <b>"}, {"n", 1204}}),
              "{coach} <b>: 1,204");
    EXPECT_EQ(
        say(Language::english, "{n, plural, one {# visit of {name}} other {# visits of {name}}}",
            {{"n", 1}, {"name", "Ana"}}),
        "1 visit of Ana");
}

TEST(Locale, every_word_has_a_default_and_all_its_forms) {
    for (const Language language : shipped_languages) {
        for (const WordName& name : word_names) {
            const auto offered = presets(name.one, language);
            ASSERT_GT(offered.size(), 1u) << name.one;
            for (const Preset& preset : offered) {
                const Word& forms = preset.forms;
                EXPECT_FALSE(preset.name.empty() || forms.one.empty() || forms.many.empty() ||
                             forms.the_one.empty() || forms.a_one.empty() ||
                             forms.of_the_one.empty())
                    << preset.name;
            }
        }
    }
    EXPECT_TRUE(presets("no_word", Language::english).empty());
    EXPECT_EQ(default_words(Language::french).find("coach")->of_the_one, "du coach");
}

TEST(Locale, french_elides_before_a_vowel) {
    const auto offered = presets("coach", Language::french);
    const auto found = std::find_if(offered.begin(), offered.end(), [](const Preset& preset) {
        return preset.forms.one == "intégrateur technologique";
    });
    ASSERT_NE(found, offered.end());
    EXPECT_EQ(found->forms.the_one, "l’intégrateur technologique");
    EXPECT_EQ(found->forms.of_the_one, "de l’intégrateur technologique");
}

TEST(Locale, a_sentence_that_cannot_be_read_says_what_is_wrong) {
    const std::pair<std::string_view, std::string_view> bad[] = {
        {"a { b", "a { is left open"},
        {"a } b", "a } closes nothing"},
        {"{}", "a placeholder needs a name"},
        {"{the teecher}", "{the teecher} is neither a name nor a word of the district"},
        {"{n, plural, one {a}}", "a plural needs the branch other"},
        {"{n, plural, some {a} other {b}}", "a plural branch is one, other or =0"},
        {"{n, plural, other {a}", "a { is left open"},
        {"{n, select, other {a}}", "only plural is known here"},
        {"{n, plural, other {{m, plural, other {b}}}}", "a plural cannot stand inside a plural"}};
    for (const auto& [text, wanted] : bad) EXPECT_EQ(parse_sentence(text).mistake, wanted) << text;
}

TEST(Locale, braces_and_line_ends_can_be_written) {
    const auto sentence = parse_sentence(R"(a \{b\}\nc # d)");
    ASSERT_EQ(sentence.pieces.size(), 1u);
    EXPECT_EQ(sentence.pieces[0].text, "a {b}\nc # d");
}

TEST(Locale, the_pseudo_locale_is_longer_and_keeps_its_placeholders) {
    const Speech pseudo(Language::pseudo, default_words(Language::pseudo),
                        *Zone::find("America/Chicago"), morning);
    const std::string said = pseudo.say(Key{"locale.when"}, {{"day", "DAY"}, {"clock", "CLOCK"}});
    EXPECT_TRUE(said.starts_with("⟦") && said.ends_with("⟧")) << said;
    EXPECT_NE(said.find("DAY, CLOCK"), std::string::npos) << said;
    EXPECT_EQ(say(Language::pseudo, "Save this now, dear"), "⟦Šávé ţĥíš ñöŵ, ðéáŕ öñé ţŵ⟧");
}

TEST(Locale, a_missing_sentence_fails_the_test_at_hand) {
#ifndef NDEBUG
    EXPECT_THROW(english.say(Key{"locale.nobody_wrote_this"}), Bug);
    EXPECT_THROW(english.say(Key{"locale.day"}), Bug);
#else
    EXPECT_EQ(english.say(Key{"locale.nobody_wrote_this"}), "⟦locale.nobody_wrote_this⟧");
#endif
}

TEST(Locale, the_browser_chooses_among_the_languages_we_speak) {
    EXPECT_EQ(preferred("fr-CA,fr;q=0.9,en;q=0.8"), Language::french);
    EXPECT_EQ(preferred("en-US,en;q=0.9,fr;q=0.8"), Language::english);
    EXPECT_EQ(preferred("de, fr;q=0.5, en;q=0.4"), Language::french);
    EXPECT_EQ(preferred("fr;q=0, en;q=0.1"), Language::english);
    EXPECT_EQ(preferred("es"), Language::english);
    EXPECT_EQ(preferred(""), Language::english);
    EXPECT_EQ(preferred("frr"), Language::english);  // North Frisian is not French.
    EXPECT_EQ(parse_language("FR-ca"), Language::french);
    EXPECT_EQ(parse_language("en-XA"), Language::pseudo);
    EXPECT_EQ(tag(Language::french), "fr");
    EXPECT_EQ(own_name(Language::french), "Français");
}

}  // namespace
}  // namespace rapport::locale
