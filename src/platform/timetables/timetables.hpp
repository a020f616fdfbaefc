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
    bool is_school_day = false;
    std::vector<Span> spans;  // Empty on days without school; one unknown span when nothing
                              // is known of the person.
};

// Everything a planner has to know, in few statements whatever the number of people: each person's
// days from `from` to `until`, both inclusive, by person in the order given and then by day. At
// most 8 statements. People of other districts and strangers are left out.
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

// Whether anything is known of a person's week at all: those for whom it is not, by building.
struct Unknown {
    PersonId person;
    std::string name, building_name;
};
std::vector<Unknown> unknown_people(ReadTx&, std::optional<BuildingId>, int max);

}  // namespace rapport::timetables
