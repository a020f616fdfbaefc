// Bringing a building's timetable in. First a look, which changes nothing and says by name what
// would come, change and end; then the changes, all at once. The same files again change nothing.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/timetables/timetables.hpp"

namespace rapport::timetables {

using SourceId = Id<struct SourceTag>;

// What the person who brings it in says beside the files.
struct Wishes {
    std::optional<Day> begins_on;  // Its changes hold from this day; none: from today.
    std::string bells;             // "1 8:00-8:45", a line a period, for files without times.
    std::string terms;             // "Fall 2026-08-31 2027-01-22", a line a term.
};

enum class MatchedBy : std::uint8_t { none, email, name, hand };
std::string_view code(MatchedBy);

// Somebody the files name.
struct Match {
    std::string key, name, email;  // As the files have them; the name is the key when there is none.
    std::optional<PersonId> person;
    std::string person_name;
    MatchedBy by = MatchedBy::none;
    bool is_settled() const { return person.has_value() || by == MatchedBy::hand; }
};

struct Change {
    enum class Kind : std::uint8_t { added, changed, ended } kind = Kind::added;
    std::string title, room;       // "Science · 4B"
    std::string when;              // "Mon 1, 2 · Tue 3"
    std::vector<std::string> people;  // Names; none: a room is taken all the same.
};
std::string_view code(Change::Kind);

// Somebody who is in two places at once: a fact.
struct DoubleBooking {
    std::string name, when, titles;
};

// One meeting as it will be kept.
struct WantedMeeting {
    std::string key;
    NewMeeting meeting;              // Without people and slots.
    std::vector<std::size_t> people;  // Into Look::matches.
    std::vector<SheetSlot> slots;    // Into the sheet.
    std::optional<MeetingId> replaces;
    bool is_changed = false;         // Or new, when it replaces none.
};

struct Look {
    Sheet sheet;
    Wishes wishes;
    Day begins_on;
    std::vector<Match> matches;
    std::vector<Change> changes;     // By title.
    std::vector<DoubleBooking> doubles;
    std::vector<std::string> silent_periods;  // Labels of periods nobody knows the time of.
    std::vector<std::string> silent_terms;    // Terms nobody knows the days of.
    std::vector<WantedMeeting> wanted;
    std::vector<MeetingId> ends;
    bool makes_plan = false;  // Which date is which kind of day comes with it.
    bool changes_bells = false;
    std::int64_t count(Change::Kind) const;
};

// "1 8:00-8:45" a line. Refuses a line that says no time.
Result<std::vector<NewPeriod>> parse_bells(std::string_view text);
std::string clock_text(int minutes);  // "8:05", "13:40"
std::string bells_text(const std::vector<GridPeriod>&);
struct Term {
    std::string name;
    Day begins_on, ends_on;
};
Result<std::vector<Term>> parse_terms(std::string_view text);

Result<Look> look_at(ReadTx&, BuildingId, Sheet, const Wishes&);
// Does what the look says. The look must be of the same transaction.
void bring_in(WriteTx&, BuildingId, const Look&);

// A file's person is this one, or (none) nobody of the district; for every file that comes.
Result<Done> match_by_hand(WriteTx&, BuildingId, std::string_view teacher_key,
                           const std::optional<PersonId>&);

// Sources that wait for a yes, and what came before.
struct Source {
    SourceId id;
    BuildingId building;
    std::string actor;  // "" for the command line.
    Instant made_at;
    std::string file_name, format, state;  // 'looked', 'applied', 'superseded'
    Wishes wishes;
    std::int64_t added = 0, changed = 0, ended = 0;
};
SourceId keep_source(WriteTx&, BuildingId, Format, const std::vector<SheetFile>&, const Wishes&);
std::optional<Source> find_source(ReadTx&, BuildingId, SourceId);
std::vector<Source> sources(ReadTx&, BuildingId, int max);  // Newest first.
void set_wishes(WriteTx&, SourceId, const Wishes&);
// Its files read again and compared with what is there now. Refuses one that waits no more.
Result<Look> look_again(ReadTx&, const Source&);
Result<Look> bring_in(WriteTx&, const Source&);

}  // namespace rapport::timetables
