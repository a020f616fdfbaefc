// What would change with one coach fewer or more, another home building, a wider planning period:
// what is reached, driven and served, before and after, each solved with the same orders.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schedule/solver/solve.hpp"

namespace rapport::solver {

enum class Change : std::uint8_t {
    coach_away,     // `coach` is not there at all.
    coach_more,     // One more like `coach`, who may do what `coach` may.
    another_home,   // `coach` begins and ends each day at `site`.
    wider_periods,  // Every option lasts `minutes` longer at its end (breaks and tests aside).
    more_capacity,  // `coach` has `minutes` more of them.
};

struct Supposition {
    Change change = Change::coach_away;
    int coach = none;
    int site = none;
    int minutes = 0;
};

Instance supposing(const Instance&, const Supposition&);

struct Outlook {
    Score score;
    std::optional<double> upper_bound;
};
struct WhatIf {
    Outlook before, after;
    Plan plan_after;  // Task indices are those of the instance before.
};
WhatIf what_if(const Instance&, const Supposition&, const Orders&);

}  // namespace rapport::solver
