#include "design/starter_kit/making.hpp"

#include <algorithm>

#include "coaching/agreements/agreements.hpp"
#include "design/posts/posts.hpp"
#include "design/role_page/role_page.hpp"
#include "design/vacancies/vacancies.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::starter_kit {

namespace {

// The fields that a thing refuses are called otherwise in the kit.
Refusal at_ours(Refusal refusal, std::string_view theirs, std::string_view ours) {
    if (refusal.field == theirs) refusal.field = ours;
    return refusal;
}

std::string chosen(const Kit& kit, std::string_view field, const locale::Speech& speech) {
    const std::string& code = kit.in(field);
    for (const Field& one : fields()) {
        if (one.code != field) continue;
        for (const Option& option : options_of(one, speech)) {
            if (option.code == code) return option.label;
        }
    }
    return "";
}

// Buildings that the district does not have yet become its own.
Done make_buildings(WriteTx& tx, const Kit& kit) {
    std::vector<std::string> known;
    for (const auto& one : districts::buildings(tx)) known.push_back(text::folded(one.name));
    for (const std::string_view line : text::split(kit.in("buildings"), '\n')) {
        const std::string folded = text::folded(line);
        if (std::ranges::find(known, folded) != known.end()) continue;
        known.push_back(folded);
        const BuildingId id =
            districts::add_building(tx, {.name = std::string(line),
                                         .zone = std::string(districts::zone(tx).name()),
                                         .identifier = ""});
        audit::record(tx, "building.added", "building/" + id.text());
    }
    return {};
}

std::vector<posts::TypedSection> sections_of(const Kit& kit, const posts::Hand& hand,
                                             const locale::Speech& speech) {
    std::vector<posts::TypedSection> typed;
    const auto add = [&](std::string_view code, std::string words) {
        if (words.empty()) return;
        typed.push_back({std::string(code), std::move(words), hand.version_of(code)});
    };
    const std::string& better = kit.in("better");
    const std::string& purpose = hand.words("purpose");
    if (!better.empty()) add("purpose", purpose.empty() ? better : purpose + "\n\n" + better);
    std::string lines;
    for (const std::string_view field : {"leads", "guides", "evaluator"}) {
        const std::string who = chosen(kit, field, speech);
        if (who.empty()) continue;
        lines += (lines.empty() ? "" : "\n") +
                 speech.say(Key::of("starter_kit.line_" + std::string(field)), {{"who", who}});
    }
    add("supervision", lines);
    add("pay", kit.in("pay"));
    std::string terms = hand.words("terms");
    if (const auto ends = Day::parse(kit.in("ends_on"))) {
        terms += (terms.empty() ? "" : "\n") +
                 speech.say("starter_kit.line_ends", {{"day", speech.long_day(*ends)}});
        add("terms", terms);
    }
    return typed;
}

Result<std::string> make_description(WriteTx& tx, const Kit& kit, const locale::Speech& speech) {
    const auto post =
        posts::begin(tx, {.title = kit.in("job_title"), .model = kit.in("template")}, speech);
    if (!post) return at_ours(at_ours(post.refusal(), "model", "template"), "title", "job_title");
    const auto hand = posts::in_hand(tx, *post, std::nullopt);
    must(hand.has_value(), "who began a job description may read it");
    const auto done = posts::write_sections(tx, *hand, sections_of(kit, *hand, speech));
    if (!done) return done.refusal();
    return "/job-descriptions/" + post->text();
}

void add_requirements(const Kit& kit, vacancies::Typed& typed) {
    for (const vacancies::Wording wording : vacancies::all_wordings) {
        for (const std::string_view line : text::split(kit.in(vacancies::code(wording)), '\n')) {
            if (!line.empty()) typed.requirements.push_back({wording, "", std::string(line)});
        }
    }
}

Result<std::string> make_vacancy(WriteTx& tx, const Kit& kit, const locale::Speech& speech) {
    vacancies::Typed typed{.title = kit.in("ad_title"),
                           .place = kit.in("place"),
                           .summary = kit.in("summary"),
                           .begins = kit.in("begins"),
                           .hours = kit.in("hours"),
                           .pay = kit.in("pay"),
                           .apply_how = "",
                           .takes_applications = true,
                           .apply_by = Day::parse(kit.in("apply_by")),
                           .post = std::nullopt,
                           .requirements = {}};
    add_requirements(kit, typed);
    constexpr std::string_view posts_path = "/job-descriptions/";
    const std::string& description = kit.at(Step::job_description).made;
    if (description.starts_with(posts_path)) {
        const auto post = posts::PostId::parse(description.substr(posts_path.size()));
        const auto hand = post ? posts::in_hand(tx, *post, std::nullopt) : std::nullopt;
        if (hand && posts::is_valid(hand->description.state)) typed.post = post;
    }
    const auto id = vacancies::begin(tx, typed, speech.language());
    if (!id) return at_ours(id.refusal(), "title", "ad_title");
    if (kit.in("advertise") == "now") {
        const auto one = vacancies::find(tx, *id);
        must(one.has_value(), "a vacancy that has just begun is there");
        const auto done = vacancies::post(tx, *one);
        if (!done) return done.refusal();
    }
    return "/vacancies/" + id->text();
}

Result<std::string> make_role_page(WriteTx& tx, const Kit& kit, const locale::Speech& speech) {
    const role_page::RolePage page = role_page::load(tx, speech);
    if (page.version == 0) {
        const auto done =
            role_page::save(tx, {.words = page.words, .address = kit.in("address"), .version = 0},
                            speech.language());
        if (!done) return done.refusal();
    }
    if (kit.in("publish") == "now" && !page.is_public) {
        const auto done = role_page::publish(tx);
        if (!done) return done.refusal();
    }
    return std::string("/role-page");
}

}  // namespace

Result<std::string> make(WriteTx& tx, const Kit& kit, Step step, const locale::Speech& speech) {
    switch (step) {
        case Step::where:
            make_buildings(tx, kit);
            return std::string();
        case Step::agreement:
            settings::put(tx, agreements::profile_setting, kit.in("profile"));
            return std::string();
        case Step::job_description:
            return make_description(tx, kit, speech);
        case Step::advertisement:
            return make_vacancy(tx, kit, speech);
        case Step::role_page:
            return make_role_page(tx, kit, speech);
        default:
            return std::string();
    }
}

models::Numbers numbers_of(const Answers& answers) {
    models::Numbers numbers;
    const auto take = [&](std::string_view field, std::int64_t& into) {
        const auto at = answers.find(field);
        if (at == answers.end()) return;
        if (const auto number = text::number<std::int64_t>(at->second)) into = *number;
    };
    take("teachers", numbers.teachers);
    take("fte_percent", numbers.fte_percent);
    take("cost", numbers.cost);
    return numbers;
}

models::Numbers numbers_of(const Kit& kit) {
    Answers answers = kit.at(Step::ratio).answers;
    answers.insert_or_assign("cost", kit.in("cost"));
    return numbers_of(answers);
}

}  // namespace rapport::starter_kit
