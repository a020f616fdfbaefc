#include "design/search/search_store.hpp"

#include <array>
#include <map>

namespace rapport::search::store {

namespace sql {
constexpr Sql space{"search.space", R"(
    SELECT number, followed, edition
      FROM search_space
     WHERE district_id = $1)"};
constexpr Sql make_space{"search.make_space", R"(
    INSERT INTO search_space (district_id, number, followed, edition)
    SELECT CAST($1 AS TEXT), COALESCE(MAX(number), 0) + 1, 0, ''
      FROM search_space)"};
constexpr Sql keep_followed{"search.keep_followed", R"(
    UPDATE search_space
       SET followed = $2, edition = $3
     WHERE district_id = $1)"};
constexpr Sql news{"search.news", R"(
    SELECT seq, action
      FROM audit
     WHERE district_id = $1 AND seq > $2
     ORDER BY seq
     LIMIT $3)"};
constexpr Sql kept{"search.kept", R"(
    SELECT number, thing, href, title, words, title_folded, words_folded, also_folded
      FROM search_document
     WHERE district_id = $1 AND kind = $2 AND thing = $3)"};
constexpr Sql all_kept{"search.all_kept", R"(
    SELECT number, thing, href, title, words, title_folded, words_folded, also_folded
      FROM search_document
     WHERE district_id = $1 AND kind = $2)"};
constexpr Sql last_number{"search.last_number", R"(
    SELECT COALESCE(MAX(number), 0)
      FROM search_document
     WHERE district_id = $1 AND number BETWEEN $2 AND $3)"};
constexpr Sql add{"search.add", R"(
    INSERT INTO search_document (district_id, number, kind, thing, href, title, words,
                                 title_folded, words_folded, also_folded)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))"};
constexpr Sql change{"search.change", R"(
    UPDATE search_document
       SET href = $3, title = $4, words = $5, title_folded = $6, words_folded = $7,
           also_folded = $8
     WHERE district_id = $1 AND number = $2)"};
constexpr Sql remove{"search.remove", R"(
    DELETE FROM search_document
     WHERE district_id = $1 AND number = $2)"};
constexpr Sql titles{"search.titles", R"(
    SELECT title_folded
      FROM search_document
     WHERE district_id = $1)"};
constexpr Sql shown{"search.shown", R"(
    SELECT number, kind, thing, href, title, words
      FROM search_document
     WHERE district_id = $1
       AND number IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                      $19, $20, $21, $22))"};
}  // namespace sql

namespace {

constexpr int kind_bits = 36, space_bits = 40;
static_assert(page_size == 20 && kind_count <= 16);

Kept kept_of(const db::Row& row) {
    return {row.integer(0),
            {row.text(1), row.text(2), row.text(3), row.text(4)},
            {row.text(5), row.text(6), row.text(7)}};
}

db::TextRow text_of(const Folded& folded) { return {folded.title, folded.words, folded.also}; }

}  // namespace

void each_title(ReadTx& tx, const std::function<void(std::string_view)>& pass) {
    tx.each(
        sql::titles, [&](const db::Row& row) { pass(row.text(0)); }, tx.district());
}

std::optional<Space> space(ReadTx& tx) {
    return tx.maybe<Space>(
        sql::space,
        [](const db::Row& row) {
            return Space{row.integer(0), row.integer(1), row.text(2)};
        },
        tx.district());
}

void make_space(WriteTx& tx, const DistrictId& district) { tx.run(sql::make_space, district); }

void keep_followed(WriteTx& tx, std::int64_t followed, std::string_view edition) {
    tx.run(sql::keep_followed, tx.district(), followed, edition);
}

News news(ReadTx& tx, std::int64_t after, int max) {
    News found{.last = after, .actions = {}};
    tx.each(
        sql::news,
        [&](const db::Row& row) {
            found.last = row.integer(0);
            found.actions.push_back(row.text(1));
        },
        tx.district(), after, max);
    return found;
}

db::TextRange range_of(const Space& space, std::optional<Kind> kind) {
    const std::int64_t first = space.number << space_bits;
    if (!kind) return {first, first + (std::int64_t(1) << space_bits) - 1};
    const std::int64_t of_kind = first + (static_cast<std::int64_t>(*kind) << kind_bits);
    return {of_kind, of_kind + (std::int64_t(1) << kind_bits) - 1};
}

std::optional<Kept> kept(ReadTx& tx, Kind kind, std::string_view thing) {
    return tx.maybe<Kept>(sql::kept, kept_of, tx.district(), code(kind), thing);
}

std::vector<Kept> all_kept(ReadTx& tx, Kind kind) {
    return tx.all<Kept>(sql::all_kept, kept_of, tx.district(), code(kind));
}

std::int64_t last_number(ReadTx& tx, const db::TextRange& range) {
    const std::int64_t last = tx.number(sql::last_number, tx.district(), range.first, range.last);
    return last == 0 ? range.first : last;
}

void add(WriteTx& tx, Kind kind, const Kept& one) {
    tx.run(sql::add, tx.district(), one.number, code(kind), one.document.thing, one.document.href,
           one.document.title, one.document.words, one.folded.title, one.folded.words,
           one.folded.also);
    db::text_added(tx, one.number, text_of(one.folded));
}

void change(WriteTx& tx, const Kept& one, const Folded& before) {
    tx.run(sql::change, tx.district(), one.number, one.document.href, one.document.title,
           one.document.words, one.folded.title, one.folded.words, one.folded.also);
    db::text_removed(tx, one.number, text_of(before));
    db::text_added(tx, one.number, text_of(one.folded));
}

void remove(WriteTx& tx, const Kept& one) {
    tx.run(sql::remove, tx.district(), one.number);
    db::text_removed(tx, one.number, text_of(one.folded));
}

std::vector<Row> shown(ReadTx& tx, const std::vector<std::int64_t>& numbers) {
    constexpr std::size_t most = page_size + 1;
    must(numbers.size() <= most, "more is shown than a page holds");
    std::array<std::int64_t, most> asked{};
    std::copy(numbers.begin(), numbers.end(), asked.begin());
    std::vector<db::Value> values{tx.district()};
    for (const std::int64_t number : asked) values.emplace_back(number);
    std::map<std::int64_t, Row> found;
    tx.each_of(sql::shown, values, [&](const db::Row& row) {
        const auto kind = parse_kind(row.view(1));
        if (!kind) return;
        found[row.integer(0)] = {*kind, row.text(2), row.text(3), row.text(4), row.text(5)};
    });
    std::vector<Row> rows;
    for (const std::int64_t number : numbers) {
        const auto at = found.find(number);
        if (at != found.end()) rows.push_back(std::move(at->second));
    }
    return rows;
}

}  // namespace rapport::search::store
