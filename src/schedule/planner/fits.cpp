// Does a visit fit? Each thing that could be in the way is looked at, the plainest first.
#include <algorithm>

#include "kernel/text/text.hpp"
#include "schedule/planner/canvas.hpp"

namespace rapport::planner {

namespace {

using timetables::Span;
using timetables::Use;

struct Trying {
    const Canvas& canvas;
    const Wish& wish;
    const CoachWeek& week;
    Spot spot;
    Ring ring;
    std::optional<VisitId> except;
};

Refusal no(Key key, std::vector<Argument> with = {}) {
    return {.key = key, .field = "begins", .with = std::move(with)};
}

bool is_past(const Trying& t) {
    const WallTime wall = t.canvas.zone_of(t.spot.building).wall(t.canvas.now);
    if (t.spot.on != wall.day) return t.spot.on < wall.day;
    return t.spot.begins < wall.hour * 60 + wall.minute;
}

Result<Done> day_is_right(const Trying& t) {
    if (is_past(t)) return no("planner.no_past");
    if (!t.wish.dates.holds(t.spot.on)) return no("planner.no_outside_dates");
    if (t.wish.hours &&
        (t.ring.begins < t.wish.hours->begins || t.ring.ends > t.wish.hours->ends)) {
        return no("planner.no_outside_hours");
    }
    if (!t.canvas.may(t.wish, t.spot.coach)) {
        return no("planner.no_other_coach", {{"name", t.week.name}});
    }
    if (!t.canvas.calendar.of(t.spot.building).is_school_day(t.spot.on)) {
        return no("planner.no_school");
    }
    return Done{};
}

Result<Done> coach_is_there(const Trying& t) {
    const auto shift = t.canvas.shift(t.week, t.spot.on);
    if (!shift) return no("planner.no_coach_away", {{"name", t.week.name}});
    if (t.ring.begins < shift->begins || t.ring.ends > shift->ends) {
        return no("planner.no_shift", {{"name", t.week.name}});
    }
    for (const Ring& ring : t.canvas.blocked(t.week, t.spot.on)) {
        if (overlap(ring, t.ring)) return no("planner.no_blocked", {{"name", t.week.name}});
    }
    return Done{};
}

struct Neighbours {
    const Visit* before = nullptr;
    const Visit* after = nullptr;
    int minutes = 0;  // Of all of them in the week.
};

// The road there and on, beside what it was.
Result<int> road(const Trying& t, const Neighbours& near) {
    const Roads& roads = t.canvas.roads;
    const auto shift = t.canvas.shift(t.week, t.spot.on);
    const auto from = near.before != nullptr ? near.before->building : t.week.home;
    const auto to = near.after != nullptr ? near.after->building : t.week.home;
    const int there = roads.minutes(from, t.spot.building), on = roads.minutes(t.spot.building, to);
    const int left = near.before != nullptr ? near.before->ring.ends : shift->begins;
    const int due = near.after != nullptr ? near.after->ring.begins : shift->ends;
    if (left + there > t.ring.begins) {
        return no("planner.no_road_there", {{"name", t.week.name}, {"count", std::int64_t{there}}});
    }
    if (t.ring.ends + on > due) {
        return no("planner.no_road_on", {{"name", t.week.name}, {"count", std::int64_t{on}}});
    }
    return there + on - roads.minutes(from, to);
}

Result<Neighbours> coach_is_free(const Trying& t) {
    Neighbours near;
    for (const Visit* visit : t.canvas.of_coach(t.spot.coach, t.spot.on)) {
        if (t.except == visit->id) continue;
        if (overlap(visit->ring, t.ring)) {
            return no("planner.no_coach_busy", {{"name", t.week.name}});
        }
        if (visit->ring.ends <= t.ring.begins) near.before = visit;
        if (near.after == nullptr && visit->ring.begins >= t.ring.ends) near.after = visit;
    }
    const Dates dates = week_of(t.spot.on);
    for (const Visit& visit : t.canvas.visits) {
        if (visit.coach != t.spot.coach || !dates.holds(visit.on) || t.except == visit.id) continue;
        near.minutes += visit.ring.ends - visit.ring.begins;
    }
    return near;
}

Result<Done> others_are_free(const Trying& t) {
    auto at = std::ranges::lower_bound(t.canvas.visits, t.spot.on, {}, &Visit::on);
    for (; at != t.canvas.visits.end() && at->on == t.spot.on; ++at) {
        if (t.except == at->id || !overlap(at->ring, t.ring)) continue;
        if (!t.spot.room.empty() && at->room == t.spot.room && at->building == t.spot.building) {
            return no("planner.no_room", {{"room", t.spot.room}});
        }
        for (const Helped& person : t.wish.people) {
            if (std::ranges::any_of(at->people,
                                    [&](const Helped& one) { return one.id == person.id; })) {
                return no("planner.no_person_busy", {{"name", person.name}});
            }
        }
    }
    for (const Busy& busy : t.canvas.busy) {
        if (busy.on != t.spot.on || !overlap(busy.ring, t.ring)) continue;
        for (const Helped& person : t.wish.people) {
            if (person.id == busy.person) {
                return no("planner.no_person_calendar", {{"name", person.name}});
            }
        }
    }
    return Done{};
}

Result<Done> people_have_time(const Trying& t, Price& price) {
    for (const Helped& person : t.wish.people) {
        const Suiting suits = suiting(t.canvas.person_day(person.id, t.spot.on), t.wish, t.ring);
        if (suits.grade == Grade::bad) return no(suits.why, {{"name", person.name}});
        if (suits.grade == Grade::unknown) price.unknown.push_back(person.name);
        if (suits.takes_planning) price.uses_planning.push_back(person.name);
    }
    return Done{};
}

Result<Done> steps_are_in_order(const Trying& t) {
    if (!t.wish.chain) return Done{};
    bool has_before = t.wish.step == 0;
    for (const Visit& other : t.canvas.chains) {
        if (other.chain != t.wish.chain || t.except == other.id) continue;
        const std::int64_t days = t.spot.on.number() - other.on.number();
        if (other.step == t.wish.step - 1) {
            has_before = true;
            if (other.coach != t.spot.coach) {
                return no("planner.no_chain_coach", {{"name", other.coach_name}});
            }
            const bool is_after = days > 0 || (days == 0 && t.ring.begins >= other.ring.ends);
            if (!is_after || days < t.wish.gap_min || days > t.wish.gap_max) {
                return no("planner.no_chain_gap", {{"from", std::int64_t{t.wish.gap_min}},
                                                   {"until", std::int64_t{t.wish.gap_max}}});
            }
        }
        const bool is_before = days < 0 || (days == 0 && t.ring.ends <= other.ring.begins);
        if (other.step == t.wish.step + 1 && !is_before) return no("planner.no_chain_after");
    }
    if (!has_before) return no("planner.no_chain_before");
    return Done{};
}

// The longest stretch of the lunch hours that stays free.
bool leaves_no_lunch(const Trying& t) {
    if (t.week.lunch_minutes == 0) return false;
    std::vector<Ring> taken = t.canvas.blocked(t.week, t.spot.on);
    for (const Visit* visit : t.canvas.of_coach(t.spot.coach, t.spot.on)) {
        if (t.except != visit->id) taken.push_back(visit->ring);
    }
    taken.push_back(t.ring);
    std::ranges::sort(taken, {}, &Ring::begins);
    int free_from = t.week.lunch.begins, longest = 0;
    for (const Ring& ring : taken) {
        longest = std::max(longest, std::min(ring.begins, t.week.lunch.ends) - free_from);
        free_from = std::max(free_from, ring.ends);
    }
    longest = std::max(longest, t.week.lunch.ends - free_from);
    return longest < t.week.lunch_minutes;
}

Result<Price> priced(const Trying& t) {
    if (auto right = day_is_right(t); !right) return right.refusal();
    if (auto there = coach_is_there(t); !there) return there.refusal();
    const auto near = coach_is_free(t);
    if (!near) return near.refusal();
    if (auto others = others_are_free(t); !others) return others.refusal();
    Price price;
    if (auto people = people_have_time(t, price); !people) return people.refusal();
    const auto travel = road(t, *near);
    if (!travel) return travel.refusal();
    if (auto steps = steps_are_in_order(t); !steps) return steps.refusal();
    price.travel_minutes = *travel;
    const int capacity =
        capacity_of(t.week, monday_of(t.spot.on), t.canvas.absences, t.canvas.windows);
    price.week_minutes_over = std::max(0, near->minutes + t.wish.minutes - capacity);
    price.leaves_no_lunch = leaves_no_lunch(t);
    return price;
}

bool is_ready(const Span& span) { return span.use == Use::planning || span.use == Use::common; }

Key why_not(Use use) {
    if (use == Use::lunch) return Key{"planner.no_lunch"};
    if (use == Use::duty) return Key{"planner.no_duty"};
    return Key{"planner.no_teaching"};
}

Suiting suiting_lesson(const timetables::PersonDay& day, const Wish& wish, const Ring& ring) {
    bool is_known = false;  // Whoever has a timetable has no lesson but those in it.
    for (const Span& span : day.spans) {
        if (span.use != Use::unknown) is_known = true;
        if (!overlap(span.ring, ring)) continue;
        const bool holds = span.ring.begins <= ring.begins && ring.ends <= span.ring.ends;
        if (holds && is_lesson_of(span, wish)) return {.grade = Grade::good};
    }
    return {.grade = is_known ? Grade::bad : Grade::unknown, .why = Key{"planner.no_lesson"}};
}

}  // namespace

bool is_lesson_of(const Span& span, const Wish& wish) {
    if (span.use != Use::teaching) return false;
    return wish.lesson.empty() ||
           text::folded(span.title).find(text::folded(wish.lesson)) != std::string::npos;
}

Suiting suiting(const timetables::PersonDay* day, const Wish& wish, const Ring& ring) {
    if (day == nullptr) return {};
    if (!day->is_school_day) return {.grade = Grade::bad, .why = Key{"planner.no_school"}};
    if (wish.kind == Kind::in_class) return suiting_lesson(*day, wish, ring);
    Suiting suits{.grade = Grade::good};
    int covered = 0;
    for (const Span& span : day->spans) {
        if (!overlap(span.ring, ring)) continue;
        if (span.use == Use::teaching || span.use == Use::duty || span.use == Use::lunch) {
            return {.grade = Grade::bad, .why = why_not(span.use)};
        }
        if (is_ready(span)) suits.takes_planning = true;
        if (span.use == Use::unknown) continue;
        covered += std::min(span.ring.ends, ring.ends) - std::max(span.ring.begins, ring.begins);
    }
    if (covered < ring.ends - ring.begins) suits.grade = Grade::unknown;
    return suits;
}

Result<Price> fits(const Canvas& canvas, const Wish& wish, const Spot& spot,
                   const std::optional<VisitId>& except) {
    const CoachWeek* week = canvas.coach(spot.coach);
    if (week == nullptr) return no("planner.no_such_coach");
    Trying trying{canvas, wish, *week, spot, {spot.begins, spot.begins + wish.minutes}, except};
    if (!trying.spot.building) trying.spot.building = wish.building;
    if (trying.spot.room.empty()) trying.spot.room = wish.room;
    return priced(trying);
}

namespace {

// Starts worth trying on a day: when somebody's slot begins, then every five minutes of the shift.
std::vector<int> starts(const Canvas& canvas, const Wish& wish, const Ring& shift, Day on) {
    std::vector<int> found;
    for (const Helped& person : wish.people) {
        const auto* day = canvas.person_day(person.id, on);
        if (day == nullptr) continue;
        for (const Span& span : day->spans) {
            if (is_ready(span) || is_lesson_of(span, wish)) found.push_back(span.ring.begins);
        }
    }
    for (int at = shift.begins; at + wish.minutes <= shift.ends; at += 5) found.push_back(at);
    return found;
}

// Where one coach has a place that day; places do not overlap each other.
void add_places(const Canvas& canvas, const Wish& wish, const Spot& frame,
                const std::optional<VisitId>& except, std::vector<Place>& found) {
    const CoachWeek* week = canvas.coach(frame.coach);
    const auto shift = week == nullptr ? std::nullopt : canvas.shift(*week, frame.on);
    if (!shift) return;
    std::vector<Ring> chosen;
    for (const int begins : starts(canvas, wish, *shift, frame.on)) {
        const Ring ring{begins, begins + wish.minutes};
        if (std::ranges::any_of(chosen, [&](const Ring& one) { return overlap(one, ring); })) {
            continue;
        }
        Spot spot = frame;
        spot.begins = begins;
        auto price = fits(canvas, wish, spot, except);
        if (!price) continue;
        chosen.push_back(ring);
        found.push_back({std::move(spot), ring.ends, std::move(*price)});
    }
}

}  // namespace

std::vector<Place> fitting(const Canvas& canvas, const Wish& wish, const Dates& dates,
                           std::span<const PersonId> coaches, const std::optional<VisitId>& except,
                           std::size_t max) {
    std::vector<Place> found;
    for (Day on = dates.from; on <= dates.until && found.size() < max; on = on.plus(1)) {
        std::vector<Place> of_day;
        for (const PersonId coach : coaches) {
            const Spot frame{.coach = coach,
                             .on = on,
                             .begins = 0,
                             .building = wish.building,
                             .room = wish.room};
            add_places(canvas, wish, frame, except, of_day);
        }
        std::ranges::stable_sort(of_day, {}, [](const Place& place) { return place.spot.begins; });
        for (Place& place : of_day) {
            if (found.size() < max) found.push_back(std::move(place));
        }
    }
    return found;
}

}  // namespace rapport::planner
