// What can be done to a request, and who may. Each act checks, in this order: that the request
// stands as the person saw it, that its state allows the act, that the act is theirs. A refusal
// says which. Every act that happens writes one step, one audit row, and its mails.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/requests/promises.hpp"
#include "coaching/requests/requests.hpp"
#include "kernel/db/db.hpp"

namespace rapport::requests {

inline constexpr std::size_t words_max = 4000;  // Characters.
inline constexpr std::size_t times_max = 300;

// What one person may see, from the roles they hold today; requests_store.cpp asks by it.
struct Sight {
    PersonId person;
    Day today;                   // In the district's zone: roles begin and end on dates.
    const Zone* zone = nullptr;  // The district's.
    bool works = false;          // A coach or technician, and no evaluator.
    bool everywhere = false;     // District-wide.
    bool coaches = false, supports = false, teaches = false;
    Branch branch() const { return coaches || !supports ? Branch::coach : Branch::support; }
};
Sight sight_of(ReadTx&, PersonId);

// A request in the hands of somebody who may see it: the actor.
struct Hand {
    RequestLine line;
    Sight sight;
    PersonId entered_by;
    std::string entered_by_name;
    std::optional<BuildingId> building;
    std::optional<int> severity, impact;
    std::optional<RequestId> split_from, duplicate_of;
};
std::optional<Hand> in_hand(ReadTx&, RequestId);  // None: does not exist, or not theirs to see.
bool is_linked(const Hand&, const Hand&);         // Two halves, or a duplicate and its original.

const Zone& zone_of(const RequestLine&);  // Of its building; UTC where it has none.
// What is promised next: the first answer until it was given, then the visit or the finish.
std::optional<Instant> next_promise(const RequestLine&);

enum class Act : std::uint8_t {
    triage,
    hand_over,
    split,
    schedule,
    start,
    finish,
    reopen,
    decline,
    withdraw,
    duplicate,
};
inline constexpr int act_count = 10;

// Why a request in this state cannot have this done to it; none when it can. Pure.
std::optional<Key> against(Act, State);
// May the actor do this at all (in any state)? Pure.
bool is_theirs(Act, const Hand&);
// Both: what the page offers.
bool can(Act, const Hand&);

// The later of two people at one request is told who was first.
Result<Done> as_seen(ReadTx&, const Hand&, std::int64_t version);

struct Placing {  // To a branch, and to one person or (none) to whoever of the branch is free.
    Branch branch = Branch::coach;
    std::optional<PersonId> holder;
    std::optional<int> severity, impact;  // Support only; 3 and 5 unless said.
    std::string words;                    // To whoever gets it, and the teacher.
};
Result<Done> triage(WriteTx&, Hand&, const Placing&);
Result<Done> hand_over(WriteTx&, Hand&, const Placing&);
// The second half, in words of its own, goes to the other branch as a request linked to this one.
Result<RequestId> split(WriteTx&, Hand&, const std::string& words);
Result<Done> schedule(WriteTx&, Hand&, Instant at);
Result<Done> start(WriteTx&, Hand&);
Result<Done> finish(WriteTx&, Hand&);
Result<Done> reopen(WriteTx&, Hand&);
struct No {
    std::string words;    // Kind, and never empty.
    std::string instead;  // Where to go instead; may be empty.
};
Result<Done> decline(WriteTx&, Hand&, const No&);
Result<Done> withdraw(WriteTx&, Hand&);
Result<Done> mark_duplicate(WriteTx&, Hand&, RequestId of);

}  // namespace rapport::requests
