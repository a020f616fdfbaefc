// Weeks, wishes, visits and proposals as programs read them.
#include <fmt/format.h>

#include <boost/json.hpp>

#include "schedule/planner/planner_pages.hpp"

namespace rapport::planner {

namespace json = boost::json;

namespace {

template <class Maybe>
json::value id_or_null(const Maybe& maybe) {
    return maybe ? json::value(maybe->text()) : json::value(nullptr);
}

json::array people_json(const std::vector<Helped>& people) {
    json::array array;
    for (const Helped& person : people) {
        array.push_back(json::object{{"id", person.id.text()}, {"name", person.name}});
    }
    return array;
}

std::string ring_text(const Ring& ring) { return wall(ring.begins) + "-" + wall(ring.ends); }

json::value spot_json(const std::optional<Spot>& spot) {
    if (!spot) return nullptr;
    return json::object{{"coach", spot->coach.text()},
                        {"on", spot->on.iso()},
                        {"begins", wall(spot->begins)},
                        {"building", id_or_null(spot->building)}};
}

json::object tally_json(const Tally& tally) {
    return {{"placed", tally.placed},
            {"wishes", tally.wishes},
            {"reached", tally.reached},
            {"travel_minutes", tally.travel_minutes},
            {"value", tally.value},
            {"cycles", tally.cycles}};
}

}  // namespace

json::object json_of(const Visit& visit) {
    return {{"id", visit.id.text()},
            {"wish", visit.wish.text()},
            {"kind", code(visit.kind)},
            {"title", visit.title},
            {"team", visit.team_name},
            {"coach", visit.coach.text()},
            {"coach_name", visit.coach_name},
            {"on", visit.on.iso()},
            {"begins", wall(visit.ring.begins)},
            {"ends", wall(visit.ring.ends)},
            {"begins_at", visit.begins_at().rfc3339()},
            {"building", id_or_null(visit.building)},
            {"building_name", visit.building_name},
            {"room", visit.room},
            {"state", code(visit.state)},
            {"is_pinned", visit.is_pinned},
            {"is_veiled", visit.is_veiled},
            {"people", people_json(visit.people)},
            {"request", id_or_null(visit.request)},
            {"contact", id_or_null(visit.contact)},
            {"version", visit.version}};
}

json::object json_of(const Wish& wish) {
    json::array coaches;
    for (const PersonId coach : wish.coaches) coaches.emplace_back(coach.text());
    return {{"id", wish.id.text()},
            {"kind", code(wish.kind)},
            {"title", wish.title},
            {"people", people_json(wish.people)},
            {"team", id_or_null(wish.team)},
            {"building", id_or_null(wish.building)},
            {"room", wish.room},
            {"minutes", wish.minutes},
            {"weight", wish.weight},
            {"from", wish.dates.from.iso()},
            {"until", wish.dates.until.iso()},
            {"hours", wish.hours ? json::value(ring_text(*wish.hours)) : json::value(nullptr)},
            {"is_weekly", wish.is_weekly},
            {"lesson", wish.lesson},
            {"coaches", std::move(coaches)},
            {"chain", id_or_null(wish.chain)},
            {"step", wish.step},
            {"gap_min", wish.gap_min},
            {"gap_max", wish.gap_max},
            {"request", id_or_null(wish.request)},
            {"is_over", wish.is_over}};
}

json::object json_of(const CoachWeek& week) {
    json::array shifts, times;
    for (int day = 1; day <= 7; ++day) {
        const auto& shift = week.shifts[static_cast<std::size_t>(day - 1)];
        if (shift) shifts.emplace_back(std::to_string(day) + " " + ring_text(*shift));
    }
    for (const Protected& time : week.protected_times) {
        times.emplace_back(std::to_string(time.weekday) + " " + ring_text(time.ring) + " " +
                           time.words);
    }
    return {{"coach", week.coach.text()},
            {"name", week.name},
            {"home", id_or_null(week.home)},
            {"shifts", std::move(shifts)},
            {"protected", std::move(times)},
            {"fte_percent", week.fte_percent},
            {"capacity_minutes", week.capacity_minutes},
            {"lunch_minutes", week.lunch_minutes},
            {"lunch", ring_text(week.lunch)},
            {"preparation_minutes", week.preparation_minutes},
            {"is_said", week.is_said},
            {"version", week.version}};
}

json::object json_of(const Price& price, const locale::Speech& speech) {
    json::array said, planning, unknown;
    for (const std::string& one : sentences(price, speech)) said.emplace_back(one);
    for (const std::string& one : price.uses_planning) planning.emplace_back(one);
    for (const std::string& one : price.unknown) unknown.emplace_back(one);
    return {{"travel_minutes", price.travel_minutes},
            {"week_minutes_over", price.week_minutes_over},
            {"leaves_no_lunch", price.leaves_no_lunch},
            {"uses_planning", std::move(planning)},
            {"unknown", std::move(unknown)},
            {"sentences", std::move(said)}};
}

json::object json_of(const Place& place, const locale::Speech& speech) {
    return {{"coach", place.spot.coach.text()},
            {"on", place.spot.on.iso()},
            {"begins", wall(place.spot.begins)},
            {"ends", wall(place.ends)},
            {"price", json_of(place.price, speech)}};
}

json::object json_of(const Proposal& proposal) {
    return {{"id", proposal.id.text()},
            {"purpose", code(proposal.purpose)},
            {"progress", code(proposal.progress)},
            {"made_by_name", proposal.made_by_name},
            {"made_at", proposal.made_at.rfc3339()},
            {"from", proposal.ordered.dates.from.iso()},
            {"until", proposal.ordered.dates.until.iso()},
            {"took_ms", static_cast<std::int64_t>(proposal.seconds * 1000)},
            {"gap_percent", proposal.gap_percent
                                ? json::value(fmt::format("{:.2f}", *proposal.gap_percent))
                                : json::value(nullptr)},
            {"before", tally_json(proposal.before)},
            {"after", tally_json(proposal.after)}};
}

json::object json_of(const Comparison& comparison, const locale::Speech& speech) {
    json::array moves, waiting;
    for (const Move& move : comparison.moves) {
        moves.push_back(json::object{{"id", move.id.text()},
                                     {"fate", code(move.fate)},
                                     {"wish", move.wish.id.text()},
                                     {"who", called(move.wish, speech)},
                                     {"visit", id_or_null(move.visit)},
                                     {"before", spot_json(move.before)},
                                     {"after", spot_json(move.after)},
                                     {"minutes", move.minutes},
                                     {"is_accepted", move.is_accepted}});
    }
    for (const Waiting& one : comparison.waiting) {
        waiting.push_back(json::object{{"wish", one.wish.id.text()},
                                       {"who", called(one.wish, speech)},
                                       {"why", one.why},
                                       {"what_helps", one.what_helps},
                                       {"is_confirmed", one.is_confirmed}});
    }
    return {{"fresh", comparison.fresh},
            {"moved", comparison.moved},
            {"gone", comparison.gone},
            {"kept", comparison.kept},
            {"promises_lost", comparison.promises_lost},
            {"moves", std::move(moves)},
            {"waiting", std::move(waiting)}};
}

}  // namespace rapport::planner
