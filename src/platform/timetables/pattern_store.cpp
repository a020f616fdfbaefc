// Writing: bells, kinds of day, plans, hours, meetings, and what people say of their slots.
#include "platform/timetables/timetables_store.hpp"

namespace rapport::timetables::store {

namespace sql {
constexpr Sql insert_grid{"timetables.insert_grid", R"(
    INSERT INTO bell_grid (district_id, id, building_id, seq, name)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql update_grid{"timetables.update_grid", R"(
    UPDATE bell_grid
       SET seq = $3, name = $4, is_former = $5
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert_period{"timetables.insert_period", R"(
    INSERT INTO bell_period (district_id, id, grid_id, seq, label, begins, ends)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql update_period{"timetables.update_period", R"(
    UPDATE bell_period
       SET seq = $3, label = $4, begins = $5, ends = $6, is_former = $7
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert_day_type{"timetables.insert_day_type", R"(
    INSERT INTO day_type (district_id, id, building_id, seq, label, grid_id, weekday, week)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr Sql update_day_type{"timetables.update_day_type", R"(
    UPDATE day_type
       SET seq = $3, label = $4, grid_id = $5, weekday = $6, week = $7, is_former = $8
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert_plan{"timetables.insert_plan", R"(
    INSERT INTO day_plan (district_id, building_id, begins_on, kind, length, on_closure)
    VALUES ($1, $2, $3, $4, $5, $6))"};
constexpr Sql insert_plan_day{"timetables.insert_plan_day", R"(
    INSERT INTO day_plan_day (district_id, building_id, begins_on, seq, day_type_id)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql remove_plan{"timetables.remove_plan", R"(
    DELETE FROM day_plan
     WHERE district_id = $1 AND building_id = $2 AND begins_on = $3)"};
constexpr Sql remove_plan_days{"timetables.remove_plan_days", R"(
    DELETE FROM day_plan_day
     WHERE district_id = $1 AND building_id = $2 AND begins_on = $3)"};
constexpr Sql insert_dated{"timetables.insert_dated", R"(
    INSERT INTO dated_day (district_id, building_id, falls_on, day_type_id, grid_id, begins, ends,
                           name)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr Sql remove_dated{"timetables.remove_dated", R"(
    DELETE FROM dated_day
     WHERE district_id = $1 AND building_id = $2 AND falls_on = $3)"};
constexpr Sql remove_hours{"timetables.remove_hours", R"(
    DELETE FROM contract_hours
     WHERE district_id = $1 AND (building_id = $2 OR person_id = $3))"};
constexpr Sql insert_hours{"timetables.insert_hours", R"(
    INSERT INTO contract_hours (district_id, id, building_id, person_id, begins, ends, lunch_begins,
                                lunch_ends)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr Sql put_said{"timetables.put_said", R"(
    INSERT INTO slot_said (district_id, person_id, day_type_id, period_id, purpose, said_at,
                           said_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (district_id, person_id, day_type_id, period_id)
           DO UPDATE SET purpose = excluded.purpose, said_at = excluded.said_at,
                         said_by = excluded.said_by)"};
constexpr Sql remove_said{"timetables.remove_said", R"(
    DELETE FROM slot_said
     WHERE district_id = $1 AND person_id = $2 AND day_type_id = $3 AND period_id = $4)"};
constexpr Sql insert_meeting{"timetables.insert_meeting", R"(
    INSERT INTO meeting (district_id, id, building_id, source_key, purpose, subject, classes, room,
                         term, begins_on, ends_on)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))"};
constexpr Sql insert_slot{"timetables.insert_slot", R"(
    INSERT INTO meeting_slot (district_id, meeting_id, day_type_id, period_id)
    VALUES ($1, $2, $3, $4))"};
constexpr Sql insert_attendee{"timetables.insert_attendee", R"(
    INSERT INTO meeting_person (district_id, meeting_id, teacher_key, person_id)
    VALUES ($1, $2, $3, $4))"};
}  // namespace sql

namespace {

std::optional<int> begin_of(const std::optional<Ring>& ring) {
    return ring ? std::optional(ring->begins) : std::nullopt;
}

std::optional<int> end_of(const std::optional<Ring>& ring) {
    return ring ? std::optional(ring->ends) : std::nullopt;
}

}  // namespace

void insert_grid(WriteTx& tx, GridId grid, BuildingId building, int seq, std::string_view name) {
    tx.run(sql::insert_grid, tx.district(), grid, building, seq, name);
}

void update_grid(WriteTx& tx, GridId grid, int seq, std::string_view name, bool is_former) {
    tx.run(sql::update_grid, tx.district(), grid, seq, name, is_former);
}

void insert_period(WriteTx& tx, GridId grid, PeriodId period, int seq, const NewPeriod& what) {
    tx.run(sql::insert_period, tx.district(), period, grid, seq, what.label, begin_of(what.ring),
           end_of(what.ring));
}

void update_period(WriteTx& tx, PeriodId period, int seq, const NewPeriod& what, bool is_former) {
    tx.run(sql::update_period, tx.district(), period, seq, what.label, begin_of(what.ring),
           end_of(what.ring), is_former);
}

void insert_day_type(WriteTx& tx, DayTypeId day, BuildingId building, int seq,
                     const NewDayType& what) {
    tx.run(sql::insert_day_type, tx.district(), day, building, seq, what.label, what.grid,
           what.weekday, what.week);
}

void update_day_type(WriteTx& tx, DayTypeId day, int seq, const NewDayType& what,
                     bool is_former) {
    tx.run(sql::update_day_type, tx.district(), day, seq, what.label, what.grid, what.weekday,
           what.week, is_former);
}

void put_plan(WriteTx& tx, BuildingId building, const DayPlan& plan) {
    remove_plan(tx, building, plan.begins_on);
    tx.run(sql::insert_plan, tx.district(), building, plan.begins_on, code(plan.kind), plan.length,
           code(plan.on_closure));
    for (const PlanDay& day : plan.days) {
        tx.run(sql::insert_plan_day, tx.district(), building, plan.begins_on, day.seq, day.day);
    }
}

bool remove_plan(WriteTx& tx, BuildingId building, Day begins_on) {
    tx.run(sql::remove_plan_days, tx.district(), building, begins_on);
    return tx.run(sql::remove_plan, tx.district(), building, begins_on) > 0;
}

void put_dated(WriteTx& tx, BuildingId building, const DatedDay& day) {
    remove_dated(tx, building, day.on);
    tx.run(sql::insert_dated, tx.district(), building, day.on, day.day, day.grid, day.begins,
           day.ends, day.name);
}

bool remove_dated(WriteTx& tx, BuildingId building, Day on) {
    return tx.run(sql::remove_dated, tx.district(), building, on) > 0;
}

void put_hours(WriteTx& tx, const std::optional<BuildingId>& building,
               const std::optional<PersonId>& person, const Hours& hours) {
    tx.run(sql::remove_hours, tx.district(), building, person);
    tx.run(sql::insert_hours, tx.district(), tx.new_id<Id<struct HoursTag>>(), building, person,
           hours.work.begins, hours.work.ends, begin_of(hours.lunch), end_of(hours.lunch));
}

void put_said(WriteTx& tx, PersonId person, const Slot& slot, Use use) {
    tx.run(sql::put_said, tx.district(), person, slot.day, slot.period, code(use), tx.now(),
           tx.actor());
}

bool remove_said(WriteTx& tx, PersonId person, const Slot& slot) {
    return tx.run(sql::remove_said, tx.district(), person, slot.day, slot.period) > 0;
}

void insert_meeting(WriteTx& tx, MeetingId id, BuildingId building,
                    const std::optional<std::string>& source_key, const NewMeeting& meeting,
                    const std::vector<Attendee>& attendees) {
    tx.run(sql::insert_meeting, tx.district(), id, building, source_key, code(meeting.use),
           meeting.subject, meeting.classes, meeting.room, meeting.term, meeting.begins_on,
           meeting.ends_on);
    for (const Slot& slot : meeting.slots) {
        tx.run(sql::insert_slot, tx.district(), id, slot.day, slot.period);
    }
    for (const Attendee& one : attendees) {
        tx.run(sql::insert_attendee, tx.district(), id, one.key, one.person);
    }
}

}  // namespace rapport::timetables::store
