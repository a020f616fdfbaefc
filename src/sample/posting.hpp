// The sample's vacancy, who has applied for it, and what a few of its people hold.
#pragma once

#include "kernel/db/db.hpp"
#include "sample/rounds.hpp"

namespace rapport::sample {

void seek_somebody(Db&, DistrictId, const Staff&);

}  // namespace rapport::sample
