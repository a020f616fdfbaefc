// Whom the actor plans for: the buildings they cover as a coach or technician, today. Private to
// the slice; every reader here keeps to it.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "schedule/planner/weeks.hpp"

namespace rapport::planner {

struct Reach {
    PersonId person;
    Day today;                   // In the district's zone.
    const Zone* zone = nullptr;  // The district's.
    bool works = false;          // A coach or technician, and no evaluator.
    bool everywhere = false;
    std::vector<BuildingId> buildings;
    bool covers(const std::optional<BuildingId>& building) const {
        return works && (everywhere || !building || std::ranges::count(buildings, *building) > 0);
    }
};
Reach reach_of(ReadTx&);  // One statement.

// A coach or technician in force today, with where.
struct Worker {
    PersonId id;
    std::string name;
    bool everywhere = false;
    bool evaluates = false;  // Leads, too: sees none of it.
    std::vector<BuildingId> buildings;
    bool covers(const std::optional<BuildingId>& building) const {
        return everywhere || !building || std::ranges::count(buildings, *building) > 0;
    }
};
std::vector<Worker> workers(ReadTx&, Day today);  // By name. One statement.

}  // namespace rapport::planner
