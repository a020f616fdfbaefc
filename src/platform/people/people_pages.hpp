// People and roles, for the district's administrator.
#pragma once

#include <string>
#include <vector>

#include "platform/people/people.hpp"

namespace rapport::people {

struct Option {
    std::string value, label;
    bool is_chosen = false;
};
struct ListView {
    std::string typed;
    std::vector<PersonLine> people;
    std::string next;  // Cursor of the next page.
    std::vector<Option> roles, buildings;
};
void render(Html&, const ListView&);

struct RoleView {
    RoleHeldId id;
    std::string role, building;
};
struct PersonView {
    Person person;
    std::vector<RoleView> held;
    std::vector<Option> roles, buildings, home;
    bool is_invited = false;
    std::string link;  // A fresh invitation, shown once when there is no mail.
};
void render(Html&, const PersonView&);

// What a form or a program says of a person, well formed; the building is one of this district.
Result<NewPerson> parse_person(ReadTx&, const http::Fields&);
Result<std::optional<BuildingId>> building_in(ReadTx&, const http::Fields&);
Correction correction_of(const NewPerson&);
Result<Done> give_role_in(WriteTx&, const Person&, const http::Fields&);
// The account, bound to the person, and the mail with a link to choose a password.
Result<Done> invite(WriteTx&, desk::Writing&, const Person&);
Result<Done> let_go(WriteTx&, const Person&, Day today);  // Nobody lets themselves go.

void mount_people_api(desk::Routes&);

}  // namespace rapport::people
