// What may be done when, and by whom. The acts themselves are in requests_acts.cpp.
#include "coaching/requests/requests_rules.hpp"

#include <array>

#include "coaching/requests/requests_store.hpp"

namespace rapport::requests {

namespace {

bool is_teacher_of(const Hand& hand) { return hand.sight.person == hand.line.teacher; }

// Theirs to work on: they have it, or nobody has it yet.
bool is_with_them(const Hand& hand) {
    return hand.sight.works && (!hand.line.holder || *hand.line.holder == hand.sight.person);
}

// A closed request says how it ended.
std::optional<Key> against_closed(Act act, State state) {
    switch (state) {
        case State::done:
            if (act == Act::reopen) return std::nullopt;
            return Key("requests.no_done");
        case State::declined:
            return Key("requests.no_declined");
        case State::withdrawn:
            return Key("requests.no_withdrawn");
        case State::duplicate:
            return Key("requests.no_duplicate");
        default:
            return std::nullopt;
    }
}

std::optional<Key> against_waiting(Act act) {
    switch (act) {
        case Act::hand_over:
        case Act::schedule:
        case Act::start:
        case Act::finish:
            return Key("requests.no_nobody_has_it");
        default:
            return std::nullopt;
    }
}

}  // namespace

const Zone& zone_of(const RequestLine& line) {
    return line.zone != nullptr ? *line.zone : Zone::utc();
}

std::optional<Instant> next_promise(const RequestLine& line) {
    if (!is_open(line.state)) return std::nullopt;
    if (!line.answered_at) return line.answer_by;
    if (line.state == State::scheduled && line.scheduled_for) {
        return late_after(*line.scheduled_for, zone_of(line));
    }
    return line.finish_by;
}

std::optional<Key> against(Act act, State state) {
    if (!is_open(state)) return against_closed(act, state);
    if (act == Act::reopen) return Key("requests.no_still_open");
    if (state == State::waiting) return against_waiting(act);
    if (act == Act::triage) return Key("requests.no_looked_at");
    if (act == Act::start && state == State::working) return Key("requests.no_working");
    return std::nullopt;
}

bool is_theirs(Act act, const Hand& hand) {
    switch (act) {
        case Act::triage:
        case Act::hand_over:
        case Act::split:
        case Act::duplicate:
            return hand.sight.works;
        case Act::schedule:
        case Act::start:
        case Act::finish:
        case Act::decline:
            return is_with_them(hand);
        case Act::reopen:
            return hand.sight.works || is_teacher_of(hand);
        case Act::withdraw:
            return is_teacher_of(hand) || hand.entered_by == hand.sight.person;
    }
    return false;
}

bool can(Act act, const Hand& hand) {
    return !against(act, hand.line.state) && is_theirs(act, hand);
}

std::optional<Hand> in_hand(ReadTx& tx, RequestId request) {
    return store::one(tx, sight_of(tx, tx.actor()), request);
}

bool is_linked(const Hand& a, const Hand& b) {
    return a.split_from == b.line.id || b.split_from == a.line.id || a.duplicate_of == b.line.id ||
           b.duplicate_of == a.line.id;
}

Result<Done> as_seen(ReadTx& tx, const Hand& hand, std::int64_t version) {
    if (version == hand.line.version) return Done{};
    return Refusal{.key = "requests.changed",
                   .field = "",
                   .with = {{"name", store::last_actor(tx, hand.line.id)}}};
}

}  // namespace rapport::requests
