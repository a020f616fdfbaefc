// The one writer of the SQLite file. Writes wait in a bounded queue; the writer's thread runs as
// many as are there, takes back alone whichever fails, and makes the others durable with one
// commit. Nobody is answered before that commit came back. Private to kernel/db.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "kernel/db/engine.hpp"
#include "kernel/db/sqlite_connection.hpp"

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
    using Duration = std::chrono::steady_clock::duration;

    void hand_over(Job& job);
    void serve();
    void serve_batch();
    Job* wait_for_first();
    Job* next_write();
    void run_batch();
    void gather(std::unique_lock<std::mutex>& lock);
    Fate begin();
    Fate run_again();
    Fate run_write(Job& job, Guard guard);
    void end_batch();
    void learn(Duration commit_took);
    void give_up(const std::string& why);
    void answer();
    void run_script(Job& job);
    void connect();
    bool is_connected();
    int fold_log(int mode);
    void fold_log_above(int pages);

    const Engine& engine_;
    const SqliteFile file_;
    const std::size_t queue_max_;
    const std::size_t batch_max_;
    std::unique_ptr<SqliteConnection> connection_;
    std::vector<Job*> batch_;
    std::size_t usual_size_ = 0;  // Of a batch, lately; falls slowly.
    Duration commit_takes_{0};    // Lately.
    Duration patience_{0};        // Left for this batch to wait for more.
    int log_pages_ = 0;           // Of the write-ahead log, as of the last commit.
    int folded_at_pages_ = 0;     // … when it was last folded into the file.

    std::mutex mutex_;
    std::condition_variable has_work_;
    std::deque<Job*> waiting_;
    std::size_t wanted_ = 1;  // How many must wait before the writer is woken.
    bool is_stopping_ = false;
    std::thread thread_;  // Last: it uses all the others.
};

}  // namespace rapport::db
