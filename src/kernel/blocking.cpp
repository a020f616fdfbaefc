#include "kernel/blocking.hpp"

namespace rapport {

thread_local Blocking::Hook* Blocking::hook = nullptr;

}  // namespace rapport
