#include "coaching/cycles/cycles.hpp"

#include <algorithm>
#include <array>

#include "coaching/cycles/cycles_store.hpp"

namespace rapport::cycles {

namespace {

constexpr std::array<std::string_view, 4> rhythm_codes{"none", "due_soon", "overdue", "stalled"};
constexpr std::int64_t soon_days = 2;

// May this person do such a thing at all?
std::optional<Refusal> against_person(Act act, const Hand& hand) {
    if (hand.is_invited && act != Act::agree && act != Act::stop && act != Act::leave) {
        return Refusal{"cycles.no_invited"};
    }
    const Member* only = hand.cycle.members.size() == 1 ? &hand.cycle.members.front() : nullptr;
    switch (act) {
        case Act::agree:
            if (hand.is_coach) return Refusal{"cycles.no_own_yes"};
            if (!hand.is_invited) return Refusal{"cycles.no_agreed"};
            return std::nullopt;
        case Act::invite:
        case Act::succeed:
        case Act::place:
            if (!hand.is_coach) return Refusal{"cycles.no_coachs"};
            return std::nullopt;
        case Act::leave:
            if (only != nullptr) return Refusal{"cycles.no_last_member"};
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

}  // namespace

std::string_view code(Moment moment) { return moment == Moment::before ? "before" : "after"; }

std::optional<Moment> parse_moment(std::string_view text) {
    if (text == "before") return Moment::before;
    if (text == "after") return Moment::after;
    return std::nullopt;
}

std::string_view code(Rhythm rhythm) { return rhythm_codes[static_cast<std::size_t>(rhythm)]; }

Rhythm rhythm_of(const Cycle& cycle, int rhythm_days, Day today) {
    if (!is_begun(cycle.state) || !cycle.begun_on) return Rhythm::none;
    const Day last = std::max(*cycle.begun_on, cycle.last_contact_on.value_or(*cycle.begun_on));
    const std::int64_t quiet = today.number() - last.number();
    if (quiet >= stalled_days) return Rhythm::stalled;
    if (rhythm_days == 0) return Rhythm::none;
    if (quiet > rhythm_days) return Rhythm::overdue;
    return quiet >= rhythm_days - soon_days ? Rhythm::due_soon : Rhythm::none;
}

std::vector<Due> due_of(const std::vector<Begun>& begun, Day today, std::size_t max) {
    std::vector<Due> found;
    for (const Begun& one : begun) {
        Cycle cycle;
        cycle.state = one.state;
        cycle.begun_on = one.begun_on;
        cycle.last_contact_on = one.last_contact_on;
        Due due{.id = one.id, .topic = one.topic, .rhythm = Rhythm::none, .next_on = {}};
        due.rhythm = rhythm_of(cycle, one.rhythm_days, today);
        if (one.next_on && *one.next_on <= today) due.next_on = one.next_on;
        if (due.rhythm != Rhythm::none || due.next_on) found.push_back(std::move(due));
    }
    std::ranges::stable_sort(found, std::greater(), &Due::rhythm);
    if (found.size() > max) found.resize(max);
    return found;
}

const Member* Cycle::member(PersonId person) const {
    const auto at = std::ranges::find(members, person, &Member::id);
    return at == members.end() ? nullptr : &*at;
}

bool Hand::has(Moment moment) const {
    return std::ranges::any_of(evidence, [&](const Evidence& one) { return one.moment == moment; });
}

std::optional<Hand> in_hand(ReadTx& tx, CycleId id) {
    auto found = store::cycles(tx, id.view());
    if (found.empty()) return std::nullopt;
    Hand hand;
    hand.cycle = std::move(found.front());
    hand.is_coach = hand.cycle.coach == tx.actor();
    const Member* member = hand.cycle.member(tx.actor());
    hand.is_invited = !hand.is_coach && (member == nullptr || !member->has_agreed());
    const auto model = find_template(tx, hand.cycle.template_code, hand.cycle.template_number);
    must(model.has_value(), "a cycle keeps a template that is not there");
    hand.model = *model;
    if (hand.is_invited) return hand;
    hand.evidence = store::evidence(tx, id);
    hand.steps = store::steps(tx, id);
    return hand;
}

std::vector<Cycle> mine(ReadTx& tx) { return store::cycles(tx, ""); }

std::vector<Shared> shared_with(ReadTx& tx) { return store::shared(tx, agreements::today(tx)); }

std::vector<Seer> members_of(const Hand& hand) {
    std::vector<Seer> seers{{hand.cycle.coach_name, "cycles.seen_as_coach"}};
    for (const Member& member : hand.cycle.members) {
        if (member.has_agreed()) seers.push_back({member.name, "cycles.seen_as_member"});
    }
    return seers;
}

std::vector<Seer> who_can_see(ReadTx& tx, CycleId id) {
    const auto hand = in_hand(tx, id);
    if (!hand) return {};
    auto seers = members_of(*hand);
    for (const Member& member : hand->cycle.members) {
        if (!member.has_agreed()) seers.push_back({member.name, "cycles.seen_as_asked"});
    }
    for (auto& seer : store::principals(tx, id, agreements::today(tx))) {
        seers.push_back(std::move(seer));
    }
    return seers;
}

std::optional<Refusal> against(Act act, const Hand& hand) {
    if (const auto reason = against(act, hand.cycle.state)) return Refusal{*reason};
    return against_person(act, hand);
}

}  // namespace rapport::cycles
