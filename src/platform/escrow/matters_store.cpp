// What two holders decide, and what time does to keys.
#include "platform/escrow/escrow_store.hpp"

namespace rapport::escrow::store {

namespace sql {
constexpr Sql insert{"escrow.insert_matter", R"(
    INSERT INTO escrow_matter (district_id, id, kind, members, reason, from_on, until_on, asked_by,
                               asked_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr Sql insert_person{"escrow.insert_matter_person", R"(
    INSERT INTO escrow_matter_person (district_id, matter_id, person_id)
    VALUES ($1, $2, $3))"};
constexpr Sql mark_agreed{"escrow.mark_agreed", R"(
    UPDATE escrow_matter
       SET answered_by = $3, agreed_at = $4
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql mark_refused{"escrow.mark_refused", R"(
    UPDATE escrow_matter
       SET answered_by = $3, refused_at = $4
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql mark_ended{"escrow.mark_ended", R"(
    UPDATE escrow_matter
       SET ended_at = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql lift_holds{"escrow.lift_holds", R"(
    UPDATE escrow_matter
       SET ended_at = $3
     WHERE district_id = $1 AND members = $2 AND kind = 'holding' AND ended_at IS NULL)"};
// A row for each person whose notes a matter is about.
constexpr Sql matter{"escrow.matter", R"(
    SELECT m.id, m.kind, m.members, m.reason, m.from_on, m.until_on, m.asked_by, m.answered_by,
           p.name, COALESCE(q.name, ''), m.asked_at, m.agreed_at, m.refused_at, m.ended_at,
           who.name
      FROM escrow_matter m
      JOIN person p ON p.district_id = m.district_id AND p.id = m.asked_by
      LEFT JOIN person q ON q.district_id = m.district_id AND q.id = m.answered_by
      JOIN escrow_matter_person w ON w.district_id = m.district_id AND w.matter_id = m.id
      JOIN person who ON who.district_id = w.district_id AND who.id = w.person_id
     WHERE m.district_id = $1 AND m.id = $2
     ORDER BY who.name, who.id)"};
constexpr Sql newest{"escrow.newest_matters", R"(
    SELECT m.id, m.kind, m.members, m.reason, m.from_on, m.until_on, m.asked_by, m.answered_by,
           p.name, COALESCE(q.name, ''), m.asked_at, m.agreed_at, m.refused_at, m.ended_at,
           who.name
      FROM (SELECT id
              FROM escrow_matter
             WHERE district_id = $1
             ORDER BY asked_at DESC, id DESC
             LIMIT 50) one
      JOIN escrow_matter m ON m.district_id = $1 AND m.id = one.id
      JOIN person p ON p.district_id = m.district_id AND p.id = m.asked_by
      LEFT JOIN person q ON q.district_id = m.district_id AND q.id = m.answered_by
      JOIN escrow_matter_person w ON w.district_id = m.district_id AND w.matter_id = m.id
      JOIN person who ON who.district_id = w.district_id AND who.id = w.person_id
     ORDER BY m.asked_at DESC, m.id DESC, who.name, who.id)"};
constexpr Sql about{"escrow.matters_about", R"(
    SELECT m.id, m.kind, m.members, m.reason, m.from_on, m.until_on, m.asked_by, m.answered_by,
           p.name, COALESCE(q.name, ''), m.asked_at, m.agreed_at, m.refused_at, m.ended_at,
           who.name
      FROM escrow_matter_person mine
      JOIN escrow_matter m ON m.district_id = mine.district_id AND m.id = mine.matter_id
      JOIN person p ON p.district_id = m.district_id AND p.id = m.asked_by
      LEFT JOIN person q ON q.district_id = m.district_id AND q.id = m.answered_by
      JOIN escrow_matter_person w ON w.district_id = m.district_id AND w.matter_id = m.id
      JOIN person who ON who.district_id = w.district_id AND who.id = w.person_id
     WHERE mine.district_id = $1 AND mine.person_id = $2 AND m.agreed_at IS NOT NULL
     ORDER BY m.agreed_at DESC, m.id DESC, who.name, who.id)"};
constexpr Sql people_of{"escrow.people_of", R"(
    SELECT person_id
      FROM escrow_matter_person
     WHERE district_id = $1 AND matter_id = $2
     ORDER BY person_id)"};
constexpr Sql holders_to_tell{"escrow.holders_to_tell", R"(
    SELECT h.person_id
      FROM escrow e
      JOIN escrow_holder h ON h.district_id = e.district_id AND h.escrow_id = e.id
     WHERE e.district_id = $1 AND e.begun_at IS NOT NULL AND e.ended_at IS NULL
     ORDER BY h.person_id)"};
constexpr Sql people_with_notes{"escrow.people_with_notes", R"(
    SELECT DISTINCT person_id
      FROM notes_epoch_key
     WHERE district_id = $1
     ORDER BY person_id)"};
constexpr Sql put_opened{"escrow.put_opened", R"(
    INSERT INTO escrow_opened (district_id, matter_id, circle_id, epoch, person_id, wrapped)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (district_id, matter_id, epoch, person_id)
        DO UPDATE SET wrapped = excluded.wrapped)"};
constexpr Sql opened_for{"escrow.opened_for", R"(
    SELECT circle_id, epoch, person_id, wrapped
      FROM escrow_opened
     WHERE district_id = $1 AND matter_id = $2 AND person_id = $3
     ORDER BY epoch)"};
constexpr Sql drop_opened{"escrow.drop_opened", R"(
    DELETE FROM escrow_opened
     WHERE district_id = $1 AND matter_id = $2)"};
constexpr Sql keep_opened_of{"escrow.keep_opened_of", R"(
    DELETE FROM escrow_opened
     WHERE district_id = $1 AND matter_id = $2 AND person_id <> $3 AND person_id <> $4)"};
// A hold counts from the moment it is asked for: what is destroyed does not come back.
constexpr Sql is_held{"escrow.is_held", R"(
    SELECT COUNT(*)
      FROM escrow_matter_person whose
      JOIN escrow_matter m ON m.district_id = whose.district_id AND m.id = whose.matter_id
     WHERE whose.district_id = $1 AND whose.person_id = $2 AND m.kind = 'holding'
       AND m.ended_at IS NULL AND m.refused_at IS NULL
       AND (m.agreed_at IS NOT NULL OR m.asked_at >= $3))"};
constexpr Sql over{"escrow.over", R"(
    SELECT id
      FROM escrow_matter
     WHERE district_id = $1 AND kind <> 'holding' AND ended_at IS NULL
       AND (refused_at IS NOT NULL OR agreed_at < $3
            OR (agreed_at IS NULL AND asked_at < $2))
     ORDER BY id)"};
constexpr Sql expired{"escrow.expired", R"(
    SELECT e.circle_id, e.epoch
      FROM notes_epoch e
      JOIN notes_circle c ON c.district_id = e.district_id AND c.id = e.circle_id
     WHERE e.district_id = $1 AND e.keep_until <= $2 AND e.destroyed_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM escrow_matter m
                        WHERE m.district_id = $1 AND m.members = c.members AND m.kind = 'holding'
                          AND m.ended_at IS NULL AND m.refused_at IS NULL
                          AND (m.agreed_at IS NOT NULL OR m.asked_at >= $3))
     ORDER BY e.circle_id, e.epoch
     LIMIT 200)"};
constexpr Sql destroy_keys{"escrow.destroy_keys", R"(
    DELETE FROM notes_epoch_key
     WHERE district_id = $1 AND circle_id = $2 AND epoch = $3)"};
constexpr Sql destroy_shares{"escrow.destroy_shares", R"(
    DELETE FROM escrow_share
     WHERE district_id = $1 AND circle_id = $2 AND epoch = $3)"};
constexpr Sql destroy_server_copy{"escrow.destroy_server_copy", R"(
    DELETE FROM notes_epoch_server
     WHERE district_id = $1 AND circle_id = $2 AND epoch = $3)"};
constexpr Sql destroy_opened{"escrow.destroy_opened", R"(
    DELETE FROM escrow_opened
     WHERE district_id = $1 AND circle_id = $2 AND epoch = $3)"};
constexpr Sql destroyed{"escrow.destroyed", R"(
    UPDATE notes_epoch
       SET destroyed_at = $4, ended_at = COALESCE(ended_at, $4)
     WHERE district_id = $1 AND circle_id = $2 AND epoch = $3)"};
}  // namespace sql

namespace {

Matter matter_of(const db::Row& row) {
    Matter made;
    made.id = row.id<MatterId>(0);
    made.kind = parse_kind(row.view(1)).value_or(Kind::reading);
    made.members = row.text(2);
    made.reason = row.text(3);
    made.from = row.maybe_day(4);
    made.until = row.maybe_day(5);
    made.asked_by = row.id<PersonId>(6);
    made.answered_by = row.maybe_id<PersonId>(7).value_or(PersonId());
    made.asker = row.text(8);
    made.answerer = row.text(9);
    made.asked_at = row.instant(10);
    made.agreed_at = row.maybe_instant(11);
    made.refused_at = row.maybe_instant(12);
    made.ended_at = row.maybe_instant(13);
    return made;
}

// The rows of a matter follow one another.
struct Together {
    std::vector<Matter> matters;
    auto each() {
        return [this](const db::Row& row) {
            if (matters.empty() || matters.back().id != row.id<MatterId>(0)) {
                matters.push_back(matter_of(row));
            }
            std::string& people = matters.back().people;
            people += (people.empty() ? "" : ", ") + row.text(14);
        };
    }
};

PersonId person_of(const db::Row& row) { return row.id<PersonId>(0); }

}  // namespace

void insert(WriteTx& tx, const Matter& matter, const std::vector<PersonId>& people) {
    tx.run(sql::insert, tx.district(), matter.id, code(matter.kind), matter.members, matter.reason,
           matter.from, matter.until, matter.asked_by, matter.asked_at);
    for (const PersonId person : people) {
        tx.run(sql::insert_person, tx.district(), matter.id, person);
    }
}

void mark_answered(WriteTx& tx, MatterId id, bool is_agreed) {
    tx.run(is_agreed ? sql::mark_agreed : sql::mark_refused, tx.district(), id, tx.actor(),
           tx.now());
}

void mark_ended(WriteTx& tx, MatterId id) { tx.run(sql::mark_ended, tx.district(), id, tx.now()); }

void lift_holds(WriteTx& tx, std::string_view members) {
    tx.run(sql::lift_holds, tx.district(), members, tx.now());
}

std::optional<Matter> matter(ReadTx& tx, MatterId id) {
    Together found;
    tx.each(sql::matter, found.each(), tx.district(), id);
    if (found.matters.empty()) return std::nullopt;
    return std::move(found.matters.front());
}

std::vector<Matter> newest(ReadTx& tx) {
    Together found;
    tx.each(sql::newest, found.each(), tx.district());
    return std::move(found.matters);
}

std::vector<Matter> about(ReadTx& tx, PersonId person) {
    Together found;
    tx.each(sql::about, found.each(), tx.district(), person);
    return std::move(found.matters);
}

std::vector<PersonId> people_of(ReadTx& tx, MatterId id) {
    return tx.all<PersonId>(sql::people_of, person_of, tx.district(), id);
}

std::vector<PersonId> holders_to_tell(ReadTx& tx) {
    return tx.all<PersonId>(sql::holders_to_tell, person_of, tx.district());
}

std::vector<PersonId> people_with_notes(ReadTx& tx) {
    return tx.all<PersonId>(sql::people_with_notes, person_of, tx.district());
}

void put_opened(WriteTx& tx, MatterId id, const Opened& one) {
    tx.run(sql::put_opened, tx.district(), id, one.circle, one.epoch, one.person, one.wrapped);
}

std::vector<Opened> opened_for(ReadTx& tx, MatterId id, PersonId person) {
    return tx.all<Opened>(
        sql::opened_for,
        [](const db::Row& row) {
            return Opened{row.id<keys::CircleId>(0), row.integer(1), row.id<PersonId>(2),
                          row.text(3)};
        },
        tx.district(), id, person);
}

void drop_opened(WriteTx& tx, MatterId id) { tx.run(sql::drop_opened, tx.district(), id); }

void keep_opened_of(WriteTx& tx, MatterId id, PersonId one, PersonId other) {
    tx.run(sql::keep_opened_of, tx.district(), id, one, other);
}

bool is_held(ReadTx& tx, PersonId person) {
    const Instant since = tx.now().plus_seconds(-asked_seconds);
    return tx.number(sql::is_held, tx.district(), person, since) > 0;
}

std::vector<MatterId> over(ReadTx& tx, Instant asked_before, Instant agreed_before) {
    return tx.all<MatterId>(
        sql::over, [](const db::Row& row) { return row.id<MatterId>(0); }, tx.district(),
        asked_before, agreed_before);
}

std::vector<Epoch> expired(ReadTx& tx, Instant asked_since) {
    return tx.all<Epoch>(
        sql::expired,
        [](const db::Row& row) {
            return Epoch{row.id<keys::CircleId>(0), row.integer(1)};
        },
        tx.district(), tx.now(), asked_since);
}

void destroy(WriteTx& tx, const Epoch& one) {
    for (const Sql& statement :
         {sql::destroy_keys, sql::destroy_shares, sql::destroy_server_copy, sql::destroy_opened}) {
        tx.run(statement, tx.district(), one.circle, one.epoch);
    }
    tx.run(sql::destroyed, tx.district(), one.circle, one.epoch, tx.now());
}

}  // namespace rapport::escrow::store
