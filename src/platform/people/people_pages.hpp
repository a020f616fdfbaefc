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

}  // namespace rapport::people
