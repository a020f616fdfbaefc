#include "schedule/planner/week_changes.hpp"

#include <algorithm>
#include <array>

namespace rapport::planner {

using locale::Speech;

namespace {

struct StepRow {
    std::string_view step;
    Key says;
};
constexpr std::array<StepRow, 10> step_rows{{
    {"booked", "week.step_booked"},
    {"moved", "week.step_moved"},
    {"agreed", "week.step_agreed"},
    {"cancelled", "week.step_cancelled"},
    {"other_time", "week.step_other_time"},
    {"missed", "week.step_missed"},
    {"done", "week.step_done"},
    {"pinned", "week.step_pinned"},
    {"unpinned", "week.step_unpinned"},
    {"undone", "week.step_undone"},
}};

struct DidRow {
    std::string_view did;
    Key says;
    bool can_undo;
};
constexpr std::array<DidRow, 5> did_rows{{
    {"booked", "week.did_booked", true},
    {"moved", "week.did_moved", true},
    {"cancelled", "week.did_cancelled", true},
    {"agreed", "week.did_agreed", true},
    {"missed", "week.did_missed", false},
}};

std::string was(const Change& change, const Speech& speech) {
    if (!change.before) return "";
    const int long_for = change.now.ring.ends - change.now.ring.begins;
    return when(*change.before, change.before->begins + long_for, speech);
}

}  // namespace

std::string said_of(const Change& change, const Speech& speech) {
    const auto at = std::ranges::find(step_rows, change.step, &StepRow::step);
    Key says = at == step_rows.end() ? Key{"week.step_changed"} : at->says;
    const bool is_by_helped = std::ranges::any_of(
        change.now.people, [&](const Helped& one) { return one.name == change.actor_name; });
    if (change.step == "booked" && is_by_helped) says = Key{"week.step_asked"};
    return speech.say(says, {{"name", change.actor_name},
                             {"who", called(change.now, speech)},
                             {"when", when(change.now, speech)},
                             {"before", was(change, speech)}});
}

std::string mark_of(std::string_view step, const Speech& speech) {
    if (step == "booked") return speech.say("week.mark_new");
    if (step == "moved" || step == "undone") return speech.say("week.mark_moved");
    if (step == "agreed") return speech.say("week.mark_agreed");
    return "";
}

std::vector<DidView> did_views(const desk::Reading& request, const std::optional<Visit>& visit,
                               const Asked& asked) {
    const Speech& speech = request.speech();
    const auto did = request.query("did");
    DidView view{
        .says = "", .more = "", .can_undo = false, .on = asked.on.iso(), .who = asked.who()};
    if (did == "undone") {
        const auto taken = parse_count(request.query("taken")).value_or(0);
        const auto stayed = parse_count(request.query("stayed")).value_or(0);
        view.says = speech.say("week.did_undone", {{"count", std::int64_t{taken}}});
        if (stayed > 0) view.more = speech.say("week.did_stay", {{"count", std::int64_t{stayed}}});
        return {view};
    }
    const auto at = std::ranges::find(did_rows, did, &DidRow::did);
    if (!visit || at == did_rows.end()) return {};
    view.says =
        speech.say(at->says, {{"who", called(*visit, speech)}, {"when", when(*visit, speech)}});
    view.can_undo = at->can_undo;
    if (did == "moved" && visit->state == State::proposed && !visit->people.empty()) {
        view.more = speech.say("week.did_ask", {{"who", called(*visit, speech)}});
    }
    return {view};
}

Key label(Away why) {
    switch (why) {
        case Away::sick:
            return "week.away_sick";
        case Away::conference:
            return "week.away_conference";
        case Away::leave:
            return "week.away_leave";
        case Away::other:
            return "week.away_other";
    }
    return "week.away_other";
}

}  // namespace rapport::planner
