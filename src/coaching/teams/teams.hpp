// A team is people who plan together: a grade, a department. Coaches and administrators make, name,
// fill and end them, so that help for all of them is logged with one tap. A team that ended is
// offered no more; the contacts that were logged with it stay as they are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/result.hpp"

namespace rapport {
using BuildingId = Id<struct BuildingTag>;
}

namespace rapport::desk {
class Routes;
}

namespace rapport::teams {

using TeamId = Id<struct TeamTag>;

inline constexpr std::size_t name_max = 100;
inline constexpr std::int64_t members_max = 200;  // As many as a contact can name.

struct Team {
    TeamId id;
    std::string name;
    std::optional<BuildingId> building;  // None: of several buildings.
    std::string building_name;
    std::int64_t size = 0;  // Of those who have not left.
    bool is_ended = false;
};
struct Member {
    PersonId id;
    std::string name, title, building_name;
};
struct Naming {
    std::string name;
    std::optional<BuildingId> building;
};

std::vector<Team> all(ReadTx&);  // Open ones first, by name.
std::optional<Team> find(ReadTx&, TeamId);
std::vector<Member> members(ReadTx&, TeamId);  // By name; those who left are left out.
// The people of a team that is open; nobody when there is no such team.
std::vector<PersonId> people_of(ReadTx&, TeamId);
std::vector<Team> of_person(ReadTx&, PersonId);  // Open ones somebody is in, by name.
// Open teams with somebody in them, best match first. Forgives spelling.
std::vector<Team> search(ReadTx&, std::string_view typed, int max);
// Who may join: everybody of the district who is not in it yet, best match first.
std::vector<Member> candidates(ReadTx&, TeamId, std::string_view typed, int max);

// Each refuses a name that is empty, endless or taken by another open team of the same building.
Result<TeamId> make(WriteTx&, const Naming&);
Result<Done> rename(WriteTx&, TeamId, const Naming&);
Result<Done> add(WriteTx&, TeamId, const std::vector<PersonId>&);  // Who is in it already, stays.
Result<Done> remove(WriteTx&, TeamId, PersonId);
Result<Done> end(WriteTx&, TeamId);
Result<Done> bring_back(WriteTx&, TeamId);

// /teams and /api/v1/teams.
void mount_teams(desk::Routes&);

}  // namespace rapport::teams
