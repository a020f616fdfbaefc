// The week planner: what wants a place (wishes), when coaches can be where (weeks), who is visited
// when (visits), and the solver's proposals for all of it. Pages of other slices include this.
#pragma once

#include "platform/desk/desk.hpp"
#include "schedule/planner/proposals.hpp"
#include "schedule/planner/visits.hpp"
#include "schedule/planner/weeks.hpp"
#include "schedule/planner/wishes.hpp"

namespace rapport::planner {

// /week, /visits, /wishes, /schedules and their twins below /api/v1.
void mount_planner(desk::Routes&);

}  // namespace rapport::planner
