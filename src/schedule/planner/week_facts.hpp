// What the pages of a week know, as one look at the database finds it. Private to the slice.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/calendar/calendar.hpp"
#include "schedule/planner/staff.hpp"
#include "schedule/planner/visits.hpp"

namespace rapport::planner {

struct SpanFacts {
    std::vector<CoachWeek> coaches;
    std::vector<Visit> visits;  // Of all of them and of those beside, who are veiled.
    std::vector<Absence> absences;
    std::vector<Window> windows;
    calendar::Calendar calendar;
};

struct Why {
    std::string why, what_helps;
};

struct WeekFacts : SpanFacts {
    std::vector<Wish> waiting;                  // Most important first.
    std::map<WishId, Why> reasons;              // Of the first of them.
    std::map<VisitId, std::string> last_steps;  // What was last done to each since Friday.
    std::optional<Visit> did;                   // The one asked for, whatever its state.
};

SpanFacts span_facts(ReadTx&, const Dates&);  // Three statements.

struct Looking {
    Dates dates;
    std::optional<VisitId> did;
    std::size_t reasons_max = 0;  // Of how many that wait the reason is wanted.
};
WeekFacts week_facts(ReadTx&, const Looking&, const locale::Speech&);  // Six statements.

}  // namespace rapport::planner
