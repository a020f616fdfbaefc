#include "design/calls/calls_store.hpp"

namespace rapport::calls::store {

namespace sql {
constexpr Sql page{"calls.page", R"(
    SELECT id
      FROM call_page
     WHERE district_id = $1 AND person_id = $2)"};
constexpr Sql insert_page{"calls.insert_page", R"(
    INSERT INTO call_page (id, district_id, person_id)
    VALUES ($1, $2, $3))"};
constexpr Sql host_at{"calls.host_at", R"(
    SELECT c.district_id, c.person_id
      FROM call_page c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.id = $1 AND p.ended_on IS NULL)"};
constexpr Sql name_of{"calls.name_of", R"(
    SELECT name
      FROM person
     WHERE district_id = $1 AND id = $2)"};
// Rides the uniqueness of (district_id, host, starts_at).
constexpr Sql times{"calls.times", R"(
    SELECT t.id, t.host, t.starts_at, t.minutes, t.place,
           b.id, b.name, b.email, b.words, b.language
      FROM call_time t
      LEFT JOIN call_booking b ON b.district_id = t.district_id AND b.time_id = t.id
     WHERE t.district_id = $1 AND t.host = $2 AND t.starts_at >= $3
     ORDER BY t.starts_at)"};
constexpr Sql callable{"calls.callable", R"(
    SELECT DISTINCT c.person_id, c.id
      FROM call_page c
      JOIN call_time t ON t.district_id = c.district_id AND t.host = c.person_id
      LEFT JOIN call_booking b ON b.district_id = t.district_id AND b.time_id = t.id
     WHERE c.district_id = $1 AND t.starts_at >= $2 AND b.id IS NULL)"};
constexpr Sql time{"calls.time", R"(
    SELECT t.id, t.host, t.starts_at, t.minutes, t.place,
           b.id, b.name, b.email, b.words, b.language
      FROM call_time t
      LEFT JOIN call_booking b ON b.district_id = t.district_id AND b.time_id = t.id
     WHERE t.district_id = $1 AND t.id = $2)"};
constexpr Sql time_of{"calls.time_of", R"(
    SELECT t.id, t.host, t.starts_at, t.minutes, t.place,
           b.id, b.name, b.email, b.words, b.language
      FROM call_booking b
      JOIN call_time t ON t.district_id = b.district_id AND t.id = b.time_id
     WHERE b.district_id = $1 AND b.id = $2)"};
constexpr Sql insert_time{"calls.insert_time", R"(
    INSERT INTO call_time (district_id, id, host, starts_at, minutes, place)
    VALUES ($1, $2, $3, $4, $5, $6))"};
constexpr Sql insert_booking{"calls.insert_booking", R"(
    INSERT INTO call_booking (district_id, id, time_id, name, email, words, language, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT DO NOTHING)"};
constexpr Sql erase_booking{"calls.erase_booking", R"(
    DELETE FROM call_booking
     WHERE district_id = $1 AND time_id = $2)"};
constexpr Sql erase_time{"calls.erase_time", R"(
    DELETE FROM call_time
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql erase_unused{"calls.erase_unused", R"(
    DELETE FROM call_time
     WHERE district_id = $1 AND host = $2 AND starts_at < $3
       AND NOT EXISTS (SELECT 1
                         FROM call_booking b
                        WHERE b.district_id = call_time.district_id
                          AND b.time_id = call_time.id))"};
}  // namespace sql

namespace {

Time time_in(const db::Row& row) {
    Time one{.id = row.id<TimeId>(0),
             .host = row.id<PersonId>(1),
             .starts_at = row.instant(2),
             .minutes = row.integer(3),
             .place = row.text(4),
             .booking = std::nullopt};
    if (const auto id = row.maybe_id<BookingId>(5)) {
        one.booking = Booking{*id, row.text(6), row.text(7), row.text(8), row.text(9)};
    }
    return one;
}

}  // namespace

std::optional<PageId> page(ReadTx& tx, PersonId person) {
    return tx.maybe<PageId>(
        sql::page, [](const db::Row& row) { return row.id<PageId>(0); }, tx.district(), person);
}

void insert_page(WriteTx& tx, PageId id, PersonId person) {
    tx.run(sql::insert_page, id, tx.district(), person);
}

std::optional<Host> host_at(ReadTx& tx, PageId id) {
    return tx.maybe<Host>(
        sql::host_at,
        [](const db::Row& row) {
            return Host{row.id<DistrictId>(0), row.id<PersonId>(1)};
        },
        id);
}

std::string name_of(ReadTx& tx, PersonId person) {
    return tx
        .maybe<std::string>(
            sql::name_of, [](const db::Row& row) { return row.text(0); }, tx.district(), person)
        .value_or("");
}

std::vector<Time> times(ReadTx& tx, PersonId host, Instant from) {
    return tx.all<Time>(sql::times, time_in, tx.district(), host, from);
}

std::vector<Callable> callable(ReadTx& tx, Instant from) {
    return tx.all<Callable>(
        sql::callable,
        [](const db::Row& row) {
            return Callable{row.id<PersonId>(0), row.id<PageId>(1)};
        },
        tx.district(), from);
}

std::optional<Time> time(ReadTx& tx, TimeId id) {
    return tx.maybe<Time>(sql::time, time_in, tx.district(), id);
}

std::optional<Time> time_of(ReadTx& tx, BookingId id) {
    return tx.maybe<Time>(sql::time_of, time_in, tx.district(), id);
}

void insert(WriteTx& tx, const Time& one) {
    tx.run(sql::insert_time, tx.district(), one.id, one.host, one.starts_at, one.minutes,
           one.place);
}

bool insert(WriteTx& tx, TimeId time, const Booking& one) {
    return tx.run(sql::insert_booking, tx.district(), one.id, time, one.name, one.email, one.words,
                  one.language, tx.now()) == 1;
}

void erase_booking(WriteTx& tx, TimeId time) { tx.run(sql::erase_booking, tx.district(), time); }

void erase_time(WriteTx& tx, TimeId time) { tx.run(sql::erase_time, tx.district(), time); }

void erase_unused(WriteTx& tx, Instant before) {
    tx.run(sql::erase_unused, tx.district(), tx.actor(), before);
}

}  // namespace rapport::calls::store
