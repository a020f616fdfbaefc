// Where contacts are kept. For contacts.cpp alone; others use contacts.hpp.
#pragma once

#include "coaching/contacts/contacts.hpp"

namespace rapport::contacts::store {

// Where a contact happens: the building named, or else the coach's own, and the zone of its wall.
struct Where {
    std::string zone;
    std::optional<BuildingId> building;  // The one asked for, if it exists.
    std::optional<BuildingId> home;      // The coach's.
};
Where where(ReadTx&, const std::optional<BuildingId>& asked);

void insert(WriteTx&, const Contact&, const std::vector<FocusId>& focus);
void mark_replaced(WriteTx&, ContactId old_contact, ContactId new_contact);
void mark_withdrawn(WriteTx&, ContactId);
std::int64_t mark_step_done(WriteTx&, ContactId);  // Of the actor; how many rows changed.

// Follows a contact that counts.
void meet(WriteTx&, const Contact&);
// Looks again at who was helped last, after a contact stopped counting.
void meet_again(WriteTx&, PersonId person);

}  // namespace rapport::contacts::store
