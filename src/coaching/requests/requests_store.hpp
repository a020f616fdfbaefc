// Where requests are kept. Every reader takes a Sight and returns only what it may see.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/requests/requests_rules.hpp"

namespace rapport::requests::store {

// A place in a list: the instant it is ordered by, and the id.
struct Mark {
    Instant at;
    std::string id;
};
struct Part {  // At most `max` rows after the mark.
    Mark after;
    int max = 50;
};

// The shelves of the Requests page. Oldest first but for the finished.
std::vector<RequestLine> waiting(ReadTx&, const Sight&, const Part&);
std::vector<RequestLine> held_by_actor(ReadTx&, const Sight&, const Part&);
std::vector<RequestLine> of_branch(ReadTx&, const Sight&, Branch, const Part&);
std::vector<RequestLine> open(ReadTx&, const Sight&, const Part&);
struct Between {
    Instant from, to;  // Exclusive, inclusive.
};
std::vector<RequestLine> due_between(ReadTx&, const Sight&, const Between&, const Part&);
std::vector<RequestLine> finished(ReadTx&, const Sight&, const Part&);

// What this person has, and what is nobody's yet: in no branch, or in one of theirs.
std::vector<RequestLine> on_desk(ReadTx&, const Sight&, int max);

std::vector<RequestLine> open_of(ReadTx&, const Sight&, PersonId teacher);
std::vector<RequestLine> all_of(ReadTx&, const Sight&, PersonId teacher, int max);  // Newest first.
// The other requests of its teacher that are open or linked with it, newest first.
std::vector<Hand> related(ReadTx&, const Hand&);
std::optional<Hand> one(ReadTx&, const Sight&, RequestId);

struct Step {
    std::int64_t seq = 0;
    Instant at;
    PersonId actor;
    std::string actor_name;
    std::string step;
    std::optional<Branch> branch;
    std::string other_id;    // A person or a request; "" when none.
    std::string other_name;  // When it is a person.
    std::string words, instead;
    std::optional<Instant> planned_for;
};
std::vector<Step> steps(ReadTx&, RequestId);  // Oldest first, at most 200.
std::string last_actor(ReadTx&, RequestId);

struct Worker {
    PersonId id;
    std::string name;
    bool coaches = false, supports = false;
};
// The coaches and technicians who cover a building today (none: the whole district), by name.
std::vector<Worker> workers(ReadTx&, Day today, const std::optional<BuildingId>&);

struct Name {
    PersonId id;
    std::string name, folded, building;
};
std::vector<Name> people_covered(ReadTx&, const Sight&);
struct Teacher {
    std::optional<BuildingId> building;
    const Zone* zone = nullptr;
};
std::optional<Teacher> teacher(ReadTx&, const Sight&, PersonId);

struct SeerRow {
    std::string name;
    bool is_teacher = false, covers = false, holds = false, entered = false, coaches = false;
};
std::vector<SeerRow> seers(ReadTx&, const Hand&);

Promises promises(ReadTx&);

struct Reader {  // Whom a mail goes to.
    PersonId id;
    std::string name, address, language;
};
std::optional<Reader> reader(ReadTx&, PersonId, Day today);
// The branch in a building: those of the building first, and those of the district only when it
// has nobody of its own. At most five.
struct Team {
    Branch branch;
    std::optional<BuildingId> building;
};
std::vector<Reader> team(ReadTx&, const Team&, Day today);

// Who a request is about, for the mails: read by the runner, for nobody's eyes.
struct Around {
    PersonId teacher;
    std::optional<PersonId> holder;
    std::optional<Branch> branch;
    std::optional<BuildingId> building;
    const Zone* zone = nullptr;
    Day today;
};
std::optional<Around> around(ReadTx&, RequestId);

void insert(WriteTx&, const Hand&);
// Writes where it stands, if it still stands as `line.version` says; the version grows by one.
void save(WriteTx&, Hand&);
void append(WriteTx&, RequestId, const Step&);

}  // namespace rapport::requests::store
