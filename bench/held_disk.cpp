// Holds a fast disk to the rate of an ordinary one: 309 syncs a second, measured on the disk of
// decision 0003. Each sync is the disk's own and then takes 3.24 ms in all, one after the other as
// on one disk. Loaded before the C library (LD_PRELOAD) by bench/contacts.sh, for the program and
// for the yardstick alike.
#include <dlfcn.h>
#include <pthread.h>
#include <sys/prctl.h>

#include <ctime>

namespace {

constexpr long sync_takes_ns = 1'000'000'000 / 309;

pthread_mutex_t one_disk = PTHREAD_MUTEX_INITIALIZER;

int held(const char* name, int file) {
    pthread_mutex_lock(&one_disk);
    prctl(PR_SET_TIMERSLACK, 1);  // Else the kernel lets a sleeper lie for 50 microseconds more.
    timespec until = {};
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += sync_takes_ns;
    if (until.tv_nsec >= 1'000'000'000) {
        until.tv_nsec -= 1'000'000'000;
        ++until.tv_sec;
    }
    const int code = reinterpret_cast<int (*)(int)>(dlsym(RTLD_NEXT, name))(file);
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr);
    pthread_mutex_unlock(&one_disk);
    return code;
}

}  // namespace

extern "C" int fsync(int file) { return held("fsync", file); }
extern "C" int fdatasync(int file) { return held("fdatasync", file); }
