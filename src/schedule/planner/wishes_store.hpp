// Where wishes are kept. Private to the slice.
#pragma once

#include "schedule/planner/wishes.hpp"

namespace rapport::planner::store {

// Those that are not over and touch the dates; with all their people and coaches. Three statements.
std::vector<Wish> open_wishes(ReadTx&, const Dates&);
// Those of them that have no place, with their people, without their coaches. One statement.
std::vector<Wish> waiting_wishes(ReadTx&, const Dates&);
std::optional<Wish> wish(ReadTx&, WishId);  // Over or not. Three statements.
// The wishes of one proposal, over or not. Three statements.
std::vector<Wish> wishes_of_proposal(ReadTx&, std::string_view proposal, const Dates&);
void insert(WriteTx&, const Wish&);
void set_ended(WriteTx&, WishId, std::optional<Instant>);
bool has_wish(ReadTx&, RequestId);
bool has_visit(ReadTx&, WishId);  // One that is proposed or agreed.
// Those that are open and have their place outside the dates, sorted.
std::vector<WishId> placed_elsewhere(ReadTx&, const Dates&);
// The days by which the latest help of each person passed, by whomever; nobody: never helped.
struct LastHelp {
    PersonId person;
    Day on;
};
std::vector<LastHelp> last_helps(ReadTx&);

}  // namespace rapport::planner::store
