// What somebody may do here, from what the roster calls them. A file never makes an administrator,
// a director or a representative; a principal only where the school is known.
#include <algorithm>
#include <charconv>

#include "kernel/text/text.hpp"
#include "platform/roster/planner.hpp"

namespace rapport::roster {

namespace {

constexpr std::string_view teacher_words = "teacher,aide,counselor,proctor";

void add_rules(Settings& settings, const Settings::Rule& like, std::string_view list) {
    std::string lines(list);
    std::replace(lines.begin(), lines.end(), '\n', ',');
    std::replace(lines.begin(), lines.end(), '\r', ',');
    for (const auto part : list_of(lines)) {
        Settings::Rule rule = like;
        const bool is_exact =
            like.by == Settings::Rule::By::email || like.by == Settings::Rule::By::word;
        rule.what = is_exact ? lower_ascii(part) : text::folded(part);
        settings.rules.push_back(std::move(rule));
    }
}

}  // namespace

Settings settings_from(const std::function<std::string(std::string_view)>& get) {
    using By = Settings::Rule::By;
    Settings settings;
    const std::string percent = get("roster.stop_percent");
    if (!percent.empty() && percent.size() <= 3 &&
        percent.find_first_not_of("0123456789") == std::string::npos) {
        std::from_chars(percent.data(), percent.data() + percent.size(), settings.stop_percent);
    }
    const std::string words = get("roster.teacher_words");
    add_rules(settings, {Role::teacher, By::word, ""},
              words.empty() ? teacher_words : std::string_view(words));
    add_rules(settings, {Role::principal, By::word, ""}, "principal");
    for (const Role role : {Role::coach, Role::technician}) {
        const std::string stem = "roster." + std::string(code(role));
        add_rules(settings, {role, By::email, ""}, get(stem + "_emails"));
        add_rules(settings, {role, By::title, ""}, get(stem + "_titles"));
        add_rules(settings, {role, By::department, ""}, get(stem + "_departments"));
        add_rules(settings, {role, By::word, ""}, get(stem + "_words"));
    }
    return settings;
}

void Planner::add_wanted(std::vector<RoleStep>& wanted, const PersonIn& person,
                         const RoleIn& said) {
    using By = Settings::Rule::By;
    const std::string word = lower_ascii(said.word);
    const Ref school = building_ref(said.school_key);
    std::string department;
    const auto org = orgs_in_.find(said.org_key);
    if (org != none && at(in_.org_list, org).type == OrgType::department) {
        department = text::folded(at(in_.org_list, org).name);
    }
    const std::string title = text::folded(person.title);
    bool is_anything = false;
    for (const auto& rule : p_.settings.rules) {
        const bool fits =
            (rule.by == By::word && (rule.what == word || rule.what == code(said.role))) ||
            (rule.by == By::email && rule.what == person.email) ||
            (rule.by == By::title && !rule.what.empty() &&
             title.find(rule.what) != std::string::npos) ||
            (rule.by == By::department && rule.what == department);
        if (!fits) continue;
        RoleStep step{.person = {},
                      .building = {},
                      .role = rule.role,
                      .begins = said.begins,
                      .ends = said.ends};
        // Coaches and technicians serve the whole district; the others the school they are in.
        const bool is_of_school = rule.role == Role::teacher || rule.role == Role::principal;
        if (is_of_school) step.building = school;
        if (rule.role == Role::principal && school == Ref{}) continue;
        is_anything = true;
        const auto same = std::find_if(wanted.begin(), wanted.end(), [&](const RoleStep& other) {
            return other.role == step.role && other.building == step.building;
        });
        if (same == wanted.end()) {
            wanted.push_back(step);
            continue;
        }
        if (!step.begins || (same->begins && *step.begins < *same->begins))
            same->begins = step.begins;
        if (!step.ends || (same->ends && *step.ends > *same->ends)) same->ends = step.ends;
    }
    if (is_anything) return;
    plan_.flaws.add(Kind::role_without_rights,
                    {.file = in_.version == Version::v1_2 ? "roles.csv" : "users.csv",
                     .row = said.row,
                     .field = "role",
                     .found = said.word});
}

std::vector<RoleStep> Planner::wanted_roles(const PersonIn& person) {
    std::vector<RoleStep> wanted;
    if (!person.is_enabled) return wanted;
    for (const auto& said : person.roles) {
        if (said.is_ended) continue;
        if (said.ends && *said.ends < p_.today) {
            plan_.flaws.add(Kind::role_ended, {.file = "roles.csv",
                                               .row = said.row,
                                               .field = "endDate",
                                               .found = said.ends->iso()});
            continue;
        }
        add_wanted(wanted, person, said);
    }
    return wanted;
}

std::string Planner::role_said(const RoleStep& step) {
    std::string said(code(step.role));
    const auto place = building_name(step.building);
    if (!place.empty()) said.append(" · ").append(place);
    return said;
}

void Planner::plan_roles(Step& step, const PersonIn& person, std::int32_t existing) {
    if (person.roles_are == PersonIn::Roles::unsaid) return;
    const Ref who{step.incoming, existing};
    std::vector<std::int32_t> held;
    if (existing != none) {
        if (is_corrected(at(state_.people, existing).corrected, "roles")) return;
        const auto found = roles_of_.find(existing);
        if (found != roles_of_.end()) held = found->second;
    }
    std::vector<bool> is_wanted(held.size(), false);
    for (RoleStep wanted : wanted_roles(person)) {
        bool is_held = false;
        for (std::size_t i = 0; i < held.size(); ++i) {
            const auto& row = at(state_.roles, held[i]);
            const bool is_new_place =
                wanted.building.existing == none && wanted.building.incoming != none;
            if (row.role != wanted.role || is_new_place ||
                row.building != wanted.building.existing) {
                continue;
            }
            // What was given by hand is enough.
            const bool is_same_time = row.begins == wanted.begins && row.ends == wanted.ends;
            if (row.is_manual || is_same_time) {
                is_held = is_wanted[i] = true;
            }
        }
        if (is_held) continue;
        wanted.person = who;
        step.fields.push_back({"role", "", role_said(wanted)});
        plan_.roles.push_back(wanted);
    }
    for (std::size_t i = 0; i < held.size(); ++i) {
        const auto& row = at(state_.roles, held[i]);
        if (is_wanted[i] || row.is_manual) continue;
        const RoleStep gone{.person = who,
                            .building = {none, row.building},
                            .role = row.role,
                            .begins = {},
                            .ends = {},
                            .ends_existing = held[i]};
        if (person.roles_are == PersonIn::Roles::changes) {
            const bool is_said =
                std::any_of(person.roles.begin(), person.roles.end(), [&](const RoleIn& said) {
                    return said.is_ended && building_ref(said.school_key).existing == row.building;
                });
            if (!is_said) continue;
        }
        step.fields.push_back({"role", role_said(gone), ""});
        plan_.roles.push_back(gone);
    }
}

}  // namespace rapport::roster
