// What may happen to a job description when, and by whom, as one table. A refusal names its reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kernel/locale/key.hpp"

namespace rapport::posts {

enum class State : std::uint8_t {
    draft,
    consultation,    // Those affected read it and say what they think.
    superintendent,  // Waits for the superintendent's word.
    board,           // Waits for the board's.
    in_force,
    review_due,  // In force, and its day to be looked at has come. Derived, never stored.
    revised,     // Another version has come in its place.
    retired,     // Ended, or set aside before it ever held.
};
inline constexpr int state_count = 8;
std::string_view code(State);
std::optional<State> parse_state(std::string_view code);
bool is_open(State);   // On its way: nobody but those at work on it reads it.
bool is_valid(State);  // In force, its review due or not.

enum class Act : std::uint8_t {
    write,      // Sections and duties.
    consult,    // Ask those affected, or more of them, or for longer.
    comment,    // Say what one thinks.
    answer,     // A comment.
    send,       // To the superintendent.
    endorse,    // The superintendent agrees.
    approve,    // The board approves: in force.
    give_back,  // Back to a draft.
    set_aside,  // Before it ever held.
    revise,     // A new draft beside what is in force.
    review,     // Looked at; stays as it is.
    retire,
};
inline constexpr int act_count = 12;
std::string_view code(Act);

// What somebody is to a job description; several at once, or nothing.
struct Standing {
    bool is_author = false;     // A director or an administrator of the district.
    bool is_coach = false;      // May propose.
    bool is_maker = false;      // Made this version.
    bool is_consulted = false;  // Was asked about this version.
};

// Why a job description in this state cannot have this done to it; none when it can.
std::optional<Key> against(Act, State);
// Why this person cannot do it, whenever it can be done; none when they can.
std::optional<Key> against(Act, State, const Standing&);

}  // namespace rapport::posts
