// Where cycles are kept. Private to the slice.
#pragma once

#include "coaching/cycles/cycles.hpp"

namespace rapport::cycles::store {

// Cycles the actor may see: one, those with one person, or all of theirs.
std::vector<Cycle> cycles(ReadTx&, std::string_view cycle);
std::vector<Evidence> evidence(ReadTx&, CycleId);
std::vector<Step> steps(ReadTx&, CycleId);
std::vector<Shared> shared(ReadTx&, Day today);
// Principals who learn something of it, by what somebody in it agreed to.
std::vector<Seer> principals(ReadTx&, CycleId, Day today);

void insert(WriteTx&, const Cycle&);
// Everything of the row that may change, and the next version.
void save(WriteTx&, Cycle&);
void put_member(WriteTx&, CycleId, PersonId);  // Asked in, for the first time or again.
void mark_agreed(WriteTx&, CycleId, PersonId, agreements::Profile);
void mark_left(WriteTx&, CycleId, PersonId);
void insert_evidence(WriteTx&, CycleId, const Evidence&);
bool remove_evidence(WriteTx&, CycleId, EvidenceId);
void insert_step(WriteTx&, CycleId, const Step&);
bool put_step_done(WriteTx&, CycleId, StepId, std::optional<Instant>);
void append_event(WriteTx&, const Cycle&, std::string_view act);

// "a,b" and back.
std::string joined(const std::vector<std::string>&);
std::vector<std::string> parted(std::string_view);

}  // namespace rapport::cycles::store
