#include "coaching/requests/requests_deeds.hpp"

#include <algorithm>

#include "coaching/requests/requests_store.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"

namespace rapport::requests {

namespace {

// A number left out is not said; one that is no number is outside every matrix, and refused there.
std::optional<int> urgency_of(std::string_view typed) {
    if (typed.empty()) return std::nullopt;
    return text::number<int>(typed).value_or(0);
}

// "coach", "support", "coach/<person>": one radio button says both.
Result<Placing> placing_of(const http::Fields& fields) {
    Placing placing;
    std::string_view branch = fields.first("branch"), holder = fields.first("holder");
    if (const auto to = fields.first("to"); !to.empty()) {
        const auto slash = to.find('/');
        branch = to.substr(0, slash);
        holder = slash == std::string_view::npos ? "" : to.substr(slash + 1);
    }
    const auto parsed = parse_branch(branch);
    if (!parsed) return Refusal{.key = "requests.no_branch", .field = "to"};
    placing.branch = *parsed;
    placing.holder = PersonId::parse(holder);
    if (!holder.empty() && !placing.holder) {
        return Refusal{.key = "requests.no_holder_elsewhere", .field = "to"};
    }
    placing.severity = urgency_of(fields.first("severity"));
    placing.impact = urgency_of(fields.first("impact"));
    placing.words = fields.first("note");
    return placing;
}

// "10:40"; browsers may send seconds.
std::optional<WallTime> wall_time_of(std::string_view on, std::string_view at) {
    const auto day = Day::parse(on);
    if (!day || at.size() < 5 || at[2] != ':') return std::nullopt;
    const auto hour = text::number<int>(at.substr(0, 2));
    const auto minute = text::number<int>(at.substr(3, 2));
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) {
        return std::nullopt;
    }
    return WallTime{*day, *hour, *minute};
}

template <class T>
Result<Outcome> told(const Result<T>& result, Outcome outcome) {
    if (!result) return result.refusal();
    return outcome;
}

constexpr int exactly = 1000;  // Of text::match.

struct Scored {
    int score;
    Candidate candidate;
};

std::vector<Scored> scored(ReadTx& tx, const Sight& sight, std::string_view who) {
    const std::string folded = text::folded(who);
    std::vector<Scored> found;
    if (folded.empty()) return found;
    for (auto& name : store::people_covered(tx, sight)) {
        const int score = text::match(folded, name.folded);
        if (score > 0) found.push_back({score, {name.id, name.name, name.building}});
    }
    std::ranges::stable_sort(found, std::greater(), &Scored::score);
    return found;
}

}  // namespace

Result<Outcome> do_triage(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    const auto placing = placing_of(fields);
    if (!placing) return placing.refusal();
    return told(triage(tx, hand, *placing), {"requests.did_triage"});
}

Result<Outcome> do_hand_over(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    const auto placing = placing_of(fields);
    if (!placing) return placing.refusal();
    return told(hand_over(tx, hand, *placing), {"requests.did_hand_over"});
}

Result<Outcome> do_split(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    return told(split(tx, hand, std::string(fields.first("half"))), {"requests.did_split"});
}

Result<Outcome> do_schedule(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    const auto wall = wall_time_of(fields.first("on"), fields.first("at"));
    if (!wall) return Refusal{.key = "requests.no_time", .field = "on"};
    const Zone& zone = hand.line.zone != nullptr ? *hand.line.zone : Zone::utc();
    return told(schedule(tx, hand, zone.instant(*wall)), {"requests.did_schedule"});
}

Result<Outcome> do_start(WriteTx& tx, Hand& hand, const http::Fields&) {
    return told(start(tx, hand), {"requests.did_start"});
}

Result<Outcome> do_finish(WriteTx& tx, Hand& hand, const http::Fields&) {
    const std::string log =
        "/log?person=" + hand.line.teacher.text() + "&request=" + hand.line.id.text();
    return told(finish(tx, hand), {"requests.did_finish", log});
}

Result<Outcome> do_reopen(WriteTx& tx, Hand& hand, const http::Fields&) {
    return told(reopen(tx, hand), {"requests.did_reopen"});
}

Result<Outcome> do_decline(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    const No no{std::string(fields.first("reason")), std::string(fields.first("instead"))};
    return told(decline(tx, hand, no), {"requests.did_decline"});
}

Result<Outcome> do_withdraw(WriteTx& tx, Hand& hand, const http::Fields&) {
    return told(withdraw(tx, hand), {"requests.did_withdraw"});
}

Result<Outcome> do_mark_duplicate(WriteTx& tx, Hand& hand, const http::Fields& fields) {
    const auto original = RequestId::parse(fields.first("original"));
    if (!original) return Refusal{.key = "requests.no_such_original", .field = "original"};
    return told(mark_duplicate(tx, hand, *original), {"requests.did_duplicate"});
}

std::optional<Result<Outcome>> deal(WriteTx& tx, RequestId request, const http::Fields& fields,
                                    Deed deed) {
    auto hand = in_hand(tx, request);
    if (!hand) return std::nullopt;
    const auto version = text::number<std::int64_t>(fields.first("version")).value_or(0);
    if (const auto same = as_seen(tx, *hand, version); !same) return same.refusal();
    return deed(tx, *hand, fields);
}

std::vector<Candidate> candidates(ReadTx& tx, const Sight& sight, std::string_view who) {
    std::vector<Candidate> best;
    for (auto& one : scored(tx, sight, who)) {
        if (best.size() == 8) break;
        best.push_back(std::move(one.candidate));
    }
    return best;
}

Result<PersonId> person_asked_for(ReadTx& tx, const Sight& sight, const http::Fields& fields) {
    if (const auto person = PersonId::parse(fields.first("person"))) return *person;
    if (text::trimmed(fields.first("who")).empty()) {
        return Refusal{.key = "requests.no_person", .field = "who"};
    }
    const auto found = scored(tx, sight, fields.first("who"));
    if (found.empty()) return Refusal{.key = "requests.no_such_person", .field = "who"};
    const bool is_clear =
        found.size() == 1 || (found[0].score == exactly && found[1].score < exactly);
    if (!is_clear) return Refusal{.key = "requests.no_which_person", .field = "who"};
    return found[0].candidate.id;
}

}  // namespace rapport::requests
