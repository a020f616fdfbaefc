#include "coaching/cycles/cycles_deeds.hpp"

#include <array>

#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"

namespace rapport::cycles {

namespace {

std::string word(const http::Fields& fields, std::string_view name) {
    return std::string(fields.first(name));
}

std::vector<std::string> words_in(const http::Fields& fields, std::string_view name) {
    std::vector<std::string> all;
    for (const std::string_view one : fields.all(name)) {
        if (!one.empty()) all.emplace_back(one);
    }
    return all;
}

template <class T>
Result<Done> only(const Result<T>& result) {
    if (!result) return result.refusal();
    return Done{};
}

Result<Done> do_agree(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    return agree(tx, hand,
                 text::number<std::int64_t>(fields.first("agreement_number")).value_or(0));
}

Result<Done> do_move(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    const auto to = fields.first("to");
    if (to == "begin") return move(tx, hand, Way::begin);
    if (to == "next") return move(tx, hand, Way::on);
    if (to == "back") return move(tx, hand, Way::back);
    return Refusal{"cycles.no_way", "to"};
}

Result<Done> do_goal(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    return set_goal(tx, hand,
                    {.topic = word(fields, "topic"),
                     .goal = word(fields, "goal"),
                     .unit = word(fields, "unit"),
                     .standard = word(fields, "standard"),
                     .target = word(fields, "target"),
                     .peers = words_in(fields, "peers")});
}

Result<Done> do_plan(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    return set_plan(tx, hand,
                    {.toward = word(fields, "toward"),
                     .trying = word(fields, "try"),
                     .with = word(fields, "with")});
}

Result<Done> do_moves(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    return set_moves(tx, hand, words_in(fields, "moves"));
}

// Left empty, all four are words alone; one said, the others are none.
Result<std::optional<Levels>> levels_in(const http::Fields& fields) {
    constexpr std::array<const char*, level_count> names{"level_0", "level_1", "level_2",
                                                         "level_3"};
    std::optional<Levels> levels;
    for (int i = 0; i < level_count; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const auto typed = text::trimmed(fields.first(names[at]));
        if (typed.empty()) continue;
        const auto count = text::number<std::int64_t>(typed);
        if (!count) {
            return Refusal{"cycles.no_count", names[at], {{"count", students_max}}};
        }
        if (!levels) levels.emplace();
        levels->at[i] = *count;
    }
    return levels;
}

Result<Done> do_evidence(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    Evidence one;
    const auto moment = parse_moment(fields.first("moment"));
    if (!moment) return Refusal{"cycles.no_moment", "moment"};
    one.moment = *moment;
    const auto typed = fields.first("on");
    const auto on = typed.empty() ? std::optional(agreements::today(tx)) : Day::parse(typed);
    if (!on) return Refusal{"cycles.no_day", "on"};
    one.on = *on;
    one.source = word(fields, "source");
    one.words = word(fields, "words");
    const auto levels = levels_in(fields);
    if (!levels) return levels.refusal();
    one.levels = *levels;
    return only(keep_evidence(tx, hand, one));
}

Result<Done> do_step(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    Step step;
    step.words = word(fields, "words");
    const auto who = fields.first("who");
    const auto person = who.empty() ? std::optional(tx.actor()) : PersonId::parse(who);
    if (!person) return Refusal{"cycles.no_step_person", "who"};
    step.who = *person;
    const auto day = Day::parse(fields.first("check_on"));
    if (!day) return Refusal{"cycles.no_day", "check_on"};
    step.check_on = *day;
    return only(add_step(tx, hand, step));
}

Result<Done> do_invite(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    const auto person = PersonId::parse(fields.first("person"));
    if (!person) return Refusal{"cycles.no_teacher", "person"};
    return invite(tx, hand, *person);
}

Result<Done> do_close(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    const auto typed = fields.first("outcome");
    // "stopped" is said by whoever says it.
    const auto outcome =
        typed == "stopped"
            ? std::optional(hand.is_coach ? Outcome::stopped_by_coach : Outcome::stopped_by_teacher)
            : parse_outcome(typed);
    if (!outcome) return Refusal{"cycles.no_outcome", "outcome"};
    return close(tx, hand, *outcome, word(fields, "celebration"));
}

Result<Done> do_celebrate(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    return celebrate(tx, hand, word(fields, "celebration"));
}

}  // namespace

const Deed deed_agree{"agreement", do_agree, "cycles.did_agree"};
const Deed deed_move{"stage", do_move, "cycles.did_move", true};
const Deed deed_goal{"goal", do_goal, "cycles.did_keep", true};
const Deed deed_plan{"plan", do_plan, "cycles.did_keep", true};
const Deed deed_moves{"moves", do_moves, "cycles.did_keep", true};
const Deed deed_evidence{"evidence", do_evidence, "cycles.did_evidence"};
const Deed deed_step{"steps", do_step, "cycles.did_step"};
const Deed deed_invite{"members", do_invite, "cycles.did_invite"};
const Deed deed_close{"closure", do_close, "cycles.did_close", true};
const Deed deed_celebrate{"celebration", do_celebrate, "cycles.did_keep", true};

std::optional<Result<Done>> deal(WriteTx& tx, CycleId cycle, const http::Fields& fields,
                                 const Deed& deed) {
    auto hand = in_hand(tx, cycle);
    if (!hand) return std::nullopt;
    const auto version = text::number<std::int64_t>(fields.first("version")).value_or(0);
    if (deed.as_seen && version != hand->cycle.version) return Refusal{"cycles.no_longer_so"};
    return deed.act(tx, *hand, fields);
}

Result<Proposal> proposal_in(const http::Fields& fields) {
    Proposal proposal;
    proposal.template_code = word(fields, "template");
    proposal.topic = word(fields, "topic");
    for (const std::string_view name : {"person", "people"}) {
        for (const std::string_view typed : fields.all(name)) {
            const auto person = PersonId::parse(typed);
            if (!person) return Refusal{"cycles.no_teacher", "person"};
            proposal.teachers.push_back(*person);
        }
    }
    proposal.follows = CycleId::parse(fields.first("follows"));
    proposal.follows_as = word(fields, "follows_as");
    return proposal;
}

}  // namespace rapport::cycles
