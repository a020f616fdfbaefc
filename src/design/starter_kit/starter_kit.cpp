#include "design/starter_kit/starter_kit.hpp"

#include <algorithm>

#include "coaching/agreements/agreements.hpp"
#include "design/models/models.hpp"
#include "design/posts/posts.hpp"
#include "design/starter_kit/making.hpp"
#include "design/starter_kit/starter_kit_store.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::starter_kit {

namespace {

constexpr std::size_t text_max = 2000, line_max = 200, lines_max = 40;  // Characters; lines.
constexpr std::int64_t number_max = 10'000'000;

constexpr std::array<std::string_view, step_count> codes{
    "why",        "where",     "who",       "model",           "ratio",
    "supervisor", "money",     "agreement", "job_description", "advertisement",
    "role_page",  "first_days"};

// Who may be asked, lead or pay, as practice.md 1.2 to 1.5 finds it.
constexpr std::string_view candidates[] = {"new_post", "one_of_ours", "librarian", "untitled",
                                           "shared"};
constexpr std::string_view affected[] = {"teachers", "principals", "support",
                                         "union",    "parents",    "students"};
constexpr std::string_view supervisors[] = {"principal", "technology",     "curriculum",
                                            "teaching",  "superintendent", "agency"};
constexpr std::string_view purses[] = {"teacher_line", "development", "title_i", "title_ii",
                                       "title_iv",     "local",       "grant"};
constexpr std::string_view whens[] = {"later", "now"};

constexpr Field all_fields[] = {
    {"better", Step::why, Form::text, true},
    {"seen_by", Step::why, Form::text},
    {"buildings", Step::where, Form::list, true},
    {"candidate", Step::who, Form::choice, true, candidates},
    {"asked", Step::who, Form::choices, false, affected},
    {"model", Step::model, Form::choice, true},
    {"model_why", Step::model, Form::text},
    {"teachers", Step::ratio, Form::number, true},
    {"fte_percent", Step::ratio, Form::number, true},
    {"leads", Step::supervisor, Form::choice, true, supervisors},
    {"guides", Step::supervisor, Form::choice, false, supervisors},
    {"evaluator", Step::supervisor, Form::choice, false, supervisors},
    {"rubric", Step::supervisor, Form::line},
    {"sources", Step::money, Form::choices, true, purses},
    {"ends_on", Step::money, Form::day},
    {"cost", Step::money, Form::number},
    {"pay", Step::money, Form::line},
    {"profile", Step::agreement, Form::choice, true},
    {"job_title", Step::job_description, Form::line, true},
    {"template", Step::job_description, Form::choice, true},
    {"ad_title", Step::advertisement, Form::line, true},
    {"place", Step::advertisement, Form::line, true},
    {"summary", Step::advertisement, Form::text, true},
    {"begins", Step::advertisement, Form::line},
    {"hours", Step::advertisement, Form::line},
    {"required", Step::advertisement, Form::list},
    {"preferred", Step::advertisement, Form::list},
    {"willing", Step::advertisement, Form::list},
    {"apply_by", Step::advertisement, Form::day},
    {"advertise", Step::advertisement, Form::choice, true, whens},
    {"address", Step::role_page, Form::line, true},
    {"publish", Step::role_page, Form::choice, true, whens},
    {"starts_on", Step::first_days, Form::day, true},
    {"first_30", Step::first_days, Form::list},
    {"next_30", Step::first_days, Form::list},
    {"last_30", Step::first_days, Form::list},
};

Refusal too_long(const Field& field, std::size_t max) {
    return {"starter_kit.long", std::string(field.code), {{"count", std::int64_t(max)}}};
}

Result<std::string> checked_list(const Field& field, std::string_view typed) {
    std::string all;
    std::size_t count = 0;
    for (const std::string_view line : text::split(typed, '\n')) {
        const std::string words = text::tidied(line);
        if (words.empty()) continue;
        if (text::length(words) > line_max) return too_long(field, line_max);
        if (++count > lines_max) {
            return Refusal{"starter_kit.many_lines",
                           std::string(field.code),
                           {{"count", std::int64_t(lines_max)}}};
        }
        all += (all.empty() ? "" : "\n") + words;
    }
    return all;
}

Result<std::string> checked_choice(const Field& field, std::string_view typed,
                                   const locale::Speech& speech) {
    const auto options = options_of(field, speech);
    std::string all;
    for (const std::string_view line : text::split(typed, '\n')) {
        const std::string_view chosen = text::trimmed(line);
        if (chosen.empty()) continue;
        if (std::ranges::find(options, chosen, &Option::code) == options.end()) {
            return Refusal{"starter_kit.no_choice", std::string(field.code)};
        }
        if (field.form == Form::choice && !all.empty()) {
            return Refusal{"starter_kit.no_choice", std::string(field.code)};
        }
        all += (all.empty() ? "" : "\n") + std::string(chosen);
    }
    return all;
}

Result<std::string> checked_words(const Field& field, std::string_view typed) {
    const std::string code(field.code);
    std::string words = text::tidied(typed);
    const std::size_t max = field.form == Form::text ? text_max : line_max;
    if (text::length(words) > max) return too_long(field, max);
    if (words.empty()) return words;
    if (field.form == Form::number) {
        const auto number = text::number<std::int64_t>(words);
        if (!number || *number < 0 || *number > number_max) {
            return Refusal{"starter_kit.no_number", code};
        }
    }
    if (field.form == Form::day && !Day::parse(words)) return Refusal{"starter_kit.no_day", code};
    return words;
}

Result<std::string> checked_field(const Field& field, const Answers& typed,
                                  const locale::Speech& speech) {
    const auto at = typed.find(field.code);
    const std::string_view words = at == typed.end() ? std::string_view() : at->second;
    const bool is_choice = field.form == Form::choice || field.form == Form::choices;
    auto good = is_choice                  ? checked_choice(field, words, speech)
                : field.form == Form::list ? checked_list(field, words)
                                           : checked_words(field, words);
    if (good && good->empty() && field.is_required) {
        return Refusal{is_choice ? Key{"starter_kit.choose"} : Key{"starter_kit.empty"},
                       std::string(field.code)};
    }
    return good;
}

Result<Answers> checked(Step step, const Answers& typed, const locale::Speech& speech) {
    Answers good;
    for (const Field& field : all_fields) {
        if (field.step != step) continue;
        const auto words = checked_field(field, typed, speech);
        if (!words) return words.refusal();
        if (!words->empty()) good.emplace(field.code, *words);
    }
    if (step == Step::ratio) {
        const auto done = models::check(numbers_of(good));
        if (!done) return done.refusal();
    }
    const auto purse = good.find("sources");
    const bool is_grant = purse != good.end() && purse->second.find("grant") != std::string::npos;
    if (is_grant && !good.contains("ends_on")) return Refusal{"starter_kit.grant_ends", "ends_on"};
    return good;
}

std::vector<Option> models_offered(const locale::Speech& speech) {
    std::vector<Option> options;
    for (const models::Model& one : models::all()) {
        auto words = models::text_of(one, speech);
        options.push_back({std::move(words.code), std::move(words.name), std::move(words.means)});
    }
    return options;
}

std::vector<Option> templates_offered(const locale::Speech& speech) {
    std::vector<Option> options;
    for (posts::Template& one : posts::templates(speech)) {
        options.push_back({std::move(one.code), std::move(one.name), std::move(one.purpose)});
    }
    return options;
}

std::vector<Option> profiles_offered(const locale::Speech& speech) {
    std::vector<Option> options;
    for (int i = 0; i < agreements::profile_count; ++i) {
        const std::string code(agreements::code(static_cast<agreements::Profile>(i)));
        options.push_back({code, speech.say(Key::of("agreements.profile_" + code)),
                           speech.say(Key::of("agreements.means_" + code))});
    }
    return options;
}

}  // namespace

std::string_view code(Step step) { return codes[static_cast<std::size_t>(step)]; }

std::string name(Step step) {
    std::string name(code(step));
    std::ranges::replace(name, '_', '-');
    return name;
}

std::optional<Step> parse_step(std::string_view text) {
    for (int i = 0; i < step_count; ++i) {
        const auto step = static_cast<Step>(i);
        if (name(step) == text) return step;
    }
    return std::nullopt;
}

std::span<const Field> fields() { return all_fields; }

const std::string& Kit::in(std::string_view field) const {
    static const std::string none;
    for (const Saved& step : steps) {
        if (const auto at = step.answers.find(field); at != step.answers.end()) return at->second;
    }
    return none;
}

int Kit::answered() const {
    return static_cast<int>(
        std::ranges::count_if(steps, [](const Saved& step) { return step.version > 0; }));
}

std::optional<Step> Kit::next() const {
    for (int i = 0; i < step_count; ++i) {
        if (steps[static_cast<std::size_t>(i)].version == 0) return static_cast<Step>(i);
    }
    return std::nullopt;
}

Kit load(ReadTx& tx) { return store::kit(tx); }

std::vector<Option> options_of(const Field& field, const locale::Speech& speech) {
    if (field.code == "model") return models_offered(speech);
    if (field.code == "template") return templates_offered(speech);
    if (field.code == "profile") return profiles_offered(speech);
    const bool is_supervisor = field.step == Step::supervisor;
    std::vector<Option> options;
    for (const std::string_view code : field.options) {
        const std::string stem(is_supervisor ? std::string_view("supervisor") : field.code);
        options.push_back({std::string(code),
                           speech.say(Key::of("starter_kit." + stem + "_" + std::string(code))),
                           {}});
    }
    return options;
}

Result<Done> save(WriteTx& tx, Step step, const Answers& typed, std::int64_t seen,
                  const locale::Speech& speech) {
    Kit kit = load(tx);
    Saved& saved = kit.steps[static_cast<std::size_t>(step)];
    auto answers = checked(step, typed, speech);
    if (!answers) return answers.refusal();
    if (seen != saved.version) return Refusal{"starter_kit.meanwhile"};
    if (!saved.made.empty()) return Refusal{"starter_kit.made_already"};
    saved.answers = std::move(*answers);
    const auto made = make(tx, kit, step, speech);
    if (!made) return made.refusal();
    saved.made = *made;
    if (!store::put(tx, step, saved, seen)) return Refusal{"starter_kit.meanwhile"};
    audit::record(tx, "starter_kit.saved", "starter_kit/" + name(step));
    return Done{};
}

}  // namespace rapport::starter_kit
