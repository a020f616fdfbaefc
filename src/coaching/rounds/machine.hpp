// What may happen to somebody's place in the rounds of a year, as one table. A refusal names its
// reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kernel/locale/key.hpp"

namespace rapport::rounds {

enum class State : std::uint8_t {
    uninvited,
    invited,        // Once a year; not answered.
    waiting,        // Asked for a round.
    not_this_year,  // Said so.
    taken_in,
};
inline constexpr int state_count = 5;
std::string_view code(State);

enum class Act : std::uint8_t {
    invite,   // By a coach.
    ask,      // The teacher names a round, or another one; invited or not.
    decline,  // The teacher says: not this year.
    accept,   // A coach takes them in.
};
inline constexpr int act_count = 4;
std::string_view code(Act);

// Why it cannot be done in this state; none when it can. A teacher who says the same again is
// refused nothing and changes nothing.
std::optional<Key> against(Act, State);

}  // namespace rapport::rounds
