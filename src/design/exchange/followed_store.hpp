// Where followed documents are kept. Private to the slice.
#pragma once

#include "design/exchange/followed.hpp"

namespace rapport::exchange::store {

std::vector<Followed> followed(ReadTx&, Purpose);
std::optional<Followed> followed(ReadTx&, FollowedId);
// Of sources of these districts, each at the address where it was read. Of others than one's own
// with Scope::whole().
std::vector<Index> source_indexes(ReadTx&, const std::vector<DistrictId>&);
void insert_followed(WriteTx&, const Followed&);
void put_followed(WriteTx&, const Followed&);
void remove_followed(WriteTx&, FollowedId);

struct DueFollowed {
    DistrictId district;
    FollowedId id;
    Instant next_at;
};
std::vector<DueFollowed> due_followed(ReadTx&, DistrictId, int max);
bool claim(WriteTx&, const DueFollowed&, Instant next_at);  // False when somebody was quicker.

}  // namespace rapport::exchange::store
