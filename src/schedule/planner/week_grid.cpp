#include "schedule/planner/week_grid.hpp"

#include <algorithm>

namespace rapport::planner {

namespace {

// What takes time out of the shift, in the order of time.
std::vector<Stretch> taken(const CoachWeek& coach, Day on, const DayFacts& facts) {
    std::vector<Stretch> found;
    for (const Visit& visit : facts.visits) {
        if (visit.coach != coach.coach || visit.on != on) continue;
        found.push_back(
            {.is = Stretch::Is::visit, .ring = visit.ring, .visit = &visit, .words = ""});
    }
    for (const Protected& time : coach.protected_times) {
        if (time.weekday != on.weekday()) continue;
        found.push_back({.is = Stretch::Is::kept, .ring = time.ring, .words = time.words});
    }
    for (const Absence& absence : facts.absences) {
        if (absence.coach != coach.coach || !absence.dates.holds(on) || !absence.hours) continue;
        found.push_back(
            {.is = Stretch::Is::away, .ring = *absence.hours, .words = "", .absence = &absence});
    }
    std::ranges::stable_sort(found, {}, [](const Stretch& one) { return one.ring.begins; });
    return found;
}

const Absence* away_all_day(const CoachWeek& coach, Day on, const DayFacts& facts) {
    for (const Absence& absence : facts.absences) {
        const bool is_theirs = absence.coach == coach.coach && absence.dates.holds(on);
        if (is_theirs && !absence.hours) return &absence;
    }
    return nullptr;
}

}  // namespace

std::vector<Stretch> stretches(const CoachWeek& coach, Day on, const DayFacts& facts) {
    std::vector<Stretch> day = taken(coach, on, facts);
    const auto& shift = coach.shifts[static_cast<std::size_t>(on.weekday() - 1)];
    const calendar::SchoolDays school = facts.calendar->of(coach.home);
    if (const calendar::Closure* closure = school.closure_on(on)) {
        std::erase_if(day, [](const Stretch& one) { return one.is != Stretch::Is::visit; });
        day.insert(day.begin(), {.is = Stretch::Is::closed, .ring = {}, .words = closure->name});
        return day;
    }
    if (const Absence* absence = away_all_day(coach, on, facts)) {
        std::erase_if(day, [](const Stretch& one) { return one.is != Stretch::Is::visit; });
        day.insert(day.begin(),
                   {.is = Stretch::Is::away, .ring = {}, .words = "", .absence = absence});
        return day;
    }
    if (!shift) return day;
    std::vector<Stretch> filled;
    int at = shift->begins;
    const auto leave_free = [&](int until) {
        if (until - at < free_min) return;
        filled.push_back({.is = Stretch::Is::free, .ring = {at, until}, .words = ""});
    };
    for (Stretch& one : day) {
        leave_free(std::min(one.ring.begins, shift->ends));
        at = std::max(at, one.ring.ends);
        filled.push_back(std::move(one));
    }
    leave_free(shift->ends);
    return filled;
}

int planned_minutes(std::span<const Visit> visits, PersonId coach, const Dates& dates) {
    int minutes = 0;
    for (const Visit& visit : visits) {
        if (visit.coach != coach || !dates.holds(visit.on)) continue;
        if (is_live(visit.state) || visit.state == State::done) {
            minutes += visit.ring.ends - visit.ring.begins;
        }
    }
    return minutes;
}

Instant friday_before(Instant now, const Zone& zone) {
    const Day today = zone.day(now);
    const int past_saturday = (today.weekday() + 1) % 7;  // Days since Saturday began.
    return zone.instant({today.plus(-past_saturday), 0, 0});
}

}  // namespace rapport::planner
