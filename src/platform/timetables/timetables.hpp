// When people are where: the bell grids of a building, its kinds of day (A and B, Day 1 to 6),
// which date is which, and who meets when. From that a person's day is known slot by slot:
// teaching, planning, duty, lunch, common, free, or unknown. Double bookings are facts, not errors.
// What a person says about their own planning time wins over what is inferred.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernel/db/db.hpp"
#include "platform/calendar/calendar.hpp"
#include "platform/timetables/sheet.hpp"

namespace rapport::timetables {

using MeetingId = Id<struct MeetingTag>;
using PeriodId = Id<struct PeriodTag>;
using DayTypeId = Id<struct DayTypeTag>;
using GridId = Id<struct GridTag>;

// One stretch of one person's day. Spans of a day are sorted by their begin; two of them overlap
// only when somebody is double booked.
struct Span {
    Ring ring;
    Use use = Use::unknown;
    std::string period;  // The label of the period; "" of stretches between.
    std::string title;   // Subject and class: "Science · 4B"; "" when not teaching.
    std::string room;
    std::optional<MeetingId> meeting;
    std::optional<PeriodId> period_id;
    bool is_inferred = false;  // Nobody said so: it is what the timetable leaves.
    bool is_said = false;      // The person (or a coach for them) said so.
};

struct PersonDay {
    PersonId person;
    Day on;
    std::optional<BuildingId> building;
    std::string day_type;  // "A"; "" when unknown or no school.
    std::optional<DayTypeId> day_type_id;
    bool is_school_day = false;
    std::vector<Span> spans;  // Empty on days without school; one unknown span when nothing
                              // is known of the person.
};

// Everything a planner has to know, in few statements whatever the number of people: each person's
// days from `from` to `until`, both inclusive, by person in the order given and then by day. One
// statement. People of other districts and strangers are left out.
std::vector<PersonDay> days_of(ReadTx&, std::span<const PersonId>, Day from, Day until);

// Of a building: its kind of day and the bell grid in force on a date.
struct Period {
    PeriodId id;
    std::string label;
    Ring ring;
};
struct BuildingDay {
    Day on;
    bool is_school_day = false;
    std::string day_type, grid;  // Labels; "" when the building has no timetable.
    std::vector<Period> periods;
};
std::vector<BuildingDay> days_of_building(ReadTx&, BuildingId, Day from, Day until);

// Both at once, and the calendar they were made by. One statement.
struct Knowing {
    std::span<const PersonId> people;
    std::optional<BuildingId> building;  // Whose own days are wanted too.
    Day from, until;
};
struct Known {
    std::vector<PersonDay> days;
    std::vector<BuildingDay> of_building;
    calendar::Calendar calendar;  // From `from` on, or earlier.
};
Known known_of(ReadTx&, const Knowing&);

// Whether anything is known of a person's week at all: those for whom it is not, by building.
struct Unknown {
    PersonId person;
    std::string name, building_name;
};
std::vector<Unknown> unknown_people(ReadTx&, std::optional<BuildingId>, int max);

// How a building's days are made. Every building has its own.

struct GridPeriod {
    PeriodId id;
    std::string label;
    std::optional<Ring> ring;  // None until somebody says when it rings.
};
struct Grid {
    GridId id;
    std::string name;  // "" of the only one.
    std::vector<GridPeriod> periods;
};
struct DayType {
    DayTypeId id;
    std::string label;
    std::optional<GridId> grid;  // Periods of the usual grid ring as the like-named of this one.
    std::optional<int> weekday;
    int week = 0;
};

enum class PlanKind : std::uint8_t { weekly, rotating };
std::string_view code(PlanKind);
std::optional<PlanKind> parse_plan_kind(std::string_view code);

// What a day without school does to the kinds of day: under `bump` the one that was due comes on
// the next school day (of weeks: a week without any school day does not count), under `skip` it
// is lost.
enum class OnClosure : std::uint8_t { bump, skip };
std::string_view code(OnClosure);
std::optional<OnClosure> parse_on_closure(std::string_view code);

struct PlanDay {
    int seq = 0;  // Weekly: week × 7 + weekday − 1. Rotating: the school day of the turn, from 0.
    DayTypeId day;
};
// Which date is which kind of day, from a day on until the next plan begins.
struct DayPlan {
    Day begins_on;
    PlanKind kind = PlanKind::weekly;
    int length = 1;  // Weeks, or school days.
    OnClosure on_closure = OnClosure::skip;
    std::vector<PlanDay> days;
};

// A date that differs. It keeps its place in a rotation all the same.
struct DatedDay {
    Day on;
    std::optional<DayTypeId> day;
    std::optional<GridId> grid;       // Periods ring as the like-named of this grid; others do not
                                      // take place.
    std::optional<int> begins, ends;  // A late start, an early end: minutes from midnight.
    std::string name;                 // "Early release"
};

// When people are at work, and their lunch where no period is called so.
struct Hours {
    Ring work;
    std::optional<Ring> lunch;
};

struct Pattern {
    BuildingId building;
    std::vector<Grid> grids;  // The usual one first.
    std::vector<DayType> day_types;
    std::vector<DayPlan> plans;   // By their first day.
    std::vector<DatedDay> dated;  // By date.
    std::optional<Hours> hours;
};
Pattern pattern_of(ReadTx&, BuildingId);

struct NewPeriod {
    std::string label;
    std::optional<Ring> ring;
};
struct NewGrid {
    std::string name;
    std::vector<NewPeriod> periods;
};
// The first of a building is its usual one. Refuses a name that is taken, a grid without periods,
// two periods of one label, and times that are none.
Result<GridId> make_grid(WriteTx&, BuildingId, const NewGrid&);
// A period keeps what is planned on it as long as its label stays.
Result<Done> change_grid(WriteTx&, BuildingId, GridId, const NewGrid&);

struct NewDayType {
    std::string label;
    std::optional<GridId> grid;
    std::optional<int> weekday;
    int week = 0;
};
Result<DayTypeId> make_day_type(WriteTx&, BuildingId, const NewDayType&);
Result<Done> change_day_type(WriteTx&, BuildingId, DayTypeId, const NewDayType&);

// Takes the place of a plan that begins on the same day. Refuses one without days, of another
// building's days, or of more than 12 weeks or 30 school days.
Result<Done> plan_days(WriteTx&, BuildingId, const DayPlan&);
Result<Done> unplan_days(WriteTx&, BuildingId, Day begins_on);
// Takes the place of what was said about that date.
Result<Done> date_day(WriteTx&, BuildingId, const DatedDay&);
Result<Done> undate_day(WriteTx&, BuildingId, Day);

Result<Done> set_hours(WriteTx&, BuildingId, const Hours&);
Result<Done> set_hours(WriteTx&, PersonId, const Hours&);

struct Slot {
    DayTypeId day;
    PeriodId period;
    friend auto operator<=>(const Slot&, const Slot&) = default;
};
struct NewMeeting {
    Use use = Use::teaching;
    std::string subject, classes, room, term;
    std::vector<PersonId> people;
    std::vector<Slot> slots;
    std::optional<Day> begins_on, ends_on;  // Inclusive.
};
// Of no file: it stays whatever file comes.
MeetingId make_meeting(WriteTx&, BuildingId, const NewMeeting&);

// A person's own word about a period of a kind of day, or (none) no word any more. Refuses slots
// that are not of a building where the person works or meets.
Result<Done> say_slot(WriteTx&, PersonId, const Slot&, std::optional<Use>);

// Who asks may see when this person is where: the person, those who coach or support in their
// building, and who brings timetables in. A principal may not.
bool may_see_week(const Viewer&, PersonId, const std::optional<BuildingId>& of_the_person);
bool may_see_building(const Viewer&, BuildingId);

void mount_timetables(desk::Routes&);

}  // namespace rapport::timetables
