// Where ratings are kept. Private to the slice; none is ever changed.
#pragma once

#include "coaching/ratings/ratings.hpp"

namespace rapport::ratings::store {

std::vector<Rating> of(ReadTx&, cycles::CycleId);
void append(WriteTx&, cycles::CycleId, const Rating&);

}  // namespace rapport::ratings::store
