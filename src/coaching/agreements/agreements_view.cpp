// What an agreement says, in the reader's language.
#include <array>
#include <charconv>

#include "coaching/agreements/agreements_pages.hpp"
#include "kernel/text/text.hpp"

namespace rapport::agreements {

using locale::Speech;

namespace {

// The parts of every template, in the order in which they are read.
constexpr std::array<std::string_view, 5> section_codes{"coach", "partner", "private", "times",
                                                        "law"};

std::string say_of(std::string_view stem, std::string_view code, const Speech& speech,
                   std::initializer_list<Argument> with = {}) {
    const std::string key = std::string(stem) + std::string(code);
    return speech.say(Key::of(key), with);
}

Result<Day> day_in(const http::Fields& fields, std::string_view name, Day otherwise) {
    const auto typed = text::trimmed(fields.first(name));
    if (typed.empty()) return otherwise;
    const auto day = Day::parse(typed);
    if (!day) return Refusal{"agreements.no_day", std::string(name)};
    return *day;
}

}  // namespace

ProfileView profile_in_words(Side side, Profile profile, const Speech& speech) {
    if (side == Side::principal) {
        return {say_of("agreements.leader_", code(profile), speech),
                say_of("agreements.leader_means_", code(profile), speech)};
    }
    return {say_of("agreements.profile_", code(profile), speech),
            say_of("agreements.means_", code(profile), speech)};
}

VersionView version_in_words(const Agreement& agreement, const Version& version,
                             const Speech& speech) {
    VersionView view;
    for (const std::string_view section : section_codes) {
        const std::string stem = "agreement_text." + version.terms.wording + ".";
        const std::string title =
            section == "partner" ? std::string(code(agreement.side)) : std::string(section);
        view.sections.push_back(
            {say_of("agreements.section_", title, speech,
                    {{"one", agreement.coach_name}, {"other", agreement.partner_name}}),
             say_of(stem, section, speech,
                    {{"one", agreement.coach_name}, {"other", agreement.partner_name}})});
    }
    view.profile = profile_in_words(agreement.side, version.terms.profile, speech);
    view.words = version.terms.words;
    return view;
}

std::string stands(const Agreement& agreement, PersonId reader, Day today, const Speech& speech) {
    const std::string& name = agreement.other_name(reader);
    if (agreement.ended_on) {
        return speech.say("agreements.stands_over", {{"day", speech.day(*agreement.ended_on)}});
    }
    if (const Version* waiting = agreement.waiting()) {
        return speech.say(waiting->proposed_by == reader ? Key{"agreements.stands_sent"}
                                                         : Key{"agreements.stands_yours"},
                          {{"name", name}});
    }
    const Version* version = agreement.in_force(today);
    if (version == nullptr) return speech.say("agreements.stands_none");
    const Terms& terms = version->terms;
    if (terms.review_on <= today) {
        return speech.say("agreements.stands_review", {{"name", name}});
    }
    return speech.say("agreements.stands_signed", {{"day", speech.day(terms.begins_on)},
                                                   {"review", speech.day(terms.review_on)}});
}

Terms usual_terms(Side side, Day today) {
    return {.wording = side == Side::principal ? "principal_1" : "teacher_1",
            .profile = Profile::sealed,
            .words = "",
            .begins_on = today,
            .review_on = today.plus(review_days)};
}

Result<Terms> terms_in(const http::Fields& fields, const Terms& otherwise) {
    Terms terms = otherwise;
    if (!fields.first("template").empty()) terms.wording = fields.first("template");
    if (!fields.first("profile").empty()) {
        const auto profile = parse_profile(fields.first("profile"));
        if (!profile) return Refusal{"agreements.no_profile", "profile"};
        terms.profile = *profile;
    }
    terms.words = fields.first("words");
    const auto begins = day_in(fields, "begins_on", terms.begins_on);
    if (!begins) return begins.refusal();
    terms.begins_on = *begins;
    const auto review = day_in(fields, "review_on", terms.begins_on.plus(review_days));
    if (!review) return review.refusal();
    terms.review_on = *review;
    return terms;
}

std::int64_t number_in(const http::Fields& fields) {
    const std::string_view typed = fields.first("number");
    std::int64_t number = 0;
    std::from_chars(typed.data(), typed.data() + typed.size(), number);
    return number;
}

}  // namespace rapport::agreements
