#include "coaching/teams/teams_pages.hpp"

#include "kernel/text/text.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::teams {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

Team team_at(ReadTx& tx, const Reading& request) {
    auto team = find(tx, request.path<TeamId>("team"));
    if (!team) throw desk::NotFound();
    return std::move(*team);
}

namespace {

constexpr int candidates_max = 12;

std::vector<Option> building_options(ReadTx& tx, const std::optional<BuildingId>& chosen) {
    std::vector<Option> options;
    for (const auto& building : districts::buildings(tx)) {
        options.push_back({building.id.text(), building.name, chosen == building.id});
    }
    return options;
}

Response show_teams(Reading& request) {
    TeamsView view;
    request.read([&](ReadTx& tx) {
        for (const Team& team : all(tx)) {
            (team.is_ended ? view.ended : view.teams)
                .push_back({team.id, team.name, team.building_name, team.size});
        }
        view.buildings = building_options(tx, std::nullopt);
    });
    return request.page(Key{"teams.title"}, view);
}

Response show_team(Reading& request) {
    TeamView view;
    view.q = text::trimmed(request.query("q"));
    request.read([&](ReadTx& tx) {
        const Team team = team_at(tx, request);
        view.id = team.id;
        view.name = team.name;
        view.building = team.building_name;
        view.is_ended = team.is_ended;
        view.buildings = building_options(tx, team.building);
        view.members = members(tx, team.id);
        view.candidates = candidates(tx, team.id, view.q, candidates_max);
    });
    view.found_nobody = !view.q.empty() && view.candidates.empty();
    view.can_log = request.viewer().may(Right::log_contacts) && !view.is_ended;
    view.has_units =
        request.viewer().is(Role::coach) && !request.viewer().is(Role::principal) && !view.is_ended;
    return request.page(view.name, view);
}

Response make_team(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = make(tx, naming_in(request.form()));
            if (!made) return made.refusal();
            return Answer::go("/teams/" + made->text(), "teams.made");
        },
        show_teams);
}

// Every change of one team ends on its page.
Response change(Writing& request, Key notice,
                const std::function<Result<Done>(WriteTx&, TeamId)>& body) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Team team = team_at(tx, request);
            const auto done = body(tx, team.id);
            if (!done) return done.refusal();
            return Answer::go("/teams/" + team.id.text(), notice);
        },
        show_team);
}

Response rename_team(Writing& request) {
    return change(request, "teams.saved", [&](WriteTx& tx, TeamId team) {
        return rename(tx, team, naming_in(request.form()));
    });
}

Response add_people(Writing& request) {
    return change(request, "teams.saved", [&](WriteTx& tx, TeamId team) {
        return add(tx, team, people_in(request.form()));
    });
}

Response remove_person(Writing& request) {
    const auto person = request.path<PersonId>("person");
    return change(request, "teams.saved",
                  [&](WriteTx& tx, TeamId team) { return remove(tx, team, person); });
}

Response end_team(Writing& request) {
    return change(request, "teams.ended", [](WriteTx& tx, TeamId team) { return end(tx, team); });
}

Response bring_team_back(Writing& request) {
    return change(request, "teams.is_back",
                  [](WriteTx& tx, TeamId team) { return bring_back(tx, team); });
}

}  // namespace

Naming naming_in(const http::Fields& fields) {
    return {std::string(fields.first("name")), BuildingId::parse(fields.first("building"))};
}

std::vector<PersonId> people_in(const http::Fields& fields) {
    std::vector<PersonId> people;
    for (const std::string_view name : {"person", "people"}) {
        for (const std::string_view typed : fields.all(name)) {
            if (const auto person = PersonId::parse(typed)) people.push_back(*person);
        }
    }
    return people;
}

void mount_teams(desk::Routes& on) {
    const Right right = Right::manage_teams;
    on.get("/teams", right, show_teams);
    on.post("/teams", right, make_team);
    on.get("/teams/{team}", right, show_team);
    on.post("/teams/{team}/name", right, rename_team);
    on.post("/teams/{team}/members", right, add_people);
    on.del("/teams/{team}/members/{person}", right, remove_person);
    on.post("/teams/{team}/ending", right, end_team);
    on.del("/teams/{team}/ending", right, bring_team_back);
    mount_teams_api(on);
}

}  // namespace rapport::teams
