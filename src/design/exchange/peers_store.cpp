#include "design/exchange/peers_store.hpp"

#include <array>

namespace rapport::exchange::store {

namespace sql {
constexpr Sql peers{"exchange.peers", R"(
    SELECT p.id, p.address, p.name, p.public_key, p.other_key, p.quarantine, p.digest, p.etag,
           p.trouble, p.sequence, p.tries, p.made_at, p.next_at, p.read_at,
           (SELECT COUNT(*) FROM exchange_copy c
             WHERE c.district_id = $1 AND c.peer_id = p.id),
           (SELECT COUNT(*) FROM exchange_refusal r
             WHERE r.district_id = $1 AND r.peer_id = p.id)
      FROM exchange_peer p
     WHERE p.district_id = $1
     ORDER BY p.made_at, p.id)"};
constexpr Sql peer{"exchange.peer", R"(
    SELECT p.id, p.address, p.name, p.public_key, p.other_key, p.quarantine, p.digest, p.etag,
           p.trouble, p.sequence, p.tries, p.made_at, p.next_at, p.read_at,
           (SELECT COUNT(*) FROM exchange_copy c
             WHERE c.district_id = $1 AND c.peer_id = p.id),
           (SELECT COUNT(*) FROM exchange_refusal r
             WHERE r.district_id = $1 AND r.peer_id = p.id)
      FROM exchange_peer p
     WHERE p.district_id = $1 AND p.id = $2)"};
constexpr Sql insert_peer{"exchange.insert_peer", R"(
    INSERT INTO exchange_peer (district_id, id, address, name, public_key, other_key, quarantine,
                               sequence, digest, etag, tries, trouble, made_by, made_at, next_at)
    VALUES ($1, $2, $3, '', '', '', '', 0, '', '', 0, '', $4, $5, $5))"};
constexpr Sql put_peer{"exchange.put_peer", R"(
    UPDATE exchange_peer
       SET name = $3, public_key = $4, other_key = $5, quarantine = $6, sequence = $7,
           digest = $8, etag = $9, tries = $10, trouble = $11, next_at = $12, read_at = $13
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql remove_copies{"exchange.remove_copies", R"(
    DELETE FROM exchange_copy
     WHERE district_id = $1 AND peer_id = $2)"};
constexpr Sql remove_refusals{"exchange.remove_refusals", R"(
    DELETE FROM exchange_refusal
     WHERE district_id = $1 AND peer_id = $2)"};
constexpr Sql remove_peer{"exchange.remove_peer", R"(
    DELETE FROM exchange_peer
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql due{"exchange.due", R"(
    SELECT id, next_at
      FROM exchange_peer
     WHERE district_id = $1 AND next_at IS NOT NULL AND next_at <= $2
     ORDER BY next_at, id
     LIMIT $3)"};
constexpr Sql claim{"exchange.claim", R"(
    UPDATE exchange_peer
       SET next_at = $4
     WHERE district_id = $1 AND id = $2 AND next_at = $3)"};
constexpr Sql kept{"exchange.kept", R"(
    SELECT item_id, digest, number, bytes
      FROM exchange_copy
     WHERE district_id = $1 AND peer_id = $2)"};
constexpr Sql put_copy{"exchange.put_copy", R"(
    INSERT INTO exchange_copy (district_id, id, peer_id, item_id, kind, title, author, number,
                               digest, document, bytes, folded, read_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (district_id, peer_id, item_id)
        DO UPDATE SET kind = excluded.kind, title = excluded.title, author = excluded.author,
                      number = excluded.number, digest = excluded.digest,
                      document = excluded.document, bytes = excluded.bytes,
                      folded = excluded.folded, read_at = excluded.read_at)"};
constexpr Sql remove_copy{"exchange.remove_copy", R"(
    DELETE FROM exchange_copy
     WHERE district_id = $1 AND peer_id = $2 AND item_id = $3)"};
constexpr Sql refusals{"exchange.refusals", R"(
    SELECT item_id, title, reason, at
      FROM exchange_refusal
     WHERE district_id = $1 AND peer_id = $2
     ORDER BY title, item_id
     LIMIT 100)"};
constexpr Sql insert_refusal{"exchange.insert_refusal", R"(
    INSERT INTO exchange_refusal (district_id, peer_id, item_id, title, reason, at)
    VALUES ($1, $2, $3, $4, $5, $6))"};
constexpr Sql copies{"exchange.copies", R"(
    SELECT c.id, c.peer_id, p.name, p.address, p.public_key, c.item_id, c.title, c.author,
           c.digest, c.kind, c.number, c.read_at, c.folded
      FROM exchange_copy c
      JOIN exchange_peer p ON p.district_id = c.district_id AND p.id = c.peer_id
     WHERE c.district_id = $1 AND ($2 = '' OR c.kind = $2)
     ORDER BY c.title, c.id)"};
constexpr Sql copy{"exchange.copy", R"(
    SELECT c.id, c.peer_id, p.name, p.address, p.public_key, c.item_id, c.title, c.author,
           c.digest, c.kind, c.number, c.read_at, c.document
      FROM exchange_copy c
      JOIN exchange_peer p ON p.district_id = c.district_id AND p.id = c.peer_id
     WHERE c.district_id = $1 AND c.id = $2)"};
}  // namespace sql

namespace {

Peer peer_of(const db::Row& row) {
    return {.id = row.id<PeerId>(0),
            .address = row.text(1),
            .name = row.text(2),
            .public_key = row.text(3),
            .other_key = row.text(4),
            .quarantine = row.text(5),
            .digest = row.text(6),
            .etag = row.text(7),
            .trouble = row.text(8),
            .sequence = row.integer(9),
            .tries = row.integer(10),
            .copies = row.integer(14),
            .refusals = row.integer(15),
            .made_at = row.instant(11),
            .next_at = row.maybe_instant(12),
            .read_at = row.maybe_instant(13)};
}

Copy copy_of(const db::Row& row) {
    const auto kind = parse_kind(row.view(9));
    must(kind.has_value(), "a stored copy has no kind");
    return {.id = row.id<CopyId>(0),
            .peer = row.id<PeerId>(1),
            .peer_name = row.text(2),
            .peer_address = row.text(3),
            .public_key = row.text(4),
            .item = row.text(5),
            .title = row.text(6),
            .author = row.text(7),
            .digest = row.text(8),
            .document = "",
            .kind = *kind,
            .number = row.integer(10),
            .read_at = row.instant(11)};
}

}  // namespace

std::vector<Peer> peers(ReadTx& tx) { return tx.all<Peer>(sql::peers, peer_of, tx.district()); }

std::optional<Peer> peer(ReadTx& tx, PeerId id) {
    return tx.maybe<Peer>(sql::peer, peer_of, tx.district(), id);
}

void insert_peer(WriteTx& tx, const Peer& one) {
    tx.run(sql::insert_peer, tx.district(), one.id, one.address, tx.actor(), tx.now());
}

void put_peer(WriteTx& tx, const Peer& one) {
    tx.run(sql::put_peer, tx.district(), one.id, one.name, one.public_key, one.other_key,
           one.quarantine, one.sequence, one.digest, one.etag, one.tries, one.trouble, one.next_at,
           one.read_at);
}

void remove_peer(WriteTx& tx, PeerId id) {
    tx.run(sql::remove_copies, tx.district(), id);
    tx.run(sql::remove_refusals, tx.district(), id);
    tx.run(sql::remove_peer, tx.district(), id);
}

std::vector<Due> due(ReadTx& tx, DistrictId district, int max) {
    return tx.all<Due>(
        sql::due,
        [&](const db::Row& row) {
            return Due{district, row.id<PeerId>(0), row.instant(1)};
        },
        district, tx.now(), max);
}

bool claim(WriteTx& tx, const Due& due, Instant next_at) {
    return tx.run(sql::claim, tx.district(), due.id, due.next_at, next_at) > 0;
}

std::vector<Kept> kept(ReadTx& tx, PeerId id) {
    return tx.all<Kept>(
        sql::kept,
        [](const db::Row& row) {
            return Kept{row.text(0), row.text(1), row.integer(2), row.integer(3)};
        },
        tx.district(), id);
}

void put_copy(WriteTx& tx, PeerId peer, const Item& item, std::string_view document,
              std::string_view folded) {
    tx.run(sql::put_copy, tx.district(), tx.new_id<CopyId>(), peer, item.id, code(item.kind),
           item.title, item.author, item.number, digest_of(document), document,
           static_cast<std::int64_t>(document.size()), folded, tx.now());
}

void remove_copy(WriteTx& tx, PeerId peer, std::string_view item) {
    tx.run(sql::remove_copy, tx.district(), peer, item);
}

std::vector<Refused> refusals(ReadTx& tx, PeerId id) {
    return tx.all<Refused>(
        sql::refusals,
        [](const db::Row& row) {
            return Refused{row.text(0), row.text(1), row.text(2), row.instant(3)};
        },
        tx.district(), id);
}

void put_refusals(WriteTx& tx, PeerId peer, const std::vector<Refused>& all) {
    tx.run(sql::remove_refusals, tx.district(), peer);
    for (const Refused& one : all) {
        tx.run(sql::insert_refusal, tx.district(), peer, one.item, one.title, one.reason, tx.now());
    }
}

std::vector<Copy> search(ReadTx& tx, const std::vector<std::string>& words, std::string_view kind) {
    std::vector<Copy> found;
    tx.each(
        sql::copies,
        [&](const db::Row& row) {
            const std::string_view folded = row.view(12);
            for (const std::string& word : words) {
                if (folded.find(word) == folded.npos) return;
            }
            found.push_back(copy_of(row));
        },
        tx.district(), kind);
    return found;
}

std::optional<Copy> copy(ReadTx& tx, CopyId id) {
    return tx.maybe<Copy>(
        sql::copy,
        [](const db::Row& row) {
            Copy one = copy_of(row);
            one.document = row.text(12);
            return one;
        },
        tx.district(), id);
}

}  // namespace rapport::exchange::store
