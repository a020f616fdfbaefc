// Where colleagues are kept. Private to the slice.
#pragma once

#include "design/colleagues/colleagues.hpp"

namespace rapport::colleagues::store {

std::vector<Colleague> all(ReadTx&);
std::optional<Colleague> find(ReadTx&, ColleagueId);
std::optional<Colleague> of_actor(ReadTx&);
void put(WriteTx&, ColleagueId, const Shown&, Level);  // Of the actor.
void erase(WriteTx&, ColleagueId);

// Somebody has left, is called otherwise now, or is not released as they agreed.
bool is_behind(ReadTx&);
std::int64_t erase_who_left(WriteTx&);
void put_names(WriteTx&);

bool has_network(ReadTx&);
std::vector<Released> of_network(ReadTx&);
std::optional<Released> find_released(ReadTx&, ColleagueId);
// Makes the releases of the district exactly these.
void release(WriteTx&, const std::vector<Colleague>&);

std::optional<PageId> page(ReadTx&);
bool insert_page(WriteTx&, PageId);
bool erase_page(WriteTx&);
std::optional<DistrictId> district_at(ReadTx&, PageId);

std::optional<std::string> email_of(ReadTx&, PersonId);

}  // namespace rapport::colleagues::store
