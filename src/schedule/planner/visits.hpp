// A visit is a wish that has its place: a coach, a day, a time, a building. Nobody is ever booked
// twice; a place is taken or refused with words and the next free times. Who sees what: a coach the
// visits of the buildings they cover, by name; a teacher their own; others in the building that the
// coach is booked, and with which team if the district says so. Those who lead see none of it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/contacts/contacts.hpp"
#include "kernel/jobs/jobs.hpp"
#include "kernel/locale/speech.hpp"
#include "schedule/calendars/calendars.hpp"
#include "schedule/planner/wishes.hpp"

namespace rapport::planner {

using VisitId = Id<struct VisitTag>;

enum class State : std::uint8_t {
    proposed,   // The teacher has not answered yet.
    agreed,     // A promise.
    done,       // Became a contact.
    cancelled,  // By either side.
    missed,     // Somebody did not come.
};
inline constexpr int state_count = 5;
std::string_view code(State);
std::optional<State> parse_state(std::string_view code);
Key label(State);
inline bool is_live(State state) { return state == State::proposed || state == State::agreed; }

// A place in somebody's week. It lasts as long as the wish says.
struct Spot {
    PersonId coach;
    Day on;
    int begins = 0;                      // Minutes from midnight, on the building's wall.
    std::optional<BuildingId> building;  // None: the wish's.
    std::string room;                    // "": the wish's.
    friend bool operator==(const Spot&, const Spot&) = default;
};

struct Visit {
    VisitId id;
    WishId wish;
    std::string occurrence;  // The Monday of its week when the wish is weekly, else "".
    Kind kind = Kind::planning;
    std::string title, team_name;
    PersonId coach;
    std::string coach_name;
    Day on;
    Ring ring;
    std::optional<BuildingId> building;
    std::string building_name, room;
    const Zone* zone = nullptr;  // Of the building.
    State state = State::proposed;
    bool is_pinned = false;
    std::vector<Helped> people;  // By name. Nobody where `is_veiled`.
    std::optional<contacts::ContactId> contact;
    std::optional<RequestId> request;
    std::optional<ChainId> chain;
    int step = 0;
    PersonId made_by;  // Who found this time for it: the other side says whether it suits.
    std::int64_t version = 1;
    bool is_veiled = false;  // The actor sees that the time is taken, and no more.
    Instant begins_at() const;
    Instant ends_at() const;
};

// Of these coaches (none: all that the actor may plan), in the order of time; cancelled ones left
// out. Two statements, whatever the number.
std::vector<Visit> visits(ReadTx&, std::span<const PersonId> coaches, const Dates&);
// The actor's own as somebody who is helped, the cancelled ones too.
std::vector<Visit> my_visits(ReadTx&, const Dates&);
// The actor's own on both sides, for the calendar they subscribe to; the cancelled ones too where
// the actor is helped.
std::vector<Visit> visits_concerning_me(ReadTx&, const Dates&);
std::optional<Visit> find_visit(ReadTx&, VisitId);  // None as well when it is not theirs to see.
// The next one of the actor as a coach that has not ended, for Today. One statement.
std::optional<Visit> next_visit(ReadTx&);

// What is booked in the actor's own building, veiled: of coaches, the team at most, and that only
// where the district says so (setting planner.disclosure). Nothing for those who evaluate.
std::vector<Visit> visits_in_my_building(ReadTx&, const Dates&);
// What others of the building may know of a coach's time: "Booked", "Booked · Grade 4 team".
std::string veiled(const Visit&, const locale::Speech&);
// "10:40–11:25 AM".
std::string hours(const Ring&, Day, const Zone&, const locale::Speech&);

// What a place costs, and what is uncertain about it.
struct Price {
    int travel_minutes = 0;     // On the road that day, more (or less) than before.
    int week_minutes_over = 0;  // More than the coach's minutes of that week.
    bool leaves_no_lunch = false;
    std::vector<std::string> uses_planning;  // Whose planning time it takes, by name.
    std::vector<std::string> unknown;        // Whose day is not known then.
};
// Whom it is for, in a few words: "Amina Diallo", "Grade 4 team"; veiled where it has to be.
std::string called(const Visit&, const locale::Speech&);
std::string called(const Wish&, const locale::Speech&);
// "8 more minutes on the road. Takes a planning period of Amina Diallo."
std::vector<std::string> sentences(const Price&, const locale::Speech&);

struct Place {
    Spot spot;
    int ends = 0;
    Price price;
};

// Tries a place without taking it: what a drag asks while it hovers.
Result<Price> try_spot(ReadTx&, WishId, const Spot&);
// Where it fits, best first: the keyboard's list of a drag, and the free times a teacher is
// offered.
std::vector<Place> places(ReadTx&, WishId, const Dates&, int max);

enum class Standing : std::uint8_t { proposed, agreed };
// Takes a place for a wish. A refusal names what is in the way and, in `next`, the next free times;
// told() says them in the reader's language.
Result<VisitId> book(WriteTx&, WishId, const Spot&, Standing);
// Who is helped is asked anew: what was agreed waits for an answer again.
Result<Done> move(WriteTx&, VisitId, const Spot&, std::int64_t version);
Refusal told(Refusal, const locale::Speech&);

// By a teacher who is in it, or the coach in person; what a teacher asked for, by the coach alone.
Result<Done> agree(WriteTx&, VisitId);
Result<Done> cancel(WriteTx&, VisitId);  // By either side; the wish waits again.
Result<Done> miss(WriteTx&, VisitId);
Result<Done> pin(WriteTx&, VisitId);
Result<Done> unpin(WriteTx&, VisitId);
// The hour has come: logs the contact, filled in, by the coach whose visit it is. Once.
Result<contacts::ContactId> finish(WriteTx&, VisitId);
Result<Done> unfinish(WriteTx&, VisitId);  // Takes the contact back.

// A teacher asks for a time of their own: a new wish and its visit in one, agreed or proposed as
// the setting planner.own_booking says.
struct OwnAsking {
    Kind kind = Kind::planning;
    std::string title;
    int minutes = 30;
    PersonId coach;
};
// The coaches and technicians who cover the actor's building.
std::vector<Helped> coaches_for_me(ReadTx&);
std::vector<Place> own_places(ReadTx&, const OwnAsking&, const Dates&, int max);
Result<VisitId> book_own(WriteTx&, const OwnAsking&, const Spot&);
// "Another time, please": frees the place; the wish goes back to the coach with these words.
Result<Done> ask_other_time(WriteTx&, VisitId, std::string_view words);

// Somebody's time that is taken, whatever by.
struct TakenTime {
    PersonId person;
    Day on;
    Ring ring;
};
// What is booked with these people then, as sentences: by name of what the actor plans, of the rest
// how many of each coach. Nobody who leads learns whom a coach helps.
std::vector<std::string> booked_then(ReadTx&, std::span<const TakenTime>, const locale::Speech&);
// Visits ahead that the actor plans, although somebody in them teaches then, is on duty or away.
struct Conflict {
    Visit visit;
    std::string name;  // Who is taken,
    Key why;           // and how: "planner.no_teaching".
};
std::vector<Conflict> conflicts(ReadTx&, const Dates&);

// Who can see for whom a visit is, by name and why, for "Who can see this?". Empty when the actor
// may not.
struct Seer {
    std::string name;
    Key reason;
};
std::vector<Seer> who_can_see(ReadTx&, VisitId);

// What was done to visits, newest first: who, when, and how they stood before.
struct Change {
    VisitId visit;
    Instant at;
    std::string actor_name;
    std::string step;  // "booked", "moved", "agreed", "cancelled", "missed", "done", "undone" …
    Visit now;
    std::optional<Spot> before;  // Where it was, when it moved.
    std::string before_building;
};
std::vector<Change> changes_since(ReadTx&, Instant, int max);
// Takes back the actor's last booking, move, cancellation or acceptance, as a whole. What has
// changed since stays, and is counted.
struct Undone {
    int taken_back = 0, stayed = 0;
};
Result<Undone> undo(WriteTx&);

// What a change of a visit tells those concerned: an invitation that their calendar understands,
// or that it is off. Called once by main.
void mount_visit_news(jobs::Runner&, Db&, std::string base_url);
// One visit as a calendar shows it to this reader.
calendars::Entry entry_of(const Visit&, PersonId reader, const locale::Speech&,
                          std::string_view base_url);

}  // namespace rapport::planner
