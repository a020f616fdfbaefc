#include "coaching/ratings/ratings_store.hpp"

#include <charconv>

#include "kernel/text/text.hpp"

namespace rapport::ratings::store {

namespace sql {
constexpr Sql of{"ratings.of_cycle", R"(
    SELECT r.id, r.rater_id, p.name, r.rater_role, r.framework, r.edition, r.looked_on, r.levels,
           r.words, r.rated_at
      FROM cycle_rating r
      JOIN person p ON p.district_id = r.district_id AND p.id = r.rater_id
     WHERE r.district_id = $1 AND r.cycle_id = $2
     ORDER BY r.rated_at DESC, r.id
     LIMIT 500)"};
constexpr Sql append{"ratings.append", R"(
    INSERT INTO cycle_rating (district_id, id, cycle_id, rater_id, rater_role, framework, edition,
                              looked_on, levels, words, rated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))"};
}  // namespace sql

namespace {

std::vector<int> levels_in(std::string_view joined) {
    std::vector<int> levels;
    for (const std::string_view one : text::split(joined, ',')) {
        int level = 0;
        std::from_chars(one.data(), one.data() + one.size(), level);
        levels.push_back(level);
    }
    return levels;
}

Rating rating_of(const db::Row& row) {
    return {.id = row.id<RatingId>(0),
            .rater = row.id<PersonId>(1),
            .rater_name = row.text(2),
            .is_by_coach = row.view(3) == "coach",
            .framework = row.text(4),
            .edition = row.text(5),
            .on = row.day(6),
            .levels = levels_in(row.view(7)),
            .words = row.text(8),
            .rated_at = row.instant(9)};
}

}  // namespace

std::vector<Rating> of(ReadTx& tx, cycles::CycleId cycle) {
    return tx.all<Rating>(sql::of, rating_of, tx.district(), cycle);
}

void append(WriteTx& tx, cycles::CycleId cycle, const Rating& one) {
    std::string levels;
    for (const int level : one.levels)
        levels += (levels.empty() ? "" : ",") + std::to_string(level);
    tx.run(sql::append, tx.district(), one.id, cycle, tx.actor(),
           one.is_by_coach ? "coach" : "teacher", one.framework, one.edition, one.on, levels,
           one.words, tx.now());
}

}  // namespace rapport::ratings::store
