#include "coaching/units/units_pages.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "platform/people/people.hpp"

namespace rapport::units {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;
namespace json = boost::json;

namespace {

std::vector<Unit> units_at(ReadTx& tx, const Reading& request) {
    auto found = of(tx, request.path<PersonId>("person"));
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

std::string said(const Semester& semester, const Speech& speech) {
    return speech.say(
        semester.is_second ? Key{"units.second_half"} : Key{"units.first_half"},
        {{"from", std::to_string(semester.year)}, {"to", std::to_string(semester.year + 1)}});
}

UnitRow row_of(const Unit& unit, const Speech& speech) {
    const std::string key = "units.is_" + std::string(code(unit.standing));
    UnitRow row{.name = unit.name, .shape = "waiting", .signal = speech.say(Key::of(key))};
    if (unit.standing == Standing::taken_up) row.shape = "done";
    if (unit.standing == Standing::in_work) row.shape = "going";
    if (unit.standing == Standing::next) row.shape = "due";
    if (unit.by) row.by = said(*unit.by, speech);
    if (unit.cycle) row.href = "/cycles/" + unit.cycle->text();
    return row;
}

Response show_units(Reading& request) {
    const Speech& speech = request.speech();
    UnitsView view;
    view.person = request.path<PersonId>("person");
    const bool is_own = view.person == request.viewer().person;
    view.back_href = is_own ? "/my-help" : "/people/" + view.person.text();
    request.read([&](ReadTx& tx) {
        const auto all = units_at(tx, request);
        view.name = people::find(tx, view.person).value().name;
        for (const Unit& unit : all) {
            view.rows.push_back(row_of(unit, speech));
            view.lines += unit.name + "\n";
            if (unit.by) {
                view.forecast = speech.say("units.forecast", {{"when", said(*unit.by, speech)}});
            }
        }
    });
    return request.page(Key{"units.title"}, view);
}

Response set_units(Writing& request) {
    const auto person = request.path<PersonId>("person");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            units_at(tx, request);
            const auto done = set(tx, person, request.form("units"));
            if (!done) return done.refusal();
            return Answer::go("/people/" + person.text() + "/units", "units.did_set");
        },
        show_units);
}

json::object whole_json(ReadTx& tx, const Reading& request) {
    json::array list;
    for (const Unit& unit : units_at(tx, request)) {
        json::value by = nullptr;
        if (unit.by) by = std::to_string(unit.by->year) + (unit.by->is_second ? "/2" : "/1");
        list.push_back(
            json::object{{"name", unit.name},
                         {"standing", code(unit.standing)},
                         {"by", std::move(by)},
                         {"cycle", unit.cycle ? json::value(unit.cycle->text()) : nullptr}});
    }
    return {{"units", std::move(list)}, {"next", nullptr}};
}

Response list_units(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) { return whole_json(tx, request); }));
}

Response post_units(Writing& request) {
    const auto person = request.path<PersonId>("person");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        units_at(tx, request);
        const auto done = set(tx, person, request.form("units"));
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(json::object{{"id", person.text()}}));
    });
}

}  // namespace

void mount_units(desk::Routes& on) {
    using K = Field::Kind;
    on.get("/people/{person}/units", Right::join_cycles, show_units);
    on.post("/people/{person}/units", Right::join_cycles, set_units);
    const std::string path = "/api/v1/people/{person}/units";
    on.api_get(path, Right::join_cycles, list_units,
               {.summary = "The units of a teacher's year, and which coaching has taken up.",
                .output = {{"name", K::text, true},
                           {"standing", K::choice, true, "", "taken_up|in_work|next|later"},
                           {"by", K::text, false, "At one a semester: 2026/1 is August 2026 on."},
                           {"cycle", K::id}},
                .output_list = "units"});
    on.api_post(path, Right::join_cycles, post_units,
                {.summary = "Sets the units, in the order they are taught.",
                 .input = {{"units", K::text, true, "One a line."}},
                 .output = {{"id", K::id, true, "The teacher."}}});
}

}  // namespace rapport::units
