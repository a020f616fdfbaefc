// Where meetings are kept. Private to the slice.
#pragma once

#include "coaching/meetings/meetings.hpp"

namespace rapport::meetings {

// What is bound to a sealed saving, so that none passes for another.
std::string thing_of(const Place&, std::int64_t number);

}  // namespace rapport::meetings

namespace rapport::meetings::store {

std::vector<Meeting> meetings(ReadTx&, cycles::CycleId, std::string_view meeting);
// The newest merged saving up to `number` and those after it, up to `number`.
std::vector<Writing> since_merged(ReadTx&, const Place&, std::int64_t number);
std::vector<Writing> all(ReadTx&, const Place&);
std::optional<cycles::CycleId> cycle_of(ReadTx&, MeetingId);
std::vector<Name> everybody(ReadTx&, cycles::CycleId);
std::vector<std::string> newcomers(ReadTx&, cycles::CycleId, MeetingId);

void insert(WriteTx&, cycles::CycleId, const Meeting&);
void put_day(WriteTx&, const Meeting&);
void append(WriteTx&, const Place&, const Writing&);

}  // namespace rapport::meetings::store
