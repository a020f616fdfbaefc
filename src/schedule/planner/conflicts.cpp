// What is booked although somebody in it is taken: a timetable came later, and bookings stay.
#include <algorithm>
#include <map>

#include "schedule/planner/acts.hpp"

namespace rapport::planner {

namespace {

bool meets(const Visit& visit, const TakenTime& taken) {
    const bool is_in_it = std::ranges::any_of(
        visit.people, [&](const Helped& one) { return one.id == taken.person; });
    return is_in_it && visit.on == taken.on && overlap(visit.ring, taken.ring);
}

}  // namespace

std::vector<std::string> booked_then(ReadTx& tx, std::span<const TakenTime> taken,
                                     const locale::Speech& speech) {
    std::vector<std::string> found;
    if (taken.empty()) return found;
    const auto [first, last] = std::ranges::minmax(taken, {}, &TakenTime::on);
    const Reach reach = reach_of(tx);
    std::map<std::string, std::int64_t> of_others;  // How many of each coach.
    for (const Visit& visit : store::visits(tx, {first.on, last.on}, std::nullopt)) {
        const bool is_met =
            std::ranges::any_of(taken, [&](const TakenTime& one) { return meets(visit, one); });
        if (!is_live(visit.state) || !is_met) continue;
        if (visit.coach != reach.person && !reach.covers(visit.building)) {
            ++of_others[visit.coach_name];
            continue;
        }
        const Zone& zone = visit.zone == nullptr ? speech.zone() : *visit.zone;
        found.push_back(
            speech.say("planner.booked_then", {{"day", speech.day(visit.on)},
                                               {"hours", hours(visit.ring, visit.on, zone, speech)},
                                               {"who", called(visit, speech)},
                                               {"name", visit.coach_name}}));
    }
    for (const auto& [name, count] : of_others) {
        found.push_back(speech.say("planner.booked_count", {{"name", name}, {"count", count}}));
    }
    return found;
}

std::vector<Conflict> conflicts(ReadTx& tx, const Dates& dates) {
    const Reach reach = reach_of(tx);
    std::vector<Conflict> found;
    if (!reach.works) return found;
    auto visits = seen_visits(tx, reach, dates, std::nullopt);
    std::erase_if(visits, [&](const Visit& visit) {
        return visit.is_veiled || !is_live(visit.state) || visit.ends_at() <= tx.now();
    });
    std::vector<PersonId> people;
    for (const Visit& visit : visits) {
        for (const Helped& one : visit.people) people.push_back(one.id);
    }
    std::ranges::sort(people);
    people.erase(std::ranges::unique(people).begin(), people.end());
    std::map<std::pair<PersonId, Day>, timetables::PersonDay> days;
    for (auto& day : timetables::days_of(tx, people, dates.from, dates.until)) {
        const std::pair key(day.person, day.on);
        days.emplace(key, std::move(day));
    }
    for (const Visit& visit : visits) {
        Wish wish;
        wish.kind = visit.kind;
        for (const Helped& one : visit.people) {
            const auto day = days.find({one.id, visit.on});
            if (day == days.end()) continue;
            const Suiting suits = suiting(&day->second, wish, visit.ring);
            if (suits.grade == Grade::bad) found.push_back({visit, one.name, suits.why});
        }
    }
    return found;
}

}  // namespace rapport::planner
