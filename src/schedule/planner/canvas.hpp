// All that decides whether a visit fits: who is where when, as of one reading. Loaded in a constant
// number of statements; everything after that is arithmetic. Private to the slice.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "coaching/people/people.hpp"
#include "platform/calendar/calendar.hpp"
#include "schedule/planner/staff.hpp"
#include "schedule/planner/visits.hpp"

namespace rapport::planner {

// Something in somebody's own calendar; only that, not what.
struct Busy {
    PersonId person;
    Day on;
    Ring ring;
};

struct Canvas {
    Reach reach;
    Instant now;
    Dates dates;
    std::vector<CoachWeek> coaches;
    std::vector<Worker> workers;
    Roads roads;
    std::vector<Absence> absences;
    std::vector<Window> windows;
    calendar::Calendar calendar;
    std::vector<coachees::Building> buildings;
    std::vector<Visit> visits;  // Placed ones within the dates, of the whole district.
    std::vector<Visit> chains;  // Placed steps of chains, within the dates or not.
    std::vector<timetables::PersonDay> days;
    std::vector<Busy> busy;
    std::map<std::pair<PersonId, Day>, std::size_t> day_of;  // Into `days`.

    const CoachWeek* coach(PersonId) const;
    const timetables::PersonDay* person_day(PersonId, Day) const;
    const Zone& zone_of(const std::optional<BuildingId>&) const;
    std::string building_name(const std::optional<BuildingId>&) const;
    // When the coach is there: the shift, cut by absences at its ends; none: not that day.
    std::optional<Ring> shift(const CoachWeek&, Day) const;
    // What nobody may book within it: protected time, absences in the middle, the own calendar.
    std::vector<Ring> blocked(const CoachWeek&, Day) const;
    std::vector<const Visit*> of_coach(PersonId, Day) const;  // In the order of time.
    bool may(const Wish&, PersonId coach) const;              // Is it theirs to do?
};

struct Canvassing {
    std::optional<std::span<const PersonId>> coaches;  // None: all that the actor plans for.
    std::span<const PersonId> people;
    Dates dates;                   // Whole weeks.
    std::optional<ChainId> chain;  // Whose placed steps are wanted; none: of all open wishes; the
                                   // empty one: of none.
    // One booking, which reads no more than concerns it: others book at the same time.
    struct Booking {
        WishId wish;
        Spot spot;
    };
    std::optional<Booking> booking;
};
Canvas canvas_of(ReadTx&, const Canvassing&);
Canvas canvas_of(ReadTx&, const Canvassing&,
                 Staff&&);  // With the staff of those dates, read before.

inline bool overlap(const Ring& a, const Ring& b) { return a.begins < b.ends && b.begins < a.ends; }

// Whether a wish fits there, what it costs, or why not. `except` is the visit that moves.
Result<Price> fits(const Canvas&, const Wish&, const Spot&, const std::optional<VisitId>& except);
// Where it fits within the dates, soonest first; starts that crowd each other are left out.
std::vector<Place> fitting(const Canvas&, const Wish&, const Dates&,
                           std::span<const PersonId> coaches, const std::optional<VisitId>& except,
                           std::size_t max);

// All that decides where this wish could be within the dates, with anybody the actor plans for.
Canvas canvas_for_places(ReadTx&, const Wish&, const Dates&, Staff&&);
// places(), as of that canvas.
std::vector<Place> places(const Canvas&, const Wish&, const Dates&, int max);

// How a person's day takes a visit of this kind.
enum class Grade : std::uint8_t { good, unknown, bad };
struct Suiting {
    Grade grade = Grade::unknown;
    Key why = Key{"planner.no_teaching"};  // When bad.
    bool takes_planning = false;
};
Suiting suiting(const timetables::PersonDay*, const Wish&, const Ring&);
bool is_lesson_of(const timetables::Span&, const Wish&);

}  // namespace rapport::planner
