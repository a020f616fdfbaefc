#include <boost/json.hpp>

#include "coaching/contacts/contacts.hpp"
#include "coaching/people/people_pages.hpp"
#include "kernel/text/text.hpp"

namespace rapport::coachees {

using desk::Field;
using desk::Reading;
using http::Response;
namespace json = boost::json;

namespace {

json::object person_json(const Person& person) {
    json::object body{{"id", person.id.text()},     {"name", person.name},
                      {"title", person.title},      {"room", person.room},
                      {"teaches", person.teaches},  {"building_name", person.building_name},
                      {"has_left", person.has_left}};
    body["building"] = person.building ? json::value(person.building->text()) : json::value();
    body["last_on"] = person.last_on ? json::value(person.last_on->iso()) : json::value();
    return body;
}

// By name with `q`, by building with `building`, else those helped lately.
Response list_people(Reading& request) {
    const std::string typed(text::trimmed(request.query("q")));
    const auto building = BuildingId::parse(request.query("building"));
    const int limit = contacts::page_limit(request.query("limit"));
    auto found = request.read([&](ReadTx& tx) {
        if (!typed.empty()) return search(tx, typed, limit);
        return building ? in_building(tx, *building) : recent(tx, limit);
    });
    json::array people;
    for (const Person& person : found) people.push_back(person_json(person));
    return request.json(json::object{{"people", people}, {"next", nullptr}});
}

Response get_person(Reading& request) {
    const auto id = request.path<PersonId>("person");
    const auto person = request.read([&](ReadTx& tx) { return find(tx, id); });
    if (!person) throw desk::NotFound();
    return request.json(person_json(*person));
}

// The help a person was given, as far as the caller may see it.
Response list_help(Reading& request) {
    const auto id = request.path<PersonId>("person");
    const auto& speech = request.speech();
    const auto after = contacts::parse_cursor(request.query("cursor"));
    const int limit = contacts::page_limit(request.query("limit"));
    auto help = request.read([&](ReadTx& tx) {
        if (!find(tx, id)) throw desk::NotFound();
        return contacts::help_given_to(tx, id, after, limit + 1);
    });
    json::value next = nullptr;
    if (help.size() > static_cast<std::size_t>(limit)) {
        help.resize(static_cast<std::size_t>(limit));
        next = contacts::cursor_after(help.back().cursor());
    }
    json::array list;
    for (const auto& one : help) {
        json::object body{{"contact", one.id.text()},
                          {"on", one.on.iso()},
                          {"coach", one.coach_name},
                          {"what", kinds::told_of(one.kind_name, one.coach_name, speech)}};
        if (one.eyes != contacts::Eyes::colleague) body["minutes"] = one.minutes;
        list.push_back(std::move(body));
    }
    return request.json(json::object{{"help", list}, {"next", next}});
}

using K = Field::Kind;

std::vector<Field> person_fields() {
    return {{"id", K::id},
            {"name", K::text},
            {"title", K::text},
            {"room", K::text},
            {"teaches", K::text},
            {"building", K::id},
            {"building_name", K::text},
            {"has_left", K::flag},
            {"last_on", K::day, false, "When the caller helped them last."}};
}

}  // namespace

void mount_people_api(desk::Routes& on) {
    on.api_get("/api/v1/people", Right::see_people, list_people,
               {"People, found however they are spelt.",
                {{"q", K::text, false, "A few letters of a name."},
                 {"building", K::id, false, "Everybody of one building."},
                 {"limit", K::number, false, "At most 200; 50 when absent."}},
                person_fields(),
                "people"});
    on.api_get("/api/v1/people/{person}", Right::see_people, get_person,
               {"One person.", {}, person_fields()});
    on.api_get("/api/v1/people/{person}/help", Right::see_people, list_help,
               {"The help a person was given, newest first, as far as the caller may see it.",
                {{"cursor", K::text, false, "Where the page before ended: its `next`."},
                 {"limit", K::number, false, "At most 200; 50 when absent."}},
                {{"contact", K::id},
                 {"on", K::day},
                 {"coach", K::text},
                 {"what", K::text},
                 {"minutes", K::number, false, "Only for the caller's own help."}},
                "help"});
}

}  // namespace rapport::coachees
