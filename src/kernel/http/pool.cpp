#include "kernel/http/pool.hpp"

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "kernel/bell.hpp"
#include "kernel/blocking.hpp"

namespace rapport::http {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t stack_bytes = 4 * 1024 * 1024;  // Instrumented frames are far larger.
#else
constexpr std::size_t stack_bytes = 512 * 1024;
#endif

}  // namespace

struct Pool::Worker final : Blocking::Hook {
    explicit Worker(Pool& its_pool) : pool(its_pool) {}
    Pool& pool;
    pthread_t thread = {};
    Bell bell;

    void begins() override {
        Worker* woken = nullptr;
        {
            const std::lock_guard lock(pool.mutex_);
            --pool.at_work_;
            woken = pool.one_more();
        }
        if (woken != nullptr) woken->bell.ring();
    }
    void ends() override {
        const std::lock_guard lock(pool.mutex_);
        ++pool.at_work_;
    }
};

Pool::Worker* Pool::one_more() {
    const bool is_wanted = taken_ != pushed_ && at_work_ < abreast_ && !sleepers_.empty();
    return is_wanted ? next_sleeper() : nullptr;
}

Pool::Worker* Pool::next_sleeper() {
    Worker* woken = sleepers_.back();
    sleepers_.pop_back();
    ++at_work_;
    return woken;
}

Pool::Pool(int threads, int queue_max)
    : ring_(static_cast<std::size_t>(std::max(1, queue_max))),
      abreast_(std::max(2u, std::thread::hardware_concurrency()) - 1) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_bytes);
    for (int i = 0; i < std::max(1, threads); ++i) {
        auto worker = std::make_unique<Worker>(*this);
        const int failure = pthread_create(&worker->thread, &attributes, main_of, worker.get());
        if (failure != 0) break;
        workers_.push_back(std::move(worker));
    }
    pthread_attr_destroy(&attributes);
    if (workers_.empty()) throw std::runtime_error("The system gives no threads to serve with.");
}

Pool::~Pool() { end_threads(); }

void Pool::end_threads() {
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
        for (Worker* worker : sleepers_) worker->bell.ring();
        sleepers_.clear();
    }
    for (const auto& worker : workers_) pthread_join(worker->thread, nullptr);
}

void* Pool::main_of(void* worker) {
    auto& self = *static_cast<Worker*>(worker);
    Blocking::hook = &self;
    self.pool.run(self);
    return nullptr;
}

void Pool::run(Worker& self) {
    {
        const std::lock_guard lock(mutex_);
        ++at_work_;
    }
    for (;;) {
        Task* task = nullptr;
        {
            const std::lock_guard lock(mutex_);
            if (taken_ != pushed_) {
                task = ring_[taken_++ % ring_.size()];
            } else if (is_ending_) {
                return;
            } else {
                self.bell.still();
                sleepers_.push_back(&self);
                --at_work_;
            }
        }
        if (task != nullptr) {
            served_.fetch_add(1, std::memory_order_relaxed);
            task->work();
            served_.fetch_sub(1, std::memory_order_relaxed);
        } else {
            self.bell.wait();
        }
    }
}

bool Pool::push(Task& task) {
    Worker* woken = nullptr;
    {
        const std::lock_guard lock(mutex_);
        if (pushed_ - taken_ == ring_.size()) return false;
        ring_[pushed_++ % ring_.size()] = &task;
        woken = one_more();
    }
    if (woken != nullptr) woken->bell.ring();
    return true;
}

bool Pool::has_backlog() {
    const std::lock_guard lock(mutex_);
    return taken_ != pushed_ && !sleepers_.empty();
}

void Pool::mark() {
    const std::lock_guard lock(mutex_);
    marked_ = pushed_;
}

void Pool::catch_up() {
    const std::lock_guard lock(mutex_);
    for (auto late = taken_; late < marked_ && !sleepers_.empty(); ++late) {
        next_sleeper()->bell.ring();
    }
}

}  // namespace rapport::http
