#include "kernel/jobs/jobs.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "kernel/jobs/jobs_store.hpp"

namespace rapport::jobs {

namespace {

constexpr std::int64_t lease_s = 60;
constexpr std::int64_t keep_every_s = 20;  // Work that takes longer keeps its lease.
constexpr int tries_max = 12;
constexpr std::int64_t wait_max_s = 3'600;
constexpr auto poll_every = std::chrono::seconds(1);
constexpr auto nudges_apart = std::chrono::milliseconds(5);  // Many at once are one look.
constexpr int leases_at_once = 16;
constexpr int mark_tries_max = 5;

// Of an error, what may be stored and shown to an administrator: short and surely UTF-8.
std::string noted(std::string_view error) {
    std::string text(error.substr(0, 500));
    for (char& letter : text) {
        if (letter < ' ' || letter > '~') letter = '?';
    }
    return text;
}

// 2^tries seconds and up to a quarter more, at most an hour: many that failed together do not
// come back together.
std::int64_t wait_ms(int tries, Random& random) {
    const std::int64_t seconds = std::min(wait_max_s, std::int64_t{1} << std::min(tries, 20));
    const auto more = static_cast<std::uint64_t>(seconds) * 250;
    const auto ms = seconds * 1000 + static_cast<std::int64_t>(random.number() % more);
    return std::min(ms, wait_max_s * 1000);
}

}  // namespace

bool enqueue(WriteTx& tx, std::string_view kind, std::string_view dedup, std::string_view payload,
             Instant run_at) {
    return add(tx, kind, dedup, payload, run_at);
}

std::int64_t parked(Db& db) {
    return db.read(Scope::whole(), [](ReadTx& tx) { return count_parked(tx); });
}

struct Runner::Impl {
    explicit Impl(Db& db_in) : db(db_in) {}

    std::vector<Job> lease_some(int count_max);
    void run(const Job& job);
    void fail(const Job& job, const std::string& why);
    template <class Mark>
    void mark(Mark&& mark);
    void dispatch();
    void dispatch_once();
    void keep_leases();
    void work();
    bool can_begin(const Job& job) const { return !begun_alone.contains(job.kind); }
    std::deque<Job>::iterator next_to_begin() {
        return std::ranges::find_if(waiting, [this](const Job& job) { return can_begin(job); });
    }

    Db& db;
    std::map<std::string, Worker, std::less<>> workers;
    std::set<std::string, std::less<>> alone;  // Kinds of which one is done at a time.

    std::mutex mutex;
    std::condition_variable has_news;                // For the dispatcher: a nudge, room, the end.
    std::condition_variable has_jobs;                // For the threads that work.
    std::deque<Job> waiting;                         // Leased and not begun.
    std::map<std::string, Job> in_hand;              // Leased and not ended, by id.
    std::set<std::string, std::less<>> begun_alone;  // Kinds being done that are done alone.
    Instant kept_at;
    bool is_nudged = false;
    std::atomic<bool> is_stopping = false;
    std::vector<std::thread> threads;
    std::thread dispatcher;
};

// A job that took its lease with it twelve times (a crash each time) is parked here.
std::vector<Job> Runner::Impl::lease_some(int count_max) {
    if (!db.read(Scope::whole(), [](ReadTx& tx) { return is_any_due(tx); })) return {};
    return db.write(Scope::whole(), [&](WriteTx& tx) {
        std::vector<Job> leased;
        for (Job& job : due(tx, count_max)) {
            if (job.tries >= tries_max) {
                park(tx, job, "given up after a crash");
            } else if (lease(tx, job, tx.now().plus_seconds(lease_s))) {
                ++job.tries;
                leased.push_back(std::move(job));
            }
        }
        return leased;
    });
}

void Runner::Impl::run(const Job& job) {
    const auto worker = workers.find(job.kind);
    if (worker == workers.end()) return fail(job, "nobody does this kind of job");
    try {
        worker->second(job);
    } catch (const std::exception& error) {
        return fail(job, error.what());
    }
    mark([&](WriteTx& tx) { finish(tx, job); });
}

void Runner::Impl::fail(const Job& job, const std::string& why) {
    const std::string error = noted(why);
    mark([&](WriteTx& tx) {
        if (job.tries >= tries_max) {
            park(tx, job, error);
        } else {
            put_back(tx, job, {tx.now().ms + wait_ms(job.tries, tx.random())}, error);
        }
    });
}

// An effect that is done and not marked would be done again, so marking is worth some patience.
template <class Mark>
void Runner::Impl::mark(Mark&& mark) {
    for (int tries = 1;; ++tries) {
        try {
            return db.write(Scope::whole(), mark);
        } catch (const db::Fault&) {
            if (tries == mark_tries_max) return;  // The lease ends by itself.
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50 << tries));
    }
}

void Runner::Impl::keep_leases() {
    const Instant now = db.clock().now();
    std::vector<Job> held;
    {
        const std::lock_guard lock(mutex);
        if (in_hand.empty()) kept_at = now;
        if (now < kept_at.plus_seconds(keep_every_s)) return;
        for (const auto& [id, job] : in_hand) held.push_back(job);
        kept_at = now;
    }
    db.write(Scope::whole(), [&](WriteTx& tx) {
        for (const Job& job : held) keep(tx, job, tx.now().plus_seconds(lease_s));
    });
}

void Runner::Impl::dispatch_once() {
    keep_leases();
    for (;;) {
        {
            std::unique_lock lock(mutex);
            const auto ready =
                std::ranges::count_if(waiting, [this](const Job& job) { return can_begin(job); });
            if (is_stopping || static_cast<std::size_t>(ready) > threads.size()) return;
        }
        std::vector<Job> leased = lease_some(leases_at_once);
        if (leased.empty()) return;
        const std::lock_guard lock(mutex);
        for (Job& job : leased) {
            in_hand.emplace(job.id, job);
            waiting.push_back(std::move(job));
        }
        has_jobs.notify_all();
    }
}

void Runner::Impl::dispatch() {
    for (;;) {
        try {
            dispatch_once();
        } catch (const std::exception&) {
            // The database is away; the next second asks again.
        }
        std::unique_lock lock(mutex);
        has_news.wait_for(lock, nudges_apart, [&] { return is_stopping.load(); });
        has_news.wait_for(lock, poll_every, [&] { return is_nudged || is_stopping.load(); });
        is_nudged = false;
        if (is_stopping) return;
    }
}

void Runner::Impl::work() {
    for (;;) {
        std::unique_lock lock(mutex);
        has_jobs.wait(lock, [&] { return next_to_begin() != waiting.end() || is_stopping.load(); });
        const auto next = next_to_begin();
        if (next == waiting.end()) return;
        const Job job = std::move(*next);
        waiting.erase(next);
        const bool is_alone = alone.contains(job.kind);
        if (is_alone) begun_alone.insert(job.kind);
        lock.unlock();
        run(job);
        lock.lock();
        in_hand.erase(job.id);
        if (is_alone) begun_alone.erase(job.kind);
        if (is_alone) has_jobs.notify_all();
        if (!waiting.empty()) continue;
        is_nudged = true;  // There may be more that is due.
        has_news.notify_one();
    }
}

Runner::Runner(Db& db) : impl_(std::make_unique<Impl>(db)) {}

Runner::~Runner() { stop(); }

void Runner::on(std::string kind, Worker worker) {
    must(impl_->threads.empty(), "a kind of job was added to a runner at work");
    impl_->workers.emplace(std::move(kind), std::move(worker));
}

void Runner::on_alone(std::string kind, Worker worker) {
    impl_->alone.insert(kind);
    on(std::move(kind), std::move(worker));
}

bool Runner::is_stopping() const { return impl_->is_stopping; }

void Runner::start(int threads) {
    must(threads > 0 && impl_->threads.empty(), "a runner was started twice, or without threads");
    impl_->kept_at = impl_->db.clock().now();
    for (int i = 0; i < threads; ++i) impl_->threads.emplace_back([this] { impl_->work(); });
    impl_->dispatcher = std::thread([this] { impl_->dispatch(); });
}

void Runner::nudge() {
    {
        const std::lock_guard lock(impl_->mutex);
        if (impl_->is_nudged) return;
        impl_->is_nudged = true;
    }
    impl_->has_news.notify_one();
}

void Runner::stop() {
    if (impl_->threads.empty()) return;
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->is_stopping = true;
    }
    impl_->has_news.notify_all();
    impl_->dispatcher.join();  // First, so that nothing is leased that nobody will do.
    impl_->has_jobs.notify_all();
    for (std::thread& thread : impl_->threads) thread.join();
    impl_->threads.clear();
    impl_->is_stopping = false;
}

int Runner::run_due() {
    int done = 0;
    for (;;) {
        const std::vector<Job> leased = impl_->lease_some(leases_at_once);
        if (leased.empty()) return done;
        for (const Job& job : leased) {
            impl_->run(job);
            ++done;
        }
    }
}

}  // namespace rapport::jobs
