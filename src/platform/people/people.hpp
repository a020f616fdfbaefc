// The people of a district and the roles they hold. A person may hold several
// roles in several buildings; the answer to "what may they do" is the union,
// shown as such. What an administrator corrects by hand stays corrected when
// the roster comes again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/desk/desk.hpp"

namespace rapport::people {

using RoleHeldId = Id<struct RoleHeldTag>;

struct NewPerson {
    std::string name;       // As people say it.
    std::string sort_name;  // "Diallo, Amina"; empty: made from the name.
    std::string email, title, room, teaches;
    std::optional<BuildingId> building;
};

PersonId add(WriteTx&, const NewPerson&);
RoleHeldId give_role(WriteTx&, PersonId, Role, std::optional<BuildingId>);
void take_role(WriteTx&, RoleHeldId);

struct RoleLine {
    RoleHeldId id;
    Role role;
    std::string building;  // Empty: the whole district.
};
struct Person {
    PersonId id;
    std::string name, email, title, room, teaches, building;
    std::optional<BuildingId> building_id;
    std::optional<AccountId> account;
    bool is_ended = false;
    bool is_missing = false;  // Gone from the roster, kept because of open work.
    std::vector<RoleLine> roles;
};
std::optional<Person> find(ReadTx&, PersonId);
std::vector<RoleLine> roles_of(ReadTx&, PersonId);

struct PersonLine {
    PersonId id;
    std::string name, title, building, roles;
    bool is_missing = false;
};
// By name, after `after` (a sort name and id joined by a tab; empty: from the
// first).
std::vector<PersonLine> page(ReadTx&, std::string_view after, int max);
std::vector<PersonLine> search(ReadTx&, std::string_view typed, int max);

struct Correction {
    std::string name, email, title, room, teaches;
    std::optional<BuildingId> building;
};
// Changes what is named and marks it as corrected by hand.
void correct(WriteTx&, PersonId, const Correction&);
void end(WriteTx&, PersonId,
         Day last_day);  // Signs them out of the district, too.

// "Amina Diallo" → "Diallo, Amina"; a single name stays.
std::string sort_name_of(std::string_view name);
bool is_address(std::string_view email);

void mount_people_settings(desk::Routes&);

}  // namespace rapport::people
