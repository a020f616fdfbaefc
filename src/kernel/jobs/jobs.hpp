// The outbox and its runner. A job is a row written in the transaction of its cause; runners
// lease, do, and mark it. A job may be done twice after a crash, so every effect carries the job's
// dedup text (a mail's Message-ID).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "kernel/db/db.hpp"

namespace rapport::jobs {

struct Job {
    std::string id;
    DistrictId district;  // None for work of the whole installation.
    std::string kind;     // "mail"
    std::string dedup;    // Unique per district and kind.
    std::string payload;  // JSON.
    int tries = 0;
};

// Writes the job unless one with the same dedup exists; returns whether it was new.
bool enqueue(WriteTx&, std::string_view kind, std::string_view dedup, std::string_view payload,
             Instant run_at);

// What does a kind of job. Throws to be tried again: 2^n seconds and some, to one hour, 12 tries,
// then the job is parked and counted by parked().
using Worker = std::function<void(const Job&)>;

class Runner {
  public:
    explicit Runner(Db&);
    ~Runner();
    void on(std::string kind, Worker);
    // For work that takes minutes: one of this kind at a time, however many threads there are, so
    // that the rest never waits behind it. Such work asks is_stopping() now and then.
    void on_alone(std::string kind, Worker);
    bool is_stopping() const;
    void start(int threads);  // Polls once a second and when nudged.
    void nudge();
    void stop();    // Finishes what is in hand.
    int run_due();  // Does what is due now, on this thread; for tests. Returns how many.

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

std::int64_t parked(Db&);

}  // namespace rapport::jobs
