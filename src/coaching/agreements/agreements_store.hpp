// Where agreements are kept. Private to the slice.
#pragma once

#include "coaching/agreements/agreements.hpp"

namespace rapport::agreements::store {

// The roles of a person in force on a day, as far as agreements ask.
struct Roles {
    bool coaches = false, teaches = false, leads = false;
    std::optional<BuildingId> leads_building;
    std::string name;  // "" when there is nobody of that id.
};
Roles roles(ReadTx&, PersonId, Day);

void insert(WriteTx&, AgreementId, const Partner&);
void append(WriteTx&, AgreementId, std::int64_t number, const Terms&);
void mark_signed(WriteTx&, AgreementId, std::int64_t number, Day begins_on);
void mark_aside(WriteTx&, AgreementId, std::int64_t number);
void mark_reviewed(WriteTx&, AgreementId, const Version&, Day today, Day next);
void mark_ended(WriteTx&, AgreementId, Day);
// What the coach signed with principals of the teacher's building, on a day.
std::vector<Profile> of_building(ReadTx&, const Pair&, Day);

}  // namespace rapport::agreements::store
