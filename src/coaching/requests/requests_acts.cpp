// The acts: each one changes where a request stands, and leaves a step, an audit row and the news.
#include <algorithm>

#include "coaching/requests/requests_news.hpp"
#include "coaching/requests/requests_rules.hpp"
#include "coaching/requests/requests_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::requests {

namespace {

constexpr int severity_unsaid = 3, impact_unsaid = 5;

// May it be done, and is it theirs to do? The state's reason comes first: it explains more.
Result<Done> allowed(Act act, const Hand& hand) {
    if (const auto reason = against(act, hand.line.state)) return Refusal{.key = *reason};
    if (is_theirs(act, hand)) return Done{};
    const bool is_with_another = hand.sight.works && hand.line.holder;
    if (!is_with_another) return Refusal{.key = "requests.no_not_yours"};
    return Refusal{.key = "requests.no_somebody_has_it",
                   .field = "",
                   .with = {{"name", hand.line.holder_name}}};
}

// Kept as it was typed, to the byte.
Result<std::string> checked(std::string_view typed, std::size_t max, std::string_view field) {
    if (text::length(typed) <= max) return std::string(typed);
    return Refusal{.key = "requests.too_long",
                   .field = std::string(field),
                   .with = {{"max", static_cast<std::int64_t>(max)}}};
}

Result<std::string> needed(std::string_view typed, Key why_empty, std::string_view field) {
    if (text::trimmed(typed).empty()) {
        return Refusal{.key = why_empty, .field = std::string(field)};
    }
    return checked(typed, words_max, field);
}

// The targets of a branch count from the moment the request reaches it; the coach's first answer
// from when it was asked, since until then it was promised just that.
void promise(ReadTx& tx, Hand& hand, Instant from) {
    const Promises promises = store::promises(tx);
    const calendar::Calendar calendar = calendar::load(tx);
    RequestLine& line = hand.line;
    const bool is_support = line.branch == Branch::support;
    if (is_support) {
        hand.severity = hand.severity.value_or(severity_unsaid);
        hand.impact = hand.impact.value_or(impact_unsaid);
        line.priority = promises.priority(*hand.severity, *hand.impact);
    } else {
        hand.severity.reset();
        hand.impact.reset();
        line.priority.reset();
    }
    const Promised made = promised(promises, line.priority, is_support ? tx.now() : from,
                                   zone_of(line), calendar.of(hand.building));
    line.answer_by = made.answer_by;
    line.finish_by = made.finish_by;
}

// The first answer is given when the person who has it acts, not when it is put on their desk.
void answer(WriteTx& tx, Hand& hand) {
    if (!hand.line.answered_at) hand.line.answered_at = tx.now();
}

struct Told {
    Event event;
    std::optional<PersonId> had_it;
};

std::string small_facts(const Hand& hand) {
    std::string facts = "{\"state\":\"" + std::string(code(hand.line.state)) + "\"";
    if (hand.line.branch) facts += ",\"branch\":\"" + std::string(code(*hand.line.branch)) + "\"";
    if (hand.line.holder) facts += ",\"holder\":\"" + hand.line.holder->text() + "\"";
    return facts + "}";
}

// Everything an act leaves behind.
void keep(WriteTx& tx, Hand& hand, store::Step step, const std::optional<Told>& told) {
    hand.line.due_at = next_promise(hand.line);
    store::save(tx, hand);
    step.branch = hand.line.branch;
    store::append(tx, hand.line.id, step);
    audit::record(tx, "request." + step.step, "request/" + hand.line.id.text(), small_facts(hand));
    if (!told) return;
    leave_news(tx, {.event = told->event,
                    .request = hand.line.id,
                    .version = hand.line.version,
                    .actor = tx.actor(),
                    .had_it = told->had_it});
}

void close(WriteTx& tx, Hand& hand, State state) {
    hand.line.state = state;
    hand.line.closed_at = tx.now();
}

// Whoever works on what nobody has, has it.
void take_if_free(Hand& hand) {
    if (!hand.line.branch) hand.line.branch = hand.sight.branch();
    if (!hand.line.holder) hand.line.holder = hand.sight.person;
}

Result<std::string> holder_name(ReadTx& tx, const Hand& hand, PersonId holder) {
    for (const auto& worker : store::workers(tx, hand.sight.today, hand.building)) {
        if (worker.id == holder) return worker.name;
    }
    return Refusal{.key = "requests.no_holder_elsewhere", .field = "to"};
}

bool is_in_matrix(const Placing& placing) {
    return placing.severity.value_or(1) >= 1 && placing.severity.value_or(1) <= severity_count &&
           placing.impact.value_or(1) >= 1 && placing.impact.value_or(1) <= impact_count;
}

// Puts it on a branch's desk, or on one person's.
Result<Done> place(WriteTx& tx, Hand& hand, const Placing& placing) {
    if (!is_in_matrix(placing)) {
        return Refusal{.key = "requests.no_such_urgency", .field = "severity"};
    }
    hand.line.holder_name.clear();
    if (placing.holder) {
        const auto name = holder_name(tx, hand, *placing.holder);
        if (!name) return name.refusal();
        hand.line.holder_name = *name;
    }
    hand.line.state = State::taken;
    hand.line.branch = placing.branch;
    hand.line.holder = placing.holder;
    hand.line.scheduled_for.reset();
    hand.severity = placing.severity;
    hand.impact = placing.impact;
    return Done{};
}

std::string text_of(const std::optional<PersonId>& person) { return person ? person->text() : ""; }

Hand fresh(WriteTx& tx, const Sight& sight, const store::Teacher& teacher) {
    Hand hand;
    hand.sight = sight;
    hand.entered_by = tx.actor();
    hand.building = teacher.building;
    hand.line.id = tx.new_id<RequestId>();
    hand.line.zone = teacher.zone;
    hand.line.made_at = tx.now();
    return hand;
}

void keep_fresh(WriteTx& tx, Hand& hand, store::Step step, Event event) {
    hand.line.due_at = next_promise(hand.line);
    store::insert(tx, hand);
    step.branch = hand.line.branch;
    store::append(tx, hand.line.id, step);
    audit::record(tx, "request." + step.step, "request/" + hand.line.id.text(), small_facts(hand));
    leave_news(
        tx,
        {.event = event, .request = hand.line.id, .version = 1, .actor = tx.actor(), .had_it = {}});
}

Branch other(Branch branch) { return branch == Branch::coach ? Branch::support : Branch::coach; }

}  // namespace

Result<RequestId> ask(WriteTx& tx, const Asking& asking) {
    const Sight sight = sight_of(tx, tx.actor());
    const bool is_own = asking.teacher == tx.actor();
    if (is_own ? !sight.teaches && !sight.works : !sight.works) {
        return Refusal{.key = "requests.no_not_yours"};
    }
    auto words = needed(asking.words, "requests.no_words", "words");
    if (!words) return words.refusal();
    auto times = checked(asking.times, times_max, "times");
    if (!times) return times.refusal();
    const auto teacher = store::teacher(tx, sight, asking.teacher);
    if (!teacher) return Refusal{.key = "requests.no_such_person", .field = "who"};
    Hand hand = fresh(tx, sight, *teacher);
    hand.line.teacher = asking.teacher;
    hand.line.words = std::move(*words);
    hand.line.times = std::move(*times);
    promise(tx, hand, tx.now());
    keep_fresh(tx, hand, {.step = "asked"}, Event::asked);
    return hand.line.id;
}

Result<Done> triage(WriteTx& tx, Hand& hand, const Placing& placing) {
    auto good = allowed(Act::triage, hand);
    if (!good) return good;
    auto words = checked(placing.words, words_max, "note");
    if (!words) return words.refusal();
    if (auto placed = place(tx, hand, placing); !placed) return placed;
    promise(tx, hand, hand.line.made_at);
    if (hand.line.holder == tx.actor()) answer(tx, hand);
    keep(tx, hand,
         {.step = "triaged", .other_id = text_of(hand.line.holder), .words = std::move(*words)},
         Told{Event::placed, {}});
    return Done{};
}

Result<Done> hand_over(WriteTx& tx, Hand& hand, const Placing& placing) {
    auto good = allowed(Act::hand_over, hand);
    if (!good) return good;
    const auto before = hand.line.holder;
    const auto branch_before = hand.line.branch;
    if (before == placing.holder && branch_before == placing.branch) {
        return Refusal{.key = "requests.no_same_place", .field = "to"};
    }
    auto words = checked(placing.words, words_max, "note");
    if (!words) return words.refusal();
    if (auto placed = place(tx, hand, placing); !placed) return placed;
    promise(tx, hand, tx.now());
    if (hand.line.holder == tx.actor()) answer(tx, hand);
    keep(tx, hand,
         {.step = "handed", .other_id = text_of(hand.line.holder), .words = std::move(*words)},
         Told{Event::placed, before});
    return Done{};
}

// The first half keeps its words and goes to the actor's own branch if nobody had looked at it.
Result<RequestId> split(WriteTx& tx, Hand& hand, const std::string& typed) {
    if (auto good = allowed(Act::split, hand); !good) return good.refusal();
    auto words = needed(typed, "requests.no_split_words", "half");
    if (!words) return words.refusal();
    Hand half = fresh(tx, hand.sight, {.building = hand.building, .zone = hand.line.zone});
    if (hand.line.state == State::waiting) {
        hand.line.state = State::taken;
        take_if_free(hand);
        promise(tx, hand, hand.line.made_at);
        answer(tx, hand);
    }
    half.line.teacher = hand.line.teacher;
    half.line.words = std::move(*words);
    half.line.times = hand.line.times;
    half.line.state = State::taken;
    half.line.branch = other(hand.line.branch.value_or(Branch::coach));
    half.split_from = hand.line.id;
    promise(tx, half, tx.now());
    keep_fresh(tx, half, {.step = "split_off", .other_id = hand.line.id.text()}, Event::placed);
    keep(tx, hand, {.step = "split", .other_id = half.line.id.text()}, std::nullopt);
    return half.line.id;
}

Result<Done> schedule(WriteTx& tx, Hand& hand, Instant at) {
    auto good = allowed(Act::schedule, hand);
    if (!good) return good;
    if (at <= tx.now()) return Refusal{.key = "requests.no_past_time", .field = "on"};
    if (at > tx.now().plus_seconds(400 * std::int64_t{86400})) {
        return Refusal{.key = "requests.no_far_time", .field = "on"};
    }
    take_if_free(hand);
    hand.line.state = State::scheduled;
    hand.line.scheduled_for = at;
    answer(tx, hand);
    keep(tx, hand, {.step = "scheduled", .planned_for = at}, Told{Event::scheduled, {}});
    return Done{};
}

Result<Done> start(WriteTx& tx, Hand& hand) {
    auto good = allowed(Act::start, hand);
    if (!good) return good;
    take_if_free(hand);
    hand.line.state = State::working;
    answer(tx, hand);
    keep(tx, hand, {.step = "started"}, std::nullopt);
    return Done{};
}

Result<Done> finish(WriteTx& tx, Hand& hand) {
    auto good = allowed(Act::finish, hand);
    if (!good) return good;
    take_if_free(hand);
    answer(tx, hand);
    close(tx, hand, State::done);
    keep(tx, hand, {.step = "done"}, Told{Event::closed, {}});
    return Done{};
}

Result<Done> reopen(WriteTx& tx, Hand& hand) {
    auto good = allowed(Act::reopen, hand);
    if (!good) return good;
    const calendar::Calendar calendar = calendar::load(tx);
    if (tx.now() > reopen_until(hand.line.closed_at.value_or(tx.now()), zone_of(hand.line),
                                calendar.of(hand.building))) {
        return Refusal{.key = "requests.no_reopen_over"};
    }
    hand.line.state = State::taken;
    hand.line.closed_at.reset();
    hand.line.scheduled_for.reset();
    hand.line.answered_at.reset();
    promise(tx, hand, tx.now());
    if (hand.line.holder == tx.actor()) answer(tx, hand);
    keep(tx, hand, {.step = "reopened"}, Told{Event::reopened, {}});
    return Done{};
}

Result<Done> decline(WriteTx& tx, Hand& hand, const No& no) {
    auto good = allowed(Act::decline, hand);
    if (!good) return good;
    auto words = needed(no.words, "requests.no_kind_words", "reason");
    if (!words) return words.refusal();
    auto instead = checked(no.instead, words_max, "instead");
    if (!instead) return instead.refusal();
    answer(tx, hand);
    close(tx, hand, State::declined);
    keep(tx, hand, {.step = "declined", .words = std::move(*words), .instead = std::move(*instead)},
         Told{Event::closed, {}});
    return Done{};
}

Result<Done> withdraw(WriteTx& tx, Hand& hand) {
    auto good = allowed(Act::withdraw, hand);
    if (!good) return good;
    close(tx, hand, State::withdrawn);
    keep(tx, hand, {.step = "withdrawn"}, Told{Event::withdrawn, {}});
    return Done{};
}

Result<Done> mark_duplicate(WriteTx& tx, Hand& hand, RequestId of) {
    auto good = allowed(Act::duplicate, hand);
    if (!good) return good;
    const auto original = store::one(tx, hand.sight, of);
    // Only of the same teacher: otherwise one teacher would learn of another's request.
    if (!original || original->line.teacher != hand.line.teacher || of == hand.line.id) {
        return Refusal{.key = "requests.no_such_original", .field = "original"};
    }
    if (original->line.state == State::duplicate) {
        return Refusal{.key = "requests.no_original_duplicate", .field = "original"};
    }
    answer(tx, hand);
    close(tx, hand, State::duplicate);
    hand.duplicate_of = of;
    keep(tx, hand, {.step = "duplicate", .other_id = of.text()}, Told{Event::closed, {}});
    return Done{};
}

Result<Done> mark_done_by_contact(WriteTx& tx, RequestId request) {
    auto hand = in_hand(tx, request);
    if (!hand || !hand->sight.works) return Refusal{.key = "requests.no_not_yours"};
    if (!is_open(hand->line.state)) return Done{};
    // The help has happened, whoever had the request.
    take_if_free(*hand);
    answer(tx, *hand);
    close(tx, *hand, State::done);
    keep(tx, *hand, {.step = "done"}, Told{Event::closed, {}});
    return Done{};
}

Result<Done> agree_time(WriteTx& tx, RequestId request, Instant at) {
    auto hand = in_hand(tx, request);
    if (!hand) return Refusal{.key = "requests.no_not_yours"};
    if (!is_open(hand->line.state) || hand->line.scheduled_for == at) return Done{};
    if (hand->sight.works) take_if_free(*hand);
    hand->line.state = State::scheduled;
    hand->line.scheduled_for = at;
    answer(tx, *hand);
    keep(tx, *hand, {.step = "scheduled", .planned_for = at}, std::nullopt);
    return Done{};
}

Result<Done> free_time(WriteTx& tx, RequestId request) {
    auto hand = in_hand(tx, request);
    if (!hand) return Refusal{.key = "requests.no_not_yours"};
    if (hand->line.state != State::scheduled) return Done{};
    hand->line.state = State::taken;
    hand->line.scheduled_for.reset();
    keep(tx, *hand, {.step = "unscheduled"}, std::nullopt);
    return Done{};
}

}  // namespace rapport::requests
