// What is done to a cycle. Each act checks the table first, then its own guards; each one that
// happens leaves one event and one line of the audit.
#include <algorithm>

#include "coaching/cycles/cycles_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/letters/letters.hpp"

namespace rapport::cycles {

namespace {

void note_down(WriteTx& tx, const Cycle& cycle, std::string_view act) {
    store::append_event(tx, cycle, act);
    audit::record(tx, "cycle." + std::string(act), "cycle/" + cycle.id.text(),
                  R"({"state":")" + std::string(code(cycle.state)) + "\"}");
}

void keep(WriteTx& tx, Hand& hand, std::string_view act) {
    store::save(tx, hand.cycle);
    note_down(tx, hand.cycle, act);
}

void tell(WriteTx& tx, const Cycle& cycle, std::string_view event, std::vector<PersonId> to) {
    letters::leave(tx, {.event = event,
                        .thing = cycle.id.text(),
                        .path = "/cycles/" + cycle.id.text(),
                        .says = event == "cycle.asked"    ? Key{"cycles.mail_asked"}
                                : event == "cycle.agreed" ? Key{"cycles.mail_agreed"}
                                                          : Key{"cycles.mail_closed"},
                        .to = std::move(to)});
}

// Those who said yes, and the coach; who is still thinking is asked no more.
std::vector<PersonId> everybody(const Cycle& cycle) {
    std::vector<PersonId> all{cycle.coach};
    for (const Member& member : cycle.members) {
        if (member.has_agreed()) all.push_back(member.id);
    }
    return all;
}

// Words as they may be kept; the field is named when they are too many.
struct Asked {
    std::string& words;
    std::size_t max;
    const char* field;
};
std::optional<Refusal> settle(std::initializer_list<Asked> all) {
    for (const Asked& one : all) {
        one.words = std::string(text::trimmed(one.words));
        if (text::length(one.words) <= one.max) continue;
        return Refusal{
            "cycles.words_long", one.field, {{"count", static_cast<std::int64_t>(one.max)}}};
    }
    return std::nullopt;
}

template <class Codes>
bool are_known(const Codes& known, const std::vector<std::string>& codes) {
    return std::ranges::all_of(codes, [&](const std::string& one) {
        return std::ranges::find(known, one) != std::end(known);
    });
}

// A teacher the coach may ask in, with an agreement that holds or waits; the usual one is proposed
// where there is none.
Result<Done> prepare_pair(WriteTx& tx, PersonId teacher) {
    const auto with = agreements::partner(tx, teacher);
    if (!with || with->side != agreements::Side::teacher) {
        return Refusal{"cycles.no_teacher", "person"};
    }
    const auto between = agreements::between(tx, {tx.actor(), teacher});
    const Day today = agreements::today(tx);
    if (between && (between->in_force(today) != nullptr || between->waiting() != nullptr)) {
        return Done{};
    }
    const auto made = agreements::propose(tx, teacher,
                                          {.wording = "teacher_1",
                                           .profile = agreements::Profile::sealed,
                                           .words = "",
                                           .begins_on = today,
                                           .review_on = today.plus(agreements::review_days)},
                                          agreements::Told::along);
    if (!made) return made.refusal();
    return Done{};
}

State state_of(Phase phase) {
    switch (phase) {
        case Phase::preparing:
            return State::preparing;
        case Phase::doing:
            return State::doing;
        default:
            return State::reflecting;
    }
}

// To a stage: the state follows its phase.
Result<Done> enter(WriteTx& tx, Hand& hand, int stage, std::string_view act) {
    const Phase phase = hand.model.stages.at(static_cast<std::size_t>(stage)).phase;
    if (phase == Phase::doing && !hand.has(Moment::before)) {
        return Refusal{"cycles.no_baseline"};
    }
    hand.cycle.stage = stage;
    hand.cycle.state = state_of(phase);
    keep(tx, hand, act);
    return Done{};
}

void carry_over(const Cycle& before, const std::string& as, Cycle& fresh) {
    fresh.follows = before.id;
    fresh.follows_as = as;
    if (as == "challenge") return;
    fresh.goal.standard = before.goal.standard;
    fresh.plan = before.plan;
    fresh.moves = before.moves;
    if (as != "iterate") return;
    fresh.goal = before.goal;
    fresh.goal.peers.clear();
}

Result<Done> check_follows(WriteTx& tx, const Proposal& typed, Cycle& fresh) {
    if (!typed.follows) return Done{};
    const auto before = in_hand(tx, *typed.follows);
    if (!before) return Refusal{"cycles.not_there"};
    if (const auto reason = against(Act::succeed, *before)) return *reason;
    const bool is_known = typed.follows_as == "iterate" || typed.follows_as == "challenge" ||
                          typed.follows_as == "unit";
    if (!is_known) return Refusal{"cycles.no_follows", "follows_as"};
    carry_over(before->cycle, typed.follows_as, fresh);
    return Done{};
}

}  // namespace

Result<CycleId> propose(WriteTx& tx, const Proposal& typed) {
    Cycle fresh;
    const auto follows = check_follows(tx, typed, fresh);
    if (!follows) return follows.refusal();
    const auto model = find_template(tx, typed.template_code);
    if (!model || !model->is_offered) return Refusal{"cycles.no_template", "template"};
    fresh.goal.topic = typed.topic;
    if (auto reason = settle({{fresh.goal.topic, line_max, "topic"}})) return *reason;
    if (fresh.goal.topic.empty()) return Refusal{"cycles.no_topic", "topic"};
    if (typed.teachers.empty()) return Refusal{"cycles.no_teacher", "person"};
    if (typed.teachers.size() > members_max) {
        return Refusal{"cycles.many_members", "person", {{"count", std::int64_t{members_max}}}};
    }
    for (const PersonId teacher : typed.teachers) {
        if (auto ready = prepare_pair(tx, teacher); !ready) return ready.refusal();
    }
    fresh.id = tx.new_id<CycleId>();
    fresh.coach = tx.actor();
    fresh.template_code = model->code;
    fresh.template_number = model->number;
    fresh.weeks = model->weeks;
    fresh.made_at = tx.now();
    store::insert(tx, fresh);
    for (const PersonId teacher : typed.teachers) store::put_member(tx, fresh.id, teacher);
    note_down(tx, fresh, "propose");
    tell(tx, fresh, "cycle.asked", typed.teachers);
    return fresh.id;
}

Result<Done> agree(WriteTx& tx, Hand& hand, std::int64_t agreement_number) {
    if (const auto reason = against(Act::agree, hand)) return *reason;
    const agreements::Pair pair{hand.cycle.coach, tx.actor()};
    const Day today = agreements::today(tx);
    auto between = agreements::between(tx, pair);
    if (!between) return Refusal{"cycles.no_agreement"};
    if (between->in_force(today) == nullptr) {
        auto signing = agreements::sign(tx, between->id, agreement_number, agreements::Told::along);
        if (!signing) return signing.refusal();
        between = agreements::between(tx, pair);
        if (between->in_force(today) == nullptr) return Refusal{"cycles.agreement_later"};
    }
    store::mark_agreed(tx, hand.cycle.id, tx.actor(), agreements::effective(tx, pair, today));
    const bool is_last = std::ranges::all_of(hand.cycle.members, [&](const Member& member) {
        return member.has_agreed() || member.id == tx.actor();
    });
    if (hand.cycle.state == State::proposed && is_last) hand.cycle.state = State::agreed;
    keep(tx, hand, code(Act::agree));
    if (is_last) tell(tx, hand.cycle, "cycle.agreed", everybody(hand.cycle));
    return Done{};
}

Result<Done> move(WriteTx& tx, Hand& hand, Way way) {
    const Act act = way == Way::begin ? Act::begin : way == Way::on ? Act::go_on : Act::go_back;
    if (const auto reason = against(act, hand)) return *reason;
    const int last = static_cast<int>(hand.model.stages.size()) - 1;
    switch (way) {
        case Way::begin:
            hand.cycle.begun_on = agreements::today(tx);
            return enter(tx, hand, 0, code(act));
        case Way::on:
            if (hand.cycle.stage >= last) return Refusal{"cycles.no_last_stage"};
            return enter(tx, hand, hand.cycle.stage + 1, code(act));
        default:
            if (hand.cycle.stage == 0) return Refusal{"cycles.no_first_stage"};
            return enter(tx, hand, hand.cycle.stage - 1, code(act));
    }
}

Result<Done> set_goal(WriteTx& tx, Hand& hand, const Goal& typed) {
    if (const auto reason = against(Act::shape, hand)) return *reason;
    Goal goal = typed;
    const auto reason = settle({{goal.topic, line_max, "topic"},
                                {goal.goal, words_max, "goal"},
                                {goal.unit, line_max, "unit"},
                                {goal.standard, line_max, "standard"},
                                {goal.target, line_max, "target"}});
    if (reason) return *reason;
    if (goal.topic.empty()) return Refusal{"cycles.no_topic", "topic"};
    if (!are_known(peers_codes, goal.peers)) return Refusal{"cycles.no_peers", "peers"};
    hand.cycle.goal = goal;
    keep(tx, hand, "goal");
    return Done{};
}

Result<Done> set_plan(WriteTx& tx, Hand& hand, const Plan& typed) {
    if (const auto reason = against(Act::shape, hand)) return *reason;
    Plan plan = typed;
    const auto reason = settle({{plan.toward, line_max, "toward"},
                                {plan.trying, line_max, "try"},
                                {plan.with, line_max, "with"}});
    if (reason) return *reason;
    hand.cycle.plan = plan;
    keep(tx, hand, "plan");
    return Done{};
}

Result<Done> set_moves(WriteTx& tx, Hand& hand, const std::vector<std::string>& moves) {
    if (const auto reason = against(Act::shape, hand)) return *reason;
    if (hand.is_coach) return Refusal{"cycles.no_teachers_moves", "moves"};
    if (!are_known(move_codes, moves)) return Refusal{"cycles.no_moves", "moves"};
    hand.cycle.moves = moves;
    keep(tx, hand, "moves");
    return Done{};
}

Result<EvidenceId> keep_evidence(WriteTx& tx, Hand& hand, const Evidence& typed) {
    if (const auto reason = against(Act::measure, hand)) return *reason;
    Evidence one = typed;
    const auto reason = settle({{one.source, line_max, "source"}, {one.words, words_max, "words"}});
    if (reason) return *reason;
    if (one.levels) {
        for (const std::int64_t count : one.levels->at) {
            if (count < 0 || count > students_max) {
                return Refusal{"cycles.no_count", "level_0", {{"count", students_max}}};
            }
        }
        if (one.levels->sum() == 0) one.levels.reset();
    }
    if (!one.levels && one.words.empty()) return Refusal{"cycles.no_evidence_said", "level_0"};
    if (one.on > agreements::today(tx)) return Refusal{"cycles.no_future", "on"};
    one.id = tx.new_id<EvidenceId>();
    store::insert_evidence(tx, hand.cycle.id, one);
    note_down(tx, hand.cycle, one.moment == Moment::before ? "baseline" : "evidence");
    return one.id;
}

Result<Done> drop_evidence(WriteTx& tx, Hand& hand, EvidenceId id) {
    if (const auto reason = against(Act::measure, hand)) return *reason;
    const auto at = std::ranges::find(hand.evidence, id, &Evidence::id);
    if (at == hand.evidence.end()) return Refusal{"cycles.not_there"};
    const auto baselines = std::ranges::count(hand.evidence, Moment::before, &Evidence::moment);
    const bool is_needed =
        hand.cycle.state == State::doing || hand.cycle.state == State::reflecting;
    if (at->moment == Moment::before && baselines == 1 && is_needed) {
        return Refusal{"cycles.no_last_baseline"};
    }
    store::remove_evidence(tx, hand.cycle.id, id);
    note_down(tx, hand.cycle, "drop");
    return Done{};
}

Result<StepId> add_step(WriteTx& tx, Hand& hand, const Step& typed) {
    if (const auto reason = against(Act::step, hand)) return *reason;
    Step step = typed;
    if (const auto reason = settle({{step.words, line_max, "words"}})) return *reason;
    if (step.words.empty()) return Refusal{"cycles.no_step_words", "words"};
    if (step.who != hand.cycle.coach && hand.cycle.member(step.who) == nullptr) {
        return Refusal{"cycles.no_step_person", "who"};
    }
    const Day today = agreements::today(tx);
    if (step.check_on < today || step.check_on > today.plus(400)) {
        return Refusal{"cycles.no_check_day", "check_on"};
    }
    step.id = tx.new_id<StepId>();
    store::insert_step(tx, hand.cycle.id, step);
    note_down(tx, hand.cycle, code(Act::step));
    return step.id;
}

Result<Done> finish_step(WriteTx& tx, Hand& hand, StepId id) {
    if (const auto reason = against(Act::step, hand)) return *reason;
    if (!store::put_step_done(tx, hand.cycle.id, id, tx.now())) {
        return Refusal{"cycles.not_there"};
    }
    note_down(tx, hand.cycle, "step_done");
    return Done{};
}

Result<Done> reopen_step(WriteTx& tx, Hand& hand, StepId id) {
    if (const auto reason = against(Act::step, hand)) return *reason;
    if (!store::put_step_done(tx, hand.cycle.id, id, std::nullopt)) {
        return Refusal{"cycles.not_there"};
    }
    note_down(tx, hand.cycle, "step_open");
    return Done{};
}

Result<Done> invite(WriteTx& tx, Hand& hand, PersonId teacher) {
    if (const auto reason = against(Act::invite, hand)) return *reason;
    if (hand.cycle.member(teacher) != nullptr) return Refusal{"cycles.no_twice", "person"};
    if (hand.cycle.members.size() >= members_max) {
        return Refusal{"cycles.many_members", "person", {{"count", std::int64_t{members_max}}}};
    }
    if (auto ready = prepare_pair(tx, teacher); !ready) return ready.refusal();
    store::put_member(tx, hand.cycle.id, teacher);
    note_down(tx, hand.cycle, code(Act::invite));
    tell(tx, hand.cycle, "cycle.asked", {teacher});
    return Done{};
}

Result<Done> leave(WriteTx& tx, Hand& hand, PersonId teacher) {
    if (const auto reason = against(Act::leave, hand)) return *reason;
    if (hand.cycle.member(teacher) == nullptr) return Refusal{"cycles.not_there"};
    if (!hand.is_coach && teacher != tx.actor()) return Refusal{"cycles.no_others"};
    store::mark_left(tx, hand.cycle.id, teacher);
    std::erase_if(hand.cycle.members, [&](const Member& one) { return one.id == teacher; });
    // Whoever was still thinking may have been the last one it waited for.
    if (hand.cycle.state == State::proposed &&
        std::ranges::all_of(hand.cycle.members, &Member::has_agreed)) {
        hand.cycle.state = State::agreed;
    }
    keep(tx, hand, code(Act::leave));
    return Done{};
}

Result<Done> close(WriteTx& tx, Hand& hand, Outcome outcome, const std::string& celebration) {
    const bool is_stop =
        outcome == Outcome::stopped_by_teacher || outcome == Outcome::stopped_by_coach;
    const Act act = is_of_goal(outcome) ? Act::conclude : is_stop ? Act::stop : Act::interrupt;
    if (const auto reason = against(act, hand)) return *reason;
    if (outcome == Outcome::stopped_by_teacher && hand.is_coach) {
        return Refusal{"cycles.no_teachers_stop", "outcome"};
    }
    if (outcome == Outcome::stopped_by_coach && !hand.is_coach) {
        return Refusal{"cycles.no_coachs_stop", "outcome"};
    }
    // One of several does not stop the others: leaving is theirs.
    if (outcome == Outcome::stopped_by_teacher && hand.cycle.members.size() > 1) {
        return leave(tx, hand, tx.actor());
    }
    if (outcome == Outcome::met && !hand.has(Moment::before)) {
        return Refusal{"cycles.no_baseline_for_met", "outcome"};
    }
    if (outcome == Outcome::met && !hand.has(Moment::after)) {
        return Refusal{"cycles.no_evidence_for_met", "outcome"};
    }
    std::string words = celebration;
    if (const auto reason = settle({{words, words_max, "celebration"}})) return *reason;
    if (!words.empty()) hand.cycle.celebration = words;
    hand.cycle.state = State::closed;
    hand.cycle.outcome = outcome;
    hand.cycle.closed_at = tx.now();
    keep(tx, hand, code(outcome));
    tell(tx, hand.cycle, "cycle.closed", everybody(hand.cycle));
    return Done{};
}

Result<Done> celebrate(WriteTx& tx, Hand& hand, const std::string& typed) {
    if (const auto reason = against(Act::celebrate, hand)) return *reason;
    std::string words = typed;
    if (const auto reason = settle({{words, words_max, "celebration"}})) return *reason;
    hand.cycle.celebration = words;
    keep(tx, hand, code(Act::celebrate));
    return Done{};
}

}  // namespace rapport::cycles
