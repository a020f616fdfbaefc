// What a thread copied last stays in the processor's wide registers while it sleeps, and is saved
// with them in a core dump. A thread that has held what somebody wrote in confidence forgets it
// before it waits (tests/sealed/run looks).
#pragma once

namespace rapport {

// Copies zeros the ways the C library copies, short and long: through the same registers.
void forget_registers();

}  // namespace rapport
