#include "coaching/agreements/machine.hpp"

#include <array>

namespace rapport::agreements {

namespace {

constexpr std::array<std::string_view, state_count> state_codes{"open",     "proposed", "to_come",
                                                                "in_force", "changing", "ended"};
constexpr std::array<std::string_view, act_count> act_codes{"propose", "sign", "set_aside",
                                                            "review", "end"};

// "" is yes.
using Row = std::array<std::string_view, state_count>;

constexpr std::string_view none = "agreements.none_waits", over = "agreements.is_over",
                           unheld = "agreements.not_in_force";

// open, proposed, to come, in force, changing, ended
constexpr std::array<Row, act_count> table{{
    /* propose   */ {"", "", "", "", "", over},
    /* sign      */ {none, "", none, none, "", over},
    /* set_aside */ {none, "", none, none, "", over},
    /* review    */ {unheld, unheld, unheld, "", "", over},
    /* end       */ {"", "", "", "", "", over},
}};

}  // namespace

std::string_view code(State state) { return state_codes[static_cast<std::size_t>(state)]; }

std::string_view code(Act act) { return act_codes[static_cast<std::size_t>(act)]; }

std::optional<Key> against(Act act, State state) {
    const auto reason = table[static_cast<std::size_t>(act)][static_cast<std::size_t>(state)];
    if (reason.empty()) return std::nullopt;
    return Key::of(reason);
}

}  // namespace rapport::agreements
