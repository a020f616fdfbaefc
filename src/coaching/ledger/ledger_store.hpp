// Where invitations are kept, and what the rest is derived from. Private to the slice.
#pragma once

#include "coaching/ledger/ledger.hpp"

namespace rapport::ledger::store {

// "" when there is no such teacher who works here.
std::string teacher_name(ReadTx&, const Keeper&, PersonId);

// What happened between the actor and a teacher, but for the invitations, in no order; and the
// actor's help to everybody in the last six weeks. One statement.
struct Material {
    std::vector<Entry> entries;
    std::vector<Entry> everybody;
};
Material material(ReadTx&, const Keeper&, PersonId teacher);

void insert(WriteTx&, const Invitation&);
void set_reply(WriteTx&, InvitationId, const Replied&, Day);
void remove(WriteTx&, InvitationId);
void remove_all(WriteTx&);

}  // namespace rapport::ledger::store
