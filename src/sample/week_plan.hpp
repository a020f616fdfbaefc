// Who is where in the sample's buildings: an elementary with a rotation of specials, a middle
// school of teams, a high school of blocks on A and B days, a campus whose seven courses drop. A
// few weeks stay unknown, as in life.
#pragma once

#include <span>

#include "platform/desk/desk.hpp"

namespace rapport::sample {

// `number` says which of the four schools it is. The same for the same people and day.
void add_timetable(WriteTx&, int number, BuildingId, std::span<const PersonId> teachers, Day today);

}  // namespace rapport::sample
