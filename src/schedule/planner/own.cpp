// What teachers do themselves, what others may know, and pins.
#include <algorithm>
#include <array>

#include "platform/settings/settings.hpp"
#include "schedule/planner/acts.hpp"
#include "schedule/planner/wishes_store.hpp"

namespace rapport::planner {

namespace {

constexpr std::int64_t ahead_max = 42;   // Days within which somebody asks for a time.
constexpr std::int64_t own_leeway = 13;  // Days later that the coach may offer instead.

Result<Visit> pinnable(ReadTx& tx, VisitId id) {
    auto visit = find_visit(tx, id);
    if (!visit || visit->is_veiled || !reach_of(tx).works) {
        return Refusal{.key = "planner.not_there"};
    }
    if (!is_live(visit->state)) return Refusal{.key = "planner.visit_is_over"};
    return std::move(*visit);
}

bool is_for(const Visit& visit, PersonId person) {
    return std::ranges::any_of(visit.people, [&](const Helped& one) { return one.id == person; });
}

// The wish of a person for themselves, as it would be: nothing is written yet.
Result<Wish> own_wish(ReadTx& tx, const OwnAsking& asking, const Dates& dates) {
    const Reach reach = reach_of(tx);
    const auto self = coachees::find_all(tx, {reach.person});
    if (self.empty()) return Refusal{.key = "planner.no_such_person"};
    const auto known = workers(tx, reach.today);
    const auto at = std::ranges::find(known, asking.coach, &Worker::id);
    if (at == known.end() || !at->covers(self.front().building) || at->id == reach.person) {
        return Refusal{.key = "planner.no_such_coach", .field = "coach"};
    }
    Wish wish;
    wish.kind = asking.kind;
    wish.title = asking.title;
    wish.minutes = asking.minutes;
    wish.people = {{reach.person, self.front().name}};
    wish.building = self.front().building;
    wish.coaches = {asking.coach};
    wish.dates = dates;
    return wish;
}

}  // namespace

Result<Done> pin(WriteTx& tx, VisitId id) {
    auto visit = pinnable(tx, id);
    if (!visit) return visit.refusal();
    if (!visit->is_pinned) Acts(tx).set_pinned(*visit, Pin::set);
    return Done{};
}

Result<Done> unpin(WriteTx& tx, VisitId id) {
    auto visit = pinnable(tx, id);
    if (!visit) return visit.refusal();
    if (visit->is_pinned) Acts(tx).set_pinned(*visit, Pin::loose);
    return Done{};
}

std::vector<Seer> who_can_see(ReadTx& tx, VisitId id) {
    const auto visit = find_visit(tx, id);
    std::vector<Seer> seers;
    if (!visit || visit->is_veiled) return seers;
    for (const Helped& one : visit->people) seers.push_back({one.name, "planner.seer_helped"});
    seers.push_back({visit->coach_name, "planner.seer_coach"});
    for (const Worker& one : staff_of(tx, {.dates = week_of(visit->on)}).workers) {
        const bool is_named = one.id == visit->coach || is_for(*visit, one.id);
        if (is_named || one.evaluates || !one.covers(visit->building)) continue;
        seers.push_back({one.name, "planner.seer_covers"});
    }
    return seers;
}

std::vector<Helped> coaches_for_me(ReadTx& tx) {
    const auto self = coachees::find_all(tx, {tx.actor()});
    std::vector<Helped> found;
    if (self.empty()) return found;
    for (const Worker& worker : workers(tx, reach_of(tx).today)) {
        const bool is_another = worker.id != tx.actor();
        if (is_another && worker.covers(self.front().building)) {
            found.push_back({worker.id, worker.name});
        }
    }
    return found;
}

std::vector<Place> own_places(ReadTx& tx, const OwnAsking& asking, const Dates& dates, int max) {
    const auto wish = own_wish(tx, asking, dates);
    if (!wish || dates.count() > ahead_max) return {};
    const std::array<PersonId, 1> coach{asking.coach}, person{tx.actor()};
    const Canvas canvas = canvas_of(tx, {.coaches = coach,
                                         .people = person,
                                         .dates = {monday_of(dates.from), dates.until},
                                         .chain = ChainId()});
    auto found = fitting(canvas, *wish, dates, coach, std::nullopt, 200);
    // Where somebody's day is known, the times that are known to suit are enough.
    const auto is_sure = [](const Place& place) { return place.price.unknown.empty(); };
    if (std::ranges::any_of(found, is_sure)) {
        std::erase_if(found, [&](const Place& place) { return !is_sure(place); });
    }
    if (std::ssize(found) > max) found.resize(static_cast<std::size_t>(max));
    return found;
}

Result<VisitId> book_own(WriteTx& tx, const OwnAsking& asking, const Spot& spot) {
    auto wish = own_wish(tx, asking, {spot.on, spot.on.plus(own_leeway)});
    if (!wish) return wish.refusal();
    const auto id = want(tx, *wish);
    if (!id) return id.refusal();
    wish->id = *id;
    const bool is_agreed = settings::number(tx, "planner.own_booking", 0) == 1;
    return take(tx, *wish, spot, is_agreed ? State::agreed : State::proposed);
}

std::vector<Visit> visits_in_my_building(ReadTx& tx, const Dates& dates) {
    const auto self = coachees::find_all(tx, {tx.actor()});
    if (self.empty() || !self.front().building || coachees::standing(tx).evaluates) return {};
    const bool is_team_known = settings::number(tx, "planner.disclosure", 0) == 1;
    auto found = store::visits(tx, dates, std::nullopt);
    std::erase_if(found,
                  [&](const Visit& visit) { return visit.building != self.front().building; });
    for (Visit& visit : found) {
        veil(visit);
        if (!is_team_known) visit.team_name.clear();
    }
    return found;
}

std::vector<Visit> visits_concerning_me(ReadTx& tx, const Dates& dates) {
    auto found = store::visits_of_person(tx, tx.actor(), dates);
    for (Visit& visit : store::visits_of_coach(tx, tx.actor(), dates)) {
        found.push_back(std::move(visit));
    }
    return found;
}

}  // namespace rapport::planner
