// The weeks of the sample: visits of this week and the next, wishes that wait, one proposal for
// them. Made by the planner's own rules, as its coaches would.
#pragma once

#include <vector>

#include "kernel/db/db.hpp"

namespace rapport::sample {

void plan_weeks(Db&, DistrictId, const std::vector<PersonId>& coaches);

}  // namespace rapport::sample
