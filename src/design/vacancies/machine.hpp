// What may happen to a vacancy when, as one table. A refusal names its reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kernel/locale/key.hpp"

namespace rapport::vacancies {

enum class State : std::uint8_t {
    requisition,  // Being written; nobody outside knows.
    posted,       // Public; people apply.
    past_day,     // Posted, and its last day to apply is over. Derived, never stored.
    filled,
    closed,  // Ended without anybody, or set aside before it was ever posted.
};
inline constexpr int state_count = 5;
std::string_view code(State);
std::optional<State> parse_state(std::string_view code);
bool is_public(State);
bool is_over(State);

enum class Act : std::uint8_t {
    write,
    post,
    apply,  // Whoever reads it, by the form of its page.
    fill,
    close,
};
inline constexpr int act_count = 5;
std::string_view code(Act);

// Why a vacancy in this state cannot have this done to it; none when it can.
std::optional<Key> against(Act, State);

}  // namespace rapport::vacancies
