#include "coaching/requests/requests_words.hpp"

#include "kernel/clock/clock.hpp"

namespace rapport::requests {

namespace {

// Times are said on the wall of the building.
locale::Speech there(const RequestLine& line, const locale::Speech& speech) {
    return line.zone != nullptr ? speech.in(*line.zone) : speech;
}

std::string near_day(std::optional<Instant> at, const locale::Speech& speech) {
    return speech.near_day(speech.zone().day(at.value_or(speech.now())));
}

std::string stands_taken(const RequestLine& line, const locale::Speech& speech) {
    if (line.holder) return speech.say("requests.stands_taken", {{"name", line.holder_name}});
    const auto branch = line.branch.value_or(Branch::coach);
    return speech.say(branch == Branch::coach ? Key("requests.stands_team_coach")
                                              : Key("requests.stands_team_support"));
}

std::string stands_scheduled(const RequestLine& line, const locale::Speech& speech) {
    const Instant at = line.scheduled_for.value_or(speech.now());
    const bool is_ahead = at > speech.now();
    return speech.say(is_ahead ? Key("requests.stands_scheduled") : Key("requests.stands_was_due"),
                      {{"name", line.holder_name}, {"when", speech.when(at)}});
}

std::optional<Key> yours(State state, bool is_ahead) {
    switch (state) {
        case State::taken:
            return Key("requests.yours_taken");
        case State::scheduled:
            return is_ahead ? Key("requests.yours_scheduled") : Key("requests.yours_was_due");
        case State::working:
            return Key("requests.yours_working");
        default:
            return std::nullopt;
    }
}

Key placed_key(const store::Step& step) {
    const bool is_to_team = step.other_id.empty();
    const bool is_own = step.other_id == step.actor.text();
    if (is_own) return "requests.told_took";
    if (!is_to_team) return "requests.told_gave";
    return step.branch == Branch::support ? Key("requests.told_to_support")
                                          : Key("requests.told_to_coach");
}

std::optional<Key> plain_key(std::string_view step) {
    if (step == "asked") return Key("requests.told_asked");
    if (step == "by_mail") return Key("requests.told_by_mail");
    if (step == "left_out") return Key("requests.told_left_out");
    if (step == "message") return Key("requests.told_message");
    if (step == "split") return Key("requests.told_split");
    if (step == "split_off") return Key("requests.told_split_off");
    if (step == "unscheduled") return Key("requests.told_unscheduled");
    if (step == "started") return Key("requests.told_started");
    if (step == "done") return Key("requests.told_done");
    if (step == "reopened") return Key("requests.told_reopened");
    if (step == "declined") return Key("requests.told_declined");
    if (step == "withdrawn") return Key("requests.told_withdrawn");
    if (step == "duplicate") return Key("requests.told_duplicate");
    return std::nullopt;
}

}  // namespace

Instant soon(Instant now, const Zone& zone, const calendar::Calendar& calendar) {
    const auto days = calendar.of(std::nullopt);
    return due({Span::Unit::school_days, 1}, now, zone, days).value_or(now);
}

std::string stands(const RequestLine& line, const locale::Speech& reader) {
    const locale::Speech speech = there(line, reader);
    switch (line.state) {
        case State::waiting:
            return speech.say("requests.stands_waiting");
        case State::taken:
            return stands_taken(line, speech);
        case State::scheduled:
            return stands_scheduled(line, speech);
        case State::working:
            return speech.say("requests.stands_working", {{"name", line.holder_name}});
        case State::done:
            return speech.say("requests.stands_done", {{"day", near_day(line.closed_at, speech)}});
        case State::declined:
            return speech.say("requests.stands_declined");
        case State::withdrawn:
            return speech.say("requests.stands_withdrawn",
                              {{"day", near_day(line.closed_at, speech)}});
        case State::duplicate:
            return speech.say("requests.stands_duplicate");
    }
    return "";
}

std::string stands_to(PersonId reader, const RequestLine& line, const locale::Speech& speech) {
    const bool is_ahead = line.scheduled_for && *line.scheduled_for > speech.now();
    const auto key = yours(line.state, is_ahead);
    if (line.holder != reader || !key) return stands(line, speech);
    const Instant at = line.scheduled_for.value_or(speech.now());
    return speech.say(*key, {{"when", there(line, speech).when(at)}});
}

std::string promise_of(const RequestLine& line, const locale::Speech& reader) {
    if (!line.due_at || !is_open(line.state)) return "";
    const locale::Speech speech = there(line, reader);
    const bool is_late = *line.due_at < speech.now();
    const bool is_answer = !line.answered_at;
    const Key answer = is_late ? Key("requests.answer_late") : Key("requests.answer_due");
    const Key finish = is_late ? Key("requests.finish_late") : Key("requests.finish_due");
    return speech.say(is_answer ? answer : finish, {{"when", speech.when(*line.due_at)}});
}

Signal signal_of(const RequestLine& line, const locale::Speech& reader,
                 const calendar::Calendar& calendar) {
    const locale::Speech speech = there(line, reader);
    if (!is_open(line.state)) {
        return {line.state == State::done ? "done" : "waiting",
                speech.say("requests.closed_on", {{"day", near_day(line.closed_at, speech)}})};
    }
    if (line.due_at && *line.due_at < speech.now()) {
        return {"late", speech.say("requests.late", {{"when", speech.when(*line.due_at)}})};
    }
    if (line.due_at && *line.due_at <= soon(speech.now(), speech.zone(), calendar)) {
        return {"due", speech.say("requests.due", {{"when", speech.when(*line.due_at)}})};
    }
    const bool is_waiting = line.state == State::waiting || !line.holder;
    return {is_waiting ? "waiting" : "going",
            speech.say(is_waiting ? Key("requests.since") : Key("requests.going"),
                       {{"ago", speech.ago(line.made_at)}})};
}

std::string told(const store::Step& step, const RequestLine& line, const locale::Speech& reader) {
    const locale::Speech speech = there(line, reader);
    if (step.step == "triaged" || step.step == "handed") {
        return speech.say(placed_key(step),
                          {{"name", step.actor_name}, {"other", step.other_name}});
    }
    if (step.step == "scheduled") {
        return speech.say(
            "requests.told_scheduled",
            {{"name", step.actor_name}, {"when", speech.when(step.planned_for.value_or(step.at))}});
    }
    const bool is_for_teacher = step.step == "asked" && step.actor != line.teacher;
    if (is_for_teacher) {
        return speech.say("requests.told_asked_for",
                          {{"name", step.actor_name}, {"other", line.teacher_name}});
    }
    const auto key = plain_key(step.step);
    must(key.has_value(), "a step of a kind nobody can tell");
    return speech.say(*key, {{"name", step.actor_name}});
}

}  // namespace rapport::requests
