#include "design/exchange/peers_store.hpp"

namespace rapport::exchange::store {

namespace sql {
constexpr Sql insert_adoption{"exchange.insert_adoption", R"(
    INSERT INTO exchange_adoption (district_id, id, address, item_id, public_key, number, digest,
                                   document, post_id, adopted_by, adopted_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))"};
constexpr Sql adoptions{"exchange.adoptions", R"(
    SELECT a.id, a.address, a.item_id, a.public_key, a.digest, a.document, a.number, a.post_id,
           a.adopted_by, a.adopted_at, a.changed_at, a.withdrawn_at, c.id
      FROM exchange_adoption a
      LEFT JOIN exchange_peer p ON p.district_id = a.district_id AND p.address = a.address
      LEFT JOIN exchange_copy c ON c.district_id = p.district_id AND c.peer_id = p.id
                               AND c.item_id = a.item_id
     WHERE a.district_id = $1
     ORDER BY a.adopted_at DESC, a.id)"};
constexpr Sql adoption{"exchange.adoption", R"(
    SELECT a.id, a.address, a.item_id, a.public_key, a.digest, a.document, a.number, a.post_id,
           a.adopted_by, a.adopted_at, a.changed_at, a.withdrawn_at, c.id
      FROM exchange_adoption a
      LEFT JOIN exchange_peer p ON p.district_id = a.district_id AND p.address = a.address
      LEFT JOIN exchange_copy c ON c.district_id = p.district_id AND c.peer_id = p.id
                               AND c.item_id = a.item_id
     WHERE a.district_id = $1 AND a.id = $2)"};
constexpr Sql of_item{"exchange.adoptions_of_item", R"(
    SELECT a.id, a.address, a.item_id, a.public_key, a.digest, a.document, a.number, a.post_id,
           a.adopted_by, a.adopted_at, a.changed_at, a.withdrawn_at, NULL
      FROM exchange_adoption a
     WHERE a.district_id = $1 AND a.address = $2 AND a.item_id = $3)"};
constexpr Sql note_changed{"exchange.note_changed", R"(
    UPDATE exchange_adoption
       SET changed_at = $3, withdrawn_at = NULL
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql note_withdrawn{"exchange.note_withdrawn", R"(
    UPDATE exchange_adoption
       SET withdrawn_at = $3
     WHERE district_id = $1 AND id = $2)"};
}  // namespace sql

namespace {

Adoption adoption_of(const db::Row& row) {
    return {.id = row.id<AdoptionId>(0),
            .address = row.text(1),
            .item = row.text(2),
            .public_key = row.text(3),
            .digest = row.text(4),
            .document = row.text(5),
            .number = row.integer(6),
            .post = row.id<posts::PostId>(7),
            .adopted_by = row.id<PersonId>(8),
            .adopted_at = row.instant(9),
            .changed_at = row.maybe_instant(10),
            .withdrawn_at = row.maybe_instant(11),
            .copy = row.maybe_id<CopyId>(12)};
}

}  // namespace

void insert_adoption(WriteTx& tx, const Adoption& one) {
    tx.run(sql::insert_adoption, tx.district(), one.id, one.address, one.item, one.public_key,
           one.number, one.digest, one.document, one.post, tx.actor(), tx.now());
}

std::vector<Adoption> adoptions(ReadTx& tx) {
    return tx.all<Adoption>(sql::adoptions, adoption_of, tx.district());
}

std::optional<Adoption> adoption(ReadTx& tx, AdoptionId id) {
    return tx.maybe<Adoption>(sql::adoption, adoption_of, tx.district(), id);
}

std::vector<Adoption> note_changed(WriteTx& tx, std::string_view address, const Item& item,
                                   std::string_view digest) {
    auto all = tx.all<Adoption>(sql::of_item, adoption_of, tx.district(), address, item.id);
    std::erase_if(all, [&](const Adoption& one) {
        return one.digest == digest || item.number <= one.number;
    });
    for (const Adoption& one : all) tx.run(sql::note_changed, tx.district(), one.id, tx.now());
    return all;
}

std::vector<Adoption> note_withdrawn(WriteTx& tx, std::string_view address, std::string_view item) {
    auto all = tx.all<Adoption>(sql::of_item, adoption_of, tx.district(), address, item);
    std::erase_if(all, [](const Adoption& one) { return one.withdrawn_at.has_value(); });
    for (const Adoption& one : all) tx.run(sql::note_withdrawn, tx.district(), one.id, tx.now());
    return all;
}

}  // namespace rapport::exchange::store
