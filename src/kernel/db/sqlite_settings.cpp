// What SQLite must be told before a district may rely on it, and the reading back: a setting
// that did not take is a promise broken later, so it stops the start.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>

#include "kernel/db/sqlite_connection.hpp"

namespace rapport::db {

namespace {

struct Pragma {
    const char* name;
    const char* value;  // As SQLite says it back.
};

struct Limit {
    int id;
    int value;
};

struct Switch {
    int id;
    int value;
    const char* name;
};

constexpr Pragma of_both[] = {
    {"foreign_keys", "1"},       {"trusted_schema", "0"}, {"cell_size_check", "1"},
    {"wal_autocheckpoint", "0"}, {"temp_store", "2"},     {"journal_size_limit", "67108864"},
    {"busy_timeout", "5000"},    {"mmap_size", "0"},      {"secure_delete", "1"},
};

constexpr Switch switches[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1, "defensive"},
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, "trusted_schema"},
    {SQLITE_DBCONFIG_DQS_DDL, 0, "dqs_ddl"},
    {SQLITE_DBCONFIG_DQS_DML, 0, "dqs_dml"},
    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, "load_extension"},
};

constexpr Limit limits[] = {
    {SQLITE_LIMIT_LENGTH, 33'554'432},
    {SQLITE_LIMIT_SQL_LENGTH, 100'000},
    {SQLITE_LIMIT_COLUMN, 200},
    {SQLITE_LIMIT_EXPR_DEPTH, 100},
    {SQLITE_LIMIT_COMPOUND_SELECT, 20},
    {SQLITE_LIMIT_VDBE_OP, 25'000},
    {SQLITE_LIMIT_FUNCTION_ARG, 8},
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 2'000},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
};

// File systems whose locks or shared memory SQLite cannot trust: they live on another machine or
// behind another program.
constexpr std::uint32_t foreign_file_systems[] = {
    0x6969,      // NFS
    0x517b,      // SMB
    0xff534d42,  // CIFS
    0xfe534d42,  // SMB2
    0x01021997,  // 9P
    0x65735546,  // FUSE
    0x5346414f,  // AFS
    0x6b414653,  // kAFS
    0x00c36400,  // Ceph
    0x73757245,  // Coda
    0x564c,      // NCP
    0x7461636f,  // OCFS2
    0x01161970,  // GFS2
    0x0bd00bd0,  // Lustre
    0x47504653,  // GPFS
    0x19830326,  // BeeGFS
    0x786f4256,  // VirtualBox shared folder
};

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

std::string first_text(sqlite3& handle, const std::string& sql) {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v2(&handle, sql.c_str(), -1, &raw, nullptr);
    const SqliteStatement statement(raw);
    if (code != SQLITE_OK) throw Fault(sql + ": " + sqlite3_errmsg(&handle));
    const int stepped = sqlite3_step(raw);
    if (stepped == SQLITE_DONE) return "";
    if (stepped != SQLITE_ROW) throw Fault(sql + ": " + sqlite3_errmsg(&handle));
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(raw, 0));
    return text == nullptr ? "" : text;
}

void set(sqlite3& handle, const Pragma& pragma) {
    const std::string name = std::string("PRAGMA ") + pragma.name;
    first_text(handle, name + " = " + pragma.value);
    const std::string found = first_text(handle, name);
    if (found == pragma.value) return;
    throw Fault("SQLite does not keep " + std::string(pragma.name) + " = " + pragma.value +
                ", it says \"" + found + "\"");
}

void turn(sqlite3& handle, const Switch& wanted) {
    int found = -1;
    sqlite3_db_config(&handle, wanted.id, wanted.value, &found);
    found = -1;
    sqlite3_db_config(&handle, wanted.id, -1, &found);
    if (found != wanted.value) throw Fault(std::string("SQLite does not keep ") + wanted.name);
}

void limit(sqlite3& handle, const Limit& wanted) {
    sqlite3_limit(&handle, wanted.id, wanted.value);
    if (sqlite3_limit(&handle, wanted.id, -1) == wanted.value) return;
    throw Fault("SQLite does not keep limit " + std::to_string(wanted.id));
}

// Memory statistics take a lock at every allocation, on every thread; nobody reads them.
void configure_once() {
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

}  // namespace

SqliteFile sqlite_file(const Options& options) {
    configure_once();
    const std::string& path = options.url;
    if (path.empty() || path.starts_with(":") || path.starts_with("file:")) {
        throw Fault("\"" + path + "\" is not the path of a database file");
    }
    struct statfs found = {};
    if (statfs(folder_of(path).c_str(), &found) != 0) {
        throw Fault("the folder of " + path + " cannot be used: " + std::strerror(errno));
    }
    const auto type = static_cast<std::uint32_t>(found.f_type);
    for (const std::uint32_t foreign : foreign_file_systems) {
        if (type != foreign) continue;
        throw Fault(path +
                    " is on a network or foreign file system; use a disk of this machine, "
                    "or PostgreSQL");
    }
    // Closing a file drops this process's locks on it, so the file is touched only here, before
    // SQLite has any.
    if (access(path.c_str(), F_OK) != 0) {
        const int made = open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
        if (made < 0 && errno != EEXIST) {
            throw Fault(path + " cannot be made: " + std::strerror(errno));
        }
        if (made >= 0) close(made);
    }
    const sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
    must(vfs != nullptr, "SQLite has no file system");
    return {.path = path, .vfs = vfs->zName, .synchronous = options.is_test ? 0 : 2};
}

void sync_folder(const SqliteFile& file) {
    const int folder = open(folder_of(file.path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool is_synced = folder >= 0 && fsync(folder) == 0;
    if (folder >= 0) close(folder);
    if (!is_synced) throw Fault("the folder of " + file.path + " cannot be made durable");
}

void settle(sqlite3& handle, SqliteUse use, const SqliteFile& file) {
    for (const Switch& wanted : switches) turn(handle, wanted);
    for (const Limit& wanted : limits) limit(handle, wanted);
    for (const Pragma& pragma : of_both) set(handle, pragma);
    set(handle, {"cache_size", use == SqliteUse::write ? "-16000" : "-2000"});
    if (use == SqliteUse::write) {
        set(handle, {"journal_mode", "wal"});
    } else if (first_text(handle, "PRAGMA journal_mode") != "wal") {
        throw Fault("a reader found a database that does not keep a write-ahead log");
    }
    set(handle, {"synchronous", std::to_string(file.synchronous).c_str()});
    // PostgreSQL's LIKE knows case; SQLite is asked to, and has no way to say it back but by doing.
    first_text(handle, "PRAGMA case_sensitive_like = ON");
    if (first_text(handle, "SELECT 'a' LIKE 'A'") != "0") throw Fault("SQLite's LIKE folds case");
    if (use == SqliteUse::read) set(handle, {"query_only", "1"});
}

}  // namespace rapport::db
