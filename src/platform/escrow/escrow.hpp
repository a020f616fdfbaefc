// How a district keeps its notes beyond the people who wrote them, and in words everybody may read:
// in escrow with three holders, any two of whom open together; with nobody; or with the server.
//
// There is no key that opens everything. The key of each epoch of a circle is sealed anew for each
// two holders, to one inside a box to the other, so that an opening gives what was named and no
// more, and the server alone opens nothing (decision 0026). What a person writes for themselves
// alone is never in escrow. A change holds from the next note on, never for what was written
// before.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/result.hpp"
#include "platform/keys/keys.hpp"

namespace rapport::escrow {

using EscrowId = Id<struct EscrowTag>;
using MatterId = Id<struct EscrowMatterTag>;

// --- How notes are kept.

enum class Mode : std::uint8_t {
    escrow,  // The default. Until three holders have agreed it keeps nothing, and says so.
    none,    // Where all the people of a note lose their keys, it is lost.
    server,  // Whoever runs the server could open it.
};
std::string_view code(Mode);  // "escrow", "none", "server": as stored.
std::optional<Mode> parse_mode(std::string_view code);
Mode mode(ReadTx&);
// Every epoch ends. Whoever has notes here is told by mail, with a link that begins with
// `base_url`.
void set_mode(WriteTx&, Mode, std::string_view base_url);

struct Standing {
    Mode mode = Mode::escrow;
    std::optional<Instant> since;      // None: never chosen.
    std::vector<std::string> holders;  // Who can open today, by name; fewer than two: nobody can.
    bool is_in_escrow() const { return mode == Mode::escrow && holders.size() >= 2; }
};
Standing standing(ReadTx&);
// Those names as a setting of the district, so that a page says them without asking anew. Noted
// where somebody comes to hold or loses their key, and looked at every hour.
inline constexpr std::string_view mode_setting = "notes.mode", since_setting = "notes.mode_since",
                                  holders_setting = "notes.holders";
bool holders_have_changed(ReadTx&);
void note_holders(WriteTx&);  // Where they have changed.

// --- The ceremony: three people are chosen, each agrees.

inline constexpr std::size_t holders_count = 3;

struct Holder {
    PersonId person;
    std::string name;
    bool has_agreed = false;
    bool is_ready =
        false;  // Once in force: has the key they agreed with, is here, evaluates nobody.
};
struct Ceremony {
    EscrowId id;
    std::optional<Instant> begun_at;
    std::vector<Holder> holders;  // By name.
};
std::optional<Ceremony> in_force(ReadTx&);
std::optional<Ceremony> being_prepared(ReadTx&);

// By their addresses of work. Refuses who is not three people, and who evaluates. The three are
// asked by mail.
Result<Done> choose_holders(WriteTx&, const std::vector<std::string>& addresses,
                            std::string_view base_url);
// The actor agrees, with their notes open. With the third, what is shared from now on is in escrow,
// and whoever has notes here is told.
Result<Done> agree_to_hold(WriteTx&, std::string_view base_url);
Result<Done> decline_to_hold(WriteTx&);  // The ceremony is over; others are chosen.
bool is_holder(ReadTx&);                 // The actor, today.

// --- What two holders decide.

inline constexpr std::int64_t asked_seconds = 30 * 24 * 3600;   // What nobody answers is over then.
inline constexpr std::int64_t reading_seconds = 7 * 24 * 3600;  // So long both can read.

enum class Kind : std::uint8_t {
    reading,      // Both read the notes of named people and days, for a week.
    giving_back,  // Named people who have begun again get their notes back; nobody else reads.
    holding,      // Nothing of theirs is destroyed, whatever its age.
    lifting,      // That ends.
};
std::string_view code(Kind);
std::optional<Kind> parse_kind(std::string_view code);

struct Asked {
    Kind kind = Kind::reading;
    std::vector<std::string> addresses;  // All the people of the notes.
    std::string reason;
    std::optional<Day> from, until;  // Of a reading.
};
// Refuses the same way whether such notes exist or not: one holder learns nothing. The others, but
// for whose notes they are, are told by mail that something waits for them.
Result<MatterId> ask(WriteTx&, const Asked&, std::string_view base_url);
// Another holder agrees; the people are told by mail.
Result<Done> agree(WriteTx&, MatterId, std::string_view base_url);
Result<Done> refuse(WriteTx&, MatterId);  // Or whoever asked takes it back.

struct Matter {
    MatterId id;
    Kind kind = Kind::reading;
    std::string members, people, reason;  // Ids; names.
    std::optional<Day> from, until;
    PersonId asked_by, answered_by;
    std::string asker, answerer;  // By name.
    Instant asked_at;
    std::optional<Instant> agreed_at, refused_at, ended_at;
    bool is_waiting(Instant now) const;
    bool is_readable(Instant now) const;
};
std::optional<Matter> find(ReadTx&, MatterId);  // For holders.
// For holders: newest first, at most 50. None: the actor is no holder.
std::optional<std::vector<Matter>> matters(ReadTx&);
std::vector<Matter> matters_about_me(ReadTx&);  // Agreed ones.

// What a reading opened for the actor: the keys of its epochs. Refuses in words.
struct Opening {
    keys::CircleId circle;
    Day from, until;
    std::vector<std::pair<std::int64_t, sealing::Secret>> epochs;
};
Result<Opening> open(WriteTx&, MatterId);  // On record.

// A sealed text of the people and days of a reading.
struct Opened {
    std::string what;  // "A note", "Agenda of the meeting of 3 May": for its reader.
    std::string author_name;
    Instant written_at;
    std::string body;
    bool is_lost = true;  // Not in escrow when it was written.
};
// Null where its epoch was not in escrow.
std::optional<std::string> read(ReadTx&, const Opening&, std::string_view thing,
                                const keys::Sealed&);

// --- For platform/keys, where epochs begin and are opened.

void lay_in(WriteTx&, keys::CircleId, std::int64_t epoch, std::size_t people,
            const sealing::Secret& key);
// The keys of those epochs of a circle that the server can open as well.
std::map<std::int64_t, sealing::Secret> from_server(ReadTx&, keys::CircleId);

// Whether nothing of theirs may be destroyed.
bool is_held(ReadTx&, PersonId);

// Readings that are over lose what they opened; epochs whose time is over and that nobody holds
// lose their keys. In all districts; returns how many epochs. Comes round every hour.
std::int64_t follow_time(Db&);

// The end of the school year after this one, or after as many as the district says.
Instant keep_until(ReadTx&);

}  // namespace rapport::escrow

namespace rapport::desk {
class Routes;
}
namespace rapport::escrow {
void mount_escrow(desk::Routes&);
}
