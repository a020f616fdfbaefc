#include "kernel/crypto/crypto.hpp"
#include "platform/signin/signin.hpp"

namespace rapport::signin {

namespace sql {
constexpr Sql start{"session.start", R"(
    INSERT INTO session (token_hash, id, account_id, district_id, person_id, csrf_token,
                         started_at, seen_at, ends_at, is_second_factor_due, device)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10))"};
constexpr Sql end{"session.end", R"(
    DELETE FROM session
     WHERE token_hash = $1)"};
constexpr Sql end_by_id{"session.end_by_id", R"(
    DELETE FROM session
     WHERE account_id = $1 AND id = $2)"};
constexpr Sql end_others{"session.end_others", R"(
    DELETE FROM session
     WHERE account_id = $1 AND token_hash <> $2)"};
constexpr Sql pass_factor{"session.pass_factor", R"(
    UPDATE session
       SET is_second_factor_due = FALSE
     WHERE token_hash = $1)"};
constexpr Sql move{"session.move", R"(
    UPDATE session
       SET district_id = $2, person_id = $3, notes_secret = ''
     WHERE token_hash = $1)"};
constexpr Sql lines{"session.lines", R"(
    SELECT id, device, started_at, seen_at
      FROM session
     WHERE account_id = $1 AND ends_at > $2
     ORDER BY seen_at DESC)"};
constexpr Sql make_token{"session.make_token", R"(
    INSERT INTO api_token (token_hash, id, account_id, district_id, person_id, name, made_at,
                           scopes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr Sql revoke_token{"session.revoke_token", R"(
    UPDATE api_token
       SET revoked_at = $3
     WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL)"};
constexpr Sql tokens{"session.tokens", R"(
    SELECT id, name, made_at
      FROM api_token
     WHERE account_id = $1 AND revoked_at IS NULL
     ORDER BY made_at DESC)"};
}  // namespace sql

namespace {
constexpr std::int64_t session_seconds = 12 * 3600;  // R-17.
}

std::string start_session(WriteTx& tx, const NewSession& session) {
    const std::string token = tx.random().token(32);
    tx.run(sql::start, crypto::sha256_hex(token), tx.new_id<PersonId>(), session.account,
           session.place.district, session.place.person, tx.random().token(16), tx.now(),
           tx.now().plus_seconds(session_seconds), session.is_second_factor_due, session.device);
    return token;
}

void end_session(WriteTx& tx, std::string_view token_hash) { tx.run(sql::end, token_hash); }

void end_session_by_id(WriteTx& tx, AccountId account, std::string_view id) {
    tx.run(sql::end_by_id, account, id);
}

void end_other_sessions(WriteTx& tx, AccountId account, std::string_view token_hash) {
    tx.run(sql::end_others, account, token_hash);
}

void pass_second_factor(WriteTx& tx, std::string_view token_hash) {
    tx.run(sql::pass_factor, token_hash);
}

void move_session(WriteTx& tx, std::string_view token_hash, const Place& place) {
    tx.run(sql::move, token_hash, place.district, place.person);
}

std::vector<SessionLine> sessions_of(ReadTx& tx, AccountId account, std::string_view this_id) {
    return tx.all<SessionLine>(
        sql::lines,
        [&](const db::Row& row) {
            return SessionLine{row.text(0), row.text(1), row.instant(2), row.instant(3),
                               row.view(0) == this_id};
        },
        account, tx.now());
}

std::string make_token(WriteTx& tx, AccountId account, const Place& place, std::string_view name) {
    return make_limited_token(tx, account, place, name, "");
}

std::string make_limited_token(WriteTx& tx, AccountId account, const Place& place,
                               std::string_view name, std::string_view scopes) {
    const std::string token = "rpt_" + tx.random().token(32);
    tx.run(sql::make_token, crypto::sha256_hex(token), tx.new_id<PersonId>(), account,
           place.district, place.person, name, tx.now(), scopes);
    return token;
}

void revoke_token(WriteTx& tx, AccountId account, std::string_view id) {
    tx.run(sql::revoke_token, account, id, tx.now());
}

std::vector<TokenLine> tokens_of(ReadTx& tx, AccountId account) {
    return tx.all<TokenLine>(
        sql::tokens,
        [](const db::Row& row) {
            return TokenLine{row.text(0), row.text(1), row.instant(2)};
        },
        account);
}

}  // namespace rapport::signin
