#include "design/exchange/publishing_store.hpp"

namespace rapport::exchange::store {

namespace sql {
constexpr Sql profile{"exchange.profile", R"(
    SELECT a.address, p.name, c.name, p.licence, p.public_key, p.contact_id, p.sequence, p.version,
           p.published_at
      FROM exchange_profile p
      JOIN exchange_address a ON a.district_id = p.district_id
      JOIN person c ON c.district_id = p.district_id AND c.id = p.contact_id
     WHERE p.district_id = $1)"};
constexpr Sql signing_key{"exchange.signing_key", R"(
    SELECT signing_key
      FROM exchange_profile
     WHERE district_id = $1)"};
constexpr Sql index_document{"exchange.index_document", R"(
    SELECT index_document
      FROM exchange_profile
     WHERE district_id = $1)"};
constexpr Sql district_at{"exchange.district_at", R"(
    SELECT district_id
      FROM exchange_address
     WHERE address = $1)"};
constexpr Sql take_address{"exchange.take_address", R"(
    INSERT INTO exchange_address (district_id, address)
    VALUES ($1, $2)
        ON CONFLICT DO NOTHING)"};
constexpr Sql insert_profile{"exchange.insert_profile", R"(
    INSERT INTO exchange_profile (district_id, name, contact_id, licence, public_key, signing_key,
                                  sequence, index_document, published_at, version)
    VALUES ($1, $2, $3, $4, $5, $6, 0, '', $7, 0))"};
constexpr Sql put_key{"exchange.put_key", R"(
    UPDATE exchange_profile
       SET public_key = $2, signing_key = $3
     WHERE district_id = $1)"};
constexpr Sql put_profile{"exchange.put_profile", R"(
    UPDATE exchange_profile
       SET name = $2, contact_id = $3, licence = $4, sequence = $5, index_document = $6,
           published_at = $7, version = $8
     WHERE district_id = $1)"};
constexpr Sql items{"exchange.items", R"(
    SELECT id, kind, thing, title, digest, document, number, published_at, withdrawn_at, source
      FROM exchange_item
     WHERE district_id = $1
     ORDER BY kind, title, id)"};
constexpr Sql item{"exchange.item", R"(
    SELECT id, kind, thing, title, digest, document, number, published_at, withdrawn_at, source
      FROM exchange_item
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql put_item{"exchange.put_item", R"(
    INSERT INTO exchange_item (district_id, id, kind, thing, title, number, document, digest,
                               published_at, source)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (district_id, id)
        DO UPDATE SET title = excluded.title, number = excluded.number,
                      document = excluded.document, digest = excluded.digest,
                      published_at = excluded.published_at, source = excluded.source,
                      withdrawn_at = NULL)"};
constexpr Sql withdraw_item{"exchange.withdraw_item", R"(
    UPDATE exchange_item
       SET title = '', document = '', digest = '', withdrawn_at = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql contacts{"exchange.contacts", R"(
    SELECT p.id, p.name
      FROM person p
     WHERE p.district_id = $1 AND (p.ended_on IS NULL OR p.ended_on > $2)
       AND EXISTS (SELECT 1 FROM role_held h
                    WHERE h.district_id = $1 AND h.person_id = p.id
                      AND h.role IN ('coach', 'director', 'district_admin')
                      AND (h.begins_on IS NULL OR h.begins_on <= $2)
                      AND (h.ends_on IS NULL OR h.ends_on >= $2))
     ORDER BY p.name, p.id)"};
constexpr Sql insert_question{"exchange.insert_question", R"(
    INSERT INTO exchange_question (district_id, id, item_id, name, reply_to, words, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql questions{"exchange.questions", R"(
    SELECT i.title, q.name, q.reply_to, q.words, q.made_at
      FROM exchange_question q
      JOIN exchange_item i ON i.district_id = q.district_id AND i.id = q.item_id
     WHERE q.district_id = $1
     ORDER BY q.made_at DESC, q.id
     LIMIT 200)"};
constexpr Sql adopted_document{"exchange.adopted_document", R"(
    SELECT document, public_key, address
      FROM exchange_adoption
     WHERE district_id = $1 AND post_id = $2
     ORDER BY adopted_at DESC, id
     LIMIT 1)"};
}  // namespace sql

namespace {

Published published_of(const db::Row& row) {
    const auto kind = parse_kind(row.view(1));
    must(kind.has_value(), "a stored item has no kind");
    return {.id = row.text(0),
            .kind = *kind,
            .thing = row.text(2),
            .source = row.text(9),
            .title = row.text(3),
            .digest = row.text(4),
            .document = row.text(5),
            .number = row.integer(6),
            .published_at = row.instant(7),
            .is_withdrawn = !row.is_null(8)};
}

std::string text_of(const db::Row& row) { return row.text(0); }

}  // namespace

std::optional<Profile> profile(ReadTx& tx) {
    return tx.maybe<Profile>(
        sql::profile,
        [](const db::Row& row) {
            return Profile{.address = row.text(0),
                           .name = row.text(1),
                           .contact_name = row.text(2),
                           .licence = row.text(3),
                           .public_key = row.text(4),
                           .contact = row.id<PersonId>(5),
                           .sequence = row.integer(6),
                           .version = row.integer(7),
                           .published_at = row.instant(8)};
        },
        tx.district());
}

std::optional<std::string> signing_key(ReadTx& tx) {
    return tx.maybe<std::string>(sql::signing_key, text_of, tx.district());
}

std::optional<std::string> index_document(ReadTx& tx) {
    return tx.maybe<std::string>(sql::index_document, text_of, tx.district());
}

bool take_address(WriteTx& tx, std::string_view address) {
    return tx.run(sql::take_address, tx.district(), address) > 0;
}

void insert_profile(WriteTx& tx, const Profile& one, std::string_view signing_key) {
    tx.run(sql::insert_profile, tx.district(), one.name, one.contact, one.licence, one.public_key,
           signing_key, tx.now());
}

void put_key(WriteTx& tx, std::string_view public_key, std::string_view signing_key) {
    tx.run(sql::put_key, tx.district(), public_key, signing_key);
}

void put_profile(WriteTx& tx, const Profile& one, std::string_view index_document) {
    tx.run(sql::put_profile, tx.district(), one.name, one.contact, one.licence, one.sequence,
           index_document, tx.now(), one.version);
}

std::vector<Published> items(ReadTx& tx) {
    return tx.all<Published>(sql::items, published_of, tx.district());
}

std::optional<Published> item(ReadTx& tx, std::string_view id) {
    return tx.maybe<Published>(sql::item, published_of, tx.district(), id);
}

void put_item(WriteTx& tx, const Published& one) {
    tx.run(sql::put_item, tx.district(), one.id, code(one.kind), one.thing, one.title, one.number,
           one.document, one.digest, one.published_at, one.source);
}

void withdraw_item(WriteTx& tx, std::string_view id) {
    tx.run(sql::withdraw_item, tx.district(), id, tx.now());
}

std::vector<Named> contacts(ReadTx& tx) {
    return tx.all<Named>(
        sql::contacts,
        [](const db::Row& row) {
            return Named{row.id<PersonId>(0), row.text(1)};
        },
        tx.district(), Zone::utc().day(tx.now()));
}

void insert_question(WriteTx& tx, std::string_view item, const TypedQuestion& typed) {
    tx.run(sql::insert_question, tx.district(), tx.new_id<Id<struct ExchangeQuestionTag>>(), item,
           typed.name, typed.reply_to, typed.words, tx.now());
}

std::vector<AskedQuestion> questions(ReadTx& tx) {
    return tx.all<AskedQuestion>(
        sql::questions,
        [](const db::Row& row) {
            return AskedQuestion{row.text(0), row.text(1), row.text(2), row.text(3),
                                 row.instant(4)};
        },
        tx.district());
}

std::optional<std::string> adopted_document(ReadTx& tx, std::string_view post, std::string& key,
                                            std::string& address) {
    return tx.maybe<std::string>(
        sql::adopted_document,
        [&](const db::Row& row) {
            key = row.text(1);
            address = row.text(2);
            return row.text(0);
        },
        tx.district(), post);
}

}  // namespace rapport::exchange::store

namespace rapport::exchange {

std::optional<DistrictId> district_at(ReadTx& tx, std::string_view address) {
    return tx.maybe<DistrictId>(
        store::sql::district_at, [](const db::Row& row) { return row.id<DistrictId>(0); }, address);
}

}  // namespace rapport::exchange
