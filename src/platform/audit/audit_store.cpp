#include "platform/audit/audit.hpp"

namespace rapport::audit {

namespace sql {
constexpr Sql head{"audit.head", R"(
    SELECT seq, hash
      FROM audit_head
     WHERE district_id = $1)"};
constexpr Sql first_head{"audit.first_head", R"(
    INSERT INTO audit_head (district_id, seq, hash)
    VALUES ($1, $2, $3))"};
constexpr Sql move_head{"audit.move_head", R"(
    UPDATE audit_head
       SET seq = $2, hash = $3
     WHERE district_id = $1)"};
constexpr Sql append{"audit.append", R"(
    INSERT INTO audit (district_id, seq, at, actor_id, action, object, detail, prev, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr Sql newest{"audit.newest", R"(
    SELECT a.seq, a.at, COALESCE(a.actor_id, ''), COALESCE(p.name, ''), a.action, a.object,
           a.detail, a.prev, a.hash
      FROM audit a
      LEFT JOIN person p ON p.district_id = a.district_id AND p.id = a.actor_id
     WHERE a.district_id = $1 AND a.at < $2 AND substr(a.action, 1, 5) <> 'note.'
       AND substr(a.action, 1, 10) <> 'agreement.' AND substr(a.action, 1, 6) <> 'cycle.'
     ORDER BY a.at DESC, a.seq DESC
     LIMIT $3)"};
constexpr Sql chain{"audit.chain", R"(
    SELECT seq, at, COALESCE(actor_id, ''), '', action, object, detail, prev, hash
      FROM audit
     WHERE district_id = $1
     ORDER BY seq)"};
}  // namespace sql

namespace {

Entry entry_of(const db::Row& row) {
    return {.seq = row.integer(0),
            .at = row.instant(1),
            .actor_id = row.text(2),
            .actor = row.text(3),
            .action = row.text(4),
            .object = row.text(5),
            .detail = row.text(6),
            .prev = row.text(7),
            .hash = row.text(8)};
}

struct Head {
    std::int64_t seq = 0;
    std::string hash = std::string(64, '0');
};

Head head_of(ReadTx& tx, DistrictId district) {
    return tx
        .maybe<Head>(
            sql::head,
            [](const db::Row& row) {
                return Head{row.integer(0), row.text(1)};
            },
            district)
        .value_or(Head());
}

}  // namespace

void record_for(WriteTx& tx, const Scope& whose, std::string_view action, std::string_view object,
                std::string_view detail) {
    const Head head = head_of(tx, whose.district);
    Entry entry{.seq = head.seq + 1,
                .at = tx.now(),
                .actor_id = "",
                .actor = "",
                .action = std::string(action),
                .object = std::string(object),
                .detail = std::string(detail),
                .prev = head.hash,
                .hash = ""};
    std::optional<std::string_view> actor;
    if (!whose.actor.is_none()) {
        entry.actor_id = whose.actor.text();
        actor = entry.actor_id;
    }
    entry.hash = link(entry, whose.district.view());
    tx.run(sql::append, whose.district, entry.seq, entry.at, actor, entry.action, entry.object,
           entry.detail, entry.prev, entry.hash);
    const Sql& put_head = head.seq == 0 ? sql::first_head : sql::move_head;
    tx.run(put_head, whose.district, entry.seq, entry.hash);
}

void record(WriteTx& tx, std::string_view action, std::string_view object,
            std::string_view detail) {
    record_for(tx, tx.scope(), action, object, detail);
}

std::vector<Entry> entries(ReadTx& tx, Instant before, int max) {
    return tx.all<Entry>(sql::newest, entry_of, tx.district(), before, max);
}

Verdict verify(ReadTx& tx) {
    Verdict verdict;
    std::string prev(64, '0');
    tx.each(
        sql::chain,
        [&](const db::Row& row) {
            const Entry entry = entry_of(row);
            ++verdict.rows;
            const bool follows = entry.seq == verdict.rows && entry.prev == prev &&
                                 entry.hash == link(entry, tx.district().view());
            if (!follows && !verdict.broken_at) verdict.broken_at = entry.seq;
            prev = entry.hash;
        },
        tx.district());
    const Head head = head_of(tx, tx.district());
    verdict.is_head_missing = head.seq != verdict.rows || head.hash != prev;
    return verdict;
}

}  // namespace rapport::audit
