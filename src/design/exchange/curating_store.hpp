// Where a network's curated list is kept. Private to the slice.
#pragma once

#include "design/exchange/curating.hpp"

namespace rapport::exchange::store {

std::optional<std::string> list_key(ReadTx&, const Network&);  // Wrapped.
// False where another network has the address.
bool insert_list(WriteTx&, const Network&, const CuratedList&, std::string_view signing_key);
void put_list_key(WriteTx&, const Network&, std::string_view public_key,
                  std::string_view signing_key);
void put_list(WriteTx&, const Network&, const CuratedList&, std::string_view document);
void insert_entry(WriteTx&, const Network&, const Pick&);
void put_entry(WriteTx&, const Network&, const CuratedEntry&);
void remove_entry(WriteTx&, const Network&, CuratedEntryId);
std::vector<Network> networks_with_lists(ReadTx&);
std::vector<DistrictId> districts_of(ReadTx&, const Network&);

}  // namespace rapport::exchange::store
