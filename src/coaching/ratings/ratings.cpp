#include "coaching/ratings/ratings.hpp"

#include <algorithm>
#include <array>

#include "coaching/ratings/ratings_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::ratings {

namespace {

// The structure of each scale as published: R. Puentedura; Florida Center for Instructional
// Technology, third edition 2019; R. Kimmons; L. Kolb 2011; Digital Promise 2019. For the last one
// no scale is published: the four levels are ours.
constexpr std::array<Framework, 5> all{{
    {"samr", "2006", 1, 4, false, ""},
    {"tim", "3", 5, 5, false, "https://fcit.usf.edu/matrix"},
    {"picrat", "2016", 2, 3, true, "https://edtechbooks.org/integrating_technology"},
    {"triple_e", "2011", 9, 3, false, ""},
    {"itu", "2019", 6, 4, false, ""},
}};

}  // namespace

std::span<const Framework> frameworks() { return all; }

const Framework* find_framework(std::string_view code) {
    const auto at = std::ranges::find(all, code, &Framework::code);
    return at == all.end() ? nullptr : &*at;
}

std::vector<Rating> of(ReadTx& tx, const cycles::Hand& hand) {
    if (hand.is_invited) return {};
    return store::of(tx, hand.cycle.id);
}

Result<RatingId> rate(WriteTx& tx, const cycles::Hand& hand, const Rating& typed) {
    if (const auto reason = cycles::against(cycles::Act::rate, hand)) return *reason;
    const Framework* framework = find_framework(typed.framework);
    if (framework == nullptr) return Refusal{"ratings.no_framework", "framework"};
    Rating one = typed;
    one.levels.resize(static_cast<std::size_t>(framework->questions), 0);
    for (std::size_t i = 0; i < one.levels.size(); ++i) {
        if (one.levels[i] < 1 || one.levels[i] > framework->levels) {
            return Refusal{"ratings.no_level", "level_" + std::to_string(i + 1)};
        }
    }
    one.words = std::string(text::trimmed(one.words));
    if (text::length(one.words) > cycles::words_max) {
        return Refusal{"cycles.words_long", "words", {{"count", std::int64_t{cycles::words_max}}}};
    }
    if (one.on > agreements::today(tx)) return Refusal{"cycles.no_future", "on"};
    one.id = tx.new_id<RatingId>();
    one.edition = framework->edition;
    one.is_by_coach = hand.is_coach;
    store::append(tx, hand.cycle.id, one);
    audit::record(tx, "cycle.rating", "cycle/" + hand.cycle.id.text());
    return one.id;
}

}  // namespace rapport::ratings
