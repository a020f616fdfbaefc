#include "coaching/meetings/meetings_store.hpp"

namespace rapport::meetings::store {

namespace sql {
constexpr Sql meetings{"meetings.of_cycle", R"(
    SELECT m.id, m.meets_on,
           (SELECT COUNT(*)
              FROM cycle_writing w
             WHERE w.district_id = $1 AND w.meeting_id = m.id AND w.part = 'agenda'),
           (SELECT COUNT(*)
              FROM cycle_writing w
             WHERE w.district_id = $1 AND w.meeting_id = m.id AND w.part = 'notes')
      FROM cycle_meeting m
     WHERE m.district_id = $1 AND m.cycle_id = $2 AND ($3 = '' OR m.id = $3)
     ORDER BY m.meets_on DESC, m.made_at DESC, m.id)"};
constexpr Sql since_merged{"meetings.since_merged", R"(
    SELECT w.number, w.seen, w.author_id, p.name, w.written_at, w.is_merged, w.sealed, w.circle_id,
           w.epoch
      FROM cycle_writing w
      JOIN person p ON p.district_id = w.district_id AND p.id = w.author_id
     WHERE w.district_id = $1 AND w.meeting_id = $2 AND w.part = $3 AND w.number <= $4
       AND w.number >= COALESCE((SELECT MAX(o.number)
                                   FROM cycle_writing o
                                  WHERE o.district_id = $1 AND o.meeting_id = $2 AND o.part = $3
                                    AND o.number <= $4 AND o.is_merged),
                                1)
     ORDER BY w.number)"};
constexpr Sql all{"meetings.writings", R"(
    SELECT w.number, w.seen, w.author_id, p.name, w.written_at, w.is_merged, w.sealed, w.circle_id,
           w.epoch
      FROM cycle_writing w
      JOIN person p ON p.district_id = w.district_id AND p.id = w.author_id
     WHERE w.district_id = $1 AND w.meeting_id = $2 AND w.part = $3
     ORDER BY w.number)"};
constexpr Sql cycle_of{"meetings.cycle_of", R"(
    SELECT cycle_id
      FROM cycle_meeting
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql everybody{"meetings.everybody", R"(
    SELECT p.id, p.name
      FROM cycle c
      JOIN person p ON p.district_id = c.district_id
     WHERE c.district_id = $1 AND c.id = $2
       AND (p.id = c.coach_id
            OR EXISTS (SELECT 1
                         FROM cycle_member m
                        WHERE m.district_id = $1 AND m.cycle_id = $2 AND m.person_id = p.id)))"};
constexpr Sql newcomers{"meetings.newcomers", R"(
    SELECT DISTINCT p.name
      FROM cycle_writing w
      JOIN cycle_member m ON m.district_id = w.district_id AND m.cycle_id = $2
      JOIN person p ON p.district_id = m.district_id AND p.id = m.person_id
     WHERE w.district_id = $1 AND w.meeting_id = $3 AND m.left_at IS NULL
       AND m.agreed_at > w.written_at
       AND NOT EXISTS (SELECT 1
                         FROM cycle_writing o
                        WHERE o.district_id = $1 AND o.meeting_id = $3 AND o.part = w.part
                          AND o.number > w.number)
     ORDER BY p.name)"};
constexpr Sql insert{"meetings.insert", R"(
    INSERT INTO cycle_meeting (district_id, id, cycle_id, meets_on, made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6))"};
constexpr Sql set_day{"meetings.set_day", R"(
    UPDATE cycle_meeting
       SET meets_on = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql append{"meetings.append", R"(
    INSERT INTO cycle_writing (district_id, meeting_id, part, number, seen, author_id, written_at,
                               is_merged, sealed, circle_id, epoch)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))"};
}  // namespace sql

namespace {

Writing writing_of(const db::Row& row) {
    return {.number = row.integer(0),
            .seen = row.integer(1),
            .author = row.id<PersonId>(2),
            .author_name = row.text(3),
            .written_at = row.instant(4),
            .is_merged = row.flag(5),
            .sealed = {row.text(6), row.id<keys::CircleId>(7), row.integer(8), 1}};
}

}  // namespace

std::vector<Meeting> meetings(ReadTx& tx, cycles::CycleId cycle, std::string_view meeting) {
    const auto meeting_of = [](const db::Row& row) {
        return Meeting{row.id<MeetingId>(0), row.day(1), row.integer(2), row.integer(3)};
    };
    return tx.all<Meeting>(sql::meetings, meeting_of, tx.district(), cycle, meeting);
}

std::vector<Writing> since_merged(ReadTx& tx, const Place& place, std::int64_t number) {
    return tx.all<Writing>(sql::since_merged, writing_of, tx.district(), place.meeting,
                           code(place.part), number);
}

std::vector<Writing> all(ReadTx& tx, const Place& place) {
    return tx.all<Writing>(sql::all, writing_of, tx.district(), place.meeting, code(place.part));
}

std::optional<cycles::CycleId> cycle_of(ReadTx& tx, MeetingId meeting) {
    const auto id_of = [](const db::Row& row) { return row.id<cycles::CycleId>(0); };
    return tx.maybe<cycles::CycleId>(sql::cycle_of, id_of, tx.district(), meeting);
}

std::vector<Name> everybody(ReadTx& tx, cycles::CycleId cycle) {
    const auto name_of = [](const db::Row& row) { return Name{row.id<PersonId>(0), row.text(1)}; };
    return tx.all<Name>(sql::everybody, name_of, tx.district(), cycle);
}

std::vector<std::string> newcomers(ReadTx& tx, cycles::CycleId cycle, MeetingId meeting) {
    const auto name_of = [](const db::Row& row) { return row.text(0); };
    return tx.all<std::string>(sql::newcomers, name_of, tx.district(), cycle, meeting);
}

void insert(WriteTx& tx, cycles::CycleId cycle, const Meeting& meeting) {
    tx.run(sql::insert, tx.district(), meeting.id, cycle, meeting.on, tx.actor(), tx.now());
}

void put_day(WriteTx& tx, const Meeting& meeting) {
    tx.run(sql::set_day, tx.district(), meeting.id, meeting.on);
}

void append(WriteTx& tx, const Place& place, const Writing& one) {
    tx.run(sql::append, tx.district(), place.meeting, code(place.part), one.number, one.seen,
           tx.actor(), tx.now(), one.is_merged, one.sealed.text, one.sealed.circle,
           one.sealed.epoch);
}

}  // namespace rapport::meetings::store
