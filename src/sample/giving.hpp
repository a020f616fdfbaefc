// What the first coach of the sample has asked of a few teachers, and what they said.
#pragma once

#include "sample/cycles.hpp"

namespace rapport::sample {

void note_invitations(Db&, DistrictId, const Pairing&);

}  // namespace rapport::sample
