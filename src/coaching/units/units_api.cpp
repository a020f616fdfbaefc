// Units for programs: the same rules.
#include <boost/json.hpp>

#include "coaching/units/units_pages.hpp"

namespace rapport::units {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

json::value maybe_year(const std::optional<Day>& day) {
    return day ? json::value(semester_of(*day).year) : json::value(nullptr);
}

json::value forecast_json(const Map& map) {
    if (map.left() == 0) return nullptr;
    const auto guess = forecast(map.pace, map.left());
    if (!guess) return nullptr;
    return json::object{{"earliest", maybe_year(guess->earliest)},
                        {"latest", maybe_year(guess->latest)}};
}

json::object unit_json(const Unit& unit, const Course& course) {
    json::value by = nullptr;
    if (unit.by) by = std::to_string(unit.by->year) + (unit.by->is_second ? "/2" : "/1");
    json::object made{{"name", unit.name},
                      {"standing", code(unit.standing)},
                      {"by", std::move(by)},
                      {"cycle", unit.cycle ? json::value(unit.cycle->text()) : nullptr}};
    if (course.is_of_team()) made["reached"] = unit.reached;
    return made;
}

template <class IdType>
Response list_units(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) {
        const Course course = course_at<IdType>(tx, request);
        const Map map = map_of(tx, course);
        json::array list;
        for (const Unit& unit : map.units) list.push_back(unit_json(unit, course));
        const bool has_any = map.pace.carried > 0;
        return json::object{{"units", std::move(list)},
                            {"carried", map.pace.carried},
                            {"since", has_any ? json::value(map.pace.since.iso()) : nullptr},
                            {"forecast", forecast_json(map)},
                            {"next", nullptr}};
    }));
}

template <class IdType>
Response post_units(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Course course = course_at<IdType>(tx, request);
        const auto done = set(tx, course, request.form("units"));
        if (!done) return done.refusal();
        const std::string id =
            std::visit([](const auto& whose) { return whose.text(); }, course.whose());
        return Answer::json(200, json::serialize(json::object{{"id", id}}));
    });
}

using K = Field::Kind;

std::vector<Field> unit_fields() {
    return {{"name", K::text, true},
            {"standing", K::choice, true, "", "taken_up|in_work|next|later"},
            {"by", K::text, false, "At one a semester: 2026/1 is August 2026 on."},
            {"cycle", K::id}};
}

std::vector<Field> beside_units() {
    return {
        {"carried", K::number, true, "Units that were looked back on."},
        {"since", K::day, false, "When the first of their cycles began."},
        {"forecast", K::object, false,
         "earliest and latest: the school years (the year one begins in) between which all have "
         "had a turn at the pace so far, in four cases of five; null beyond ten years."}};
}

}  // namespace

void mount_units_api(desk::Routes& on) {
    const std::string teacher = "/api/v1/people/{person}/units",
                      team = "/api/v1/teams/{team}/units";
    on.api_get(teacher, Right::join_cycles, list_units<PersonId>,
               {.summary = "The units of a teacher's year, and which coaching has taken up.",
                .output = unit_fields(),
                .output_list = "units",
                .beside = beside_units()});
    on.api_post(teacher, Right::join_cycles, post_units<PersonId>,
                {.summary = "Sets the units, in the order they are taught.",
                 .input = {{"units", K::text, true, "One a line."}},
                 .output = {{"id", K::id, true, "The teacher."}}});
    auto of_team = unit_fields();
    of_team.push_back({"reached", K::number, true, "People of the team in your cycles about it."});
    on.api_get(team, Right::join_cycles, list_units<teams::TeamId>,
               {.summary = "The units of a team's year, and which your own cycles have taken up.",
                .output = std::move(of_team),
                .output_list = "units",
                .beside = beside_units()});
    on.api_post(team, Right::join_cycles, post_units<teams::TeamId>,
                {.summary = "Sets the units of a team, in the order they are taught.",
                 .input = {{"units", K::text, true, "One a line."}},
                 .output = {{"id", K::id, true, "The team."}}});
}

}  // namespace rapport::units
