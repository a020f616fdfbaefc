#include "platform/keys/keys_store.hpp"

#include "kernel/check.hpp"

namespace rapport::keys {

namespace sql {
constexpr Sql pair_of{"keys.pair_of", R"(
    SELECT generation, public_key, guard, proof, proof_tries
      FROM notes_key
     WHERE district_id = $1 AND person_id = $2 AND ended_at IS NULL)"};
constexpr Sql newest{"keys.newest", R"(
    SELECT COALESCE(MAX(generation), 0)
      FROM notes_key
     WHERE district_id = $1 AND person_id = $2)"};
constexpr Sql add_pair{"keys.add_pair", R"(
    INSERT INTO notes_key (district_id, person_id, generation, public_key, guard, made_at, proof,
                           proof_tries)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr Sql end_pair{"keys.end_pair", R"(
    UPDATE notes_key
       SET ended_at = $3
     WHERE district_id = $1 AND person_id = $2 AND ended_at IS NULL)"};
constexpr Sql set_proof{"keys.set_proof", R"(
    UPDATE notes_key
       SET proof = $3, proof_tries = $4
     WHERE district_id = $1 AND person_id = $2 AND ended_at IS NULL)"};
constexpr Sql wrapper{"keys.wrapper", R"(
    SELECT salt, wrapped
      FROM notes_key_wrapper
     WHERE district_id = $1 AND person_id = $2 AND generation = $3 AND kind = $4)"};
constexpr Sql put_wrapper{"keys.put_wrapper", R"(
    INSERT INTO notes_key_wrapper (district_id, person_id, generation, kind, salt, wrapped, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (district_id, person_id, generation, kind)
        DO UPDATE SET salt = excluded.salt, wrapped = excluded.wrapped,
                      made_at = excluded.made_at)"};
constexpr Sql drop_wrapper{"keys.drop_wrapper", R"(
    DELETE FROM notes_key_wrapper
     WHERE district_id = $1 AND person_id = $2 AND generation = $3 AND kind = $4)"};
constexpr Sql drop_wrappers{"keys.drop_wrappers", R"(
    DELETE FROM notes_key_wrapper
     WHERE district_id = $1 AND person_id = $2)"};
constexpr Sql circle_of{"keys.circle_of", R"(
    SELECT id
      FROM notes_circle
     WHERE district_id = $1 AND members = $2)"};
constexpr Sql add_circle{"keys.add_circle", R"(
    INSERT INTO notes_circle (district_id, id, members, made_at)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT (district_id, members) DO NOTHING)"};
constexpr Sql open_epoch{"keys.open_epoch", R"(
    SELECT epoch
      FROM notes_epoch
     WHERE district_id = $1 AND circle_id = $2 AND ended_at IS NULL AND keep_until = $3)"};
constexpr Sql last_epoch{"keys.last_epoch", R"(
    SELECT COALESCE(MAX(epoch), 0)
      FROM notes_epoch
     WHERE district_id = $1 AND circle_id = $2)"};
constexpr Sql end_epoch{"keys.end_epoch", R"(
    UPDATE notes_epoch
       SET ended_at = $3
     WHERE district_id = $1 AND circle_id = $2 AND ended_at IS NULL)"};
constexpr Sql begin_epoch{"keys.begin_epoch", R"(
    INSERT INTO notes_epoch (district_id, circle_id, epoch, begun_at, keep_until)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql end_epochs_of{"keys.end_epochs_of", R"(
    UPDATE notes_epoch
       SET ended_at = $3
     WHERE district_id = $1 AND ended_at IS NULL
       AND EXISTS (SELECT 1 FROM notes_epoch_key k
                    WHERE k.district_id = $1 AND k.circle_id = notes_epoch.circle_id
                      AND k.person_id = $2))"};
constexpr Sql end_all_epochs{"keys.end_all_epochs", R"(
    UPDATE notes_epoch
       SET ended_at = $2
     WHERE district_id = $1 AND ended_at IS NULL)"};
constexpr Sql epoch_key{"keys.epoch_key", R"(
    SELECT circle_id, epoch, person_id, generation, wrapped
      FROM notes_epoch_key
     WHERE district_id = $1 AND circle_id = $2 AND epoch = $3 AND person_id = $4)"};
constexpr Sql readers_keys{"keys.readers_keys", R"(
    SELECT circle_id, epoch, person_id, generation, wrapped
      FROM notes_epoch_key
     WHERE district_id = $1 AND circle_id = $2 AND person_id = $3
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $3 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $4) <= $4 AND COALESCE(h.ends_on, $4) >= $4)
     ORDER BY epoch)"};
constexpr Sql epoch_keys_of{"keys.epoch_keys_of", R"(
    SELECT circle_id, epoch, person_id, generation, wrapped
      FROM notes_epoch_key
     WHERE district_id = $1 AND person_id = $2
     ORDER BY circle_id, epoch)"};
constexpr Sql shared_with{"keys.shared_with", R"(
    SELECT mine.circle_id, mine.epoch, mine.person_id, mine.generation, mine.wrapped
      FROM notes_epoch_key mine
      JOIN notes_epoch_key theirs
        ON theirs.district_id = mine.district_id AND theirs.circle_id = mine.circle_id
       AND theirs.epoch = mine.epoch
     WHERE mine.district_id = $1 AND mine.person_id = $2 AND theirs.person_id = $3
       AND theirs.generation < $4
     ORDER BY mine.circle_id, mine.epoch)"};
constexpr Sql put_epoch_key{"keys.put_epoch_key", R"(
    INSERT INTO notes_epoch_key (district_id, circle_id, epoch, person_id, generation, wrapped)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (district_id, circle_id, epoch, person_id)
        DO UPDATE SET generation = excluded.generation, wrapped = excluded.wrapped)"};
constexpr Sql drop_epoch_keys{"keys.drop_epoch_keys", R"(
    DELETE FROM notes_epoch_key
     WHERE district_id = $1 AND person_id = $2)"};
constexpr Sql drop_private_keys{"keys.drop_private_keys", R"(
    DELETE FROM notes_epoch_key
     WHERE district_id = $1 AND person_id = $2
       AND circle_id IN (SELECT id FROM notes_circle
                          WHERE district_id = $1 AND members = $2))"};
constexpr Sql end_private_epochs{"keys.end_private_epochs", R"(
    UPDATE notes_epoch
       SET ended_at = $3
     WHERE district_id = $1 AND ended_at IS NULL
       AND circle_id IN (SELECT id FROM notes_circle
                          WHERE district_id = $1 AND members = $2))"};
constexpr Sql leading{"keys.leading", R"(
    SELECT r.person_id, r.role, r.begins_on, MIN(e.begun_at)
      FROM role_held r
      JOIN notes_circle c ON c.district_id = r.district_id AND c.members = r.person_id
      JOIN notes_epoch_key k
        ON k.district_id = c.district_id AND k.circle_id = c.id AND k.person_id = r.person_id
      JOIN notes_epoch e
        ON e.district_id = k.district_id AND e.circle_id = k.circle_id AND e.epoch = k.epoch
     WHERE r.district_id = $1 AND r.role IN ('principal', 'director', 'district_admin')
       AND COALESCE(r.begins_on, $2) <= $2 AND COALESCE(r.ends_on, $2) >= $2
     GROUP BY r.person_id, r.role, r.begins_on
     ORDER BY r.person_id, r.role, r.begins_on)"};
// Members of an epoch who have left: whose last day is over.
constexpr Sql departed_in{"keys.departed_in", R"(
    SELECT COUNT(*)
      FROM notes_epoch_key k
      JOIN person p ON p.district_id = k.district_id AND p.id = k.person_id
     WHERE k.district_id = $1 AND k.circle_id = $2 AND k.epoch = $3 AND p.ended_on < $4)"};
constexpr Sql is_here{"keys.is_here", R"(
    SELECT COUNT(*)
      FROM person
     WHERE district_id = $1 AND id = $2 AND (ended_on IS NULL OR ended_on >= $3))"};
constexpr Sql long_gone{"keys.long_gone", R"(
    SELECT p.id
      FROM notes_key k
      JOIN person p ON p.district_id = k.district_id AND p.id = k.person_id
     WHERE k.district_id = $1 AND k.ended_at IS NULL AND p.ended_on < $2
     ORDER BY p.id)"};
constexpr Sql waiting_for{"keys.waiting_for", R"(
    SELECT DISTINCT p.id, p.name
      FROM notes_key k
      JOIN person p ON p.district_id = k.district_id AND p.id = k.person_id
      JOIN notes_epoch_key theirs
        ON theirs.district_id = k.district_id AND theirs.person_id = k.person_id
       AND theirs.generation < k.generation
      JOIN notes_epoch_key mine
        ON mine.district_id = theirs.district_id AND mine.circle_id = theirs.circle_id
       AND mine.epoch = theirs.epoch
     WHERE k.district_id = $1 AND mine.person_id = $2 AND k.person_id <> $2
       AND k.ended_at IS NULL AND k.proof <> ''
     ORDER BY p.name, p.id)"};
constexpr Sql keep_in_session{"keys.keep_in_session", R"(
    UPDATE session
       SET notes_secret = $2
     WHERE token_hash = $1)"};
constexpr Sql server_key{"keys.server_key", R"(
    SELECT name
      FROM server_key
     WHERE id = 1)"};
constexpr Sql add_server_key{"keys.add_server_key", R"(
    INSERT INTO server_key (id, name, since)
    VALUES (1, $1, $2))"};
}  // namespace sql

void keep_in_session(WriteTx& tx, std::string_view session_hash, std::string_view lent) {
    tx.run(sql::keep_in_session, session_hash, lent);
}

void end_all_epochs(WriteTx& tx) { tx.run(sql::end_all_epochs, tx.district(), tx.now()); }

namespace {

std::optional<std::string> server_key_before(ReadTx& tx) {
    return tx.maybe<std::string>(sql::server_key, [](const db::Row& row) { return row.text(0); });
}

}  // namespace

bool has_server_key(Db& db) {
    return db.read(Scope::whole(), [](ReadTx& tx) { return server_key_before(tx).has_value(); });
}

void acquaint(Db& db) {
    db.write(Scope::whole(), [](WriteTx& tx) {
        const std::string& name = tx.server_key().name();
        const auto before = server_key_before(tx);
        if (!before) {
            tx.run(sql::add_server_key, name, tx.now());
        } else if (*before != name) {
            throw db::Fault(
                "the key of notes (notes.key in the data folder) is not the one this database was "
                "used with; put it back from its copy (docs/operating.md)");
        }
    });
}

namespace store {

namespace {

EpochKey epoch_key_of(const db::Row& row) {
    return {row.id<CircleId>(0), row.integer(1), row.id<PersonId>(2), row.integer(3), row.text(4)};
}

}  // namespace

std::optional<Pair> pair_of(ReadTx& tx, PersonId person) {
    return tx.maybe<Pair>(
        sql::pair_of,
        [](const db::Row& row) {
            return Pair{row.integer(0), row.text(1),
                        row.view(2) == "own" ? Guard::own : Guard::server, row.text(3),
                        row.integer(4)};
        },
        tx.district(), person);
}

std::int64_t newest_generation(ReadTx& tx, PersonId person) {
    return tx.number(sql::newest, tx.district(), person);
}

void add_pair(WriteTx& tx, PersonId person, const Pair& pair) {
    tx.run(sql::add_pair, tx.district(), person, pair.generation, pair.public_key,
           pair.guard == Guard::own ? "own" : "server", tx.now(), pair.proof, pair.proof_tries);
}

void end_pair(WriteTx& tx, PersonId person) {
    tx.run(sql::end_pair, tx.district(), person, tx.now());
}

void set_proof(WriteTx& tx, PersonId person, std::string_view proof, std::int64_t tries) {
    tx.run(sql::set_proof, tx.district(), person, proof, tries);
}

std::optional<Wrapper> wrapper(ReadTx& tx, const Pointer& at) {
    return tx.maybe<Wrapper>(
        sql::wrapper,
        [](const db::Row& row) {
            return Wrapper{row.text(0), row.text(1)};
        },
        tx.district(), at.person, at.generation, at.kind);
}

void put_wrapper(WriteTx& tx, const Pointer& at, const Wrapper& wrapper) {
    tx.run(sql::put_wrapper, tx.district(), at.person, at.generation, at.kind, wrapper.salt,
           wrapper.wrapped, tx.now());
}

void drop_wrapper(WriteTx& tx, const Pointer& at) {
    tx.run(sql::drop_wrapper, tx.district(), at.person, at.generation, at.kind);
}

void drop_wrappers(WriteTx& tx, PersonId person) {
    tx.run(sql::drop_wrappers, tx.district(), person);
}

std::optional<CircleId> circle_of(ReadTx& tx, std::string_view members) {
    return tx.maybe<CircleId>(
        sql::circle_of, [](const db::Row& row) { return row.id<CircleId>(0); }, tx.district(),
        members);
}

CircleId add_circle(WriteTx& tx, std::string_view members) {
    tx.run(sql::add_circle, tx.district(), tx.new_id<CircleId>(), members, tx.now());
    const auto found = circle_of(tx, members);
    must(found.has_value(), "a circle was added and is not there");
    return *found;
}

std::optional<std::int64_t> open_epoch(ReadTx& tx, CircleId circle, Instant keep_until) {
    return tx.maybe<std::int64_t>(
        sql::open_epoch, [](const db::Row& row) { return row.integer(0); }, tx.district(), circle,
        keep_until);
}

std::int64_t begin_epoch(WriteTx& tx, CircleId circle, Instant keep_until) {
    tx.run(sql::end_epoch, tx.district(), circle, tx.now());
    const std::int64_t epoch = tx.number(sql::last_epoch, tx.district(), circle) + 1;
    tx.run(sql::begin_epoch, tx.district(), circle, epoch, tx.now(), keep_until);
    return epoch;
}

void end_epochs_of(WriteTx& tx, PersonId person) {
    tx.run(sql::end_epochs_of, tx.district(), person, tx.now());
}

std::optional<EpochKey> epoch_key(ReadTx& tx, CircleId circle, std::int64_t epoch,
                                  PersonId person) {
    return tx.maybe<EpochKey>(sql::epoch_key, epoch_key_of, tx.district(), circle, epoch, person);
}

std::vector<EpochKey> readers_keys(ReadTx& tx, CircleId circle) {
    return tx.all<EpochKey>(sql::readers_keys, epoch_key_of, tx.district(), circle, tx.actor(),
                            Zone::utc().day(tx.now()));
}

std::vector<EpochKey> epoch_keys_of(ReadTx& tx, PersonId person) {
    return tx.all<EpochKey>(sql::epoch_keys_of, epoch_key_of, tx.district(), person);
}

std::vector<EpochKey> shared_with(ReadTx& tx, PersonId one, PersonId other,
                                  std::int64_t generation) {
    return tx.all<EpochKey>(sql::shared_with, epoch_key_of, tx.district(), one, other, generation);
}

void put_epoch_key(WriteTx& tx, const EpochKey& key) {
    tx.run(sql::put_epoch_key, tx.district(), key.circle, key.epoch, key.person, key.generation,
           key.wrapped);
}

void drop_epoch_keys(WriteTx& tx, PersonId person) {
    tx.run(sql::drop_epoch_keys, tx.district(), person);
}

void drop_private_keys(WriteTx& tx, PersonId person) {
    tx.run(sql::drop_private_keys, tx.district(), person);
    tx.run(sql::end_private_epochs, tx.district(), person, tx.now());
}

// A principal reads none of them, so there the day does not matter; nor does it where it is not
// known, because then the role was told of when it was given.
std::vector<PersonId> come_to_lead(ReadTx& tx) {
    std::vector<PersonId> found;
    tx.each(
        sql::leading,
        [&](const db::Row& row) {
            const auto person = row.id<PersonId>(0);
            const auto begins = row.maybe_day(2);
            const bool is_earlier = begins && row.instant(3) < Zone::utc().instant({*begins, 0, 0});
            if (row.view(1) != "principal" && !is_earlier) return;
            if (found.empty() || found.back() != person) found.push_back(person);
        },
        tx.district(), Zone::utc().day(tx.now()));
    return found;
}

bool is_here(ReadTx& tx, PersonId person) {
    return tx.number(sql::is_here, tx.district(), person, Zone::utc().day(tx.now())) > 0;
}

bool has_departed(ReadTx& tx, CircleId circle, std::int64_t epoch) {
    return tx.number(sql::departed_in, tx.district(), circle, epoch, Zone::utc().day(tx.now())) > 0;
}

std::vector<PersonId> gone_before(ReadTx& tx, Day day) {
    return tx.all<PersonId>(
        sql::long_gone, [](const db::Row& row) { return row.id<PersonId>(0); }, tx.district(), day);
}

std::vector<Waiting> waiting_for(ReadTx& tx, PersonId person) {
    return tx.all<Waiting>(
        sql::waiting_for,
        [](const db::Row& row) {
            return Waiting{row.id<PersonId>(0), row.text(1)};
        },
        tx.district(), person);
}

}  // namespace store

}  // namespace rapport::keys
