// A proposal beside the week, and the visits of somebody who is helped.
#include <fmt/format.h>

#include <array>

#include "schedule/planner/planner_pages.hpp"

namespace rapport::planner {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

Proposal proposal_at(ReadTx& tx, const Reading& request) {
    auto proposal = find_proposal(tx, request.path<ProposalId>("schedule"));
    if (!proposal) throw desk::NotFound();
    return std::move(*proposal);
}

std::string place_of(const std::optional<Spot>& spot, const std::string& coach, int minutes,
                     const locale::Speech& speech) {
    if (!spot) return "";
    return speech.near_day(spot->on) + ", " +
           hours({spot->begins, spot->begins + minutes}, spot->on, speech.zone(), speech) + " · " +
           coach;
}

std::string words_of(const Move& move, const locale::Speech& speech) {
    const std::string who = called(move.wish, speech);
    const std::string before = place_of(move.before, move.before_coach, move.minutes, speech);
    const std::string after = place_of(move.after, move.after_coach, move.minutes, speech);
    switch (move.fate) {
        case Fate::fresh:
            return speech.say("planner.move_fresh", {{"who", who}, {"after", after}});
        case Fate::moved:
            return speech.say("planner.move_moved",
                              {{"who", who}, {"before", before}, {"after", after}});
        case Fate::gone:
            return speech.say("planner.move_gone", {{"who", who}, {"before", before}});
        case Fate::kept:
            return speech.say("planner.move_kept", {{"who", who}, {"after", after}});
    }
    return who;
}

void fill(ReadTx& tx, const Proposal& proposal, const locale::Speech& speech, ScheduleView& view) {
    const Comparison found = comparison(tx, proposal.id, speech);
    const bool is_open =
        proposal.progress == Progress::ready || proposal.progress == Progress::accepted;
    for (const Move& move : found.moves) {
        view.moves.push_back({.id = move.id.text(),
                              .words = words_of(move, speech),
                              .can_accept = is_open && !move.is_accepted &&
                                            move.fate != Fate::kept});
        view.can_accept = view.can_accept || view.moves.back().can_accept;
    }
    for (const Waiting& one : found.waiting) {
        view.waiting.push_back({"/wishes/" + one.wish.id.text(), called(one.wish, speech), one.why,
                                one.what_helps});
    }
    const auto count = [](int number) { return std::int64_t{number}; };
    view.summary = speech.say("planner.summary", {{"moved", count(found.moved)},
                                                  {"fresh", count(found.fresh)},
                                                  {"gone", count(found.gone)},
                                                  {"lost", count(found.promises_lost)}});
}

Response show_schedule(Reading& request) {
    const auto& speech = request.speech();
    ScheduleView view;
    request.read([&](ReadTx& tx) {
        const Proposal proposal = proposal_at(tx, request);
        view.id = proposal.id;
        view.progress = speech.say(label(proposal.progress));
        view.made = speech.when(proposal.made_at) + " · " + proposal.made_by_name;
        view.is_running = is_running(proposal.progress);
        view.is_supposed = proposal.purpose == Purpose::what_if;
        view.before = proposal.before;
        view.after = proposal.after;
        if (proposal.gap_percent) {
            view.gap = speech.say("planner.gap", {{"percent", fmt::format("{:.1f}", *proposal.gap_percent)}});
        }
        if (!view.is_running) fill(tx, proposal, speech, view);
    });
    return request.page(Key{"planner.proposal"}, view);
}

Response go_to(Writing& request, const std::function<Result<Done>(WriteTx&, ProposalId)>& rule) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Proposal proposal = proposal_at(tx, request);
            if (auto done = rule(tx, proposal.id); !done) return done.refusal();
            return Answer::go("/schedules/" + proposal.id.text());
        },
        show_schedule);
}

Response delete_schedule(Writing& request) { return go_to(request, stop); }
Response post_rejection(Writing& request) { return go_to(request, reject); }

Response post_acceptance(Writing& request) {
    return go_to(request, [&](WriteTx& tx, ProposalId id) -> Result<Done> {
        std::vector<MoveId> moves;
        for (const std::string_view typed : request.form().all("moves")) {
            if (const auto move = MoveId::parse(typed)) moves.push_back(*move);
        }
        const auto accepted = accept(tx, id, moves);
        if (!accepted) return accepted.refusal();
        return Done{};
    });
}

Response post_schedule(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto ordered = ordered_in(request.form(), request.speech());
            if (!ordered) return ordered.refusal();
            Result<ProposalId> id = ProposalId();
            if (request.form("change").empty()) {
                id = propose(tx, *ordered);
            } else {
                const auto supposition = supposition_in(request.form());
                if (!supposition) return supposition.refusal();
                id = suppose(tx, *ordered, *supposition);
            }
            if (!id) return id.refusal();
            return Answer::go("/schedules/" + id->text());
        },
        show_week);
}

Response post_absence(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto absence = absence_in(request.form());
            if (!absence) return absence.refusal();
            const auto id = replan_absence(tx, *absence);
            if (!id) return id.refusal();
            return Answer::go("/schedules/" + id->text());
        },
        show_week);
}

VisitRow row_of(const Visit& visit, const locale::Speech& speech) {
    return {.href = "/visits/" + visit.id.text(),
            .when = speech.near_day(visit.on) + ", " +
                    hours(visit.ring, visit.on, *visit.zone, speech),
            .who = visit.coach_name,
            .kind = speech.say(label(visit.kind)),
            .state = speech.say(label(visit.state)),
            .where = visit.building_name};
}

Response show_mine(Reading& request) {
    const auto& speech = request.speech();
    const Dates ahead{speech.today(), speech.today().plus(27)};
    MyVisitsView view;
    const OwnAsking asking = own_in(request.raw().query);
    view.coach = request.query("coach");
    view.minutes = std::to_string(asking.minutes);
    request.read([&](ReadTx& tx) {
        for (const Visit& visit : my_visits(tx, ahead)) view.visits.push_back(row_of(visit, speech));
        for (const auto& coach : coaches_for_me(tx)) {
            view.coaches.push_back({coach.id.text(), coach.name, coach.id.text() == view.coach});
        }
        if (view.coach.empty()) return;
        for (const Place& place : own_places(tx, asking, {ahead.from, ahead.from.plus(13)}, 20)) {
            view.places.push_back({.coach = place.spot.coach.text(),
                                   .on = place.spot.on.iso(),
                                   .begins = wall(place.spot.begins),
                                   .words = speech.near_day(place.spot.on) + ", " +
                                            hours({place.spot.begins, place.ends}, place.spot.on,
                                                  speech.zone(), speech),
                                   .price = {}});
        }
    });
    return request.page(Key{"planner.my_title"}, view);
}

Response post_mine(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto spot = spot_in(request.form());
            if (!spot) return spot.refusal();
            const auto id = book_own(tx, own_in(request.form()), *spot);
            if (!id) return told(id.refusal(), request.speech());
            return Answer::go("/visits/" + id->text(), "planner.saved");
        },
        show_mine);
}

}  // namespace

Key label(Progress progress) {
    constexpr std::array<Key, 7> keys{Key{"planner.progress_waiting"},
                                      Key{"planner.progress_working"},
                                      Key{"planner.progress_ready"},
                                      Key{"planner.progress_accepted"},
                                      Key{"planner.progress_rejected"},
                                      Key{"planner.progress_cancelled"},
                                      Key{"planner.progress_interrupted"}};
    return keys[static_cast<std::size_t>(progress)];
}

void mount_schedule_pages(desk::Routes& on) {
    const Right team = Right::plan_weeks, own = Right::ask_for_help;
    on.post("/week/schedules", team, post_schedule);
    on.post("/week/absences", team, post_absence);
    on.get("/schedules/{schedule}", team, show_schedule);
    on.del("/schedules/{schedule}", team, delete_schedule);
    on.post("/schedules/{schedule}/acceptance", team, post_acceptance);
    on.post("/schedules/{schedule}/rejection", team, post_rejection);
    on.get("/my-visits", own, show_mine);
    on.post("/my-visits", own, post_mine);
}

}  // namespace rapport::planner
