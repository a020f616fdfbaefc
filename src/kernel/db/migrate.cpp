#include "kernel/db/migrate.hpp"

#include "kernel/crypto/crypto.hpp"
#include "kernel/db/text_index.hpp"

namespace rapport::db {

namespace sql {
constexpr Sql applied{"db.applied", R"(
    SELECT name, checksum FROM migration ORDER BY name)"};

// PostgreSQL only: tables of districts that row security does not fence yet.
constexpr Sql unfenced{"db.unfenced", R"(
    SELECT c.relname
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'district_id'
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema()
       AND c.relkind IN ('r', 'p')
       AND NOT a.attisdropped
       AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                AND EXISTS (SELECT 1 FROM pg_policy p
                             WHERE p.polrelid = c.oid AND p.polname = 'district_fence'))
     ORDER BY c.relname)"};

// SQLite only.
constexpr Sql schema{"db.schema", R"(
    SELECT sql FROM sqlite_schema
     WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
       AND name NOT LIKE 'search\_text\_%' ESCAPE '\'
     ORDER BY CASE type WHEN 'table' THEN 0 ELSE 1 END, tbl_name, name)"};
}  // namespace sql

namespace {

constexpr const char* make_table =
    "CREATE TABLE IF NOT EXISTS migration (\n"
    "    name TEXT NOT NULL PRIMARY KEY,\n"
    "    checksum TEXT NOT NULL,\n"
    "    applied_at BIGINT NOT NULL\n)";

struct Applied {
    std::string name;
    std::string checksum;
};

std::vector<Applied> read_applied(Db& db) {
    return db.read(Scope::whole(), [](ReadTx& tx) {
        return tx.all<Applied>(sql::applied, [](const Row& row) {
            return Applied{row.text(0), row.text(1)};
        });
    });
}

const Migration* find(std::span<const Migration> migrations, std::string_view name) {
    for (const Migration& migration : migrations) {
        if (migration.name == name) return &migration;
    }
    return nullptr;
}

// Throws where the database and the program tell different histories.
void compare(std::span<const Migration> migrations, const std::vector<Applied>& applied) {
    for (const Applied& past : applied) {
        const Migration* known = find(migrations, past.name);
        if (known == nullptr) {
            throw Fault("the database is newer than this program: it has the migration " +
                        past.name + "; start the newer program, or restore an older backup");
        }
        if (crypto::blake2b_hex(known->text) != past.checksum) {
            throw Fault("the migration " + past.name +
                        " was changed after it was applied; put the released text back and write "
                        "the change as a new migration");
        }
    }
}

bool is_applied(const std::vector<Applied>& applied, std::string_view name) {
    for (const Applied& past : applied) {
        if (past.name == name) return true;
    }
    return false;
}

// The row goes in before the change, so that of two programs starting at once the second waits on
// the first one's row and then fails as a whole.
void apply(Db& db, const Migration& migration) {
    const std::string now = std::to_string(db.clock().now().ms);
    std::string script = "INSERT INTO migration (name, checksum, applied_at) VALUES ('";
    script += std::string(migration.name) + "', '" + crypto::blake2b_hex(migration.text);
    script += "', " + now + ");\n";
    db.script(script + std::string(migration.text));
}

// True if this program applied it, false if another did meanwhile.
bool apply_once(Db& db, std::span<const Migration> migrations, const Migration& migration) {
    try {
        apply(db, migration);
        return true;
    } catch (const Fault& fault) {
        const auto applied = read_applied(db);
        compare(migrations, applied);
        if (is_applied(applied, migration.name)) return false;
        throw Fault("migration " + std::string(migration.name) + ": " + fault.what());
    }
}

// Row security (R-05): a statement that forgets its district finds nothing. The setting is read
// once a statement, not once a row, because it stands in a subquery.
void fence(Db& db) {
    const auto tables = db.read(Scope::whole(), [](ReadTx& tx) {
        return tx.all<std::string>(sql::unfenced, [](const Row& row) { return row.text(0); });
    });
    std::string script;
    for (const std::string& name : tables) {
        const std::string table = "\"" + name + "\"";
        script += "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY;\n";
        script += "ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY;\n";
        script += "DROP POLICY IF EXISTS district_fence ON " + table + ";\n";
        script += "CREATE POLICY district_fence ON " + table +
                  " USING (district_id = (SELECT current_setting('rapport.district', true))"
                  " OR (SELECT current_setting('rapport.district', true)) = '*');\n";
    }
    if (!script.empty()) db.script(script);
}

void make_migration_table(Db& db) {
    try {
        db.script(make_table);
    } catch (const Fault&) {
        db.script(make_table);  // Another program made it at the same moment; now it is there.
    }
}

}  // namespace

std::vector<std::string> migrate(Db& db, std::span<const Migration> migrations) {
    make_migration_table(db);
    const auto applied = read_applied(db);
    compare(migrations, applied);
    std::vector<std::string> done;
    for (const Migration& migration : migrations) {
        if (is_applied(applied, migration.name)) continue;
        if (apply_once(db, migrations, migration)) done.emplace_back(migration.name);
    }
    if (!db.is_sqlite()) fence(db);
    make_text_index(db);
    return done;
}

std::string schema_dump(Db& db) {
    must(db.is_sqlite(), "only SQLite keeps the text of its schema");
    std::string dump;
    db.read(Scope::whole(), [&](ReadTx& tx) {
        tx.each(sql::schema, [&](const Row& row) {
            dump += row.view(0);
            dump += ";\n\n";
        });
    });
    return dump;
}

}  // namespace rapport::db
