// Where files, what they were matched with, and the meetings that came of them are kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/timetables/import.hpp"
#include "platform/timetables/timetables_store.hpp"

namespace rapport::timetables::store {

// A meeting that came of a file, as it is kept.
struct KeptMeeting {
    MeetingId id;
    std::string key;
    NewMeeting meeting;             // Without its people.
    std::vector<std::string> keys;  // Of its people.
};
std::vector<KeptMeeting> kept_meetings(ReadTx&, BuildingId);  // Three statements.
void remove_meeting(WriteTx&, MeetingId);
void end_meeting(WriteTx&, MeetingId, Day last);  // Of no file any more.

struct Candidate {
    PersonId id;
    std::string name, folded, email;
    std::optional<BuildingId> building;
};
std::vector<Candidate> candidates(ReadTx&);  // Everybody who has not left.

struct Remembered {
    std::string key, name;
    std::optional<PersonId> person;
    std::string by;
};
std::vector<Remembered> remembered(ReadTx&, BuildingId);
void remember(WriteTx&, BuildingId, const Match&);
// Whoever the files call by this key is this person, in every meeting.
void rename_attendee(WriteTx&, BuildingId, std::string_view key, const std::optional<PersonId>&);

std::vector<Term> terms(ReadTx&);  // The district's own.
std::string zone_of(ReadTx&, BuildingId);

void insert_source(WriteTx&, const Source&, std::string_view format);
void add_file(WriteTx&, SourceId, int seq, const SheetFile&);
std::vector<SheetFile> files(ReadTx&, SourceId);
void forget_files(WriteTx&, SourceId);
void supersede(WriteTx&, BuildingId);  // Whatever waits.
void set_applied(WriteTx&, SourceId, const Look&);
void set_wishes(WriteTx&, SourceId, const Wishes&);
std::vector<Source> sources(ReadTx&, BuildingId, std::string_view id, int max);

}  // namespace rapport::timetables::store
