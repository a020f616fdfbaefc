// Where closures are kept.
#pragma once

#include <optional>
#include <vector>

#include "platform/calendar/calendar.hpp"

namespace rapport::calendar::store {

std::vector<Closure> closures(ReadTx&, Day from);  // By first day, then name.
std::optional<Closure> one(ReadTx&, ClosureId);
bool is_there(ReadTx&, const NewClosure&);  // The same days, place and part.
bool is_building(ReadTx&, BuildingId);      // One of the district's.
void insert(WriteTx&, const Closure&);
void remove(WriteTx&, ClosureId);

}  // namespace rapport::calendar::store
