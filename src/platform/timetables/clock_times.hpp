// Times of day as people write them into the names of periods: "9.30 - 11.00", "8:00-8:45",
// "1st (7:45 AM–8:30 AM)", "8h00-8h45". Minutes from midnight.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "platform/timetables/sheet.hpp"

namespace rapport::timetables {

// One time alone: "08:35", "8:35:00", "8.35 pm", "8h", "0835". None for anything else.
std::optional<int> clock_time(std::string_view);

// The first two times of a label, the second later than the first; none when there are fewer.
std::optional<Ring> ring_in(std::string_view label);

enum class Rings { none, whole, begins_only };

// Gives the periods of each grid, in their order, the times that their labels say. Clocks of twelve
// hours are read on: after 12:15 comes 13:00. Labels that only begin ("08:25") last until the
// next one, and the last as long as the one before. All periods of a grid or none.
Rings ring_from_labels(std::vector<SheetPeriod>&);

}  // namespace rapport::timetables
