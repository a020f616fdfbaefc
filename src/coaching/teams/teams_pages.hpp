// What the pages of teams show.
#pragma once

#include <string>
#include <vector>

#include "coaching/teams/teams.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::teams {

struct Option {
    std::string value, label;
    bool is_chosen = false;
};
struct TeamRow {
    TeamId id;
    std::string name, building;
    std::int64_t size = 0;
};
struct TeamsView {
    std::vector<TeamRow> teams, ended;
    std::vector<Option> buildings;
};
void render(Html&, const TeamsView&);

struct TeamView {
    TeamId id;
    std::string name, building;
    bool is_ended = false, can_log = false;
    bool has_units = false;  // For a coach who evaluates nobody.
    std::vector<Option> buildings;
    std::vector<Member> members;
    std::string q;  // Whom to add.
    std::vector<Member> candidates;
    bool found_nobody = false;
};
void render(Html&, const TeamView&);

// The team of the path; throws NotFound where there is none.
Team team_at(ReadTx&, const desk::Reading&);
Naming naming_in(const http::Fields&);
std::vector<PersonId> people_in(const http::Fields&);

void mount_teams_api(desk::Routes&);

}  // namespace rapport::teams
