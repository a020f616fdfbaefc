#include "schedule/planner/waiting.hpp"

#include <algorithm>
#include <set>

#include "schedule/planner/wishes_store.hpp"

namespace rapport::planner {

std::vector<Wish> waiting(ReadTx& tx, const Dates& dates, std::span<const Visit> placed) {
    auto found = wishes(tx, dates);
    if (found.empty()) return found;
    std::set<WishId> has_place;
    for (const Visit& visit : placed) {
        if (is_live(visit.state) || visit.state == State::done) has_place.insert(visit.wish);
    }
    for (const WishId wish : store::placed_elsewhere(tx, dates)) has_place.insert(wish);
    std::erase_if(found, [&](const Wish& wish) { return has_place.contains(wish.id); });
    return found;
}

}  // namespace rapport::planner
