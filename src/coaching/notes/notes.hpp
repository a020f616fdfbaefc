// Notes: what a coach writes down beside a contact or a request. A note is for its author alone, or
// for the author and the teachers it is about. Nobody else reads it: no principal, no director, no
// administrator, no other coach. A private note can be shared, once and for good; never the other
// way.
//
// The one door to notes. Behind it they are sealed (platform/keys): a note for its author alone to
// the author, a shared one to those it is about as well. What the actor of the transaction may not
// read is not returned; what their session has not unlocked comes without its words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/result.hpp"
#include "platform/keys/keys.hpp"

namespace rapport::contacts {
using ContactId = Id<struct ContactTag>;
}
namespace rapport::requests {
using RequestId = Id<struct RequestTag>;
}

namespace rapport::escrow {
struct Opening;
struct Opened;
}  // namespace rapport::escrow
namespace rapport::locale {
class Speech;
}

namespace rapport::notes {

using NoteId = Id<struct NoteTag>;
using Subject = std::variant<contacts::ContactId, requests::RequestId>;  // What a note lies beside.

enum class Tier : std::uint8_t { only_me, shared };
std::string_view code(Tier);  // "private", "shared": as stored and in the API.
std::optional<Tier> parse_tier(std::string_view code);

inline constexpr std::size_t body_max = 10'000;  // Characters.

struct Draft {
    Tier tier = Tier::only_me;
    std::string body;
};

struct Note {
    NoteId id;
    Subject beside;
    PersonId author;
    std::string author_name;
    Tier tier = Tier::only_me;
    std::string body;        // Empty while locked.
    bool is_locked = false;  // The reader's session has not unlocked their notes.
    bool is_lost = false;    // The reader has no key to it, or it was altered.
    Instant written_at;
    std::optional<Instant> shared_at;  // When a private note was shared.
    bool is_mine = false;              // The reader wrote it.
    std::string sealed;                // As it is kept; opens for nobody but its circle.
    keys::CircleId circle;
    std::int64_t epoch = 0, version = 0;
};

// Keeps a note, byte for byte. Refuses an empty or endless one, and anybody who may not write
// there: beside a contact its coach, beside a request whoever may see the request.
Result<NoteId> keep(WriteTx&, const Subject&, const Draft&);

// A past note from elsewhere (a sample): kept as it is, without audit. The caller vouches for it.
struct Past {
    Draft draft;
    PersonId author;
    Instant at;
};
NoteId append_past(WriteTx&, const Subject&, const Past&);

// Whether a draft would be kept; for forms that carry a note beside other things.
Result<Done> check(const Draft&);

// One note, if the actor may read it.
std::optional<Note> find(ReadTx&, NoteId);

// Private becomes shared. Refuses a note of somebody else's, and a locked one; does nothing to a
// shared one.
Result<Done> share(WriteTx&, NoteId);

// Oldest first. One statement.
std::vector<Note> beside(ReadTx&, const Subject&);

// The notes beside the contacts of one teacher in a span of days, oldest first; at most 500.
struct Span {
    Day from, to;
};
std::vector<Note> in_history_of(ReadTx&, PersonId teacher, const Span&);

// The actor's own notes of a span of days, for export.
std::vector<Note> mine(ReadTx&, const Span&);

// Contacts of the actor whose own notes hold these words, newest first. Looked for in memory, among
// the newest 2,000: there is no index over notes and will be none.
std::vector<contacts::ContactId> contacts_noted_with(ReadTx&, std::string_view words);

// A corrected contact takes its notes along; those that are shared are sealed to the people it is
// about now, which a locked session cannot do. For contacts alone.
struct Replacement {
    contacts::ContactId old_contact, new_contact;
};
Result<Done> follow(WriteTx&, const Replacement&);

// Who can read a note, by name and why. Empty when the actor may not read it.
struct Seer {
    std::string name;
    Key reason;
};
std::vector<Seer> who_can_see(ReadTx&, NoteId);
// Who would read a note of the actor's besides the actor, by name, once it is shared.
std::vector<std::string> would_read(ReadTx&, NoteId);

// Those a note there is about, but the actor, whose key the server still keeps; by name.
std::vector<std::string> kept_by_server(ReadTx&, const Subject&);

// What two holders of the escrow have opened, oldest first: the notes of its people and days.
std::vector<escrow::Opened> in_opening(ReadTx&, const escrow::Opening&, const locale::Speech&);

// Seals what was written before notes were sealed; returns how many. At every start, before
// anybody is served.
std::int64_t seal_old(Db&);

}  // namespace rapport::notes
