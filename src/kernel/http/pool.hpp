// The workers: a bounded queue and a fixed set of threads with small stacks.
//
// Waking a thread costs more than a short request, so the pool is lazy: as long as as many workers
// are awake as the machine has cores, a new task just waits for one of them. A task that still
// waits a millisecond later (the workers are blocked, on a commit say) gets a worker of its own:
// its owner calls catch_up() then.
#pragma once

#include <pthread.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace rapport::http {

class Task {
  public:
    virtual ~Task() = default;
    virtual void work() = 0;  // On a worker's thread. Must not throw.
};

class Pool {
  public:
    Pool(int threads, int queue_max);  // Throws std::runtime_error when threads cannot be had.
    ~Pool();                           // Does what is queued, then ends the threads.
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    bool push(Task&);    // False when the queue is full; the task is then not taken.
    bool has_backlog();  // Tasks wait, and workers sleep that could do them.
    void mark();         // Remembers which tasks wait now …
    void catch_up();     // … and wakes a sleeping worker for each of those that still do.

  private:
    struct Worker;
    static void* main_of(void* worker);
    void run(Worker&);
    void end_threads();

    std::mutex mutex_;  // Guards all below.
    std::vector<Task*> ring_;
    std::uint64_t pushed_ = 0, taken_ = 0, marked_ = 0;
    std::vector<Worker*> sleepers_;  // The last to fall asleep is woken first: it is warm.
    bool is_ending_ = false;
    std::size_t awake_target_;
    std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace rapport::http
