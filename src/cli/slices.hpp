// The slices of the program, in one list.
#pragma once

#include "platform/desk/desk.hpp"

namespace rapport::cli {

desk::Routes all_routes();
// What a new district starts with: kinds of contact, settings. Inside the district.
void furnish(WriteTx&);

}  // namespace rapport::cli
