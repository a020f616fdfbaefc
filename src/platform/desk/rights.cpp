#include "platform/desk/rights.hpp"

#include <algorithm>
#include <array>

namespace rapport {

namespace {

struct RoleRow {
    Role role;
    std::string_view code;
    Key label;
    std::initializer_list<Right> rights;
};

// The table the rights page shows. Everybody who is signed in holds `anyone`
// and `signed_in`.
const std::array<RoleRow, role_count> role_table{{
    {Role::coach,
     "coach",
     "role.coach",
     {Right::log_contacts, Right::see_people, Right::manage_teams, Right::triage_requests,
      Right::plan_weeks, Right::see_programme, Right::see_timetables, Right::make_agreements,
      Right::join_cycles, Right::keep_ledger, Right::ask_peers, Right::enter_gatherings}},
    {Role::technician,
     "technician",
     "role.technician",
     {Right::log_contacts, Right::see_people, Right::manage_teams, Right::triage_requests,
      Right::plan_weeks, Right::see_timetables}},
    {Role::teacher,
     "teacher",
     "role.teacher",
     {Right::ask_for_help, Right::make_agreements, Right::join_cycles}},
    {Role::principal,
     "principal",
     "role.principal",
     {Right::see_programme, Right::make_agreements, Right::see_shared_cycles}},
    {Role::director,
     "director",
     "role.director",
     {Right::see_programme, Right::hire, Right::ask_peers, Right::enter_gatherings}},
    {Role::district_admin,
     "district_admin",
     "role.district_admin",
     {Right::manage_teams, Right::see_programme, Right::change_settings, Right::manage_people,
      Right::import_roster, Right::see_audit, Right::see_timetables, Right::change_timetables,
      Right::hire, Right::ask_peers, Right::enter_gatherings}},
    {Role::network_rep,
     "network_rep",
     "role.network_rep",
     {Right::see_network, Right::enter_gatherings}},
}};

constexpr std::array<std::string_view, right_count> right_codes{"anyone",
                                                                "signed_in",
                                                                "log_contacts",
                                                                "see_people",
                                                                "manage_teams",
                                                                "ask_for_help",
                                                                "triage_requests",
                                                                "plan_weeks",
                                                                "see_programme",
                                                                "change_settings",
                                                                "manage_people",
                                                                "import_roster",
                                                                "see_audit",
                                                                "see_network",
                                                                "see_timetables",
                                                                "change_timetables",
                                                                "make_agreements",
                                                                "join_cycles",
                                                                "see_shared_cycles",
                                                                "keep_ledger",
                                                                "hire",
                                                                "ask_peers",
                                                                "enter_gatherings"};

const RoleRow& row_of(Role role) { return role_table[static_cast<std::size_t>(role)]; }

}  // namespace

std::string_view code(Role role) { return row_of(role).code; }

Key label(Role role) { return row_of(role).label; }

bool parse_role(std::string_view text, Role& role) {
    for (const RoleRow& row : role_table) {
        if (row.code != text) continue;
        role = row.role;
        return true;
    }
    return false;
}

std::string_view code(Right right) { return right_codes[static_cast<std::size_t>(right)]; }

std::optional<Rights> parse_rights(std::string_view codes) {
    Rights rights;
    while (!codes.empty()) {
        const std::string_view one = codes.substr(0, codes.find(','));
        codes.remove_prefix(std::min(one.size() + 1, codes.size()));
        const auto at = std::find(right_codes.begin(), right_codes.end(), one);
        const auto right = static_cast<std::size_t>(at - right_codes.begin());
        if (at == right_codes.end() || right < static_cast<std::size_t>(Right::log_contacts)) {
            return std::nullopt;
        }
        rights.set(right);
    }
    return rights;
}

Rights rights_of(Role role) {
    Rights rights;
    rights.set(static_cast<std::size_t>(Right::anyone));
    rights.set(static_cast<std::size_t>(Right::signed_in));
    for (const Right right : row_of(role).rights) rights.set(static_cast<std::size_t>(right));
    return rights;
}

}  // namespace rapport
