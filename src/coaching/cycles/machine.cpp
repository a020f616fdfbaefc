#include "coaching/cycles/machine.hpp"

#include <algorithm>
#include <array>

namespace rapport::cycles {

namespace {

constexpr std::array<std::string_view, state_count> state_codes{
    "proposed", "agreed", "preparing", "doing", "reflecting", "closed"};
constexpr std::array<std::string_view, outcome_count> outcome_codes{
    "met", "partly", "not_met", "stopped_by_teacher", "stopped_by_coach", "interrupted"};
constexpr std::array<std::string_view, act_count> act_codes{
    "agree",     "begin",   "go_on", "go_back",  "shape", "measure",
    "step",      "invite",  "leave", "conclude", "stop",  "interrupt",
    "celebrate", "succeed", "meet",  "write",    "rate",  "place"};

// "" is yes.
using Row = std::array<std::string_view, state_count>;

constexpr std::string_view unagreed = "cycles.no_unagreed", unbegun = "cycles.no_unbegun",
                           begun = "cycles.no_begun", early = "cycles.no_early",
                           last = "cycles.no_last_stage", late = "cycles.no_late",
                           over = "cycles.no_over", open = "cycles.no_open";

// proposed, agreed, preparing, doing, reflecting, closed
constexpr std::array<Row, act_count> table{{
    /* agree     */ {"", "", "", "", "", over},
    /* begin     */ {unagreed, "", begun, begun, begun, over},
    /* go_on     */ {unagreed, unbegun, "", "", last, over},
    /* go_back   */ {unagreed, unbegun, "", "", "", over},
    /* shape     */ {"", "", "", "", "", over},
    /* measure   */ {unagreed, "", "", "", "", over},
    /* step      */ {unagreed, "", "", "", "", over},
    /* invite    */ {"", "", "", "", late, over},
    /* leave     */ {"", "", "", "", "", over},
    /* conclude  */ {unagreed, unbegun, early, early, "", over},
    /* stop      */ {"", "", "", "", "", over},
    /* interrupt */ {unagreed, "", "", "", "", over},
    /* celebrate */ {unagreed, unbegun, early, early, "", ""},
    /* succeed   */ {open, open, open, open, open, ""},
    /* meet      */ {unagreed, "", "", "", "", over},
    /* write     */ {unagreed, "", "", "", "", ""},
    /* rate      */ {unagreed, "", "", "", "", over},
    /* place     */ {unagreed, "", "", "", "", over},
}};

template <class Enum, class Codes>
std::optional<Enum> parsed(const Codes& codes, std::string_view text) {
    const auto at = std::ranges::find(codes, text);
    if (at == codes.end()) return std::nullopt;
    return static_cast<Enum>(at - codes.begin());
}

}  // namespace

std::string_view code(State state) { return state_codes[static_cast<std::size_t>(state)]; }

std::optional<State> parse_state(std::string_view text) { return parsed<State>(state_codes, text); }

bool is_open(State state) { return state != State::closed; }

bool is_begun(State state) {
    return state == State::preparing || state == State::doing || state == State::reflecting;
}

std::string_view code(Outcome outcome) { return outcome_codes[static_cast<std::size_t>(outcome)]; }

std::optional<Outcome> parse_outcome(std::string_view text) {
    return parsed<Outcome>(outcome_codes, text);
}

bool is_of_goal(Outcome outcome) { return outcome <= Outcome::not_met; }

std::string_view code(Act act) { return act_codes[static_cast<std::size_t>(act)]; }

std::optional<Key> against(Act act, State state) {
    const auto reason = table[static_cast<std::size_t>(act)][static_cast<std::size_t>(state)];
    if (reason.empty()) return std::nullopt;
    return Key::of(reason);
}

}  // namespace rapport::cycles
