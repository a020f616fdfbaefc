// Where the starter kit is kept. Private to the slice.
#pragma once

#include "design/starter_kit/starter_kit.hpp"

namespace rapport::starter_kit::store {

Kit kit(ReadTx&);
// Writes if the step is at version `seen` still.
bool put(WriteTx&, Step, const Saved&, std::int64_t seen);
void clear(WriteTx&);

}  // namespace rapport::starter_kit::store
