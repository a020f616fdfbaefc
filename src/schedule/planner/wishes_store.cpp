#include "schedule/planner/wishes_store.hpp"

#include <map>

namespace rapport::planner::store {

namespace sql {
// A row for each person, then for each coach.
constexpr Sql one{"planner.one_wish", R"(
    SELECT w.id, w.kind, w.title, w.team_id, COALESCE(t.name, ''), w.building_id,
           COALESCE(b.name, ''), w.room, w.minutes, w.weight, w.begins_on, w.ends_on, w.is_weekly,
           w.lesson, w.chain_id, w.step, w.gap_min, w.gap_max, w.request_id, w.made_by, w.ended_at,
           w.hours_begin, w.hours_end, o.what, o.id, o.name
      FROM wish w
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = w.district_id AND b.id = w.building_id
      LEFT JOIN (SELECT 'person' AS what, p.id, p.name, p.sort_name AS sorts
                   FROM wish_person wp
                   JOIN person p ON p.district_id = wp.district_id AND p.id = wp.person_id
                  WHERE wp.district_id = $1 AND wp.wish_id = $2 AND p.ended_on IS NULL
                  UNION ALL
                 SELECT 'coach', coach_id, '', ''
                   FROM wish_coach
                  WHERE district_id = $1 AND wish_id = $2) o ON TRUE
     WHERE w.district_id = $1 AND w.id = $2
     ORDER BY o.sorts, o.id)"};
// $4 is the proposal that names them; '' for those that are open.
constexpr Sql wishes{"planner.wishes", R"(
    SELECT w.id, w.kind, w.title, w.team_id, COALESCE(t.name, ''), w.building_id,
           COALESCE(b.name, ''), w.room, w.minutes, w.weight, w.begins_on, w.ends_on, w.is_weekly,
           w.lesson, w.chain_id, w.step, w.gap_min, w.gap_max, w.request_id, w.made_by, w.ended_at,
           w.hours_begin, w.hours_end
      FROM wish w
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = w.district_id AND b.id = w.building_id
     WHERE w.district_id = $1 AND w.ends_on >= $2 AND w.begins_on <= $3
       AND ($4 = '' OR w.id IN (SELECT m.wish_id FROM proposal_move m
                                 WHERE m.district_id = $1 AND m.proposal_id = $4)
                    OR w.id IN (SELECT r.wish_id FROM proposal_reason r
                                 WHERE r.district_id = $1 AND r.proposal_id = $4))
       AND ($4 <> '' OR w.ended_at IS NULL)
     ORDER BY w.weight DESC, w.ends_on, w.made_at, w.id)"};
// Open, without a place in these dates (one of a weekly wish) or anywhere (of any other). A row for
// each person.
constexpr Sql waiting{"planner.waiting_wishes", R"(
    SELECT w.id, w.kind, w.title, w.team_id, COALESCE(t.name, ''), w.building_id,
           COALESCE(b.name, ''), w.room, w.minutes, w.weight, w.begins_on, w.ends_on, w.is_weekly,
           w.lesson, w.chain_id, w.step, w.gap_min, w.gap_max, w.request_id, w.made_by, w.ended_at,
           w.hours_begin, w.hours_end, p.id, p.name
      FROM wish w
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = w.district_id AND b.id = w.building_id
      LEFT JOIN wish_person wp ON wp.district_id = w.district_id AND wp.wish_id = w.id
      LEFT JOIN person p ON p.district_id = wp.district_id AND p.id = wp.person_id
                        AND p.ended_on IS NULL
     WHERE w.district_id = $1 AND w.ends_on >= $2 AND w.begins_on <= $3 AND w.ended_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM visit v
                        WHERE v.district_id = $1 AND v.wish_id = w.id
                          AND v.state IN ('proposed', 'agreed', 'done')
                          AND (v.occurrence = '' OR (v.on_day >= $2 AND v.on_day <= $3)))
     ORDER BY w.weight DESC, w.ends_on, w.made_at, w.id, p.sort_name, p.id)"};
constexpr Sql people{"planner.wish_people", R"(
    SELECT wp.wish_id, p.id, p.name
      FROM wish w
      JOIN wish_person wp ON wp.district_id = w.district_id AND wp.wish_id = w.id
      JOIN person p ON p.district_id = wp.district_id AND p.id = wp.person_id
     WHERE w.district_id = $1 AND w.ends_on >= $2 AND w.begins_on <= $3 AND p.ended_on IS NULL
     ORDER BY p.sort_name, p.id)"};
constexpr Sql coaches{"planner.wish_coaches", R"(
    SELECT wc.wish_id, wc.coach_id
      FROM wish w
      JOIN wish_coach wc ON wc.district_id = w.district_id AND wc.wish_id = w.id
     WHERE w.district_id = $1 AND w.ends_on >= $2 AND w.begins_on <= $3
     ORDER BY wc.coach_id)"};
constexpr Sql insert{"planner.insert_wish", R"(
    INSERT INTO wish (district_id, id, kind, title, team_id, building_id, room, minutes, weight,
                      begins_on, ends_on, is_weekly, lesson, chain_id, step, gap_min, gap_max,
                      request_id, made_by, made_at, hours_begin, hours_end)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
            $20, $21, $22))"};
constexpr Sql insert_person{"planner.insert_wish_person", R"(
    INSERT INTO wish_person (district_id, wish_id, person_id)
    VALUES ($1, $2, $3))"};
constexpr Sql insert_coach{"planner.insert_wish_coach", R"(
    INSERT INTO wish_coach (district_id, wish_id, coach_id)
    VALUES ($1, $2, $3))"};
constexpr Sql set_ended{"planner.set_wish_ended", R"(
    UPDATE wish
       SET ended_at = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql has_wish{"planner.has_wish", R"(
    SELECT COUNT(*)
      FROM wish
     WHERE district_id = $1 AND request_id = $2 AND ended_at IS NULL)"};
constexpr Sql has_visit{"planner.has_visit", R"(
    SELECT COUNT(*)
      FROM visit
     WHERE district_id = $1 AND wish_id = $2 AND state IN ('proposed', 'agreed'))"};
constexpr Sql placed_elsewhere{"planner.placed_elsewhere", R"(
    SELECT v.wish_id
      FROM visit v
      JOIN wish w ON w.district_id = v.district_id AND w.id = v.wish_id
     WHERE v.district_id = $1 AND v.state IN ('proposed', 'agreed', 'done') AND v.occurrence = ''
       AND (v.on_day < $2 OR v.on_day > $3) AND w.ended_at IS NULL
     ORDER BY v.wish_id)"};
constexpr Sql last_helps{"planner.last_helps", R"(
    SELECT person_id, MAX(last_on)
      FROM acquaintance
     WHERE district_id = $1
     GROUP BY person_id)"};
}  // namespace sql

namespace {

int whole(const db::Row& row, int column) { return static_cast<int>(row.integer(column)); }

Wish wish_of(const db::Row& row) {
    Wish wish;
    wish.id = row.id<WishId>(0);
    wish.kind = parse_kind(row.view(1)).value_or(Kind::planning);
    wish.title = row.text(2);
    wish.team = row.maybe_id<TeamId>(3);
    wish.team_name = row.text(4);
    wish.building = row.maybe_id<BuildingId>(5);
    wish.building_name = row.text(6);
    wish.room = row.text(7);
    wish.minutes = whole(row, 8);
    wish.weight = whole(row, 9);
    wish.dates = {row.day(10), row.day(11)};
    wish.is_weekly = row.flag(12);
    wish.lesson = row.text(13);
    wish.chain = row.maybe_id<ChainId>(14);
    wish.step = whole(row, 15);
    wish.gap_min = whole(row, 16);
    wish.gap_max = whole(row, 17);
    wish.request = row.maybe_id<RequestId>(18);
    wish.made_by = row.id<PersonId>(19);
    wish.is_over = !row.is_null(20);
    if (!row.is_null(21) && !row.is_null(22)) wish.hours = Ring{whole(row, 21), whole(row, 22)};
    return wish;
}

struct Which {
    std::string_view from, until, proposal = "";
};

std::vector<Wish> load(ReadTx& tx, const Which& which) {
    auto found =
        tx.all<Wish>(sql::wishes, wish_of, tx.district(), which.from, which.until, which.proposal);
    std::map<WishId, Wish*> by_id;
    for (Wish& wish : found) by_id[wish.id] = &wish;
    tx.each(
        sql::people,
        [&](const db::Row& row) {
            const auto at = by_id.find(row.id<WishId>(0));
            if (at == by_id.end()) return;
            at->second->people.push_back({row.id<PersonId>(1), row.text(2)});
        },
        tx.district(), which.from, which.until);
    tx.each(
        sql::coaches,
        [&](const db::Row& row) {
            const auto at = by_id.find(row.id<WishId>(0));
            if (at != by_id.end()) at->second->coaches.push_back(row.id<PersonId>(1));
        },
        tx.district(), which.from, which.until);
    return found;
}

}  // namespace

std::vector<Wish> open_wishes(ReadTx& tx, const Dates& dates) {
    const std::string from = dates.from.iso(), until = dates.until.iso();
    return load(tx, {.from = from, .until = until});
}

std::vector<Wish> waiting_wishes(ReadTx& tx, const Dates& dates) {
    std::vector<Wish> found;
    tx.each(
        sql::waiting,
        [&](const db::Row& row) {
            if (found.empty() || found.back().id != row.id<WishId>(0)) {
                found.push_back(wish_of(row));
            }
            if (row.is_null(23)) return;
            found.back().people.push_back({row.id<PersonId>(23), row.text(24)});
        },
        tx.district(), dates.from, dates.until);
    return found;
}

std::optional<Wish> wish(ReadTx& tx, WishId id) {
    std::optional<Wish> found;
    tx.each(
        sql::one,
        [&](const db::Row& row) {
            if (!found) found = wish_of(row);
            if (row.is_null(23)) return;
            if (row.view(23) == "coach") return found->coaches.push_back(row.id<PersonId>(24));
            found->people.push_back({row.id<PersonId>(24), row.text(25)});
        },
        tx.district(), id);
    return found;
}

std::vector<Wish> wishes_of_proposal(ReadTx& tx, std::string_view proposal, const Dates& dates) {
    const std::string from = dates.from.iso(), until = dates.until.iso();
    return load(tx, {.from = from, .until = until, .proposal = proposal});
}

void insert(WriteTx& tx, const Wish& wish) {
    std::optional<std::int64_t> hours_begin, hours_end;
    if (wish.hours) hours_begin = wish.hours->begins;
    if (wish.hours) hours_end = wish.hours->ends;
    tx.run(sql::insert, tx.district(), wish.id, code(wish.kind), wish.title, wish.team,
           wish.building, wish.room, wish.minutes, wish.weight, wish.dates.from, wish.dates.until,
           wish.is_weekly, wish.lesson, wish.chain, wish.step, wish.gap_min, wish.gap_max,
           wish.request, wish.made_by, tx.now(), hours_begin, hours_end);
    for (const Helped& person : wish.people) {
        tx.run(sql::insert_person, tx.district(), wish.id, person.id);
    }
    for (const PersonId coach : wish.coaches) {
        tx.run(sql::insert_coach, tx.district(), wish.id, coach);
    }
}

void set_ended(WriteTx& tx, WishId wish, std::optional<Instant> at) {
    tx.run(sql::set_ended, tx.district(), wish, at);
}

bool has_wish(ReadTx& tx, RequestId request) {
    return tx.number(sql::has_wish, tx.district(), request) > 0;
}

bool has_visit(ReadTx& tx, WishId wish) {
    return tx.number(sql::has_visit, tx.district(), wish) > 0;
}

std::vector<WishId> placed_elsewhere(ReadTx& tx, const Dates& dates) {
    return tx.all<WishId>(
        sql::placed_elsewhere, [](const db::Row& row) { return row.id<WishId>(0); }, tx.district(),
        dates.from, dates.until);
}

std::vector<LastHelp> last_helps(ReadTx& tx) {
    return tx.all<LastHelp>(
        sql::last_helps,
        [](const db::Row& row) {
            return LastHelp{row.id<PersonId>(0), row.day(1)};
        },
        tx.district());
}

}  // namespace rapport::planner::store
