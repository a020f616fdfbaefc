#include "kernel/bell.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kernel/registers.hpp"

namespace rapport {

void Bell::wait() {
    if (is_rung_.load(std::memory_order_acquire) == 0) forget_registers();
    while (is_rung_.load(std::memory_order_acquire) == 0) {
        syscall(SYS_futex, &is_rung_, FUTEX_WAIT_PRIVATE, 0, nullptr, nullptr, 0);
    }
}

// The address may be somebody else's by the time the kernel looks at it; whoever sleeps there is
// woken for nothing and looks again, as every sleeper must.
void Bell::ring() {
    void* const address = &is_rung_;
    is_rung_.store(1, std::memory_order_release);
    syscall(SYS_futex, address, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

}  // namespace rapport
