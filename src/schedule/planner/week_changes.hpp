// What was done to visits, in sentences; and the compact views of many weeks. Private to the slice.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schedule/planner/week_facts.hpp"
#include "schedule/planner/week_view.hpp"

namespace rapport::planner {

// "Rosa Lima moved Amina Diallo from Tuesday, 9:00 AM to Thursday, 10:40 AM."
std::string said_of(const Change&, const locale::Speech&);
// The word at the edge of a card: "new", "moved"; "" when the card shows nothing of it.
std::string mark_of(std::string_view step, const locale::Speech&);
// The line above a week just after something was done there.
std::vector<DidView> did_views(const desk::Reading&, const std::optional<Visit>&, const Asked&);

Key label(Away);

MonthView month_view(const SpanFacts&, const Asked&, const HeadView&, const locale::Speech&);
TermView term_view(const SpanFacts&, const Asked&, const HeadView&, const locale::Speech&);

}  // namespace rapport::planner
