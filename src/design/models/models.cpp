#include "design/models/models.hpp"

#include <algorithm>
#include <array>

namespace rapport::models {

namespace {

constexpr std::int64_t post = 100;  // Percent of a full post.

constexpr std::array<Source, 2> of_building{{
    {"Digital Promise, instructional coaching playbook",
     "https://digitalpromise.org/initiative/instructional-coaching/"},
    {"Sweeney, a coach with one class a day",
     "https://dianesweeney.com/coaching-cycles-getting-to-60-percent"},
}};
constexpr std::array<Source, 1> of_division{
    {{"An international school, answering a coach’s questions", ""}}};
constexpr std::array<Source, 2> of_pool{{
    {"Learning & Leading with Technology, May 2009, page 24", ""},
    {"Point A to Point B, June 2011", "https://pointatopointb.org/2011/06/05"},
}};
constexpr std::array<Source, 1> of_regional{
    {{"Illinois Learning Technology Center", "https://tech.ed.gov/stories/"}}};
constexpr std::array<Source, 1> of_two_branches{{{"A district’s eSupport and eCoach team", ""}}};
constexpr std::array<Source, 1> of_librarian{
    {{"Education Week, April 2015 (Vancouver, Washington)", "https://www.edweek.org/"}}};
constexpr std::array<Source, 2> of_stipend{{
    {"Avon Grove, instructional technology lead teachers",
     "http://www1.udel.edu/sine/avongrove/0405/roles.html"},
    {"An added-duty contract of Alaska", ""},
}};
constexpr std::array<Source, 2> of_state{{
    {"Virginia Department of Education, memorandum of 2005", "https://www.doe.virginia.gov/"},
    {"Dissertation 4731, Virginia Commonwealth University",
     "https://scholarscompass.vcu.edu/etd/4731"},
}};
constexpr std::array<Source, 1> of_champions{{{"Boulanger, on early adopters", ""}}};

constexpr std::array<Model, 9> library{{
    {"building", 2, 1, of_building},
    {"division", 1, 1, of_division},
    {"pool", 1, 1, of_pool},
    {"regional", 2, 0, of_regional},
    {"two_branches", 1, 0, of_two_branches},
    {"librarian", 2, 0, of_librarian},
    {"stipend", 2, 1, of_stipend},
    {"state", 2, 0, of_state},
    {"champions", 1, 0, of_champions},
}};

std::vector<std::string> numbered(const locale::Speech& speech, const std::string& stem,
                                  int count) {
    std::vector<std::string> said;
    for (int i = 1; i <= count; ++i) {
        said.push_back(speech.say(Key::of(stem + "_" + std::to_string(i))));
    }
    return said;
}

}  // namespace

std::span<const Model> all() { return library; }

const Model* find(std::string_view code) {
    const auto found = std::ranges::find(library, code, &Model::code);
    return found == library.end() ? nullptr : &*found;
}

ModelText text_of(const Model& model, const locale::Speech& speech) {
    const std::string stem = "models." + std::string(model.code);
    return {.code = std::string(model.code),
            .name = speech.say(Key::of(stem)),
            .means = speech.say(Key::of(stem + "_means")),
            .facts = numbered(speech, stem + "_fact", model.facts),
            .told = numbered(speech, stem + "_told", model.told),
            .sources = {model.sources.begin(), model.sources.end()}};
}

std::vector<Choice> choices(const locale::Speech& speech) {
    std::vector<Choice> all;
    constexpr std::array<std::pair<std::string_view, int>, 4> open{
        {{"supervisor", 6}, {"scale", 3}, {"certified", 2}, {"leader", 2}}};
    for (const auto& [code, count] : open) {
        const std::string stem = "models.ask_" + std::string(code);
        all.push_back({speech.say(Key::of(stem)), numbered(speech, stem, count)});
    }
    return all;
}

Result<Done> check(const Numbers& it) {
    struct Range {
        std::int64_t value, least, most;
        std::string_view field;
    };
    const std::array<Range, 13> ranges{{
        {it.teachers, 1, 100'000, "teachers"},
        {it.fte_percent, 0, 100'000, "fte_percent"},
        {it.buildings, 0, 10'000, "buildings"},
        {it.cycle_weeks, 1, 52, "cycle_weeks"},
        {it.year_weeks, 1, 52, "year_weeks"},
        {it.cost, 0, 10'000'000, "cost"},
        {it.week.week, 60, 3600, "week"},
        {it.week.cycle_percent, 5, 100, "cycle_percent"},
        {it.week.meeting, 0, 300, "meeting"},
        {it.week.visits, 0, 10, "visits"},
        {it.week.visit, 0, 300, "visit"},
        {it.week.preparation, 0, 600, "preparation"},
        {it.week.travel, 0, 2400, "travel"},
    }};
    for (const Range& range : ranges) {
        if (range.value >= range.least && range.value <= range.most) continue;
        return Refusal{"models.out_of_range",
                       std::string(range.field),
                       {{"least", range.least}, {"most", range.most}}};
    }
    if (it.week.each() <= 0) return Refusal{"models.no_time", "meeting"};
    return Done{};
}

Outcome outcome(const Numbers& it) {
    Outcome out{.fte_percent = it.fte_percent};
    // Each coach by themselves: half a place here and half there make no place.
    for (std::int64_t left = it.fte_percent; left > 0; left -= post) {
        rounds::Week week = it.week;
        week.fte_percent = std::min(left, post);
        out.at_once += week.places();
    }
    const std::int64_t rounds_a_year = it.year_weeks / it.cycle_weeks;
    out.a_year = std::min(it.teachers, out.at_once * rounds_a_year);
    out.reached_percent = out.a_year * 100 / it.teachers;
    if (out.a_year > 0) out.years_to_all = (it.teachers + out.a_year - 1) / out.a_year;
    if (it.fte_percent > 0) out.teachers_a_post = it.teachers * post / it.fte_percent;
    if (it.fte_percent > 0) {
        out.buildings_a_post = (it.buildings * post + it.fte_percent - 1) / it.fte_percent;
    }
    out.cost = it.cost * it.fte_percent / post;
    if (out.a_year > 0) out.cost_a_teacher = out.cost / out.a_year;
    return out;
}

std::vector<Outcome> outcomes(const Numbers& it) {
    std::vector<Outcome> all;
    for (const std::int64_t change : {-post, std::int64_t{0}, post}) {
        Numbers other = it;
        other.fte_percent = std::max<std::int64_t>(0, it.fte_percent + change);
        if (change < 0 && it.fte_percent == 0) continue;
        all.push_back(outcome(other));
    }
    return all;
}

}  // namespace rapport::models
