// The one writer of the SQLite file. Writes wait in a bounded queue; the writer's thread runs as
// many as are there, takes back alone whichever fails, and commits the others together. A second
// thread syncs the log and then answers, while the first runs the next batch: at most one is with
// each. Nobody is answered before a sync that began after the commit came back. Private to
// kernel/db.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kernel/db/engine.hpp"
#include "kernel/db/sqlite_connection.hpp"
#include "kernel/db/sqlite_log.hpp"

namespace rapport::db {

class SqliteWriter {
  public:
    SqliteWriter(const Engine& engine, const SqliteFile& file, const Options& options);
    ~SqliteWriter();  // Finishes what waits.

    struct Outcome {
        std::int64_t statements = 0;
        bool is_commit_first = false;  // The first of its batch: counts the commit.
    };
    Outcome write(WriteBody body);  // Throws what the body threw, Busy, Unknown.
    void script(const std::string& sql);
    void checkpoint();

  private:
    struct Job;
    enum class Guard { none, savepoint };
    // Of a batch: it goes on; the last job must be taken back and had no savepoint; the whole
    // transaction is lost; it never began.
    enum class Fate { goes_on, spoiled, lost, not_begun };

    void hand_over(Job& job);
    void serve();
    void serve_batch();
    void serve_syncs();
    Job* wait_for_first();
    Job* next_write();
    void run_batch();
    Fate begin();
    Fate run_again();
    Fate run_write(Job& job, Guard guard);
    void end_batch();
    void wait_for_sync();
    void rest_on_last_sync();
    void give_up(const std::string& why);
    void be_unsure(const std::string& why);
    static void answer(std::vector<Job*>& batch);
    static void fail_all(const std::vector<Job*>& batch, const std::exception_ptr& error);
    void run_script(Job& job);
    void connect();
    void disconnect();
    bool is_ready();
    int fold_log(int mode);
    void fold_log_above(int pages);

    const Engine& engine_;
    const SqliteFile file_;
    const std::size_t queue_max_;
    const std::size_t batch_max_;
    std::unique_ptr<SqliteLog> log_;
    std::unique_ptr<SqliteConnection> connection_;
    std::vector<Job*> batch_;
    std::chrono::steady_clock::time_point
        batch_end_;                          // Then it takes no more, unless the disk is busy.
    std::optional<std::size_t> last_calls_;  // How many it may still take, once the disk is free.
    int log_pages_ = 0;                      // Of the write-ahead log, as of the last commit.
    int folded_at_pages_ = 0;                // … when it was last folded into the file.
    bool is_log_in_doubt_ = false;           // A sync of it failed, and it was not folded since.

    std::mutex mutex_;
    std::condition_variable has_work_;  // For the writer: more waits, or the sync is done.
    std::condition_variable has_synced_batch_;
    std::deque<Job*> waiting_;
    std::vector<Job*> syncing_;  // Committed; their sync is under way.
    bool is_stopping_ = false;
    bool is_stopped_ = false;  // The writer has ended: no more batches to sync.
    std::thread sync_thread_;
    std::thread thread_;  // Last: they use all the others.
};

}  // namespace rapport::db
