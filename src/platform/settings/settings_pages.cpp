#include "platform/settings/settings_pages.hpp"

#include <charconv>

#include "kernel/locale/words.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/settings/words.hpp"

namespace rapport::settings {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

struct LinkRow {
    Right right;
    std::string_view href;
    Key title, says;
};

const LinkRow link_table[] = {
    {Right::signed_in, "/account", "settings.account", "settings.account_says"},
    {Right::change_settings, "/settings/words", "settings.words", "settings.words_says"},
    {Right::change_settings, "/settings/kinds", "settings.kinds", "settings.kinds_says"},
    {Right::change_settings, "/settings/rules", "settings.rules", "settings.rules_says"},
    {Right::signed_in, "/settings/calendar", "settings.calendar", "settings.calendar_says"},
    {Right::manage_people, "/settings/people", "settings.people", "settings.people_says"},
    {Right::import_roster, "/settings/roster", "settings.roster", "settings.roster_says"},
    {Right::see_audit, "/settings/audit", "settings.audit", "settings.audit_says"},
    {Right::signed_in, "/settings/rights", "settings.rights", "settings.rights_says"},
};

Response show_settings(Reading& request) {
    SettingsView view;
    for (const LinkRow& row : link_table) {
        if (!request.viewer().may(row.right)) continue;
        view.links.push_back({std::string(row.href), request.speech().say(row.title),
                              request.speech().say(row.says)});
    }
    return request.page(Key{"settings.title"}, view);
}

std::vector<WordField> word_fields(const Settings& settings, locale::Language language,
                                   const locale::Speech& speech) {
    std::vector<WordField> fields;
    for (const auto word : choosable_words) {
        WordField field{.field = setting_name(word, language), .label = "", .options = {}};
        const std::string label = "settings.word_" + std::string(word);
        field.label = speech.say(Key::of(label));
        const auto chosen = settings.get(field.field);
        for (const auto& preset : locale::presets(word, language)) {
            const bool is_first = field.options.empty();
            field.options.push_back(
                {std::string(preset.name), chosen.empty() ? is_first : preset.name == chosen});
        }
        fields.push_back(std::move(field));
    }
    return fields;
}

Response show_words(Reading& request) {
    const auto settings = request.read([](ReadTx& tx) { return load(tx); });
    const WordsView view{
        .english = word_fields(settings, locale::Language::english, request.speech()),
        .french = word_fields(settings, locale::Language::french, request.speech())};
    return request.page(Key{"settings.words"}, view);
}

bool is_offered(std::string_view word, locale::Language language, std::string_view name) {
    return std::ranges::any_of(locale::presets(word, language),
                               [&](const auto& preset) { return preset.name == name; });
}

Response choose_words(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            for (const auto language : locale::shipped_languages) {
                for (const auto word : choosable_words) {
                    const std::string name = setting_name(word, language);
                    const auto chosen = request.form(name);
                    if (!is_offered(word, language, chosen)) {
                        return Refusal{.key = "settings.word_unknown", .field = name};
                    }
                    put(tx, name, chosen);
                }
            }
            audit::record(tx, "settings.words", "");
            return Answer::go("/settings/words", "settings.saved");
        },
        show_words);
}

// Numbers a district may set, with their defaults and bounds.
struct Rule {
    std::string_view name;
    std::int64_t otherwise, least, most;
    Key label, help;
};
const Rule rule_table[] = {
    {"contacts.close_day", 15, 1, 28, "settings.close_day", "settings.close_day_help"},
    {"programme.cell_min", 5, 5, 50, "settings.cell_min", "settings.cell_min_help"},
    {"requests.answer_days", 2, 1, 20, "settings.answer_days", "settings.answer_days_help"},
    {"roster.stop_percent", 10, 1, 100, "settings.stop_percent", "settings.stop_percent_help"},
};

Response show_rules(Reading& request) {
    RulesView view;
    request.read([&](ReadTx& tx) {
        for (const Rule& rule : rule_table) {
            view.fields.push_back({.field = std::string(rule.name),
                                   .label = request.speech().say(rule.label),
                                   .help = request.speech().say(rule.help),
                                   .value = std::to_string(number(tx, rule.name, rule.otherwise))});
        }
    });
    return request.page(Key{"settings.rules"}, view);
}

Response set_rules(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            for (const Rule& rule : rule_table) {
                const auto typed = text::trimmed(request.form(rule.name));
                std::int64_t value = 0;
                const auto [end, error] =
                    std::from_chars(typed.data(), typed.data() + typed.size(), value);
                const bool is_number = error == std::errc() && end == typed.data() + typed.size();
                if (!is_number || value < rule.least || value > rule.most) {
                    return Refusal{.key = "settings.number_between",
                                   .field = std::string(rule.name),
                                   .with = {{"least", rule.least}, {"most", rule.most}}};
                }
                put(tx, rule.name, std::to_string(value));
            }
            audit::record(tx, "settings.rules", "");
            return Answer::go("/settings/rules", "settings.saved");
        },
        show_rules);
}

Response show_rights(Reading& request) {
    RightsView view;
    for (int r = 0; r < role_count; ++r) {
        const Role role = static_cast<Role>(r);
        RoleView shown{
            .id = std::string(code(role)), .name = request.speech().say(label(role)), .opens = {}};
        for (int i = static_cast<int>(Right::log_contacts); i < right_count; ++i) {
            const Right right = static_cast<Right>(i);
            if (!rights_of(role).test(static_cast<std::size_t>(right))) continue;
            const std::string key = "right." + std::string(code(right));
            shown.opens.push_back(request.speech().say(Key::of(key)));
        }
        view.roles.push_back(std::move(shown));
    }
    return request.page(Key{"settings.rights"}, view);
}

}  // namespace

void mount_settings(desk::Routes& on) {
    on.get("/settings", Right::signed_in, show_settings);
    on.get("/settings/words", Right::change_settings, show_words);
    on.post("/settings/words", Right::change_settings, choose_words);
    on.get("/settings/rules", Right::change_settings, show_rules);
    on.post("/settings/rules", Right::change_settings, set_rules);
    on.get("/settings/rights", Right::signed_in, show_rights);
}

}  // namespace rapport::settings
