// What is written to host and guest. Private to the slice.
#pragma once

#include "design/calls/calls.hpp"
#include "kernel/ical/ical.hpp"

namespace rapport::calls {

inline constexpr std::string_view reminder_job = "call_reminder", erasure_job = "call_erasure";

enum class News : std::uint8_t { booked, off, soon };
// To the guest: a mail in their language; of a booking and its end with an entry for the calendar.
// `link` leads to where it may be called off; "" where that is over.
void write_to_guest(WriteTx&, const Time&, News, std::string_view link);
// To the host: that something was booked, called off, or is tomorrow; never by whom.
void leave_for_host(WriteTx&, const Time&, News);
// Leaves the reminder and the erasure for their days.
void remember(WriteTx&, const Time&);

}  // namespace rapport::calls
