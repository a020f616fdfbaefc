#include "schedule/solver/crew.hpp"

#include <sys/resource.h>

#include <future>

#include "schedule/solver/solve.hpp"

namespace rapport::solver {

namespace {

// On Linux this is the thread's own priority, not the process's. The last of all: beside a thread
// that answers a page it gets one part in seventy of a core.
void step_behind() { setpriority(PRIO_PROCESS, 0, 19); }

}  // namespace

void politely(const std::function<void()>& work) {
    std::async(std::launch::async, [&] {
        step_behind();
        work();
    }).get();
}

Crew::Crew(int threads, Manners manners) {
    for (int i = 1; i < threads; ++i) {
        threads_.emplace_back([this, manners] { stand_by(manners); });
    }
}

Crew::~Crew() {
    round_ = -1;
    round_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void Crew::share(std::size_t count, const std::function<void(std::size_t)>& work) {
    work_ = &work;
    count_ = count;
    next_ = 0;
    busy_ = static_cast<int>(threads_.size());
    ++round_;
    round_.notify_all();
    take_part();
    for (int busy = busy_.load(); busy > 0; busy = busy_.load()) busy_.wait(busy);
}

void Crew::stand_by(Manners manners) {
    if (manners == Manners::polite) step_behind();
    int seen = 0;
    while (true) {
        round_.wait(seen);
        const int round = round_.load();
        if (round < 0) return;
        if (round == seen) continue;
        seen = round;
        take_part();
        if (busy_.fetch_sub(1) == 1) busy_.notify_all();
    }
}

void Crew::take_part() {
    for (std::size_t i = next_++; i < count_; i = next_++) (*work_)(i);
}

}  // namespace rapport::solver
