// What copying has to ask each engine in its own words: which tables there are, how keys to other
// tables can wait, what is wrong with a file.
#include <sqlite3.h>

#include "kernel/db/copy.hpp"
#include "kernel/db/sqlite_connection.hpp"

namespace rapport::db {

namespace sql {

// SQLite only.
constexpr Sql sqlite_columns{"db.sqlite_columns", R"(
    SELECT t.name, c.name, c.type, c.pk
      FROM sqlite_schema t
      JOIN pragma_table_info(t.name) c
     WHERE t.type = 'table' AND t.name <> 'migration' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
       AND t.name NOT LIKE 'search\_text%' ESCAPE '\'
     ORDER BY t.name, c.cid)"};
constexpr Sql wait_for_keys{"db.wait_for_keys", "PRAGMA defer_foreign_keys = ON"};
constexpr Sql integrity{"db.integrity", "PRAGMA integrity_check(20)"};
constexpr Sql broken_keys{"db.broken_keys", R"(
    SELECT "table", "parent" FROM pragma_foreign_key_check LIMIT 20)"};
constexpr Sql has_history{"db.has_history", R"(
    SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'migration')"};

// PostgreSQL only. The place of a column in the key counts from 1; 0 is none.
constexpr Sql postgres_columns{"db.postgres_columns", R"(
    SELECT c.relname, a.attname, t.typname,
           CAST(COALESCE(array_position(CAST(i.indkey AS int2[]), a.attnum), -1) + 1 AS BIGINT)
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
     WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relname <> 'migration'
       AND c.relname <> 'search_text'
     ORDER BY c.relname, a.attnum)"};
constexpr Sql postgres_keys{"db.postgres_keys", R"(
    SELECT c.relname, k.conname, pg_get_constraintdef(k.oid)
      FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND k.contype = 'f'
     ORDER BY c.relname, k.conname)"};
constexpr Sql postgres_has_history{"db.postgres_has_history", R"(
    SELECT COUNT(*)
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND c.relname = 'migration')"};

constexpr Sql seen{"db.seen", R"(
    SELECT name, checksum FROM migration ORDER BY name)"};
}  // namespace sql

namespace {

Column::Type type_of(std::string_view declared) {
    if (declared == "TEXT" || declared == "text") return Column::Type::text;
    if (declared == "BIGINT" || declared == "int8") return Column::Type::integer;
    if (declared == "BOOLEAN" || declared == "bool") return Column::Type::flag;
    if (declared == "DOUBLE PRECISION" || declared == "float8") return Column::Type::real;
    throw Fault("a column is of a type that migrations may not use: " + std::string(declared));
}

// The n-th column of the key, counting from 1, stands at `place` among the columns.
void set_key(std::vector<std::size_t>& key, std::int64_t n, std::size_t place) {
    if (n <= 0) return;
    const auto at = static_cast<std::size_t>(n - 1);
    if (key.size() <= at) key.resize(at + 1);
    key[at] = place;
}

}  // namespace

std::vector<Table> tables(Db& db) {
    std::vector<Table> found;
    const Sql& columns = db.is_sqlite() ? sql::sqlite_columns : sql::postgres_columns;
    db.read(Scope::whole(), [&](ReadTx& tx) {
        tx.each(columns, [&](const Row& row) {
            const std::string name = row.text(0);
            if (found.empty() || found.back().name != name) {
                found.push_back({.name = name, .columns = {}, .key = {}});
            }
            Table& table = found.back();
            set_key(table.key, row.integer(3), table.columns.size());
            table.columns.push_back({row.text(1), type_of(row.view(2))});
        });
    });
    return found;
}

LooseKeys::LooseKeys(WriteTx& tx, const Db& db) : tx_(tx) {
    if (db.is_sqlite()) {
        tx.run(sql::wait_for_keys);
        return;
    }
    taken_off_ = tx.all<Key>(sql::postgres_keys, [](const Row& row) {
        return Key{row.text(0), row.text(1), row.text(2)};
    });
    for (const Key& key : taken_off_) {
        const std::string text =
            "ALTER TABLE \"" + key.table + "\" DROP CONSTRAINT \"" + key.name + "\"";
        tx.run(Sql{"db.drop_key", text.c_str()});
    }
}

// SQLite looks by itself: the writer asks after every job (sqlite_writer.cpp).
void LooseKeys::check() {
    for (const Key& key : taken_off_) {
        const std::string text = "ALTER TABLE \"" + key.table + "\" ADD CONSTRAINT \"" + key.name +
                                 "\" " + key.definition;
        tx_.run(Sql{"db.add_key", text.c_str()});
    }
}

std::vector<std::string> flaws(Db& db) {
    std::vector<std::string> found;
    if (!db.is_sqlite()) return found;
    db.read(Scope::whole(), [&](ReadTx& tx) {
        tx.each(sql::integrity, [&](const Row& row) {
            if (row.view(0) != "ok") found.push_back(row.text(0));
        });
        tx.each(sql::broken_keys, [&](const Row& row) {
            found.push_back(row.text(0) + " names a row of " + row.text(1) + " that is not there");
        });
    });
    return found;
}

std::vector<Seen> seen_migrations(Db& db) {
    const Sql& has_history = db.is_sqlite() ? sql::has_history : sql::postgres_has_history;
    return db.read(Scope::whole(), [&](ReadTx& tx) -> std::vector<Seen> {
        if (tx.number(has_history) == 0) return {};
        return tx.all<Seen>(sql::seen, [](const Row& row) {
            return Seen{row.text(0), row.text(1)};
        });
    });
}

struct Held::State {
    SqliteHandle handle;
};

// Leaving the log behind needs the file to oneself, and folds the log into it: after that the one
// file is the whole database. The lock that is taken next keeps others out.
Held::Held(const std::string& path) : state_(std::make_unique<State>()) {
    sqlite3* raw = nullptr;
    const int code =
        sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, nullptr);
    state_->handle.reset(raw);
    if (code != SQLITE_OK) throw Fault(path + " cannot be opened: " + sqlite3_errstr(code));
    const auto tell = [&](const char* text, sqlite3_callback reader, void* into) {
        return sqlite3_exec(raw, text, reader, into, nullptr) == SQLITE_OK;
    };
    std::string mode;
    const auto keep = [](void* into, int, char** values, char**) {
        *static_cast<std::string*>(into) = values[0];
        return 0;
    };
    if (!tell("PRAGMA journal_mode = DELETE", keep, &mode) || mode != "delete" ||
        !tell("BEGIN EXCLUSIVE", nullptr, nullptr)) {
        throw Busy(path + " is in use: stop the server that works on it first");
    }
}

Held::~Held() = default;

}  // namespace rapport::db
