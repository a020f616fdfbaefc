#include "platform/roster/store.hpp"

namespace rapport::roster {

namespace sql {
constexpr Sql add_import{"roster.add_import", R"(
    INSERT INTO roster_import (district_id, id, actor_id, made_at, source_name, state, is_stopped,
                               applied_at, applied_by, added, changed, ended, kept, left_out,
                               report)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15))"};
constexpr Sql mark_applied{"roster.mark_applied", R"(
    UPDATE roster_import
       SET state = 'applied', is_stopped = $3, applied_at = $4, applied_by = $5, added = $6,
           changed = $7, ended = $8, kept = $9, report = $10
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql supersede{"roster.supersede", R"(
    UPDATE roster_import
       SET state = 'superseded'
     WHERE district_id = $1 AND state = 'checked')"};
constexpr Sql remove_stages{"roster.remove_stages", R"(
    DELETE FROM roster_import_part
     WHERE district_id = $1 AND kind = 'stage')"};
constexpr Sql remove_parts{"roster.remove_parts", R"(
    DELETE FROM roster_import_part
     WHERE district_id = $1 AND import_id = $2 AND kind = $3)"};
constexpr Sql remove_old{"roster.remove_old", R"(
    DELETE FROM roster_import_part
     WHERE district_id = $1 AND kind = 'rejects'
       AND import_id IN (SELECT i.id
                           FROM roster_import i
                          WHERE i.district_id = $1 AND i.made_at < $2))"};
constexpr Sql add_part{"roster.add_part", R"(
    INSERT INTO roster_import_part (district_id, import_id, kind, label, seq, body)
    VALUES ($1, $2, $3, $4, $5, $6))"};
constexpr Sql parts{"roster.parts", R"(
    SELECT label, body
      FROM roster_import_part
     WHERE district_id = $1 AND import_id = $2 AND kind = $3 AND label = $4
     ORDER BY seq)"};
constexpr Sql parts_from{"roster.parts_from", R"(
    SELECT label, body
      FROM roster_import_part
     WHERE district_id = $1 AND import_id = $2 AND kind = $3 AND label = $4 AND seq >= $5
     ORDER BY seq
     LIMIT $6)"};
constexpr Sql first_parts{"roster.first_parts", R"(
    SELECT label, body
      FROM roster_import_part
     WHERE district_id = $1 AND import_id = $2 AND kind = 'changes' AND seq = 0
     ORDER BY label
     LIMIT $3)"};
constexpr Sql all_parts{"roster.all_parts", R"(
    SELECT body
      FROM roster_import_part
     WHERE district_id = $1 AND import_id = $2 AND kind = $3
     ORDER BY label, seq)"};
constexpr Sql imports{"roster.imports", R"(
    SELECT i.id, i.made_at, i.applied_at, i.source_name, i.state, COALESCE(p.name, ''), '',
           i.is_stopped, i.added, i.changed, i.ended, i.kept, i.left_out
      FROM roster_import i
      LEFT JOIN person p ON p.district_id = i.district_id AND p.id = i.actor_id
     WHERE i.district_id = $1
     ORDER BY i.made_at DESC, i.id DESC
     LIMIT $2)"};
constexpr Sql find_import{"roster.find_import", R"(
    SELECT i.id, i.made_at, i.applied_at, i.source_name, i.state, COALESCE(p.name, ''), i.report,
           i.is_stopped, i.added, i.changed, i.ended, i.kept, i.left_out
      FROM roster_import i
      LEFT JOIN person p ON p.district_id = i.district_id AND p.id = i.actor_id
     WHERE i.district_id = $1 AND i.id = $2)"};
}  // namespace sql

namespace {

std::string_view code(PartKind kind) {
    switch (kind) {
        case PartKind::stage:
            return "stage";
        case PartKind::changes:
            return "changes";
        case PartKind::rejects:
            return "rejects";
    }
    return "";
}

std::optional<PersonId> actor_of(const ReadTx& tx) {
    if (tx.actor().is_none()) return std::nullopt;
    return tx.actor();
}

ImportRow import_of(const db::Row& row) {
    return {.id = row.id<ImportId>(0),
            .made_at = row.instant(1),
            .applied_at = row.maybe_instant(2),
            .source_name = row.text(3),
            .state = row.text(4),
            .actor = row.text(5),
            .report = row.text(6),
            .is_stopped = row.flag(7),
            .sum = {row.integer(8), row.integer(9), row.integer(10), row.integer(11), 0},
            .left_out = row.integer(12)};
}

}  // namespace

ImportId add_import(WriteTx& tx, const ImportWrite& it) {
    const auto id = tx.new_id<ImportId>();
    std::optional<Instant> applied_at;
    std::optional<PersonId> applied_by;
    if (it.is_applied) {
        applied_at = tx.now();
        applied_by = actor_of(tx);
    }
    tx.run(sql::add_import, tx.district(), id, actor_of(tx), tx.now(), it.source_name,
           it.is_applied ? "applied" : "checked", it.is_stopped, applied_at, applied_by,
           it.sum.added, it.sum.changed, it.sum.ended, it.sum.kept, it.left_out, it.report);
    return id;
}

void mark_applied(WriteTx& tx, ImportId id, const ImportWrite& it) {
    tx.run(sql::mark_applied, tx.district(), id, it.is_stopped, tx.now(), actor_of(tx),
           it.sum.added, it.sum.changed, it.sum.ended, it.sum.kept, it.report);
}

void supersede_imports(WriteTx& tx) {
    tx.run(sql::supersede, tx.district());
    tx.run(sql::remove_stages, tx.district());
}

void remove_parts(WriteTx& tx, ImportId id, PartKind kind) {
    tx.run(sql::remove_parts, tx.district(), id, code(kind));
}

void remove_old_rejects(WriteTx& tx, Instant before) {
    tx.run(sql::remove_old, tx.district(), before);
}

void add_part(WriteTx& tx, ImportId id, PartKind kind, std::string_view label, std::int64_t seq,
              std::string_view body) {
    tx.run(sql::add_part, tx.district(), id, code(kind), label, seq, body);
}

std::vector<Part> parts(ReadTx& tx, ImportId id, PartKind kind, std::string_view label) {
    return tx.all<Part>(
        sql::parts,
        [](const db::Row& row) {
            return Part{row.text(0), row.text(1)};
        },
        tx.district(), id, code(kind), label);
}

std::vector<Part> first_parts(ReadTx& tx, ImportId id, int max) {
    return tx.all<Part>(
        sql::first_parts,
        [](const db::Row& row) {
            return Part{row.text(0), row.text(1)};
        },
        tx.district(), id, max);
}

std::vector<Part> parts_from(ReadTx& tx, const PartsFrom& from, int max) {
    return tx.all<Part>(
        sql::parts_from,
        [](const db::Row& row) {
            return Part{row.text(0), row.text(1)};
        },
        tx.district(), from.id, code(from.kind), from.label, from.seq, max);
}

void each_part(ReadTx& tx, ImportId id, PartKind kind,
               const std::function<void(std::string_view)>& take) {
    tx.each(
        sql::all_parts, [&](const db::Row& row) { take(row.view(0)); }, tx.district(), id,
        code(kind));
}

std::vector<ImportRow> imports(ReadTx& tx, int max) {
    return tx.all<ImportRow>(sql::imports, import_of, tx.district(), max);
}

std::optional<ImportRow> find_import(ReadTx& tx, ImportId id) {
    return tx.maybe<ImportRow>(sql::find_import, import_of, tx.district(), id);
}

}  // namespace rapport::roster
