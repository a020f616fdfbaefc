#include "coaching/cycles/templates.hpp"

#include <algorithm>
#include <array>

#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::cycles {

namespace {

constexpr std::array<std::string_view, 3> phase_codes{"preparing", "doing", "reflecting"};

struct ShippedStage {
    std::string_view code;
    Phase phase;
};
struct Shipped {
    std::string_view code;
    int weeks, rhythm_days;
    std::array<ShippedStage, 5> stages;  // A code of "" ends them.
};

constexpr Phase P = Phase::preparing, D = Phase::doing, R = Phase::reflecting;

// What is done in the field, in our own words: the challenge-based cycle of the Dynamic Learning
// Project (8 weeks), Knight's impact cycle (6 to 8), Sweeney's student-centred cycle (4 to 6, in
// secondary schools 3 to 4) with its lighter forms, inquire–plan–act–reflect, one unit a semester,
// and three conversations: GROW (Whitmore), planning and reflecting (Costa and Garmston).
constexpr std::array<Shipped, 12> shipped_templates{{
    {"challenge",
     8,
     7,
     {{{"understand", P}, {"investigate", P}, {"choose", P}, {"try", D}, {"look_back", R}}}},
    {"impact", 8, 7, {{{"identify", P}, {"learn", P}, {"improve", D}, {"look_back", R}}}},
    {"students",
     6,
     7,
     {{{"goal", P}, {"targets", P}, {"first_look", P}, {"together", D}, {"compare", R}}}},
    {"students_short",
     4,
     7,
     {{{"goal", P}, {"targets", P}, {"first_look", P}, {"together", D}, {"compare", R}}}},
    {"mini", 2, 4, {{{"goal", P}, {"together", D}, {"compare", R}}}},
    {"unit", 5, 7, {{{"aims", P}, {"design", P}, {"teach", D}, {"look_back", R}}}},
    {"lesson", 1, 4, {{{"aims", P}, {"teach", D}, {"look_back", R}}}},
    {"inquire", 6, 7, {{{"inquire", P}, {"plan", P}, {"act", D}, {"look_back", R}}}},
    {"semester", 18, 14, {{{"pick_unit", P}, {"design", P}, {"teach", D}, {"expand", R}}}},
    {"grow", 1, 0, {{{"wish", P}, {"reality", P}, {"options", P}, {"way", R}}}},
    {"planning", 1, 0, {{{"aims", P}, {"signs", P}, {"approach", P}, {"ready", R}}}},
    {"reflecting", 1, 0, {{{"recall", P}, {"reasons", P}, {"learned", P}, {"onward", R}}}},
}};

Template as_shipped(const Shipped& shipped) {
    Template made;
    made.code = shipped.code;
    made.weeks = shipped.weeks;
    made.rhythm_days = shipped.rhythm_days;
    for (const ShippedStage& stage : shipped.stages) {
        if (stage.code.empty()) break;
        made.stages.push_back(
            {.phase = stage.phase, .code = std::string(stage.code), .name = "", .prompt = ""});
    }
    return made;
}

const Shipped* shipped_of(std::string_view code) {
    const auto at = std::ranges::find(shipped_templates, code, &Shipped::code);
    return at == shipped_templates.end() ? nullptr : &*at;
}

std::string say_of(std::string_view stem, std::string_view code, const locale::Speech& speech) {
    const std::string key = std::string(stem) + std::string(code);
    return speech.say(Key::of(key));
}

std::string words_of(std::string_view typed) { return std::string(text::trimmed(typed)); }

Result<Template> settled_template(const Template& typed) {
    Template made = typed;
    made.name = words_of(made.name);
    const auto name_count = std::int64_t{template_name_max};
    if (text::length(made.name) > template_name_max) {
        return Refusal{"cycles.name_long", "name", {{"count", name_count}}};
    }
    if (made.weeks < 1 || made.weeks > weeks_max) {
        return Refusal{"cycles.no_weeks", "weeks", {{"count", std::int64_t{weeks_max}}}};
    }
    if (made.rhythm_days < 0 || made.rhythm_days > rhythm_max) {
        return Refusal{"cycles.no_rhythm", "rhythm", {{"count", std::int64_t{rhythm_max}}}};
    }
    for (Stage& stage : made.stages) {
        stage.name = words_of(stage.name);
        stage.prompt = words_of(stage.prompt);
        if (text::length(stage.name) > template_name_max) {
            return Refusal{"cycles.name_long", "stages", {{"count", name_count}}};
        }
        if (text::length(stage.prompt) > prompt_max) {
            return Refusal{"cycles.prompt_long", "stages", {{"count", std::int64_t{prompt_max}}}};
        }
    }
    if (made.stages.size() > stages_max) {
        return Refusal{"cycles.many_stages", "stages", {{"count", std::int64_t{stages_max}}}};
    }
    std::ranges::stable_sort(made.stages, {}, &Stage::phase);
    if (made.stages.size() < 2 || made.stages.back().phase != Phase::reflecting) {
        return Refusal{"cycles.no_look_back", "stages"};
    }
    return made;
}

void append_template(WriteTx& tx, Template changed, std::int64_t before) {
    changed.number = before + 1;
    store::insert_template(tx, changed);
    audit::record(tx, "template.changed", "cycle_template/" + changed.code,
                  R"({"number":)" + std::to_string(changed.number) + "}");
}

}  // namespace

int shipped_rhythm(std::string_view code) {
    const Shipped* shipped = shipped_of(code);
    return shipped == nullptr ? 0 : shipped->rhythm_days;
}

std::string_view code(Phase phase) { return phase_codes[static_cast<std::size_t>(phase)]; }

std::optional<Phase> parse_phase(std::string_view text) {
    const auto at = std::ranges::find(phase_codes, text);
    if (at == phase_codes.end()) return std::nullopt;
    return static_cast<Phase>(at - phase_codes.begin());
}

std::string Stage::called(const locale::Speech& speech) const {
    return name.empty() ? say_of("cycle_stage.", code, speech) : name;
}

std::string Stage::asks(const locale::Speech& speech) const {
    if (!prompt.empty() || code.empty()) return prompt;
    return say_of("cycle_asks.", code, speech);
}

std::string Template::called(const locale::Speech& speech) const {
    return name.empty() ? say_of("cycle_template.", code, speech) : name;
}

std::string Template::says(const locale::Speech& speech) const {
    return say_of("cycle_says.", code, speech);
}

bool is_shipped(std::string_view code) {
    return std::ranges::any_of(shipped_templates,
                               [&](const Shipped& one) { return one.code == code; });
}

std::vector<Template> templates(ReadTx& tx) {
    std::vector<Template> found;
    for (const Shipped& shipped : shipped_templates) found.push_back(as_shipped(shipped));
    for (const Template& own : store::own_templates(tx, "")) {
        const auto at = std::ranges::find(found, own.code, &Template::code);
        if (at != found.end()) *at = own;  // By number: the newest comes last.
    }
    return found;
}

std::optional<Template> find_template(ReadTx& tx, std::string_view code) {
    auto own = store::own_templates(tx, code);
    if (!own.empty()) return std::move(own.back());
    return find_template(tx, code, 1);
}

std::optional<Template> find_template(ReadTx& tx, std::string_view code, std::int64_t number) {
    for (const Shipped& shipped : shipped_templates) {
        if (number == 1 && shipped.code == code) return as_shipped(shipped);
    }
    for (Template& own : store::own_templates(tx, code)) {
        if (own.number == number) return std::move(own);
    }
    return std::nullopt;
}

Result<Done> change_template(WriteTx& tx, const Template& typed) {
    const auto before = find_template(tx, typed.code);
    if (!before) return Refusal{"cycles.no_template", "template"};
    auto made = settled_template(typed);
    if (!made) return made.refusal();
    append_template(tx, *made, before->number);
    return Done{};
}

Result<Done> offer_template(WriteTx& tx, std::string_view code) {
    auto before = find_template(tx, code);
    if (!before) return Refusal{"cycles.no_template"};
    if (before->is_offered) return Done{};
    before->is_offered = true;
    append_template(tx, *before, before->number);
    return Done{};
}

Result<Done> retire_template(WriteTx& tx, std::string_view code) {
    auto before = find_template(tx, code);
    if (!before) return Refusal{"cycles.no_template"};
    if (!before->is_offered) return Done{};
    const auto all = templates(tx);
    if (std::ranges::count(all, true, &Template::is_offered) < 2) {
        return Refusal{"cycles.last_template"};
    }
    before->is_offered = false;
    append_template(tx, *before, before->number);
    return Done{};
}

}  // namespace rapport::cycles
