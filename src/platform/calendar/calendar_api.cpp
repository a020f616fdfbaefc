#include <boost/json.hpp>

#include "platform/calendar/calendar_pages.hpp"

namespace rapport::calendar {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

json::object json_of(const Closure& closure) {
    json::object object{{"id", closure.id.text()},
                        {"name", closure.name},
                        {"begins_on", closure.begins_on.iso()},
                        {"ends_on", closure.ends_on.iso()},
                        {"part", code(closure.part)},
                        {"building", nullptr}};
    if (closure.building) object["building"] = closure.building->text();
    return object;
}

Response list_closures(Reading& request) {
    Day from;
    if (const auto asked = Day::parse(request.query("from"))) from = *asked;
    json::array closures;
    request.read([&](ReadTx& tx) {
        const Calendar calendar = load(tx, from);
        for (const Closure& closure : calendar.closures()) closures.push_back(json_of(closure));
    });
    return request.json(json::object{{"closures", closures}, {"next", nullptr}});
}

Response post_closure(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto asked = closure_of(request.form());
        if (!asked) return asked.refusal();
        const auto made = close(tx, *asked);
        if (!made) return made.refusal();
        const Closure closure{.id = *made,
                              .building = asked->building,
                              .building_name = "",
                              .begins_on = asked->begins_on,
                              .ends_on = asked->ends_on,
                              .part = asked->part,
                              .name = asked->name};
        return Answer::json(201, json::serialize(json_of(closure)), "/api/v1/closures");
    });
}

Response delete_closure(Writing& request) {
    const auto id = request.path<ClosureId>("closure");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto closure = open(tx, id);
        if (!closure) throw desk::NotFound();
        return Answer::json(200, json::serialize(json_of(*closure)));
    });
}

using K = desk::Field::Kind;

std::vector<desk::Field> closure_fields() {
    return {{"id", K::id, true},
            {"name", K::text, true},
            {"begins_on", K::day, true},
            {"ends_on", K::day, true, "The last day of it."},
            {"part", K::choice, true, "What is off; a half day is a school day.",
             "day|morning|afternoon"},
            {"building", K::id, false, "None: every building."}};
}

std::vector<desk::Field> new_closure_fields() {
    return {{"name", K::text, true},
            {"begins_on", K::day, true},
            {"ends_on", K::day, false, "Left out: one day."},
            {"part", K::choice, false, "Left out: the whole day.", "day|morning|afternoon"},
            {"building", K::id, false, "Left out: every building."}};
}

}  // namespace

void mount_calendar_api(desk::Routes& on) {
    on.api_get("/api/v1/closures", Right::signed_in, list_closures,
               {.summary = "Days without school, in the order of the calendar.",
                .input = {{"from", K::day, false, "Those that end on this day or later."}},
                .output = closure_fields(),
                .output_list = "closures"});
    on.api_post("/api/v1/closures", Right::change_settings, post_closure,
                {.summary = "Enters days without school.",
                 .input = new_closure_fields(),
                 .output = closure_fields(),
                 .answers = desk::Answers::created});
    on.api_del("/api/v1/closures/{closure}", Right::change_settings, delete_closure,
               {.summary = "Takes them off the calendar: there is school after all.",
                .output = closure_fields()});
}

}  // namespace rapport::calendar
