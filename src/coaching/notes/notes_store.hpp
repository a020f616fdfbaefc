// Where notes are kept. For notes.cpp alone; others use notes.hpp.
#pragma once

#include "coaching/notes/notes.hpp"

namespace rapport::notes {
keys::Sealed sealed_of(const Note&);
}

namespace rapport::notes::store {

void insert(WriteTx&, const Note&);
void mark_shared(WriteTx&, NoteId);
void seal_anew(WriteTx&, NoteId, const keys::Sealed&);
void take_along(WriteTx&, const Replacement&);
std::vector<PersonId> about(ReadTx&, const Subject&);  // The people a note there is about.
bool is_own_contact(ReadTx&, contacts::ContactId);     // The actor logged it.
// Who reads a note of this tier: 1 and 2 of notes.readers.
std::vector<Seer> readers(ReadTx&, NoteId, Tier);

}  // namespace rapport::notes::store
