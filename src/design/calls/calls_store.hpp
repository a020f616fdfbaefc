// Where calls are kept. Private to the slice.
#pragma once

#include "design/calls/calls.hpp"

namespace rapport::calls::store {

std::optional<PageId> page(ReadTx&, PersonId);
void insert_page(WriteTx&, PageId, PersonId);
std::optional<Host> host_at(ReadTx&, PageId);
std::string name_of(ReadTx&, PersonId);

std::vector<Time> times(ReadTx&, PersonId host, Instant from);  // That start at `from` or later.
std::vector<Callable> callable(ReadTx&, Instant from);
std::optional<Time> time(ReadTx&, TimeId);
std::optional<Time> time_of(ReadTx&, BookingId);
void insert(WriteTx&, const Time&);
bool insert(WriteTx&, TimeId, const Booking&);  // False when somebody was first.
void erase_booking(WriteTx&, TimeId);
void erase_time(WriteTx&, TimeId);
void erase_unused(WriteTx&, Instant before);  // Times of the actor that nobody booked.

}  // namespace rapport::calls::store
