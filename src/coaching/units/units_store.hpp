// Where units are kept. Private to the slice.
#pragma once

#include <utility>

#include "coaching/units/units.hpp"

namespace rapport::units::store {

// The name of a teacher, where the actor is that teacher, or coaches or coached them; and evaluates
// nobody today.
std::optional<std::string> seen_teacher(ReadTx&, PersonId teacher);
// The name of an open team, where the actor is a teacher in it, or a coach; and evaluates nobody.
std::optional<std::string> seen_team(ReadTx&, teams::TeamId);
std::vector<Unit> units_of(ReadTx&, const Course&);
void clear(WriteTx&, const Course&);
void append(WriteTx&, const Course&, std::int64_t position, const std::string& name);
// Team and unit, for each unit of the open teams somebody is in; by team, in the order of the year.
std::vector<std::pair<std::string, std::string>> units_of_teams(ReadTx&, PersonId);

}  // namespace rapport::units::store
