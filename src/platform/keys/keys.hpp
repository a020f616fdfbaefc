// The keys of notes: who holds them, and what they open. A person has a key pair; until they choose
// a notes passphrase the server keeps it for them, and says so. People who share notes are a circle
// with a key of its own for each epoch, sealed to every one of them; a circle may be one person.
// Writing needs no secret at all; reading needs the reader's own, which is in the reader's session
// alone (decision 0026).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/result.hpp"
#include "kernel/sealing/sealing.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::keys {

using CircleId = Id<struct NotesCircleTag>;

// Who can open what is sealed to a person.
enum class Guard : std::uint8_t {
    server,  // The server, until a passphrase is chosen: also where nothing was sealed yet.
    own,     // The person alone.
};
Guard guard_of(ReadTx&, PersonId);

// The actor has keys of their own, and this session has not opened them.
bool is_locked(ReadTx&);

// --- Sealing for a circle.

struct Sealed {
    std::string text;
    CircleId circle;
    std::int64_t epoch = 0, version = 0;
};

// What is sealed, for whom: its id (bound to it) and how often it was sealed before.
struct Piece {
    std::string_view thing;
    std::int64_t version = 1;
    std::string_view text;
};
// Seals for these people; whoever has no keys gets some, kept by the server for now. Needs no
// secret: where the epoch's key cannot be opened here and now, a new epoch begins.
Sealed seal(WriteTx&, std::vector<PersonId> readers, const Piece&);

// Opens for the actor of one transaction; remembers the keys of the circles it met, which it asks
// for once each, however many epochs they have had. The one way to a word that was sealed: for
// somebody who evaluates it opens nothing, whatever else they are.
class Opener {
  public:
    enum class State : std::uint8_t {
        open,
        locked,     // Their session has not unlocked their keys.
        not_yours,  // It was never sealed to the actor, or is no longer.
        damaged,    // Altered, moved or put back in an older version.
    };
    struct Found {
        State state = State::not_yours;
        std::string text;
    };
    explicit Opener(ReadTx& tx) : tx_(tx) {}
    Found open(std::string_view thing, const Sealed&);
    bool is_locked();

  private:
    struct Key {
        std::string wrapped = {};  // Until it is needed.
        State state = State::not_yours;
        std::optional<sealing::Secret> secret = {};
    };
    struct Circle {
        std::map<std::int64_t, Key> keys;  // By epoch: those the actor holds.
        std::optional<std::map<std::int64_t, sealing::Secret>> from_server;
    };
    Circle& circle_of(CircleId);
    void unwrap(CircleId, Circle&, Key&, std::int64_t epoch);
    const Key& key_of(CircleId, std::int64_t epoch);
    void look_up_own();
    ReadTx& tx_;
    bool has_looked_ = false, is_locked_ = false;
    std::optional<sealing::Secret> from_server_;
    const sealing::Secret* own_ = nullptr;
    std::map<CircleId, Circle> circles_;
};

// --- A person's own key pair.

struct OwnKey {
    std::int64_t generation = 0;
    std::string public_key;
};
std::optional<OwnKey> own_key(ReadTx&, PersonId);    // None while the server keeps it.
std::optional<sealing::Secret> own_secret(ReadTx&);  // The actor's own, unlocked.
// The key of an epoch for one of its people who has begun again since.
void give_epoch(WriteTx&, CircleId, std::int64_t epoch, PersonId, const sealing::Secret&);
void end_all_epochs(WriteTx&);  // How the district keeps notes has changed.

struct Wrapper {
    std::string salt, wrapped;
};
// Made outside a transaction, because stretching words takes time and memory.
struct Prepared {
    sealing::Secret secret;
    std::string public_key;
    Wrapper by_passphrase, by_recovery;
    std::string recovery_code;  // Shown once.
};
Result<Done> check_passphrase(std::string_view passphrase, std::string_view again);
// For a new key pair, or (with `kept`) new ways to the one there is.
Prepared prepare(const sealing::ServerKey&, std::string_view passphrase,
                 const sealing::Secret* kept);

// The actor's first passphrase: a new key pair; all they could read is sealed to it anew, and every
// circle of theirs begins a new epoch, because copies of what the server held may exist.
void take_into_use(WriteTx&, const Prepared&);
// Another passphrase and recovery code for the same key pair.
void rewrap(WriteTx&, const Prepared&);

// Opens the actor's key pair by what they know. None: it is wrong, or there is none.
enum class Way : std::uint8_t { passphrase, recovery };
std::optional<Wrapper> wrapper_of(ReadTx&, Way);
// A recovery code needs no pepper: it is strong enough alone, and opens where the server's key is
// lost.
std::optional<sealing::Secret> unwrapped(const Wrapper&, Way, std::string_view words,
                                         const sealing::ServerKey&);

// --- When every way is lost: a new key pair, and a partner seals the shared notes to it.

// Six digits that the person reads to their partner. What was private is lost.
std::string begin_again(WriteTx&, const Prepared&);
struct Waiting {
    PersonId person;
    std::string name;
};
std::vector<Waiting> waiting_for_me(ReadTx&);  // Partners who have begun again.
// The actor, unlocked, gives back what they share. Refuses wrong digits and a locked session.
Result<std::int64_t> give_back(WriteTx&, PersonId, std::string_view digits);
void count_wrong_digits(WriteTx&, PersonId);  // After five nobody tries any more.

// --- Leaving.

// A circle somebody has left begins a new epoch at the next note. Thirty days after their last day
// they lose every key, for good: this looks who that is, in all districts; returns how many. Comes
// round every hour.
std::int64_t follow_departures(Db&);
// At once.
void take_away(WriteTx&, PersonId);
// They lose what they wrote for themselves alone.
void take_away_private(WriteTx&, PersonId);
// Who comes to evaluate, to lead or to administrate keeps none of it: to be told of each role
// given.
void come_to(WriteTx&, PersonId, Role);
// The same for whose role began since, in all districts; returns how many. Comes round every hour.
std::int64_t follow_roles(Db&);

// --- The session.

void keep_in_session(WriteTx&, std::string_view session_hash, std::string_view lent);
// The boxes with keys of epochs that came while the actor was locked, closed anew so that they open
// fast; at most 2,000 at once, the others next time.
void close_boxes_anew(WriteTx&, const sealing::Secret& own);

bool has_server_key(Db&);  // One was in use with this database.
// Notes the key the server holds; throws db::Fault with what to do where another was held before.
void acquaint(Db&);

void mount_keys(desk::Routes&);

}  // namespace rapport::keys
