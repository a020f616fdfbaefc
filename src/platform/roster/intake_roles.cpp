// roles.csv of version 1.2: who is what, where. It is read before users.csv, so that a user's row
// can be judged at once.
#include <array>

#include "kernel/text/text.hpp"
#include "platform/roster/intake.hpp"

namespace rapport::roster {

namespace {

enum Col : std::size_t {
    r_id,
    r_status,
    r_modified,
    r_user,
    r_type,
    r_role,
    r_begin,
    r_end,
    r_org
};
constexpr std::array<Column, 9> columns = {{{"sourcedId", Need::optional},
                                            {"status"},
                                            {"dateLastModified"},
                                            {"userSourcedId", Need::key},
                                            {"roleType"},
                                            {"role", Need::key},
                                            {"beginDate"},
                                            {"endDate"},
                                            {"orgSourcedId", Need::required}}};

}  // namespace

void Intake::read_roles() {
    read_file("roles.csv", roles_, columns, [&](Table& table) { take_role(table); });
}

void Intake::take_role(Table& table) {
    const auto role = parse_user_role(table[r_role]);
    if (!role || table[r_role].empty()) {
        return reject_unseen(table, Kind::role_unknown, r_role, {r_id, r_role, r_org});
    }
    if (!role->is_exact) table.flaw(Kind::role_form, r_role);
    const bool is_of_staff = is_staff(role->value);
    if (table[r_user].empty()) {
        return reject_unseen(table, Kind::id_missing, r_user, {r_role, r_org});
    }
    check_modified(table, r_modified, roles_);
    const bool is_gone = is_ended(table, r_status, roles_);
    const Who kind = is_of_staff                        ? Who::staff
                     : role->value == UserRole::student ? Who::student
                                                        : Who::other;
    // In bulk a role that has ended says nothing of its user.
    if (is_gone && roles_ == Mode::bulk) return;
    bool is_new = false;
    auto& place = users_.places.at(id_hash(table[r_user]), pack(kind, 0), is_new);
    if (!is_of_staff) {
        if (!is_new && who(place) == Who::other) place = pack(kind, 0);
        return;
    }
    if (is_new || who(place) != Who::staff) {
        place = pack(Who::staff, static_cast<std::uint32_t>(pending_roles_.size()));
        pending_roles_.emplace_back();
        pending_keys_.emplace_back(table[r_user]);
    }
    RoleIn given{.role = role->value,
                 .word = once(table[r_role]),
                 .org_key = once(table[r_org]),
                 .school_key = {},
                 .begins = day_in(table, r_begin, SlashOrder::unknown),
                 .ends = day_in(table, r_end, SlashOrder::unknown),
                 .is_primary = lower_ascii(table[r_type]) == "primary",
                 .is_ended = is_gone,
                 .row = table.row()};
    place_role(table, given, r_org);
    pending_roles_[number(place)].push_back(std::move(given));
}

// Finds the school a role is held in. An org that nobody knows is no place: the role is kept
// without one. District and department orgs are not kept, so only a whole list of orgs can say.
void Intake::place_role(Table& table, RoleIn& role, std::size_t column) {
    if (!role.org_key.empty() && !orgs_.has(role.org_key) && in_.orgs == Mode::bulk) {
        table.flaw(Kind::orphan_org, column, role.org_key);
        role.org_key = {};
    }
    role.school_key = once(school_of(role.org_key));
}

// Roles of people who have no row in users.csv: changes to somebody known, or orphans.
void Intake::settle_roles_without_users() {
    for (std::size_t i = 0; i < pending_roles_.size(); ++i) {
        auto& roles = pending_roles_[i];
        if (roles.empty()) continue;
        const auto& key = pending_keys_[i];
        if (!users_.is_bulk && users_.known.has(id_hash(key))) {
            PersonIn person;
            person.key = keep(key);
            person.roles = std::move(roles);
            person.roles_are =
                roles_ == Mode::delta ? PersonIn::Roles::changes : PersonIn::Roles::all;
            const auto place = pack(Who::staff, static_cast<std::uint32_t>(in_.person_list.size()));
            users_.places.put(id_hash(key), place | seen_bit);
            in_.person_list.push_back(std::move(person));
            continue;
        }
        users_.places.put(id_hash(key), pack(Who::left_out, 0));
        for (const auto& role : roles) {
            flaws_.add(
                Kind::orphan_user,
                {.file = "roles.csv", .row = role.row, .field = "userSourcedId", .found = key});
        }
    }
    pending_roles_.clear();
    pending_keys_.clear();
}

}  // namespace rapport::roster
