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
// Those of `people` who are there and have not left, in the order given. One statement.
std::vector<PersonRow> people(ReadTx&, std::span<const PersonId> people);

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
// What may take place between two days, both inclusive. One statement each.
std::vector<SlotRow> slots_of(ReadTx&, std::span<const PersonId>, Day from, Day until);

struct SaidRow {
    PersonId person;
    Slot slot;
    Use use = Use::unknown;
};
std::vector<SaidRow> said_by(ReadTx&, std::span<const PersonId>);

// How the days of buildings are made; of dated days, those between two days. Four statements
// however many buildings.
std::vector<Pattern> patterns(ReadTx&, std::span<const BuildingId>, Day from, Day until);
// With what is kept of the past, too: grids, periods and kinds of day that are no more.
Pattern whole_pattern(ReadTx&, BuildingId);

std::vector<Unknown> unknown(ReadTx&, const std::optional<BuildingId>&, Day today, int max);
std::vector<PersonId> teachers_of(ReadTx&, BuildingId);  // By name.

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
