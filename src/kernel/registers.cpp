#include "kernel/registers.hpp"

#include <string.h>

#include <array>
#include <cstddef>

namespace rapport {

void forget_registers() {
    constexpr std::array<char, 1024> zeros = {};
    std::array<char, 1024> copy = {};
    // Volatile, so that the library's copying is called and not done in place.
    for (const volatile std::size_t size : {std::size_t{1024}, std::size_t{400}, std::size_t{40}}) {
        ::memmove(copy.data(), zeros.data(), size);
        explicit_bzero(copy.data(), size);
    }
}

}  // namespace rapport
