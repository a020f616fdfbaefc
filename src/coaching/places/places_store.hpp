// Which wishes are of which cycle. Private to the slice.
#pragma once

#include "coaching/places/places.hpp"

namespace rapport::places::store {

void insert(WriteTx&, cycles::CycleId, const Placed&);
// Without those that are wanted no more and never had a place.
std::vector<Placed> of(ReadTx&, cycles::CycleId);

}  // namespace rapport::places::store
