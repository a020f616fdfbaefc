#include "schedule/planner/waiting.hpp"

#include <algorithm>

#include "schedule/planner/proposals_store.hpp"
#include "schedule/planner/reach.hpp"
#include "schedule/planner/reasons.hpp"
#include "schedule/planner/wishes_store.hpp"

namespace rapport::planner {

namespace {

std::string wish_name(WishId id, const Known& known, const locale::Speech& speech) {
    if (const auto at = std::ranges::find(known.visits, id, &Visit::wish);
        at != known.visits.end()) {
        return called(*at, speech);
    }
    const auto at = std::ranges::find(known.wishes, id, &Wish::id);
    return at == known.wishes.end() ? speech.say("planner.something_else") : called(*at, speech);
}

const Helped* helped_in(const auto& things, PersonId id) {
    for (const auto& thing : things) {
        const auto at = std::ranges::find(thing.people, id, &Helped::id);
        if (at != thing.people.end()) return &*at;
    }
    return nullptr;
}

std::string person_name(PersonId id, const Known& known, const locale::Speech& speech) {
    const auto at = std::ranges::find(known.coaches, id, &CoachWeek::coach);
    if (at != known.coaches.end()) return at->name;
    if (const Helped* one = helped_in(known.visits, id)) return one->name;
    if (const Helped* one = helped_in(known.wishes, id)) return one->name;
    return speech.say("planner.somebody");
}

// Of a weekly wish, the week it was about.
bool is_of(const store::NewestReason& row, const Dates& dates) {
    const auto monday = Day::parse(row.occurrence);
    return !monday || (*monday <= dates.until && dates.from <= monday->plus(6));
}

}  // namespace

std::vector<Wish> waiting(ReadTx& tx, const Reach& reach, const Dates& dates) {
    auto found = store::waiting_wishes(tx, dates);
    std::erase_if(found, [&](const Wish& wish) { return !reach.covers(wish.building); });
    return found;
}

std::map<WishId, Why> why_they_wait(ReadTx& tx, const Dates& dates, std::span<const Wish> waiting,
                                    const Known& known, const locale::Speech& speech) {
    std::map<WishId, Why> found;
    if (waiting.empty()) return found;
    const Called names{.wish = [&](WishId id) { return wish_name(id, known, speech); },
                       .person = [&](PersonId id) { return person_name(id, known, speech); }};
    const auto only = waiting.size() == 1 ? std::optional(waiting.front().id) : std::nullopt;
    for (const auto& row : store::newest_reasons(tx, dates, only)) {
        const bool is_asked = std::ranges::find(waiting, row.wish, &Wish::id) != waiting.end();
        if (!is_asked || !is_of(row, dates) || found.contains(row.wish)) continue;
        const Reason reason = parse_reason(row.reason);
        found.emplace(row.wish, Why{why(row.wish, reason, names, speech),
                                    what_helps(row.wish, reason, names, speech)});
    }
    return found;
}

}  // namespace rapport::planner
