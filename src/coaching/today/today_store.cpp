#include <charconv>

#include "coaching/today/today.hpp"

namespace rapport::today {

namespace sql {
// 1: rides acquaintance_last, and contact_person_history for each of the few. 2: a setting.
constexpr Sql glance{"today.glance", R"(
    SELECT 1, unseen.person_id, unseen.name, unseen.last_on
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
    SELECT 2, '', s.value, ''
      FROM setting s
     WHERE s.district_id = $1 AND s.name = 'contacts.close_day'
     ORDER BY 1, 4)"};
}  // namespace sql

Glance glance(ReadTx& tx, const Since& since, int max) {
    Glance found;
    const auto look = [&](const db::Row& row) {
        if (row.integer(0) == 1) {
            found.unseen.push_back({row.id<PersonId>(1), row.text(2), row.day(3)});
            return;
        }
        const std::string_view value = row.view(2);
        std::from_chars(value.data(), value.data() + value.size(), found.close_day);
    };
    tx.each(sql::glance, look, tx.district(), tx.actor(), since.oldest, since.newest, max);
    return found;
}

}  // namespace rapport::today
