#include "design/exchange/followed_store.hpp"

namespace rapport::exchange::store {

namespace sql {
constexpr Sql followed{"exchange.followed", R"(
    SELECT id, purpose, address, name, public_key, other_key, quarantine, digest, etag, '',
           trouble, sequence, tries, next_at, read_at
      FROM exchange_followed
     WHERE district_id = $1 AND purpose = $2
     ORDER BY name, made_at, id)"};
constexpr Sql followed_sources{"exchange.followed_sources", R"(
    SELECT id, purpose, address, name, public_key, other_key, quarantine, digest, etag, document,
           trouble, sequence, tries, next_at, read_at
      FROM exchange_followed
     WHERE district_id = $1 AND purpose = 'source' AND document <> ''
     ORDER BY name, made_at, id)"};
constexpr Sql one_followed{"exchange.one_followed", R"(
    SELECT id, purpose, address, name, public_key, other_key, quarantine, digest, etag, document,
           trouble, sequence, tries, next_at, read_at
      FROM exchange_followed
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert_followed{"exchange.insert_followed", R"(
    INSERT INTO exchange_followed (district_id, id, purpose, address, name, public_key, other_key,
                                   quarantine, sequence, digest, etag, document, tries, trouble,
                                   made_by, made_at, next_at)
    VALUES ($1, $2, $3, $4, '', '', '', '', 0, '', '', '', 0, '', $5, $6, $6))"};
constexpr Sql put_followed{"exchange.put_followed", R"(
    UPDATE exchange_followed
       SET name = $3, public_key = $4, other_key = $5, quarantine = $6, sequence = $7,
           digest = $8, etag = $9, document = $10, tries = $11, trouble = $12, next_at = $13,
           read_at = $14
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql remove_followed{"exchange.remove_followed", R"(
    DELETE FROM exchange_followed
     WHERE district_id = $1 AND id = $2)"};
// Rides exchange_followed_next.
constexpr Sql due_followed{"exchange.due_followed", R"(
    SELECT id, next_at
      FROM exchange_followed
     WHERE district_id = $1 AND next_at IS NOT NULL AND next_at <= $2
     ORDER BY next_at, id
     LIMIT $3)"};
constexpr Sql claim_followed{"exchange.claim_followed", R"(
    UPDATE exchange_followed
       SET next_at = $4
     WHERE district_id = $1 AND id = $2 AND next_at = $3)"};
}  // namespace sql

namespace {

Followed followed_of(const db::Row& row) {
    return {.id = row.id<FollowedId>(0),
            .purpose = row.view(1) == code(Purpose::list) ? Purpose::list : Purpose::source,
            .address = row.text(2),
            .name = row.text(3),
            .public_key = row.text(4),
            .other_key = row.text(5),
            .quarantine = row.text(6),
            .digest = row.text(7),
            .etag = row.text(8),
            .document = row.text(9),
            .trouble = row.text(10),
            .sequence = row.integer(11),
            .tries = row.integer(12),
            .next_at = row.maybe_instant(13),
            .read_at = row.maybe_instant(14)};
}

}  // namespace

std::vector<Followed> followed(ReadTx& tx, Purpose purpose) {
    return tx.all<Followed>(sql::followed, followed_of, tx.district(), code(purpose));
}

std::optional<Followed> followed(ReadTx& tx, FollowedId id) {
    return tx.maybe<Followed>(sql::one_followed, followed_of, tx.district(), id);
}

std::vector<Index> source_indexes(ReadTx& tx, const std::vector<DistrictId>& districts) {
    std::vector<Index> all;
    for (const DistrictId district : districts) {
        for (const Followed& one : tx.all<Followed>(sql::followed_sources, followed_of, district)) {
            all.push_back(one.index());
            all.back().address = one.address;
        }
    }
    return all;
}

void insert_followed(WriteTx& tx, const Followed& one) {
    tx.run(sql::insert_followed, tx.district(), one.id, code(one.purpose), one.address, tx.actor(),
           tx.now());
}

void put_followed(WriteTx& tx, const Followed& one) {
    tx.run(sql::put_followed, tx.district(), one.id, one.name, one.public_key, one.other_key,
           one.quarantine, one.sequence, one.digest, one.etag, one.document, one.tries, one.trouble,
           one.next_at, one.read_at);
}

void remove_followed(WriteTx& tx, FollowedId id) {
    tx.run(sql::remove_followed, tx.district(), id);
}

std::vector<DueFollowed> due_followed(ReadTx& tx, DistrictId district, int max) {
    return tx.all<DueFollowed>(
        sql::due_followed,
        [&](const db::Row& row) {
            return DueFollowed{district, row.id<FollowedId>(0), row.instant(1)};
        },
        district, tx.now(), max);
}

bool claim(WriteTx& tx, const DueFollowed& due, Instant next_at) {
    return tx.run(sql::claim_followed, tx.district(), due.id, due.next_at, next_at) > 0;
}

}  // namespace rapport::exchange::store
