#include "coaching/units/units_pages.hpp"

namespace rapport::units {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

std::string said(const Semester& semester, const Speech& speech) {
    return speech.say(
        semester.is_second ? Key{"units.second_half"} : Key{"units.first_half"},
        {{"from", std::to_string(semester.year)}, {"to", std::to_string(semester.year + 1)}});
}

std::string school_year_of(Day day) {
    const int year = semester_of(day).year;
    return std::to_string(year) + "–" + std::to_string(year + 1);
}

UnitRow row_of(const Unit& unit, const Course& course, const Speech& speech) {
    const std::string key = "units.is_" + std::string(code(unit.standing));
    UnitRow row{.name = unit.name, .shape = "waiting", .signal = speech.say(Key::of(key))};
    if (unit.standing == Standing::taken_up) row.shape = "done";
    if (unit.standing == Standing::in_work) row.shape = "going";
    if (unit.standing == Standing::next) row.shape = "due";
    if (unit.by) row.by = said(*unit.by, speech);
    if (unit.cycle) row.href = "/cycles/" + unit.cycle->text();
    if (course.is_of_team() && unit.reached > 0) {
        row.reached = speech.say("units.reached",
                                 {{"count", unit.reached}, {"of", std::ssize(course.people())}});
    }
    return row;
}

std::string said(const Forecast& forecast, const Speech& speech) {
    if (!forecast.earliest) return speech.say("units.forecast_beyond");
    const std::string early = school_year_of(*forecast.earliest);
    if (!forecast.latest) return speech.say("units.forecast_open", {{"early", early}});
    const std::string late = school_year_of(*forecast.latest);
    if (early == late) return speech.say("units.forecast_in", {{"year", early}});
    return speech.say("units.forecast_between", {{"early", early}, {"late", late}});
}

void fill_forecast(const Map& map, const Speech& speech, UnitsView& view) {
    if (map.pace.carried > 0) {
        view.so_far = speech.say("units.so_far", {{"count", map.pace.carried},
                                                  {"of", std::ssize(map.units)},
                                                  {"since", speech.day(map.pace.since)}});
    }
    if (map.left() == 0) {
        if (!map.units.empty()) view.forecast = speech.say("units.all_reached");
        return;
    }
    const auto guess = forecast(map.pace, map.left());
    if (!guess) return;
    view.forecast = said(*guess, speech);
    view.how_sure = speech.say("units.how_sure", {{"count", map.pace.carried}});
}

void fill_surroundings(ReadTx& tx, const Reading& request, const Course& course, UnitsView& view) {
    view.is_coach = request.viewer().is(Role::coach);
    if (const auto* team = std::get_if<teams::TeamId>(&course.whose())) {
        view.key = team->text();
        view.back_href = view.is_coach ? "/teams/" + team->text() : "/cycles";
        return;
    }
    const PersonId person = std::get<PersonId>(course.whose());
    view.key = person.text();
    const bool is_own = person == request.viewer().person;
    view.back_href = is_own ? "/cycles" : "/people/" + person.text();
    for (const teams::Team& team : teams::of_person(tx, person)) {
        view.teams.push_back({"/teams/" + team.id.text() + "/units", team.name});
    }
    if (!view.rows.empty()) return;
    auto from = offered(tx, course);
    view.lines = std::move(from.lines);
    view.from_team = std::move(from.team);
}

template <class IdType>
Response show_units(Reading& request) {
    const Speech& speech = request.speech();
    UnitsView view;
    request.read([&](ReadTx& tx) {
        const Course course = course_at<IdType>(tx, request);
        const Map map = map_of(tx, course);
        view.name = course.name();
        view.path = course.path();
        view.is_of_team = course.is_of_team();
        for (const Unit& unit : map.units) {
            view.rows.push_back(row_of(unit, course, speech));
            view.lines += unit.name + "\n";
            if (unit.by) view.plan = speech.say("units.plan", {{"when", said(*unit.by, speech)}});
        }
        fill_forecast(map, speech, view);
        fill_surroundings(tx, request, course, view);
    });
    return request.page(Key{"units.title"}, view);
}

template <class IdType>
Response set_units(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Course course = course_at<IdType>(tx, request);
            const auto done = set(tx, course, request.form("units"));
            if (!done) return done.refusal();
            return Answer::go(course.path(), "units.did_set");
        },
        show_units<IdType>);
}

}  // namespace

void mount_units(desk::Routes& on) {
    on.get("/people/{person}/units", Right::join_cycles, show_units<PersonId>);
    on.post("/people/{person}/units", Right::join_cycles, set_units<PersonId>);
    on.get("/teams/{team}/units", Right::join_cycles, show_units<teams::TeamId>);
    on.post("/teams/{team}/units", Right::join_cycles, set_units<teams::TeamId>);
    mount_units_api(on);
}

}  // namespace rapport::units
