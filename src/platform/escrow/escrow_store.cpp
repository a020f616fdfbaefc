#include "platform/escrow/escrow_store.hpp"

namespace rapport::escrow::store {

namespace sql {
// Principals evaluate: whatever else they are, they hold no key to notes.
constexpr Sql ready{"escrow.ready", R"(
    SELECT h.person_id, p.name, h.public_key
      FROM escrow e
      JOIN escrow_holder h ON h.district_id = e.district_id AND h.escrow_id = e.id
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
      JOIN notes_key k
        ON k.district_id = h.district_id AND k.person_id = h.person_id
       AND k.generation = h.generation AND k.guard = 'own' AND k.ended_at IS NULL
     WHERE e.district_id = $1 AND e.begun_at IS NOT NULL AND e.ended_at IS NULL
       AND COALESCE(p.ended_on, $2) >= $2
       AND NOT EXISTS (SELECT 1 FROM role_held r
                        WHERE r.district_id = $1 AND r.person_id = h.person_id
                          AND r.role = 'principal'
                          AND COALESCE(r.begins_on, $2) <= $2 AND COALESCE(r.ends_on, $2) >= $2)
     ORDER BY p.name, h.person_id)"};
constexpr Sql in_force{"escrow.in_force", R"(
    SELECT id, begun_at
      FROM escrow
     WHERE district_id = $1 AND begun_at IS NOT NULL AND ended_at IS NULL)"};
constexpr Sql prepared{"escrow.prepared", R"(
    SELECT id, begun_at
      FROM escrow
     WHERE district_id = $1 AND begun_at IS NULL AND ended_at IS NULL)"};
constexpr Sql holders{"escrow.holders", R"(
    SELECT h.person_id, p.name, h.agreed_at
      FROM escrow_holder h
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE h.district_id = $1 AND h.escrow_id = $2
     ORDER BY p.name, h.person_id)"};
constexpr Sql end_prepared{"escrow.end_prepared", R"(
    UPDATE escrow
       SET ended_at = $2
     WHERE district_id = $1 AND begun_at IS NULL AND ended_at IS NULL)"};
constexpr Sql end_in_force{"escrow.end_in_force", R"(
    UPDATE escrow
       SET ended_at = $2
     WHERE district_id = $1 AND begun_at IS NOT NULL AND ended_at IS NULL)"};
constexpr Sql end{"escrow.end", R"(
    UPDATE escrow
       SET ended_at = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql add{"escrow.add", R"(
    INSERT INTO escrow (district_id, id, chosen_by, chosen_at)
    VALUES ($1, $2, $3, $4))"};
constexpr Sql add_holder{"escrow.add_holder", R"(
    INSERT INTO escrow_holder (district_id, escrow_id, person_id)
    VALUES ($1, $2, $3))"};
constexpr Sql agreed{"escrow.agreed", R"(
    UPDATE escrow_holder
       SET generation = $4, public_key = $5, agreed_at = $6
     WHERE district_id = $1 AND escrow_id = $2 AND person_id = $3)"};
constexpr Sql begin{"escrow.begin", R"(
    UPDATE escrow
       SET begun_at = $3
     WHERE district_id = $1 AND id = $2)"};
// Also whoever has left: their notes may still have to be found.
constexpr Sql person_at{"escrow.person_at", R"(
    SELECT p.id
      FROM person p
      LEFT JOIN account a ON a.id = p.account_id
     WHERE p.district_id = $1 AND (p.email = $2 OR a.email = $2)
     ORDER BY p.id)"};
constexpr Sql evaluates{"escrow.evaluates", R"(
    SELECT COUNT(*)
      FROM role_held
     WHERE district_id = $1 AND person_id = $2 AND role = 'principal'
       AND COALESCE(begins_on, $3) <= $3 AND COALESCE(ends_on, $3) >= $3)"};
constexpr Sql put_share{"escrow.put_share", R"(
    INSERT INTO escrow_share (district_id, circle_id, epoch, first_id, second_id, wrapped)
    VALUES ($1, $2, $3, $4, $5, $6))"};
constexpr Sql shares{"escrow.shares", R"(
    SELECT s.circle_id, s.epoch, s.first_id, s.second_id, s.wrapped
      FROM notes_circle c
      JOIN escrow_share s ON s.district_id = c.district_id AND s.circle_id = c.id
     WHERE c.district_id = $1 AND c.members = $2 AND s.first_id = $3
       AND (EXISTS (SELECT 1 FROM note n
                     WHERE n.district_id = $1 AND n.circle_id = s.circle_id AND n.epoch = s.epoch
                       AND n.written_at >= $4 AND n.written_at < $5)
            OR EXISTS (SELECT 1 FROM cycle_writing w
                        WHERE w.district_id = $1 AND w.circle_id = s.circle_id
                          AND w.epoch = s.epoch AND w.written_at >= $4 AND w.written_at < $5))
     ORDER BY s.epoch, s.second_id)"};
constexpr Sql put_server_copy{"escrow.put_server_copy", R"(
    INSERT INTO notes_epoch_server (district_id, circle_id, epoch, wrapped)
    VALUES ($1, $2, $3, $4))"};
constexpr Sql server_copies{"escrow.server_copies", R"(
    SELECT epoch, wrapped
      FROM notes_epoch_server
     WHERE district_id = $1 AND circle_id = $2
     ORDER BY epoch)"};
constexpr Sql zone{"escrow.zone", R"(
    SELECT zone
      FROM district
     WHERE id = $1)"};
}  // namespace sql

namespace {

Day today(ReadTx& tx) { return Zone::utc().day(tx.now()); }

}  // namespace

std::vector<Ready> ready(ReadTx& tx) {
    return tx.all<Ready>(
        sql::ready,
        [](const db::Row& row) {
            return Ready{row.id<PersonId>(0), row.text(1), row.text(2)};
        },
        tx.district(), today(tx));
}

std::optional<Ceremony> ceremony(ReadTx& tx, bool has_begun) {
    auto found = tx.maybe<Ceremony>(
        has_begun ? sql::in_force : sql::prepared,
        [](const db::Row& row) {
            return Ceremony{row.id<EscrowId>(0), row.maybe_instant(1), {}};
        },
        tx.district());
    if (!found) return found;
    found->holders = tx.all<Holder>(
        sql::holders,
        [](const db::Row& row) {
            return Holder{row.id<PersonId>(0), row.text(1), !row.is_null(2), false};
        },
        tx.district(), found->id);
    if (!has_begun) return found;
    for (const Ready& one : ready(tx)) {
        for (Holder& holder : found->holders) holder.is_ready |= holder.person == one.person;
    }
    return found;
}

void begin_ceremony(WriteTx& tx, const std::vector<PersonId>& people) {
    tx.run(sql::end_prepared, tx.district(), tx.now());
    const auto id = tx.new_id<EscrowId>();
    tx.run(sql::add, tx.district(), id, tx.actor(), tx.now());
    for (const PersonId person : people) tx.run(sql::add_holder, tx.district(), id, person);
}

void end_ceremony(WriteTx& tx, EscrowId id) { tx.run(sql::end, tx.district(), id, tx.now()); }

void mark_agreed(WriteTx& tx, EscrowId id, const keys::OwnKey& key) {
    tx.run(sql::agreed, tx.district(), id, tx.actor(), key.generation, key.public_key, tx.now());
}

void begin_escrow(WriteTx& tx, EscrowId id) {
    tx.run(sql::end_in_force, tx.district(), tx.now());
    tx.run(sql::begin, tx.district(), id, tx.now());
}

std::optional<PersonId> person_at(ReadTx& tx, std::string_view typed) {
    std::string address(typed);
    for (char& c : address) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return tx.maybe<PersonId>(
        sql::person_at, [](const db::Row& row) { return row.id<PersonId>(0); }, tx.district(),
        address);
}

bool evaluates(ReadTx& tx, PersonId person) {
    return tx.number(sql::evaluates, tx.district(), person, today(tx)) > 0;
}

void put_share(WriteTx& tx, const Share& share) {
    tx.run(sql::put_share, tx.district(), share.circle, share.epoch, share.first, share.second,
           share.wrapped);
}

std::vector<Share> shares(ReadTx& tx, const Wanted& wanted) {
    return tx.all<Share>(
        sql::shares,
        [](const db::Row& row) {
            return Share{row.id<keys::CircleId>(0), row.integer(1), row.id<PersonId>(2),
                         row.id<PersonId>(3), row.text(4)};
        },
        tx.district(), wanted.members, wanted.first, wanted.from, wanted.until);
}

void put_server_copy(WriteTx& tx, keys::CircleId circle, std::int64_t epoch,
                     std::string_view wrapped) {
    tx.run(sql::put_server_copy, tx.district(), circle, epoch, wrapped);
}

std::vector<ServerCopy> server_copies(ReadTx& tx, keys::CircleId circle) {
    return tx.all<ServerCopy>(
        sql::server_copies,
        [](const db::Row& row) {
            return ServerCopy{row.integer(0), row.text(1)};
        },
        tx.district(), circle);
}

const Zone* zone_of_district(ReadTx& tx) {
    const auto name = tx.maybe<std::string>(
        sql::zone, [](const db::Row& row) { return row.text(0); }, tx.district());
    const Zone* zone = name ? Zone::find(*name) : nullptr;
    return zone != nullptr ? zone : &Zone::utc();
}

}  // namespace rapport::escrow::store
