// A coach's day as it stands on paper: what is taken, what is free, and why nobody is there. Pure;
// the page and its tests read it. Private to the slice.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "platform/calendar/calendar.hpp"
#include "schedule/planner/visits.hpp"

namespace rapport::planner {

struct Stretch {
    enum class Is : std::uint8_t {
        visit,
        free,    // Wide enough to use.
        kept,    // Protected time, with its words.
        away,    // The coach is.
        closed,  // No school, with the name of the day.
    };
    Is is = Is::free;
    Ring ring;
    const Visit* visit = nullptr;
    std::string words;
    const Absence* absence = nullptr;
};
inline constexpr int free_min = 20;  // Minutes; less is no time to use.

struct DayFacts {
    std::span<const Visit> visits;  // Of anybody, in the order of time.
    std::span<const Absence> absences;
    const calendar::Calendar* calendar = nullptr;
};
// In the order of time. A visit stands there whatever else is said of the day: it has to go
// somewhere.
std::vector<Stretch> stretches(const CoachWeek&, Day, const DayFacts&);

// Minutes with people that stand in these visits of the coach.
int planned_minutes(std::span<const Visit>, PersonId coach, const Dates&);

// The end of the last Friday that is over, on that wall: "since Friday" begins there.
Instant friday_before(Instant now, const Zone&);

}  // namespace rapport::planner
