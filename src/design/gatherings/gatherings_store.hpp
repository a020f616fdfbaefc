// Where gatherings are kept. Private to the slice.
#pragma once

#include "design/gatherings/gatherings.hpp"

namespace rapport::gatherings::store {

std::vector<Gathering> coming(ReadTx&, Day today);
std::vector<Gathering> past(ReadTx&, Day today);
std::optional<Gathering> find(ReadTx&, GatheringId);
void insert(WriteTx&, GatheringId, const Details&);
bool put(WriteTx&, GatheringId, const Details&, std::int64_t version);  // False: replaced since.
void erase(WriteTx&, GatheringId);

std::vector<Attendee> attendees(ReadTx&, Day from);  // Of gatherings that end then or later.
void put_attendee(WriteTx&, GatheringId, const Saying&);
bool erase_attendee(WriteTx&, GatheringId);  // The actor.
std::int64_t erase_attendees(WriteTx&, GatheringId);

std::optional<PageId> page(ReadTx&);
bool insert_page(WriteTx&, PageId);
bool erase_page(WriteTx&);
std::optional<DistrictId> district_at(ReadTx&, PageId);

}  // namespace rapport::gatherings::store
