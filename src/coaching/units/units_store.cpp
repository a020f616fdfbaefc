#include "coaching/units/units_store.hpp"

namespace rapport::units::store {

namespace sql {
// $2 is the actor, $4 the day a role must be in force.
constexpr Sql seen_teacher{"units.seen_teacher", R"(
    SELECT p.name
      FROM person p
     WHERE p.district_id = $1 AND p.id = $3
       AND ((p.id = $2
             AND EXISTS (SELECT 1
                           FROM role_held t
                          WHERE t.district_id = $1 AND t.person_id = $2 AND t.role = 'teacher'
                            AND COALESCE(t.begins_on, $4) <= $4 AND COALESCE(t.ends_on, $4) >= $4))
            OR EXISTS (SELECT 1
                         FROM cycle c
                         JOIN cycle_member m
                           ON m.district_id = c.district_id AND m.cycle_id = c.id
                        WHERE c.district_id = $1 AND c.coach_id = $2 AND m.person_id = $3
                          AND m.agreed_at IS NOT NULL AND m.left_at IS NULL))
       AND NOT EXISTS (SELECT 1
                         FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $4) <= $4 AND COALESCE(h.ends_on, $4) >= $4))"};
constexpr Sql seen_team{"units.seen_team", R"(
    SELECT t.name
      FROM team t
     WHERE t.district_id = $1 AND t.id = $3 AND t.ended_at IS NULL
       AND EXISTS (SELECT 1
                     FROM role_held r
                    WHERE r.district_id = $1 AND r.person_id = $2
                      AND COALESCE(r.begins_on, $4) <= $4 AND COALESCE(r.ends_on, $4) >= $4
                      AND (r.role = 'coach'
                           OR (r.role = 'teacher'
                               AND EXISTS (SELECT 1
                                             FROM team_member m
                                            WHERE m.district_id = $1 AND m.team_id = t.id
                                              AND m.person_id = $2))))
       AND NOT EXISTS (SELECT 1
                         FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $4) <= $4 AND COALESCE(h.ends_on, $4) >= $4))"};
constexpr Sql of_teacher{"units.of_teacher", R"(
    SELECT id, name
      FROM teaching_unit
     WHERE district_id = $1 AND teacher_id = $2
     ORDER BY position)"};
constexpr Sql of_team{"units.of_team", R"(
    SELECT id, name
      FROM team_unit
     WHERE district_id = $1 AND team_id = $2
     ORDER BY position)"};
constexpr Sql of_teams{"units.of_teams", R"(
    SELECT t.name, u.name
      FROM team_member m
      JOIN team t ON t.district_id = m.district_id AND t.id = m.team_id
      JOIN team_unit u ON u.district_id = t.district_id AND u.team_id = t.id
     WHERE m.district_id = $1 AND m.person_id = $2 AND t.ended_at IS NULL
     ORDER BY t.id, u.position)"};
constexpr Sql clear_teacher{"units.clear", R"(
    DELETE FROM teaching_unit
     WHERE district_id = $1 AND teacher_id = $2)"};
constexpr Sql clear_team{"units.clear_team", R"(
    DELETE FROM team_unit
     WHERE district_id = $1 AND team_id = $2)"};
constexpr Sql append_teacher{"units.append", R"(
    INSERT INTO teaching_unit (district_id, id, teacher_id, position, name, made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql append_team{"units.append_team", R"(
    INSERT INTO team_unit (district_id, id, team_id, position, name, made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
}  // namespace sql

namespace {

std::string name_of(const db::Row& row) { return row.text(0); }

Unit unit_of(const db::Row& row) {
    Unit unit;
    unit.id = row.id<UnitId>(0);
    unit.name = row.text(1);
    return unit;
}

std::string owner_of(const Course& course) {
    return std::visit([](const auto& id) { return id.text(); }, course.whose());
}

}  // namespace

std::optional<std::string> seen_teacher(ReadTx& tx, PersonId teacher) {
    return tx.maybe<std::string>(sql::seen_teacher, name_of, tx.district(), tx.actor(), teacher,
                                 agreements::today(tx));
}

std::optional<std::string> seen_team(ReadTx& tx, teams::TeamId team) {
    return tx.maybe<std::string>(sql::seen_team, name_of, tx.district(), tx.actor(), team,
                                 agreements::today(tx));
}

std::vector<Unit> units_of(ReadTx& tx, const Course& course) {
    return tx.all<Unit>(course.is_of_team() ? sql::of_team : sql::of_teacher, unit_of,
                        tx.district(), owner_of(course));
}

void clear(WriteTx& tx, const Course& course) {
    tx.run(course.is_of_team() ? sql::clear_team : sql::clear_teacher, tx.district(),
           owner_of(course));
}

void append(WriteTx& tx, const Course& course, std::int64_t position, const std::string& name) {
    tx.run(course.is_of_team() ? sql::append_team : sql::append_teacher, tx.district(),
           tx.new_id<UnitId>(), owner_of(course), position, name, tx.actor(), tx.now());
}

std::vector<std::pair<std::string, std::string>> units_of_teams(ReadTx& tx, PersonId person) {
    return tx.all<std::pair<std::string, std::string>>(
        sql::of_teams, [](const db::Row& row) { return std::pair(row.text(0), row.text(1)); },
        tx.district(), person);
}

}  // namespace rapport::units::store
