// The days off of a believable American district, by the rules that make them: the third Monday of
// January, the week of Thanksgiving. The same for the same years.
#pragma once

#include <span>
#include <vector>

#include "platform/calendar/calendar.hpp"

namespace rapport::sample {

// Those that touch the span, in the order of the calendar. A few belong to one building alone.
std::vector<calendar::NewClosure> days_off(Day from, Day to, std::span<const BuildingId> buildings);

}  // namespace rapport::sample
