// The workers: a bounded queue and a fixed set of threads with small stacks.
//
// Waking a thread costs more than a short request, and threads beyond the cores only take turns,
// so the pool is lazy: while as many workers are at work as the machine has cores, but for the one
// that the I/O thread wants, a new task just waits for one of them. A worker that waits itself, on
// a commit say, tells so (kernel/blocking) and another runs in its place. Where one waits and does
// not tell, a task that is still not begun some milliseconds later gets a worker of its own: its
// owner calls catch_up() then.
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

    // A task is being worked on now, in any pool of this process: somebody waits for a page.
    static bool is_somebody_served() { return served_.load(std::memory_order_relaxed) > 0; }

  private:
    struct Worker;
    // Under the mutex, to be called after:
    Worker* one_more();  // When a task waits and a core may be idle; else null.
    Worker* next_sleeper();
    static void* main_of(void* worker);
    void run(Worker&);
    void end_threads();

    static inline std::atomic<int> served_ = 0;

    std::mutex mutex_;  // Guards all below.
    std::vector<Task*> ring_;
    std::uint64_t pushed_ = 0, taken_ = 0, marked_ = 0;
    std::vector<Worker*> sleepers_;  // The last to fall asleep is woken first: it is warm.
    bool is_ending_ = false;
    std::size_t at_work_ = 0;  // Awake, and not waiting for something slow.
    std::size_t abreast_;      // How many are worth waking.
    std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace rapport::http
