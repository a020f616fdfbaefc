#include "design/posts/library.hpp"

#include <algorithm>
#include <array>

#include "kernel/locale/words.hpp"
#include "kernel/text/text.hpp"

namespace rapport::posts::library {

namespace {

constexpr Place district = Place::district, building = Place::building;

// Duty groups of text 2 first (collaborate, learn, equipment, software, plans, insight), then what
// coaches' own job descriptions add. Codes of standards: iste_coaches, edition 2024.
constexpr std::array<Entry, 38> entries{{
    {"plan_together", building, "collaboration", true, "1c", "4.3.d,4.4.a"},
    {"teach_together", building, "collaboration", true, "1d", "4.3.d,4.4.a"},
    {"model_lessons", building, "collaboration", true, "1e", "4.4.d"},
    {"watch_lessons", building, "collaboration", false, "1f", "4.2.c,4.3.a"},
    {"coaching_cycles", building, "collaboration", true, "1c,1d,1e", "4.1.c,4.2.c"},
    {"team_meetings", building, "collaboration", false, "5", "4.3.a"},
    {"units_of_year", building, "collaboration", false, "1c", "4.4.a"},
    {"librarians_and_tech_ed", district, "collaboration", false, "5", "4.1.e"},
    {"every_learner", building, "collaboration", false, "1c", "4.4.c"},
    {"sessions_large", district, "learning", true, "3", "4.5.a,4.5.b"},
    {"sessions_small", building, "learning", true, "3", "4.5.b"},
    {"one_to_one", building, "learning", true, "1a", "4.3.d,4.5.b"},
    {"new_staff", district, "learning", false, "3", "4.5.a"},
    {"students_directly", building, "learning", false, "1d", "4.7.b"},
    {"parents", building, "learning", false, "10", "4.7.a"},
    {"needs_survey", district, "learning", false, "2", "4.5.a"},
    {"session_impact", district, "learning", false, "2", "4.5.c"},
    {"learning_materials", district, "learning", false, "2", "4.5.b"},
    {"citizenship", building, "learning", false, "1d,3", "4.7.b,4.7.c,4.7.d"},
    {"select_equipment", district, "equipment", false, "6", "4.3.c"},
    {"hand_out", building, "equipment", false, "6", ""},
    {"maintain_resources", building, "equipment", false, "6", ""},
    {"small_trouble", building, "equipment", false, "1b", ""},
    {"report_trouble", building, "equipment", false, "1b", "4.1.e"},
    {"online_tests", building, "equipment", false, "8", ""},
    {"software_advice", district, "software", true, "7", "4.3.c"},
    {"software_trials", building, "software", false, "7", "4.3.c"},
    {"privacy_check", district, "software", false, "7", "4.6.a,4.7.d"},
    {"find_content", building, "software", false, "2", "4.3.b"},
    {"plan_district", district, "plans", false, "7", "4.1.a"},
    {"plan_site", building, "plans", false, "7", "4.1.a,4.1.b"},
    {"use_insight", district, "insight", true, "2", "4.6.b"},
    {"data_goals", building, "insight", false, "1c", "4.6.b,4.6.c"},
    {"share_successes", building, "insight", false, "9", "4.1.d"},
    {"newsletter", district, "insight", false, "9", "4.1.d"},
    {"own_learning", district, "profession", false, "11", "4.2.a,4.2.b"},
    {"network", district, "profession", false, "11", "4.2.b"},
    {"travel", district, "other", false, "12", ""},
}};

// One coach of a building, full time.
constexpr std::array<Part, 12> of_building{{{"plan_together", 16},
                                            {"teach_together", 14},
                                            {"model_lessons", 10},
                                            {"coaching_cycles", 20},
                                            {"one_to_one", 8},
                                            {"sessions_small", 6},
                                            {"team_meetings", 6},
                                            {"find_content", 5},
                                            {"small_trouble", 5},
                                            {"share_successes", 3},
                                            {"use_insight", 2},
                                            {"own_learning", 5}}};
// One coach of several buildings.
constexpr std::array<Part, 13> of_district{{{"plan_together", 14},
                                            {"teach_together", 10},
                                            {"model_lessons", 8},
                                            {"coaching_cycles", 20},
                                            {"sessions_large", 8},
                                            {"sessions_small", 5},
                                            {"one_to_one", 6},
                                            {"software_advice", 5},
                                            {"plan_district", 4},
                                            {"select_equipment", 3},
                                            {"use_insight", 4},
                                            {"own_learning", 5},
                                            {"travel", 8}}};
// A librarian or teacher who coaches with half of the week; the other half is the library's.
constexpr std::array<Part, 9> of_library{{{"plan_together", 20},
                                          {"teach_together", 20},
                                          {"students_directly", 12},
                                          {"citizenship", 10},
                                          {"find_content", 10},
                                          {"one_to_one", 10},
                                          {"online_tests", 6},
                                          {"maintain_resources", 8},
                                          {"own_learning", 4}}};
constexpr std::array<Model, 3> shipped{
    {{"building", of_building}, {"district", of_district}, {"library", of_library}}};

constexpr std::string_view edition = "iste_coaches/2024/";

int best_word(std::string_view typed, std::string_view folded) {
    int best = 0;
    for (const std::string_view word : text::split(folded, ' ')) {
        best = std::max(best, text::match(typed, word));
    }
    return best;
}

// Every typed word answers some word there; none answers with 0.
int answers(const std::string& typed, const std::string& folded) {
    int sum = 0;
    for (const std::string_view word : text::split(typed, ' ')) {
        const int best = best_word(word, folded);
        if (best == 0) return 0;
        sum += best;
    }
    return sum;
}

std::string said(std::string_view stem, std::string_view code, const locale::Speech& speech) {
    const std::string key = std::string(stem) + std::string(code);
    return speech.say(Key::of(key));
}

std::string searched(const Entry& entry, const locale::Speech& speech) {
    std::string all;
    for (const auto language : {locale::Language::english, locale::Language::french}) {
        const locale::Speech other(language, locale::default_words(language), speech.zone(),
                                   speech.now());
        all +=
            said("duty.", entry.code, other) + " " + said("heading.", entry.heading, other) + " ";
    }
    return text::folded(all + said("duty.", entry.code, speech));
}

}  // namespace

std::span<const Entry> all() { return entries; }

const Entry* find(std::string_view code) {
    const auto at = std::ranges::find(entries, code, &Entry::code);
    return at == entries.end() ? nullptr : &*at;
}

TypedDuty duty_of(const Entry& entry, const std::vector<kinds::Kind>& known,
                  const locale::Speech& speech) {
    TypedDuty duty{.place = entry.place,
                   .heading = std::string(entry.heading),
                   .words = said("duty.", entry.code, speech),
                   .is_essential = entry.is_essential,
                   .kinds = {},
                   .standards = {}};
    for (const std::string_view code : text::split(entry.kinds, ',')) {
        const auto at = std::ranges::find_if(known, [&](const kinds::Kind& kind) {
            return kind.name.code == code && !kind.is_retired;
        });
        if (at != known.end()) duty.kinds.push_back(at->id);
    }
    for (const std::string_view code : text::split(entry.standards, ',')) {
        if (const auto ref = standards::parse(std::string(edition) + std::string(code))) {
            duty.standards.push_back(*ref);
        }
    }
    return duty;
}

std::vector<const Entry*> search(std::string_view typed, const locale::Speech& speech) {
    const std::string folded = text::folded(typed);
    std::vector<std::pair<int, const Entry*>> found;
    for (const Entry& entry : entries) {
        const int how_well = folded.empty() ? 1 : answers(folded, searched(entry, speech));
        if (how_well > 0) found.emplace_back(how_well, &entry);
    }
    std::ranges::stable_sort(found, std::greater<>(), [](const auto& one) { return one.first; });
    std::vector<const Entry*> best;
    for (const auto& one : found) best.push_back(one.second);
    return best;
}

std::span<const Model> models() { return shipped; }

const Model* find_model(std::string_view code) {
    const auto at = std::ranges::find(shipped, code, &Model::code);
    return at == shipped.end() ? nullptr : &*at;
}

}  // namespace rapport::posts::library

namespace rapport::posts {

std::vector<LibraryWords> library_words(const locale::Speech& speech) {
    std::vector<LibraryWords> found;
    for (const library::Entry& entry : library::all()) {
        found.push_back(
            {std::string(entry.code), speech.say(Key::of("duty." + std::string(entry.code)))});
    }
    return found;
}

}  // namespace rapport::posts
