#include "schedule/calendars/calendars_store.hpp"

#include <algorithm>

namespace rapport::calendars::store {

namespace sql {
constexpr Sql owner{"calendars.owner", R"(
    SELECT district_id, person_id, made_at
      FROM calendar_address
     WHERE token_hash = $1 AND ends_at > $2)"};
constexpr Sql address{"calendars.address", R"(
    SELECT made_at, ends_at
      FROM calendar_address
     WHERE district_id = $1 AND person_id = $2 AND ends_at > $3)"};
constexpr Sql insert_address{"calendars.insert_address", R"(
    INSERT INTO calendar_address (token_hash, district_id, person_id, made_at, ends_at)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql remove_address{"calendars.remove_address", R"(
    DELETE FROM calendar_address
     WHERE district_id = $1 AND person_id = $2)"};
constexpr Sql reader{"calendars.reader", R"(
    SELECT p.name, COALESCE(a.email, p.email, ''), COALESCE(a.language, d.language),
           COALESCE(b.zone, d.zone)
      FROM person p
      JOIN district d ON d.id = p.district_id
      LEFT JOIN account a ON a.id = p.account_id AND a.disabled_at IS NULL
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.id = $2 AND (p.ended_on IS NULL OR p.ended_on > $3)
       AND EXISTS (SELECT 1 FROM role_held h
                    WHERE h.district_id = $1 AND h.person_id = $2
                      AND (h.begins_on IS NULL OR h.begins_on <= $3)
                      AND (h.ends_on IS NULL OR h.ends_on >= $3)))"};
constexpr Sql feeds{"calendars.feeds", R"(
    SELECT id, address, label, made_at, next_at, read_at, failing_since, trouble
      FROM calendar_feed
     WHERE district_id = $1 AND person_id = $2
     ORDER BY made_at, id)"};
constexpr Sql insert_feed{"calendars.insert_feed", R"(
    INSERT INTO calendar_feed (district_id, id, person_id, address, label, made_at, next_at,
                               read_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr Sql remove_feed{"calendars.remove_feed", R"(
    DELETE FROM calendar_feed
     WHERE district_id = $1 AND id = $2 AND person_id = $3)"};
constexpr Sql remove_times{"calendars.remove_times", R"(
    DELETE FROM busy_time
     WHERE district_id = $1 AND feed_id = $2)"};
constexpr Sql due{"calendars.due", R"(
    SELECT district_id, id, person_id, address, etag, next_at
      FROM calendar_feed
     WHERE district_id = $1 AND next_at IS NOT NULL AND next_at <= $2
     ORDER BY next_at, id
     LIMIT $3)"};
constexpr Sql claim{"calendars.claim", R"(
    UPDATE calendar_feed
       SET next_at = $4
     WHERE district_id = $1 AND id = $2 AND next_at = $3)"};
constexpr Sql note_read{"calendars.note_read", R"(
    UPDATE calendar_feed
       SET read_at = $3, failing_since = NULL, trouble = '', etag = $4
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql note_trouble{"calendars.note_trouble", R"(
    UPDATE calendar_feed
       SET failing_since = COALESCE(failing_since, $3), trouble = $4
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql is_there{"calendars.is_there", R"(
    SELECT COUNT(*)
      FROM calendar_feed
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert_time{"calendars.insert_time", R"(
    INSERT INTO busy_time (district_id, feed_id, begins_at, ends_at)
    VALUES ($1, $2, $3, $4))"};
// $4 is a person, or '' for everybody.
// Ids are all of one length, so a list of them travels as one text: $4 holds $5 of them.
constexpr Sql times{"calendars.times", R"(
    WITH RECURSIVE wanted (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM wanted WHERE n + 1 < $5
    )
    SELECT f.person_id, t.begins_at, t.ends_at
      FROM wanted
      JOIN calendar_feed f
        ON f.district_id = $1 AND f.person_id = SUBSTR($4, wanted.n * 26 + 1, 26)
      JOIN busy_time t ON t.district_id = f.district_id AND t.feed_id = f.id
     WHERE t.begins_at < $3 AND t.ends_at > $2
     ORDER BY t.begins_at)"};
}  // namespace sql

namespace {

Feed feed_of(const db::Row& row) {
    return {.id = row.id<FeedId>(0),
            .address = row.text(1),
            .label = row.text(2),
            .made_at = row.instant(3),
            .next_at = row.maybe_instant(4),
            .read_at = row.maybe_instant(5),
            .failing_since = row.maybe_instant(6),
            .trouble = row.text(7)};
}

// The date that roles are looked at: yesterday in the west is still a day of work.
Day today(ReadTx& tx) { return Zone::utc().day(tx.now()); }

}  // namespace

std::optional<Owner> owner_of(ReadTx& tx, std::string_view token_hash) {
    return tx.maybe<Owner>(
        sql::owner,
        [](const db::Row& row) {
            return Owner{{.district = row.id<DistrictId>(0), .actor = row.id<PersonId>(1)},
                         row.instant(2)};
        },
        token_hash, tx.now());
}

std::optional<Address> address(ReadTx& tx, PersonId person) {
    return tx.maybe<Address>(
        sql::address,
        [](const db::Row& row) {
            return Address{row.instant(0), row.instant(1)};
        },
        tx.district(), person, tx.now());
}

void insert_address(WriteTx& tx, PersonId person, std::string_view token_hash, Instant ends_at) {
    tx.run(sql::insert_address, token_hash, tx.district(), person, tx.now(), ends_at);
}

bool remove_address(WriteTx& tx, PersonId person) {
    return tx.run(sql::remove_address, tx.district(), person) > 0;
}

std::optional<Reader> reader(ReadTx& tx, PersonId person) {
    return tx.maybe<Reader>(
        sql::reader,
        [&](const db::Row& row) {
            const Zone* zone = Zone::find(row.view(3));
            return Reader{person, row.text(0), row.text(1), row.text(2),
                          zone != nullptr ? zone : &Zone::utc()};
        },
        tx.district(), person, today(tx));
}

std::vector<Feed> feeds(ReadTx& tx, PersonId person) {
    return tx.all<Feed>(sql::feeds, feed_of, tx.district(), person);
}

void insert_feed(WriteTx& tx, PersonId person, const Feed& feed) {
    tx.run(sql::insert_feed, tx.district(), feed.id, person, feed.address, feed.label, feed.made_at,
           feed.next_at, feed.read_at);
}

bool remove_feed(WriteTx& tx, PersonId person, FeedId id) {
    const auto all = feeds(tx, person);
    const bool is_own = std::ranges::any_of(all, [&](const Feed& feed) { return feed.id == id; });
    if (!is_own) return false;
    tx.run(sql::remove_times, tx.district(), id);
    return tx.run(sql::remove_feed, tx.district(), id, person) > 0;
}

std::vector<Due> due(ReadTx& tx, DistrictId district, int max) {
    return tx.all<Due>(
        sql::due,
        [](const db::Row& row) {
            return Due{row.id<DistrictId>(0), row.id<FeedId>(1), row.id<PersonId>(2),
                       row.text(3),           row.text(4),       row.instant(5)};
        },
        district, tx.now(), max);
}

bool claim(WriteTx& tx, const Due& due, std::optional<Instant> next_at) {
    return tx.run(sql::claim, tx.district(), due.id, due.next_at, next_at) > 0;
}

void note_read(WriteTx& tx, FeedId id, std::string_view etag) {
    tx.run(sql::note_read, tx.district(), id, tx.now(), etag);
}

void note_trouble(WriteTx& tx, FeedId id, std::string_view trouble) {
    tx.run(sql::note_trouble, tx.district(), id, tx.now(), trouble);
}

bool is_there(ReadTx& tx, FeedId id) { return tx.number(sql::is_there, tx.district(), id) > 0; }

void keep_times(WriteTx& tx, FeedId id, const std::vector<ical::Span>& spans) {
    tx.run(sql::remove_times, tx.district(), id);
    for (const auto& span : spans) {
        tx.run(sql::insert_time, tx.district(), id, span.begins_at, span.ends_at);
    }
}

std::vector<PersonTime> times(ReadTx& tx, std::span<const PersonId> people,
                              const ical::Span& span) {
    std::string whose;
    for (const PersonId person : people) whose += person.view();
    return tx.all<PersonTime>(
        sql::times,
        [](const db::Row& row) {
            return PersonTime{row.id<PersonId>(0), {row.instant(1), row.instant(2)}};
        },
        tx.district(), span.begins_at, span.ends_at, whose, std::ssize(people));
}

}  // namespace rapport::calendars::store
