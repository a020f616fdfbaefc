// When the hour has come, and what is taken back.
#include <algorithm>
#include <map>

#include "schedule/planner/acts.hpp"
#include "schedule/planner/wishes_store.hpp"

namespace rapport::planner {

namespace {

// The shipped kind of help that a visit of this kind becomes.
std::string_view kind_code(Kind kind) {
    switch (kind) {
        case Kind::planning:
        case Kind::debrief:
            return "1c";  // Planning together.
        case Kind::in_class:
            return "1d";  // Teaching together.
        case Kind::group_session:
            return "3";  // Professional learning session.
        case Kind::esupport:
            return "1b";  // Fixing something.
        case Kind::test_session:
            return "6";  // Equipment.
        case Kind::other:
            return "1c";
    }
    return "1c";
}

Result<kinds::KindId> kind_of(ReadTx& tx, Kind kind) {
    for (const kinds::Kind& one : kinds::all(tx)) {
        if (one.name.code == kind_code(kind) && !one.is_retired) return one.id;
    }
    return Refusal{.key = "planner.kind_gone"};
}

contacts::Draft draft_of(const Visit& visit, kinds::KindId kind) {
    contacts::Draft draft;
    draft.kind = kind;
    for (const Helped& person : visit.people) draft.people.push_back(person.id);
    draft.minutes = visit.ring.ends - visit.ring.begins;
    draft.on = visit.on;
    draft.building = visit.building;
    draft.place =
        visit.kind == Kind::in_class ? std::optional(contacts::Place::classroom) : std::nullopt;
    draft.request = visit.request;
    draft.finishes_request = visit.request.has_value();
    return draft;
}

// Puts one visit back as it stood before a step, if nothing else has happened to it since.
bool is_taken_back(WriteTx& tx, Acts& acts, const store::Step& step) {
    auto visit = store::visit(tx, step.visit);
    if (!visit || visit->version != step.seq) return false;
    if (!step.before) {
        acts.set_state(*visit, State::cancelled, "undone", "");
        if (visit->request) return requests::free_time(tx, *visit->request).has_value();
        return true;
    }
    const State state = step.state_before.value_or(State::proposed);
    auto wish = store::wish(tx, visit->wish);
    if (!wish) return false;
    if (is_live(state)) {
        const std::vector<PersonId> coach{step.before->coach};
        std::vector<PersonId> people;
        for (const Helped& person : wish->people) people.push_back(person.id);
        store::take_days(tx, wish->id, step.before->coach, step.before->on);
        const Canvas canvas =
            canvas_of(tx, {.coaches = coach,
                           .people = people,
                           .dates = weeks_around(step.before->on),
                           .chain = wish->chain.value_or(ChainId()),
                           .booking = Canvassing::Booking{wish->id, *step.before}});
        const bool has_another = std::ranges::any_of(canvas.visits, [&](const Visit& other) {
            return other.wish == visit->wish && other.occurrence == visit->occurrence &&
                   other.id != visit->id;
        });
        if (has_another || !fits(canvas, *wish, *step.before, visit->id)) return false;
    }
    acts.shift(*visit, *step.before, state, "undone");
    if (state != State::agreed || !visit->request) return true;
    const auto back = store::visit(tx, visit->id);
    return requests::agree_time(tx, *visit->request, back->begins_at()).has_value();
}

}  // namespace

Result<contacts::ContactId> finish(WriteTx& tx, VisitId id) {
    auto visit = find_visit(tx, id);
    if (!visit || visit->coach != tx.actor()) return Refusal{.key = "planner.not_there"};
    if (visit->state == State::done && visit->contact) return *visit->contact;
    if (!is_live(visit->state)) return Refusal{.key = "planner.visit_is_over"};
    if (visit->begins_at() > tx.now()) return Refusal{.key = "planner.not_yet"};
    const auto kind = kind_of(tx, visit->kind);
    if (!kind) return kind.refusal();
    const auto contact = contacts::log(tx, draft_of(*visit, *kind));
    if (!contact) return contact.refusal();
    visit->contact = *contact;
    Acts(tx).set_state(*visit, State::done, "done", "");
    if (visit->occurrence.empty()) store::set_ended(tx, visit->wish, tx.now());
    return *contact;
}

Result<Done> unfinish(WriteTx& tx, VisitId id) {
    auto visit = find_visit(tx, id);
    if (!visit || visit->coach != tx.actor()) return Refusal{.key = "planner.not_there"};
    if (visit->state != State::done || !visit->contact) return Done{};
    const auto contact = contacts::find_own(tx, *visit->contact);
    if (contact && contact->counts()) {
        if (auto gone = contacts::withdraw(tx, *visit->contact); !gone) return gone;
    }
    visit->contact.reset();
    Acts(tx).set_state(*visit, State::agreed, "not_done", "");
    store::set_ended(tx, visit->wish, std::nullopt);
    return Done{};
}

std::vector<Change> changes_since(ReadTx& tx, Instant since, int max) {
    const Reach reach = reach_of(tx);
    std::vector<Change> found;
    const auto steps = store::steps_since(tx, since, max);
    if (steps.empty()) return found;
    std::map<VisitId, Visit> visits;
    for (const Visit& visit : store::visits_of_steps(tx, since, max))
        visits.emplace(visit.id, visit);
    for (const store::Step& step : steps) {
        const auto at = visits.find(step.visit);
        if (at == visits.end()) continue;
        const Visit& now = at->second;
        const bool is_own = now.coach == reach.person;
        if (!is_own && !reach.covers(now.building)) continue;
        Change change{.visit = step.visit,
                      .at = step.at,
                      .actor_name = step.actor_name,
                      .step = step.step,
                      .now = now,
                      .before = std::nullopt,
                      .before_building = step.building_before};
        if (step.step == "moved" || step.step == "undone") change.before = step.before;
        found.push_back(std::move(change));
    }
    return found;
}

Result<Undone> undo(WriteTx& tx) {
    const auto steps = store::last_batch(tx);
    if (steps.empty()) return Refusal{.key = "planner.nothing_to_undo"};
    Acts acts(tx);
    Undone undone;
    for (const store::Step& step : steps) {
        if (is_taken_back(tx, acts, step))
            ++undone.taken_back;
        else
            ++undone.stayed;
    }
    store::mark_undone(tx, steps.front().batch);
    return undone;
}

}  // namespace rapport::planner
