// must() states what cannot be otherwise. A false one is a bug in Rapport, never a mistake of the
// person using it: the request at hand fails, the process lives.
#pragma once

#include <stdexcept>
#include <string>

namespace rapport {

struct Bug : std::logic_error {
    using std::logic_error::logic_error;
};

[[noreturn]] inline void bug(const char* what, const char* file, int line) {
    throw Bug(std::string(what) + " (" + file + ":" + std::to_string(line) + ")");
}

inline void must(bool condition, const char* what = "a thing that must hold did not",
                 const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
    if (!condition) bug(what, file, line);
}

}  // namespace rapport
