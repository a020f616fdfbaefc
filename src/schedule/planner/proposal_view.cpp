#include "schedule/planner/proposal_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "coaching/people/people.hpp"
#include "schedule/planner/week_view.hpp"

namespace rapport::planner {

using locale::Speech;

namespace {

std::string name_of(ReadTx& tx, const std::optional<PersonId>& coach) {
    const auto person = coach ? coachees::find(tx, *coach) : std::nullopt;
    return person ? person->name : "";
}

std::string supposed(ReadTx& tx, const Supposition& one, const Speech& speech) {
    switch (one.change) {
        case Suppose::coach_away:
            return speech.say("proposals.if_away", {{"name", name_of(tx, one.coach)}});
        case Suppose::coach_more:
            return speech.say("proposals.if_more", {{"name", name_of(tx, one.coach)}});
        case Suppose::another_home: {
            const auto building =
                one.building ? coachees::find_building(tx, *one.building) : std::nullopt;
            return speech.say("proposals.if_home", {{"name", name_of(tx, one.coach)},
                                                    {"building", building ? building->name : ""}});
        }
        case Suppose::wider_periods:
            return speech.say("proposals.if_wider", {{"count", std::int64_t{one.minutes}}});
    }
    return "";
}

// "2", "1.5": at most one decimal, rounded up so that "at most" stays true.
std::string percent(double gap) {
    const double shown = std::ceil(gap * 10) / 10;
    return fmt::format("{:.{}f}", shown, shown == std::floor(shown) ? 0 : 1);
}

std::string how_close(const std::optional<double>& gap, const Speech& speech) {
    if (!gap) return speech.say("proposals.gap_unknown");
    if (*gap < 0.05) return speech.say("proposals.gap_none");
    return speech.say("proposals.gap", {{"percent", percent(*gap)}});
}

void fill_running(ReadTx& tx, const Proposal& one, const Speech& speech, ProposalView& view) {
    view.is_running = true;
    view.says = one.progress == Progress::waiting ? speech.say("proposals.is_waiting")
                                                  : speech.say("proposals.is_working");
    const auto known = events(tx, one.id, 0);
    const double seconds = known.empty() ? 0 : known.back().seconds;
    view.gap = how_close(known.empty() ? std::nullopt : known.back().gap_percent, speech);
    const double share = seconds / std::max(1, one.ordered.seconds);
    view.done_percent =
        std::clamp(static_cast<std::int64_t>(share * 100), std::int64_t{3}, std::int64_t{99});
}

std::string place_of(const Spot& spot, int minutes, const std::string& coach,
                     const Speech& speech) {
    return speech.say("proposals.place",
                      {{"when", when(spot, spot.begins + minutes, speech)}, {"name", coach}});
}

MoveLine row_of(const Move& move, const Speech& speech) {
    MoveLine row;
    row.id = move.id;
    row.who = called(move.wish, speech);
    row.what = what_and_where(move.wish, speech);
    row.is_taken = move.is_accepted;
    if (move.after) row.now = place_of(*move.after, move.minutes, move.after_coach, speech);
    if (move.before) row.was = place_of(*move.before, move.minutes, move.before_coach, speech);
    row.fate = speech.say(move.fate == Fate::fresh   ? Key{"proposals.fate_fresh"}
                          : move.fate == Fate::moved ? Key{"proposals.fate_moved"}
                                                     : Key{"proposals.fate_gone"});
    return row;
}

void fill_moves(const Comparison& found, const Speech& speech, ProposalView& view) {
    std::vector<const Move*> moves;
    for (const Move& move : found.moves) {
        if (move.fate != Fate::kept && (move.after || move.before)) moves.push_back(&move);
    }
    const auto day_of = [](const Move* move) {
        return move->after ? move->after->on : move->before->on;
    };
    std::ranges::stable_sort(moves, {}, day_of);
    for (const Move* move : moves) {
        const std::string title = speech.long_day(day_of(move));
        if (view.days.empty() || view.days.back().title != title) view.days.push_back({title, {}});
        view.days.back().moves.push_back(row_of(*move, speech));
    }
    view.change_count = std::ssize(moves);
}

void fill_waiting(const Comparison& found, const Speech& speech, ProposalView& view) {
    for (const Waiting& wait : found.waiting) {
        view.waiting.push_back(
            {.href = "/wishes/" + wait.wish.id.text(),
             .title = called(wait.wish, speech),
             .what = speech.minutes(wait.wish.minutes) + " · " + what_and_where(wait.wish, speech),
             .why = wait.why,
             .helps = wait.what_helps});
    }
}

// "3 visits move, 2 new, nobody loses a promise."
std::string compared(const Comparison& found, const Speech& speech) {
    if (found.fresh + found.moved + found.gone == 0) return speech.say("proposals.no_change");
    std::string line = speech.say("proposals.compared", {{"moved", std::int64_t{found.moved}},
                                                         {"fresh", std::int64_t{found.fresh}}});
    if (found.gone > 0) {
        line += " " + speech.say("proposals.gone", {{"count", std::int64_t{found.gone}}});
    }
    return line + " " +
           speech.say("proposals.promises", {{"count", std::int64_t{found.promises_lost}}});
}

void fill_counts(const Proposal& one, const Speech& speech, ProposalView& view) {
    const auto row = [&](Key what, std::int64_t before, std::int64_t after) {
        view.counts.push_back({speech.say(what), speech.number(before), speech.number(after)});
    };
    row("proposals.placed", one.before.placed, one.after.placed);
    row("proposals.unplaced", one.before.wishes - one.before.placed,
        one.after.wishes - one.after.placed);
    row("proposals.reached", one.before.reached, one.after.reached);
    row("proposals.cycles", one.before.cycles, one.after.cycles);
    view.counts.push_back({speech.say("proposals.travel"),
                           speech.minutes(one.before.travel_minutes),
                           speech.minutes(one.after.travel_minutes)});
}

}  // namespace

std::string title_of(ReadTx& tx, const Proposal& one, const Speech& speech) {
    if (one.supposition) return supposed(tx, *one.supposition, speech);
    const Key title = one.purpose == Purpose::absence ? Key{"proposals.title_absence"}
                      : one.ordered.dates.count() > 7 ? Key{"proposals.title_weeks"}
                                                      : Key{"proposals.title_week"};
    return speech.say(title, {{"from", speech.day(one.ordered.dates.from)},
                              {"weeks", (one.ordered.dates.count() + 6) / 7}});
}

std::string stands(const Proposal& one, const Speech& speech) {
    const std::string key = "proposals.progress_" + std::string(code(one.progress));
    return speech.say(Key::of(key));
}

std::string shape_of(const Proposal& one) {
    if (is_running(one.progress)) return "going";
    if (one.progress == Progress::accepted) return "done";
    return one.progress == Progress::ready ? "due" : "waiting";
}

ProposalView view_of(ReadTx& tx, const Proposal& one, const Speech& speech) {
    ProposalView view;
    view.id = one.id;
    view.title = title_of(tx, one, speech);
    view.week_href = week_href(one.ordered.dates.from, "all");
    if (is_running(one.progress)) {
        fill_running(tx, one, speech, view);
        return view;
    }
    const bool has_answer = one.progress == Progress::ready || one.progress == Progress::accepted;
    if (!has_answer) {
        view.says = one.failure.empty() ? stands(one, speech) : speech.say(Key::of(one.failure));
        return view;
    }
    view.more = how_close(one.gap_percent, speech);
    fill_counts(one, speech, view);
    if (one.purpose == Purpose::what_if) {
        view.says = speech.say("proposals.what_if_says", {{"before", one.before.placed},
                                                          {"after", one.after.placed},
                                                          {"reached", one.after.reached}});
        return view;
    }
    const Comparison found = comparison(tx, one.id, speech);
    view.says = compared(found, speech);
    view.can_accept = one.progress == Progress::ready;
    fill_moves(found, speech, view);
    fill_waiting(found, speech, view);
    return view;
}

}  // namespace rapport::planner
