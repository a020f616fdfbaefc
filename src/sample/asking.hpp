// The sample's inquiry: what a coach asked others, and what they answered.
#pragma once

#include "kernel/db/db.hpp"
#include "sample/rounds.hpp"

namespace rapport::sample {

void ask_peers(Db&, DistrictId, const Staff&);

}  // namespace rapport::sample
