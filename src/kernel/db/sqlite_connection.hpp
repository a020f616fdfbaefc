// One connection to the SQLite file: opened with the settings of R-01, each read back, and with the
// statements it has prepared. Used by one thread at a time. Private to kernel/db.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "kernel/db/db.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace rapport::db {

enum class SqliteUse { write, read };

struct SqliteFile {
    std::string path;
    std::string vfs;      // As it was when the program opened the file: tests put a shim there.
    int synchronous = 2;  // FULL; 0 (OFF) for tests that need none, 1 (NORMAL) to show why not.
};

struct SqliteClose {
    void operator()(sqlite3*) const;
};
struct SqliteFinalize {
    void operator()(sqlite3_stmt*) const;
};
using SqliteHandle = std::unique_ptr<sqlite3, SqliteClose>;
using SqliteStatement = std::unique_ptr<sqlite3_stmt, SqliteFinalize>;

// Refuses what must not hold a database (a network file system, no file at all), and makes an empty
// file that only its owner may read. Throws Fault.
SqliteFile sqlite_file(const Options&);
// Makes a new file's name durable: fsync of its folder.
void sync_folder(const SqliteFile&);
// Sets what R-01 demands and reads it back; throws Fault naming the first that differs.
void settle(sqlite3&, SqliteUse, const SqliteFile&);

class SqliteConnection {
  public:
    struct Prepared {
        SqliteStatement statement;
        std::vector<int> places;  // Of $1, $2 … among SQLite's own numbers.
        bool is_readonly = false;
        bool is_of_rows = false;  // INSERT, UPDATE, DELETE: SQLite counts what it changed.
        bool is_running = false;
    };

    SqliteConnection(const SqliteFile&, SqliteUse);

    sqlite3* handle() const { return handle_.get(); }
    Prepared& prepared(const Sql&);      // From the cache.
    Prepared prepare(const Sql&) const;  // Fresh; throws Fault if SQLite refuses the text.
    int control(const Sql&);             // BEGIN, COMMIT …: SQLite's code.
    bool is_in_transaction() const;
    std::string message() const;  // Of the last error.

  private:
    SqliteHandle handle_;  // Outlives its statements.
    std::unordered_map<const char*, Prepared> prepared_;
};

class Engine;
// As Db::open chooses it; tests of durability open a file with less than is promised.
std::unique_ptr<Engine> open_sqlite(const SqliteFile&, const Options&);

class SqliteSession final : public Session {
  public:
    explicit SqliteSession(SqliteConnection& connection);
    std::int64_t run(const Sql&, std::span<const Value>, const RowReader*) override;
    bool is_sqlite() const override { return true; }

    std::int64_t statements() const { return statements_; }
    // Something would stay of it; a write that changed no row leaves nothing.
    bool has_written() const;
    bool is_void() const { return is_void_; }            // A statement failed: nothing may stay.
    bool is_disk_sick() const { return is_disk_sick_; }  // … and the file itself is the reason.

  private:
    [[noreturn]] void fail(const Sql&, int code);
    SqliteConnection& connection_;
    const std::int64_t changes_before_;
    std::int64_t statements_ = 0;
    bool has_changed_more_ = false;  // Than rows: a table, a setting.
    bool is_void_ = false;
    bool is_disk_sick_ = false;
};

}  // namespace rapport::db
