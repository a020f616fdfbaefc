#include "design/frameworks/frameworks_store.hpp"

#include <boost/json.hpp>

namespace rapport::frameworks::store {

namespace json = boost::json;

namespace sql {
constexpr Sql is_author{"frameworks.is_author", R"(
    SELECT COUNT(*)
      FROM role_held
     WHERE district_id = $1 AND person_id = $2 AND role IN ('director', 'district_admin'))"};
constexpr Sql add_look{"frameworks.add_look", R"(
    INSERT INTO framework_look (district_id, id, actor_id, made_at, source_name, state, body)
    VALUES ($1, $2, $3, $4, $5, 'open', $6))"};
constexpr Sql supersede{"frameworks.supersede", R"(
    UPDATE framework_look
       SET state = 'superseded', body = ''
     WHERE district_id = $1 AND state = 'open')"};
constexpr Sql take_look{"frameworks.take_look", R"(
    UPDATE framework_look
       SET state = 'taken', body = ''
     WHERE district_id = $1 AND id = $2 AND state = 'open')"};
constexpr Sql look{"frameworks.look", R"(
    SELECT id, source_name, state, body
      FROM framework_look
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql rows{"frameworks.rows", R"(
    SELECT f.id, f.identifier, f.uri, f.title, f.creator, f.publisher, f.edition, f.language,
           f.licence, f.status, f.changed, f.left_out, f.taken_at,
           (SELECT COUNT(*)
              FROM framework_item i
             WHERE i.district_id = $1 AND i.framework_id = f.id AND NOT i.is_gone)
      FROM framework f
     WHERE f.district_id = $1
     ORDER BY f.title, f.id)"};
constexpr Sql row{"frameworks.row", R"(
    SELECT f.id, f.identifier, f.uri, f.title, f.creator, f.publisher, f.edition, f.language,
           f.licence, f.status, f.changed, f.left_out, f.taken_at,
           (SELECT COUNT(*)
              FROM framework_item i
             WHERE i.district_id = $1 AND i.framework_id = f.id AND NOT i.is_gone)
      FROM framework f
     WHERE f.district_id = $1 AND f.id = $2)"};
constexpr Sql row_of{"frameworks.row_of", R"(
    SELECT f.id, f.identifier, f.uri, f.title, f.creator, f.publisher, f.edition, f.language,
           f.licence, f.status, f.changed, f.left_out, f.taken_at, 0
      FROM framework f
     WHERE f.district_id = $1 AND f.identifier = $2)"};
constexpr Sql items{"frameworks.items", R"(
    SELECT identifier, uri, code, statement, short_name, kind, language, levels, changed, is_gone
      FROM framework_item
     WHERE district_id = $1 AND framework_id = $2
     ORDER BY is_gone, position, identifier)"};
constexpr Sql cited{"frameworks.cited", R"(
    SELECT identifier, uri, code, statement, short_name, kind, language, levels, changed, is_gone
      FROM framework_item
     WHERE district_id = $1 AND framework_id = $2 AND (code = $3 OR identifier = $3)
     ORDER BY is_gone, position, identifier
     LIMIT 2)"};
constexpr Sql links{"frameworks.links", R"(
    SELECT identifier, uri, kind, origin, origin_uri, destination, destination_uri, sequence
      FROM framework_link
     WHERE district_id = $1 AND framework_id = $2
     ORDER BY position)"};
constexpr Sql add{"frameworks.add", R"(
    INSERT INTO framework (district_id, id, identifier, uri, title, creator, publisher, edition,
                           language, licence, status, changed, left_out, taken_by, taken_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15))"};
constexpr Sql change{"frameworks.change", R"(
    UPDATE framework
       SET uri = $3, title = $4, creator = $5, publisher = $6, edition = $7, language = $8,
           licence = $9, status = $10, changed = $11, left_out = $12, taken_by = $13,
           taken_at = $14
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql remove_items{"frameworks.remove_items", R"(
    DELETE FROM framework_item
     WHERE district_id = $1 AND framework_id = $2)"};
constexpr Sql remove_links{"frameworks.remove_links", R"(
    DELETE FROM framework_link
     WHERE district_id = $1 AND framework_id = $2)"};
constexpr Sql add_item{"frameworks.add_item", R"(
    INSERT INTO framework_item (district_id, framework_id, identifier, position, uri, code,
                                statement, short_name, kind, language, levels, changed, is_gone)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))"};
constexpr Sql add_link{"frameworks.add_link", R"(
    INSERT INTO framework_link (district_id, framework_id, identifier, position, uri, kind, origin,
                                origin_uri, destination, destination_uri, sequence)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))"};
}  // namespace sql

namespace {

std::string json_of(const std::vector<Count>& counts) {
    json::array all;
    for (const Count& one : counts) {
        all.push_back(json::object{{"name", one.name}, {"count", one.count}});
    }
    return json::serialize(all);
}

std::vector<Count> counts_of(std::string_view text) {
    std::vector<Count> all;
    const json::value parsed = json::parse(text);
    for (const json::value& one : parsed.as_array()) {
        all.push_back({std::string(one.at("name").as_string()), one.at("count").as_int64()});
    }
    return all;
}

Row row_from(const db::Row& row) {
    return {.id = row.id<FrameworkId>(0),
            .head = {.identifier = row.text(1),
                     .uri = row.text(2),
                     .title = row.text(3),
                     .creator = row.text(4),
                     .publisher = row.text(5),
                     .edition = row.text(6),
                     .language = row.text(7),
                     .licence = row.text(8),
                     .status = row.text(9),
                     .changed = row.text(10),
                     .left_out = counts_of(row.view(11))},
            .taken_at = row.instant(12),
            .item_count = row.integer(13)};
}

Item item_from(const db::Row& row) {
    return {.identifier = row.text(0),
            .uri = row.text(1),
            .code = row.text(2),
            .statement = row.text(3),
            .short_name = row.text(4),
            .kind = row.text(5),
            .language = row.text(6),
            .levels = row.text(7),
            .changed = row.text(8),
            .is_gone = row.flag(9)};
}

Link link_from(const db::Row& row) {
    return {.identifier = row.text(0),
            .uri = row.text(1),
            .kind = row.text(2),
            .origin = row.text(3),
            .origin_uri = row.text(4),
            .destination = row.text(5),
            .destination_uri = row.text(6),
            .sequence = row.maybe_integer(7)};
}

}  // namespace

bool is_author(ReadTx& tx) {
    const auto count = tx.maybe<std::int64_t>(
        sql::is_author, [](const db::Row& row) { return row.integer(0); }, tx.district(),
        tx.actor());
    return count.value_or(0) > 0;
}

LookId insert_look(WriteTx& tx, std::string_view source_name, std::string_view body) {
    const auto id = tx.new_id<LookId>();
    tx.run(sql::add_look, tx.district(), id, tx.actor(), tx.now(), source_name, body);
    return id;
}

void supersede_looks(WriteTx& tx) { tx.run(sql::supersede, tx.district()); }

std::optional<Look> look(ReadTx& tx, LookId id) {
    return tx.maybe<Look>(
        sql::look,
        [](const db::Row& row) {
            return Look{row.id<LookId>(0), row.text(1), row.text(2), row.text(3)};
        },
        tx.district(), id);
}

bool take_look(WriteTx& tx, LookId id) { return tx.run(sql::take_look, tx.district(), id) == 1; }

std::vector<Row> rows(ReadTx& tx) { return tx.all<Row>(sql::rows, row_from, tx.district()); }

std::optional<Row> row(ReadTx& tx, FrameworkId id) {
    return tx.maybe<Row>(sql::row, row_from, tx.district(), id);
}

std::optional<Row> row_of(ReadTx& tx, std::string_view identifier) {
    return tx.maybe<Row>(sql::row_of, row_from, tx.district(), identifier);
}

std::vector<Item> items(ReadTx& tx, FrameworkId id) {
    return tx.all<Item>(sql::items, item_from, tx.district(), id);
}

std::vector<Link> links(ReadTx& tx, FrameworkId id) {
    return tx.all<Link>(sql::links, link_from, tx.district(), id);
}

std::vector<Item> cited(ReadTx& tx, FrameworkId id, std::string_view code) {
    return tx.all<Item>(sql::cited, item_from, tx.district(), id, code);
}

FrameworkId put(WriteTx& tx, std::optional<FrameworkId> there, const Head& head) {
    const std::string left_out = json_of(head.left_out);
    if (there) {
        tx.run(sql::change, tx.district(), *there, head.uri, head.title, head.creator,
               head.publisher, head.edition, head.language, head.licence, head.status, head.changed,
               left_out, tx.actor(), tx.now());
        return *there;
    }
    const auto id = tx.new_id<FrameworkId>();
    tx.run(sql::add, tx.district(), id, head.identifier, head.uri, head.title, head.creator,
           head.publisher, head.edition, head.language, head.licence, head.status, head.changed,
           left_out, tx.actor(), tx.now());
    return id;
}

void put_rows(WriteTx& tx, FrameworkId id, const Package& package) {
    tx.run(sql::remove_links, tx.district(), id);
    tx.run(sql::remove_items, tx.district(), id);
    std::int64_t position = 0;
    for (const Item& one : package.items) {
        tx.run(sql::add_item, tx.district(), id, one.identifier, position++, one.uri, one.code,
               one.statement, one.short_name, one.kind, one.language, one.levels, one.changed,
               one.is_gone);
    }
    position = 0;
    for (const Link& one : package.links) {
        tx.run(sql::add_link, tx.district(), id, one.identifier, position++, one.uri, one.kind,
               one.origin, one.origin_uri, one.destination, one.destination_uri, one.sequence);
    }
}

}  // namespace rapport::frameworks::store
