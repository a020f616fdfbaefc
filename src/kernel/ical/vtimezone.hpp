// A zone as calendars spell it out. Inside ical only.
#pragma once

#include <string>

#include "kernel/ical/ical.hpp"

namespace rapport::ical {

// The lines of VTIMEZONE for whatever lies in the span, unfolded, each ended by CRLF. Whole years,
// so that a span that grows by a day gives the same.
std::string vtimezone(const Zone&, const Span&);

}  // namespace rapport::ical
