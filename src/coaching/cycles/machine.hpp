// What may happen to a cycle when, as one table. A refusal names its reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kernel/locale/key.hpp"

namespace rapport::cycles {

enum class State : std::uint8_t {
    proposed,    // Asked; not everybody has said yes.
    agreed,      // Everybody has; not begun.
    preparing,   // In a stage before the doing.
    doing,       // In class.
    reflecting,  // Looking back.
    closed,
};
inline constexpr int state_count = 6;
std::string_view code(State);
std::optional<State> parse_state(std::string_view code);
bool is_open(State);
bool is_begun(State);  // In a stage.

enum class Outcome : std::uint8_t {
    met,
    partly,
    not_met,
    stopped_by_teacher,  // At any time, without a reason.
    stopped_by_coach,
    interrupted,  // By something from outside: a leave, a closed school.
};
inline constexpr int outcome_count = 6;
std::string_view code(Outcome);
std::optional<Outcome> parse_outcome(std::string_view code);
bool is_of_goal(Outcome);  // Met, partly, not met: said after looking back.

enum class Act : std::uint8_t {
    agree,      // A teacher says yes.
    begin,      // The first stage.
    go_on,      // The next stage; into the doing only with a baseline.
    go_back,    // The stage before.
    shape,      // Goal, plan and moves.
    measure,    // Evidence.
    step,       // What somebody does next.
    invite,     // One more teacher.
    leave,      // One of several teachers.
    conclude,   // Met, partly or not met.
    stop,       // By the teacher, or by the coach.
    interrupt,  // From outside.
    celebrate,  // What they are glad of.
    succeed,    // Another cycle follows.
    meet,       // A day to sit together.
    write,      // Agenda and notes; also after the end, so that nothing typed is lost.
    rate,       // Where a lesson stands, on a published scale.
    place,      // A step asks for a place in the week.
};
inline constexpr int act_count = 18;
std::string_view code(Act);

// Why a cycle in this state cannot have this done to it; none when it can.
std::optional<Key> against(Act, State);

}  // namespace rapport::cycles
