// One thread waits until another rings, with a system call each and nothing else. (A wait on a
// std::atomic gives way to others several times before it sleeps, a condition variable needs a
// lock: where every act waits once for its commit, both show.)
#pragma once

#include <atomic>
#include <cstdint>

namespace rapport {

class Bell {
  public:
    void wait();  // Returns at once when it was rung already.
    void ring();  // Whoever waits may end the bell's life at any time after this has begun.
    void still() { is_rung_.store(0, std::memory_order_relaxed); }  // To be rung again.

  private:
    std::atomic<std::uint32_t> is_rung_ = 0;
};

}  // namespace rapport
