// Teams for programs: the same rules.
#include <boost/json.hpp>

#include "coaching/teams/teams_pages.hpp"

namespace rapport::teams {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

json::object team_json(const Team& team) {
    return {{"id", team.id.text()},
            {"name", team.name},
            {"building", team.building ? json::value(team.building->text()) : nullptr},
            {"size", team.size},
            {"is_ended", team.is_ended}};
}

json::object whole(ReadTx& tx, const Team& team) {
    json::object body = team_json(team);
    json::array people;
    for (const Member& member : members(tx, team.id)) {
        people.push_back(json::object{{"id", member.id.text()}, {"name", member.name}});
    }
    body["people"] = std::move(people);
    return body;
}

Response list_teams(Reading& request) {
    json::array teams;
    request.read([&](ReadTx& tx) {
        for (const Team& team : all(tx)) teams.push_back(team_json(team));
    });
    return request.json(json::object{{"teams", std::move(teams)}, {"next", nullptr}});
}

Response get_team(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) { return whole(tx, team_at(tx, request)); }));
}

Response post_team(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto made = make(tx, naming_in(request.form()));
        if (!made) return made.refusal();
        const auto people = people_in(request.form());
        if (!people.empty()) {
            const auto filled = add(tx, *made, people);
            if (!filled) return filled.refusal();
        }
        return Answer::json(201, json::serialize(whole(tx, *find(tx, *made))),
                            "/api/v1/teams/" + made->text());
    });
}

Response change(Writing& request, const std::function<Result<Done>(WriteTx&, TeamId)>& body) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Team team = team_at(tx, request);
        const auto done = body(tx, team.id);
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(whole(tx, *find(tx, team.id))));
    });
}

Response post_name(Writing& request) {
    return change(request, [&](WriteTx& tx, TeamId team) {
        return rename(tx, team, naming_in(request.form()));
    });
}

Response post_members(Writing& request) {
    return change(request, [&](WriteTx& tx, TeamId team) {
        return add(tx, team, people_in(request.form()));
    });
}

Response delete_member(Writing& request) {
    const auto person = request.path<PersonId>("person");
    return change(request, [&](WriteTx& tx, TeamId team) { return remove(tx, team, person); });
}

Response post_ending(Writing& request) {
    return change(request, [](WriteTx& tx, TeamId team) { return end(tx, team); });
}

Response delete_ending(Writing& request) {
    return change(request, [](WriteTx& tx, TeamId team) { return bring_back(tx, team); });
}

using K = Field::Kind;

std::vector<Field> naming_fields() {
    return {{"name", K::text, true, "At most 100 characters."},
            {"building", K::id, false, "None for a team of several buildings."}};
}

std::vector<Field> team_fields() {
    return {{"id", K::id, true},
            {"name", K::text, true},
            {"building", K::id},
            {"size", K::number, true, "Of those who have not left."},
            {"is_ended", K::flag, true}};
}

std::vector<Field> whole_fields() {
    auto fields = team_fields();
    fields.push_back({"people", K::objects, true, "id and name, by name."});
    return fields;
}

}  // namespace

void mount_teams_api(desk::Routes& on) {
    const Right right = Right::manage_teams;
    const std::string one = "/api/v1/teams/{team}";
    on.api_get("/api/v1/teams", right, list_teams,
               {.summary = "All teams, open ones first, by name.",
                .output = team_fields(),
                .output_list = "teams"});
    auto fresh = naming_fields();
    fresh.push_back({"people", K::ids, false, "Who is in it."});
    on.api_post("/api/v1/teams", right, post_team,
                {.summary = "Makes a team.",
                 .input = std::move(fresh),
                 .output = whole_fields(),
                 .answers = desk::Answers::created});
    on.api_get(one, right, get_team, {.summary = "One team.", .output = whole_fields()});
    on.api_post(
        one + "/name", right, post_name,
        {.summary = "Names a team anew.", .input = naming_fields(), .output = whole_fields()});
    on.api_post(one + "/members", right, post_members,
                {.summary = "Adds people; who is in it already, stays.",
                 .input = {{"people", K::ids, true}},
                 .output = whole_fields()});
    on.api_del(one + "/members/{person}", right, delete_member,
               {.summary = "Takes somebody out of a team.", .output = whole_fields()});
    on.api_post(one + "/ending", right, post_ending,
                {.summary = "Ends a team: it is offered no more.", .output = whole_fields()});
    on.api_del(one + "/ending", right, delete_ending,
               {.summary = "Brings an ended team back.", .output = whole_fields()});
}

}  // namespace rapport::teams
