// People and roles for programs: the same rules.
#include <boost/json.hpp>
#include <charconv>

#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/desk/json.hpp"
#include "platform/people/people_pages.hpp"

namespace rapport::people {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

constexpr int limit_default = 50, limit_max = 200;

json::object line_json(const PersonLine& line) {
    return {{"id", line.id.text()},
            {"name", line.name},
            {"title", line.title},
            {"building_name", line.building},
            {"is_missing", line.is_missing}};
}

json::object person_json(const Person& person) {
    json::array roles;
    for (const RoleLine& line : person.roles) {
        roles.push_back(json::object{
            {"id", line.id.text()}, {"role", code(line.role)}, {"building_name", line.building}});
    }
    return {{"id", person.id.text()},
            {"name", person.name},
            {"email", person.email},
            {"title", person.title},
            {"room", person.room},
            {"teaches", person.teaches},
            {"building", person.building_id ? json::value(person.building_id->text()) : nullptr},
            {"is_invited", person.account.has_value()},
            {"is_ended", person.is_ended},
            {"is_missing", person.is_missing},
            {"roles", std::move(roles)}};
}

int limit_of(std::string_view typed) {
    int limit = limit_default;
    std::from_chars(typed.data(), typed.data() + typed.size(), limit);
    return std::clamp(limit, 1, limit_max);
}

Response list_people(Reading& request) {
    const int limit = limit_of(request.query("limit"));
    const auto typed = request.query("q"), cursor = request.query("cursor");
    const auto after = desk::key_of_cursor(cursor);
    if (!cursor.empty() && !after) throw desk::NotFound();
    auto found = request.read([&](ReadTx& tx) {
        return typed.empty() ? page(tx, after.value_or(""), limit + 1) : search(tx, typed, limit);
    });
    json::value next = nullptr;
    if (std::ssize(found) > limit) {
        found.pop_back();
        next = desk::cursor_of(sort_name_of(found.back().name) + "\t" + found.back().id.text());
    }
    json::array people;
    for (const PersonLine& line : found) people.push_back(line_json(line));
    return request.json(json::object{{"people", std::move(people)}, {"next", next}});
}

Person person_at(ReadTx& tx, const Reading& request) {
    auto person = find(tx, request.path<PersonId>("person"));
    if (!person) throw desk::NotFound();
    return std::move(*person);
}

Response get_person(Reading& request) {
    return request.json(
        request.read([&](ReadTx& tx) { return person_json(person_at(tx, request)); }));
}

Response post_person(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto typed = parse_person(tx, request.form());
        if (!typed) return typed.refusal();
        Role role;
        if (!parse_role(request.form("role"), role)) {
            return Refusal{.key = "people_settings.role_missing", .field = "role"};
        }
        const PersonId id = add(tx, *typed);
        give_role(tx, id, role, typed->building);
        audit::record(tx, "person.added", "person/" + id.text());
        return Answer::json(201, json::serialize(person_json(*find(tx, id))),
                            "/api/v1/settings/people/" + id.text());
    });
}

// Every act on one person leaves a row in the audit and answers with the person as they now are.
Response change(Writing& request, std::string_view action,
                const std::function<Result<Done>(WriteTx&, const Person&)>& body) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Person person = person_at(tx, request);
        const auto done = body(tx, person);
        if (!done) return done.refusal();
        audit::record(tx, action, "person/" + person.id.text());
        return Answer::json(200, json::serialize(person_json(*find(tx, person.id))));
    });
}

// What a program does not name stays as it is.
http::Fields filled(const http::Fields& typed, const Person& person) {
    http::Fields fields;
    const std::pair<std::string_view, std::string> known[] = {
        {"name", person.name},
        {"email", person.email},
        {"title", person.title},
        {"room", person.room},
        {"teaches", person.teaches},
        {"building", person.building_id ? person.building_id->text() : ""}};
    for (const auto& [name, value] : known) {
        fields.add(std::string(name), typed.has(name) ? std::string(typed.first(name)) : value);
    }
    return fields;
}

Response post_correction(Writing& request) {
    return change(request, "person.corrected",
                  [&](WriteTx& tx, const Person& person) -> Result<Done> {
                      const auto typed = parse_person(tx, filled(request.form(), person));
                      if (!typed) return typed.refusal();
                      correct(tx, person.id, correction_of(*typed));
                      return Done{};
                  });
}

Response post_role(Writing& request) {
    return change(request, "role.given", [&](WriteTx& tx, const Person& person) {
        return give_role_in(tx, person, request.form());
    });
}

Response delete_role(Writing& request) {
    const auto held = request.path<RoleHeldId>("role");
    return change(request, "role.taken", [&](WriteTx& tx, const Person& person) -> Result<Done> {
        const bool is_theirs = std::ranges::any_of(
            person.roles, [&](const RoleLine& line) { return line.id == held; });
        if (!is_theirs) throw desk::NotFound();
        take_role(tx, held);
        return Done{};
    });
}

Response post_invitation(Writing& request) {
    return change(request, "person.invited",
                  [&](WriteTx& tx, const Person& person) { return invite(tx, request, person); });
}

Response post_departure(Writing& request) {
    return change(request, "person.ended", [&](WriteTx& tx, const Person& person) {
        return let_go(tx, person, request.speech().today());
    });
}

using K = Field::Kind;

constexpr std::string_view role_codes =
    "coach|technician|teacher|principal|director|district_admin|network_rep";

std::vector<Field> typed_fields() {
    return {{"name", K::text, false, "As people say it; at most 200 characters."},
            {"email", K::text},
            {"title", K::text},
            {"room", K::text},
            {"teaches", K::text},
            {"building", K::id, false, "Where they work most."}};
}

std::vector<Field> new_fields() {
    auto fields = typed_fields();
    fields.front().is_required = true;
    fields.push_back({"role", K::choice, true, "The first role they hold.", role_codes});
    return fields;
}

std::vector<Field> person_fields() {
    return {{"id", K::id, true},
            {"name", K::text, true},
            {"email", K::text, true},
            {"title", K::text, true},
            {"room", K::text, true},
            {"teaches", K::text, true},
            {"building", K::id},
            {"is_invited", K::flag, true},
            {"is_ended", K::flag, true},
            {"is_missing", K::flag, true, "Gone from the roster."},
            {"roles", K::objects, true, "id, role and building_name of each."}};
}

void mount_acts(desk::Routes& on) {
    const Right right = Right::manage_people;
    const std::string one = "/api/v1/settings/people/{person}";
    on.api_post(one, right, post_correction,
                {.summary = "Corrects a person by hand; what is not named stays.",
                 .input = typed_fields(),
                 .output = person_fields()});
    on.api_post(one + "/roles", right, post_role,
                {.summary = "Gives a role, in one building or in the whole district.",
                 .input = {{"role", K::choice, true, "", role_codes}, {"building", K::id}},
                 .output = person_fields()});
    on.api_del(one + "/roles/{role}", right, delete_role,
               {.summary = "Takes a role away.", .output = person_fields()});
    on.api_post(one + "/invitation", right, post_invitation,
                {.summary = "Sends a mail with a link to come in.", .output = person_fields()});
    on.api_post(
        one + "/departure", right, post_departure,
        {.summary = "Somebody leaves: signed out, history stays.", .output = person_fields()});
}

}  // namespace

void mount_people_api(desk::Routes& on) {
    const Right right = Right::manage_people;
    on.api_get("/api/v1/settings/people", right, list_people,
               {.summary = "Everybody who works here, by name.",
                .input = {{"q", K::text, false, "A few letters of a name."},
                          {"cursor", K::text, false, "Where the page before ended: its `next`."},
                          {"limit", K::number, false, "At most 200; 50 when absent."}},
                .output = {{"id", K::id, true},
                           {"name", K::text, true},
                           {"title", K::text, true},
                           {"building_name", K::text, true},
                           {"is_missing", K::flag, true, "Gone from the roster."}},
                .output_list = "people"});
    on.api_post("/api/v1/settings/people", right, post_person,
                {.summary = "Adds a person.",
                 .input = new_fields(),
                 .output = person_fields(),
                 .answers = desk::Answers::created});
    on.api_get("/api/v1/settings/people/{person}", right, get_person,
               {.summary = "One person, with the roles held.", .output = person_fields()});
    mount_acts(on);
}

}  // namespace rapport::people
