#include "design/questions/questions.hpp"

#include <algorithm>

#include "kernel/text/text.hpp"

namespace rapport::questions {

namespace {

struct Row {
    std::string_view code;  // "questions.ask_" + code, "questions.say_" + code.
    Asker asker;
    std::string_view source, link;
};
constexpr std::string_view playbook = "Digital Promise, instructional coaching playbook";
constexpr std::string_view playbook_at =
    "https://digitalpromise.org/initiative/instructional-coaching/";
constexpr std::string_view published = "Lake Forest district 67, questions a programme answers";
constexpr std::string_view sweeney = "Sweeney, what to expect of coaching cycles";
constexpr std::string_view sweeney_at = "https://dianesweeney.com/expect-coaching-cycles";
constexpr std::string_view knight = "Knight, whether coaching should be confidential";
constexpr std::string_view knight_at =
    "https://instructionalcoaching.com/blog/should-instructional-coaching-be-confidential";
constexpr std::string_view kraft =
    "Kraft, Blazar and Hogan 2018, Review of Educational Research 88(4)";

constexpr Row rows[] = {
    {"effect", Asker::superintendents, kraft, "https://annenberg.brown.edu/"},
    {"how_many", Asker::superintendents, "Virginia, Standards of Quality, and others",
     "https://www.doe.virginia.gov/"},
    {"money", Asker::superintendents, playbook, playbook_at},
    {"certificate", Asker::superintendents, "ACTEM, answering a district that writes a vacancy",
     ""},
    {"begin", Asker::superintendents, playbook, playbook_at},
    {"what_may_i_know", Asker::principals, knight, knight_at},
    {"my_part", Asker::principals, "Partnership agreements that coaches have published", ""},
    {"repairs", Asker::principals, sweeney, sweeney_at},
    {"at_once", Asker::principals, "Digital Promise, reported by LA School Report",
     "https://www.laschoolreport.com/?p=57548"},
    {"new_teachers", Asker::principals, "Maine, rule chapter 180, section 11", ""},
    {"evaluated", Asker::teachers, published, ""},
    {"must_i", Asker::teachers, published, ""},
    {"time", Asker::teachers, "Google, course for coaches", ""},
    {"who_fixes", Asker::teachers, published, ""},
    {"notes", Asker::teachers, "A culture of coaching, October 2013", ""},
    {"stop", Asker::teachers, knight, knight_at},
    {"learning", Asker::parents, published, ""},
    {"screen", Asker::parents, published, ""},
    {"pictures", Asker::parents, "Connect Hub, on sharing successes, November 2021", ""},
    {"help_at_home", Asker::parents, published, ""},
};

}  // namespace

std::string_view code(Asker asker) {
    constexpr std::string_view codes[] = {"superintendents", "principals", "teachers", "parents"};
    return codes[static_cast<std::size_t>(asker)];
}

std::optional<Asker> parse_asker(std::string_view text) {
    for (int i = 0; i < asker_count; ++i) {
        const auto asker = static_cast<Asker>(i);
        if (code(asker) == text) return asker;
    }
    return std::nullopt;
}

std::vector<Answered> search(std::optional<Asker> asker, std::string_view typed,
                             const locale::Speech& speech) {
    const std::string folded = text::folded(typed);
    std::vector<Answered> found;
    for (const Row& row : rows) {
        if (asker && row.asker != *asker) continue;
        const std::string code(row.code);
        Answered one{.code = code,
                     .question = speech.say(Key::of("questions.ask_" + code)),
                     .answer = speech.say(Key::of("questions.say_" + code)),
                     .source = std::string(row.source),
                     .link = std::string(row.link),
                     .asker = row.asker};
        const std::string all = text::folded(one.question + " " + one.answer);
        const auto words = text::split(folded, ' ');
        const bool has_all = std::ranges::all_of(
            words, [&](std::string_view word) { return all.find(word) != std::string::npos; });
        if (has_all) found.push_back(std::move(one));
    }
    return found;
}

}  // namespace rapport::questions
