#include "schedule/planner/canvas.hpp"

#include <algorithm>

#include "schedule/calendars/calendars.hpp"
#include "schedule/planner/staff.hpp"
#include "schedule/planner/visits_store.hpp"

namespace rapport::planner {

namespace {

// A stretch of somebody's own calendar, cut into the days of the district's wall.
void add_busy(PersonId person, const ical::Span& span, Canvas& canvas) {
    const Zone& zone = *canvas.reach.zone;
    const WallTime begins = zone.wall(span.begins_at), ends = zone.wall(span.ends_at);
    for (Day on = std::max(begins.day, canvas.dates.from);
         on <= std::min(ends.day, canvas.dates.until); on = on.plus(1)) {
        const Ring ring{on == begins.day ? begins.hour * 60 + begins.minute : 0,
                        on == ends.day ? ends.hour * 60 + ends.minute : 1440};
        if (ring.begins < ring.ends) canvas.busy.push_back({person, on, ring});
    }
}

void load_busy(ReadTx& tx, const Canvassing& wanted, Canvas& canvas) {
    std::vector<PersonId> everybody;
    for (const CoachWeek& week : canvas.coaches) everybody.push_back(week.coach);
    everybody.insert(everybody.end(), wanted.people.begin(), wanted.people.end());
    const Zone& zone = *canvas.reach.zone;
    const Instant from = zone.instant({wanted.dates.from, 0, 0});
    const Instant until = zone.instant({wanted.dates.until.plus(1), 0, 0});
    for (const auto& times : calendars::busy_of(tx, everybody, from, until)) {
        for (const ical::Span& span : times.spans) add_busy(times.person, span, canvas);
    }
}

}  // namespace

Canvas canvas_of(ReadTx& tx, const Canvassing& wanted) {
    Staffing staffing{.dates = wanted.dates, .land = Land::wanted};
    if (wanted.booking) staffing.coach = wanted.booking->spot.coach;
    return canvas_of(tx, wanted, staff_of(tx, staffing));
}

Canvas canvas_of(ReadTx& tx, const Canvassing& wanted, Staff&& staff) {
    Canvas canvas;
    canvas.coaches = wanted.coaches ? weeks_of(staff, *wanted.coaches) : coaches(staff);
    canvas.reach = std::move(staff.reach);
    canvas.now = tx.now();
    canvas.dates = wanted.dates;
    canvas.workers = std::move(staff.workers);
    canvas.roads = std::move(staff.roads);
    canvas.absences = std::move(staff.absences);
    canvas.windows = std::move(staff.windows);
    canvas.buildings = std::move(staff.buildings);
    canvas.visits = wanted.booking ? store::visits_about(tx, wanted.booking->wish,
                                                         wanted.booking->spot, wanted.dates)
                                   : store::visits(tx, wanted.dates, std::nullopt);
    if (!wanted.chain) canvas.chains = store::visits_of_chains(tx, wanted.dates);
    if (wanted.chain && *wanted.chain != ChainId()) {
        canvas.chains = store::visits_of_chain(tx, *wanted.chain);
    }
    auto known = timetables::known_of(tx, {.people = wanted.people,
                                           .building = std::nullopt,
                                           .from = wanted.dates.from,
                                           .until = wanted.dates.until});
    canvas.days = std::move(known.days);
    canvas.calendar = std::move(known.calendar);
    load_busy(tx, wanted, canvas);
    for (std::size_t i = 0; i < canvas.days.size(); ++i) {
        canvas.day_of[{canvas.days[i].person, canvas.days[i].on}] = i;
    }
    return canvas;
}

const CoachWeek* Canvas::coach(PersonId id) const {
    const auto at = std::ranges::find(coaches, id, &CoachWeek::coach);
    return at == coaches.end() ? nullptr : &*at;
}

const timetables::PersonDay* Canvas::person_day(PersonId person, Day on) const {
    const auto at = day_of.find({person, on});
    return at == day_of.end() ? nullptr : &days[at->second];
}

const Zone& Canvas::zone_of(const std::optional<BuildingId>& building) const {
    for (const auto& one : buildings) {
        if (building != one.id) continue;
        if (const Zone* zone = Zone::find(one.zone)) return *zone;
    }
    return *reach.zone;
}

std::string Canvas::building_name(const std::optional<BuildingId>& building) const {
    for (const auto& one : buildings) {
        if (building == one.id) return one.name;
    }
    return "";
}

std::optional<Ring> Canvas::shift(const CoachWeek& week, Day on) const {
    auto shift = week.shifts[static_cast<std::size_t>(on.weekday() - 1)];
    for (const Absence& absence : absences) {
        if (!shift || absence.coach != week.coach || !absence.dates.holds(on)) continue;
        if (!absence.hours) return std::nullopt;
        if (absence.hours->begins <= shift->begins) {
            shift->begins = std::max(shift->begins, absence.hours->ends);
        } else if (absence.hours->ends >= shift->ends) {
            shift->ends = std::min(shift->ends, absence.hours->begins);
        }
        if (shift->begins >= shift->ends) return std::nullopt;
    }
    return shift;
}

std::vector<Ring> Canvas::blocked(const CoachWeek& week, Day on) const {
    std::vector<Ring> found;
    for (const Protected& time : week.protected_times) {
        if (time.weekday == on.weekday()) found.push_back(time.ring);
    }
    for (const Absence& absence : absences) {
        if (absence.coach == week.coach && absence.hours && absence.dates.holds(on)) {
            found.push_back(*absence.hours);
        }
    }
    for (const Busy& one : busy) {
        if (one.person == week.coach && one.on == on) found.push_back(one.ring);
    }
    std::ranges::sort(found, {}, &Ring::begins);
    return found;
}

std::vector<const Visit*> Canvas::of_coach(PersonId coach, Day on) const {
    std::vector<const Visit*> found;
    auto at = std::ranges::lower_bound(visits, on, {}, &Visit::on);
    for (; at != visits.end() && at->on == on; ++at) {
        if (at->coach == coach) found.push_back(&*at);
    }
    return found;
}

bool Canvas::may(const Wish& wish, PersonId coach) const {
    if (!wish.coaches.empty()) return std::ranges::count(wish.coaches, coach) > 0;
    const auto at = std::ranges::find(workers, coach, &Worker::id);
    return at != workers.end() && at->covers(wish.building);
}

}  // namespace rapport::planner
