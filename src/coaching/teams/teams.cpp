#include "coaching/teams/teams.hpp"

#include <algorithm>

#include "coaching/teams/teams_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::teams {

namespace {

std::string object_of(TeamId team) { return "team/" + team.text(); }

// A name that can be kept: `own` is the team that may have it already.
Result<Naming> settled(ReadTx& tx, const Naming& typed, const std::optional<TeamId>& own) {
    Naming naming{std::string(text::trimmed(typed.name)), typed.building};
    if (naming.name.empty()) return Refusal{"teams.name_missing", "name"};
    if (text::length(naming.name) > name_max) {
        return Refusal{"teams.name_long", "name", {{"count", std::int64_t{name_max}}}};
    }
    if (naming.building && !store::has_building(tx, *naming.building)) {
        return Refusal{"teams.building_unknown", "building"};
    }
    const std::string folded = text::folded(naming.name);
    for (const Team& other : all(tx)) {
        const bool is_same = text::folded(other.name) == folded && !other.is_ended &&
                             other.building == naming.building;
        if (is_same && other.id != own) return Refusal{"teams.name_taken", "name"};
    }
    return naming;
}

// A team that can still change.
Result<Team> open_one(ReadTx& tx, TeamId id) {
    auto team = find(tx, id);
    if (!team) return Refusal{"teams.not_there"};
    if (team->is_ended) return Refusal{"teams.is_over"};
    return *team;
}

}  // namespace

Result<TeamId> make(WriteTx& tx, const Naming& typed) {
    const auto naming = settled(tx, typed, std::nullopt);
    if (!naming) return naming.refusal();
    const auto id = tx.new_id<TeamId>();
    store::insert(tx, id, *naming);
    audit::record(tx, "team.made", object_of(id));
    return id;
}

Result<Done> rename(WriteTx& tx, TeamId id, const Naming& typed) {
    const auto team = open_one(tx, id);
    if (!team) return team.refusal();
    const auto naming = settled(tx, typed, id);
    if (!naming) return naming.refusal();
    store::rename(tx, id, *naming);
    audit::record(tx, "team.renamed", object_of(id));
    return Done{};
}

Result<Done> add(WriteTx& tx, TeamId id, const std::vector<PersonId>& people) {
    const auto team = open_one(tx, id);
    if (!team) return team.refusal();
    if (people.empty()) return Refusal{"teams.nobody_named", "person"};
    for (const PersonId person : people) {
        if (!store::add_member(tx, id, person)) return Refusal{"teams.person_unknown", "person"};
    }
    if (std::ssize(members(tx, id)) > members_max) {
        return Refusal{"teams.people_many", "person", {{"count", members_max}}};
    }
    audit::record(tx, "team.filled", object_of(id),
                  R"({"people":)" + std::to_string(people.size()) + "}");
    return Done{};
}

Result<Done> remove(WriteTx& tx, TeamId id, PersonId person) {
    const auto team = open_one(tx, id);
    if (!team) return team.refusal();
    store::remove_member(tx, id, person);
    audit::record(tx, "team.left", object_of(id));
    return Done{};
}

Result<Done> end(WriteTx& tx, TeamId id) {
    const auto team = open_one(tx, id);
    if (!team) return team.refusal();
    store::mark_ended(tx, id);
    audit::record(tx, "team.ended", object_of(id));
    return Done{};
}

Result<Done> bring_back(WriteTx& tx, TeamId id) {
    const auto team = find(tx, id);
    if (!team) return Refusal{"teams.not_there"};
    if (!team->is_ended) return Done{};
    // Its name may have gone to another one meanwhile.
    const auto naming = settled(tx, {team->name, team->building}, id);
    if (!naming) return naming.refusal();
    store::mark_open(tx, id);
    audit::record(tx, "team.brought_back", object_of(id));
    return Done{};
}

}  // namespace rapport::teams
