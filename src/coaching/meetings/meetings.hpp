// The meetings of a cycle: a day, an agenda, and notes that all of them may write at once. Whoever
// saves loses nothing, whatever the others did meanwhile (paper.hpp); neither does who saves after
// their notes were locked, or after the cycle was closed.
//
// Agenda and notes are sealed to the coach and the teachers who are in the cycle when they are
// saved (platform/keys). Who joins later reads them once they are saved again; who has left reads
// nothing, and has no key to what is newer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coaching/cycles/cycles.hpp"
#include "coaching/meetings/paper.hpp"
#include "platform/escrow/escrow.hpp"
#include "platform/keys/keys.hpp"

namespace rapport::meetings {

using MeetingId = Id<struct CycleMeetingTag>;

inline constexpr std::size_t text_max = 100'000;        // Characters of an agenda or of notes.
inline constexpr std::int64_t days_ahead_max = 400;     // Of a meeting.
inline constexpr std::int64_t meetings_of_cycle = 200;  // More than one a day of a school year.

enum class Part : std::uint8_t { agenda, notes };
std::string_view code(Part);
std::optional<Part> parse_part(std::string_view code);

struct Meeting {
    MeetingId id;
    Day on;
    std::int64_t agenda = 0, notes = 0;  // How often each was saved.
    std::int64_t count(Part part) const { return part == Part::agenda ? agenda : notes; }
};

// One saving, as it is kept.
struct Writing {
    std::int64_t number = 0, seen = 0;
    PersonId author;
    std::string author_name;
    Instant written_at;
    bool is_merged = false;
    keys::Sealed sealed;
};

// An agenda or notes as they stand, or stood after one saving.
struct Sheet {
    Paper paper;
    std::int64_t number = 0;
    bool is_locked = false;     // The reader's session has not unlocked their notes.
    std::int64_t withheld = 0;  // Savings the reader has no key to: from before they came.
    bool is_whole() const { return !is_locked && withheld == 0; }
};

// All of these take a cycle in the hands of somebody who may see it; who is only asked in finds no
// meetings.
std::vector<Meeting> of(ReadTx&, const cycles::Hand&);  // Newest day first.
std::optional<Meeting> find(ReadTx&, const cycles::Hand&, MeetingId);
struct Place {
    MeetingId meeting;
    Part part = Part::notes;
};
Sheet sheet(ReadTx&, const cycles::Hand&, const Place&, std::int64_t number);
std::vector<Writing> writings(ReadTx&, const cycles::Hand&, const Place&);  // Oldest first.
struct Name {
    PersonId id;
    std::string name;
};
// Whoever is or was in the cycle, so that each line has its name.
std::vector<Name> everybody(ReadTx&, const cycles::Hand&);
// Who can read a meeting, by name and why. Empty when the actor is not in its cycle.
std::vector<cycles::Seer> who_can_see(ReadTx&, MeetingId);
// Those who have joined since an agenda or notes of the meeting were last saved.
std::vector<std::string> newcomers(ReadTx&, const cycles::Hand&, MeetingId);

Result<MeetingId> add(WriteTx&, const cycles::Hand&, Day);
Result<Done> set_day(WriteTx&, const cycles::Hand&, MeetingId, Day);

struct Typed {
    std::int64_t seen = 0;  // The number that was before them; 0: they could not see it.
    std::string text;
};
struct Saved {
    std::int64_t number = 0;
    bool is_joined = false;  // With what others wrote meanwhile.
    bool has_differences = false;
    bool is_for_later = false;  // The writer could not read the rest; who can, sees both.
};
Result<Saved> write(WriteTx&, const cycles::Hand&, const Place&, const Typed&);
// Settles a difference that was seen in the saving `seen`.
Result<Saved> settle(WriteTx&, const cycles::Hand&, const Place&, std::int64_t seen, const Choice&);
// Seals what stands to all who are in the cycle now. Refuses who cannot read it.
Result<Done> let_read(WriteTx&, const cycles::Hand&, MeetingId);

// What two holders of the escrow have opened, oldest first: each saving of its people and days.
std::vector<escrow::Opened> in_opening(ReadTx&, const escrow::Opening&, const locale::Speech&);

// /cycles/{cycle}/meetings and the twins below /api/v1.
void mount_meetings(desk::Routes&);

}  // namespace rapport::meetings
