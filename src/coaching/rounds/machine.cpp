#include "coaching/rounds/machine.hpp"

#include <array>

namespace rapport::rounds {

namespace {

constexpr std::array<std::string_view, state_count> state_codes{"uninvited", "invited", "waiting",
                                                                "not_this_year", "taken_in"};
constexpr std::array<std::string_view, act_count> act_codes{"invite", "ask", "decline", "accept"};

// "" is yes.
using Row = std::array<std::string_view, state_count>;

constexpr std::string_view once = "rounds.all_were_invited", idle = "rounds.not_waiting";

// uninvited, invited, waiting, not this year, taken in
constexpr std::array<Row, act_count> table{{
    /* invite  */ {"", once, once, once, once},
    /* ask     */ {"", "", "", "", ""},
    /* decline */ {"", "", "", "", ""},
    /* accept  */ {idle, idle, "", idle, idle},
}};

}  // namespace

std::string_view code(State state) { return state_codes[static_cast<std::size_t>(state)]; }

std::string_view code(Act act) { return act_codes[static_cast<std::size_t>(act)]; }

std::optional<Key> against(Act act, State state) {
    const auto reason = table[static_cast<std::size_t>(act)][static_cast<std::size_t>(state)];
    if (reason.empty()) return std::nullopt;
    return Key::of(reason);
}

}  // namespace rapport::rounds
