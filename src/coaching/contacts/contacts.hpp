// A contact: a coach spent minutes with people on something. It is the heart of the program: time,
// reach and history are views of contacts, and nobody types anything twice.
//
// A contact is never edited. A correction is a new contact that replaces the old one; a withdrawal
// leaves the row and takes it out of every count. A month closes some days into the next one; after
// that its contacts stay as they are. Minutes count once in the coach's time, however many people
// were there, and once for every head in reach.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "coaching/kinds/kinds.hpp"
#include "coaching/notes/notes.hpp"
#include "coaching/people/people.hpp"
#include "coaching/teams/teams.hpp"
#include "kernel/db/db.hpp"
#include "kernel/result.hpp"

namespace rapport::contacts {

using kinds::FocusId;
using kinds::KindId;
using requests::RequestId;
using teams::TeamId;

enum class BeganBy : std::uint8_t { teacher, coach, leader };
enum class Place : std::uint8_t { classroom, office, hall, call, mail, chat };
std::string_view code(BeganBy);
std::string_view code(Place);
std::optional<BeganBy> parse_began_by(std::string_view code);
std::optional<Place> parse_place(std::string_view code);

inline constexpr int minutes_max = 1440;
inline constexpr int people_max = 200;  // Named in one contact.
inline constexpr std::size_t next_step_max = 500;
inline constexpr int close_day_default = 15;  // Of the next month: setting contacts.close_day.

// What a coach wants to log: well formed, not yet allowed.
struct Draft {
    KindId kind;
    std::vector<PersonId> people;  // Each once; order does not matter.
    std::vector<TeamId> teams;     // Their members are added to `people`.
    std::int64_t minutes = 0;
    std::optional<Day> on;               // None: today where the building stands.
    std::optional<BuildingId> building;  // None: where the first person works.
    std::vector<FocusId> focus;
    std::optional<BeganBy> began_by;
    std::optional<Place> place;
    std::optional<std::int64_t> heads;  // Everybody there, named or not (a parents' evening).
    std::optional<std::int64_t> students;
    std::optional<RequestId> request;
    bool finishes_request = false;
    std::string next_step;
    std::optional<Day> next_on;
    std::vector<ContactId> steps_done;  // Next steps of earlier contacts that are done with this.
    std::optional<notes::Draft> note;
};

// Where a list goes on: the place of its last row, newest first.
struct Cursor {
    Day on;
    Instant at;
    ContactId id;
};

// The same as an address carries it, and back; nonsense is the beginning of the list.
std::string cursor_after(const Cursor&);
std::optional<Cursor> parse_cursor(std::string_view opaque);
// How many a program asked for at once: 50 unless it says, 200 at most.
int page_limit(std::string_view typed);

// A contact as its own coach sees it.
struct Contact {
    ContactId id;
    PersonId coach;
    std::string coach_name;
    KindId kind;
    kinds::Name kind_name;
    Day on;
    Instant at;  // Order within the day; when it was logged as a rule.
    std::int64_t minutes = 0;
    std::optional<BuildingId> building;
    std::string building_name;
    std::optional<BeganBy> began_by;
    std::optional<Place> place;
    std::int64_t heads = 0;
    std::optional<std::int64_t> students;
    std::optional<RequestId> request;
    std::string next_step;
    std::optional<Day> next_on;
    std::optional<Instant> next_done_at;
    Instant entered_at;
    std::optional<ContactId> corrects, replaced_by;
    std::optional<Instant> withdrawn_at;
    struct Helped {
        PersonId id;
        std::string name;
    };
    std::vector<Helped> people;  // By name.
    bool counts() const { return !replaced_by && !withdrawn_at; }
    Cursor cursor() const { return {on, at, id}; }
};

// Logs a contact of the actor. Refuses what the shape of its kind, the day, the month's close or
// the district does not allow; the refusal names a sentence. Days in refusals are ISO; see told().
Result<ContactId> log(WriteTx&, const Draft&);
// Replaces a contact of the actor by a corrected one; notes go along.
Result<ContactId> correct(WriteTx&, ContactId, const Draft&);
// Takes a contact of the actor out of every count; the row stays.
Result<Done> withdraw(WriteTx&, ContactId);
// Logs the same again, today: kind, people, minutes, place, focus; no next step, request or note.
Result<ContactId> repeat(WriteTx&, ContactId);
// The next step of a contact of the actor is done.
Result<Done> finish_step(WriteTx&, ContactId);

// A past contact from elsewhere (a sample, an import): kept as it is, without the month's close and
// the audit. The caller vouches for it and calls rebuild_acquaintances() once at the end.
struct Past {
    Draft draft;  // With its day; teams and steps_done are not looked at.
    PersonId coach;
    Instant at;
    std::optional<Instant> next_done_at;
};
ContactId append_past(WriteTx&, const Past&);
void rebuild_acquaintances(WriteTx&);

// The last day on which a contact of that day can be logged, corrected or withdrawn.
Day open_until(Day on, std::int64_t close_day);

// A contact with the people helped, if the actor logged it.
std::optional<Contact> find_own(ReadTx&, ContactId);
// What a page knows of a contact that may be somebody else's. Teachers see the help they had;
// coaches of the district see that it happened, not how long nor what comes next.
enum class Eyes : std::uint8_t { own, helped, colleague };
struct Help {
    ContactId id;
    Eyes eyes = Eyes::colleague;
    Day on;
    Instant at;
    kinds::Name kind_name;
    std::int64_t minutes = 0;  // 0 for colleagues.
    PersonId coach;
    std::string coach_name;
    std::int64_t heads = 0;  // 0 for colleagues.
    std::string next_step;   // Only for own.
    std::optional<Day> next_on;
    bool is_step_open = false;
    Cursor cursor() const { return {on, at, id}; }
};
std::optional<Help> find(ReadTx&, ContactId);

// The actor's own contacts that count, newest first, before `after`, with the people helped. One
// statement.
std::vector<Contact> mine(ReadTx&, const std::optional<Cursor>& after, int max);
std::vector<Contact> mine_on(ReadTx&, Day);
std::vector<Contact> mine_between(ReadTx&, const notes::Span&);  // Oldest first.
std::optional<Contact> last_of_mine(ReadTx&);

// The help a person was given, newest first, as far as the actor may see it: the person's own, the
// actor's own, and for coaches and technicians that it happened. Empty for evaluators and everybody
// else. At most `max`. One statement.
std::vector<Help> help_given_to(ReadTx&, PersonId, const std::optional<Cursor>& after, int max);

// Next steps of the actor that are not done.
struct NextStep {
    ContactId contact;
    std::string words;
    std::optional<Day> on;
    Day promised_on;
    std::string person_name;  // The first by name; "" when alone.
    std::optional<PersonId> person;
    std::int64_t heads = 0;
};
std::vector<NextStep> next_steps(ReadTx&, int max);                 // Dated ones, due first.
std::vector<NextStep> next_steps_with(ReadTx&, PersonId, int max);  // Newest promise first.
// The newest promises, once for each person they concern; for the log.
std::vector<NextStep> promises(ReadTx&, int max);

// What the log can choose from. Kinds most used by the actor (over the last 200 contacts) first.
struct Choices {
    std::vector<kinds::Kind> kinds;
    std::vector<kinds::Focus> focus;
    std::vector<teams::Team> teams;  // Open ones with somebody in them.
    std::vector<coachees::Building> buildings;
};
Choices choices(ReadTx&);  // One statement.
std::vector<FocusId> focus_of(ReadTx&, ContactId);
// Of all the actor's contacts in a span, for export.
std::vector<std::pair<ContactId, FocusId>> focus_between(ReadTx&, const notes::Span&);

// What one person did, or had, of one kind of help in one building in a span of days; contacts that
// count. For a programme, which judges what such numbers would tell of one person: never to be
// shown as they are. One statement each.
struct Share {
    std::optional<BuildingId> building;
    std::string kind_code;
    PersonId who;
    std::int64_t contacts = 0;
    std::int64_t minutes = 0;
};
std::vector<Share> given(ReadTx&, const notes::Span&);  // By those who helped.
std::vector<Share> had(ReadTx&, const notes::Span&);    // By those who were helped and are named.

// Who can see a contact, by name and why. Empty when the actor may not see it.
using Seer = notes::Seer;
std::vector<Seer> who_can_see(ReadTx&, ContactId);

// The district's close day, 1–28.
std::int64_t close_day(ReadTx&);

}  // namespace rapport::contacts
