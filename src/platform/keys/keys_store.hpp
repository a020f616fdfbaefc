// Where the keys of notes are kept. For this folder alone.
#pragma once

#include "platform/keys/keys.hpp"

namespace rapport::keys {

// What opens this person's boxes here and now: the actor's session, or the server where it still
// keeps their key. None otherwise.
std::optional<sealing::Secret> secret_at_hand(ReadTx&, PersonId);
std::optional<sealing::Secret> kept_by_server(ReadTx&, PersonId);

}  // namespace rapport::keys

namespace rapport::keys::store {

struct Pair {  // A person's key pair in force.
    std::int64_t generation = 0;
    std::string public_key;
    Guard guard = Guard::server;
    std::string proof;
    std::int64_t proof_tries = 0;
};
std::optional<Pair> pair_of(ReadTx&, PersonId);
std::int64_t newest_generation(ReadTx&, PersonId);  // 0: none yet.
void add_pair(WriteTx&, PersonId, const Pair&);
void end_pair(WriteTx&, PersonId);
void set_proof(WriteTx&, PersonId, std::string_view proof, std::int64_t tries);

struct Pointer {  // Whose wrapper, and which.
    PersonId person;
    std::int64_t generation = 0;
    std::string_view kind;  // "server", "passphrase", "recovery"
};
std::optional<Wrapper> wrapper(ReadTx&, const Pointer&);
void put_wrapper(WriteTx&, const Pointer&, const Wrapper&);
void drop_wrapper(WriteTx&, const Pointer&);
void drop_wrappers(WriteTx&, PersonId);

std::optional<CircleId> circle_of(ReadTx&, std::string_view members);
CircleId add_circle(WriteTx&, std::string_view members);
// The one that is not over, unless it is of another school year or was to be kept otherwise.
std::optional<std::int64_t> open_epoch(ReadTx&, CircleId, Instant keep_until);
std::int64_t begin_epoch(WriteTx&, CircleId, Instant keep_until);  // Ends the one before.
void end_epochs_of(WriteTx&, PersonId);                            // Of every circle they are in.

struct EpochKey {
    CircleId circle;
    std::int64_t epoch = 0;
    PersonId person;
    std::int64_t generation = 0;
    std::string wrapped;
};
std::optional<EpochKey> epoch_key(ReadTx&, CircleId, std::int64_t epoch, PersonId);
// The actor's of one circle, to read with. None for who evaluates.
std::vector<EpochKey> readers_keys(ReadTx&, CircleId);
std::vector<EpochKey> epoch_keys_of(ReadTx&, PersonId);
// Those the first can open and the second has only under an older generation.
std::vector<EpochKey> shared_with(ReadTx&, PersonId one, PersonId other, std::int64_t generation);
void put_epoch_key(WriteTx&, const EpochKey&);
void drop_epoch_keys(WriteTx&, PersonId);
void drop_private_keys(WriteTx&, PersonId);  // And ends their epochs.
// Who evaluates, or leads since a day, and has keys to private notes from before.
std::vector<PersonId> come_to_lead(ReadTx&);

bool is_here(ReadTx&, PersonId);                           // Has not left.
bool has_departed(ReadTx&, CircleId, std::int64_t epoch);  // Somebody who holds its key.
std::vector<PersonId> gone_before(ReadTx&, Day);           // Who left before, and has keys still.
std::vector<Waiting> waiting_for(ReadTx&, PersonId);

}  // namespace rapport::keys::store
