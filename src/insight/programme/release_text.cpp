// A release as text: JSON with a null for every number that is hidden.
#include <boost/json.hpp>

#include "insight/programme/programme_store.hpp"
#include "insight/programme/shown_json.hpp"

namespace rapport::programme {

namespace json = boost::json;

namespace {

Shown shown_in(const json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    if (found == nullptr || found->is_null()) return std::nullopt;
    return found->to_number<std::int64_t>();
}

json::object to_json(const Report& report) {
    json::array groups, teams;
    for (const auto& group : report.groups) {
        groups.push_back(json::array{value_of(group.contacts), value_of(group.minutes)});
    }
    for (const auto& team : report.teams) {
        teams.push_back({{"asked", value_of(team.asked)},
                         {"done_percent", value_of(team.done_percent)},
                         {"median_wait", value_of(team.median_wait)}});
    }
    return {{"groups", std::move(groups)},         {"contacts", value_of(report.contacts)},
            {"minutes", value_of(report.minutes)}, {"people", value_of(report.people)},
            {"coaches", value_of(report.coaches)}, {"why", static_cast<std::int64_t>(report.why)},
            {"teams", std::move(teams)},           {"asked", value_of(report.asked)}};
}

Shown item(const json::value& pair, std::size_t at) {
    const auto& value = pair.as_array().at(at);
    if (value.is_null()) return std::nullopt;
    return value.to_number<std::int64_t>();
}

Report report_in(const json::object& object) {
    static constexpr std::optional<requests::Branch> branches[] = {
        requests::Branch::coach, requests::Branch::support, std::nullopt};
    Report report;
    for (const auto& pair : object.at("groups").as_array()) {
        const auto group = static_cast<Group>(report.groups.size());
        report.groups.push_back({group, item(pair, 0), item(pair, 1)});
    }
    for (const auto& value : object.at("teams").as_array()) {
        const auto& team = value.as_object();
        report.teams.push_back({branches[report.teams.size()], shown_in(team, "asked"),
                                shown_in(team, "done_percent"), shown_in(team, "median_wait")});
    }
    report.contacts = shown_in(object, "contacts");
    report.minutes = shown_in(object, "minutes");
    report.people = shown_in(object, "people");
    report.coaches = shown_in(object, "coaches");
    report.why = static_cast<Why>(object.at("why").to_number<std::int64_t>());
    report.asked = shown_in(object, "asked");
    return report;
}

}  // namespace

std::string written(const Release& release) {
    json::object buildings;
    for (const auto& [building, report] : release.buildings) {
        buildings[building.view()] = to_json(report);
    }
    return json::serialize(json::object{{"cell_min", release.cell_min},
                                        {"district", to_json(release.district)},
                                        {"buildings", std::move(buildings)}});
}

Release read_release(const Span& span, std::string_view body) {
    const json::value whole = json::parse(body);
    const auto& object = whole.as_object();
    Release release{.span = span,
                    .cell_min = object.at("cell_min").to_number<std::int64_t>(),
                    .district = report_in(object.at("district").as_object()),
                    .buildings = {}};
    for (const auto& [name, report] : object.at("buildings").as_object()) {
        const auto building = BuildingId::parse(std::string_view(name));
        must(building.has_value(), "a release names no building");
        release.buildings.emplace_back(*building, report_in(report.as_object()));
    }
    return release;
}

}  // namespace rapport::programme
