// Which stretch of time, and whose, an address asks for; and what stands above it on the page.
// Private to the slice.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schedule/planner/week_pages.hpp"

namespace rapport::planner {

enum class Stride : std::uint8_t { week, month, term };

struct Asked {
    Stride stride = Stride::week;
    Day on;       // The Monday of the week, or the first Monday of the month or term.
    Dates dates;  // Whole weeks.
    bool is_everybody = false;
    PersonId coach;  // Whose, unless it is everybody's.
    std::string who() const { return is_everybody ? "all" : coach.text(); }
    std::string href(Stride, Day, const std::string& who) const;
};
Asked asked_of(const desk::Reading&);

// Those of the coaches who are asked for.
std::vector<CoachWeek> chosen(const std::vector<CoachWeek>&, const Asked&);
// Title, tabs and the ways to before and after; the first line is the caller's.
HeadView head_of(const desk::Reading&, const Asked&, const std::vector<CoachWeek>&);

// The page of a week, with what was just done to a visit: "/week?on=…&did=moved&visit=…".
std::string week_href(Day on, std::string_view who);

}  // namespace rapport::planner
