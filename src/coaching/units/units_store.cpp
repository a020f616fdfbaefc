#include "coaching/units/units_store.hpp"

namespace rapport::units::store {

namespace sql {
constexpr Sql may_see{"units.may_see", R"(
    SELECT COUNT(*)
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
constexpr Sql of{"units.of_teacher", R"(
    SELECT id, name
      FROM teaching_unit
     WHERE district_id = $1 AND teacher_id = $2
     ORDER BY position)"};
constexpr Sql clear{"units.clear", R"(
    DELETE FROM teaching_unit
     WHERE district_id = $1 AND teacher_id = $2)"};
constexpr Sql append{"units.append", R"(
    INSERT INTO teaching_unit (district_id, id, teacher_id, position, name, made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
}  // namespace sql

bool may_see(ReadTx& tx, PersonId teacher, Day today) {
    return tx.number(sql::may_see, tx.district(), tx.actor(), teacher, today) > 0;
}

std::vector<Unit> of(ReadTx& tx, PersonId teacher) {
    const auto unit_of = [](const db::Row& row) {
        return Unit{.id = row.id<UnitId>(0), .name = row.text(1), .cycle = {}, .by = {}};
    };
    return tx.all<Unit>(sql::of, unit_of, tx.district(), teacher);
}

void clear(WriteTx& tx, PersonId teacher) { tx.run(sql::clear, tx.district(), teacher); }

void append(WriteTx& tx, PersonId teacher, std::int64_t position, const std::string& name) {
    tx.run(sql::append, tx.district(), tx.new_id<UnitId>(), teacher, position, name, tx.actor(),
           tx.now());
}

}  // namespace rapport::units::store
