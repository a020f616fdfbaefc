// The embedded engine: one writer (sqlite_writer.hpp) and a few readers, each with a snapshot.
#include <sqlite3.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "kernel/db/engine.hpp"
#include "kernel/db/sqlite_connection.hpp"
#include "kernel/db/sqlite_writer.hpp"

namespace rapport::db {

namespace sql {
constexpr Sql begin_read{"db.begin_read", "BEGIN"};
constexpr Sql end_read{"db.end_read", "COMMIT"};
constexpr Sql version{"db.version", "PRAGMA data_version"};
}  // namespace sql

namespace {

constexpr auto reader_wait_max = std::chrono::seconds(5);

// Reader connections, the last used first: its statements and pages are warm.
class Readers {
  public:
    Readers(const SqliteFile& file, int count) {
        must(count > 0, "a database without readers");
        for (int i = 0; i < count; ++i) {
            free_.push_back(std::make_unique<SqliteConnection>(file, SqliteUse::read));
        }
    }
    std::unique_ptr<SqliteConnection> take() {
        std::unique_lock lock(mutex_);
        if (!has_free_.wait_for(lock, reader_wait_max, [&] { return !free_.empty(); })) {
            throw Busy("too many reads are waiting");
        }
        auto reader = std::move(free_.back());
        free_.pop_back();
        return reader;
    }
    void give_back(std::unique_ptr<SqliteConnection> reader) {
        {
            const std::lock_guard lock(mutex_);
            free_.push_back(std::move(reader));
        }
        has_free_.notify_one();
    }

  private:
    std::mutex mutex_;
    std::condition_variable has_free_;
    std::vector<std::unique_ptr<SqliteConnection>> free_;
};

// A reader with its snapshot, from the constructor to the destructor.
class Snapshot {
  public:
    explicit Snapshot(Readers& readers) : readers_(readers), reader_(readers.take()) {
        if (reader_->control(sql::begin_read) == SQLITE_OK) return;
        const std::string why = reader_->message();
        readers_.give_back(std::move(reader_));
        throw Busy("a read could not begin: " + why);
    }
    ~Snapshot() {
        if (!reader_) return;
        reader_->control(sql::end_read);
        readers_.give_back(std::move(reader_));
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    SqliteConnection& reader() { return *reader_; }

  private:
    Readers& readers_;
    std::unique_ptr<SqliteConnection> reader_;
};

class Sqlite final : public Engine {
  public:
    Sqlite(const SqliteFile& file, const Options& options)
        : file_(file),
          writer_(*this, file_, options),
          readers_(file_, options.readers),
          watcher_(file_, SqliteUse::read) {}

    void read(const Scope&, ReadBody body) override {
        const Inside inside(*this);
        Snapshot snapshot(readers_);
        SqliteSession session(snapshot.reader());
        body(session);
        count_read(session.statements());
    }
    void write(const Scope&, WriteBody body) override {
        const Inside inside(*this);
        const SqliteWriter::Outcome outcome = writer_.write(body);
        count_write(outcome.statements);
        if (outcome.is_commit_first) count_commit();
    }
    void script(const std::string& text) override { writer_.script(text); }
    void prepare(const std::string& text) override {
        Snapshot snapshot(readers_);
        snapshot.reader().prepare({"db.prepare", text.c_str()});
    }
    void checkpoint() override { writer_.checkpoint(); }
    bool is_sqlite() const override { return true; }
    std::optional<std::int64_t> version() override {
        const std::lock_guard lock(watching_);
        std::optional<std::int64_t> found;
        sqlite3_stmt* statement = watcher_.prepared(sql::version).statement.get();
        if (sqlite3_step(statement) == SQLITE_ROW) found = sqlite3_column_int64(statement, 0);
        sqlite3_reset(statement);
        return found;
    }

  private:
    SqliteFile file_;
    SqliteWriter writer_;  // First: it makes the file and its log. Last to close: it folds the log.
    Readers readers_;
    // A connection's data_version counts what others have committed; this one never commits.
    std::mutex watching_;
    SqliteConnection watcher_;
};

}  // namespace

std::unique_ptr<Engine> open_sqlite(const Options& options) {
    return open_sqlite(sqlite_file(options), options);
}

std::unique_ptr<Engine> open_sqlite(const SqliteFile& file, const Options& options) {
    return std::make_unique<Sqlite>(file, options);
}

}  // namespace rapport::db
