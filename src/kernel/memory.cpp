#include "kernel/memory.hpp"

#include <cstddef>

// jemalloc's, where it is linked. Its header would make this file need it.
extern "C" [[gnu::weak]] int mallctl(const char* name, void* old_value, std::size_t* old_size,
                                     void* new_value, std::size_t new_size);

namespace rapport {

void give_memory_back() {
    if (mallctl == nullptr) return;
    // 4096 stands for all arenas (MALLCTL_ARENAS_ALL). This thread's own cache comes first.
    mallctl("thread.tcache.flush", nullptr, nullptr, nullptr, 0);
    mallctl("arena.4096.purge", nullptr, nullptr, nullptr, 0);
}

}  // namespace rapport
