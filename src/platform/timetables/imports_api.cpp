// Looks at timetables and what they bring, as JSON.
#include <boost/json.hpp>

#include "platform/timetables/look_json.hpp"
#include "platform/timetables/timetables_pages.hpp"

namespace rapport::timetables {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;
using K = Field::Kind;

namespace {

json::object json_of(const Source& source) {
    return {{"id", source.id.text()},    {"file", source.file_name},
            {"format", source.format},   {"made_at", source.made_at.rfc3339()},
            {"state", source.state},     {"added", source.added},
            {"changed", source.changed}, {"ended", source.ended}};
}

Response list_imports(Reading& request) {
    json::array rows;
    request.read([&](ReadTx& tx) {
        for (const auto& source : sources(tx, building_in(tx, request), 50)) {
            rows.push_back(json_of(source));
        }
    });
    return request.json(json::object{{"imports", std::move(rows)}, {"next", nullptr}});
}

Response get_import(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) {
        const Source source = source_in(tx, request, building_in(tx, request));
        json::object shown = json_of(source);
        shown["look"] = json::object();
        shown["booked"] = json::array();
        if (source.state != "looked") {
            shown["booked"] = json::value_from(still_booked(tx, source.building, request));
            return shown;
        }
        const auto look = look_again(tx, source);
        if (!look) return shown;
        shown["look"] = look_json(*look, request.speech());
        shown["booked"] = json::value_from(booked_by(tx, source.building, *look, request));
        return shown;
    }));
}

Response post_import(Writing& request) {
    const auto files = uploaded(request);
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto building = building_in(tx, request);
        const auto id = keep_upload(tx, building, files, request.form());
        if (!id) return id.refusal();
        return Answer::json(
            201, json::serialize(json_of(*find_source(tx, building, *id))),
            "/api/v1/buildings/" + building.text() + "/timetable-imports/" + id->text());
    });
}

// An act on a source, which answers with the source as it now is.
Response act_on(Writing& request,
                const std::function<Result<Done>(WriteTx&, const Source&)>& body) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto building = building_in(tx, request);
        const Source source = source_in(tx, request, building);
        const auto done = body(tx, source);
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(json_of(*find_source(tx, building, source.id))));
    });
}

Response post_wishes(Writing& request) {
    return act_on(request, [&](WriteTx& tx, const Source& source) -> Result<Done> {
        const auto wishes = wishes_in(request.form());
        if (!wishes) return wishes.refusal();
        set_wishes(tx, source.id, *wishes);
        return Done{};
    });
}

Response post_person(Writing& request) {
    return act_on(request, [&](WriteTx& tx, const Source& source) -> Result<Done> {
        const auto person = PersonId::parse(request.form("person"));
        if (!person && !request.form("person").empty()) {
            return Refusal{.key = "timetables.no_person", .field = "person"};
        }
        if (request.form("key").empty()) {
            return Refusal{.key = "timetables.no_person", .field = "key"};
        }
        return match_by_hand(tx, source.building, request.form("key"), person);
    });
}

Response post_application(Writing& request) {
    return act_on(request, [&](WriteTx& tx, const Source& source) -> Result<Done> {
        const auto look = bring_in(tx, source);
        if (!look) return look.refusal();
        return Done{};
    });
}

std::vector<Field> fields() {
    return {{"id", K::id, true},
            {"file", K::text, true},
            {"format", K::choice, true, "", "fet|asc|untis|xhstt|edfi|bell|csv"},
            {"made_at", K::instant, true},
            {"state", K::choice, true, "", "looked|applied|superseded"},
            {"added", K::number, true, "Meetings."},
            {"changed", K::number, true},
            {"ended", K::number, true}};
}

}  // namespace

void mount_imports_api(desk::Routes& on) {
    const Right right = Right::change_timetables;
    const std::string at = "/api/v1/buildings/{building}/timetable-imports";
    const std::vector<Field> wishes{
        {"begins_on", K::day, false, "Its changes hold from this day; left out: today."},
        {"bells", K::text, false, "A line a period, for files without times: 1 8:00-8:45"},
        {"terms", K::text, false, "A line a term: Fall 2026-08-31 2027-01-22"}};
    on.api_get(at, right, list_imports,
               {.summary = "Timetables of a building looked at and brought in, newest first.",
                .output = fields(),
                .output_list = "imports"});
    auto whole = fields();
    whole.push_back(
        {"look", K::object, true, "What it would change; empty when it waits no more."});
    whole.push_back({"booked", K::texts, true,
                     "What is booked while people are taken, which stays: sentences."});
    on.api_get(
        at + "/{source}", right, get_import,
        {.summary = "One timetable, with what it would change.", .output = std::move(whole)});
    auto input = wishes;
    input.insert(input.begin(), {{"files", K::file, true, "One or several files of a timetable."},
                                 {"format", K::choice, false, "Left out: by what is in them.",
                                  "fet|asc|untis|xhstt|edfi|bell|csv"}});
    on.api_upload(at, right, post_import,
                  {.summary = "Looks at a timetable: what it would change. Nothing is brought in.",
                   .input = std::move(input),
                   .output = fields(),
                   .answers = desk::Answers::created});
    on.api_post(at + "/{source}/wishes", right, post_wishes,
                {.summary = "Says what the files do not: from when, the bells, the terms.",
                 .input = wishes,
                 .output = fields()});
    on.api_post(at + "/{source}/people", right, post_person,
                {.summary = "Says who somebody is whom the files name, for this file and the next.",
                 .input = {{"key", K::text, true, "As the files have it."},
                           {"person", K::id, false, "Left out: nobody of the district."}},
                 .output = fields()});
    on.api_post(at + "/{source}/application", right, post_application,
                {.summary = "Brings its changes in, all or none.", .output = fields()});
}

}  // namespace rapport::timetables
