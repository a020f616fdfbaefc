#include "coaching/requests/request_view.hpp"

#include <array>

#include "coaching/requests/requests_store.hpp"
#include "coaching/requests/requests_words.hpp"
#include "kernel/text/text.hpp"

namespace rapport::requests {

using locale::Speech;

namespace {

const Key severity_words[] = {"requests.severity_1", "requests.severity_2", "requests.severity_3",
                              "requests.severity_4"};
const Key impact_words[] = {"requests.impact_1", "requests.impact_2", "requests.impact_3",
                            "requests.impact_4", "requests.impact_5"};
const Key priority_words[] = {"requests.priority_1", "requests.priority_2", "requests.priority_3",
                              "requests.priority_4"};

std::vector<ChoiceView> choices(std::span<const Key> words, int chosen, const Speech& speech) {
    std::vector<ChoiceView> all;
    for (const Key& word : words) {
        const int value = static_cast<int>(std::ssize(all)) + 1;
        all.push_back({std::to_string(value), speech.say(word), value == chosen});
    }
    return all;
}

void fill_request(RequestView& view, const Hand& hand, const Speech& speech,
                  const calendar::Calendar& calendar) {
    const RequestLine& line = hand.line;
    view.id = line.id;
    view.version = line.version;
    view.teacher_name = line.teacher_name;
    view.building = line.building_name;
    view.words = line.words;
    view.times = line.times;
    view.stands = stands_to(hand.sight.person, line, speech);
    view.promise = promise_of(line, speech);
    view.is_late = signal_of(line, speech, calendar).shape == "late";
    view.made_at = line.made_at;
    view.is_teacher = hand.sight.person == line.teacher;
    view.works = hand.sight.works;
    if (hand.entered_by != line.teacher) view.entered_by = hand.entered_by_name;
    if (line.priority) {
        view.priority = speech.say(priority_words[static_cast<std::size_t>(*line.priority - 1)]);
    }
}

void fill_abilities(RequestView& view, const Hand& hand, Instant now,
                    const calendar::Calendar& calendar) {
    const auto days = calendar.of(hand.building);
    const auto closed_at = hand.line.closed_at;
    view.more.can_place = can(Act::triage, hand) || can(Act::hand_over, hand);
    view.more.can_split = can(Act::split, hand);
    view.more.can_decline = can(Act::decline, hand);
    view.more.can_duplicate = can(Act::duplicate, hand);
    view.can_take = view.more.can_place && hand.line.holder != hand.sight.person;
    view.can_schedule = can(Act::schedule, hand);
    view.can_start = can(Act::start, hand);
    view.can_finish = can(Act::finish, hand);
    view.can_reopen = can(Act::reopen, hand) && closed_at &&
                      now <= reopen_until(*closed_at, zone_of(hand.line), days);
    view.can_withdraw = can(Act::withdraw, hand);
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

void fill_forms(RequestView& view, const Hand& hand, const Speech& speech) {
    const RequestLine& line = hand.line;
    MoreView& more = view.more;
    const bool is_first = line.state == State::waiting;
    more.id = line.id;
    more.version = line.version;
    more.words = line.words;
    more.place_action = is_first ? "triage" : "handoff";
    more.place_title =
        speech.say(is_first ? Key("requests.place_first") : Key("requests.place_on"));
    more.severities = choices(severity_words, hand.severity.value_or(3), speech);
    more.impacts = choices(impact_words, hand.impact.value_or(5), speech);
    view.take_action = more.place_action;
    view.take_to = std::string(code(line.branch.value_or(hand.sight.branch()))) + "/" +
                   hand.sight.person.text();
    if (!line.scheduled_for) return;
    const WallTime wall =
        (line.zone != nullptr ? *line.zone : speech.zone()).wall(*line.scheduled_for);
    view.on = wall.day.iso();
    view.at = two_digits(wall.hour) + ":" + two_digits(wall.minute);
}

void unfold(MoreView& more, const Tried& tried) {
    const auto is_typed = [&](std::string_view field) {
        return tried.refusal != nullptr && !tried.typed.first(field).empty();
    };
    const std::string field = tried.refusal != nullptr ? tried.refusal->field : "";
    more.is_place_open = field == "to" || field == "severity" || is_typed("note");
    more.is_split_open = field == "half" || is_typed("half");
    more.is_decline_open = field == "reason" || is_typed("reason") || is_typed("instead");
    more.is_duplicate_open = field == "original";
}

// Nothing typed is ever lost, even where somebody else was faster and the form is gone.
void keep_typed(RequestView& view, const Tried& tried) {
    if (tried.refusal == nullptr) return;
    const auto keep = [&](bool is_offered, std::string_view field) {
        const auto words = tried.typed.first(field);
        if (!is_offered && !words.empty()) view.kept_words.emplace_back(words);
    };
    keep(view.more.can_place, "note");
    keep(view.more.can_split, "half");
    keep(view.more.can_decline, "reason");
    keep(view.more.can_decline, "instead");
}

void fill_people(ReadTx& tx, RequestView& view, const Hand& hand) {
    for (const auto& worker : store::workers(tx, hand.sight.today, hand.building)) {
        const std::string id = worker.id.text();
        if (worker.coaches) view.more.coaches.push_back({"coach/" + id, worker.name});
        if (worker.supports) view.more.technicians.push_back({"support/" + id, worker.name});
    }
}

void fill_related(ReadTx& tx, RequestView& view, const Hand& hand, const Speech& speech) {
    for (const Hand& other : store::related(tx, hand)) {
        const std::string words = text::shortened(other.line.words, 100);
        if (is_linked(hand, other)) {
            view.linked.push_back({other.line.id, words, stands(other.line, speech)});
        }
        if (other.line.state != State::duplicate) {
            view.more.originals.push_back({other.line.id.text(), words});
        }
    }
    view.more.can_duplicate = view.more.can_duplicate && !view.more.originals.empty();
}

void fill_steps(ReadTx& tx, RequestView& view, const Hand& hand, const Speech& speech) {
    for (const store::Step& step : store::steps(tx, hand.line.id)) {
        StepView shown{.at = step.at,
                       .says = told(step, hand.line, speech),
                       .words = step.words,
                       .instead = step.instead,
                       .link = ""};
        const bool names_request =
            step.step == "split" || step.step == "split_off" || step.step == "duplicate";
        if (names_request) shown.link = "/requests/" + step.other_id;
        view.steps.push_back(std::move(shown));
    }
}

}  // namespace

RequestView request_view(ReadTx& tx, const Hand& hand, const Speech& speech, const Tried& tried) {
    RequestView view;
    const calendar::Calendar calendar = calendar::load(tx);
    fill_request(view, hand, speech, calendar);
    fill_abilities(view, hand, tx.now(), calendar);
    fill_related(tx, view, hand, speech);
    fill_steps(tx, view, hand, speech);
    keep_typed(view, tried);
    view.can_do_more = view.more.is_anything();
    if (!view.can_do_more) return view;
    fill_forms(view, hand, speech);
    fill_people(tx, view, hand);
    unfold(view.more, tried);
    return view;
}

}  // namespace rapport::requests
