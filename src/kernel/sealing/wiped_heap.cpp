// Memory is zeroed before it is given back: what somebody wrote in confidence must not lie in the
// process for hours after its page has gone out (tests/sealed/run looks). Every string, vector and
// buffer of ours comes this way; libraries in C have their own heaps, and get sealed words alone.
// In the program alone, not in the tests. Each form is here: an allocator that is linked (jemalloc)
// brings its own, which zero nothing.
#include <malloc.h>
#include <string.h>

#include <cstdlib>
#include <new>

#ifndef __SANITIZE_ADDRESS__  // Which has an operator of its own, and finds more with it.
#ifndef __SANITIZE_THREAD__

void operator delete(void* memory) noexcept {
    if (memory == nullptr) return;
    explicit_bzero(memory, malloc_usable_size(memory));
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

void operator delete[](void* memory) noexcept { operator delete(memory); }

void operator delete[](void* memory, std::size_t) noexcept { operator delete(memory); }

void operator delete(void* memory, const std::nothrow_t&) noexcept { operator delete(memory); }

void operator delete[](void* memory, const std::nothrow_t&) noexcept { operator delete(memory); }

void operator delete(void* memory, std::align_val_t) noexcept { operator delete(memory); }

void operator delete[](void* memory, std::align_val_t) noexcept { operator delete(memory); }

void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
    operator delete(memory);
}

void operator delete[](void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
    operator delete(memory);
}

void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
    operator delete(memory);
}

void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
    operator delete(memory);
}

#endif
#endif
