#include "platform/desk/idempotency.hpp"

namespace rapport::desk {

namespace sql {
constexpr Sql recall{"idempotency.recall", R"(
    SELECT request_hash, status, location, body, notice
      FROM idempotency
     WHERE district_id = $1 AND actor_id = $2 AND key = $3)"};
constexpr Sql seen{"idempotency.seen", R"(
    UPDATE idempotency
       SET seen = seen + 1
     WHERE district_id = $1 AND actor_id = $2 AND key = $3)"};
constexpr Sql keep{"idempotency.keep", R"(
    INSERT INTO idempotency (district_id, actor_id, key, request_hash, status, location, body,
                             notice, seen, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9))"};
constexpr Sql forget{"idempotency.forget", R"(
    DELETE FROM idempotency
     WHERE at < $1)"};
}  // namespace sql

namespace {
std::string_view district_of(const WriteTx& tx) {
    return tx.scope().is_whole ? std::string_view() : tx.scope().district.view();
}
std::string_view actor_of(const WriteTx& tx) {
    return tx.scope().is_whole ? std::string_view() : tx.scope().actor.view();
}
}  // namespace

std::optional<Kept> recall(WriteTx& tx, std::string_view key) {
    auto kept = tx.maybe<Kept>(
        sql::recall,
        [](const db::Row& row) {
            Kept found;
            found.request_hash = row.text(0);
            found.answer.status = static_cast<int>(row.integer(1));
            found.answer.location = row.text(2);
            found.answer.body = row.text(3);
            found.notice = row.text(4);
            return found;
        },
        district_of(tx), actor_of(tx), key);
    if (kept) tx.run(sql::seen, district_of(tx), actor_of(tx), key);
    return kept;
}

void keep(WriteTx& tx, std::string_view key, std::string_view request_hash, const Answer& answer) {
    tx.run(sql::keep, district_of(tx), actor_of(tx), key, request_hash, answer.status,
           answer.location, answer.body, answer.notice.name, tx.now());
}

void forget_old(WriteTx& tx) { tx.run(sql::forget, tx.now().plus_seconds(-7 * 24 * 60 * 60)); }

}  // namespace rapport::desk
