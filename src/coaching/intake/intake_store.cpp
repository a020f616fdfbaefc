#include "coaching/intake/intake_store.hpp"

namespace rapport::intake::store {

namespace sql {
constexpr Sql by_digest{"intake.by_digest", R"(
    SELECT id
      FROM mail_in
     WHERE district_id = $1 AND digest = $2)"};
constexpr Sql insert{"intake.insert", R"(
    INSERT INTO mail_in (district_id, id, digest, received_at, from_name, from_address, subject,
                         words, left_out, fate, reason, person_id, request_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))"};
// Rides mail_in_sender.
constexpr Sql count_from{"intake.count_from", R"(
    SELECT COUNT(*)
      FROM mail_in
     WHERE district_id = $1 AND from_address = $2 AND received_at > $3)"};
// By the address of the roster, or the one that letters of ours go to.
constexpr Sql people_at{"intake.people_at", R"(
    SELECT p.id
      FROM person p
      LEFT JOIN account a ON a.id = p.account_id
     WHERE p.district_id = $1 AND (p.email = $2 OR a.email = $2)
       AND (p.ended_on IS NULL OR p.ended_on > $3)
     ORDER BY p.id)"};
constexpr Sql token{"intake.token", R"(
    SELECT person_id, request_id, ends_at
      FROM mail_token
     WHERE district_id = $1 AND token_hash = $2)"};
constexpr Sql insert_token{"intake.insert_token", R"(
    INSERT INTO mail_token (district_id, token_hash, person_id, request_id, ends_at)
    VALUES ($1, $2, $3, $4, $5))"};
// Rides mail_in_fate.
constexpr Sql waiting{"intake.waiting", R"(
    SELECT id, received_at, from_name, from_address, subject, reason
      FROM mail_in
     WHERE district_id = $1 AND fate = 'waiting'
     ORDER BY received_at DESC, id
     LIMIT $2)"};
constexpr Sql discard{"intake.discard", R"(
    UPDATE mail_in
       SET fate = 'discarded'
     WHERE district_id = $1 AND id = $2 AND fate = 'waiting')"};
constexpr Sql bounced{"intake.bounced", R"(
    SELECT address, status, is_permanent, last_at
      FROM mail_bounce
     WHERE district_id = $1
     ORDER BY last_at DESC, address
     LIMIT $2)"};
constexpr Sql bounce{"intake.bounce", R"(
    INSERT INTO mail_bounce (district_id, address, status, is_permanent, last_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (district_id, address) DO UPDATE
       SET status = excluded.status, is_permanent = excluded.is_permanent,
           last_at = excluded.last_at)"};
constexpr Sql place{"intake.place", R"(
    SELECT validity, last_uid, looked_at
      FROM mailbox
     WHERE name = $1)"};
constexpr Sql keep_place{"intake.keep_place", R"(
    INSERT INTO mailbox (name, validity, last_uid, looked_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (name) DO UPDATE
       SET validity = excluded.validity, last_uid = excluded.last_uid,
           looked_at = excluded.looked_at)"};
}  // namespace sql

std::vector<Waiting> waiting(ReadTx& tx, int max) {
    const auto waiting_of = [](const db::Row& row) {
        return Waiting{row.id<LetterId>(0), row.instant(1), row.text(2),
                       row.text(3),         row.text(4),    row.text(5)};
    };
    return tx.all<Waiting>(sql::waiting, waiting_of, tx.district(), max);
}

bool discard(WriteTx& tx, LetterId letter) {
    return tx.run(sql::discard, tx.district(), letter) == 1;
}

std::vector<Bounced> bounced(ReadTx& tx, int max) {
    const auto bounced_of = [](const db::Row& row) {
        return Bounced{row.text(0), row.text(1), row.flag(2), row.instant(3)};
    };
    return tx.all<Bounced>(sql::bounced, bounced_of, tx.district(), max);
}

bool is_known(ReadTx& tx, std::string_view digest) {
    return tx
        .maybe<bool>(
            sql::by_digest, [](const db::Row&) { return true; }, tx.district(), digest)
        .has_value();
}

void keep(WriteTx& tx, const Letter& letter) {
    const auto id = tx.new_id<LetterId>();
    tx.run(sql::insert, tx.district(), id, letter.digest, tx.now(), letter.from_name,
           letter.from_address, letter.subject, letter.words, letter.left_out, letter.fate,
           letter.reason, letter.person, letter.request);
}

std::int64_t count_from(ReadTx& tx, std::string_view address, Instant since) {
    return tx.number(sql::count_from, tx.district(), address, since);
}

std::optional<PersonId> person_at(ReadTx& tx, std::string_view address) {
    const auto found = tx.all<PersonId>(
        sql::people_at, [](const db::Row& row) { return row.id<PersonId>(0); }, tx.district(),
        address, Zone::utc().day(tx.now()));
    if (found.size() != 1) return std::nullopt;
    return found.front();
}

std::optional<Token> token(ReadTx& tx, std::string_view hash) {
    const auto token_of = [](const db::Row& row) {
        return Token{row.id<PersonId>(0), row.id<requests::RequestId>(1), row.instant(2)};
    };
    return tx.maybe<Token>(sql::token, token_of, tx.district(), hash);
}

void keep_token(WriteTx& tx, std::string_view hash, const Token& token) {
    tx.run(sql::insert_token, tx.district(), hash, token.person, token.request, token.ends_at);
}

imap::Place place(ReadTx& tx, std::string_view mailbox) {
    const auto place_of = [](const db::Row& row) {
        return imap::Place{row.integer(0), row.integer(1), row.instant(2)};
    };
    return tx.maybe<imap::Place>(sql::place, place_of, mailbox).value_or(imap::Place{});
}

void keep_place(WriteTx& tx, std::string_view mailbox, const imap::Place& place) {
    tx.run(sql::keep_place, mailbox, place.validity, place.last, place.at);
}

void keep_bounce(WriteTx& tx, std::string_view address, std::string_view status,
                 bool is_permanent) {
    tx.run(sql::bounce, tx.district(), address, status, is_permanent, tx.now());
}

}  // namespace rapport::intake::store
