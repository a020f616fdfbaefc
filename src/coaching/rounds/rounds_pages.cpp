#include "coaching/rounds/rounds_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "coaching/rounds/rounds_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::rounds {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

std::int64_t number_in(std::string_view typed, std::int64_t otherwise) {
    const auto trimmed = text::trimmed(typed);
    std::int64_t value = 0;
    const auto [end, error] =
        std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), value);
    return error == std::errc() && end == trimmed.data() + trimmed.size() ? value : otherwise;
}

RuleView rule_view(const Rule& rule) {
    RuleView view{.number = rule.number, .published_at = rule.published_at, .criteria = {}};
    for (const Criterion one : rule.criteria) view.criteria.push_back(label(one));
    return view;
}

// Why somebody stands where they stand; only what speaks for them.
std::vector<Key> reasons_of(const Enrolment& one, int round) {
    std::vector<Key> reasons;
    if (!one.had_cycle) reasons.push_back("rounds.because_first_time");
    if (one.earlier_years > 0) reasons.push_back("rounds.because_last_year");
    if (*one.round < round) reasons.push_back("rounds.because_earlier_round");
    return reasons;
}

PersonRow row_of(const Enrolment& one, int round) {
    return {one.id,       one.teacher, one.teacher_name, one.building, reasons_of(one, round),
            one.is_beyond};
}

void fill_rounds(const std::vector<Round>& rounds, const std::vector<Enrolment>& in,
                 const std::vector<Enrolment>& waiting, const Rule& rule, Day today,
                 RoundView& view) {
    for (const Round& round : rounds) {
        RoundRow row{.number = round.number, .begins = round.begins, .ends = round.ends};
        row.places = view.places;
        row.is_over = round.is_over(today);
        for (const Enrolment& one : in) {
            if (one.round == round.number) row.in.push_back(row_of(one, round.number));
        }
        row.taken = std::ssize(row.in);
        if (!row.is_over && round.begins <= today) row.taken += view.cycles_now;
        row.is_full = row.taken >= row.places;
        auto here = waiting;
        std::erase_if(here, [&](const Enrolment& one) {
            return round_now(one, rounds, today) != round.number;
        });
        put_in_order(here, rule, round.number);
        for (const Enrolment& one : here) row.waiting.push_back(row_of(one, round.number));
        view.rounds.push_back(std::move(row));
    }
}

void fill_answer(const std::optional<Enrolment>& own, const std::vector<Round>& rounds, Day today,
                 RoundView& view) {
    view.state = code(state_of(own));
    if (own && own->round) {
        view.is_answered = true;
        view.chosen = *own->round;
        view.is_not_this_year = view.chosen == 0;
        view.taken_by = own->coach_name;
    }
    for (const Round& round : rounds) {
        if (round.is_over(today)) continue;
        view.choices.push_back(
            {round.number, round.begins, round.ends, view.chosen == round.number});
    }
}

Response show_round(Reading& request) {
    const auto view = request.read([&](ReadTx& tx) { return round_view(tx, request); });
    return request.page(Key{"rounds.title"}, view);
}

Response answer_round(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = answer(tx, round_in(request.form()));
            if (!done) return done.refusal();
            return Answer::go("/round", "rounds.is_answered");
        },
        show_round);
}

Response invite_all(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto sent = invite(tx);
            if (!sent) return sent.refusal();
            return Answer::go(
                "/round", *sent > 0 ? Key{"rounds.are_invited"} : Key{"rounds.all_were_invited"});
        },
        show_round);
}

Response set_own_week(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = set_week(tx, week_in(request.form(), week_of(tx, tx.actor())));
            if (!done) return done.refusal();
            return Answer::go("/round", "rounds.week_is_set");
        },
        show_round);
}

Response show_outlook(Reading& request) {
    const auto look = request.read([&](ReadTx& tx) { return outlook_at(tx, request); });
    const OutlookView view{.id = look.enrolment.id,
                           .name = look.enrolment.teacher_name,
                           .round = look.round,
                           .places = look.places,
                           .taken = look.taken,
                           .with_one_more = look.taken + 1,
                           .each = look.week.each(),
                           .is_beyond = look.is_beyond(),
                           .is_much = look.is_much()};
    return request.page(view.name, view);
}

// Where a colleague was faster there is no outlook any more, but the round as it is now.
Response show_refused(Reading& request) {
    const auto id = request.path<EnrolmentId>("enrolment");
    const bool waits = request.read([&](ReadTx& tx) { return outlook(tx, id).has_value(); });
    return waits ? show_outlook(request) : show_round(request);
}

Response accept_one(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = accept(tx, enrolment_in_reach(tx, request),
                                     request.form("beyond") == "1" ? Beyond::yes : Beyond::no);
            if (!done) return done.refusal();
            return Answer::go("/round", "rounds.is_accepted");
        },
        show_refused);
}

Response show_settings(Reading& request) {
    RoundSettingsView view;
    const std::string_view begins = request.setting(begins_setting);
    view.begins = begins.empty() ? default_begins : begins;
    view.weeks = number_in(request.setting(weeks_setting), default_weeks);
    const Rule now = request.read([](ReadTx& tx) { return rule(tx); });
    view.rule = rule_view(now);
    for (std::size_t i = 0; i < now.criteria.size(); ++i) {
        Rank rank{.number = static_cast<std::int64_t>(i) + 1, .options = {}};
        for (const Criterion one : all_criteria) {
            rank.options.push_back({std::string(code(one)), label(one), now.criteria[i] == one});
        }
        view.ranks.push_back(std::move(rank));
    }
    return request.page(Key{"rounds.settings_title"}, view);
}

Response change_settings(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = save_settings(tx, request.form());
            if (!done) return done.refusal();
            return Answer::go("/settings/rounds", "rounds.is_saved");
        },
        show_settings);
}

}  // namespace

Key label(Criterion criterion) {
    switch (criterion) {
        case Criterion::never:
            return "rounds.first_never";
        case Criterion::waited:
            return "rounds.first_waited";
        case Criterion::building:
            return "rounds.first_building";
        case Criterion::first:
            return "rounds.first_first";
    }
    return "rounds.first_first";
}

RoundView round_view(ReadTx& tx, const Reading& request) {
    RoundView view;
    const Day today = request.speech().today();
    const int year = school_year(today);
    view.year = year;
    view.next_year = year + 1;
    view.is_changing = request.refusal() != nullptr && request.raw().path == "/round/week";
    view.is_teacher = request.viewer().is(Role::teacher);
    view.is_coach = request.viewer().is(Role::coach) && !request.viewer().is(Role::principal);
    const Rule now = rule(tx);
    view.rule = rule_view(now);
    const auto rounds =
        rounds_from(request.setting(begins_setting), request.setting(weeks_setting), year);
    if (view.is_teacher) fill_answer(mine(tx, year), rounds, today, view);
    if (!view.is_coach) return view;
    view.week = week_of(tx, tx.actor());
    view.room = fmt::format("{:.1f}", view.week.room());
    view.places = view.week.places();
    view.each = view.week.each();
    view.cycles_now = cycles_now(tx);
    fill_rounds(rounds, taken_by_me(tx, year), waiting(tx, year), now, today, view);
    return view;
}

Outlook outlook_at(ReadTx& tx, const Reading& request) {
    auto found = outlook(tx, request.path<EnrolmentId>("enrolment"));
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

EnrolmentId enrolment_in_reach(ReadTx& tx, const Reading& request) {
    const auto id = request.path<EnrolmentId>("enrolment");
    if (!is_in_reach(tx, id)) throw desk::NotFound();
    return id;
}

Week week_in(const http::Fields& fields, const Week& before) {
    const auto at = [&](std::string_view name, std::int64_t otherwise) {
        return fields.has(name) ? number_in(fields.first(name), -1) : otherwise;
    };
    return {.week = at("week", before.week),
            .fte_percent = at("fte_percent", before.fte_percent),
            .cycle_percent = at("cycle_percent", before.cycle_percent),
            .meeting = at("meeting", before.meeting),
            .visits = at("visits", before.visits),
            .visit = at("visit", before.visit),
            .preparation = at("preparation", before.preparation),
            .travel = at("travel", before.travel),
            .taught = at("taught", before.taught)};
}

std::int64_t round_in(const http::Fields& fields) { return number_in(fields.first("round"), -1); }

Result<Done> save_settings(WriteTx& tx, const http::Fields& fields) {
    const std::int64_t weeks = number_in(fields.first("weeks"), 0);
    if (weeks < 1 || weeks > weeks_max) {
        return Refusal{"rounds.out_of_range",
                       "weeks",
                       {{"least", std::int64_t{1}}, {"most", std::int64_t{weeks_max}}}};
    }
    const auto rounds =
        rounds_in(fields.first("begins"), static_cast<int>(weeks), school_year(store::today(tx)));
    if (!rounds) return rounds.refusal();
    std::vector<Criterion> criteria;
    for (const std::string_view typed : fields.all("criterion")) {
        if (const auto one = parse_criterion(typed)) criteria.push_back(*one);
    }
    const auto published = publish(tx, criteria);
    if (!published) return published.refusal();
    settings::put(tx, begins_setting, text::trimmed(fields.first("begins")));
    settings::put(tx, weeks_setting, std::to_string(weeks));
    return Done{};
}

void mount_rounds(desk::Routes& on) {
    on.get("/round", Right::join_cycles, show_round);
    on.post("/round/answer", Right::join_cycles, answer_round);
    on.post("/round/invitations", Right::join_cycles, invite_all);
    on.post("/round/week", Right::join_cycles, set_own_week);
    on.get("/round/enrolments/{enrolment}", Right::join_cycles, show_outlook);
    on.post("/round/enrolments/{enrolment}/acceptance", Right::join_cycles, accept_one);
    on.get("/settings/rounds", Right::change_settings, show_settings);
    on.post("/settings/rounds", Right::change_settings, change_settings);
    mount_rounds_api(on);
}

}  // namespace rapport::rounds
