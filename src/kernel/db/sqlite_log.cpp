#include "kernel/db/sqlite_log.hpp"

#include <type_traits>

namespace rapport::db {

namespace sql {
constexpr Sql open_log{"db.open_log", "SELECT COUNT(*) FROM sqlite_schema"};
}  // namespace sql

namespace {

// SQLite's own method writes fewer than 131,072 bytes at once.
constexpr std::size_t gathered_max = 126'976;

}  // namespace

SqliteLog::SqliteLog(SqliteConnection& connection, bool is_synced) : is_synced_(is_synced) {
    // SQLite opens the log when it first reads.
    if (connection.control(sql::open_log) != SQLITE_OK) throw Fault(connection.message());
    sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &file_);
    must(file_ != nullptr && file_->pMethods != nullptr, "a connection without a log");
    real_ = file_->pMethods;
    methods_ = {.shown = *real_, .log = this};
    methods_.shown.xRead = on_read;
    methods_.shown.xWrite = on_write;
    methods_.shown.xSync = on_sync;
    file_->pMethods = &methods_.shown;
}

SqliteLog::Commit SqliteLog::commit(SqliteConnection& connection, const Sql& commit) {
    owed_ = 0;
    is_put_off_ = true;
    const int code = connection.control(commit);
    is_put_off_ = false;
    gathered_.clear();  // What is still here belongs to a COMMIT that failed.
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
    if (!log.is_put_off_ || !log.is_synced_) return log.real_->xWrite(file, bytes, size, offset);
    const auto end = log.gathered_at_ + static_cast<sqlite3_int64>(log.gathered_.size());
    const auto more = static_cast<std::size_t>(size);
    if (offset != end || log.gathered_.size() + more > gathered_max) {
        const int code = log.write_gathered();
        if (code != SQLITE_OK) return code;
        log.gathered_at_ = offset;
    }
    const auto* piece = static_cast<const char*>(bytes);
    log.gathered_.insert(log.gathered_.end(), piece, piece + size);
    return SQLITE_OK;
}

int SqliteLog::on_read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
    SqliteLog& log = of(file);
    const int code = log.write_gathered();
    return code == SQLITE_OK ? log.real_->xRead(file, bytes, size, offset) : code;
}

int SqliteLog::write_gathered() {
    if (gathered_.empty()) return SQLITE_OK;
    const int code =
        real_->xWrite(file_, gathered_.data(), static_cast<int>(gathered_.size()), gathered_at_);
    gathered_.clear();
    return code;
}

int SqliteLog::on_sync(sqlite3_file* file, int flags) {
    SqliteLog& log = of(file);
    if (!log.is_put_off_) return log.sync_now(flags);
    const int code = log.write_gathered();
    if (code != SQLITE_OK) return code;
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
