#include "coaching/kinds/kinds_store.hpp"

namespace rapport::kinds {

namespace sql {
constexpr Sql all{"kinds.all", R"(
    SELECT id, code, label, shape, branch, ended_at
      FROM contact_kind
     WHERE district_id = $1
     ORDER BY position, id)"};
constexpr Sql find{"kinds.find", R"(
    SELECT id, code, label, shape, branch, ended_at
      FROM contact_kind
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert{"kinds.insert", R"(
    INSERT INTO contact_kind (district_id, id, code, label, shape, branch, position)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql relabel{"kinds.relabel", R"(
    UPDATE contact_kind
       SET label = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql put_at{"kinds.put_at", R"(
    UPDATE contact_kind
       SET position = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql set_end{"kinds.set_end", R"(
    UPDATE contact_kind
       SET ended_at = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql places{"kinds.places", R"(
    SELECT id, position
      FROM contact_kind
     WHERE district_id = $1
     ORDER BY position, id)"};

constexpr Sql all_focus{"kinds.all_focus", R"(
    SELECT id, code, label, ended_at
      FROM focus
     WHERE district_id = $1
     ORDER BY position, id)"};
constexpr Sql find_focus{"kinds.find_focus", R"(
    SELECT id, code, label, ended_at
      FROM focus
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql insert_focus{"kinds.insert_focus", R"(
    INSERT INTO focus (district_id, id, code, label, position)
    VALUES ($1, $2, $3, $4, $5))"};
constexpr Sql relabel_focus{"kinds.relabel_focus", R"(
    UPDATE focus
       SET label = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql put_focus_at{"kinds.put_focus_at", R"(
    UPDATE focus
       SET position = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql set_focus_end{"kinds.set_focus_end", R"(
    UPDATE focus
       SET ended_at = $3
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql focus_places{"kinds.focus_places", R"(
    SELECT id, position
      FROM focus
     WHERE district_id = $1
     ORDER BY position, id)"};
}  // namespace sql

namespace {

Kind kind_of(const db::Row& row) {
    const auto shape = parse_shape(row.view(3));
    const auto branch = parse_branch(row.view(4));
    must(shape && branch, "a stored kind has no known shape or branch");
    return {row.id<KindId>(0), {row.text(1), row.text(2)}, *shape, *branch, !row.is_null(5)};
}

Focus focus_of(const db::Row& row) {
    return {row.id<FocusId>(0), {row.text(1), row.text(2)}, !row.is_null(3)};
}

store::Placed placed_of(const db::Row& row) { return {row.text(0), row.integer(1)}; }

constexpr std::optional<Instant> never = std::nullopt;

}  // namespace

std::vector<Kind> all(ReadTx& tx) { return tx.all<Kind>(sql::all, kind_of, tx.district()); }

std::vector<Focus> all_focus(ReadTx& tx) {
    return tx.all<Focus>(sql::all_focus, focus_of, tx.district());
}

std::optional<Kind> find(ReadTx& tx, KindId kind) {
    return tx.maybe<Kind>(sql::find, kind_of, tx.district(), kind);
}

namespace store {

void insert(WriteTx& tx, const Kind& kind, std::int64_t position) {
    tx.run(sql::insert, tx.district(), kind.id, kind.name.code, kind.name.label, code(kind.shape),
           code(kind.branch), position);
}

void relabel(WriteTx& tx, KindId kind, std::string_view label) {
    tx.run(sql::relabel, tx.district(), kind, label);
}

void put_at(WriteTx& tx, std::string_view kind, std::int64_t position) {
    tx.run(sql::put_at, tx.district(), kind, position);
}

void end(WriteTx& tx, KindId kind) { tx.run(sql::set_end, tx.district(), kind, tx.now()); }

void begin_again(WriteTx& tx, KindId kind) { tx.run(sql::set_end, tx.district(), kind, never); }

std::vector<Placed> places(ReadTx& tx) {
    return tx.all<Placed>(sql::places, placed_of, tx.district());
}

std::optional<Focus> find_focus(ReadTx& tx, FocusId focus) {
    return tx.maybe<Focus>(sql::find_focus, focus_of, tx.district(), focus);
}

void insert_focus(WriteTx& tx, const Focus& focus, std::int64_t position) {
    tx.run(sql::insert_focus, tx.district(), focus.id, focus.name.code, focus.name.label, position);
}

void relabel_focus(WriteTx& tx, FocusId focus, std::string_view label) {
    tx.run(sql::relabel_focus, tx.district(), focus, label);
}

void put_focus_at(WriteTx& tx, std::string_view focus, std::int64_t position) {
    tx.run(sql::put_focus_at, tx.district(), focus, position);
}

void end_focus(WriteTx& tx, FocusId focus) {
    tx.run(sql::set_focus_end, tx.district(), focus, tx.now());
}

void begin_focus_again(WriteTx& tx, FocusId focus) {
    tx.run(sql::set_focus_end, tx.district(), focus, never);
}

std::vector<Placed> focus_places(ReadTx& tx) {
    return tx.all<Placed>(sql::focus_places, placed_of, tx.district());
}

}  // namespace store

}  // namespace rapport::kinds
