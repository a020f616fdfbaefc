#include "platform/desk/openapi.hpp"

#include <boost/json.hpp>

#include "kernel/text/text.hpp"

namespace rapport::desk {

namespace json = boost::json;

namespace {

json::object type_of(const Field& field) {
    using Kind = Field::Kind;
    switch (field.kind) {
        case Kind::text:
            return {{"type", "string"}};
        case Kind::id:
            return {{"type", "string"}, {"pattern", "^[0-9a-z]{26}$"}};
        case Kind::ids:
            return {{"type", "array"},
                    {"items", {{"type", "string"}, {"pattern", "^[0-9a-z]{26}$"}}}};
        case Kind::number:
            return {{"type", "integer"}};
        case Kind::flag:
            return {{"type", "boolean"}};
        case Kind::day:
            return {{"type", "string"}, {"format", "date"}};
        case Kind::instant:
            return {{"type", "string"}, {"format", "date-time"}};
        case Kind::texts:
            return {{"type", "array"}, {"items", {{"type", "string"}}}};
        case Kind::object:
            return {{"type", "object"}};
        case Kind::objects:
            return {{"type", "array"}, {"items", {{"type", "object"}}}};
        case Kind::choice:
            break;
    }
    json::array choices;
    for (const auto choice : text::split(field.choices, '|'))
        choices.push_back(json::value(choice));
    return {{"type", "string"}, {"enum", choices}};
}

json::object schema_of(const std::vector<Field>& fields) {
    json::object properties;
    json::array required;
    for (const Field& field : fields) {
        auto type = type_of(field);
        if (!field.says.empty()) type["description"] = field.says;
        properties[field.name] = std::move(type);
        if (field.is_required) required.push_back(json::value(field.name));
    }
    json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
}

json::object output_of(const Doc& doc) {
    if (doc.output_list.empty()) return schema_of(doc.output);
    return {{"type", "object"},
            {"properties",
             {{doc.output_list, {{"type", "array"}, {"items", schema_of(doc.output)}}},
              {"next", {{"type", "string"}, {"description", "Cursor of the next page."}}}}}};
}

json::array parameters_of(const Route& route) {
    json::array parameters;
    for (const auto segment : text::split(route.pattern, '/')) {
        if (!segment.starts_with('{')) continue;
        parameters.push_back({{"name", segment.substr(1, segment.size() - 2)},
                              {"in", "path"},
                              {"required", true},
                              {"schema", {{"type", "string"}}}});
    }
    if (route.act != nullptr) {
        parameters.push_back({{"name", "Idempotency-Key"},
                              {"in", "header"},
                              {"required", true},
                              {"description", "16 to 200 characters; the same key does it once."},
                              {"schema", {{"type", "string"}}}});
        return parameters;
    }
    for (const Field& field : route.doc.input) {
        parameters.push_back({{"name", field.name},
                              {"in", "query"},
                              {"required", field.is_required},
                              {"description", field.says},
                              {"schema", type_of(field)}});
    }
    return parameters;
}

json::object content(std::string_view type, json::object schema) {
    return {{type, {{"schema", std::move(schema)}}}};
}

json::object responses_of(const Route& route) {
    const json::object refused{
        {"description", "Refused, with the reason in the reader's language."},
        {"content",
         content("application/problem+json", {{"$ref", "#/components/schemas/Problem"}})}};
    json::object responses;
    const char* good = route.show != nullptr ? "200" : "201";
    responses[good] = {{"description", "Done."},
                       {"content", content("application/json", output_of(route.doc))}};
    if (route.right != Right::anyone) {
        responses["401"] = refused;
        responses["403"] = refused;
    }
    if (route.pattern.find('{') != std::string::npos) responses["404"] = refused;
    if (route.act != nullptr) responses["422"] = refused;
    return responses;
}

json::object operation_of(const Route& route) {
    json::object operation{{"summary", route.doc.summary},
                           {"x-right", code(route.right)},
                           {"parameters", parameters_of(route)},
                           {"responses", responses_of(route)}};
    if (route.act != nullptr && !route.doc.input.empty()) {
        operation["requestBody"] = {
            {"required", true},
            {"content", content("application/json", schema_of(route.doc.input))}};
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

std::string openapi(const std::vector<Route>& routes) {
    json::object paths;
    for (const Route& route : routes) {
        if (!route.is_api) continue;
        auto& path = paths[route.pattern];
        if (path.is_null()) path = json::object();
        path.as_object()[method_of(route)] = operation_of(route);
    }
    const std::vector<Field> problem{
        {"type", Field::Kind::text, true, "A name for this kind of problem."},
        {"title", Field::Kind::text, true, "What is wrong, for people."},
        {"status", Field::Kind::number, true},
        {"instance", Field::Kind::text},
        {"errors", Field::Kind::objects, false, "Fields concerned: pointer and detail."}};
    const json::object document{
        {"openapi", "3.1.0"},
        {"info",
         {{"title", "Rapport"},
          {"version", "1"},
          {"description", "Everything the pages do, for programs. Times are RFC 3339 in UTC."}}},
        {"paths", std::move(paths)},
        {"security", json::array{{{"token", json::array()}}}},
        {"components",
         {{"schemas", {{"Problem", schema_of(problem)}}},
          {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
    return json::serialize(document);
}

}  // namespace rapport::desk
