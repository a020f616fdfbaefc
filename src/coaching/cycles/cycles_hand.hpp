// The cycle of an address, for the pages that stand below it: its meetings, ratings and places.
#pragma once

#include "coaching/cycles/cycles.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::cycles {

// The cycle that {cycle} names. NotFound unless the person is in it and has said yes: who is only
// invited sees the cycle's own page, and nothing below it.
Hand hand_of_member(ReadTx&, const desk::Reading&);

}  // namespace rapport::cycles
