// Where visits and what was done to them are kept. Private to the slice.
#pragma once

#include <map>

#include "schedule/planner/visits.hpp"

namespace rapport::planner::store {

// All of the district within the dates but the cancelled and missed, in the order of time, nobody
// veiled; of these dates `also` whatever its state. One statement, as each of these.
std::vector<Visit> visits(ReadTx&, const Dates&, const std::optional<VisitId>& also);
// Those among them that a booking of the wish there could be in the way of.
std::vector<Visit> visits_about(ReadTx&, WishId, const Spot&, const Dates&);
std::vector<Visit> visits_of_person(ReadTx&, PersonId, const Dates&);  // The cancelled ones too.
std::vector<Visit> visits_of_coach(ReadTx&, PersonId, const Dates&);
std::vector<Visit> visits_of_chain(ReadTx&, ChainId);  // Placed ones.
std::optional<Visit> visit(ReadTx&, VisitId);
std::optional<Visit> next_of_coach(ReadTx&, PersonId coach, Day from);
// The chains of the open wishes that touch the dates, as far as they are placed.
std::vector<Visit> visits_of_chains(ReadTx&, const Dates&);

// Comes before anything is read that a booking depends on.
void take_days(WriteTx&, WishId, PersonId coach, Day);

void insert(WriteTx&, const Visit&);  // With the people of its wish.
// Writes place, state, pin and contact, if it still stands as `version` says, which then grows.
bool save(WriteTx&, Visit&);

// Out of the way for a moment, where visits change places with each other.
void park(WriteTx&, VisitId, int place);

struct Step {
    VisitId visit;
    std::int64_t seq = 0;
    std::string batch;
    Instant at;
    PersonId actor;
    std::string actor_name;
    std::string step;
    std::optional<Spot> before;  // None: there was no visit before.
    std::string building_before;
    std::optional<State> state_before;
    std::string words;
};
void append(WriteTx&, const Step&);
std::vector<Step> steps_since(ReadTx&, Instant, int max);  // Newest first.
// The visits of those steps, whatever became of them.
std::vector<Visit> visits_of_steps(ReadTx&, Instant since, int max);
// What was last done since then to the visits of these dates: booked, moved, agreed or undone.
std::map<VisitId, std::string> last_steps(ReadTx&, const Dates&, Instant since);
// The steps of the actor's last act that can be taken back; none when there is none.
std::vector<Step> last_batch(ReadTx&);
void mark_undone(WriteTx&, std::string_view batch);

}  // namespace rapport::planner::store
