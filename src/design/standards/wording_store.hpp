// Rows of the owner's wording. Private to the slice.
#pragma once

#include "design/standards/wording.hpp"

namespace rapport::standards::store {

std::optional<Wording> licence(ReadTx&, const Framework&);  // Without its codes.
std::vector<Worded> codes(ReadTx&, const Framework&);
void put(WriteTx&, const Framework&, const Wording&);
void remove(WriteTx&, const Framework&);

}  // namespace rapport::standards::store
