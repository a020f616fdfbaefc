// Reading: people and their slots, how days are made.
#include "platform/timetables/timetables_store.hpp"

#include <algorithm>

namespace rapport::timetables::store {

namespace sql {
// Ids are all of one length, so a list of them travels as one text: $2 holds $3 of them.
constexpr Sql people{"timetables.people", R"(
    WITH RECURSIVE wanted (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM wanted WHERE n + 1 < $3
    )
    SELECT p.id, p.building_id, h.begins, h.ends, h.lunch_begins, h.lunch_ends
      FROM wanted
      JOIN person p ON p.district_id = $1 AND p.id = SUBSTR($2, wanted.n * 26 + 1, 26)
      LEFT JOIN contract_hours h ON h.district_id = p.district_id AND h.person_id = p.id
     WHERE p.ended_on IS NULL
     ORDER BY wanted.n)"};
constexpr Sql slots_of{"timetables.slots_of", R"(
    WITH RECURSIVE wanted (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM wanted WHERE n + 1 < $3
    )
    SELECT x.person_id, m.id, m.building_id, m.purpose, m.subject, m.classes, m.room, m.begins_on,
           m.ends_on, s.day_type_id, s.period_id
      FROM wanted
      JOIN meeting_person x
        ON x.district_id = $1 AND x.person_id = SUBSTR($2, wanted.n * 26 + 1, 26)
      JOIN meeting m ON m.district_id = x.district_id AND m.id = x.meeting_id
      JOIN meeting_slot s ON s.district_id = m.district_id AND s.meeting_id = m.id
     WHERE COALESCE(m.ends_on, $4) >= $4 AND COALESCE(m.begins_on, $5) <= $5
     ORDER BY wanted.n, m.id, s.day_type_id, s.period_id)"};
constexpr Sql said_by{"timetables.said_by", R"(
    WITH RECURSIVE wanted (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM wanted WHERE n + 1 < $3
    )
    SELECT s.person_id, s.day_type_id, s.period_id, s.purpose
      FROM wanted
      JOIN slot_said s ON s.district_id = $1 AND s.person_id = SUBSTR($2, wanted.n * 26 + 1, 26))"};
constexpr Sql grids{"timetables.grids", R"(
    WITH RECURSIVE wanted (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM wanted WHERE n + 1 < $3
    )
    SELECT g.building_id, g.id, g.name, p.id, p.label, p.begins, p.ends
      FROM wanted
      JOIN bell_grid g
        ON g.district_id = $1 AND g.building_id = SUBSTR($2, wanted.n * 26 + 1, 26)
      LEFT JOIN bell_period p
        ON p.district_id = g.district_id AND p.grid_id = g.id AND (NOT p.is_former OR $4)
     WHERE NOT g.is_former OR $4
     ORDER BY wanted.n, g.is_former, g.seq, g.id, p.is_former, p.seq, p.id)"};
constexpr Sql day_types{"timetables.day_types", R"(
    WITH RECURSIVE wanted (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM wanted WHERE n + 1 < $3
    )
    SELECT b.id, h.begins, h.ends, h.lunch_begins, h.lunch_ends, t.id, t.label, t.grid_id,
           t.weekday, t.week
      FROM wanted
      JOIN building b ON b.district_id = $1 AND b.id = SUBSTR($2, wanted.n * 26 + 1, 26)
      LEFT JOIN contract_hours h ON h.district_id = b.district_id AND h.building_id = b.id
      LEFT JOIN day_type t
        ON t.district_id = b.district_id AND t.building_id = b.id AND (NOT t.is_former OR $4)
     ORDER BY wanted.n, t.is_former, t.seq, t.id)"};
constexpr Sql plans{"timetables.plans", R"(
    WITH RECURSIVE wanted (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM wanted WHERE n + 1 < $3
    )
    SELECT p.building_id, p.begins_on, p.kind, p.length, p.on_closure, d.seq, d.day_type_id
      FROM wanted
      JOIN day_plan p ON p.district_id = $1 AND p.building_id = SUBSTR($2, wanted.n * 26 + 1, 26)
      LEFT JOIN day_plan_day d
        ON d.district_id = p.district_id AND d.building_id = p.building_id
       AND d.begins_on = p.begins_on
     ORDER BY wanted.n, p.begins_on, d.seq)"};
constexpr Sql dated{"timetables.dated", R"(
    WITH RECURSIVE wanted (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM wanted WHERE n + 1 < $3
    )
    SELECT d.building_id, d.falls_on, d.day_type_id, d.grid_id, d.begins, d.ends, d.name
      FROM wanted
      JOIN dated_day d ON d.district_id = $1 AND d.building_id = SUBSTR($2, wanted.n * 26 + 1, 26)
     WHERE d.falls_on >= $4 AND d.falls_on <= $5
     ORDER BY wanted.n, d.falls_on)"};
// Of those who teach and have not left: nobody meets them, and they said nothing.
constexpr Sql unknown{"timetables.unknown", R"(
    SELECT DISTINCT p.id, p.name, COALESCE(b.name, '') AS building, p.sort_name
      FROM person p
      JOIN role_held r ON r.district_id = p.district_id AND r.person_id = p.id
                      AND r.role = 'teacher' AND COALESCE(r.ends_on, $3) >= $3
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.ended_on IS NULL AND ($2 = '' OR p.building_id = $2)
       AND NOT EXISTS (SELECT 1
                         FROM meeting_person x
                         JOIN meeting m ON m.district_id = x.district_id AND m.id = x.meeting_id
                        WHERE x.district_id = $1 AND x.person_id = p.id
                          AND COALESCE(m.ends_on, $3) >= $3)
       AND NOT EXISTS (SELECT 1
                         FROM slot_said s
                        WHERE s.district_id = $1 AND s.person_id = p.id)
     ORDER BY building, p.sort_name, p.id
     LIMIT $4)"};
constexpr Sql teachers_of{"timetables.teachers_of", R"(
    SELECT p.id
      FROM person p
     WHERE p.district_id = $1 AND p.building_id = $2 AND p.ended_on IS NULL
       AND EXISTS (SELECT 1
                     FROM role_held r
                    WHERE r.district_id = $1 AND r.person_id = p.id AND r.role = 'teacher')
     ORDER BY p.sort_name, p.id)"};
constexpr Sql is_building{"timetables.is_building", R"(
    SELECT COUNT(*)
      FROM building
     WHERE district_id = $1 AND id = $2 AND ended_on IS NULL)"};
constexpr Sql is_slot_of{"timetables.is_slot_of", R"(
    SELECT COUNT(*)
      FROM day_type t
      JOIN bell_grid g ON g.district_id = t.district_id AND g.building_id = t.building_id
      JOIN bell_period b ON b.district_id = g.district_id AND b.grid_id = g.id AND b.id = $4
     WHERE t.district_id = $1 AND t.id = $3
       AND (EXISTS (SELECT 1
                      FROM person p
                     WHERE p.district_id = $1 AND p.id = $2 AND p.building_id = t.building_id
                       AND p.ended_on IS NULL)
            OR EXISTS (SELECT 1
                         FROM meeting_person x
                         JOIN meeting m ON m.district_id = x.district_id AND m.id = x.meeting_id
                        WHERE x.district_id = $1 AND x.person_id = $2
                          AND m.building_id = t.building_id)))"};
}  // namespace sql

namespace {

// All ids one after the other, as the statements above take them apart.
template <class IdType>
std::string row_of(std::span<const IdType> ids) {
    std::string row;
    row.reserve(ids.size() * id_length);
    for (const IdType& id : ids) row += id.view();
    return row;
}

std::optional<int> maybe_minutes(const db::Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return static_cast<int>(row.integer(column));
}

std::optional<Ring> maybe_ring(const db::Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Ring{static_cast<int>(row.integer(column)), static_cast<int>(row.integer(column + 1))};
}

std::optional<Hours> maybe_hours(const db::Row& row, int column) {
    const auto work = maybe_ring(row, column);
    if (!work) return std::nullopt;
    return Hours{*work, maybe_ring(row, column + 2)};
}

Use use_at(const db::Row& row, int column) {
    const auto use = parse_use(row.view(column));
    must(use.has_value(), "a stored purpose is none");
    return *use;
}

std::int64_t count_of(std::size_t size) { return static_cast<std::int64_t>(size); }

// The rows of several statements, each put with its building.
class Gathering {
  public:
    Gathering(ReadTx& tx, std::span<const BuildingId> buildings, bool with_former)
        : tx_(tx), ids_(row_of(buildings)), count_(count_of(buildings.size())),
          with_former_(with_former) {
        for (const BuildingId& id : buildings) {
            Pattern pattern;
            pattern.building = id;
            found_.push_back(std::move(pattern));
        }
    }

    std::vector<Pattern> gather(Day from, Day until) {
        tx_.each(sql::grids, [&](const db::Row& row) { add_grid(row); }, tx_.district(), ids_,
                 count_, with_former_);
        tx_.each(sql::day_types, [&](const db::Row& row) { add_day_type(row); }, tx_.district(),
                 ids_, count_, with_former_);
        tx_.each(sql::plans, [&](const db::Row& row) { add_plan(row); }, tx_.district(), ids_,
                 count_);
        tx_.each(sql::dated, [&](const db::Row& row) { add_dated(row); }, tx_.district(), ids_,
                 count_, from, until);
        return std::move(found_);
    }

  private:
    Pattern& of(const db::Row& row) {
        const auto id = row.id<BuildingId>(0);
        const auto found = std::ranges::find(found_, id, &Pattern::building);
        must(found != found_.end(), "a row of a building nobody asked for");
        return *found;
    }

    void add_grid(const db::Row& row) {
        auto& grids = of(row).grids;
        const auto id = row.id<GridId>(1);
        if (grids.empty() || grids.back().id != id) grids.push_back({id, row.text(2), {}});
        if (row.is_null(3)) return;
        grids.back().periods.push_back({row.id<PeriodId>(3), row.text(4), maybe_ring(row, 5)});
    }

    void add_day_type(const db::Row& row) {
        Pattern& pattern = of(row);
        pattern.hours = maybe_hours(row, 1);
        if (row.is_null(5)) return;
        pattern.day_types.push_back({.id = row.id<DayTypeId>(5),
                                     .label = row.text(6),
                                     .grid = row.maybe_id<GridId>(7),
                                     .weekday = maybe_minutes(row, 8),
                                     .week = static_cast<int>(row.integer(9))});
    }

    void add_plan(const db::Row& row) {
        auto& plans = of(row).plans;
        const Day begins_on = row.day(1);
        if (plans.empty() || plans.back().begins_on != begins_on) {
            const auto kind = parse_plan_kind(row.view(2));
            const auto on_closure = parse_on_closure(row.view(4));
            must(kind && on_closure, "a stored plan is of no known kind");
            plans.push_back({.begins_on = begins_on,
                             .kind = *kind,
                             .length = static_cast<int>(row.integer(3)),
                             .on_closure = *on_closure,
                             .days = {}});
        }
        if (row.is_null(5)) return;
        plans.back().days.push_back({static_cast<int>(row.integer(5)), row.id<DayTypeId>(6)});
    }

    void add_dated(const db::Row& row) {
        of(row).dated.push_back({.on = row.day(1),
                                 .day = row.maybe_id<DayTypeId>(2),
                                 .grid = row.maybe_id<GridId>(3),
                                 .begins = maybe_minutes(row, 4),
                                 .ends = maybe_minutes(row, 5),
                                 .name = row.text(6)});
    }

    ReadTx& tx_;
    const std::string ids_;
    const std::int64_t count_;
    const bool with_former_;
    std::vector<Pattern> found_;
};

}  // namespace

std::vector<PersonRow> people(ReadTx& tx, std::span<const PersonId> people) {
    if (people.empty()) return {};
    return tx.all<PersonRow>(
        sql::people,
        [](const db::Row& row) {
            return PersonRow{row.id<PersonId>(0), row.maybe_id<BuildingId>(1),
                             maybe_hours(row, 2)};
        },
        tx.district(), row_of(people), count_of(people.size()));
}

std::vector<SlotRow> slots_of(ReadTx& tx, std::span<const PersonId> people, Day from, Day until) {
    if (people.empty()) return {};
    return tx.all<SlotRow>(
        sql::slots_of,
        [](const db::Row& row) {
            return SlotRow{.person = row.id<PersonId>(0),
                           .meeting = row.id<MeetingId>(1),
                           .building = row.id<BuildingId>(2),
                           .use = use_at(row, 3),
                           .subject = row.text(4),
                           .classes = row.text(5),
                           .room = row.text(6),
                           .begins_on = row.maybe_day(7),
                           .ends_on = row.maybe_day(8),
                           .slot = {row.id<DayTypeId>(9), row.id<PeriodId>(10)}};
        },
        tx.district(), row_of(people), count_of(people.size()), from, until);
}

std::vector<SaidRow> said_by(ReadTx& tx, std::span<const PersonId> people) {
    if (people.empty()) return {};
    return tx.all<SaidRow>(
        sql::said_by,
        [](const db::Row& row) {
            return SaidRow{row.id<PersonId>(0),
                           {row.id<DayTypeId>(1), row.id<PeriodId>(2)},
                           use_at(row, 3)};
        },
        tx.district(), row_of(people), count_of(people.size()));
}

std::vector<Pattern> patterns(ReadTx& tx, std::span<const BuildingId> buildings, Day from,
                              Day until) {
    if (buildings.empty()) return {};
    return Gathering(tx, buildings, false).gather(from, until);
}

Pattern whole_pattern(ReadTx& tx, BuildingId building) {
    const BuildingId one[] = {building};
    return Gathering(tx, one, true).gather({1, 1, 1}, {9999, 12, 31}).front();
}

std::vector<Unknown> unknown(ReadTx& tx, const std::optional<BuildingId>& building, Day today,
                             int max) {
    return tx.all<Unknown>(
        sql::unknown,
        [](const db::Row& row) {
            return Unknown{row.id<PersonId>(0), row.text(1), row.text(2)};
        },
        tx.district(), building ? building->text() : "", today, max);
}

std::vector<PersonId> teachers_of(ReadTx& tx, BuildingId building) {
    return tx.all<PersonId>(
        sql::teachers_of, [](const db::Row& row) { return row.id<PersonId>(0); }, tx.district(),
        building);
}

bool is_building(ReadTx& tx, BuildingId building) {
    return tx.number(sql::is_building, tx.district(), building) > 0;
}

bool is_slot_of(ReadTx& tx, PersonId person, const Slot& slot) {
    return tx.number(sql::is_slot_of, tx.district(), person, slot.day, slot.period) > 0;
}

}  // namespace rapport::timetables::store
