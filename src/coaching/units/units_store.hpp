// Where units are kept. Private to the slice.
#pragma once

#include "coaching/units/units.hpp"

namespace rapport::units::store {

// Whether the actor is the teacher, or coaches or coached them; and evaluates nobody today.
bool may_see(ReadTx&, PersonId teacher, Day today);
std::vector<Unit> of(ReadTx&, PersonId teacher);
void clear(WriteTx&, PersonId teacher);
void append(WriteTx&, PersonId teacher, std::int64_t position, const std::string& name);

}  // namespace rapport::units::store
