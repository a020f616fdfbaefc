// Times that are agreed, for calendars: of the teacher, and of who has the request. The condition
// of requests_store.cpp holds here too: whoever no longer works in a branch, or evaluates, sees
// none.
#include "coaching/requests/requests_store.hpp"

namespace rapport::requests {

namespace sql {
// Rides request_teacher and request_holder.
constexpr Sql agreed{"requests.agreed", R"(
    SELECT r.id, r.version, r.scheduled_for, r.state, r.branch, r.teacher_id, t.name,
           COALESCE(h.name, ''), COALESCE(t.room, ''), COALESCE(b.name, ''),
           COALESCE(b.zone, d.zone),
           (SELECT MAX(s.at) FROM request_step s
             WHERE s.district_id = $1 AND s.request_id = r.id)
      FROM request r
      JOIN district d ON d.id = r.district_id
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.scheduled_for >= $4
       AND (r.teacher_id = $2 OR ($3 = TRUE AND r.holder_id = $2))
     ORDER BY r.scheduled_for, r.id
     LIMIT 1000)"};
}  // namespace sql

std::vector<Agreed> agreed_times(ReadTx& tx, Instant from) {
    const Sight sight = sight_of(tx, tx.actor());
    return tx.all<Agreed>(
        sql::agreed,
        [&](const db::Row& row) {
            Agreed agreed{.id = row.id<RequestId>(0),
                          .version = row.integer(1),
                          .at = row.instant(2),
                          .state = parse_state(row.view(3)).value(),
                          .branch = std::nullopt,
                          .is_teacher = row.id<PersonId>(5) == tx.actor(),
                          .other_name = row.text(6),
                          .room = row.text(8),
                          .building_name = row.text(9),
                          .zone = Zone::find(row.view(10)),
                          .changed_at = row.instant(11)};
            if (!row.is_null(4)) agreed.branch = parse_branch(row.view(4));
            if (agreed.is_teacher) agreed.other_name = row.text(7);
            return agreed;
        },
        tx.district(), tx.actor(), sight.works, from);
}

}  // namespace rapport::requests
