#include "kernel/db/sqlite_log.hpp"

#include <type_traits>

namespace rapport::db {

namespace sql {
constexpr Sql open_log{"db.open_log", "SELECT COUNT(*) FROM sqlite_schema"};
}  // namespace sql

SqliteLog::SqliteLog(SqliteConnection& connection) {
    // SQLite opens the log when it first reads.
    if (connection.control(sql::open_log) != SQLITE_OK) throw Fault(connection.message());
    sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &file_);
    must(file_ != nullptr && file_->pMethods != nullptr, "a connection without a log");
    real_ = file_->pMethods;
    methods_ = {.shown = *real_, .log = this};
    methods_.shown.xWrite = on_write;
    methods_.shown.xSync = on_sync;
    file_->pMethods = &methods_.shown;
}

SqliteLog::Commit SqliteLog::commit(SqliteConnection& connection, const Sql& commit) {
    owed_ = 0;
    is_put_off_ = true;
    const int code = connection.control(commit);
    is_put_off_ = false;
    return {.code = code, .is_sync_owed = owed_ != 0};
}

SqliteLog& SqliteLog::of(sqlite3_file* file) {
    static_assert(std::is_standard_layout_v<Methods>, "the first member has the whole's address");
    return *reinterpret_cast<const Methods*>(file->pMethods)->log;
}

// A log that begins anew is synced after its first bytes, before more are written: only the last
// sync of a COMMIT may be late.
int SqliteLog::on_write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    SqliteLog& log = of(file);
    if (log.is_put_off_ && log.owed_ != 0) {
        const int code = log.sync_now(log.owed_);
        log.owed_ = 0;
        if (code != SQLITE_OK) return code;
    }
    return log.real_->xWrite(file, bytes, size, offset);
}

int SqliteLog::on_sync(sqlite3_file* file, int flags) {
    SqliteLog& log = of(file);
    if (!log.is_put_off_) return log.sync_now(flags);
    log.owed_ = flags;
    return SQLITE_OK;
}

int SqliteLog::sync_now(int flags) {
    const std::lock_guard lock(syncing_);
    const int code = real_->xSync(file_, flags);
    if (code != SQLITE_OK) has_failed_ = true;
    return code;
}

bool SqliteLog::sync() { return sync_now(SQLITE_SYNC_NORMAL) == SQLITE_OK && !has_failed_; }

}  // namespace rapport::db
