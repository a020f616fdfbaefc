#include "coaching/places/places.hpp"

#include <algorithm>
#include <array>

#include "coaching/places/places_store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/timetables/timetables.hpp"

namespace rapport::places {

namespace {

using cycles::Hand;
using planner::Kind;

constexpr std::int64_t days_after_end = 400;  // How far ahead a visit of a cycle can be.
constexpr int weight = 4;                     // It was promised.

std::vector<PersonId> teachers_of(const Hand& hand) {
    std::vector<PersonId> ids;
    for (const auto& member : hand.cycle.members) {
        if (member.has_agreed()) ids.push_back(member.id);
    }
    return ids;
}

Result<planner::WishId> want(WriteTx& tx, const Hand& hand, planner::Wish wish,
                             const std::optional<cycles::StepId>& step) {
    wish.coaches = {hand.cycle.coach};
    wish.weight = weight;
    const auto made = planner::want(tx, wish);
    if (!made) return made.refusal();
    store::insert(tx, hand.cycle.id, {.wish = *made, .kind = wish.kind, .step = step, .visit = {}});
    return *made;
}

// Which of the kinds a cycle asks for.
bool is_of_cycle(Kind kind) {
    return kind == Kind::planning || kind == Kind::in_class || kind == Kind::debrief;
}

}  // namespace

Result<planner::WishId> ask(WriteTx& tx, const Hand& hand, const Asking& asking) {
    if (const auto reason = cycles::against(cycles::Act::place, hand)) return *reason;
    if (!is_of_cycle(asking.kind)) return Refusal{"in_week.no_kind", "kind"};
    const auto members = teachers_of(hand);
    planner::Wish wish;
    for (const PersonId person : asking.people.empty() ? members : asking.people) {
        if (std::ranges::count(members, person) == 0) return Refusal{"in_week.no_member", "person"};
        wish.people.push_back({person, ""});
    }
    const auto is_step = [&](const cycles::Step& one) { return one.id == asking.step; };
    if (asking.step && std::ranges::none_of(hand.steps, is_step)) {
        return Refusal{"cycles.not_there"};
    }
    wish.kind = asking.kind;
    wish.minutes = asking.minutes;
    wish.dates = asking.dates;
    if (asking.kind == Kind::in_class) wish.lesson = asking.lesson;
    const bool is_chain = asking.kind == Kind::in_class && asking.is_talked_about;
    if (is_chain) wish.chain = tx.new_id<planner::ChainId>();
    const auto made = want(tx, hand, wish, asking.step);
    if (!made || !is_chain) return made;
    planner::Wish talk = wish;
    talk.kind = Kind::debrief;
    talk.lesson.clear();
    talk.minutes = debrief_minutes;
    talk.step = 1;
    talk.gap_max = debrief_days;
    talk.dates.until = talk.dates.until.plus(debrief_days);
    const auto after = want(tx, hand, talk, asking.step);
    if (!after) return after.refusal();
    return made;
}

std::vector<Placed> of(ReadTx& tx, const Hand& hand) {
    if (hand.is_invited) return {};
    auto all = store::of(tx, hand.cycle.id);
    if (all.empty()) return all;
    const Day made_on = Zone::utc().day(hand.cycle.made_at).plus(-1);
    const planner::Dates dates{made_on, Zone::utc().day(tx.now()).plus(days_after_end)};
    const std::array coaches{hand.cycle.coach};
    const auto visits =
        hand.is_coach ? planner::visits(tx, coaches, dates) : planner::my_visits(tx, dates);
    for (Placed& one : all) {
        for (const planner::Visit& visit : visits) {
            const bool is_off = visit.state == planner::State::cancelled;
            if (visit.wish == one.wish && !visit.is_veiled && !is_off) one.visit = visit;
        }
    }
    if (!hand.is_coach) std::erase_if(all, [](const Placed& one) { return !one.visit; });
    std::ranges::stable_sort(all, {}, [](const Placed& one) {
        return one.visit ? one.visit->begins_at().ms : std::int64_t{0};
    });
    return all;
}

std::vector<std::string> lessons(ReadTx& tx, const Hand& hand) {
    constexpr std::int64_t ahead = 13;
    const Day today = agreements::today(tx);
    std::vector<std::string> titles;
    for (const auto& day : timetables::days_of(tx, teachers_of(hand), today, today.plus(ahead))) {
        for (const auto& span : day.spans) {
            const bool is_new = std::ranges::count(titles, span.title) == 0;
            if (span.use == timetables::Use::teaching && !span.title.empty() && is_new) {
                titles.push_back(span.title);
            }
        }
    }
    std::ranges::sort(titles);
    return titles;
}

}  // namespace rapport::places
