// The write-ahead log of the writer's connection. SQLite syncs it inside COMMIT, and would keep the
// writer waiting for the disk: here that one sync is put off, so that another thread does it while
// the writer runs the next batch. Every other sync (of a fold, of a log begun anew) happens where
// SQLite asks for it.
//
// SQLite writes a page of the log as two pieces, hundreds of them in a COMMIT, one behind the
// other: they are gathered, and written as one before the sync, which comes before SQLite tells the
// readers of them. Private to kernel/db.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <mutex>
#include <vector>

#include "kernel/db/sqlite_connection.hpp"

namespace rapport::db {

class SqliteLog {
  public:
    struct Commit {
        int code = 0;               // SQLite's.
        bool is_sync_owed = false;  // Something was written: it is durable after sync().
    };

    // Must outlive the connection, which syncs the log in every COMMIT if `is_synced`.
    SqliteLog(SqliteConnection&, bool is_synced);
    SqliteLog(const SqliteLog&) = delete;
    SqliteLog& operator=(const SqliteLog&) = delete;

    // The writer's COMMIT, but for the last sync of the log, which is left to sync().
    Commit commit(SqliteConnection&, const Sql& commit);
    // Makes durable what was committed before the call; on any thread. False if it failed, or if a
    // sync of this log ever has: the kernel tells of a failure once, to whoever asks first.
    bool sync();
    bool has_failed() const { return has_failed_; }

  private:
    // What the file is told to call: its own methods, but for the three below.
    struct Methods {
        sqlite3_io_methods shown = {};
        SqliteLog* log = nullptr;
    };
    static SqliteLog& of(sqlite3_file*);
    static int on_read(sqlite3_file*, void* bytes, int size, sqlite3_int64 offset);
    static int on_write(sqlite3_file*, const void* bytes, int size, sqlite3_int64 offset);
    static int on_sync(sqlite3_file*, int flags);
    int write_gathered();
    int sync_now(int flags);

    sqlite3_file* file_ = nullptr;
    const sqlite3_io_methods* real_ = nullptr;
    Methods methods_;

    const bool is_synced_;
    bool is_put_off_ = false;     // This and the next three are the writer's alone.
    int owed_ = 0;                // The flags of the sync that was put off.
    std::vector<char> gathered_;  // Not yet written.
    sqlite3_int64 gathered_at_ = 0;
    std::mutex syncing_;  // One sync at a time, or the failure of one could be told to another.
    std::atomic<bool> has_failed_ = false;
};

}  // namespace rapport::db
