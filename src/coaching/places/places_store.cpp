#include "coaching/places/places_store.hpp"

namespace rapport::places::store {

namespace sql {
constexpr Sql insert{"places.insert", R"(
    INSERT INTO cycle_wish (district_id, cycle_id, wish_id, step_id, asked_at)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql of{"places.of_cycle", R"(
    SELECT c.wish_id, w.kind, c.step_id
      FROM cycle_wish c
      JOIN wish w ON w.district_id = c.district_id AND w.id = c.wish_id
     WHERE c.district_id = $1 AND c.cycle_id = $2
       AND (w.ended_at IS NULL
            OR EXISTS (SELECT 1
                         FROM visit v
                        WHERE v.district_id = $1 AND v.wish_id = c.wish_id))
     ORDER BY c.asked_at, c.wish_id
     LIMIT 200)"};
}  // namespace sql

void insert(WriteTx& tx, cycles::CycleId cycle, const Placed& one) {
    tx.run(sql::insert, tx.district(), cycle, one.wish, one.step, tx.now());
}

std::vector<Placed> of(ReadTx& tx, cycles::CycleId cycle) {
    const auto placed_of = [](const db::Row& row) {
        return Placed{.wish = row.id<planner::WishId>(0),
                      .kind = planner::parse_kind(row.view(1)).value(),
                      .step = row.maybe_id<cycles::StepId>(2),
                      .visit = {}};
    };
    return tx.all<Placed>(sql::of, placed_of, tx.district(), cycle);
}

}  // namespace rapport::places::store
