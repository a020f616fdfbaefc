// users.csv: staff are kept, students counted, everybody else passed over.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "kernel/text/text.hpp"
#include "platform/roster/intake.hpp"

namespace rapport::roster {

namespace {

enum Col : std::size_t {
    u_id,
    u_status,
    u_modified,
    u_enabled,
    u_orgs,
    u_role,
    u_username,
    u_given,
    u_family,
    u_email,
    u_given_liked,
    u_family_liked,
    u_primary_org,
    u_title
};
// What is not here (password, sms, phone, agents, identifiers, pronouns) is never read.
constexpr std::array<Column, 14> columns = {{{"sourcedId", Need::key},
                                             {"status"},
                                             {"dateLastModified"},
                                             {"enabledUser"},
                                             {"orgSourcedIds"},
                                             {"role"},
                                             {"username"},
                                             {"givenName", Need::required},
                                             {"familyName", Need::required},
                                             {"email"},
                                             {"preferredGivenName"},
                                             {"preferredFamilyName"},
                                             {"primaryOrgSourcedId"},
                                             {"metadata.title"}}};

bool is_same(const PersonIn& a, const PersonIn& b) {
    const auto same_role = [](const RoleIn& x, const RoleIn& y) {
        return x.role == y.role && x.org_key == y.org_key;
    };
    return a.name == b.name && a.email == b.email && a.is_ended == b.is_ended &&
           std::equal(a.roles.begin(), a.roles.end(), b.roles.begin(), b.roles.end(), same_role);
}

}  // namespace

void Intake::read_users() {
    bool is_first = true;
    read_file("users.csv", in_.people, columns, [&](Table& table) {
        if (is_first && has_manifest_) {
            const bool is_old = table.has(u_role) && table.has(u_orgs);
            const bool has_roles = roles_ != Mode::absent;
            if ((in_.version == Version::v1_2) != has_roles && is_old != has_roles) {
                flaws_.add(Kind::version_differs,
                           {.file = "users.csv", .found = code(in_.version)});
            }
        }
        is_first = false;
        take_user(table);
    });
    users_.is_bulk = in_.people == Mode::bulk;
    settle_roles_without_users();
    note_shared_addresses();
    in_.student_count = students_;
}

void Intake::take_user(Table& table) {
    const auto id = table[u_id];
    if (id.empty() || id.size() > 255) {
        const Kind kind = id.empty() ? Kind::id_missing : Kind::id_too_long;
        return reject_unseen(table, kind, u_id, {u_role, u_orgs});
    }
    check_modified(table, u_modified, in_.people);
    bool is_new = false;
    auto& place = users_.places.at(id_hash(id), pack(Who::left_out, 0), is_new);
    const bool has_role_rows = !is_new && (place & seen_bit) == 0 && who(place) != Who::left_out;
    Who kind = has_role_rows ? who(place) : Who::left_out;
    std::vector<RoleIn> roles;
    auto roles_are = PersonIn::Roles::all;
    if (has_role_rows) {
        if (kind == Who::staff) roles = std::move(pending_roles_[number(place)]);
        if (roles_ == Mode::delta) roles_are = PersonIn::Roles::changes;
    } else if (!table[u_role].empty()) {
        roles = roles_in_row(table, kind);
        if (kind == Who::left_out) return;
    } else if (in_.people == Mode::delta && users_.known.has(id_hash(id))) {
        kind = Who::staff;
        roles_are = PersonIn::Roles::unsaid;
    } else if (who(place) == Who::left_out) {
        return reject_unseen(table, Kind::role_missing, u_role, {u_orgs});
    } else {
        kind = who(place);
        roles_are = PersonIn::Roles::unsaid;
    }
    note_case(users_.folded, id, {.file = table.file(), .row = table.row(), .field = "sourcedId"});
    if (kind == Who::student || kind == Who::other) {
        if (kind == Who::other && who(place) != Who::student) place = pack(kind, 0) | seen_bit;
        if (kind == Who::student) take_student(table, place);
        return;
    }
    take_staff(table, place, std::move(roles), roles_are);
}

// A student is a number: seen once, counted once.
void Intake::take_student(Table& table, std::uint32_t& place) {
    if ((place & seen_bit) != 0) {
        if (who(place) == Who::student) return table.flaw_unseen(Kind::id_twice_same, u_id);
        return table.flaw_unseen(Kind::id_twice, u_id);
    }
    const auto flag = parse_flag(table[u_enabled]);
    if (flag && !flag->is_exact) table.flaw(Kind::flag_form, u_enabled);
    for (const auto org_key : list_of(table[u_orgs])) {
        if (in_.orgs == Mode::bulk && !orgs_.has(org_key)) {
            table.flaw(Kind::orphan_org, u_orgs, org_key);
        }
    }
    const bool is_gone = is_ended(table, u_status, in_.people);
    place = (is_gone ? pack(Who::left_out, 0) : pack(Who::student, students_++)) | seen_bit;
}

// What the row itself says (1.1): each role in each org. `kind` tells whom the row is about.
std::vector<RoleIn> Intake::roles_in_row(Table& table, Who& kind) {
    std::vector<RoleIn> roles;
    const auto orgs = list_of(table[u_orgs]);
    kind = Who::left_out;
    for (const auto word : list_of(table[u_role])) {
        const auto role = parse_user_role(word);
        if (!role) {
            table.flaw(Kind::role_unknown, u_role, word);
            continue;
        }
        if (!role->is_exact) table.flaw(Kind::role_form, u_role, word);
        if (!is_staff(role->value)) {
            const Who other = role->value == UserRole::student ? Who::student : Who::other;
            if (kind != Who::staff && kind != Who::student) kind = other;
            continue;
        }
        kind = Who::staff;
        for (const auto org_key : orgs) {
            roles.push_back({.role = role->value,
                             .word = once(word),
                             .org_key = once(org_key),
                             .school_key = {},
                             .begins = {},
                             .ends = {},
                             .is_primary = roles.empty(),
                             .row = table.row()});
            place_role(table, roles.back(), u_orgs);
        }
        if (orgs.empty()) {
            roles.push_back({.role = role->value,
                             .word = once(word),
                             .org_key = {},
                             .school_key = {},
                             .begins = {},
                             .ends = {},
                             .is_primary = true,
                             .row = table.row()});
        }
    }
    if (kind == Who::left_out) {
        reject_unseen(table, Kind::role_unknown, u_role, {u_role, u_orgs});
    }
    return roles;
}

void Intake::take_staff(Table& table, std::uint32_t& place, std::vector<RoleIn> roles,
                        PersonIn::Roles roles_are) {
    const bool is_seen = (place & seen_bit) != 0;
    if (is_seen && who(place) != Who::staff) return reject(table, Kind::id_twice, u_id);
    if (!is_plain_id(table[u_id])) table.flaw(Kind::id_letters, u_id);
    PersonIn person = person_in(table);
    person.roles = std::move(roles);
    person.roles_are = roles_are;
    person.home_key = once(home_of(table, person));
    if (person.name.empty()) {
        place = pack(Who::left_out, 0) | seen_bit;
        return reject(table, Kind::name_missing, u_family);
    }
    if (is_seen) return meet_twin(table, in_.person_list[number(place)], std::move(person));
    place = pack(Who::staff, static_cast<std::uint32_t>(in_.person_list.size())) | seen_bit;
    in_.person_list.push_back(std::move(person));
}

PersonIn Intake::person_in(Table& table) {
    const auto either = [&](std::size_t liked, std::size_t official) {
        return text_in(table, table[liked].empty() ? official : liked);
    };
    const std::string given = either(u_given_liked, u_given);
    const std::string family = either(u_family_liked, u_family);
    const Names names = names_of(given, family);
    PersonIn person{.key = keep(table[u_id]),
                    .name = keep(names.name),
                    .sort_name = keep(names.sort_name),
                    .email = keep(lower_ascii(table[u_email])),
                    .title = once(text_in(table, u_title)),
                    .home_key = {},
                    .modified = once(table[u_modified]),
                    .roles = {},
                    .has_row = true,
                    .is_ended = is_ended(table, u_status, in_.people),
                    .row = table.row()};
    if (!names.name.empty() && (given.empty() || family.empty())) {
        table.flaw(Kind::name_partial, given.empty() ? u_given : u_family, names.name);
    }
    if (!person.email.empty() && !is_email(person.email)) {
        table.flaw(Kind::email_form, u_email);
        person.email = {};
    }
    if (const auto flag = parse_flag(table[u_enabled])) {
        if (!flag->is_exact) table.flaw(Kind::flag_form, u_enabled);
        person.is_enabled = flag->value;
        if (!flag->value) table.flaw(Kind::user_disabled, u_enabled);
    } else if (!table[u_enabled].empty()) {
        table.flaw(Kind::flag_unknown, u_enabled);
    }
    return person;
}

// The building somebody is at home in: the primary org, the primary role's, or the first.
std::string_view Intake::home_of(Table& table, const PersonIn& person) {
    const auto primary = table[u_primary_org];
    if (!primary.empty() && !orgs_.has(primary) && in_.orgs == Mode::bulk) {
        table.flaw(Kind::orphan_org, u_primary_org);
    }
    std::string_view home = school_of(primary);
    if (!home.empty() && home != primary) {
        table.flaw(Kind::school_is_department, u_primary_org);
    }
    for (const bool is_primary : {true, false}) {
        for (const auto& role : person.roles) {
            if (!home.empty()) return home;
            if (role.is_primary == is_primary && !role.is_ended) home = role.school_key;
        }
    }
    return home;
}

// The same id twice. Some exports repeat a person for each school; else the newer row is right.
void Intake::meet_twin(Table& table, PersonIn& twin, PersonIn&& other) {
    if (is_same(twin, other)) return table.flaw(Kind::id_twice_same, u_id);
    if (twin.name == other.name && twin.is_ended == other.is_ended &&
        twin.roles_are == PersonIn::Roles::all) {
        table.flaw(Kind::schools_merged, u_id);
        for (auto& role : other.roles) {
            role.is_primary = false;
            twin.roles.push_back(std::move(role));
        }
        if (twin.email.empty()) twin.email = other.email;
        return;
    }
    if (other.modified > twin.modified) {
        table.flaw(Kind::id_twice_newer, u_id);
        twin = std::move(other);
        return;
    }
    reject(table, Kind::id_twice, u_id);
}

void Intake::note_shared_addresses() {
    std::unordered_map<std::string_view, const PersonIn*> owners;
    for (const auto& person : in_.person_list) {
        if (person.email.empty() || person.is_ended) continue;
        const auto [at, is_new] = owners.emplace(person.email, &person);
        if (is_new) continue;
        flaws_.add(
            Kind::email_shared,
            {.file = "users.csv", .row = person.row, .field = "email", .found = person.email});
    }
}

}  // namespace rapport::roster
