#include "tests/support/stretching.hpp"

#include <dlfcn.h>
#include <sodium.h>

#include <atomic>

namespace {
std::atomic<int> in_full = 0;
}

namespace rapport::testing {

FullStretch::FullStretch() { ++in_full; }
FullStretch::~FullStretch() { --in_full; }

}  // namespace rapport::testing

// Stands before the library's own function of this name, in this program alone.
extern "C" int crypto_pwhash_argon2id(unsigned char* const out, unsigned long long out_size,
                                      const char* const words, unsigned long long words_size,
                                      const unsigned char* const salt, unsigned long long passes,
                                      std::size_t memory, int algorithm) {
    static const auto real = reinterpret_cast<decltype(&crypto_pwhash_argon2id)>(
        dlsym(RTLD_NEXT, "crypto_pwhash_argon2id"));
    if (in_full == 0) {
        passes = crypto_pwhash_argon2id_OPSLIMIT_MIN;
        memory = crypto_pwhash_argon2id_MEMLIMIT_MIN;
    }
    return real(out, out_size, words, words_size, salt, passes, memory, algorithm);
}
