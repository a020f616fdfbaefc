// The same as JSON: weeks, a building's day, what is unknown, bells and plans.
#include <algorithm>
#include <boost/json.hpp>

#include "platform/people/people.hpp"
#include "platform/timetables/source_store.hpp"
#include "platform/timetables/timetables_pages.hpp"
#include "platform/timetables/timetables_store.hpp"

namespace rapport::timetables {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;
using K = Field::Kind;

namespace {

template <class IdType>
json::value maybe(const std::optional<IdType>& id) {
    return id ? json::value(id->text()) : json::value(nullptr);
}

json::object json_of(const Span& span) {
    return {{"begins", clock_text(span.ring.begins)},
            {"ends", clock_text(span.ring.ends)},
            {"use", code(span.use)},
            {"period", span.period},
            {"period_id", maybe(span.period_id)},
            {"title", span.title},
            {"room", span.room},
            {"is_inferred", span.is_inferred},
            {"is_said", span.is_said}};
}

json::object json_of(const PersonDay& day) {
    json::array spans;
    for (const Span& span : day.spans) spans.push_back(json_of(span));
    return {{"on", day.on.iso()},
            {"is_school_day", day.is_school_day},
            {"day_type", day.day_type},
            {"day_type_id", maybe(day.day_type_id)},
            {"spans", std::move(spans)}};
}

json::object week_json(ReadTx& tx, PersonId person, Day asked) {
    const Day monday = asked.plus(1 - asked.weekday());
    const PersonId one[] = {person};
    json::array days;
    for (const PersonDay& day : days_of(tx, one, monday, monday.plus(4))) {
        days.push_back(json_of(day));
    }
    return {{"days", std::move(days)}, {"next", nullptr}};
}

void check_person(ReadTx& tx, const Reading& request, PersonId id) {
    const auto person = people::find(tx, id);
    const bool may =
        person && !person->is_ended && may_see_week(request.viewer(), id, person->building_id);
    if (!may) throw desk::NotFound();
}

Day day_asked(const Reading& request) {
    return Day::parse(request.query("on")).value_or(request.speech().today());
}

Response get_week(Reading& request) {
    const auto id = request.path<PersonId>("person");
    return request.json(request.read([&](ReadTx& tx) {
        check_person(tx, request, id);
        return week_json(tx, id, day_asked(request));
    }));
}

Response post_slot(Writing& request) {
    const auto id = request.path<PersonId>("person");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        check_person(tx, request, id);
        const auto done = put_slot(tx, id, request.form());
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(json::object{{"day", request.form("day")},
                                                              {"period", request.form("period")},
                                                              {"use", request.form("use")}}));
    });
}

Response get_building_day(Reading& request) {
    const Day on = day_asked(request);
    return request.json(request.read([&](ReadTx& tx) {
        const auto id = building_in(tx, request);
        if (!may_see_building(request.viewer(), id)) throw desk::NotFound();
        std::vector<PersonId> teachers;
        for (const auto& one : store::teachers_of(tx, id)) teachers.push_back(one.id);
        const Known known =
            known_of(tx, {.people = teachers, .building = id, .from = on, .until = on});
        const BuildingDay& day = known.of_building.front();
        json::array periods, people;
        for (const Period& period : day.periods) {
            periods.push_back(json::object{{"id", period.id.text()},
                                           {"label", period.label},
                                           {"begins", clock_text(period.ring.begins)},
                                           {"ends", clock_text(period.ring.ends)}});
        }
        for (const PersonDay& one : known.days) {
            json::array free;
            for (const Span& span : one.spans) {
                if (span.use == Use::planning || span.use == Use::common) {
                    free.push_back(json_of(span));
                }
            }
            const bool is_unknown = one.spans.size() == 1 && one.spans[0].use == Use::unknown;
            people.push_back(json::object{{"person", one.person.text()},
                                          {"is_unknown", is_unknown},
                                          {"free", std::move(free)}});
        }
        return json::object{{"on", on.iso()},
                            {"is_school_day", day.is_school_day},
                            {"day_type", day.day_type},
                            {"bells", day.grid},
                            {"periods", std::move(periods)},
                            {"people", std::move(people)}};
    }));
}

Response get_unknown(Reading& request) {
    json::array people;
    request.read([&](ReadTx& tx) {
        std::vector<PersonId> ids;
        const auto unknown = unknown_people(tx, std::nullopt, unknown_max);
        for (const Unknown& one : unknown) ids.push_back(one.person);
        const auto rows = store::people(tx, ids);
        for (const Unknown& one : unknown) {
            const auto row = std::ranges::find(rows, one.person, &store::PersonRow::id);
            if (row == rows.end() || !may_see_week(request.viewer(), one.person, row->building)) {
                continue;
            }
            people.push_back(json::object{{"person", one.person.text()},
                                          {"name", one.name},
                                          {"building", one.building_name}});
        }
    });
    return request.json(json::object{{"people", std::move(people)}, {"next", nullptr}});
}

json::array grids_json(const Pattern& pattern) {
    json::array grids;
    for (const Grid& grid : pattern.grids) {
        json::array periods;
        for (const GridPeriod& period : grid.periods) {
            json::object one{{"id", period.id.text()}, {"label", period.label}};
            one["begins"] = period.ring ? json::value(clock_text(period.ring->begins)) : nullptr;
            one["ends"] = period.ring ? json::value(clock_text(period.ring->ends)) : nullptr;
            periods.push_back(std::move(one));
        }
        grids.push_back(json::object{
            {"id", grid.id.text()}, {"name", grid.name}, {"periods", std::move(periods)}});
    }
    return grids;
}

json::object pattern_json(const Pattern& pattern) {
    json::array days, plans, dated;
    for (const DayType& day : pattern.day_types) {
        days.push_back(
            json::object{{"id", day.id.text()}, {"label", day.label}, {"grid", maybe(day.grid)}});
    }
    for (const DayPlan& plan : pattern.plans) {
        json::array places;
        for (const PlanDay& day : plan.days) {
            places.push_back(json::object{{"place", day.seq}, {"day", day.day.text()}});
        }
        plans.push_back(json::object{{"begins_on", plan.begins_on.iso()},
                                     {"kind", code(plan.kind)},
                                     {"length", plan.length},
                                     {"on_closure", code(plan.on_closure)},
                                     {"days", std::move(places)}});
    }
    const auto time = [](const std::optional<int>& minutes) {
        return minutes ? json::value(clock_text(*minutes)) : json::value(nullptr);
    };
    for (const DatedDay& day : pattern.dated) {
        dated.push_back(json::object{{"on", day.on.iso()},
                                     {"name", day.name},
                                     {"day", maybe(day.day)},
                                     {"grid", maybe(day.grid)},
                                     {"begins", time(day.begins)},
                                     {"ends", time(day.ends)}});
    }
    json::object hours;
    if (pattern.hours) {
        hours = {{"work_begins", clock_text(pattern.hours->work.begins)},
                 {"work_ends", clock_text(pattern.hours->work.ends)}};
    }
    return {{"building", pattern.building.text()}, {"bells", grids_json(pattern)},
            {"day_types", std::move(days)},        {"plans", std::move(plans)},
            {"dated_days", std::move(dated)},      {"hours", std::move(hours)}};
}

Response get_timetable(Reading& request) {
    return request.json(request.read(
        [&](ReadTx& tx) { return pattern_json(pattern_of(tx, building_in(tx, request))); }));
}

using Rule = Result<Done> (*)(WriteTx&, BuildingId, const http::Fields&);

Response change(Writing& request, Rule rule) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto id = building_in(tx, request);
        const auto done = rule(tx, id, request.form());
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(pattern_json(pattern_of(tx, id))));
    });
}

Response post_bells(Writing& request) { return change(request, put_bells); }
Response post_day_bells(Writing& request) { return change(request, put_day_bells); }
Response post_plan(Writing& request) { return change(request, put_plan); }
Response post_dated(Writing& request) { return change(request, put_dated); }
Response post_hours(Writing& request) { return change(request, put_hours); }

Response remove(Writing& request, Result<Done> (*rule)(WriteTx&, BuildingId, Day)) {
    const Day day = day_in_path(request);
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto id = building_in(tx, request);
        if (!rule(tx, id, day)) throw desk::NotFound();
        return Answer::json(200, json::serialize(pattern_json(pattern_of(tx, id))));
    });
}

Response delete_plan(Writing& request) { return remove(request, unplan_days); }
Response delete_dated(Writing& request) { return remove(request, undate_day); }

std::vector<Field> pattern_fields() {
    return {{"building", K::id, true},
            {"bells", K::objects, true, "Each with its periods; the usual ones first."},
            {"day_types", K::objects, true, "Kinds of day, and whose bells ring on them."},
            {"plans", K::objects, true, "Which date is which, each from its day on."},
            {"dated_days", K::objects, true, "Dates that differ from the plan."},
            {"hours", K::object, true, "When people are at work; empty when nobody said."}};
}

std::vector<Field> day_fields() {
    return {{"on", K::day, true},
            {"is_school_day", K::flag, true},
            {"day_type", K::text, true},
            {"day_type_id", K::id, false, "None: nothing says which kind of day it is."},
            {"spans", K::objects, true, "begins, ends, use, period, title, room."}};
}

void mount_people(desk::Routes& on) {
    on.api_get("/api/v1/people/{person}/week", Right::signed_in, get_week,
               {.summary = "Where a person is, Monday to Friday: one’s own, or of one whom the "
                           "caller covers.",
                .input = {{"on", K::day, false, "Any day of the week; left out: this week."}},
                .output = day_fields(),
                .output_list = "days"});
    on.api_post(
        "/api/v1/people/{person}/week/slots", Right::signed_in, post_slot,
        {.summary = "Says what a person does in one period of one kind of day. It wins "
                    "over what is inferred.",
         .input = {{"day", K::id, true, "The kind of day."},
                   {"period", K::id, true},
                   {"use", K::choice, true, "busy: not free. none: no word any more.",
                    "planning|common|duty|lunch|teaching|free|busy|none"}},
         .output = {{"day", K::id, true}, {"period", K::id, true}, {"use", K::text, true}}});
    on.api_get("/api/v1/buildings/{building}/day", Right::see_timetables, get_building_day,
               {.summary = "Who of a building is free for planning on a day.",
                .input = {{"on", K::day, false, "Left out: today."}},
                .output = {{"on", K::day, true},
                           {"is_school_day", K::flag, true},
                           {"day_type", K::text, true},
                           {"bells", K::text, true, "The name of the bells in force."},
                           {"periods", K::objects, true},
                           {"people", K::objects, true, "Each with the spans that are free."}}});
    on.api_get(
        "/api/v1/timetables/unknown", Right::see_timetables, get_unknown,
        {.summary = "Those of whose week nothing is known.",
         .output = {{"person", K::id, true}, {"name", K::text, true}, {"building", K::text, true}},
         .output_list = "people"});
}

}  // namespace

void mount_timetables_api(desk::Routes& on) {
    mount_people(on);
    const Right right = Right::change_timetables;
    const std::string at = "/api/v1/buildings/{building}/timetable";
    on.api_get(at, right, get_timetable,
               {.summary = "How the days of a building are made.", .output = pattern_fields()});
    on.api_post(at + "/bells", right, post_bells,
                {.summary = "Sets when the periods of a building ring.",
                 .input = {{"grid", K::id, false, "Bells that are there; left out: new ones."},
                           {"name", K::text, false, "Left out: the usual bells."},
                           {"periods", K::text, true, "A line a period: 1 8:00-8:45"}},
                 .output = pattern_fields()});
    on.api_post(at + "/day-bells", right, post_day_bells,
                {.summary = "Says which bells ring on a kind of day.",
                 .input = {{"day", K::id, true},
                           {"day_grid", K::id, false, "Left out: the usual ones."},
                           {"label", K::text, false, "Left out: it keeps its name."}},
                 .output = pattern_fields()});
    on.api_post(
        at + "/plans", right, post_plan,
        {.summary = "Says which date is which kind of day, from a day on.",
         .input = {{"begins_on", K::day, true},
                   {"kind", K::choice, true, "", "weekly|rotating"},
                   {"days", K::text, true,
                    "Names parted by commas; weekly: a line a week, from Monday on."},
                   {"on_closure", K::choice, true,
                    "Under bump a kind of day waits for the next school day.", "bump|skip"}},
         .output = pattern_fields()});
    on.api_del(
        at + "/plans/{day}", right, delete_plan,
        {.summary = "Takes the plan off that begins on this day.", .output = pattern_fields()});
    on.api_post(at + "/dated-days", right, post_dated,
                {.summary = "Says what differs on a date.",
                 .input = {{"on", K::day, true},
                           {"dated_name", K::text},
                           {"dated_day", K::id, false, "Another kind of day."},
                           {"dated_grid", K::id, false, "Other bells."},
                           {"dated_begins", K::text, false, "A late start: 9:30."},
                           {"dated_ends", K::text, false, "An early end: 12:15."}},
                 .output = pattern_fields()});
    on.api_del(at + "/dated-days/{day}", right, delete_dated,
               {.summary = "That date is as planned after all.", .output = pattern_fields()});
    on.api_post(at + "/hours", right, post_hours,
                {.summary = "Sets when people of a building are at work.",
                 .input = {{"work_begins", K::text, true, "7:30"},
                           {"work_ends", K::text, true},
                           {"lunch_begins", K::text, false, "Where no period is called so."},
                           {"lunch_ends", K::text}},
                 .output = pattern_fields()});
}

}  // namespace rapport::timetables
