// The forms of a cycle, each a page of its own, so that the cycle itself stays short on a phone.
#include <algorithm>

#include "coaching/cycles/cycles_deeds.hpp"
#include "coaching/cycles/cycles_pages.hpp"
#include "coaching/people/people.hpp"
#include "kernel/text/text.hpp"

namespace rapport::cycles {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr int members_found = 8;

// A form belongs to who is in the cycle; who is only asked in has none yet.
Hand hand_for_form(Reading& request) {
    return request.read([&](ReadTx& tx) { return hand_of_member(tx, request); });
}

bool holds(const std::vector<std::string>& codes, std::string_view code) {
    return std::ranges::find(codes, code) != codes.end();
}

Response show_goal(Reading& request) {
    const Hand hand = hand_for_form(request);
    GoalView view{
        .id = hand.cycle.id, .version = hand.cycle.version, .goal = hand.cycle.goal, .peers = {}};
    for (const std::string_view code : peers_codes) {
        view.peers.push_back({std::string(code), say_code("cycles.peer_", code, request.speech()),
                              "", holds(hand.cycle.goal.peers, code)});
    }
    return request.page(Key{"cycles.goal_title"}, view);
}

Response show_plan(Reading& request) {
    const Hand hand = hand_for_form(request);
    PlanView view{.id = hand.cycle.id,
                  .version = hand.cycle.version,
                  .plan = hand.cycle.plan,
                  .moves = {},
                  .is_coach = hand.is_coach};
    for (const std::string_view code : move_codes) {
        view.moves.push_back({std::string(code), say_code("cycles.move_", code, request.speech()),
                              "", holds(hand.cycle.moves, code)});
    }
    return request.page(Key{"cycles.plan_title"}, view);
}

Response show_evidence(Reading& request) {
    const Hand hand = hand_for_form(request);
    EvidenceView view{.id = hand.cycle.id,
                      .is_before = !hand.has(Moment::before),
                      .on = request.speech().today()};
    if (request.query("moment") == "before") view.is_before = true;
    if (request.query("moment") == "after") view.is_before = false;
    return request.page(Key{"cycles.evidence_title"}, view);
}

void add_outcome(const Speech& speech, std::string_view code, ClosureView& view) {
    view.outcomes.push_back({std::string(code), say_code("cycles.close_", code, speech),
                             say_code("cycles.close_means_", code, speech), false});
}

Response show_closure(Reading& request) {
    const Hand hand = hand_for_form(request);
    const Speech& speech = request.speech();
    ClosureView view{.id = hand.cycle.id,
                     .version = hand.cycle.version,
                     .outcomes = {},
                     .celebration = hand.cycle.celebration,
                     .is_group_member = !hand.is_coach && hand.cycle.members.size() > 1};
    if (!against(Act::conclude, hand)) {
        for (const Outcome outcome : {Outcome::met, Outcome::partly, Outcome::not_met}) {
            add_outcome(speech, code(outcome), view);
        }
    }
    add_outcome(speech, "stopped", view);
    if (!against(Act::interrupt, hand)) add_outcome(speech, code(Outcome::interrupted), view);
    return request.page(Key{"cycles.close_title"}, view);
}

Response show_members(Reading& request) {
    MembersView view;
    view.q = text::trimmed(request.query("q"));
    const Hand hand = hand_for_form(request);
    if (!hand.is_coach) throw desk::NotFound();
    view.id = hand.cycle.id;
    view.topic = hand.cycle.goal.topic;
    request.read([&](ReadTx& tx) {
        for (const auto& one : coachees::search(tx, view.q, members_found)) {
            const auto with = agreements::partner(tx, one.id);
            const bool is_teacher = with && with->side == agreements::Side::teacher;
            if (!is_teacher || hand.cycle.member(one.id) != nullptr) continue;
            view.found.push_back({one.id, one.name, false});
        }
    });
    view.found_nobody = !view.q.empty() && view.found.empty();
    return request.page(Key{"cycles.members_title"}, view);
}

template <const Deed& deed, desk::Show again>
Response on_page(Writing& request) {
    const auto id = request.path<CycleId>("cycle");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = deal(tx, id, request.form(), deed);
            if (!done) throw desk::NotFound();
            if (!*done) return done->refusal();
            // Who has just left finds nothing there any more.
            const bool is_gone = !in_hand(tx, id);
            return Answer::go(is_gone ? "/cycles" : "/cycles/" + id.text(), deed.notice);
        },
        again);
}

using Change = Result<Done> (*)(WriteTx&, Hand&, const Reading&);

Response change(Writing& request, Key notice, Change body) {
    const auto id = request.path<CycleId>("cycle");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            auto hand = in_hand(tx, id);
            if (!hand) throw desk::NotFound();
            const auto done = body(tx, *hand, request);
            if (!done) return done.refusal();
            const bool is_gone = !in_hand(tx, id);
            return Answer::go(is_gone ? "/cycles" : "/cycles/" + id.text(), notice);
        },
        show_cycle);
}

Response drop_one(Writing& request) {
    return change(request, "cycles.did_drop", [](WriteTx& tx, Hand& hand, const Reading& from) {
        return drop_evidence(tx, hand, from.path<EvidenceId>("evidence"));
    });
}

Response finish_one(Writing& request) {
    return change(request, "cycles.did_finish", [](WriteTx& tx, Hand& hand, const Reading& from) {
        return finish_step(tx, hand, from.path<StepId>("step"));
    });
}

Response reopen_one(Writing& request) {
    return change(request, "cycles.did_reopen", [](WriteTx& tx, Hand& hand, const Reading& from) {
        return reopen_step(tx, hand, from.path<StepId>("step"));
    });
}

Response leave_one(Writing& request) {
    return change(request, "cycles.did_leave", [](WriteTx& tx, Hand& hand, const Reading& from) {
        return leave(tx, hand, from.path<PersonId>("person"));
    });
}

}  // namespace

void mount_cycle_forms(desk::Routes& on) {
    const Right right = Right::join_cycles;
    const std::string one = "/cycles/{cycle}";
    on.post(one + "/agreement", right, on_page<deed_agree, show_cycle>);
    on.post(one + "/stage", right, on_page<deed_move, show_cycle>);
    on.get(one + "/goal", right, show_goal);
    on.post(one + "/goal", right, on_page<deed_goal, show_goal>);
    on.get(one + "/plan", right, show_plan);
    on.post(one + "/plan", right, on_page<deed_plan, show_plan>);
    on.post(one + "/moves", right, on_page<deed_moves, show_plan>);
    on.get(one + "/evidence", right, show_evidence);
    on.post(one + "/evidence", right, on_page<deed_evidence, show_evidence>);
    on.del(one + "/evidence/{evidence}", right, drop_one);
    on.post(one + "/steps", right, on_page<deed_step, show_cycle>);
    on.post(one + "/steps/{step}/completion", right, finish_one);
    on.del(one + "/steps/{step}/completion", right, reopen_one);
    on.get(one + "/members", right, show_members);
    on.post(one + "/members", right, on_page<deed_invite, show_members>);
    on.del(one + "/members/{person}", right, leave_one);
    on.get(one + "/closure", right, show_closure);
    on.post(one + "/closure", right, on_page<deed_close, show_closure>);
    on.post(one + "/celebration", right, on_page<deed_celebrate, show_cycle>);
}

}  // namespace rapport::cycles
