#include "kernel/crypto/crypto.hpp"
#include "platform/signin/signin.hpp"

namespace rapport::signin {

namespace sql {
constexpr Sql by_email{"signin.by_email", R"(
    SELECT id, email, COALESCE(password_hash, ''), COALESCE(totp_secret, ''), totp_since,
           totp_last_step, disabled_at
      FROM account
     WHERE email = $1)"};
constexpr Sql by_id{"signin.by_id", R"(
    SELECT id, email, COALESCE(password_hash, ''), COALESCE(totp_secret, ''), totp_since,
           totp_last_step, disabled_at
      FROM account
     WHERE id = $1)"};
constexpr Sql places{"signin.places", R"(
    SELECT p.district_id, p.id, d.name, p.name
      FROM person p
      JOIN district d ON d.id = p.district_id
     WHERE p.account_id = $1 AND p.ended_on IS NULL
     ORDER BY d.name, p.id)"};
constexpr Sql make_account{"signin.make_account", R"(
    INSERT INTO account (id, email, created_at)
    VALUES ($1, $2, $3))"};
constexpr Sql bind_person{"signin.bind_person", R"(
    UPDATE person
       SET account_id = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql end_links{"signin.end_links", R"(
    UPDATE one_time_link
       SET used_at = $2
     WHERE account_id = $1 AND purpose = $3 AND used_at IS NULL)"};
constexpr Sql make_link{"signin.make_link", R"(
    INSERT INTO one_time_link (token_hash, account_id, district_id, person_id, purpose, made_at,
                               ends_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql find_link{"signin.find_link", R"(
    SELECT a.id, a.email, COALESCE(a.password_hash, ''), COALESCE(a.totp_secret, ''),
           a.totp_since, a.totp_last_step, a.disabled_at,
           l.district_id, l.person_id, d.name, p.name, l.purpose
      FROM one_time_link l
      JOIN account a ON a.id = l.account_id
      JOIN district d ON d.id = l.district_id
      JOIN person p ON p.district_id = l.district_id AND p.id = l.person_id
     WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.ends_at > $2 AND p.ended_on IS NULL)"};
constexpr Sql use_link{"signin.use_link", R"(
    UPDATE one_time_link
       SET used_at = $2
     WHERE token_hash = $1 AND used_at IS NULL AND ends_at > $2)"};
constexpr Sql set_password{"signin.set_password", R"(
    UPDATE account
       SET password_hash = $2
     WHERE id = $1)"};
constexpr Sql set_language{"signin.set_language", R"(
    UPDATE account
       SET language = $2
     WHERE id = $1)"};
constexpr Sql set_totp{"signin.set_totp", R"(
    UPDATE account
       SET totp_secret = $2, totp_since = NULL
     WHERE id = $1)"};
constexpr Sql confirm_totp{"signin.confirm_totp", R"(
    UPDATE account
       SET totp_since = $2, totp_last_step = $3
     WHERE id = $1)"};
constexpr Sql remove_totp{"signin.remove_totp", R"(
    UPDATE account
       SET totp_secret = NULL, totp_since = NULL
     WHERE id = $1)"};
constexpr Sql use_step{"signin.use_step", R"(
    UPDATE account
       SET totp_last_step = $2
     WHERE id = $1 AND totp_last_step < $2)"};
constexpr Sql bucket{"signin.bucket", R"(
    SELECT level, at
      FROM throttle
     WHERE bucket = $1)"};
constexpr Sql fill_bucket{"signin.fill_bucket", R"(
    INSERT INTO throttle (bucket, level, at)
    VALUES ($1, $2, $3)
        ON CONFLICT (bucket) DO UPDATE SET level = excluded.level, at = excluded.at)"};
}  // namespace sql

namespace {

Account account_of(const db::Row& row) {
    return {.id = row.id<AccountId>(0),
            .email = row.text(1),
            .password_hash = row.text(2),
            .totp_secret = row.text(3),
            .has_second_factor = !row.is_null(4),
            .totp_last_step = row.integer(5),
            .is_disabled = !row.is_null(6)};
}

std::string_view code(Purpose purpose) {
    switch (purpose) {
        case Purpose::sign_in:
            return "sign_in";
        case Purpose::invitation:
            return "invitation";
        case Purpose::password:
            return "password";
    }
    return "";
}

Purpose purpose_of(std::string_view code) {
    if (code == "invitation") return Purpose::invitation;
    return code == "password" ? Purpose::password : Purpose::sign_in;
}

}  // namespace

std::optional<Account> account_by_email(ReadTx& tx, std::string_view email) {
    return tx.maybe<Account>(sql::by_email, account_of, email);
}

std::optional<Account> account_by_id(ReadTx& tx, AccountId id) {
    return tx.maybe<Account>(sql::by_id, account_of, id);
}

std::vector<Place> places_of(ReadTx& tx, AccountId account) {
    return tx.all<Place>(
        sql::places,
        [](const db::Row& row) {
            return Place{row.id<DistrictId>(0), row.id<PersonId>(1), row.text(2), row.text(3)};
        },
        account);
}

AccountId account_for(WriteTx& tx, std::string_view email) {
    if (const auto found = account_by_email(tx, email)) return found->id;
    const auto id = tx.new_id<AccountId>();
    tx.run(sql::make_account, id, email, tx.now());
    return id;
}

void bind_person(WriteTx& tx, PersonId person, AccountId account) {
    tx.run(sql::bind_person, tx.district(), person, account);
}

std::string make_link(WriteTx& tx, AccountId account, const Place& place, Purpose purpose) {
    const std::string token = tx.random().token(24);
    const std::int64_t seconds =
        purpose == Purpose::invitation ? std::int64_t{14} * 24 * 3600 : 30 * 60;
    tx.run(sql::end_links, account, tx.now(), code(purpose));
    tx.run(sql::make_link, crypto::sha256_hex(token), account, place.district, place.person,
           code(purpose), tx.now(), tx.now().plus_seconds(seconds));
    return token;
}

std::optional<Link> find_link(ReadTx& tx, std::string_view token) {
    return tx.maybe<Link>(
        sql::find_link,
        [](const db::Row& row) {
            return Link{
                account_of(row),
                Place{row.id<DistrictId>(7), row.id<PersonId>(8), row.text(9), row.text(10)},
                purpose_of(row.view(11))};
        },
        crypto::sha256_hex(token), tx.now());
}

bool use_link(WriteTx& tx, std::string_view token) {
    return tx.run(sql::use_link, crypto::sha256_hex(token), tx.now()) == 1;
}

void set_password(WriteTx& tx, AccountId account, std::string_view hash) {
    tx.run(sql::set_password, account, hash);
    tx.run(sql::end_links, account, tx.now(), code(Purpose::password));
}

void set_language(WriteTx& tx, AccountId account, std::string_view tag) {
    tx.run(sql::set_language, account, tag);
}

void set_totp_secret(WriteTx& tx, AccountId account, std::string_view secret) {
    tx.run(sql::set_totp, account, secret);
}

void confirm_totp(WriteTx& tx, AccountId account, std::int64_t step) {
    tx.run(sql::confirm_totp, account, tx.now(), step);
}

void remove_totp(WriteTx& tx, AccountId account) { tx.run(sql::remove_totp, account); }

bool use_totp_step(WriteTx& tx, AccountId account, std::int64_t step) {
    return tx.run(sql::use_step, account, step) == 1;
}

bool take_from_bucket(WriteTx& tx, std::string_view bucket, double most, double per_minute) {
    struct Level {
        double level;
        Instant at;
    };
    const auto kept = tx.maybe<Level>(
        sql::bucket,
        [](const db::Row& row) {
            return Level{row.real(0), row.instant(1)};
        },
        bucket);
    double level = most;
    if (kept) {
        const double minutes = static_cast<double>(tx.now().ms - kept->at.ms) / 60'000.0;
        level = std::min(most, kept->level + minutes * per_minute);
    }
    const bool is_open = level >= 1;
    tx.run(sql::fill_bucket, bucket, is_open ? level - 1 : level, tx.now());
    return is_open;
}

}  // namespace rapport::signin
