#include "design/posts/machine.hpp"

#include <algorithm>
#include <array>

namespace rapport::posts {

namespace {

constexpr std::array<std::string_view, state_count> state_codes{
    "draft",    "consultation", "superintendent", "board",
    "in_force", "review_due",   "revised",        "retired"};
constexpr std::array<std::string_view, act_count> act_codes{
    "write",   "consult",   "comment",   "answer", "send",   "endorse",
    "approve", "give_back", "set_aside", "revise", "review", "retire"};

// "" is yes.
using Row = std::array<std::string_view, state_count>;

constexpr std::string_view sent = "posts.no_sent", boarded = "posts.no_boarded",
                           valid = "posts.no_valid", unasked = "posts.no_unasked",
                           closed = "posts.no_closed", early = "posts.no_early",
                           unendorsed = "posts.no_unendorsed", fresh = "posts.no_fresh",
                           open = "posts.no_open", old = "posts.no_old", over = "posts.no_over";

// draft, consultation, superintendent, board, in force, review due, revised, retired
constexpr std::array<Row, act_count> table{{
    /* write     */ {"", "", sent, boarded, valid, valid, old, over},
    /* consult   */ {"", "", sent, boarded, valid, valid, old, over},
    /* comment   */ {unasked, "", closed, closed, valid, valid, old, over},
    /* answer    */ {"", "", "", "", valid, valid, old, over},
    /* send      */ {unasked, "", sent, boarded, valid, valid, old, over},
    /* endorse   */ {early, early, "", boarded, valid, valid, old, over},
    /* approve   */ {unendorsed, unendorsed, unendorsed, "", valid, valid, old, over},
    /* give_back */ {fresh, "", "", "", valid, valid, old, over},
    /* set_aside */ {"", "", "", "", valid, valid, old, over},
    /* revise    */ {open, open, open, open, "", "", old, over},
    /* review    */ {open, open, open, open, "", "", old, over},
    /* retire    */ {open, open, open, open, "", "", old, over},
}};

template <class Enum, class Codes>
std::optional<Enum> parsed(const Codes& codes, std::string_view text) {
    const auto at = std::ranges::find(codes, text);
    if (at == codes.end()) return std::nullopt;
    return static_cast<Enum>(at - codes.begin());
}

// A coach who made a draft works on it until it goes out to be read by others.
bool is_makers_turn(Act act, State state, const Standing& who) {
    if (!who.is_coach) return false;
    if (act == Act::revise) return true;
    return who.is_maker && state == State::draft && (act == Act::write || act == Act::set_aside);
}

}  // namespace

std::string_view code(State state) { return state_codes[static_cast<std::size_t>(state)]; }

std::optional<State> parse_state(std::string_view text) { return parsed<State>(state_codes, text); }

bool is_open(State state) { return state <= State::board; }

bool is_valid(State state) { return state == State::in_force || state == State::review_due; }

std::string_view code(Act act) { return act_codes[static_cast<std::size_t>(act)]; }

std::optional<Key> against(Act act, State state) {
    const auto reason = table[static_cast<std::size_t>(act)][static_cast<std::size_t>(state)];
    if (reason.empty()) return std::nullopt;
    return Key::of(reason);
}

std::optional<Key> against(Act act, State state, const Standing& who) {
    if (act == Act::comment) {
        if (who.is_author || who.is_maker || who.is_consulted) return std::nullopt;
        return Key{"posts.no_consulted"};
    }
    if (who.is_author || is_makers_turn(act, state, who)) return std::nullopt;
    return Key{"posts.no_author"};
}

}  // namespace rapport::posts
