#include "kernel/db/sqlite_writer.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>

#include "kernel/bell.hpp"
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

using Time = std::chrono::steady_clock;

constexpr auto batch_time_max = std::chrono::milliseconds(10);
// The log is folded into the file after 4 MiB when nobody writes for a moment, and after 48 MiB
// while they do: folding costs two syncs, and later ones fold a page once that was written often.
constexpr int fold_idle_pages = 1'000;
constexpr int fold_busy_pages = 12'000;
constexpr int cut_above_pages = 16'384;  // 64 MiB of log.
constexpr auto idle_after = std::chrono::milliseconds(50);
constexpr int cut_wait_ms = 200;     // Writers wait at most this for readers to let go.
constexpr int busy_wait_ms = 5'000;  // As settle() sets it.

constexpr const char* other_failed = "a write beside this one met a failing disk; nothing was done";
constexpr const char* not_ready = "the database cannot be opened, or its disk failed";
constexpr const char* not_synced = "the log was written, and the disk did not say that it is kept";

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

    Bell is_answered = {};
    std::array<Job*, 2> next = {};  // To be answered by whoever waits for this one.
};

void SqliteWriter::fail_all(const std::vector<Job*>& batch, const std::exception_ptr& error) {
    for (Job* job : batch) job->error = error;
}

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
    sync_thread_ = std::thread([this] { serve_syncs(); });
    thread_ = std::thread([this] { serve(); });
}

SqliteWriter::~SqliteWriter() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    has_work_.notify_one();
    thread_.join();
    {
        const std::lock_guard lock(mutex_);
        is_stopped_ = true;
    }
    has_synced_batch_.notify_one();
    sync_thread_.join();
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
    {
        const Blocking waiting;
        job.is_answered.wait();
        for (Job* next : job.next) {
            if (next != nullptr) next->is_answered.ring();
        }
    }
    if (job.error) std::rethrow_exception(job.error);
}

void SqliteWriter::serve() {
    while (Job* first = wait_for_first()) {
        batch_.assign(1, first);
        try {
            serve_batch();
        } catch (const std::exception& error) {
            // Out of memory, as good as: the thread must live, and nobody knows how far it came.
            disconnect();
            be_unsure(error.what());
        }
        answer(batch_);
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
            if (is_ready()) fold_log(SQLITE_CHECKPOINT_PASSIVE);
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

// The next write of the batch: one that comes while the disk is still at work on the batch before,
// when a commit would only wait; and of those who wait as it gets free. Whoever comes later goes
// into the next batch: else those just answered would join, and the disk had nothing to do.
SqliteWriter::Job* SqliteWriter::next_write() {
    std::unique_lock lock(mutex_);
    const auto may_take = [&] { return !waiting_.empty() && batch_.size() < batch_max_; };
    has_work_.wait(lock, [&] { return syncing_.empty() || may_take(); });
    if (syncing_.empty() && !last_calls_) last_calls_ = waiting_.size();
    if (!may_take() || waiting_.front()->kind != Job::Kind::write) return nullptr;
    if (last_calls_) {
        if (*last_calls_ == 0 || Time::now() >= batch_end_) return nullptr;
        --*last_calls_;
    }
    Job* job = waiting_.front();
    waiting_.pop_front();
    batch_.push_back(job);
    return job;
}

void SqliteWriter::run_batch() {
    if (!is_ready()) return give_up(not_ready);
    batch_end_ = Time::now() + batch_time_max;
    last_calls_.reset();
    auto guard = Guard::none;
    Fate fate = begin();
    for (Job* job = fate == Fate::goes_on ? batch_.front() : nullptr; job; job = next_write()) {
        fate = run_write(*job, guard);
        if (fate == Fate::spoiled) {
            guard = Guard::savepoint;
            fate = run_again();
        }
        if (fate != Fate::goes_on) break;
    }
    if (fate == Fate::goes_on) return end_batch();
    const std::string why = fate == Fate::not_begun ? connection_->message() : other_failed;
    if (fate == Fate::lost || connection_->is_in_transaction()) disconnect();  // Rolls back.
    give_up(why);
}

SqliteWriter::Fate SqliteWriter::begin() {
    return connection_->control(sql::begin) == SQLITE_OK ? Fate::goes_on : Fate::not_begun;
}

// The last of the batch wrote, and then failed. Few do, so nothing was spent on being able to take
// back one alone: all is rolled back, and whoever went before it goes again, now with a savepoint
// each.
SqliteWriter::Fate SqliteWriter::run_again() {
    if (connection_->control(sql::rollback) != SQLITE_OK) return Fate::lost;
    Fate fate = begin();
    for (Job* job : batch_) {
        if (fate != Fate::goes_on || job == batch_.back()) break;
        if (job->is_kept) fate = run_write(*job, Guard::savepoint);
    }
    return fate == Fate::not_begun ? Fate::lost : fate;
}

SqliteWriter::Fate SqliteWriter::run_write(Job& job, Guard guard) {
    SqliteSession session(*connection_);
    const bool has_savepoint = guard == Guard::savepoint;
    if (has_savepoint && connection_->control(sql::begin_job) != SQLITE_OK) return Fate::lost;
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
    if (session.is_disk_sick() || !connection_->is_in_transaction()) return Fate::lost;
    if (!has_savepoint) {
        return job.is_kept || !session.has_written() ? Fate::goes_on : Fate::spoiled;
    }
    if (!job.is_kept && connection_->control(sql::undo_job) != SQLITE_OK) return Fate::lost;
    return connection_->control(sql::keep_job) == SQLITE_OK ? Fate::goes_on : Fate::lost;
}

void SqliteWriter::end_batch() {
    if (std::ranges::none_of(batch_, &Job::is_kept)) {
        // Nobody depends on this rollback, but what the refused have read may still be on its way.
        if (connection_->control(sql::rollback) != SQLITE_OK) disconnect();
        return rest_on_last_sync();
    }
    const SqliteLog::Commit commit = log_->commit(*connection_, sql::commit);
    if (commit.code != SQLITE_OK) {
        // The frames may or may not be on the disk, and asking it to sync again would lie. Refusals
        // go too: they may rest on a neighbour's write that is now uncertain.
        be_unsure("COMMIT: " + connection_->message());
        return disconnect();
    }
    batch_.front()->outcome.is_commit_first = true;
    if (!commit.is_sync_owed) return rest_on_last_sync();
    wait_for_sync();
    {
        const std::lock_guard lock(mutex_);
        syncing_.swap(batch_);
    }
    has_synced_batch_.notify_one();
}

void SqliteWriter::wait_for_sync() {
    std::unique_lock lock(mutex_);
    has_work_.wait(lock, [&] { return syncing_.empty(); });
}

// Of a batch that wrote nothing: it may have read what the last one wrote.
void SqliteWriter::rest_on_last_sync() {
    wait_for_sync();
    if (log_ && log_->has_failed()) be_unsure(not_synced);
}

void SqliteWriter::serve_syncs() {
    std::vector<Job*> batch;
    std::unique_lock lock(mutex_);
    while (true) {
        has_synced_batch_.wait(lock, [&] { return !syncing_.empty() || is_stopped_; });
        if (syncing_.empty()) return;
        lock.unlock();
        const bool is_durable = log_->sync();
        lock.lock();
        batch.swap(syncing_);
        lock.unlock();
        has_work_.notify_one();
        if (!is_durable) fail_all(batch, std::make_exception_ptr(Unknown(not_synced)));
        answer(batch);
        lock.lock();
    }
}

void SqliteWriter::give_up(const std::string& why) {
    for (Job* job : batch_) {
        if (!job->error) job->error = std::make_exception_ptr(Busy(why));
    }
}

void SqliteWriter::be_unsure(const std::string& why) {
    fail_all(batch_, std::make_exception_ptr(Unknown(why)));
}

// The first is told, and tells two others, who each tell two more: to wake sixty threads takes as
// long as a few writes, which need this one.
void SqliteWriter::answer(std::vector<Job*>& batch) {
    for (std::size_t i = 1; i < batch.size(); ++i) {
        batch[(i - 1) / 2]->next[(i - 1) % 2] = batch[i];
    }
    if (!batch.empty()) batch.front()->is_answered.ring();
    batch.clear();
}

void SqliteWriter::run_script(Job& job) {
    wait_for_sync();  // Then a failure of the sync inside is this script's own.
    if (!is_ready()) return give_up(not_ready);
    const std::string text =
        "BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON; " + *job.text + "\n; COMMIT;";
    if (sqlite3_exec(connection_->handle(), text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) {
        return;
    }
    job.error = std::make_exception_ptr(Fault("script: " + connection_->message()));
    if (connection_->is_in_transaction() && connection_->control(sql::rollback) != SQLITE_OK) {
        disconnect();
    }
}

void SqliteWriter::connect() {
    connection_ = std::make_unique<SqliteConnection>(file_, SqliteUse::write);
    log_ = std::make_unique<SqliteLog>(*connection_, file_.synchronous == 2);
    sqlite3_wal_hook(connection_->handle(), on_commit, &log_pages_);
    for (const Sql* control : {&sql::begin, &sql::commit, &sql::rollback, &sql::begin_job,
                               &sql::keep_job, &sql::undo_job}) {
        connection_->prepared(*control);  // Now, where a failure is only "not connected".
    }
}

void SqliteWriter::disconnect() {
    wait_for_sync();
    is_log_in_doubt_ = is_log_in_doubt_ || (log_ && log_->has_failed());
    connection_.reset();
    log_.reset();
}

// Connected, and no doubt about what was committed. Otherwise every write is told to come back.
bool SqliteWriter::is_ready() {
    if (log_ && log_->has_failed()) disconnect();
    try {
        if (!connection_) connect();
    } catch (const Fault&) {
        return false;  // Until the disk is back.
    }
    // As at the start: nobody builds on the log before it is in the file, written anew and synced.
    if (is_log_in_doubt_) is_log_in_doubt_ = fold_log(SQLITE_CHECKPOINT_TRUNCATE) != SQLITE_OK;
    return !is_log_in_doubt_;
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
