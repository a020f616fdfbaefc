// What may happen to an agreement when, as one table. A refusal names its reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kernel/locale/key.hpp"

namespace rapport::agreements {

enum class State : std::uint8_t {
    open,      // Nothing holds and nothing waits: what was proposed was set aside.
    proposed,  // One has signed; the other reads it, and they talk.
    to_come,   // Both have signed; its day has not come.
    in_force,
    changing,  // In force, and another version waits.
    ended,
};
inline constexpr int state_count = 6;
std::string_view code(State);

enum class Act : std::uint8_t {
    propose,    // Another version; what was waiting is set aside by it.
    sign,       // By the other of the two.
    set_aside,  // What waits, for now.
    review,     // They have looked at it, and it stays.
    end,        // At any time, without a reason.
};
inline constexpr int act_count = 5;
std::string_view code(Act);

// Why an agreement in this state cannot have this done to it; none when it can.
std::optional<Key> against(Act, State);

}  // namespace rapport::agreements
