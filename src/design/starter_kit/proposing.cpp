// What stands in a field before anybody wrote there, and what others did.
#include "design/posts/posts.hpp"
#include "design/role_page/role_page.hpp"
#include "design/starter_kit/starter_kit.hpp"
#include "kernel/text/text.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::starter_kit {

namespace {

struct ToldSource {
    Step step;
    std::string_view code;  // The sentence "starter_kit.told_" + code.
    std::string_view source, link;
};

// practice.md 1.1 to 1.5, 5 and 10. A link is "" where the source has none that lasts.
constexpr std::string_view playbook = "Digital Promise, instructional coaching playbook";
constexpr std::string_view playbook_at =
    "https://digitalpromise.org/initiative/instructional-coaching/";
constexpr std::string_view actem = "ACTEM, answering a district that writes a vacancy";
constexpr ToldSource told_table[] = {
    {Step::why, "pilot", playbook, playbook_at},
    {Step::why, "questions", "Lake Forest district 67, questions a programme answers", ""},
    {Step::where, "one_school", playbook, playbook_at},
    {Step::where, "rural", "Learning & Leading with Technology, May 2009, page 24", ""},
    {Step::who, "librarians", "Education Week, April 2015 (Vancouver, Washington)",
     "https://www.edweek.org/"},
    {Step::who, "stipend", "Avon Grove, instructional technology lead teachers",
     "http://www1.udel.edu/sine/avongrove/0405/roles.html"},
    {Step::model, "model_first", playbook, playbook_at},
    {Step::model, "moved", "Point A to Point B, June 2011",
     "https://pointatopointb.org/2011/06/05"},
    {Step::ratio, "virginia", "Virginia Department of Education, memorandum of 2005",
     "https://www.doe.virginia.gov/"},
    {Step::ratio, "ohio", "A proposal to the Ohio Department of Education, March 2021",
     "https://talktechwithme.com/"},
    {Step::ratio, "at_once", "Digital Promise, reported by LA School Report",
     "https://www.laschoolreport.com/?p=57548"},
    {Step::supervisor, "rockingham", "Rockingham County, Virginia, job description", ""},
    {Step::supervisor, "hanoi", "An international school, answering a coach’s questions", ""},
    {Step::supervisor, "own_rubric", "North Carolina and Pennsylvania, rubrics for coaches", ""},
    {Step::money, "three_ways", playbook, playbook_at},
    {Step::money, "one_class", "Sweeney, a coach with one class a day",
     "https://dianesweeney.com/coaching-cycles-getting-to-60-percent"},
    {Step::agreement, "four", "Collective agreements, vendors’ programmes, Knight, Sweeney", ""},
    {Step::agreement, "evaluated", "Lake Forest district 67, questions a programme answers", ""},
    {Step::job_description, "policy", "Board policies GAC and GAB of districts in Maine", ""},
    {Step::job_description, "two_sides", "ACTEM, on the post in Yarmouth, Maine", ""},
    {Step::advertisement, "pool", actem, ""},
    {Step::advertisement, "experience", "Eight job descriptions that districts have published", ""},
    {Step::role_page, "who_does_what", "Coach Better, on evaluating a coaching programme", ""},
    {Step::first_days, "launch", playbook, playbook_at},
    {Step::first_days, "before", "Illinois Learning Technology Center",
     "https://tech.ed.gov/stories/"},
};

std::string joined(std::string_view lines, std::string_view by) {
    std::string all;
    for (const std::string_view line : text::split(lines, '\n')) {
        if (!line.empty()) all += (all.empty() ? "" : std::string(by)) + std::string(line);
    }
    return all;
}

std::string building_names(ReadTx& tx) {
    std::string lines;
    for (const auto& one : districts::buildings(tx)) {
        lines += (lines.empty() ? "" : "\n") + one.name;
    }
    return lines;
}

std::optional<posts::Hand> description(ReadTx& tx, const Kit& kit) {
    constexpr std::string_view path = "/job-descriptions/";
    const std::string& made = kit.at(Step::job_description).made;
    if (!made.starts_with(path)) return std::nullopt;
    const auto post = posts::PostId::parse(made.substr(path.size()));
    return post ? posts::in_hand(tx, *post, std::nullopt) : std::nullopt;
}

// Why, and what one would do: the duties that no holder of the post can leave out.
std::string summary(ReadTx& tx, const Kit& kit, const locale::Speech& speech) {
    std::string words = kit.in("better");
    const auto hand = description(tx, kit);
    if (!hand) return words;
    std::string duties;
    for (const posts::Duty& duty : hand->duties) {
        if (duty.is_essential) duties += "\n– " + duty.words;
    }
    if (duties.empty()) return words;
    return words + (words.empty() ? "" : "\n\n") + speech.say("starter_kit.you_would") + duties;
}

std::string of_description(ReadTx& tx, const Kit& kit, std::string_view section) {
    const auto hand = description(tx, kit);
    return hand ? hand->words(section) : "";
}

std::string drafted(std::string_view stem, int count, const locale::Speech& speech) {
    std::string lines;
    for (int i = 1; i <= count; ++i) {
        lines += (lines.empty() ? "" : "\n") +
                 speech.say(Key::of("starter_kit." + std::string(stem) + "_" + std::to_string(i)));
    }
    return lines;
}

}  // namespace

std::string proposed(ReadTx& tx, const Kit& kit, const Field& field, const locale::Speech& speech) {
    const std::string_view code = field.code;
    if (code == "buildings") return building_names(tx);
    if (code == "fte_percent") return "100";
    if (code == "job_title") return speech.say("starter_kit.draft_title");
    if (code == "template") return "building";
    if (code == "ad_title") return kit.in("job_title");
    if (code == "place") return joined(kit.in("buildings"), ", ");
    if (code == "summary") return summary(tx, kit, speech);
    if (code == "required" || code == "preferred") return of_description(tx, kit, code);
    if (code == "address") return role_page::load(tx, speech).address;
    if (code == "advertise" || code == "publish") return "later";
    if (field.step == Step::first_days && field.form == Form::list) {
        return drafted(code, 4, speech);
    }
    return "";
}

std::vector<Told> told(Step step, const locale::Speech& speech) {
    std::vector<Told> found;
    for (const ToldSource& row : told_table) {
        if (row.step != step) continue;
        found.push_back({speech.say(Key::of("starter_kit.told_" + std::string(row.code))),
                         std::string(row.source), std::string(row.link)});
    }
    return found;
}

}  // namespace rapport::starter_kit
