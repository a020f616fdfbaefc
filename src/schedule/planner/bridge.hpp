// From the tables to the solver and back. What is read in one transaction is the material; the
// instance is made of it without any, so that nothing is locked while the solver thinks. Private to
// the slice.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schedule/planner/canvas.hpp"
#include "schedule/planner/proposals.hpp"
#include "schedule/planner/wishes_store.hpp"
#include "schedule/solver/solver.hpp"

namespace rapport::planner {

struct Material {
    Canvas canvas;
    Ordered ordered;
    std::vector<Wish> wishes;
    std::vector<WishId> elsewhere;  // Placed outside the dates; sorted.
    std::vector<store::LastHelp> last_helps;
    int max_run_minutes = 180, break_minutes = 10;  // The latter as in schedule.md.
};
Material material_of(ReadTx&, const Ordered&);  // A constant number of statements.

// What a task of the instance stands for.
struct TaskOf {
    std::size_t wish = 0;  // Into Material::wishes; not of a break.
    std::string occurrence;
    bool is_break = false;
    const Visit* visit = nullptr;  // Today's; null: none. Into the canvas.
    bool is_promised = false;      // Agreed or pinned.
};

struct Bridge {
    solver::Instance instance;
    Day first;  // Day 0.
    std::vector<TaskOf> tasks;
    std::vector<PersonId> coaches;
    std::vector<std::optional<BuildingId>> sites;  // The last is "anywhere".
    Spot spot_of(const solver::Visit&) const;
};
// `stability` is what it costs to move or drop a visit that people were told of. The material must
// outlive the bridge.
Bridge bridge_of(const Material&, std::int64_t stability);

// One way to help somebody on a day: from when until when, and what it uses up.
struct Slot {
    Ring ring;
    std::int64_t penalty = 0;
    std::vector<std::string> uses;  // "person/date/slot"
};
// When all the people of a wish have time for it on a day; each slot is long enough. `within` is
// for those of whose day nothing is known.
std::vector<Slot> slots_of(const Canvas&, const Wish&, Day, const Ring& within);
// What a visit there uses up, whether the people have time or not.
std::vector<std::string> uses_of(const Canvas&, const Wish&, Day, const Ring&);

}  // namespace rapport::planner
