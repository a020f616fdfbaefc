// What is allowed in rounds.
#include "coaching/rounds/rounds.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "coaching/rounds/rounds_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/letters/letters.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::rounds {

namespace {

constexpr int first_month = 7;  // From July on one looks ahead.

// Audited as what happens in cycles is: no administrator reads who asks for help.
constexpr std::string_view invited_act = "cycle.round_invited",
                           answered_act = "cycle.round_answered",
                           accepted_act = "cycle.round_accepted";

std::optional<int> number_in(std::string_view typed) {
    int value = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    if (error != std::errc() || end != typed.data() + typed.size()) return std::nullopt;
    return value;
}

// "11-09" in the school year that begins in 2026.
std::optional<Day> day_in(std::string_view typed, int school_year) {
    const auto dash = typed.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto month = number_in(typed.substr(0, dash));
    const auto day = number_in(typed.substr(dash + 1));
    if (!month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) return std::nullopt;
    const Day made{*month >= first_month ? school_year : school_year + 1, *month, *day};
    return Day::of_number(made.number()) == made ? std::optional(made) : std::nullopt;
}

const Round* round_at(const std::vector<Round>& rounds, std::int64_t number) {
    const auto at = std::ranges::find(rounds, number, &Round::number);
    return at == rounds.end() ? nullptr : &*at;
}

// Smaller comes first.
double weight(const Enrolment& one, Criterion criterion, int round) {
    switch (criterion) {
        case Criterion::never:
            return one.had_cycle ? 1 : 0;
        case Criterion::waited:
            return -static_cast<double>(one.earlier_years * rounds_max +
                                        std::max<std::int64_t>(round - *one.round, 0));
        case Criterion::building:
            return one.teachers == 0
                       ? 1
                       : static_cast<double>(one.reached) / static_cast<double>(one.teachers);
        case Criterion::first:
            return static_cast<double>(one.answered_at.value_or(Instant{0}).ms);
    }
    return 0;
}

struct Range {
    std::int64_t value, least, most;
    std::string_view field;
};

}  // namespace

State state_of(const std::optional<Enrolment>& one) {
    if (!one) return State::uninvited;
    if (one->accepted_at) return State::taken_in;
    if (one->round) return *one->round == 0 ? State::not_this_year : State::waiting;
    return one->invited_at ? State::invited : State::uninvited;
}

int round_now(const Enrolment& one, const std::vector<Round>& rounds, Day today) {
    for (const Round& round : rounds) {
        if (round.number >= *one.round && !round.is_over(today)) return round.number;
    }
    return static_cast<int>(*one.round);
}

int school_year(Day day) { return day.month >= first_month ? day.year : day.year - 1; }

Result<std::vector<Round>> rounds_in(std::string_view begins, int weeks, int year) {
    std::vector<Round> rounds;
    while (!text::trimmed(begins).empty()) {
        const std::string_view one = begins.substr(0, begins.find(','));
        begins.remove_prefix(std::min(one.size() + 1, begins.size()));
        const auto day = day_in(text::trimmed(one), year);
        if (!day) {
            return Refusal{
                "rounds.day_odd", "begins", {{"typed", std::string(text::trimmed(one))}}};
        }
        if (!rounds.empty() && *day <= rounds.back().ends) {
            return Refusal{"rounds.overlap", "begins", {{"number", std::ssize(rounds) + 1}}};
        }
        rounds.push_back({static_cast<int>(rounds.size()) + 1, *day, day->plus(weeks * 7 - 3)});
    }
    if (rounds.empty() || rounds.size() > static_cast<std::size_t>(rounds_max)) {
        return Refusal{"rounds.how_many", "begins", {{"most", std::int64_t{rounds_max}}}};
    }
    return rounds;
}

std::vector<Round> rounds_from(std::string_view begins, std::string_view weeks, int year) {
    auto rounds = rounds_in(begins.empty() ? default_begins : begins,
                            number_in(weeks).value_or(default_weeks), year);
    if (!rounds) rounds = rounds_in(default_begins, default_weeks, year);  // 29 February.
    return std::move(*rounds);
}

std::vector<Round> rounds_of(ReadTx& tx, int year) {
    return rounds_from(settings::text(tx, begins_setting).value_or(""),
                       settings::text(tx, weeks_setting).value_or(""), year);
}

double Week::room() const {
    const double minutes = static_cast<double>(week * fte_percent) / 100.0 -
                           static_cast<double>(travel) - static_cast<double>(taught);
    if (minutes <= 0 || each() <= 0) return 0;
    return minutes * static_cast<double>(cycle_percent) / 100.0 / static_cast<double>(each());
}

std::int64_t Week::places() const { return static_cast<std::int64_t>(std::floor(room() + 1e-9)); }

Result<Done> set_week(WriteTx& tx, const Week& week) {
    if (!is_coach(tx)) return Refusal{"rounds.not_a_coach"};
    const Range ranges[] = {{week.week, 60, 3600, "week"},
                            {week.fte_percent, 5, 100, "fte_percent"},
                            {week.cycle_percent, 5, 100, "cycle_percent"},
                            {week.meeting, 0, 300, "meeting"},
                            {week.visits, 0, 10, "visits"},
                            {week.visit, 0, 300, "visit"},
                            {week.preparation, 0, 600, "preparation"},
                            {week.travel, 0, 2400, "travel"},
                            {week.taught, 0, 2400, "taught"}};
    for (const Range& one : ranges) {
        if (one.value >= one.least && one.value <= one.most) continue;
        return Refusal{"rounds.out_of_range",
                       std::string(one.field),
                       {{"least", one.least}, {"most", one.most}}};
    }
    if (week.each() <= 0) return Refusal{"rounds.no_time_each", "meeting"};
    store::put_week(tx, week);
    return Done{};
}

std::string_view code(Criterion criterion) {
    switch (criterion) {
        case Criterion::never:
            return "never";
        case Criterion::waited:
            return "waited";
        case Criterion::building:
            return "building";
        case Criterion::first:
            return "first";
    }
    return "";
}

std::optional<Criterion> parse_criterion(std::string_view text) {
    for (const Criterion one : all_criteria) {
        if (text == code(one)) return one;
    }
    return std::nullopt;
}

Result<Done> publish(WriteTx& tx, const std::vector<Criterion>& criteria) {
    for (const Criterion one : all_criteria) {
        if (std::ranges::count(criteria, one) != 1) return Refusal{"rounds.each_once", "criterion"};
    }
    const Rule before = rule(tx);
    if (before.criteria == criteria) return Done{};
    store::add_rule(tx, {before.number + 1, criteria, std::nullopt});
    audit::record(tx, "rounds.rule_published", "");
    return Done{};
}

void put_in_order(std::vector<Enrolment>& waiting, const Rule& rule, int round) {
    std::ranges::stable_sort(waiting, [&](const Enrolment& one, const Enrolment& other) {
        for (const Criterion criterion : rule.criteria) {
            const double a = weight(one, criterion, round), b = weight(other, criterion, round);
            if (a != b) return a < b;
        }
        return one.id < other.id;
    });
}

Result<std::int64_t> invite(WriteTx& tx) {
    if (!is_coach(tx)) return Refusal{"rounds.not_a_coach"};
    const int year = school_year(store::today(tx));
    const auto people = store::not_invited(tx, year);
    for (const PersonId teacher : people) {
        const auto id = store::mark_invited(tx, teacher, year);
        audit::record(tx, invited_act, "enrolment/" + id.text());
    }
    letters::leave(tx, {.event = "rounds.invited",
                        .thing = std::to_string(year),
                        .path = "/round",
                        .says = "rounds.mail",
                        .to = people,
                        .subject = "rounds.mail_subject"});
    return static_cast<std::int64_t>(people.size());
}

Result<Done> answer(WriteTx& tx, std::int64_t number) {
    if (!store::teaches(tx)) return Refusal{"rounds.not_a_teacher"};
    const Day today = store::today(tx);
    const int year = school_year(today);
    if (number != 0) {
        const auto rounds = rounds_of(tx, year);
        const Round* round = round_at(rounds, number);
        if (round == nullptr) return Refusal{"rounds.which", "round"};
        if (round->is_over(today)) return Refusal{"rounds.is_over", "round"};
    }
    const auto before = mine(tx, year);
    if (before && before->round == number) return Done{};  // Keeps the place.
    store::put_answer(tx, year, number);
    audit::record(tx, answered_act, "");
    return Done{};
}

std::optional<Outlook> outlook(ReadTx& tx, EnrolmentId id) {
    const Day today = store::today(tx);
    const int year = school_year(today);
    const auto all = waiting(tx, year);
    const auto at = std::ranges::find(all, id, &Enrolment::id);
    if (at == all.end()) return std::nullopt;
    const auto rounds = rounds_of(tx, year);
    Outlook found{.enrolment = *at, .week = week_of(tx, tx.actor())};
    found.round = round_now(*at, rounds, today);
    found.places = found.week.places();
    for (const Enrolment& one : taken_by_me(tx, year)) {
        found.taken += one.round == found.round ? 1 : 0;
    }
    const Round* round = round_at(rounds, found.round);
    if (round != nullptr && round->begins <= today) found.taken += cycles_now(tx);
    return found;
}

Result<Done> accept(WriteTx& tx, EnrolmentId id, Beyond beyond) {
    const auto look = outlook(tx, id);
    if (!look) return Refusal{"rounds.not_waiting"};
    if (look->is_beyond() && beyond == Beyond::no) {
        return Refusal{
            "rounds.beyond", "beyond", {{"count", look->taken + 1}, {"places", look->places}}};
    }
    if (!store::mark_accepted(tx, *look)) return Refusal{"rounds.not_waiting"};
    audit::record(tx, accepted_act, "enrolment/" + id.text());
    letters::leave(tx, {.event = "rounds.accepted",
                        .thing = id.text(),
                        .path = "/round",
                        .says = "rounds.mail_accepted",
                        .to = {look->enrolment.teacher}});
    return Done{};
}

}  // namespace rapport::rounds
