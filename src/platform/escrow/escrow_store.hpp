// Where escrow is kept. For this folder alone.
#pragma once

#include "platform/escrow/escrow.hpp"

namespace rapport::escrow::store {

struct Ready {  // A holder who can open today, and the key of theirs that boxes are made to.
    PersonId person;
    std::string name, public_key;
};
std::vector<Ready> ready(ReadTx&);

std::optional<Ceremony> ceremony(ReadTx&, bool has_begun);
void begin_ceremony(WriteTx&, const std::vector<PersonId>&);  // Ends one not finished.
void end_ceremony(WriteTx&, EscrowId);
void mark_agreed(WriteTx&, EscrowId, const keys::OwnKey&);
void begin_escrow(WriteTx&, EscrowId);  // Ends the one before.

std::optional<PersonId> person_at(ReadTx&, std::string_view typed);  // Capitals are forgiven.
bool evaluates(ReadTx&, PersonId);

struct Share {
    keys::CircleId circle;
    std::int64_t epoch = 0;
    PersonId first, second;
    std::string wrapped;
};
void put_share(WriteTx&, const Share&);
// Those a holder opens first, of the epochs that hold a note written then.
struct Wanted {
    std::string members;
    PersonId first;
    Instant from, until;
};
std::vector<Share> shares(ReadTx&, const Wanted&);
void put_server_copy(WriteTx&, keys::CircleId, std::int64_t epoch, std::string_view wrapped);
struct ServerCopy {
    std::int64_t epoch = 0;
    std::string wrapped;
};
std::vector<ServerCopy> server_copies(ReadTx&, keys::CircleId);

void insert(WriteTx&, const Matter&, const std::vector<PersonId>& people);
void mark_answered(WriteTx&, MatterId, bool is_agreed);
void mark_ended(WriteTx&, MatterId);
void lift_holds(WriteTx&, std::string_view members);
std::optional<Matter> matter(ReadTx&, MatterId);
std::vector<Matter> newest(ReadTx&);
std::vector<Matter> about(ReadTx&, PersonId);

struct Opened {
    keys::CircleId circle;
    std::int64_t epoch = 0;
    PersonId person;
    std::string wrapped;
};
void put_opened(WriteTx&, MatterId, const Opened&);
std::vector<Opened> opened_for(ReadTx&, MatterId, PersonId);
void drop_opened(WriteTx&, MatterId);
void keep_opened_of(WriteTx&, MatterId, PersonId one, PersonId other);  // Drops the others'.

struct Reader {  // Who is told.
    PersonId person;
    std::string name, address, language;
};
std::vector<Reader> people_of(ReadTx&, MatterId);
std::vector<Reader> holders_to_tell(ReadTx&);  // Of the escrow in force.
std::vector<Reader> chosen_to_tell(ReadTx&, EscrowId);
std::vector<Reader> people_with_notes(ReadTx&);  // Who is here and holds a key to any.
const Zone* zone_of_district(ReadTx&);

bool is_held(ReadTx&, PersonId);
std::vector<MatterId> over(ReadTx&, Instant asked_before, Instant agreed_before);
struct Epoch {
    keys::CircleId circle;
    std::int64_t epoch = 0;
};
std::vector<Epoch> expired(ReadTx&, Instant asked_since);  // At most 200, none that is held.
void destroy(WriteTx&, const Epoch&);

}  // namespace rapport::escrow::store

// The letters (letters.cpp), each in its reader's language.
namespace rapport::escrow {

std::string named(const Standing&);             // "Ada Quill, Jo Park, Tom Weaver".
bool concerns(const Matter&, PersonId person);  // Their own notes are among these.
void tell_agreed(WriteTx&, const Matter&, std::string_view base_url);
void tell_waiting(WriteTx&, const Matter&, std::string_view base_url);
void tell_chosen(WriteTx&, const Ceremony&, std::string_view base_url);
void tell_mode(WriteTx&, std::string_view base_url);

}  // namespace rapport::escrow
