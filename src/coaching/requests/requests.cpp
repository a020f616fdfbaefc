#include "coaching/requests/requests.hpp"

#include <algorithm>
#include <array>

#include "coaching/requests/requests_rules.hpp"
#include "coaching/requests/requests_store.hpp"

namespace rapport::requests {

namespace {

constexpr std::array<std::string_view, state_count> state_codes{
    "waiting", "taken", "scheduled", "working", "done", "declined", "withdrawn", "duplicate"};

Key reason_of(const store::SeerRow& row) {
    if (row.is_teacher) return "requests.seer_teacher";
    if (row.holds) return "requests.seer_holder";
    if (row.covers) return row.coaches ? Key("requests.seer_coach") : Key("requests.seer_support");
    return "requests.seer_entered";
}

}  // namespace

std::string_view code(State state) { return state_codes[static_cast<std::size_t>(state)]; }

std::optional<State> parse_state(std::string_view text) {
    const auto at = std::ranges::find(state_codes, text);
    if (at == state_codes.end()) return std::nullopt;
    return static_cast<State>(at - state_codes.begin());
}

bool is_open(State state) { return state < State::done; }

std::string_view code(Branch branch) { return branch == Branch::coach ? "coach" : "support"; }

std::optional<Branch> parse_branch(std::string_view text) {
    if (text == "coach") return Branch::coach;
    if (text == "support") return Branch::support;
    return std::nullopt;
}

std::vector<Waiting> waiting_for(ReadTx& tx, PersonId coach, int max) {
    const Sight sight = sight_of(tx, coach);
    if (!sight.works) return {};
    std::vector<Waiting> waiting;
    for (RequestLine& line : store::on_desk(tx, sight, max)) {
        waiting.push_back({.id = line.id,
                           .teacher = line.teacher,
                           .teacher_name = std::move(line.teacher_name),
                           .words = std::move(line.words),
                           .since = line.made_at,
                           .state = line.state,
                           .is_yours = line.holder == coach,
                           .due_at = line.due_at});
    }
    return waiting;
}

std::vector<RequestLine> open_of_teacher(ReadTx& tx, PersonId teacher) {
    return store::open_of(tx, sight_of(tx, tx.actor()), teacher);
}

std::vector<RequestLine> all_of_teacher(ReadTx& tx, PersonId teacher, int max) {
    return store::all_of(tx, sight_of(tx, tx.actor()), teacher, max);
}

std::optional<RequestLine> find(ReadTx& tx, RequestId request) {
    const auto hand = in_hand(tx, request);
    if (!hand) return std::nullopt;
    return hand->line;
}

std::vector<Seer> who_can_see(ReadTx& tx, RequestId request) {
    const auto hand = in_hand(tx, request);
    if (!hand) return {};
    std::vector<Seer> seers;
    for (store::SeerRow& row : store::seers(tx, *hand)) {
        const Key reason = reason_of(row);
        seers.push_back({std::move(row.name), reason});
    }
    return seers;
}

}  // namespace rapport::requests
