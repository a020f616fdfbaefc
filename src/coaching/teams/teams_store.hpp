// Where teams are kept. Private to the slice.
#pragma once

#include "coaching/teams/teams.hpp"

namespace rapport::teams::store {

void insert(WriteTx&, TeamId, const Naming&);
void rename(WriteTx&, TeamId, const Naming&);
void mark_ended(WriteTx&, TeamId);
void mark_open(WriteTx&, TeamId);
// False when that person does not work in the district.
bool add_member(WriteTx&, TeamId, PersonId);
void remove_member(WriteTx&, TeamId, PersonId);
bool has_building(ReadTx&, BuildingId);

}  // namespace rapport::teams::store
