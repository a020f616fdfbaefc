#include "schedule/planner/waiting.hpp"

#include <algorithm>

#include "schedule/planner/proposals_store.hpp"
#include "schedule/planner/reach.hpp"
#include "schedule/planner/reasons.hpp"
#include "schedule/planner/wishes_store.hpp"

namespace rapport::planner {

namespace {

constexpr int proposals_looked_at = 5;

std::optional<ProposalId> newest_of(ReadTx& tx, const Dates& dates) {
    for (const Proposal& one : store::proposals(tx, proposals_looked_at)) {
        const bool has_answer =
            one.progress == Progress::ready || one.progress == Progress::accepted;
        const bool is_of_them =
            one.ordered.dates.from <= dates.until && dates.from <= one.ordered.dates.until;
        if (has_answer && is_of_them && one.purpose != Purpose::what_if) return one.id;
    }
    return std::nullopt;
}

}  // namespace

std::vector<Wish> waiting(ReadTx& tx, const Dates& dates) {
    const Reach reach = reach_of(tx);
    auto found = store::waiting_wishes(tx, dates);
    std::erase_if(found, [&](const Wish& wish) { return !reach.covers(wish.building); });
    return found;
}

std::map<WishId, Why> why_they_wait(ReadTx& tx, const Dates& dates, std::span<const Wish> waiting,
                                    std::span<const Visit> placed,
                                    std::span<const CoachWeek> coaches,
                                    const locale::Speech& speech) {
    std::map<WishId, Why> found;
    if (waiting.empty()) return found;
    const auto proposal = newest_of(tx, dates);
    if (!proposal) return found;
    const auto wish_name = [&](WishId id) {
        if (const auto at = std::ranges::find(placed, id, &Visit::wish); at != placed.end()) {
            return called(*at, speech);
        }
        const auto at = std::ranges::find(waiting, id, &Wish::id);
        return at == waiting.end() ? speech.say("planner.something_else") : called(*at, speech);
    };
    const auto person_name = [&](PersonId id) {
        if (const auto at = std::ranges::find(coaches, id, &CoachWeek::coach); at != coaches.end())
            return at->name;
        for (const Visit& visit : placed) {
            if (const auto at = std::ranges::find(visit.people, id, &Helped::id);
                at != visit.people.end())
                return at->name;
        }
        for (const Wish& wish : waiting) {
            if (const auto at = std::ranges::find(wish.people, id, &Helped::id);
                at != wish.people.end())
                return at->name;
        }
        return speech.say("planner.somebody");
    };
    const Called names{.wish = wish_name, .person = person_name};
    for (const auto& row : store::reasons(tx, *proposal)) {
        const bool is_asked = std::ranges::find(waiting, row.wish, &Wish::id) != waiting.end();
        if (!is_asked || found.contains(row.wish)) continue;
        found.emplace(row.wish, Why{why(row.wish, row.reason, names, speech),
                                    what_helps(row.wish, row.reason, names, speech)});
    }
    return found;
}

}  // namespace rapport::planner
