#include "design/exchange/curating_store.hpp"

namespace rapport::exchange::store {

namespace sql {
constexpr Sql network{"exchange.network", R"(
    SELECT n.id, n.name
      FROM district d
      JOIN network n ON n.id = d.network_id
     WHERE d.id = $1)"};
constexpr Sql networks_with_lists{"exchange.networks_with_lists", R"(
    SELECT n.id, n.name
      FROM curated_list l
      JOIN network n ON n.id = l.network_id
     ORDER BY n.id)"};
constexpr Sql districts_of{"exchange.districts_of", R"(
    SELECT id
      FROM district
     WHERE network_id = $1
     ORDER BY id)"};
constexpr Sql curated_list{"exchange.curated_list", R"(
    SELECT address, name, introduction, language, public_key, sequence, version, is_public,
           published_at
      FROM curated_list
     WHERE network_id = $1)"};
constexpr Sql list_key{"exchange.list_key", R"(
    SELECT signing_key
      FROM curated_list
     WHERE network_id = $1)"};
constexpr Sql public_list{"exchange.public_list", R"(
    SELECT n.id, n.name, l.document, l.public_key, l.is_public
      FROM curated_list l
      JOIN network n ON n.id = l.network_id
     WHERE l.address = $1)"};
constexpr Sql insert_list{"exchange.insert_list", R"(
    INSERT INTO curated_list (network_id, address, name, introduction, language, public_key,
                              signing_key, sequence, document, is_public, version)
    VALUES ($1, $2, '', '', '', $3, $4, 0, '', FALSE, 0)
        ON CONFLICT DO NOTHING)"};
constexpr Sql put_list_key{"exchange.put_list_key", R"(
    UPDATE curated_list
       SET public_key = $2, signing_key = $3
     WHERE network_id = $1)"};
constexpr Sql put_list{"exchange.put_list", R"(
    UPDATE curated_list
       SET name = $2, introduction = $3, language = $4, sequence = $5, document = $6,
           is_public = $7, published_at = $8, version = $9
     WHERE network_id = $1)"};
constexpr Sql entries{"exchange.curated_entries", R"(
    SELECT id, address, item_id, kind, title, credit, number, digest, words, is_public
      FROM curated_entry
     WHERE network_id = $1
     ORDER BY kind, title, id)"};
constexpr Sql insert_entry{"exchange.insert_curated_entry", R"(
    INSERT INTO curated_entry (network_id, id, address, item_id, kind, title, credit, number,
                               digest, words, is_public)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, FALSE)
        ON CONFLICT DO NOTHING)"};
constexpr Sql put_entry{"exchange.put_curated_entry", R"(
    UPDATE curated_entry
       SET title = $3, credit = $4, number = $5, digest = $6, words = $7, is_public = $8
     WHERE network_id = $1 AND id = $2)"};
constexpr Sql remove_entry{"exchange.remove_curated_entry", R"(
    DELETE FROM curated_entry
     WHERE network_id = $1 AND id = $2)"};
// Public already, each at its district's address.
constexpr Sql published_here{"exchange.published_here", R"(
    SELECT a.address, p.name, i.id, i.kind, i.title, i.digest, i.number
      FROM district d
      JOIN exchange_address a ON a.district_id = d.id
      JOIN exchange_profile p ON p.district_id = a.district_id
      JOIN exchange_item i ON i.district_id = a.district_id
     WHERE d.network_id = $1 AND i.withdrawn_at IS NULL
     ORDER BY i.kind, i.title, i.id)"};
}  // namespace sql

namespace {

Network network_of(const db::Row& row) { return {row.id<NetworkId>(0), row.text(1)}; }

Kind kind_of(std::string_view text) {
    const auto kind = parse_kind(text);
    must(kind.has_value(), "a stored thing of the exchange has no kind");
    return *kind;
}

CuratedEntry entry_of(const db::Row& row) {
    return {row.id<CuratedEntryId>(0),
            {.address = row.text(1),
             .item = row.text(2),
             .title = row.text(4),
             .credit = row.text(5),
             .digest = row.text(7),
             .words = row.text(8),
             .kind = kind_of(row.view(3)),
             .number = row.integer(6)},
            row.flag(9)};
}

}  // namespace

std::optional<std::string> list_key(ReadTx& tx, const Network& of) {
    return tx.maybe<std::string>(
        sql::list_key, [](const db::Row& row) { return row.text(0); }, of.id);
}

bool insert_list(WriteTx& tx, const Network& of, const CuratedList& one,
                 std::string_view signing_key) {
    return tx.run(sql::insert_list, of.id, one.address, one.public_key, signing_key) > 0;
}

void put_list_key(WriteTx& tx, const Network& of, std::string_view public_key,
                  std::string_view signing_key) {
    tx.run(sql::put_list_key, of.id, public_key, signing_key);
}

void put_list(WriteTx& tx, const Network& of, const CuratedList& one, std::string_view document) {
    tx.run(sql::put_list, of.id, one.name, one.introduction, one.language, one.sequence, document,
           one.is_public, tx.now(), one.version);
}

void insert_entry(WriteTx& tx, const Network& of, const Pick& pick) {
    tx.run(sql::insert_entry, of.id, tx.new_id<CuratedEntryId>(), pick.address, pick.item,
           code(pick.kind), pick.title, pick.credit, pick.number, pick.digest, pick.words);
}

void put_entry(WriteTx& tx, const Network& of, const CuratedEntry& one) {
    tx.run(sql::put_entry, of.id, one.id, one.pick.title, one.pick.credit, one.pick.number,
           one.pick.digest, one.pick.words, one.is_public);
}

void remove_entry(WriteTx& tx, const Network& of, CuratedEntryId id) {
    tx.run(sql::remove_entry, of.id, id);
}

std::vector<Network> networks_with_lists(ReadTx& tx) {
    return tx.all<Network>(sql::networks_with_lists, network_of);
}

std::vector<DistrictId> districts_of(ReadTx& tx, const Network& of) {
    return tx.all<DistrictId>(
        sql::districts_of, [](const db::Row& row) { return row.id<DistrictId>(0); }, of.id);
}

}  // namespace rapport::exchange::store

namespace rapport::exchange {

std::optional<Network> network(ReadTx& tx) {
    return tx.maybe<Network>(store::sql::network, store::network_of, tx.district());
}

std::optional<CuratedList> curated_list(ReadTx& tx, const Network& of) {
    return tx.maybe<CuratedList>(
        store::sql::curated_list,
        [](const db::Row& row) {
            return CuratedList{.address = row.text(0),
                               .name = row.text(1),
                               .introduction = row.text(2),
                               .language = row.text(3),
                               .public_key = row.text(4),
                               .sequence = row.integer(5),
                               .version = row.integer(6),
                               .is_public = row.flag(7),
                               .published_at = row.maybe_instant(8)};
        },
        of.id);
}

std::vector<CuratedEntry> curated_entries(ReadTx& tx, const Network& of) {
    return tx.all<CuratedEntry>(store::sql::entries, store::entry_of, of.id);
}

std::vector<Pick> published_here(ReadTx& tx, const Network& of, std::string_view base) {
    return tx.all<Pick>(
        store::sql::published_here,
        [&](const db::Row& row) {
            return Pick{.address = std::string(base) + "/published/" + row.text(0) + "/index.json",
                        .item = row.text(2),
                        .title = row.text(4),
                        .credit = row.text(1),
                        .digest = row.text(5),
                        .words = "",
                        .kind = store::kind_of(row.view(3)),
                        .number = row.integer(6)};
        },
        of.id);
}

std::optional<PublicList> public_list(ReadTx& tx, std::string_view address) {
    return tx.maybe<PublicList>(
        store::sql::public_list,
        [](const db::Row& row) {
            return PublicList{store::network_of(row), row.text(2), row.text(3), row.flag(4)};
        },
        address);
}

bool is_list_address_taken(ReadTx& tx, std::string_view address) {
    return public_list(tx, address).has_value();
}

}  // namespace rapport::exchange
