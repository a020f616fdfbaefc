// Where rounds are kept. For this folder alone.
#pragma once

#include "coaching/rounds/rounds.hpp"
#include "kernel/clock/clock.hpp"

namespace rapport::rounds::store {

Day today(ReadTx&);  // In the district.

void put_week(WriteTx&, const Week&);
void add_rule(WriteTx&, const Rule&);

std::vector<PersonId> not_invited(ReadTx&, int school_year);  // Whom the actor helps.
EnrolmentId mark_invited(WriteTx&, PersonId teacher, int school_year);
void put_answer(WriteTx&, int school_year, std::int64_t round);
// False where somebody else was faster.
bool mark_accepted(WriteTx&, const Outlook&);
bool teaches(ReadTx&);  // The actor.

}  // namespace rapport::rounds::store
