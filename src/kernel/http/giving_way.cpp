#include "kernel/http/giving_way.hpp"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "kernel/http/pool.hpp"

namespace rapport::http {

namespace {

using Span = std::chrono::nanoseconds;

constexpr int rests = 8;  // Times as long as it has worked.
constexpr Span rest_max = std::chrono::milliseconds(40);

Span worked() {
    timespec time = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

void give_way() {
    static thread_local Span rested_at = Span::zero();
    if (!Pool::is_somebody_served()) return;
    std::this_thread::sleep_for(std::min((worked() - rested_at) * rests, rest_max));
    rested_at = worked();
}

}  // namespace rapport::http
