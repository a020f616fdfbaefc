// Ways to organise the post, as the field has tried them (practice.md 1.2): each with what is known
// of it, what those who had it told, and where that stands. And what a district's own numbers would
// come to: how many teachers at once, a year, at which cost; with one coach fewer and one more.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/rounds/rounds.hpp"
#include "kernel/locale/speech.hpp"
#include "kernel/result.hpp"

namespace rapport::desk {
class Routes;
}

namespace rapport::models {

struct Source {
    std::string_view name, link;  // The link may be "": a book, a study, a letter to us.
};

// The sentences stand in the catalogue: "models.building", "models.building_means",
// "models.building_fact_1" …, "models.building_told_1" ….
struct Model {
    std::string_view code;
    int facts = 0, told = 0;
    std::span<const Source> sources;
};
std::span<const Model> all();
const Model* find(std::string_view code);

struct ModelText {
    std::string code, name, means;
    std::vector<std::string> facts, told;  // What is known; what others told of it.
    std::vector<Source> sources;
};
ModelText text_of(const Model&, const locale::Speech&);

// What every model leaves open, as questions with the answers the field gives (practice.md 1.3).
struct Choice {
    std::string question;
    std::vector<std::string> answers;
};
std::vector<Choice> choices(const locale::Speech&);

// --- What if.

// A district's numbers. The week is of one full post; travel and lessons of one coach.
struct Numbers {
    std::int64_t teachers = 120,
                 fte_percent = 100;  // All coaches together: 250 are two and a half.
    std::int64_t buildings = 0;      // Schools that share the posts; 0: not said.
    std::int64_t cycle_weeks = 8, year_weeks = 36;
    std::int64_t cost = 0;  // Of a full post a year, in whole units of money; 0: not said.
    rounds::Week week = {};
};
Result<Done> check(const Numbers&);

// What they come to. Whole teachers, rounded down: nobody is coached in part.
struct Outcome {
    std::int64_t fte_percent = 0;
    std::int64_t at_once = 0, a_year = 0;
    std::int64_t reached_percent = 0;           // Of all teachers, in a year; 100 at most.
    std::int64_t years_to_all = 0;              // 0: never.
    std::int64_t teachers_a_post = 0;           // 0: no post.
    std::int64_t buildings_a_post = 0;          // Rounded up; 0: not said, or no post.
    std::int64_t cost = 0, cost_a_teacher = 0;  // 0: not said, or nobody is reached.
};
Outcome outcome(const Numbers&);
// One post fewer (down to none), as it is, one more.
std::vector<Outcome> outcomes(const Numbers&);

// /models and /api/v1/models.
void mount_models(desk::Routes&);

}  // namespace rapport::models
