// What the field "somebody else" of the log offers while one types: people, and whole teams.
#include <algorithm>
#include <boost/json.hpp>

#include "coaching/contacts/contacts_pages.hpp"
#include "kernel/text/text.hpp"

namespace rapport::contacts {

using desk::Reading;
using http::Response;
namespace json = boost::json;

namespace {

constexpr int suggested_max = 8, teams_max = 3;

std::string detail_of(const coachees::Person& person) {
    std::string detail = person.building_name;
    for (const std::string& more : {person.title, person.room}) {
        if (more.empty()) continue;
        if (!detail.empty()) detail += " · ";
        detail += more;
    }
    return detail;
}

json::object person_json(const coachees::Person& person, const std::vector<NextStep>& promises) {
    const auto promise = std::ranges::find_if(
        promises, [&](const NextStep& step) { return step.person == person.id; });
    return {{"id", person.id.text()},
            {"name", person.name},
            {"detail", detail_of(person)},
            {"next_step", promise == promises.end() ? "" : promise->words}};
}

// `field` and `goes` say that it is no person: the form's own field, and where a choice leads.
json::object team_json(const teams::Team& team, const locale::Speech& speech) {
    return {{"id", team.id.text()},
            {"name", team.name},
            {"detail", speech.say("contacts.team_of", {{"count", team.size}})},
            {"field", "team"},
            {"goes", "/log?team=" + team.id.text()}};
}

Response suggest(Reading& request) {
    const std::string typed(text::trimmed(request.query("q")));
    json::array offered;
    request.read([&](ReadTx& tx) {
        const auto promises = contacts::promises(tx, promises_max);
        const auto found = typed.empty() ? coachees::recent(tx, suggested_max)
                                         : coachees::search(tx, typed, suggested_max);
        for (const auto& team : teams::search(tx, typed, teams_max)) {
            offered.push_back(team_json(team, request.speech()));
        }
        for (const auto& person : found) offered.push_back(person_json(person, promises));
    });
    return request.json(json::object{{"people", std::move(offered)}});
}

}  // namespace

void mount_suggestions(desk::Routes& on) {
    on.get("/log/suggestions", Right::log_contacts, suggest);
}

}  // namespace rapport::contacts
