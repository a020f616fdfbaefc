#include "schedule/planner/weeks_store.hpp"

#include "platform/desk/desk.hpp"

namespace rapport::planner {

namespace sql {
constexpr Sql reach{"planner.reach", R"(
    SELECT d.zone, COALESCE(h.role, ''), h.building_id, COALESCE(h.begins_on, ''),
           COALESCE(h.ends_on, '')
      FROM district d
      LEFT JOIN role_held h ON h.district_id = $1 AND h.person_id = $2
     WHERE d.id = $1)"};
constexpr Sql workers{"planner.workers", R"(
    SELECT p.id, p.name, h.building_id
      FROM role_held h
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE h.district_id = $1 AND h.role IN ('coach', 'technician')
       AND (h.begins_on IS NULL OR h.begins_on <= $2)
       AND (h.ends_on IS NULL OR h.ends_on >= $2)
       AND (p.ended_on IS NULL OR p.ended_on > $2)
     ORDER BY p.sort_name, p.id, h.id)"};
constexpr Sql save_week{"planner.save_week", R"(
    INSERT INTO coach_week (district_id, coach_id, home_id, fte_percent, capacity_minutes,
                            lunch_minutes, lunch_begins, lunch_ends, preparation_minutes, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)
        ON CONFLICT (district_id, coach_id) DO UPDATE
       SET home_id = excluded.home_id, fte_percent = excluded.fte_percent,
           capacity_minutes = excluded.capacity_minutes, lunch_minutes = excluded.lunch_minutes,
           lunch_begins = excluded.lunch_begins, lunch_ends = excluded.lunch_ends,
           preparation_minutes = excluded.preparation_minutes, version = coach_week.version + 1)"};
constexpr Sql forget_hours{"planner.forget_hours", R"(
    DELETE FROM coach_hours
     WHERE district_id = $1 AND coach_id = $2)"};
constexpr Sql save_hours{"planner.save_hours", R"(
    INSERT INTO coach_hours (district_id, coach_id, weekday, meant_for, begins, ends, words)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql save_travel{"planner.save_travel", R"(
    INSERT INTO travel_time (district_id, from_id, to_id, minutes)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT (district_id, from_id, to_id) DO UPDATE SET minutes = excluded.minutes)"};
constexpr Sql absence{"planner.absence", R"(
    SELECT a.id, a.coach_id, p.name, a.why, a.begins_on, a.ends_on, a.begins, a.ends
      FROM absence a
      JOIN person p ON p.district_id = a.district_id AND p.id = a.coach_id
     WHERE a.district_id = $1 AND a.id = $2)"};
constexpr Sql insert_absence{"planner.insert_absence", R"(
    INSERT INTO absence (district_id, id, coach_id, why, begins_on, ends_on, begins, ends)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr Sql remove_absence{"planner.remove_absence", R"(
    DELETE FROM absence
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert_window{"planner.insert_window", R"(
    INSERT INTO capacity_window (district_id, id, kind, name, building_id, begins_on, ends_on,
                                 percent)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr Sql remove_window{"planner.remove_window", R"(
    DELETE FROM capacity_window
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql is_building{"planner.is_building", R"(
    SELECT COUNT(*)
      FROM building
     WHERE district_id = $1 AND id = $2 AND ended_on IS NULL)"};
}  // namespace sql

namespace {

bool is_in_force(const db::Row& row, Day today) {
    const std::string on = today.iso();
    const auto begins = row.view(3), ends = row.view(4);
    return (begins.empty() || begins <= on) && (ends.empty() || ends >= on);
}

Absence absence_of(const db::Row& row) {
    Absence absence{.id = row.id<AbsenceId>(0),
                    .coach = row.id<PersonId>(1),
                    .coach_name = row.text(2),
                    .why = parse_away(row.view(3)).value_or(Away::other),
                    .dates = {row.day(4), row.day(5)},
                    .hours = std::nullopt};
    if (!row.is_null(6) && !row.is_null(7)) {
        absence.hours = Ring{static_cast<int>(row.integer(6)), static_cast<int>(row.integer(7))};
    }
    return absence;
}

}  // namespace

Reach reach_of(ReadTx& tx) {
    Reach reach;
    reach.person = tx.actor();
    reach.zone = &Zone::utc();
    bool evaluates = false;
    tx.each(
        sql::reach,
        [&](const db::Row& row) {
            if (const Zone* zone = Zone::find(row.view(0))) reach.zone = zone;
            reach.today = reach.zone->day(tx.now());
            Role role;
            if (!parse_role(row.view(1), role) || !is_in_force(row, reach.today)) return;
            if (role == Role::principal) evaluates = true;
            if (role != Role::coach && role != Role::technician) return;
            reach.works = true;
            if (row.is_null(2)) reach.everywhere = true;
            if (!row.is_null(2)) reach.buildings.push_back(row.id<BuildingId>(2));
        },
        tx.district(), tx.actor());
    if (evaluates) reach.works = false;
    return reach;
}

std::vector<Worker> workers(ReadTx& tx, Day today) {
    std::vector<Worker> found;
    tx.each(
        sql::workers,
        [&](const db::Row& row) {
            const auto id = row.id<PersonId>(0);
            if (found.empty() || found.back().id != id) {
                found.push_back({.id = id, .name = row.text(1), .buildings = {}});
            }
            if (row.is_null(2)) found.back().everywhere = true;
            if (!row.is_null(2)) found.back().buildings.push_back(row.id<BuildingId>(2));
        },
        tx.district(), today);
    return found;
}

namespace store {

void save(WriteTx& tx, const CoachWeek& week) {
    tx.run(sql::save_week, tx.district(), week.coach, week.home, week.fte_percent,
           week.capacity_minutes, week.lunch_minutes, week.lunch.begins, week.lunch.ends,
           week.preparation_minutes);
    tx.run(sql::forget_hours, tx.district(), week.coach);
    for (int weekday = 1; weekday <= 7; ++weekday) {
        const auto& shift = week.shifts[static_cast<std::size_t>(weekday - 1)];
        if (!shift) continue;
        tx.run(sql::save_hours, tx.district(), week.coach, weekday, "shift", shift->begins,
               shift->ends, "");
    }
    for (const Protected& time : week.protected_times) {
        tx.run(sql::save_hours, tx.district(), week.coach, time.weekday, "protected",
               time.ring.begins, time.ring.ends, time.words);
    }
}

void save(WriteTx& tx, const Travel& travel) {
    tx.run(sql::save_travel, tx.district(), travel.from, travel.to, travel.minutes);
}

std::optional<Absence> absence(ReadTx& tx, AbsenceId id) {
    return tx.maybe<Absence>(sql::absence, absence_of, tx.district(), id);
}

void insert(WriteTx& tx, const Absence& absence) {
    std::optional<std::int64_t> begins, ends;
    if (absence.hours) begins = absence.hours->begins;
    if (absence.hours) ends = absence.hours->ends;
    tx.run(sql::insert_absence, tx.district(), absence.id, absence.coach, code(absence.why),
           absence.dates.from, absence.dates.until, begins, ends);
}

void remove(WriteTx& tx, AbsenceId id) { tx.run(sql::remove_absence, tx.district(), id); }

void insert(WriteTx& tx, const Window& window) {
    tx.run(sql::insert_window, tx.district(), window.id, code(window.kind), window.name,
           window.building, window.dates.from, window.dates.until, window.percent);
}

bool remove(WriteTx& tx, WindowId id) { return tx.run(sql::remove_window, tx.district(), id) > 0; }

bool is_building(ReadTx& tx, BuildingId building) {
    return tx.number(sql::is_building, tx.district(), building) > 0;
}

}  // namespace store

}  // namespace rapport::planner
