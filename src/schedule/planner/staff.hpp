// Who works here, when, and what takes their time, as one look at the database finds it. Private to
// the slice.
#pragma once

#include <string>
#include <vector>

#include "coaching/people/people.hpp"
#include "schedule/planner/reach.hpp"

namespace rapport::planner {

struct Staff {
    Reach reach;
    std::vector<Worker> workers;    // In force today, by name.
    std::vector<CoachWeek> said;    // What somebody said of a week, by coach; without names.
    std::vector<Absence> absences;  // That touch the dates.
    std::vector<Window> windows;    // Likewise.
    // Only where the land is asked for.
    Roads roads;
    std::vector<coachees::Building> buildings;  // Open ones, by name.
};

enum class Land : std::uint8_t { left_out, wanted };
struct Staffing {
    Dates dates;
    Land land = Land::left_out;
    std::optional<PersonId> coach;  // Nobody else's week but this one's; none: everybody's.
};
Staff staff_of(ReadTx&, const Staffing&);  // One statement, whatever the number.

// Those whom the actor plans for, by name, with what was said of their weeks or the defaults.
std::vector<CoachWeek> coaches(const Staff&);
// The weeks of these, in this order.
std::vector<CoachWeek> weeks_of(const Staff&, std::span<const PersonId>);

}  // namespace rapport::planner
