#include "platform/desk/openapi.hpp"

#include <boost/json.hpp>

#include "kernel/text/text.hpp"

namespace rapport::desk {

namespace json = boost::json;

namespace {

json::object typed(std::string_view type) { return {{"type", type}}; }

json::object list_of(json::object items) {
    return {{"type", "array"}, {"items", std::move(items)}};
}

json::object id_type() { return {{"type", "string"}, {"pattern", "^[0-9a-z]{26}$"}}; }

json::object choice_of(const Field& field) {
    json::array choices;
    for (const auto choice : text::split(field.choices, '|')) {
        choices.push_back(json::value(choice));
    }
    return {{"type", "string"}, {"enum", std::move(choices)}};
}

json::object type_of(const Field& field) {
    using Kind = Field::Kind;
    switch (field.kind) {
        case Kind::text:
            return typed("string");
        case Kind::id:
            return id_type();
        case Kind::ids:
            return list_of(id_type());
        case Kind::number:
            return typed("integer");
        case Kind::flag:
            return typed("boolean");
        case Kind::day:
            return {{"type", "string"}, {"format", "date"}};
        case Kind::instant:
            return {{"type", "string"}, {"format", "date-time"}};
        case Kind::texts:
            return list_of(typed("string"));
        case Kind::object:
            return typed("object");
        case Kind::objects:
            return list_of(typed("object"));
        case Kind::file:
            return {{"type", "string"}, {"contentMediaType", "application/octet-stream"}};
        case Kind::choice:
            break;
    }
    return choice_of(field);
}

// What may be missing in an answer is there as null.
void allow_null(json::object& type) {
    type["type"] = json::array{type["type"], "null"};
    if (auto* choices = type.if_contains("enum")) choices->as_array().push_back(nullptr);
}

enum class Way { in, out };

json::object schema_of(const std::vector<Field>& fields, Way way) {
    json::object properties;
    json::array required;
    for (const Field& field : fields) {
        auto type = type_of(field);
        if (way == Way::out && !field.is_required) allow_null(type);
        if (!field.says.empty()) type["description"] = field.says;
        properties[field.name] = std::move(type);
        if (field.is_required) required.push_back(json::value(field.name));
    }
    json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
}

json::object output_of(const Doc& doc) {
    if (doc.output_list.empty()) return schema_of(doc.output, Way::out);
    json::object next{{"type", {"string", "null"}},
                      {"description", "Cursor of the next page; null on the last."}};
    json::object properties{{doc.output_list, list_of(schema_of(doc.output, Way::out))},
                            {"next", std::move(next)}};
    for (const Field& field : doc.beside) {
        auto type = type_of(field);
        if (!field.is_required) allow_null(type);
        if (!field.says.empty()) type["description"] = field.says;
        properties[field.name] = std::move(type);
    }
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", {doc.output_list, "next"}}};
}

json::array path_parameters(const Route& route) {
    json::array parameters;
    for (const auto segment : text::split(route.pattern, '/')) {
        if (!segment.starts_with('{')) continue;
        parameters.push_back({{"name", segment.substr(1, segment.size() - 2)},
                              {"in", "path"},
                              {"required", true},
                              {"schema", typed("string")}});
    }
    return parameters;
}

json::array parameters_of(const Route& route) {
    json::array parameters = path_parameters(route);
    if (route.act != nullptr) {
        parameters.push_back(
            {{"name", "Idempotency-Key"},
             {"in", "header"},
             {"required", true},
             {"description", "16 to 200 characters; the same key does it once."},
             {"schema", {{"type", "string"}, {"minLength", 16}, {"maxLength", 200}}}});
        return parameters;
    }
    for (const Field& field : route.doc.input) {
        parameters.push_back({{"name", field.name},
                              {"in", "query"},
                              {"required", field.is_required},
                              {"description", field.says},
                              {"schema", type_of(field)}});
    }
    parameters.push_back({{"name", "If-None-Match"},
                          {"in", "header"},
                          {"required", false},
                          {"description", "The ETag you have: 304 while nothing changed."},
                          {"schema", typed("string")}});
    return parameters;
}

json::object content(std::string_view type, json::object schema) {
    return {{type, {{"schema", std::move(schema)}}}};
}

json::object header(std::string_view says) {
    return {{"description", says}, {"schema", typed("string")}};
}

json::object good_response(const Route& route) {
    json::object response{{"description", "Done."}};
    if (!route.doc.media.empty()) {
        response["content"] = content(route.doc.media, typed("string"));
        return response;
    }
    response["content"] = content("application/json", output_of(route.doc));
    if (route.show != nullptr) {
        response["headers"] = {{"ETag", header("Of exactly this answer.")}};
    } else if (route.doc.answers == Answers::created) {
        response["headers"] = {{"Location", header("Where it can be read, when it can.")}};
    }
    return response;
}

json::object problem_response(std::string_view says) {
    return {{"description", says},
            {"content",
             content("application/problem+json", {{"$ref", "#/components/schemas/Problem"}})}};
}

json::object responses_of(const Route& route) {
    json::object responses;
    responses[std::to_string(route.good_status())] = good_response(route);
    if (route.show != nullptr && route.doc.media.empty()) {
        responses["304"] = {{"description", "Nothing changed since that ETag."}};
    }
    if (route.act != nullptr) {
        responses["400"] = problem_response("The body is not what it should be.");
        responses["422"] = problem_response("Refused, with the reason in the reader's language.");
    }
    if (route.right != Right::anyone) {
        responses["401"] = problem_response("No good token.");
        responses["403"] = problem_response("Not for this role.");
    }
    const bool is_selective = route.pattern.find('{') != std::string::npos ||
                              (route.show != nullptr && !route.doc.input.empty());
    if (is_selective) responses["404"] = problem_response("Not there, or not the caller's to see.");
    responses["503"] = problem_response("Too much at once, or not sure: the same key again.");
    return responses;
}

// "POST /api/v1/requests/{request}/closure" is "post_requests_closure".
std::string operation_id(const Route& route, std::string_view method) {
    std::string id(method);
    for (const auto segment : text::split(route.pattern, '/')) {
        if (segment.empty() || segment == "api" || segment == "v1") continue;
        id += segment.starts_with('{') ? "_by_" : "_";
        for (const char c : segment) {
            if (c == '{' || c == '}') continue;
            id += c == '-' || c == '.' ? '_' : c;
        }
    }
    return id;
}

json::object request_body(const Route& route) {
    const std::string_view type = route.takes_uploads ? "multipart/form-data" : "application/json";
    return {{"required", true}, {"content", content(type, schema_of(route.doc.input, Way::in))}};
}

json::object operation_of(const Route& route, std::string_view method) {
    json::object operation{{"operationId", operation_id(route, method)},
                           {"summary", route.doc.summary},
                           {"x-right", code(route.right)},
                           {"parameters", parameters_of(route)},
                           {"responses", responses_of(route)}};
    if (route.act != nullptr && !route.doc.input.empty()) {
        operation["requestBody"] = request_body(route);
    }
    if (route.right == Right::anyone) operation["security"] = json::array();
    return operation;
}

std::string_view method_of(const Route& route) {
    switch (route.method) {
        case http::Method::post:
            return "post";
        case http::Method::put:
            return "put";
        case http::Method::patch:
            return "patch";
        case http::Method::del:
            return "delete";
        default:
            return "get";
    }
}

}  // namespace

json::object openapi_document(const std::vector<Route>& routes) {
    json::object paths;
    for (const Route& route : routes) {
        if (!route.is_api) continue;
        auto& path = paths[route.pattern];
        if (path.is_null()) path = json::object();
        path.as_object()[method_of(route)] = operation_of(route, method_of(route));
    }
    const std::vector<Field> problem{
        {"type", Field::Kind::text, true, "A name for this kind of problem."},
        {"title", Field::Kind::text, true, "What is wrong, for people."},
        {"status", Field::Kind::number, true},
        {"instance", Field::Kind::text, true},
        {"errors", Field::Kind::objects, true, "Fields concerned: pointer and detail."}};
    return {{"openapi", "3.1.0"},
            {"info",
             {{"title", "Rapport"},
              {"version", "1"},
              {"description",
               "Everything the pages do, for programs. Times are RFC 3339 in UTC. Every act needs "
               "an Idempotency-Key; every answer of a GET has an ETag; what is refused is a "
               "problem document (RFC 9457)."}}},
            {"paths", std::move(paths)},
            {"security", json::array{{{"token", json::array()}}}},
            {"components",
             {{"schemas", {{"Problem", schema_of(problem, Way::out)}}},
              {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
}

std::string openapi(const std::vector<Route>& routes) {
    return json::serialize(openapi_document(routes));
}

}  // namespace rapport::desk
