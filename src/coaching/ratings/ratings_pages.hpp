// What the pages of ratings show.
#pragma once

#include <string>
#include <vector>

#include "coaching/ratings/ratings.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::ratings {

struct LevelChoice {
    int level = 0;
    std::string name, means;
};
struct Question {
    std::string field, asks;  // "level_1".
    std::vector<LevelChoice> levels;
    std::string why;
};
struct Answered {
    std::string asks, level;
};
struct RatingRow {
    Day on;
    std::string framework, by, words;
    std::vector<Answered> answers;
};
struct FrameworkRow {
    std::string code, name, says;
};
struct RatingsView {
    cycles::CycleId cycle;
    std::string topic;
    std::vector<FrameworkRow> frameworks;
    std::vector<RatingRow> rows;
    bool can_rate = false;
};
void render(Html&, const RatingsView&);
struct RateView {
    cycles::CycleId cycle;
    std::string code, name, says, address;
    std::vector<Question> questions;
    Day on;
};
void render(Html&, const RateView&);

std::string called(const Framework&, const locale::Speech&);
std::string asked(const Framework&, int question, const locale::Speech&);
std::string level_said(const Framework&, int question, int level, const locale::Speech&);

void mount_ratings_api(desk::Routes&);
// A rating as a form or a program sends it: framework, on, level_1 …, words.
Result<Rating> rating_in(ReadTx&, const http::Fields&);

}  // namespace rapport::ratings
