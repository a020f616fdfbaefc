// Where a lesson with technology stands, on one of five published scales, as somebody in a cycle
// sees it: to think about, never to judge by. The scales ship as codes and numbers (facts) with
// questions in our own words; their publishers' texts are theirs and are not here.
//
// What was said stays as it was said, with the rater's role; a later one stands beside it. Read by
// those in the cycle alone: who evaluates sees none, neither their number nor that there is one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/cycles/cycles.hpp"

namespace rapport::ratings {

using RatingId = Id<struct CycleRatingTag>;

// A scale. Sentences of its questions and levels are named after its code: "ratings.samr_1".
struct Framework {
    std::string_view code;
    std::string_view edition;
    int questions = 1;
    int levels = 2;                      // Of each question, from 1 up.
    bool has_levels_of_its_own = false;  // Each question names its own levels.
    std::string_view address;            // Where its publisher explains it; "" where we know none.
};
std::span<const Framework> frameworks();
const Framework* find_framework(std::string_view code);

struct Rating {
    RatingId id;
    PersonId rater;
    std::string rater_name;
    bool is_by_coach = false;
    std::string framework, edition;
    Day on;
    std::vector<int> levels;  // One a question.
    std::string words;
    Instant rated_at;
};

// Of a cycle in the hands of somebody who is in it; newest first.
std::vector<Rating> of(ReadTx&, const cycles::Hand&);
// By a teacher of the cycle, or its coach. Refuses a level left out, naming its field ("level_2").
Result<RatingId> rate(WriteTx&, const cycles::Hand&, const Rating&);

// /cycles/{cycle}/ratings and its twin.
void mount_ratings(desk::Routes&);

}  // namespace rapport::ratings
