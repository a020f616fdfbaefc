// A cycle in words, for the two who share it.
#include <algorithm>
#include <array>

#include "coaching/cycles/cycles_pages.hpp"

namespace rapport::cycles {

using locale::Speech;

namespace {

constexpr int level_height = 56;
constexpr std::int64_t check_days = 7;

struct Mark {
    std::string shape;
    Key says;
};

Mark mark_of(const Cycle& cycle, const Template& model, PersonId reader, Day today) {
    if (cycle.state == State::closed) return {"done", "cycles.is_closed"};
    const Member* self = cycle.member(reader);
    if (self != nullptr && !self->has_agreed()) return {"due", "cycles.is_for_you"};
    if (cycle.state == State::proposed) return {"waiting", "cycles.is_asked"};
    if (cycle.state == State::agreed) return {"due", "cycles.is_agreed"};
    switch (rhythm_of(cycle, model.rhythm_days, today)) {
        case Rhythm::stalled:
            return {"waiting", "cycles.is_quiet"};
        case Rhythm::overdue:
            return {"due", "cycles.is_overdue"};
        case Rhythm::due_soon:
            return {"due", "cycles.is_due_soon"};
        default:
            return {"going", "cycles.is_going"};
    }
}

std::vector<StageRow> stage_rows(const Template& model, int now, State state,
                                 const Speech& speech) {
    std::vector<StageRow> rows;
    for (int i = 0; i < static_cast<int>(model.stages.size()); ++i) {
        const bool is_past = state == State::closed || (is_begun(state) && i < now);
        const bool is_now = is_begun(state) && i == now;
        rows.push_back({model.stages[static_cast<std::size_t>(i)].called(speech),
                        is_past  ? "done"
                        : is_now ? "now"
                                 : "",
                        is_past  ? speech.say("cycles.stage_done")
                        : is_now ? speech.say("cycles.stage_now")
                                 : ""});
    }
    return rows;
}

void add_fact(std::vector<Fact>& facts, Key name, const std::string& words, const Speech& speech) {
    if (!words.empty()) facts.push_back({speech.say(name), words});
}

std::string listed(const std::vector<std::string>& codes, std::string_view stem,
                   const Speech& speech) {
    std::string all;
    for (const std::string& one : codes) {
        all += (all.empty() ? "" : " · ") + say_code(stem, one, speech);
    }
    return all;
}

void fill_goal(const Cycle& cycle, const Speech& speech, CycleView& view) {
    add_fact(view.goal, "cycles.goal", cycle.goal.goal, speech);
    add_fact(view.goal, "cycles.target", cycle.goal.target, speech);
    add_fact(view.goal, "cycles.unit", cycle.goal.unit, speech);
    add_fact(view.goal, "cycles.standard", cycle.goal.standard, speech);
    add_fact(view.goal, "cycles.peers_yes", listed(cycle.goal.peers, "cycles.peer_short_", speech),
             speech);
    const Plan& plan = cycle.plan;
    if (!plan.toward.empty() && !plan.trying.empty() && !plan.with.empty()) {
        view.frame =
            speech.say("cycles.frame",
                       {{"toward", plan.toward}, {"trying", plan.trying}, {"tool", plan.with}});
    } else {
        add_fact(view.plan, "cycles.toward", plan.toward, speech);
        add_fact(view.plan, "cycles.try", plan.trying, speech);
        add_fact(view.plan, "cycles.with", plan.with, speech);
    }
    add_fact(view.plan, "cycles.moves", listed(cycle.moves, "cycles.move_", speech), speech);
}

const Levels* newest(const std::vector<Evidence>& evidence, Moment moment) {
    const Levels* found = nullptr;
    for (const Evidence& one : evidence) {
        if (one.moment == moment && one.levels) found = &*one.levels;
    }
    return found;
}

int share(const Levels* levels, int level) {
    if (levels == nullptr || levels->sum() == 0) return 0;
    return static_cast<int>(levels->at[level] * 100 / levels->sum());
}

// Of each class its share, so that two absent students do not look like progress.
void fill_levels(const Hand& hand, const Speech& speech, CycleView& view) {
    const Levels* before = newest(hand.evidence, Moment::before);
    const Levels* after = newest(hand.evidence, Moment::after);
    if (before == nullptr && after == nullptr) return;
    const auto count = [&](const Levels* levels, int level) {
        return levels == nullptr ? std::string("–") : speech.number(levels->at[level]);
    };
    for (int i = 0; i < level_count; ++i) {
        const int top = i * level_height;
        view.work.levels.push_back(
            {.name = level_name(i, speech),
             .before = count(before, i),
             .after = count(after, i),
             .says = speech.say("cycles.level_line", {{"name", level_name(i, speech)},
                                                      {"before", count(before, i)},
                                                      {"after", count(after, i)}}),
             .before_percent = share(before, i),
             .after_percent = share(after, i),
             .text_y = top + 16,
             .before_y = top + 24,
             .after_y = top + 36});
    }
    view.work.chart_height = level_count * level_height;
}

std::string levels_said(const Evidence& one, const Speech& speech) {
    std::string said;
    for (int i = 0; one.levels && i < level_count; ++i) {
        said += (said.empty() ? "" : " · ") + level_name(i, speech) + " " +
                speech.number(one.levels->at[i]);
    }
    return said;
}

void fill_things(const Hand& hand, const Speech& speech, CycleView& view) {
    for (const Evidence& one : hand.evidence) {
        view.work.evidence.push_back({one.id, one.on,
                                      say_code("cycles.moment_", code(one.moment), speech),
                                      one.source, one.words, levels_said(one, speech)});
    }
    const Day today = speech.today();
    for (const Step& step : hand.steps) {
        auto& rows = step.is_done ? view.steps.done : view.steps.open;
        const std::string day = speech.near_day(step.check_on);
        const std::string shape = step.is_done             ? "done"
                                  : step.check_on <= today ? "due"
                                                           : "waiting";
        rows.push_back({step.id, step.words, step.who_name, shape, day});
    }
    fill_levels(hand, speech, view);
}

void fill_people(const Hand& hand, PersonId reader, const Speech& speech, CycleView& view) {
    const Cycle& cycle = hand.cycle;
    view.steps.people.push_back({cycle.coach, cycle.coach_name, cycle.coach == reader});
    for (const Member& member : cycle.members) {
        if (member.has_agreed()) {
            view.steps.people.push_back({member.id, member.name, member.id == reader});
        }
        const bool is_self = member.id == reader;
        const bool sees_units = member.has_agreed() && (hand.is_coach || is_self);
        view.members.push_back(
            {.id = member.id,
             .name = member.name,
             .says = speech.say(member.has_agreed() ? Key{"cycles.has_agreed"}
                                                    : Key{"cycles.is_thinking"}),
             .units_href = sees_units ? "/people/" + member.id.text() + "/units" : "",
             .can_leave =
                 cycle.members.size() > 1 && is_open(cycle.state) && (hand.is_coach || is_self),
             .is_self = is_self});
    }
}

bool may(Act act, const Hand& hand) { return !against(act, hand); }

void fill_ways(const Hand& hand, const Speech& speech, CycleView& view) {
    const Cycle& cycle = hand.cycle;
    const auto last = static_cast<int>(hand.model.stages.size()) - 1;
    view.is_open = is_open(cycle.state);
    view.is_closed = !view.is_open;
    view.is_waiting = cycle.state == State::proposed;
    view.can_begin = may(Act::begin, hand);
    view.can_go_on = may(Act::go_on, hand) && cycle.stage < last;
    view.can_go_back = may(Act::go_back, hand) && cycle.stage > 0;
    view.can_conclude = may(Act::conclude, hand);
    view.work.can_measure = may(Act::measure, hand);
    view.steps.can_step = may(Act::step, hand);
    view.steps.can_place = may(Act::place, hand);
    view.can_invite = may(Act::invite, hand);
    view.can_succeed = may(Act::succeed, hand);
    view.can_celebrate = may(Act::celebrate, hand);
    if (!view.can_go_on) return;
    const Stage& next = hand.model.stages[static_cast<std::size_t>(cycle.stage) + 1];
    view.next_stage = next.called(speech);
    view.needs_baseline = next.phase == Phase::doing && !hand.has(Moment::before);
}

}  // namespace

std::string say_code(std::string_view stem, std::string_view code, const Speech& speech) {
    const std::string key = std::string(stem) + std::string(code);
    return speech.say(Key::of(key));
}

std::string level_name(int level, const Speech& speech) {
    return say_code("cycles.level_", std::to_string(level), speech);
}

std::string names_of(const Cycle& cycle, PersonId reader, const Speech& speech) {
    std::vector<std::string> names;
    if (cycle.coach != reader) names.push_back(cycle.coach_name);
    for (const Member& member : cycle.members) {
        if (member.id != reader) names.push_back(member.name);
    }
    if (names.empty()) return "";
    if (names.size() == 1) return names.front();
    if (names.size() == 2) {
        return speech.say("cycles.two_names", {{"one", names[0]}, {"other", names[1]}});
    }
    return speech.say("cycles.many_names",
                      {{"one", names[0]}, {"count", static_cast<std::int64_t>(names.size()) - 1}});
}

std::string rhythm_says(Rhythm rhythm, const Speech& speech) {
    if (rhythm == Rhythm::none) return "";
    return say_code("cycles.rhythm_", code(rhythm), speech);
}

std::string stands(const Cycle& cycle, const Template& model, PersonId reader,
                   const Speech& speech) {
    const std::string with = names_of(cycle, reader, speech);
    const Member* self = cycle.member(reader);
    if (cycle.state == State::closed) {
        return say_code("cycles.outcome_", code(*cycle.outcome), speech);
    }
    if (self != nullptr && !self->has_agreed()) {
        return speech.say("cycles.stands_for_you", {{"name", cycle.coach_name}});
    }
    if (cycle.state == State::proposed) return speech.say("cycles.stands_asked", {{"name", with}});
    if (cycle.state == State::agreed) return speech.say("cycles.stands_agreed");
    const Stage& stage = model.stages[static_cast<std::size_t>(cycle.stage)];
    if (cycle.next_on) {
        return speech.say("cycles.stands_next", {{"stage", stage.called(speech)},
                                                 {"day", speech.near_day(*cycle.next_on)}});
    }
    return speech.say("cycles.stands_stage", {{"stage", stage.called(speech)}});
}

CycleRow row_of(const Cycle& cycle, const Template& model, PersonId reader, const Speech& speech) {
    const Mark mark = mark_of(cycle, model, reader, speech.today());
    return {.id = cycle.id,
            .href = "/cycles/" + cycle.id.text(),
            .topic = cycle.goal.topic,
            .with = names_of(cycle, reader, speech),
            .stands = stands(cycle, model, reader, speech),
            .shape = mark.shape,
            .signal = speech.say(mark.says)};
}

CycleView cycle_view(const Hand& hand, PersonId reader, const Speech& speech) {
    const Cycle& cycle = hand.cycle;
    CycleView view;
    view.id = cycle.id;
    view.version = cycle.version;
    view.topic = cycle.goal.topic;
    view.with = speech.say("cycles.with_names", {{"names", names_of(cycle, reader, speech)}});
    view.stands = stands(cycle, hand.model, reader, speech);
    view.shape = mark_of(cycle, hand.model, reader, speech.today()).shape;
    view.stages = stage_rows(hand.model, cycle.stage, cycle.state, speech);
    view.is_coach = hand.is_coach;
    if (is_begun(cycle.state)) {
        view.now_asks = hand.model.stages[static_cast<std::size_t>(cycle.stage)].asks(speech);
        const auto days = speech.today().number() - cycle.begun_on->number();
        const auto week = std::min<std::int64_t>(days / 7 + 1, cycle.weeks);
        view.week =
            speech.say("cycles.week_of", {{"week", week}, {"weeks", std::int64_t{cycle.weeks}}});
    }
    view.gentle = rhythm_says(rhythm_of(cycle, hand.model.rhythm_days, speech.today()), speech);
    if (cycle.outcome) view.outcome = say_code("cycles.outcome_", code(*cycle.outcome), speech);
    view.celebration = cycle.celebration;
    view.steps.id = view.work.id = cycle.id;
    view.steps.check_on = speech.today().plus(check_days);
    fill_goal(cycle, speech, view);
    fill_things(hand, speech, view);
    fill_people(hand, reader, speech, view);
    fill_ways(hand, speech, view);
    return view;
}

}  // namespace rapport::cycles
