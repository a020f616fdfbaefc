// How fast units are carried through, and what that says of the rest: an honest guess, in school
// years, and none before there is something to go by.
#pragma once

#include <cstdint>
#include <optional>

#include "kernel/clock/clock.hpp"

namespace rapport::units {

// One semester, of 18 weeks: a shorter time says nothing about years.
inline constexpr std::int64_t watched_min = 126;
inline constexpr std::int64_t foreseen_max = 3653;  // Days: nobody sees further than ten years.

struct Pace {
    std::int64_t carried = 0;  // Units looked back on.
    Day since, today;          // From the first beginning on.
    std::int64_t days() const { return today.number() - since.number(); }
    bool says_something() const { return carried > 0 && days() >= watched_min; }
};

// When all would have had a turn: four times of five between these two. None: beyond ten years.
struct Forecast {
    std::optional<Day> earliest, latest;
};

// Of so many units that are left, one at least. None where the pace says nothing yet.
//
// Units come as events of a rate that nobody knows (Poisson). With k of them in a time T and
// Jeffreys' prior, T(n), the time to n more, is T x / (1 - x), x of Beta(n, k + 1/2); the guess is
// its central 80 %. Carried through one after the other, units come more evenly than that, so it is
// rather too wide than too narrow.
std::optional<Forecast> forecast(const Pace&, std::int64_t left);

}  // namespace rapport::units
