// What calls of the API answer, field by field: said once, for every route that answers with it.
#pragma once

#include <vector>

#include "platform/desk/desk.hpp"
#include "schedule/planner/planner.hpp"

namespace rapport::planner {

std::vector<desk::Field> visit_out();
std::vector<desk::Field> wish_out();
std::vector<desk::Field> week_out();
std::vector<desk::Field> place_out();
std::vector<desk::Field> proposal_out();
std::vector<desk::Field> event_out();
std::vector<desk::Field> absence_out();
std::vector<desk::Field> window_out();
std::vector<desk::Field> travel_out();
std::vector<desk::Field> change_out();
std::vector<desk::Field> booked_out();

// What a call says about a road; refuses with the field concerned.
Result<Travel> travel_in(const http::Fields&);

}  // namespace rapport::planner
