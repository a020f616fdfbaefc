#include "design/colleagues/colleagues_store.hpp"

#include "kernel/text/text.hpp"

namespace rapport::colleagues::store {

namespace sql {
constexpr Sql all{"colleagues.all", R"(
    SELECT c.id, c.person_id, c.name, c.does, c.works_at, c.kinds, c.helps, c.address, c.level,
           c.agreed_at
      FROM colleague c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.district_id = $1 AND p.ended_on IS NULL
     ORDER BY p.sort_name, p.id)"};
constexpr Sql find{"colleagues.find", R"(
    SELECT c.id, c.person_id, c.name, c.does, c.works_at, c.kinds, c.helps, c.address, c.level,
           c.agreed_at
      FROM colleague c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.district_id = $1 AND c.id = $2 AND p.ended_on IS NULL)"};
constexpr Sql of_actor{"colleagues.of_actor", R"(
    SELECT id, person_id, name, does, works_at, kinds, helps, address, level, agreed_at
      FROM colleague
     WHERE district_id = $1 AND person_id = $2)"};
constexpr Sql put{"colleagues.put", R"(
    INSERT INTO colleague (district_id, id, person_id, name, does, works_at, kinds, helps, address,
                           level, agreed_at)
    SELECT p.district_id, CAST($3 AS TEXT), p.id, p.name, CAST($4 AS TEXT), CAST($5 AS TEXT),
           CAST($6 AS TEXT), CAST($7 AS TEXT), CAST($8 AS TEXT), CAST($9 AS TEXT),
           CAST($10 AS BIGINT)
      FROM person p
     WHERE p.district_id = $1 AND p.id = $2
        ON CONFLICT (district_id, person_id)
        DO UPDATE SET name = excluded.name, does = excluded.does, works_at = excluded.works_at,
                      kinds = excluded.kinds, helps = excluded.helps, address = excluded.address,
                      level = excluded.level, agreed_at = excluded.agreed_at)"};
constexpr Sql erase{"colleagues.erase", R"(
    DELETE FROM colleague
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql behind{"colleagues.behind", R"(
    SELECT COUNT(*)
      FROM colleague c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.district_id = $1 AND (p.ended_on IS NOT NULL OR p.name <> c.name))"};
// What should be released, less what is: a district brought back from a backup has no releases.
constexpr Sql unreleased{"colleagues.unreleased", R"(
    SELECT COUNT(*) - (SELECT COUNT(*)
                         FROM colleague_release r
                        WHERE r.place = $1)
      FROM colleague c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.district_id = $1 AND c.level <> 'district' AND p.ended_on IS NULL)"};
constexpr Sql erase_who_left{"colleagues.erase_who_left", R"(
    DELETE FROM colleague
     WHERE district_id = $1
       AND EXISTS (SELECT 1
                     FROM person p
                    WHERE p.district_id = colleague.district_id AND p.id = colleague.person_id
                      AND p.ended_on IS NOT NULL))"};
constexpr Sql put_names{"colleagues.put_names", R"(
    UPDATE colleague
       SET name = p.name
      FROM person p
     WHERE colleague.district_id = $1 AND p.district_id = colleague.district_id
       AND p.id = colleague.person_id AND p.name <> colleague.name)"};
constexpr Sql has_network{"colleagues.has_network", R"(
    SELECT COUNT(*)
      FROM district
     WHERE id = $1 AND network_id IS NOT NULL)"};
// Of the network the reader's district is in now, whatever it was when they were released.
constexpr Sql of_network{"colleagues.of_network", R"(
    SELECT r.id, r.place, d.name, r.name, r.does, r.works_at, r.kinds, r.helps, r.address,
           r.agreed_at
      FROM district m
      JOIN district d ON d.network_id = m.network_id AND d.id <> m.id
      JOIN colleague_release r ON r.place = d.id
     WHERE m.id = $1
     ORDER BY r.name, r.id
     LIMIT 500)"};
constexpr Sql find_released{"colleagues.find_released", R"(
    SELECT r.id, r.place, d.name, r.name, r.does, r.works_at, r.kinds, r.helps, r.address,
           r.agreed_at
      FROM district m
      JOIN district d ON d.network_id = m.network_id AND d.id <> m.id
      JOIN colleague_release r ON r.place = d.id
     WHERE m.id = $1 AND r.id = $2)"};
constexpr Sql erase_releases{"colleagues.erase_releases", R"(
    DELETE FROM colleague_release
     WHERE place = $1)"};
constexpr Sql insert_release{"colleagues.insert_release", R"(
    INSERT INTO colleague_release (id, place, name, does, works_at, kinds, helps, address,
                                   agreed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr Sql page{"colleagues.page", R"(
    SELECT id
      FROM colleague_page
     WHERE district_id = $1)"};
constexpr Sql insert_page{"colleagues.insert_page", R"(
    INSERT INTO colleague_page (id, district_id, published_at)
    VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING)"};
constexpr Sql erase_page{"colleagues.erase_page", R"(
    DELETE FROM colleague_page
     WHERE district_id = $1)"};
constexpr Sql district_at{"colleagues.district_at", R"(
    SELECT district_id
      FROM colleague_page
     WHERE id = $1)"};
constexpr Sql email_of{"colleagues.email_of", R"(
    SELECT email
      FROM person
     WHERE district_id = $1 AND id = $2 AND email IS NOT NULL)"};
}  // namespace sql

namespace {

std::vector<std::string> lines_of(std::string_view kinds) {
    std::vector<std::string> lines;
    if (kinds.empty()) return lines;
    for (const auto line : text::split(kinds, '\n')) lines.emplace_back(line);
    return lines;
}

std::string kept(const std::vector<std::string>& kinds) {
    std::string lines;
    for (const std::string& kind : kinds) lines += (lines.empty() ? "" : "\n") + kind;
    return lines;
}

Shown shown_from(const db::Row& row, int first) {
    return {.does = row.text(first),
            .works_at = row.text(first + 1),
            .kinds = lines_of(row.view(first + 2)),
            .helps = row.text(first + 3),
            .address = row.text(first + 4)};
}

Colleague colleague_of(const db::Row& row) {
    return {.id = row.id<ColleagueId>(0),
            .person = row.id<PersonId>(1),
            .name = row.text(2),
            .shown = shown_from(row, 3),
            .level = parse_level(row.view(8)).value_or(Level::district),
            .agreed_at = row.instant(9)};
}

Released released_of(const db::Row& row) {
    return {.id = row.id<ColleagueId>(0),
            .district = row.id<DistrictId>(1),
            .district_name = row.text(2),
            .name = row.text(3),
            .shown = shown_from(row, 4),
            .agreed_at = row.instant(9)};
}

}  // namespace

std::vector<Colleague> all(ReadTx& tx) {
    return tx.all<Colleague>(sql::all, colleague_of, tx.district());
}

std::optional<Colleague> find(ReadTx& tx, ColleagueId id) {
    return tx.maybe<Colleague>(sql::find, colleague_of, tx.district(), id);
}

std::optional<Colleague> of_actor(ReadTx& tx) {
    return tx.maybe<Colleague>(sql::of_actor, colleague_of, tx.district(), tx.actor());
}

void put(WriteTx& tx, ColleagueId id, const Shown& shown, Level level) {
    tx.run(sql::put, tx.district(), tx.actor(), id, shown.does, shown.works_at, kept(shown.kinds),
           shown.helps, shown.address, code(level), tx.now());
}

void erase(WriteTx& tx, ColleagueId id) { tx.run(sql::erase, tx.district(), id); }

bool is_behind(ReadTx& tx) {
    return tx.number(sql::behind, tx.district()) > 0 ||
           tx.number(sql::unreleased, tx.district()) != 0;
}

std::int64_t erase_who_left(WriteTx& tx) { return tx.run(sql::erase_who_left, tx.district()); }

void put_names(WriteTx& tx) { tx.run(sql::put_names, tx.district()); }

bool has_network(ReadTx& tx) { return tx.number(sql::has_network, tx.district()) > 0; }

std::vector<Released> of_network(ReadTx& tx) {
    return tx.all<Released>(sql::of_network, released_of, tx.district());
}

std::optional<Released> find_released(ReadTx& tx, ColleagueId id) {
    return tx.maybe<Released>(sql::find_released, released_of, tx.district(), id);
}

void release(WriteTx& tx, const std::vector<Colleague>& all) {
    tx.run(sql::erase_releases, tx.district());
    for (const Colleague& one : all) {
        if (one.level == Level::district) continue;
        tx.run(sql::insert_release, one.id, tx.district(), one.name, one.shown.does,
               one.shown.works_at, kept(one.shown.kinds), one.shown.helps, one.shown.address,
               one.agreed_at);
    }
}

std::optional<PageId> page(ReadTx& tx) {
    return tx.maybe<PageId>(
        sql::page, [](const db::Row& row) { return row.id<PageId>(0); }, tx.district());
}

bool insert_page(WriteTx& tx, PageId id) {
    return tx.run(sql::insert_page, id, tx.district(), tx.now()) > 0;
}

bool erase_page(WriteTx& tx) { return tx.run(sql::erase_page, tx.district()) > 0; }

std::optional<DistrictId> district_at(ReadTx& tx, PageId id) {
    return tx.maybe<DistrictId>(
        sql::district_at, [](const db::Row& row) { return row.id<DistrictId>(0); }, id);
}

std::optional<std::string> email_of(ReadTx& tx, PersonId person) {
    return tx.maybe<std::string>(
        sql::email_of, [](const db::Row& row) { return row.text(0); }, tx.district(), person);
}

}  // namespace rapport::colleagues::store
