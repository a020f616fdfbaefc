// Reading: who teaches where, and of whom nothing is known. What is known: lives_store.cpp.
#include "platform/timetables/timetables_store.hpp"

namespace rapport::timetables::store {

namespace sql {
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
    SELECT p.id, p.name
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

std::vector<Unknown> unknown(ReadTx& tx, const std::optional<BuildingId>& building, Day today,
                             int max) {
    return tx.all<Unknown>(
        sql::unknown,
        [](const db::Row& row) {
            return Unknown{row.id<PersonId>(0), row.text(1), row.text(2)};
        },
        tx.district(), building ? building->text() : "", today, max);
}

std::vector<Teacher> teachers_of(ReadTx& tx, BuildingId building) {
    return tx.all<Teacher>(
        sql::teachers_of,
        [](const db::Row& row) {
            return Teacher{row.id<PersonId>(0), row.text(1)};
        },
        tx.district(), building);
}

bool is_building(ReadTx& tx, BuildingId building) {
    return tx.number(sql::is_building, tx.district(), building) > 0;
}

bool is_slot_of(ReadTx& tx, PersonId person, const Slot& slot) {
    return tx.number(sql::is_slot_of, tx.district(), person, slot.day, slot.period) > 0;
}

}  // namespace rapport::timetables::store
