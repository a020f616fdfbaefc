#include "kernel/db/sqlite_writer.hpp"

#include <sqlite3.h>

#include <chrono>
#include <exception>

#include "kernel/blocking.hpp"

namespace rapport::db {

namespace sql {
constexpr Sql begin{"db.begin_write", "BEGIN IMMEDIATE"};
constexpr Sql commit{"db.commit", "COMMIT"};
constexpr Sql rollback{"db.rollback", "ROLLBACK"};
constexpr Sql begin_job{"db.begin_job", "SAVEPOINT job"};
constexpr Sql keep_job{"db.keep_job", "RELEASE job"};
constexpr Sql undo_job{"db.undo_job", "ROLLBACK TO job"};
}  // namespace sql

namespace {

constexpr auto batch_time_max = std::chrono::milliseconds(5);
// The log is folded into the file after 4 MiB when nobody writes for a moment, and after 16 MiB
// while they do: folding costs two syncs, and later ones fold a page once that was written often.
constexpr int fold_idle_pages = 1'000;
constexpr int fold_busy_pages = 4'000;
constexpr int cut_above_pages = 16'384;  // 64 MiB of log.
constexpr auto idle_after = std::chrono::milliseconds(50);
constexpr int cut_wait_ms = 200;     // Writers wait at most this for readers to let go.
constexpr int busy_wait_ms = 5'000;  // As settle() sets it.

int on_commit(void* log_pages, sqlite3*, const char*, int pages) {
    *static_cast<int*>(log_pages) = pages;
    return SQLITE_OK;
}

// True if a deferred foreign key is broken now: asked after every job, because at COMMIT nobody
// could say whose it was.
bool is_key_broken(sqlite3* handle) {
    int broken = 0;
    int highest = 0;
    sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &broken, &highest, 0);
    return broken != 0;
}

}  // namespace

struct SqliteWriter::Job {
    enum class Kind { write, script, checkpoint };
    Kind kind = Kind::write;
    const WriteBody* body = nullptr;
    const std::string* text = nullptr;
    Outcome outcome = {};
    bool is_kept = false;
    std::exception_ptr error = nullptr;

    std::mutex mutex = {};
    std::condition_variable is_answered = {};
    bool answered = false;
};

SqliteWriter::SqliteWriter(const Engine& engine, const SqliteFile& file, const Options& options)
    : engine_(engine),
      file_(file),
      queue_max_(static_cast<std::size_t>(options.queue_max)),
      batch_max_(static_cast<std::size_t>(options.batch_max)) {
    connect();
    if (file_.synchronous != 0) sync_folder(file_);
    // What an earlier run left in the log may never have reached the disk, if that run ended with a
    // failed sync. Folding it into the file writes it anew and syncs it, before anybody builds on
    // it. Another process at work on the file (Busy) has done so itself.
    const int code = fold_log(SQLITE_CHECKPOINT_TRUNCATE);
    if ((code & 0xff) == SQLITE_IOERR) throw Fault("the log of " + file_.path + " cannot be read");
    thread_ = std::thread([this] { serve(); });
}

SqliteWriter::~SqliteWriter() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    has_work_.notify_one();
    thread_.join();
}

SqliteWriter::Outcome SqliteWriter::write(WriteBody body) {
    Job job{.kind = Job::Kind::write, .body = &body};
    hand_over(job);
    return job.outcome;
}

void SqliteWriter::script(const std::string& text) {
    Job job{.kind = Job::Kind::script, .text = &text};
    hand_over(job);
}

void SqliteWriter::checkpoint() {
    Job job{.kind = Job::Kind::checkpoint};
    hand_over(job);
}

void SqliteWriter::hand_over(Job& job) {
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.size() >= queue_max_) throw Busy("too many writes are waiting");
        waiting_.push_back(&job);
    }
    has_work_.notify_one();
    const Blocking waiting;
    std::unique_lock lock(job.mutex);
    job.is_answered.wait(lock, [&] { return job.answered; });
    if (job.error) std::rethrow_exception(job.error);
}

void SqliteWriter::serve() {
    while (Job* first = wait_for_first()) {
        batch_.assign(1, first);
        try {
            serve_batch();
        } catch (const std::exception& error) {
            // Out of memory, as good as: the thread must live, and nobody knows how far it came.
            connection_.reset();
            for (Job* job : batch_) {
                if (!job->error) job->error = std::make_exception_ptr(Unknown(error.what()));
            }
        }
        answer();
        fold_log_above(fold_busy_pages);
    }
}

void SqliteWriter::serve_batch() {
    Job& first = *batch_.front();
    switch (first.kind) {
        case Job::Kind::write:
            run_batch();
            break;
        case Job::Kind::script:
            run_script(first);
            break;
        case Job::Kind::checkpoint:
            if (is_connected()) fold_log(SQLITE_CHECKPOINT_PASSIVE);
            break;
    }
}

SqliteWriter::Job* SqliteWriter::wait_for_first() {
    const auto has_work = [&] { return !waiting_.empty() || is_stopping_; };
    std::unique_lock lock(mutex_);
    if (log_pages_ - folded_at_pages_ >= fold_idle_pages &&
        !has_work_.wait_for(lock, idle_after, has_work)) {
        lock.unlock();
        fold_log_above(fold_idle_pages);
        lock.lock();
    }
    has_work_.wait(lock, has_work);
    if (waiting_.empty()) return nullptr;
    Job* job = waiting_.front();
    waiting_.pop_front();
    return job;
}

// The next write that is there already, if the batch has room.
SqliteWriter::Job* SqliteWriter::next_write() {
    if (batch_.size() >= batch_max_) return nullptr;
    const std::lock_guard lock(mutex_);
    if (waiting_.empty() || waiting_.front()->kind != Job::Kind::write) return nullptr;
    Job* job = waiting_.front();
    waiting_.pop_front();
    batch_.push_back(job);
    return job;
}

void SqliteWriter::run_batch() {
    if (!is_connected()) return give_up("the database cannot be opened");
    if (connection_->control(sql::begin) != SQLITE_OK) {
        const std::string why = connection_->message();
        if (connection_->is_in_transaction()) connection_.reset();
        return give_up(why);
    }
    const auto end = std::chrono::steady_clock::now() + batch_time_max;
    for (Job* job = batch_.front(); job != nullptr; job = next_write()) {
        if (!run_write(*job)) {
            connection_.reset();  // Closing rolls back.
            return give_up("a write beside this one met a failing disk; nothing was done");
        }
        if (std::chrono::steady_clock::now() >= end) break;
    }
    end_batch();
}

// False if the transaction of the whole batch is lost.
bool SqliteWriter::run_write(Job& job) {
    SqliteSession session(*connection_);
    if (connection_->control(sql::begin_job) != SQLITE_OK) return false;
    try {
        const Inside inside(engine_);
        job.is_kept = (*job.body)(session);
        if (job.is_kept && session.is_void()) throw Fault("a write went on after a failure");
        if (job.is_kept && is_key_broken(connection_->handle())) {
            throw Conflict("a foreign key was left broken");
        }
    } catch (...) {  // Whatever it is, it is the asking thread's.
        job.is_kept = false;
        job.error = std::current_exception();
    }
    job.outcome.statements = session.statements();
    if (session.is_disk_sick() || !connection_->is_in_transaction()) return false;
    if (!job.is_kept && connection_->control(sql::undo_job) != SQLITE_OK) return false;
    return connection_->control(sql::keep_job) == SQLITE_OK;
}

void SqliteWriter::end_batch() {
    bool is_anything_kept = false;
    for (const Job* job : batch_) is_anything_kept = is_anything_kept || job->is_kept;
    if (!is_anything_kept) {
        // Nobody depends on this rollback: the refused have read committed rows only.
        if (connection_->control(sql::rollback) != SQLITE_OK) connection_.reset();
        return;
    }
    if (connection_->control(sql::commit) == SQLITE_OK) {
        batch_.front()->outcome.is_commit_first = true;
        return;
    }
    // The frames may or may not be on the disk, and asking it to sync again would lie. Refusals go
    // too: they may rest on a neighbour's write that is now uncertain.
    const auto unknown = std::make_exception_ptr(Unknown("COMMIT: " + connection_->message()));
    for (Job* job : batch_) job->error = unknown;
    connection_.reset();
}

void SqliteWriter::give_up(const std::string& why) {
    for (Job* job : batch_) {
        if (!job->error) job->error = std::make_exception_ptr(Busy(why));
    }
}

void SqliteWriter::answer() {
    for (Job* job : batch_) {
        // Notified under the lock: once it is free the job may be gone.
        const std::lock_guard lock(job->mutex);
        job->answered = true;
        job->is_answered.notify_one();
    }
    batch_.clear();
}

void SqliteWriter::run_script(Job& job) {
    if (!is_connected()) return give_up("the database cannot be opened");
    const std::string text =
        "BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON; " + *job.text + "\n; COMMIT;";
    if (sqlite3_exec(connection_->handle(), text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) {
        return;
    }
    job.error = std::make_exception_ptr(Fault("script: " + connection_->message()));
    if (connection_->is_in_transaction() && connection_->control(sql::rollback) != SQLITE_OK) {
        connection_.reset();
    }
}

void SqliteWriter::connect() {
    connection_ = std::make_unique<SqliteConnection>(file_, SqliteUse::write);
    sqlite3_wal_hook(connection_->handle(), on_commit, &log_pages_);
    for (const Sql* control : {&sql::begin, &sql::commit, &sql::rollback, &sql::begin_job,
                               &sql::keep_job, &sql::undo_job}) {
        connection_->prepared(*control);  // Now, where a failure is only "not connected".
    }
}

bool SqliteWriter::is_connected() {
    if (connection_) return true;
    try {
        connect();
    } catch (const Fault&) {
        return false;  // Every write says Busy until the disk is back.
    }
    return true;
}

// SQLite's code; a log that could not be folded now is folded later.
int SqliteWriter::fold_log(int mode) {
    sqlite3_busy_timeout(connection_->handle(), cut_wait_ms);
    const int code =
        sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, mode, nullptr, nullptr);
    sqlite3_busy_timeout(connection_->handle(), busy_wait_ms);
    return code;
}

void SqliteWriter::fold_log_above(int pages) {
    if (log_pages_ < folded_at_pages_) folded_at_pages_ = 0;  // The log began anew.
    if (!connection_ || log_pages_ - folded_at_pages_ < pages) return;
    fold_log(log_pages_ > cut_above_pages ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE);
    folded_at_pages_ = log_pages_;
}

}  // namespace rapport::db
