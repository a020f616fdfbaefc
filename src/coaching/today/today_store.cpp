#include <charconv>

#include "coaching/today/today.hpp"

namespace rapport::today {

namespace sql {
// 1: rides acquaintance_last, and contact_person_history for each of the few. 2: a setting. 3:
// begun cycles of the actor, who evaluates nobody on the day $6.
constexpr Sql glance{"today.glance", R"(
    SELECT 1, unseen.person_id, unseen.name, unseen.last_on, '', '', -1, '', ''
      FROM (SELECT a.person_id, p.name, a.last_on, a.last_at
              FROM acquaintance a
              JOIN person p ON p.district_id = a.district_id AND p.id = a.person_id
             WHERE a.district_id = $1 AND a.coach_id = $2 AND a.last_on >= $3 AND a.last_on <= $4
               AND p.ended_on IS NULL
               AND NOT EXISTS (SELECT 1
                                 FROM contact_person h
                                WHERE h.district_id = $1 AND h.person_id = a.person_id
                                  AND h.happened_on > a.last_on)
             ORDER BY a.last_on, a.last_at
             LIMIT $5) unseen
     UNION ALL
    SELECT 2, '', s.value, '', '', '', -1, '', ''
      FROM setting s
     WHERE s.district_id = $1 AND s.name = 'contacts.close_day'
     UNION ALL
    SELECT 3, c.id, c.topic, c.begun_on, c.state, c.template, COALESCE(t.rhythm_days, -1),
           COALESCE((SELECT MAX(a.last_on)
                       FROM cycle_member m
                       JOIN acquaintance a
                         ON a.district_id = m.district_id AND a.coach_id = c.coach_id
                        AND a.person_id = m.person_id
                      WHERE m.district_id = $1 AND m.cycle_id = c.id AND m.left_at IS NULL), ''),
           COALESCE((SELECT MIN(s.check_on)
                       FROM cycle_step s
                      WHERE s.district_id = $1 AND s.cycle_id = c.id AND s.done_at IS NULL), '')
      FROM cycle c
      LEFT JOIN cycle_template t
        ON t.district_id = c.district_id AND t.code = c.template AND t.number = c.template_number
     WHERE c.district_id = $1 AND c.coach_id = $2
       AND c.state IN ('preparing', 'doing', 'reflecting')
       AND NOT EXISTS (SELECT 1
                         FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $6) <= $6 AND COALESCE(h.ends_on, $6) >= $6)
     ORDER BY 1, 4)"};
}  // namespace sql

namespace {

cycles::Begun begun_of(const db::Row& row) {
    const std::int64_t own = row.integer(6);  // -1: as shipped.
    return {.id = row.id<cycles::CycleId>(1),
            .topic = row.text(2),
            .state = cycles::parse_state(row.view(4)).value(),
            .begun_on = Day::parse(row.view(3)),
            .last_contact_on = Day::parse(row.view(7)),
            .next_on = Day::parse(row.view(8)),
            .rhythm_days = own < 0 ? cycles::shipped_rhythm(row.view(5)) : static_cast<int>(own)};
}

}  // namespace

Glance glance(ReadTx& tx, const Since& since, int max) {
    Glance found;
    const auto look = [&](const db::Row& row) {
        if (row.integer(0) == 1) {
            found.unseen.push_back({row.id<PersonId>(1), row.text(2), row.day(3)});
            return;
        }
        if (row.integer(0) == 3) {
            found.cycles.push_back(begun_of(row));
            return;
        }
        const std::string_view value = row.view(2);
        std::from_chars(value.data(), value.data() + value.size(), found.close_day);
    };
    tx.each(sql::glance, look, tx.district(), tx.actor(), since.oldest, since.newest, max,
            since.today);
    return found;
}

}  // namespace rapport::today
