// A request: what would help a teacher and their students, in the teacher's own words. Somebody
// looks at it once (triage), it goes to a branch and to one person who has it, and it ends in words
// the teacher can read. Every change is a step that stays.
//
// Seen by the teacher concerned and by the coaches and technicians who cover the teacher's
// building; by nobody else, whatever their rank. Every reader here keeps to that by itself: what
// the actor of the transaction may not see is not returned.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/locale/speech.hpp"
#include "platform/calendar/calendar.hpp"

namespace rapport {
using BuildingId = Id<struct BuildingTag>;
}

namespace rapport::requests {

using RequestId = Id<struct RequestTag>;

enum class State : std::uint8_t {
    waiting,    // Nobody has looked yet.
    taken,      // A branch has it.
    scheduled,  // A time is agreed.
    working,
    done,
    declined,
    withdrawn,  // By the teacher.
    duplicate,  // Of another request of the same teacher.
};
inline constexpr int state_count = 8;
std::string_view code(State);  // As stored and in the API.
std::optional<State> parse_state(std::string_view code);
bool is_open(State);

enum class Branch : std::uint8_t { coach, support };
std::string_view code(Branch);
std::optional<Branch> parse_branch(std::string_view code);

// One request, as a list shows it.
struct RequestLine {
    RequestId id;
    PersonId teacher;
    std::string teacher_name;
    std::string building_name;  // "" when the teacher has none.
    std::string words, times;
    State state = State::waiting;
    std::optional<Branch> branch;  // None until somebody has looked.
    std::optional<PersonId> holder;
    std::string holder_name;      // "" when nobody has it yet.
    std::optional<int> priority;  // 1–4; support only.
    Instant made_at;
    std::optional<Instant> answer_by, finish_by;  // First answer; finished.
    std::optional<Instant> answered_at, scheduled_for, closed_at;
    std::optional<Instant> due_at;  // The next promise; none when closed or nothing promised.
    std::int64_t version = 1;       // Sent back with a change; see requests_rules.hpp.
    const Zone* zone = nullptr;     // Of the building: times are said on its wall.
};

// Where it stands: "Rosa Delgado has it and will come by tomorrow, 10:40."
std::string stands(const RequestLine&, const locale::Speech&);

// The same as a shape and a few words, for a margin: "due", "Due tomorrow, 3:00 PM".
struct Signal {
    std::string shape;  // "waiting", "going", "due", "late", "done".
    std::string says;
};
// "Due" is what falls due by the end of the next day on which every school is open.
Signal signal_of(const RequestLine&, const locale::Speech&, const calendar::Calendar&);

struct Asking {
    PersonId teacher;  // Whom it would help: the actor, or somebody the actor covers.
    std::string words, times;
};
// Keeps the words to the byte. Refuses empty or endless ones, and anybody who may not ask.
Result<RequestId> ask(WriteTx&, const Asking&);

// The same from a letter of the actor's own: its history says that it came by mail.
// `left_out` names what was attached, a line each: it is not kept, and the history says so.
Result<RequestId> ask_by_mail(WriteTx&, const std::string& words, const std::string& left_out);
// Words that answer a letter about a request, as a step of its history, for all who see it. Refuses
// whoever may not see the request.
Result<Done> add_message(WriteTx&, RequestId, const std::string& words,
                         const std::string& left_out);

// Somebody who waits for a first answer or for what was promised, for Today.
struct Waiting {
    RequestId id;
    PersonId teacher;
    std::string teacher_name;
    std::string words;
    Instant since;  // When it was asked.
    State state = State::waiting;
    bool is_yours = false;          // The coach has it; else nobody has it yet.
    std::optional<Instant> due_at;  // The next promise: first answer, then finished.
};

// Oldest first, at most `max`: what this coach or technician has and has not finished, and what
// nobody has looked at in the buildings they cover. Two statements, whatever the number of rows.
std::vector<Waiting> waiting_for(ReadTx&, PersonId coach, int max);

// The requests of a teacher that the actor may see: the open ones, oldest first, at most 50; or
// all, newest first, at most `max`.
std::vector<RequestLine> open_of_teacher(ReadTx&, PersonId teacher);
std::vector<RequestLine> all_of_teacher(ReadTx&, PersonId teacher, int max);

// One request, if the actor may see it: to fill in the log (/log?person=…&request=…).
std::optional<RequestLine> find(ReadTx&, RequestId);

// A time agreed for a request of the actor's own, or for one the actor has: what a calendar may
// show of it. No word of the request.
struct Agreed {
    RequestId id;
    std::int64_t version = 1;
    Instant at;
    State state = State::scheduled;  // Closed ones too: done, or called off.
    std::optional<Branch> branch;
    bool is_teacher = false;          // The actor is the teacher; else has the request.
    std::string other_name;           // The other of the two; "" when nobody has it.
    std::string room, building_name;  // "" when unknown.
    const Zone* zone = nullptr;
    Instant changed_at;
};
// From an instant on, in order, at most 1,000. One statement beside that of the actor's roles.
std::vector<Agreed> agreed_times(ReadTx&, Instant from);

// A contact was logged that finishes the request. Does nothing to a request that is closed already;
// refuses one the actor may not see or does not work on.
Result<Done> mark_done_by_contact(WriteTx&, RequestId);

// A visit was agreed for it: the request is scheduled for that time; or the visit is off, and it
// has none. The visit's own mail tells of it. Does nothing to a request that is closed; refuses one
// the actor may not see.
Result<Done> agree_time(WriteTx&, RequestId, Instant);
Result<Done> free_time(WriteTx&, RequestId);

// How many were asked in a span of time, by building and branch; nobody's name and nobody's words.
// The caller hides what is too few. One statement.
struct Count {
    std::optional<BuildingId> building;
    std::optional<Branch> branch;  // None: nobody has looked yet.
    std::int64_t asked = 0, done = 0;
    std::vector<std::int64_t> waits;  // Minutes to the first answer, of those answered; sorted.
    // Who is behind the numbers, for the caller to judge what they would tell; never to be shown.
    std::vector<std::pair<PersonId, std::int64_t>> askers;  // Each once, with how many they asked.
    std::vector<PersonId> workers;                          // Who had or has one; each once.
};
struct Times {
    Instant from, to;  // Inclusive, exclusive.
};
std::vector<Count> counts(ReadTx&, const Times&);

// Who can see this request, by name and why, for "Who can see this?". Empty when the actor may not
// see it.
struct Seer {
    std::string name;
    Key reason;
};
std::vector<Seer> who_can_see(ReadTx&, RequestId);

}  // namespace rapport::requests
