// From the button to the accepted week.
#include "schedule/planner/proposals_pages.hpp"

#include <algorithm>
#include <array>

#include "schedule/planner/proposal_view.hpp"
#include "schedule/planner/week_view.hpp"

namespace rapport::planner {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr int proposals_shown = 20;
constexpr std::size_t stayed_max = 20;  // As many as an address can name.
constexpr std::array weeks_offered{1, 2, 4, 8};
constexpr std::array seconds_offered{5, 10, 30, 60};

Response show_list(Reading& request) {
    const Speech& speech = request.speech();
    ProposalsView view;
    const Day on = Day::parse(request.query("on")).value_or(speech.today());
    view.from = monday_of(std::max(on, speech.today())).iso();
    const auto weeks = parse_count(typed_or(request, "weeks", "1")).value_or(1);
    for (const int count : weeks_offered) {
        view.weeks.push_back({std::to_string(count),
                              speech.say("proposals.weeks", {{"count", std::int64_t{count}}}),
                              count == weeks});
    }
    for (const int seconds : seconds_offered) {
        view.patience.push_back(
            {std::to_string(seconds),
             speech.say("proposals.seconds", {{"count", std::int64_t{seconds}}}), seconds == 10});
    }
    request.read([&](ReadTx& tx) {
        for (const Proposal& one : proposals(tx, proposals_shown)) {
            view.rows.push_back({"/schedules/" + one.id.text(), title_of(tx, one, speech),
                                 stands(one, speech), shape_of(one), one.made_at});
        }
    });
    return request.page(Key{"proposals.title"}, view);
}

// What did not fit any more when it was accepted: asked again, so that the reason is today's.
void fill_stayed(ReadTx& tx, const Reading& request, const Proposal& one, ProposalView& view) {
    const auto ids = request.raw().query.all("stayed");
    if (ids.empty()) return;
    const Speech& speech = request.speech();
    for (const Move& move : comparison(tx, one.id, speech).moves) {
        if (!std::ranges::count(ids, move.id.view()) || move.is_accepted) continue;
        StayedRow row{.who = called(move.wish, speech),
                      .why = speech.say("proposals.changed_since")};
        const auto price =
            move.after ? try_spot(tx, move.wish.id, *move.after) : Result<Price>(Price{});
        if (!price) {
            const Refusal why = told(price.refusal(), speech);
            row.why = speech.say(why.key, why.with);
        }
        view.stayed.push_back(std::move(row));
    }
}

Response show_one(Reading& request) {
    const Speech& speech = request.speech();
    const ProposalView view = request.read([&](ReadTx& tx) {
        const Proposal one = proposal_at(tx, request);
        ProposalView filled = view_of(tx, one, speech);
        fill_stayed(tx, request, one, filled);
        if (const auto taken = parse_count(request.query("taken"))) {
            filled.did.push_back(
                {.says = speech.say("proposals.taken", {{"count", std::int64_t{*taken}}}),
                 .more = "",
                 .can_undo = *taken > 0,
                 .on = one.ordered.dates.from.iso(),
                 .who = "all"});
        }
        return filled;
    });
    return request.page(view.title, view);
}

Response order(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto from = Day::parse(request.form("from"));
            if (!from) return Refusal{.key = "week.no_day", .field = "from"};
            const auto weeks = parse_count(request.form("weeks")).value_or(1);
            Ordered ordered;
            ordered.dates = {monday_of(*from),
                             monday_of(*from).plus(7 * std::clamp(weeks, 1, 8) - 1)};
            ordered.seconds = parse_count(request.form("seconds")).value_or(ordered.seconds);
            const auto made = propose(tx, ordered);
            if (!made) return told(made.refusal(), request.speech());
            return Answer::go("/schedules/" + made->text());
        },
        show_list);
}

std::string after_accepting(const Proposal& one, const Accepted& accepted) {
    std::string address =
        "/schedules/" + one.id.text() + "?taken=" + std::to_string(accepted.taken);
    for (std::size_t i = 0; i < std::min(accepted.stayed.size(), stayed_max); ++i) {
        address += "&stayed=" + accepted.stayed[i].move.text();
    }
    return address;
}

Response accept_moves(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Proposal one = proposal_at(tx, request);
            std::vector<MoveId> moves;
            for (const std::string_view typed : request.form().all("move")) {
                if (const auto move = MoveId::parse(typed)) moves.push_back(*move);
            }
            const bool is_all = request.form("all") == "1";
            if (!is_all && moves.empty()) {
                return Refusal{.key = "proposals.none_ticked", .field = "moves"};
            }
            const auto accepted = accept(tx, one.id, is_all ? std::vector<MoveId>() : moves);
            if (!accepted) return told(accepted.refusal(), request.speech());
            return Answer::go(after_accepting(one, *accepted));
        },
        show_one);
}

Response end(Writing& request, Result<Done> (*rule)(WriteTx&, ProposalId), Key notice) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Proposal one = proposal_at(tx, request);
            const auto done = rule(tx, one.id);
            if (!done) return told(done.refusal(), request.speech());
            return Answer::go("/schedules/" + one.id.text(), notice);
        },
        show_one);
}

Response reject_it(Writing& request) { return end(request, reject, "proposals.did_reject"); }
Response stop_it(Writing& request) { return end(request, stop, "proposals.did_stop"); }

// What if.
struct Supposable {
    std::string_view value;
    Key label;
};
constexpr Supposable changes[] = {
    {"coach_away", "proposals.choose_away"},
    {"coach_more", "proposals.choose_more"},
    {"another_home", "proposals.choose_home"},
    {"wider_periods", "proposals.choose_wider"},
};

Response show_what_if(Reading& request) {
    const Speech& speech = request.speech();
    WhatIfView view;
    view.from = monday_of(speech.today()).iso();
    view.minutes = typed_or(request, "minutes", "10");
    const std::string asked =
        request.query("change").empty() ? "coach_away" : std::string(request.query("change"));
    const std::string chosen = typed_or(request, "change", asked);
    for (const auto& [value, label] : changes) {
        view.changes.push_back({std::string(value), speech.say(label), value == chosen});
    }
    for (const int count : weeks_offered) {
        view.weeks.push_back({std::to_string(count),
                              speech.say("proposals.weeks", {{"count", std::int64_t{count}}}),
                              count == 2});
    }
    request.read([&](ReadTx& tx) {
        view.coaches = coach_options(coaches(tx), PersonId::parse(typed_or(request, "coach", "")));
        view.buildings = building_options(tx, BuildingId::parse(typed_or(request, "building", "")));
    });
    return request.page(Key{"proposals.what_if"}, view);
}

Result<Supposition> supposition_of(const http::Fields& form) {
    Supposition one;
    const auto change = form.first("change");
    if (change == "coach_more")
        one.change = Suppose::coach_more;
    else if (change == "another_home")
        one.change = Suppose::another_home;
    else if (change == "wider_periods")
        one.change = Suppose::wider_periods;
    else if (change != "coach_away")
        return Refusal{.key = "proposals.choose_one", .field = "change"};
    if (one.change != Suppose::wider_periods) {
        one.coach = PersonId::parse(form.first("coach"));
        if (!one.coach) return Refusal{.key = "week.no_coach", .field = "coach"};
    }
    if (one.change == Suppose::another_home) {
        one.building = BuildingId::parse(form.first("building"));
        if (!one.building) return Refusal{.key = "week.no_building", .field = "building"};
    }
    if (one.change == Suppose::wider_periods) {
        const auto minutes = parse_count(form.first("minutes"));
        if (!minutes || *minutes == 0 || *minutes > 120) {
            return Refusal{.key = "proposals.minutes_wrong", .field = "minutes"};
        }
        one.minutes = *minutes;
    }
    return one;
}

Response ask_what_if(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto supposed = supposition_of(request.form());
            if (!supposed) return supposed.refusal();
            const Day from = monday_of(request.speech().today());
            const auto weeks = parse_count(request.form("weeks")).value_or(2);
            Ordered ordered;
            ordered.dates = {from, from.plus(7 * std::clamp(weeks, 1, 8) - 1)};
            ordered.seconds = parse_count(request.form("seconds")).value_or(ordered.seconds);
            const auto made = suppose(tx, ordered, *supposed);
            if (!made) return told(made.refusal(), request.speech());
            return Answer::go("/schedules/" + made->text());
        },
        show_what_if);
}

}  // namespace

Proposal proposal_at(ReadTx& tx, const Reading& request) {
    auto one = find_proposal(tx, request.path<ProposalId>("schedule"));
    if (!one) throw desk::NotFound();
    return std::move(*one);
}

void mount_proposals_pages(desk::Routes& on) {
    const Right right = Right::plan_weeks;
    const std::string one = "/schedules/{schedule}";
    on.get("/schedules", right, show_list);
    on.post("/schedules", right, order);
    on.get(one, right, show_one);
    on.post(one + "/acceptance", right, accept_moves);
    on.post(one + "/rejection", right, reject_it);
    on.post(one + "/cancellation", right, stop_it);
    on.get("/what-if", right, show_what_if);
    on.post("/what-if", right, ask_what_if);
}

}  // namespace rapport::planner
