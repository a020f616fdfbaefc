#include "platform/settings/settings_pages.hpp"

#include "platform/settings/choices.hpp"

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
    {Right::change_settings, "/settings/notes", "settings.notes", "settings.notes_says"},
    {Right::change_settings, "/settings/rounds", "settings.rounds", "settings.rounds_says"},
    {Right::change_settings, "/settings/mail", "settings.mail", "settings.mail_says"},
    {Right::signed_in, "/settings/calendar", "settings.calendar", "settings.calendar_says"},
    {Right::manage_people, "/settings/people", "settings.people", "settings.people_says"},
    {Right::signed_in, "/job-descriptions", "settings.posts", "settings.posts_says"},
    {Right::hire, "/vacancies", "settings.vacancies", "settings.vacancies_says"},
    {Right::ask_peers, "/inquiries", "settings.inquiries", "settings.inquiries_says"},
    {Right::signed_in, "/gatherings", "settings.gatherings", "settings.gatherings_says"},
    {Right::signed_in, "/colleagues", "settings.colleagues", "settings.colleagues_says"},
    {Right::signed_in, "/credentials", "settings.credentials", "settings.credentials_says"},
    {Right::make_agreements, "/agreements", "settings.agreements", "settings.agreements_says"},
    {Right::change_settings, "/settings/cycles", "settings.cycles", "settings.cycles_says"},
    {Right::change_settings, "/settings/ledger", "ledger.settings", "ledger.settings_says"},
    {Right::manage_teams, "/teams", "settings.teams", "settings.teams_says"},
    {Right::import_roster, "/settings/roster", "settings.roster", "settings.roster_says"},
    {Right::change_timetables, "/settings/timetables", "timetables.settings",
     "timetables.settings_says"},
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

std::vector<WordField> word_fields(const std::vector<WordChoice>& choices,
                                   locale::Language language, const locale::Speech& speech) {
    std::vector<WordField> fields;
    for (const WordChoice& choice : choices) {
        if (choice.language != language) continue;
        WordField field{.field = choice.name, .label = "", .options = {}};
        const std::string label = "settings.word_" + std::string(choice.word);
        field.label = speech.say(Key::of(label));
        for (const std::string& one : choice.choices) {
            field.options.push_back({one, one == choice.chosen});
        }
        fields.push_back(std::move(field));
    }
    return fields;
}

Response show_words(Reading& request) {
    const auto choices = request.read([](ReadTx& tx) { return word_choices(load(tx)); });
    const auto& speech = request.speech();
    const WordsView view{.english = word_fields(choices, locale::Language::english, speech),
                         .french = word_fields(choices, locale::Language::french, speech)};
    return request.page(Key{"settings.words"}, view);
}

Response save_words(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = choose_words(tx, request.form(), Missing::refused);
            if (!done) return done.refusal();
            return Answer::go("/settings/words", "settings.saved");
        },
        show_words);
}

Response show_rules(Reading& request) {
    RulesView view;
    request.read([&](ReadTx& tx) {
        for (const NumberRule& rule : number_rules()) {
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
            const auto done = set_numbers(tx, request.form(), Missing::refused);
            if (!done) return done.refusal();
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
    on.post("/settings/words", Right::change_settings, save_words);
    on.get("/settings/rules", Right::change_settings, show_rules);
    on.post("/settings/rules", Right::change_settings, set_rules);
    on.get("/settings/rights", Right::signed_in, show_rights);
    mount_settings_api(on);
}

}  // namespace rapport::settings
