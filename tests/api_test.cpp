// The API does what the pages do, and says what it does: every page route has its twin or a reason
// why not, and every answer is as the OpenAPI document describes it.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <map>
#include <set>

#include "tests/support/test_db.hpp"
#include "tests/support/world.hpp"

namespace rapport::test {
namespace {

namespace json = boost::json;

std::string name_of(const desk::Route& route) {
    return std::string(http::text(route.method)) + " " + route.pattern;
}

struct Twin {
    std::string api, reason;  // One of them.
};

std::map<std::string, Twin> twins() {
    std::ifstream in(std::string(RAPPORT_SOURCE_DIR) + "/tests/api_twins.txt");
    std::map<std::string, Twin> found;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto arrow = line.find(" -> "), dash = line.find(" -- ");
        if (arrow != std::string::npos) {
            found[line.substr(0, arrow)] = {line.substr(arrow + 4), ""};
        } else if (dash != std::string::npos) {
            found[line.substr(0, dash)] = {"", line.substr(dash + 4)};
        } else {
            ADD_FAILURE() << "neither a twin nor a reason: " << line;
        }
    }
    return found;
}

// The complaints about a table of routes: what has no twin, and what is listed for nothing.
std::vector<std::string> complaints(const std::vector<desk::Route>& routes) {
    const auto listed = twins();
    std::map<std::string, Right> apis;
    std::set<std::string> pages;
    for (const auto& route : routes) {
        if (route.is_api) apis[name_of(route)] = route.right;
    }
    std::vector<std::string> found;
    for (const auto& route : routes) {
        if (route.is_api) continue;
        const std::string name = name_of(route);
        pages.insert(name);
        const auto at = listed.find(name);
        if (at == listed.end()) {
            found.push_back(name + " has neither a twin nor a reason");
        } else if (at->second.api.empty()) {
            if (at->second.reason.size() < 10) found.push_back(name + " gives no reason");
        } else if (const auto twin = apis.find(at->second.api); twin == apis.end()) {
            found.push_back(name + " names a twin that is not there: " + at->second.api);
        } else if (twin->second != route.right && twin->second != Right::signed_in) {
            found.push_back(name + " needs another right than its twin");
        }
    }
    for (const auto& [name, twin] : listed) {
        if (!pages.contains(name)) found.push_back(name + " is listed and is no page");
    }
    return found;
}

TEST(Api, everything_a_page_can_do_a_program_can_do_or_there_is_a_reason) {
    School school;
    const auto routes = school.app().routes();
    for (const std::string& complaint : complaints(routes)) ADD_FAILURE() << complaint;
}

TEST(Api, a_page_that_does_something_new_is_missed_in_the_list) {
    School school;
    auto routes = school.app().routes();
    routes.push_back({.method = http::Method::post,
                      .pattern = "/contacts/{contact}/applause",
                      .right = Right::log_contacts});
    ASSERT_EQ(complaints(routes).size(), 1u);
    std::erase_if(routes, [](const auto& route) { return route.pattern == "/api/v1/network"; });
    EXPECT_EQ(complaints(routes).size(), 2u);
}

// --- Answers are as the document says ------------------------------------------------------------

bool is_of_type(const json::value& value, std::string_view type) {
    if (type == "null") return value.is_null();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    if (type == "boolean") return value.is_bool();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
}

bool is_of_types(const json::value& value, const json::value& types) {
    if (types.is_string()) return is_of_type(value, types.as_string());
    return std::ranges::any_of(types.as_array(), [&](const json::value& type) {
        return is_of_type(value, type.as_string());
    });
}

// The first thing about a value that its schema does not say; "" when all is said.
std::string wrong_with(const json::value& value, const json::object& schema,
                       const std::string& where) {
    if (!is_of_types(value, schema.at("type"))) return where + " is of another type";
    if (const auto* choices = schema.if_contains("enum")) {
        const auto& all = choices->as_array();
        if (std::ranges::find(all, value) == all.end()) return where + " is no such choice";
    }
    if (value.is_array() && schema.contains("items")) {
        for (const auto& item : value.as_array()) {
            auto wrong = wrong_with(item, schema.at("items").as_object(), where + "[]");
            if (!wrong.empty()) return wrong;
        }
    }
    if (!value.is_object() || !schema.contains("properties")) return "";
    const auto& properties = schema.at("properties").as_object();
    for (const auto& [name, part] : value.as_object()) {
        const auto* known = properties.if_contains(name);
        if (known == nullptr) return where + "/" + std::string(name) + " is not in the document";
        auto wrong = wrong_with(part, known->as_object(), where + "/" + std::string(name));
        if (!wrong.empty()) return wrong;
    }
    if (const auto* required = schema.if_contains("required")) {
        for (const auto& name : required->as_array()) {
            if (!value.as_object().contains(name.as_string())) {
                return where + " lacks " + std::string(name.as_string());
            }
        }
    }
    return "";
}

class Document {
  public:
    explicit Document(School& school)
        : whole_(json::parse(school.coach.api_get("/api/v1/openapi.json").body)) {}

    const json::object& root() const { return whole_.as_object(); }
    const json::object* operation(std::string_view pattern, std::string_view method) const {
        const auto* path = root().at("paths").as_object().if_contains(pattern);
        if (path == nullptr) return nullptr;
        const auto* found = path->as_object().if_contains(method);
        return found == nullptr ? nullptr : &found->as_object();
    }
    // What is wrong with an answer of this operation; "" when it is as described.
    std::string wrong_with_answer(const json::object& operation, const Reply& reply) const {
        const auto& responses = operation.at("responses").as_object();
        const auto* response = responses.if_contains(std::to_string(reply.status));
        if (response == nullptr) {
            return "status " + std::to_string(reply.status) + " is not in the document";
        }
        const auto* content = response->as_object().if_contains("content");
        if (content == nullptr) return "";
        const auto& media = *content->as_object().begin();
        if (reply.header_type != media.key()) return "it is " + reply.header_type;
        if (reply.header_type == "text/csv") return "";
        const auto& schema = media.value().at("schema").as_object();
        return wrong_with(json::parse(reply.body), resolved(schema), "");
    }

  private:
    const json::object& resolved(const json::object& schema) const {
        if (!schema.contains("$ref")) return schema;
        return root().at("components").at("schemas").at("Problem").as_object();
    }
    json::value whole_;
};

TEST(Api, every_answer_to_everybody_is_as_the_document_says) {
    World reading;
    const Document document(reading.school);
    for (const desk::Route& route : reading.school.app().routes()) {
        if (!route.is_api || route.pattern == "/api/v1/openapi.json") continue;
        std::string method(http::text(route.method));
        for (char& c : method) c = static_cast<char>(c + 32);
        const auto* operation = document.operation(route.pattern, method);
        ASSERT_NE(operation, nullptr) << name_of(route);
        for (auto& [name, client] : reading.cast()) {
            const std::string path = reading.path_of(route.pattern);
            const Reply reply = method == "get"    ? client->api_get(path)
                                : method == "post" ? client->api_post(path, "{}")
                                                   : client->api_del(path);
            EXPECT_EQ(document.wrong_with_answer(*operation, reply), "")
                << name_of(route) << " as " << name << ": " << reply.body.substr(0, 300);
        }
    }
}

// One good act of each kind: the statuses and bodies of what is done.
struct Good {
    Client* who;
    std::string method, pattern, path, body;
};

std::vector<Good> good_acts(World& world) {
    School& school = world.school;
    const std::string person = school.colleague.id().text();
    const std::string kind = school.kind("1b");
    const std::string contact = R"({"people":[")" + person + R"("],"kind":")" + kind +
                                R"(","minutes":10,"next_step":"Bring it"})";
    const std::string one = "/api/v1/contacts/{contact}", it = "/api/v1/contacts/" + world.contact;
    const std::string team = "/api/v1/teams/" + world.team;
    return {
        {&school.coach, "post", "/api/v1/contacts", "/api/v1/contacts", contact},
        {&school.coach, "post", one + "/copies", it + "/copies", "{}"},
        {&school.coach, "post", one + "/notes", it + "/notes", R"({"note":"a"})"},
        {&school.coach, "post", one + "/next-step/completion", it + "/next-step/completion", "{}"},
        {&school.coach, "get", one, it, ""},
        {&school.coach, "delete", one, it, ""},
        {&school.teacher, "post", "/api/v1/requests", "/api/v1/requests", R"({"words":"Help"})"},
        {&school.coach, "post", "/api/v1/requests/{request}/triage",
         "/api/v1/requests/" + world.request + "/triage",
         R"({"version":1,"branch":"coach","holder":")" + school.coach.id().text() + "\"}"},
        {&school.coach, "get", "/api/v1/requests", "/api/v1/requests?show=mine", ""},
        {&school.coach, "post", "/api/v1/teams", "/api/v1/teams",
         R"({"name":"Science","people":[")" + person + "\"]}"},
        {&school.admin, "post", "/api/v1/teams/{team}/members", team + "/members",
         R"({"people":[")" + person + "\"]}"},
        {&school.coach, "post", "/api/v1/teams/{team}/ending", team + "/ending", "{}"},
        {&school.coach, "delete", "/api/v1/teams/{team}/ending", team + "/ending", ""},
        {&school.admin, "post", "/api/v1/kinds", "/api/v1/kinds",
         R"({"label":"Robots","shape":"group","branch":"coach"})"},
        {&school.admin, "post", "/api/v1/kinds/{kind}/label", "/api/v1/kinds/" + kind + "/label",
         R"({"label":"Mending"})"},
        {&school.admin, "post", "/api/v1/kinds/{kind}/retirement",
         "/api/v1/kinds/" + kind + "/retirement", "{}"},
        {&school.admin, "delete", "/api/v1/kinds/{kind}/retirement",
         "/api/v1/kinds/" + kind + "/retirement", ""},
        {&school.admin, "post", "/api/v1/focus", "/api/v1/focus", R"({"label":"Podcasts"})"},
        {&school.admin, "post", "/api/v1/settings/numbers", "/api/v1/settings/numbers",
         R"({"contacts.close_day":10})"},
        {&school.admin, "post", "/api/v1/settings/words", "/api/v1/settings/words", "{}"},
        {&school.admin, "post", "/api/v1/settings/people", "/api/v1/settings/people",
         R"({"name":"New Person","email":"new@example.org","role":"teacher"})"},
        {&school.admin, "post", "/api/v1/settings/people/{person}",
         "/api/v1/settings/people/" + person, R"({"room":"12"})"},
        {&school.admin, "post", "/api/v1/settings/people/{person}/roles",
         "/api/v1/settings/people/" + person + "/roles", R"({"role":"coach"})"},
        {&school.admin, "post", "/api/v1/settings/people/{person}/invitation",
         "/api/v1/settings/people/" + person + "/invitation", "{}"},
        {&school.admin, "post", "/api/v1/settings/people/{person}/departure",
         "/api/v1/settings/people/" + person + "/departure", "{}"},
        {&school.admin, "post", "/api/v1/settings/roster", "/api/v1/settings/roster",
         R"({"coach_emails":"a@example.org"})"},
        {&school.coach, "post", "/api/v1/account/language", "/api/v1/account/language",
         R"({"language":"fr"})"},
        {&school.coach, "post", "/api/v1/tokens", "/api/v1/tokens", R"({"name":"a script"})"},
    };
}

TEST(Api, every_good_act_answers_with_the_status_its_route_declares) {
    World world;
    const Document document(world.school);
    for (const Good& good : good_acts(world)) {
        const auto* operation = document.operation(good.pattern, good.method);
        ASSERT_NE(operation, nullptr) << good.pattern;
        const Reply reply = good.method == "get"    ? good.who->api_get(good.path)
                            : good.method == "post" ? good.who->api_post(good.path, good.body)
                                                    : good.who->api_del(good.path);
        EXPECT_LT(reply.status, 300) << good.method << " " << good.path << reply.body;
        EXPECT_EQ(document.wrong_with_answer(*operation, reply), "")
            << good.method << " " << good.path << " " << reply.body;
    }
}

TEST(Api, a_contact_taken_back_is_documented_as_what_it_answers) {
    School school;
    const Document document(school);
    const auto* taken_back = document.operation("/api/v1/contacts/{contact}", "delete");
    EXPECT_TRUE(taken_back->at("responses").as_object().contains("200"));
    EXPECT_FALSE(taken_back->at("responses").as_object().contains("201"));
    const auto* logged = document.operation("/api/v1/contacts", "post");
    EXPECT_TRUE(logged->at("responses").as_object().contains("201"));
}

TEST(Api, every_operation_has_a_name_of_its_own) {
    School school;
    const Document document(school);
    std::set<std::string> names;
    for (const auto& [path, methods] : document.root().at("paths").as_object()) {
        for (const auto& [method, operation] : methods.as_object()) {
            const std::string name(operation.at("operationId").as_string());
            EXPECT_TRUE(names.insert(name).second) << name;
            EXPECT_FALSE(operation.at("summary").as_string().empty()) << name;
        }
    }
}

}  // namespace
}  // namespace rapport::test
