#include "design/gatherings/gatherings_store.hpp"

namespace rapport::gatherings::store {

namespace sql {
// Both ride gathering_last.
constexpr Sql coming{"gatherings.coming", R"(
    SELECT id, kind, name, first_on, last_on, place, link, words, entered_by, version
      FROM gathering
     WHERE district_id = $1 AND last_on >= $2
     ORDER BY first_on, last_on, name, id
     LIMIT $3)"};
constexpr Sql past{"gatherings.past", R"(
    SELECT id, kind, name, first_on, last_on, place, link, words, entered_by, version
      FROM gathering
     WHERE district_id = $1 AND last_on < $2
     ORDER BY last_on DESC, name, id
     LIMIT $3)"};
constexpr Sql find{"gatherings.find", R"(
    SELECT id, kind, name, first_on, last_on, place, link, words, entered_by, version
      FROM gathering
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert{"gatherings.insert", R"(
    INSERT INTO gathering (district_id, id, kind, name, first_on, last_on, place, link, words,
                           entered_by, entered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))"};
constexpr Sql put{"gatherings.put", R"(
    UPDATE gathering
       SET kind = $4, name = $5, first_on = $6, last_on = $7, place = $8, link = $9, words = $10,
           version = version + 1
     WHERE district_id = $1 AND id = $2 AND version = $3)"};
constexpr Sql erase{"gatherings.erase", R"(
    DELETE FROM gathering
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql attendees{"gatherings.attendees", R"(
    SELECT a.gathering_id, a.person_id, p.name, a.words, a.is_public
      FROM gathering_attendee a
      JOIN gathering g ON g.district_id = a.district_id AND g.id = a.gathering_id
      JOIN person p ON p.district_id = a.district_id AND p.id = a.person_id
     WHERE a.district_id = $1 AND g.last_on >= $2 AND p.ended_on IS NULL
     ORDER BY p.sort_name, p.id, a.gathering_id)"};
constexpr Sql put_attendee{"gatherings.put_attendee", R"(
    INSERT INTO gathering_attendee (district_id, gathering_id, person_id, words, is_public, said_at)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (district_id, gathering_id, person_id)
        DO UPDATE SET words = excluded.words, is_public = excluded.is_public,
                      said_at = excluded.said_at)"};
constexpr Sql erase_attendee{"gatherings.erase_attendee", R"(
    DELETE FROM gathering_attendee
     WHERE district_id = $1 AND gathering_id = $2 AND person_id = $3)"};
constexpr Sql erase_attendees{"gatherings.erase_attendees", R"(
    DELETE FROM gathering_attendee
     WHERE district_id = $1 AND gathering_id = $2)"};
constexpr Sql page{"gatherings.page", R"(
    SELECT id
      FROM gathering_page
     WHERE district_id = $1)"};
constexpr Sql insert_page{"gatherings.insert_page", R"(
    INSERT INTO gathering_page (id, district_id, published_at)
    VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING)"};
constexpr Sql erase_page{"gatherings.erase_page", R"(
    DELETE FROM gathering_page
     WHERE district_id = $1)"};
constexpr Sql district_at{"gatherings.district_at", R"(
    SELECT district_id
      FROM gathering_page
     WHERE id = $1)"};
}  // namespace sql

namespace {

Gathering gathering_of(const db::Row& row) {
    return {.id = row.id<GatheringId>(0),
            .details = {.kind = parse_kind(row.view(1)).value_or(Kind::conference),
                        .name = row.text(2),
                        .first_on = row.day(3),
                        .last_on = row.day(4),
                        .place = row.text(5),
                        .link = row.text(6),
                        .words = row.text(7)},
            .entered_by = row.id<PersonId>(8),
            .version = row.integer(9)};
}

}  // namespace

std::vector<Gathering> coming(ReadTx& tx, Day today) {
    return tx.all<Gathering>(sql::coming, gathering_of, tx.district(), today, coming_max);
}

std::vector<Gathering> past(ReadTx& tx, Day today) {
    return tx.all<Gathering>(sql::past, gathering_of, tx.district(), today, past_max);
}

std::optional<Gathering> find(ReadTx& tx, GatheringId id) {
    return tx.maybe<Gathering>(sql::find, gathering_of, tx.district(), id);
}

void insert(WriteTx& tx, GatheringId id, const Details& one) {
    tx.run(sql::insert, tx.district(), id, code(one.kind), one.name, one.first_on, one.last_on,
           one.place, one.link, one.words, tx.actor(), tx.now());
}

bool put(WriteTx& tx, GatheringId id, const Details& one, std::int64_t version) {
    return tx.run(sql::put, tx.district(), id, version, code(one.kind), one.name, one.first_on,
                  one.last_on, one.place, one.link, one.words) == 1;
}

void erase(WriteTx& tx, GatheringId id) { tx.run(sql::erase, tx.district(), id); }

std::vector<Attendee> attendees(ReadTx& tx, Day from) {
    return tx.all<Attendee>(
        sql::attendees,
        [](const db::Row& row) {
            return Attendee{row.id<GatheringId>(0), row.id<PersonId>(1), row.text(2), row.text(3),
                            row.flag(4)};
        },
        tx.district(), from);
}

void put_attendee(WriteTx& tx, GatheringId id, const Saying& saying) {
    tx.run(sql::put_attendee, tx.district(), id, tx.actor(), saying.words, saying.is_public,
           tx.now());
}

bool erase_attendee(WriteTx& tx, GatheringId id) {
    return tx.run(sql::erase_attendee, tx.district(), id, tx.actor()) > 0;
}

std::int64_t erase_attendees(WriteTx& tx, GatheringId id) {
    return tx.run(sql::erase_attendees, tx.district(), id);
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

}  // namespace rapport::gatherings::store
