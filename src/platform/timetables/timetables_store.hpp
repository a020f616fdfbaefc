// Where bells, kinds of day, plans and meetings are kept.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/timetables/timetables.hpp"

namespace rapport::timetables::store {

struct PersonRow {
    PersonId id;
    std::optional<BuildingId> building;
    std::optional<Hours> hours;  // Their own.
};
// A person's place in a meeting, in one slot.
struct SlotRow {
    PersonId person;
    MeetingId meeting;
    BuildingId building;
    Use use = Use::teaching;
    std::string subject, classes, room;
    std::optional<Day> begins_on, ends_on;
    Slot slot;
};

struct SaidRow {
    PersonId person;
    Slot slot;
    Use use = Use::unknown;
};

// What is known of people's days between two days, both inclusive, and how the buildings they are
// in make theirs.
struct Lives {
    std::vector<PersonRow> people;  // Who is there and has not left, in the order given.
    std::vector<SlotRow> slots;
    std::vector<SaidRow> said;
    std::vector<Pattern> patterns;  // Of the buildings asked for, in that order, then the others.
    std::vector<calendar::Closure> closures;  // That those days depend on, by when they begin.
};
struct Living {
    std::span<const PersonId> people;
    std::span<const BuildingId> buildings;  // Beside those of the people.
    Day from, until;
};
inline constexpr Day first_day{1, 1, 1}, last_day{9999, 12, 31};
Lives lives(ReadTx&, const Living&);                                // One statement, however many.
std::vector<PersonRow> people(ReadTx&, std::span<const PersonId>);  // Likewise.
// With what is kept of the past, too: grids, periods and kinds of day that are no more.
Pattern whole_pattern(ReadTx&, BuildingId);

std::vector<Unknown> unknown(ReadTx&, const std::optional<BuildingId>&, Day today, int max);
struct Teacher {
    PersonId id;
    std::string name;
};
std::vector<Teacher> teachers_of(ReadTx&, BuildingId);  // By name.

bool is_building(ReadTx&, BuildingId);
bool is_slot_of(ReadTx&, PersonId, const Slot&);  // Of a building where they work or meet.

void insert_grid(WriteTx&, GridId, BuildingId, int seq, std::string_view name);
void update_grid(WriteTx&, GridId, int seq, std::string_view name, bool is_former);
void insert_period(WriteTx&, GridId, PeriodId, int seq, const NewPeriod&);
void update_period(WriteTx&, PeriodId, int seq, const NewPeriod&, bool is_former);
void insert_day_type(WriteTx&, DayTypeId, BuildingId, int seq, const NewDayType&);
void update_day_type(WriteTx&, DayTypeId, int seq, const NewDayType&, bool is_former);

void put_plan(WriteTx&, BuildingId, const DayPlan&);
bool remove_plan(WriteTx&, BuildingId, Day begins_on);
void put_dated(WriteTx&, BuildingId, const DatedDay&);
bool remove_dated(WriteTx&, BuildingId, Day);
void put_hours(WriteTx&, const std::optional<BuildingId>&, const std::optional<PersonId>&,
               const Hours&);
void put_said(WriteTx&, PersonId, const Slot&, Use);
bool remove_said(WriteTx&, PersonId, const Slot&);

struct Attendee {
    std::string key;
    std::optional<PersonId> person;
};
void insert_meeting(WriteTx&, MeetingId, BuildingId, const std::optional<std::string>& source_key,
                    const NewMeeting&, const std::vector<Attendee>&);

}  // namespace rapport::timetables::store
