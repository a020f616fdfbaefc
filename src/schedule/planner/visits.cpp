#include "schedule/planner/visits.hpp"

#include <algorithm>
#include <array>

#include "kernel/text/text.hpp"
#include "schedule/planner/acts.hpp"
#include "schedule/planner/wishes_store.hpp"

namespace rapport::planner {

namespace {

struct StateRow {
    std::string_view code;
    Key label;
};
constexpr std::array<StateRow, state_count> state_rows{{
    {"proposed", "planner.state_proposed"},
    {"agreed", "planner.state_agreed"},
    {"done", "planner.state_done"},
    {"cancelled", "planner.state_cancelled"},
    {"missed", "planner.state_missed"},
}};

constexpr std::size_t next_max = 3;  // Free times that a refusal names.
constexpr std::size_t words_max = 1000;

Instant instant_of(const Visit& visit, int minutes) {
    const Zone& zone = visit.zone == nullptr ? Zone::utc() : *visit.zone;
    return zone.instant({visit.on, minutes / 60, minutes % 60});
}

bool is_in(const Visit& visit, PersonId person) {
    return std::ranges::any_of(visit.people, [&](const Helped& one) { return one.id == person; });
}

bool is_seen(const Visit& visit, const Reach& reach) {
    return visit.coach == reach.person || reach.covers(visit.building);
}

std::vector<PersonId> ids_of(const Wish& wish) {
    std::vector<PersonId> ids;
    for (const Helped& person : wish.people) ids.push_back(person.id);
    return ids;
}

Canvas canvas_for(ReadTx& tx, const Wish& wish, const Spot& spot) {
    const auto people = ids_of(wish);
    return canvas_of(tx, {.coaches = std::span(&spot.coach, 1),
                          .people = people,
                          .dates = weeks_around(spot.on),
                          .chain = wish.chain.value_or(ChainId()),
                          .booking = Canvassing::Booking{wish.id, spot}});
}

// The refusal with the next free times of that coach, as "2026-11-30T09:05 …".
Refusal with_next(Refusal refusal, const Canvas& canvas, const Wish& wish, const Spot& spot,
                  const std::optional<VisitId>& except) {
    const Dates dates{std::max(spot.on, canvas.reach.today), canvas.dates.until};
    const std::array<PersonId, 1> coach{spot.coach};
    std::string next;
    for (const Place& place : fitting(canvas, wish, dates, coach, except, next_max)) {
        if (!next.empty()) next += ' ';
        next += place.spot.on.iso() + "T" + std::to_string(place.spot.begins);
    }
    refusal.with.push_back({"next", next});
    return refusal;
}

Result<Wish> wish_of(ReadTx& tx, WishId id) {
    auto wish = find_wish(tx, id);
    if (!wish) return Refusal{.key = "planner.not_there"};
    if (wish->is_over) return Refusal{.key = "planner.wish_is_over"};
    return std::move(*wish);
}

}  // namespace

Result<VisitId> take(WriteTx& tx, const Wish& wish, const Spot& wanted, State state) {
    store::take_days(tx, wish.id, wanted.coach, wanted.on);
    const Spot spot = filled(wish, wanted);
    const Canvas canvas = canvas_for(tx, wish, spot);
    for (const Visit& visit : canvas.visits) {
        if (visit.wish == wish.id && visit.occurrence == occurrence_of(wish, spot.on)) {
            return Refusal{.key = "planner.wish_has_visit"};
        }
    }
    if (!wish.is_weekly && store::has_visit(tx, wish.id)) {
        return Refusal{.key = "planner.wish_has_visit"};
    }
    auto price = fits(canvas, wish, spot, std::nullopt);
    if (!price) return with_next(price.refusal(), canvas, wish, spot, std::nullopt);
    Acts acts(tx);
    const VisitId id = acts.put(wish, spot, state);
    if (state == State::agreed && wish.request) {
        const Zone& zone = canvas.zone_of(spot.building);
        const Instant at = zone.instant({spot.on, spot.begins / 60, spot.begins % 60});
        if (auto done = requests::agree_time(tx, *wish.request, at); !done) return done.refusal();
    }
    return id;
}

namespace {

// One visit that the actor may change, in the state it must be in.
Result<Visit> changeable(ReadTx& tx, VisitId id) {
    auto visit = find_visit(tx, id);
    if (!visit || visit->is_veiled) return Refusal{.key = "planner.not_there"};
    if (!is_live(visit->state)) return Refusal{.key = "planner.visit_is_over"};
    return std::move(*visit);
}

}  // namespace

void veil(Visit& visit) {
    visit.is_veiled = true;
    visit.people.clear();
    visit.title.clear();
    visit.room.clear();
    visit.request.reset();
    visit.contact.reset();
}

std::string_view code(State state) { return state_rows[static_cast<std::size_t>(state)].code; }
Key label(State state) { return state_rows[static_cast<std::size_t>(state)].label; }

std::optional<State> parse_state(std::string_view text) {
    const auto at = std::ranges::find(state_rows, text, &StateRow::code);
    if (at == state_rows.end()) return std::nullopt;
    return static_cast<State>(at - state_rows.begin());
}

Instant Visit::begins_at() const { return instant_of(*this, ring.begins); }
Instant Visit::ends_at() const { return instant_of(*this, ring.ends); }

namespace {

std::optional<Visit> seen_by(const Reach& reach, Visit visit) {
    if (!reach.works) return std::nullopt;
    if (!is_seen(visit, reach)) veil(visit);
    return visit;
}

}  // namespace

void veil_unseen(std::vector<Visit>& visits, const Reach& reach) {
    for (Visit& visit : visits) {
        if (!is_seen(visit, reach)) veil(visit);
    }
}

std::vector<Visit> seen_visits(ReadTx& tx, const Reach& reach, const Dates& dates,
                               const std::optional<VisitId>& also) {
    auto found = store::visits(tx, dates, also);
    veil_unseen(found, reach);
    return found;
}

std::vector<Visit> visits(ReadTx& tx, std::span<const PersonId> coaches, const Dates& dates) {
    const Reach reach = reach_of(tx);
    if (!reach.works) return {};
    auto found = seen_visits(tx, reach, dates, std::nullopt);
    std::erase_if(found, [&](const Visit& visit) {
        return !coaches.empty() && std::ranges::count(coaches, visit.coach) == 0;
    });
    return found;
}

std::vector<Visit> my_visits(ReadTx& tx, const Dates& dates) {
    return store::visits_of_person(tx, tx.actor(), dates);
}

std::optional<Visit> find_visit(ReadTx& tx, VisitId id) {
    auto visit = store::visit(tx, id);
    if (!visit || is_in(*visit, tx.actor())) return visit;
    return seen_by(reach_of(tx), std::move(*visit));
}

std::optional<Visit> find_visit(ReadTx& tx, VisitId id, const Reach& reach) {
    auto visit = store::visit(tx, id);
    if (!visit || is_in(*visit, tx.actor())) return visit;
    return seen_by(reach, std::move(*visit));
}

std::optional<Visit> next_visit(ReadTx& tx) {
    // The wall of the farthest building is a day away at most.
    return store::next_of_coach(tx, tx.actor(), Zone::utc().day(tx.now()).plus(-1));
}

Result<Price> try_spot(ReadTx& tx, WishId id, const Spot& wanted) {
    const auto wish = wish_of(tx, id);
    if (!wish) return wish.refusal();
    const Spot spot = filled(*wish, wanted);
    const Canvas canvas = canvas_for(tx, *wish, spot);
    std::optional<VisitId> except;
    for (const Visit& visit : canvas.visits) {
        if (visit.wish == id && visit.occurrence == occurrence_of(*wish, spot.on))
            except = visit.id;
    }
    auto price = fits(canvas, *wish, spot, except);
    if (!price) return with_next(price.refusal(), canvas, *wish, spot, except);
    return price;
}

std::vector<Place> places(ReadTx& tx, WishId id, const Dates& dates, int max) {
    const auto wish = wish_of(tx, id);
    if (!wish) return {};
    Staff staff =
        staff_of(tx, {.dates = {monday_of(dates.from), dates.until}, .land = Land::wanted});
    return places(canvas_for_places(tx, *wish, dates, std::move(staff)), *wish, dates, max);
}

Canvas canvas_for_places(ReadTx& tx, const Wish& wish, const Dates& dates, Staff&& staff) {
    const auto people = ids_of(wish);
    return canvas_of(tx,
                     {.coaches = std::nullopt,
                      .people = people,
                      .dates = {monday_of(dates.from), dates.until},
                      .chain = wish.chain.value_or(ChainId())},
                     std::move(staff));
}

std::vector<Place> places(const Canvas& canvas, const Wish& wish, const Dates& dates, int max) {
    std::vector<PersonId> ids;
    for (const CoachWeek& week : canvas.coaches) ids.push_back(week.coach);
    std::optional<VisitId> except;
    for (const Visit& visit : canvas.visits) {
        if (visit.wish == wish.id && (!wish.is_weekly || dates.holds(visit.on))) except = visit.id;
    }
    auto found = fitting(canvas, wish, dates, ids, except, 200);
    std::ranges::stable_sort(found, {}, [](const Place& place) {
        return std::pair(place.price.unknown.size() + (place.price.leaves_no_lunch ? 1 : 0),
                         place.price.travel_minutes);
    });
    if (std::ssize(found) > max) found.resize(static_cast<std::size_t>(max));
    return found;
}

Result<VisitId> book(WriteTx& tx, WishId id, const Spot& spot, Standing standing) {
    const auto wish = wish_of(tx, id);
    if (!wish) return wish.refusal();
    return take(tx, *wish, spot, standing == Standing::agreed ? State::agreed : State::proposed);
}

Result<Done> move(WriteTx& tx, VisitId id, const Spot& wanted, std::int64_t version) {
    auto visit = changeable(tx, id);
    if (!visit) return visit.refusal();
    const auto wish = wish_of(tx, visit->wish);
    if (!wish) return wish.refusal();
    if (visit->version != version) return Refusal{.key = "planner.visit_changed"};
    const Spot spot = filled(*wish, wanted);
    if (spot == spot_of(*visit)) return Done{};
    if (occurrence_of(*wish, spot.on) != visit->occurrence) {
        return Refusal{.key = "planner.no_other_week", .field = "on"};
    }
    store::take_days(tx, wish->id, spot.coach, spot.on);
    const Canvas canvas = canvas_for(tx, *wish, spot);
    auto price = fits(canvas, *wish, spot, id);
    if (!price) return with_next(price.refusal(), canvas, *wish, spot, id);
    Acts(tx).move(*visit, spot);
    if (!visit->request) return Done{};
    if (visit->state != State::agreed) return requests::free_time(tx, *visit->request);
    return requests::agree_time(tx, *visit->request, find_visit(tx, id)->begins_at());
}

Result<Done> agree(WriteTx& tx, VisitId id) {
    auto visit = changeable(tx, id);
    if (!visit) return visit.refusal();
    if (visit->state == State::agreed) return Done{};
    // Who asked for a time of the coach's waits for the coach's word; else a wish were a promise.
    const bool is_asked_by_self = visit->made_by == tx.actor() && is_in(*visit, tx.actor());
    if (is_asked_by_self && visit->coach != tx.actor()) {
        return Refusal{.key = "planner.asked_by_you", .with = {{"name", visit->coach_name}}};
    }
    Acts(tx).set_state(*visit, State::agreed, "agreed", "");
    if (!visit->request) return Done{};
    return requests::agree_time(tx, *visit->request, visit->begins_at());
}

Result<Done> cancel(WriteTx& tx, VisitId id) {
    auto visit = changeable(tx, id);
    if (!visit) return visit.refusal();
    Acts(tx).set_state(*visit, State::cancelled, "cancelled", "");
    if (visit->request) return requests::free_time(tx, *visit->request);
    return Done{};
}

Result<Done> ask_other_time(WriteTx& tx, VisitId id, std::string_view words) {
    auto visit = changeable(tx, id);
    if (!visit) return visit.refusal();
    if (!is_in(*visit, tx.actor())) return Refusal{.key = "planner.not_there"};
    if (text::length(words) > words_max) {
        return Refusal{.key = "planner.words_long",
                       .field = "words",
                       .with = {{"count", std::int64_t{words_max}}}};
    }
    Acts(tx).set_state(*visit, State::cancelled, "other_time", words);
    if (visit->request) return requests::free_time(tx, *visit->request);
    return Done{};
}

Result<Done> miss(WriteTx& tx, VisitId id) {
    auto visit = changeable(tx, id);
    if (!visit) return visit.refusal();
    if (is_in(*visit, tx.actor())) return Refusal{.key = "planner.not_yours"};
    if (visit->begins_at() > tx.now()) return Refusal{.key = "planner.not_yet"};
    Acts(tx).set_state(*visit, State::missed, "missed", "");
    return Done{};
}

}  // namespace rapport::planner
