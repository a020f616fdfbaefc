#include "platform/settings/choices.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "kernel/locale/words.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/settings/words.hpp"

namespace rapport::settings {

namespace {

bool is_skipped(const http::Fields& fields, std::string_view name, Missing missing) {
    return missing == Missing::left_as_it_is && !fields.has(name);
}

std::optional<std::int64_t> number_in(std::string_view typed) {
    const auto trimmed = text::trimmed(typed);
    std::int64_t value = 0;
    const auto [end, error] =
        std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), value);
    if (error != std::errc() || end != trimmed.data() + trimmed.size()) return std::nullopt;
    return value;
}

}  // namespace

const std::vector<NumberRule>& number_rules() {
    static const std::vector<NumberRule> rules{
        {"contacts.close_day", 15, 1, 28, "settings.close_day", "settings.close_day_help"},
        {"programme.cell_min", 10, 10, 50, "settings.cell_min", "settings.cell_min_help"},
        {"planner.travel_minutes", 15, 0, 240, "settings.travel_minutes",
         "settings.travel_minutes_help"},
        {"planner.max_run_minutes", 180, 30, 480, "settings.max_run_minutes",
         "settings.max_run_minutes_help"},
        {"planner.own_booking", 0, 0, 1, "settings.own_booking", "settings.own_booking_help"},
        {"planner.disclosure", 0, 0, 1, "settings.disclosure", "settings.disclosure_help"},
        {"notes.keep_years", 1, 0, 10, "settings.keep_years", "settings.keep_years_help"},
        {"requests.answer_days", 2, 1, 20, "settings.answer_days", "settings.answer_days_help"},
        {"vacancies.keep_days", 180, 30, 730, "settings.keep_days", "settings.keep_days_help"},
        {"roster.stop_percent", 10, 1, 100, "settings.stop_percent", "settings.stop_percent_help"},
    };
    return rules;
}

std::vector<WordChoice> word_choices(const Settings& settings) {
    std::vector<WordChoice> found;
    for (const auto language : locale::shipped_languages) {
        for (const auto word : choosable_words) {
            WordChoice choice{.name = setting_name(word, language),
                              .word = word,
                              .language = language,
                              .chosen = "",
                              .choices = {}};
            for (const auto& preset : locale::presets(word, language)) {
                choice.choices.emplace_back(preset.name);
            }
            const auto chosen = settings.get(choice.name);
            choice.chosen = chosen.empty() ? choice.choices.front() : std::string(chosen);
            found.push_back(std::move(choice));
        }
    }
    return found;
}

Result<Done> choose_words(WriteTx& tx, const http::Fields& fields, Missing missing) {
    for (const WordChoice& choice : word_choices(load(tx))) {
        if (is_skipped(fields, choice.name, missing)) continue;
        const std::string chosen(fields.first(choice.name));
        if (std::ranges::find(choice.choices, chosen) == choice.choices.end()) {
            return Refusal{.key = "settings.word_unknown", .field = choice.name};
        }
        put(tx, choice.name, chosen);
    }
    audit::record(tx, "settings.words", "");
    return Done{};
}

Result<Done> set_numbers(WriteTx& tx, const http::Fields& fields, Missing missing) {
    for (const NumberRule& rule : number_rules()) {
        if (is_skipped(fields, rule.name, missing)) continue;
        const auto value = number_in(fields.first(rule.name));
        if (!value || *value < rule.least || *value > rule.most) {
            return Refusal{.key = "settings.number_between",
                           .field = std::string(rule.name),
                           .with = {{"least", rule.least}, {"most", rule.most}}};
        }
        put(tx, rule.name, std::to_string(*value));
    }
    audit::record(tx, "settings.rules", "");
    return Done{};
}

}  // namespace rapport::settings
