#include "design/vacancies/machine.hpp"

#include <algorithm>
#include <array>

namespace rapport::vacancies {

namespace {

constexpr std::array<std::string_view, state_count> state_codes{"requisition", "posted", "past_day",
                                                                "filled", "closed"};
constexpr std::array<std::string_view, act_count> act_codes{"write", "post", "apply", "fill",
                                                            "close"};

// "" is yes.
using Row = std::array<std::string_view, state_count>;

constexpr std::string_view fresh = "vacancies.no_fresh", posted = "vacancies.no_posted",
                           late = "vacancies.no_late", filled = "vacancies.no_filled",
                           closed = "vacancies.no_closed";

// requisition, posted, past day, filled, closed
constexpr std::array<Row, act_count> table{{
    /* write */ {"", "", "", filled, closed},
    /* post  */ {"", posted, posted, filled, closed},
    /* apply */ {fresh, "", late, filled, closed},
    /* fill  */ {fresh, "", "", filled, closed},
    /* close */ {"", "", "", filled, closed},
}};

}  // namespace

std::string_view code(State state) { return state_codes[static_cast<std::size_t>(state)]; }

std::optional<State> parse_state(std::string_view text) {
    const auto at = std::ranges::find(state_codes, text);
    if (at == state_codes.end()) return std::nullopt;
    return static_cast<State>(at - state_codes.begin());
}

bool is_public(State state) { return state == State::posted || state == State::past_day; }

bool is_over(State state) { return state == State::filled || state == State::closed; }

std::string_view code(Act act) { return act_codes[static_cast<std::size_t>(act)]; }

std::optional<Key> against(Act act, State state) {
    const auto reason = table[static_cast<std::size_t>(act)][static_cast<std::size_t>(state)];
    if (reason.empty()) return std::nullopt;
    return Key::of(reason);
}

}  // namespace rapport::vacancies
