#include "design/exchange/facts.hpp"

#include <algorithm>
#include <array>

#include "design/models/models.hpp"
#include "design/questions/questions.hpp"
#include "kernel/text/text.hpp"

namespace rapport::exchange {

using locale::Speech;

namespace {

struct FactRow {
    std::string_view code;  // "exchange.fact_" + code.
    Topic topic;
    std::string_view source, link;
};
constexpr FactRow fact_rows[] = {
    {"titles", Topic::post, "Cofino, on what the post is called, August 2009",
     "https://kimcofino.com/blog/2009/08/16"},
    {"two_lines", Topic::post, "Rockingham County, Virginia, job description",
     "https://rockingham.k12.va.us/hr/JobDescriptions/itrt.htm"},
    {"who_does_what", Topic::post, "CoachBetter, on evaluating a coaching programme",
     "https://coachbetter.tv/"},
    {"phases", Topic::post, "Digital Promise, instructional coaching playbook",
     "https://digitalpromise.org/initiative/instructional-coaching/"},
    {"codes", Topic::standards, "ISTE Standards", "https://iste.org/standards"},
    {"conditions", Topic::standards, "ISTE Essential Conditions",
     "https://iste.org/standards/iste-essential-conditions"},
    {"samr", Topic::standards, "Guhlin 2018, on judging with SAMR", "https://mguhlin.org/"},
    {"tim", Topic::standards, "Technology Integration Matrix, third edition",
     "https://fcit.usf.edu/matrix"},
    {"picrat", Topic::standards, "Integrating technology, EdTech Books",
     "https://edtechbooks.org/integrating_technology"},
    {"triple_e", Topic::standards, "Kolb 2011, Triple E", ""},
    {"concerns", Topic::standards, "Tech & Learning, stages of concern",
     "https://techlearning.com/news/stages-of-concern"},
    {"gears", Topic::standards, "Future Ready dashboard",
     "https://dashboard.futurereadyschools.org"},
    {"approval", Topic::design, "Maine school boards, policies GAC and GAB", ""},
    {"own_rubric", Topic::design, "Rubrics of North Carolina, Pennsylvania and Colorado", ""},
    {"short_news", Topic::design, "Cornell School District, notes of coaches", ""},
    {"rounds", Topic::numbers, "Google, course for coaches", "https://skillshop.exceedlms.com/"},
    {"fortnight", Topic::numbers, "Kraft and others, told by the World Bank",
     "https://blogs.worldbank.org/"},
    {"guesses", Topic::numbers, "Sweeney, getting to 60 percent",
     "https://dianesweeney.com/coaching-cycles-getting-to-60-percent"},
    {"bandwidth", Topic::numbers, "College Board, online testing", ""},
    {"inventory", Topic::numbers, "United States, 2 CFR 200.313", "https://www.ecfr.gov/"},
};

// Answers to questions that tell a fact with its number.
constexpr std::array<std::string_view, 5> of_questions{"effect", "how_many", "at_once",
                                                       "new_teachers", "money"};

// The first thing that is known of each model, as the page of models tells it.
void put_models(std::vector<Fact>& all, const Speech& speech) {
    for (const models::Model& model : models::all()) {
        const models::ModelText text = models::text_of(model, speech);
        if (text.facts.empty() || text.sources.empty()) continue;
        const models::Source& source = text.sources.front();
        all.push_back({.code = "model_" + text.code,
                       .words = text.facts.front(),
                       .source = std::string(source.name),
                       .link = std::string(source.link),
                       .about = text.name,
                       .href = "/models#model-" + text.code,
                       .topic = Topic::post});
    }
}

void put_answers(std::vector<Fact>& all, const Speech& speech) {
    for (questions::Answered& one : questions::search(std::nullopt, "", speech)) {
        if (std::ranges::find(of_questions, one.code) == of_questions.end()) continue;
        all.push_back({.code = "question_" + one.code,
                       .words = std::move(one.answer),
                       .source = std::move(one.source),
                       .link = std::move(one.link),
                       .about = std::move(one.question),
                       .href = "/questions#" + one.code,
                       .topic = Topic::numbers});
    }
}

bool has_all(const Fact& fact, const std::vector<std::string_view>& words) {
    const std::string all = text::folded(fact.words + " " + fact.source + " " + fact.about);
    return std::ranges::all_of(words,
                               [&](std::string_view word) { return all.find(word) != all.npos; });
}

}  // namespace

std::string_view code(Topic topic) {
    constexpr std::string_view codes[] = {"post", "standards", "design", "numbers"};
    return codes[static_cast<std::size_t>(topic)];
}

std::optional<Topic> parse_topic(std::string_view text) {
    for (const Topic topic : all_topics) {
        if (code(topic) == text) return topic;
    }
    return std::nullopt;
}

std::vector<Fact> own_facts(const Speech& speech) {
    std::vector<Fact> all;
    for (const FactRow& row : fact_rows) {
        all.push_back({.code = std::string(row.code),
                       .words = speech.say(Key::of("exchange.fact_" + std::string(row.code))),
                       .source = std::string(row.source),
                       .link = std::string(row.link),
                       .about = "",
                       .href = "",
                       .topic = row.topic});
    }
    return all;
}

std::vector<Fact> facts(std::optional<Topic> topic, std::string_view typed, const Speech& speech) {
    std::vector<Fact> all = own_facts(speech);
    put_models(all, speech);
    put_answers(all, speech);
    const std::string folded = text::folded(text::trimmed(typed));
    const auto words = text::split(folded, ' ');
    std::erase_if(all, [&](const Fact& one) {
        return (topic && one.topic != *topic) || !has_all(one, words);
    });
    return all;
}

}  // namespace rapport::exchange
