// Where notes are kept. For notes.cpp alone; others use notes.hpp.
#pragma once

#include "coaching/notes/notes.hpp"

namespace rapport::notes::store {

void insert(WriteTx&, const Note&);
void mark_shared(WriteTx&, NoteId);
bool is_own_contact(ReadTx&, contacts::ContactId);  // The actor logged it.
// Who reads a note of this tier: 1 and 2 of notes.readers.
std::vector<Seer> readers(ReadTx&, NoteId, Tier);

}  // namespace rapport::notes::store
