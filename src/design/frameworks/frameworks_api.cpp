// The same as JSON.
#include <boost/json.hpp>

#include "design/frameworks/frameworks_pages.hpp"

namespace rapport::frameworks {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;
using K = Field::Kind;

namespace {

json::array json_of(const std::vector<Count>& counts) {
    json::array all;
    for (const Count& one : counts) {
        all.push_back(json::object{{"name", one.name}, {"count", one.count}});
    }
    return all;
}

json::object json_of(const Head& head) {
    return {{"identifier", head.identifier}, {"uri", head.uri},
            {"title", head.title},           {"creator", head.creator},
            {"publisher", head.publisher},   {"edition", head.edition},
            {"language", head.language},     {"licence", head.licence},
            {"status", head.status},         {"left_out", json_of(head.left_out)}};
}

json::object json_of(const Row& row) {
    json::object body = json_of(row.head);
    body["id"] = row.id.view();
    body["taken_at"] = row.taken_at.rfc3339();
    body["item_count"] = row.item_count;
    return body;
}

json::object json_of(const Citing& citing, const Item& item) {
    json::value cite = nullptr;
    if (!item.is_gone) cite = citing.ref_of(item).text();
    return {
        {"identifier", item.identifier}, {"uri", item.uri},       {"code", item.code},
        {"statement", item.statement},   {"kind", item.kind},     {"short_name", item.short_name},
        {"language", item.language},     {"levels", item.levels}, {"is_gone", item.is_gone},
        {"cite", std::move(cite)}};
}

json::object json_of(const Link& link) {
    json::value sequence = nullptr;
    if (link.sequence) sequence = *link.sequence;
    return {{"identifier", link.identifier},
            {"kind", link.kind},
            {"origin", link.origin},
            {"destination", link.destination},
            {"destination_uri", link.destination_uri},
            {"sequence", std::move(sequence)}};
}

json::object json_of(ReadTx& tx, const Look& look) {
    json::object body{{"id", look.id.view()}, {"source", look.source_name}, {"state", look.state}};
    if (look.state != "open") return body;
    const auto package = read_case(look.body);
    must(package.has_value(), "a kept package cannot be read");
    const Changes changes = compare(here(tx, package->head.identifier), *package);
    body["framework"] = json_of(package->head);
    body["items"] = std::ssize(package->items);
    body["links"] = json_of(links_by_kind(package->links));
    body["added"] = std::ssize(changes.added);
    body["changed"] = std::ssize(changes.changed);
    body["gone"] = std::ssize(changes.gone);
    return body;
}

Response list_frameworks(Reading& request) {
    json::array rows;
    request.read([&](ReadTx& tx) {
        for (const Row& row : all(tx)) rows.push_back(json_of(row));
    });
    return request.json(json::object{{"frameworks", std::move(rows)}, {"next", nullptr}});
}

Response get_framework(Reading& request) {
    json::object body;
    request.read([&](ReadTx& tx) {
        const auto row = find(tx, request.path<FrameworkId>("framework"));
        if (!row) throw desk::NotFound();
        body = json_of(*row);
        const auto package = here(tx, row->head.identifier);
        const Citing citing(*package);
        const std::string_view q = request.query("q");
        json::array items, links;
        if (q.empty()) {
            for (const Item& one : package->items) items.push_back(json_of(citing, one));
            for (const Link& one : package->links) links.push_back(json_of(one));
        } else {
            for (const Item* one : search(*package, q)) items.push_back(json_of(citing, *one));
        }
        body["items"] = std::move(items);
        body["links"] = std::move(links);
    });
    return request.json(body);
}

Response get_look(Reading& request) {
    json::object body;
    request.read([&](ReadTx& tx) {
        const auto look = find_look(tx, request.path<LookId>("look"));
        if (!look) throw desk::NotFound();
        body = json_of(tx, *look);
    });
    return request.json(body);
}

Response post_look(Writing& request) {
    const auto package = package_in(request);
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        if (!package) return package.refusal();
        const auto look = keep_look(tx, file_name_in(request), *package);
        if (!look) return look.refusal();
        return Answer::json(201, json::serialize(json_of(tx, *find_look(tx, *look))));
    });
}

Response api_take_in(Writing& request) {
    const auto id = request.path<LookId>("look");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        if (!find_look(tx, id)) throw desk::NotFound();
        const auto done = take_in(tx, id);
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(json_of(*find(tx, *done))));
    });
}

std::vector<Field> row_fields() {
    return {{"id", K::id, true},
            {"identifier", K::text, true, "The publisher's GUID."},
            {"uri", K::text, true},
            {"title", K::text, true},
            {"creator", K::text, true},
            {"publisher", K::text, true},
            {"edition", K::text, true},
            {"language", K::text, true},
            {"licence", K::text, true},
            {"status", K::text, true},
            {"left_out", K::objects, true, "name, count: what is not kept."},
            {"taken_at", K::instant, true},
            {"item_count", K::number, true}};
}

std::vector<Field> look_fields() {
    return {{"id", K::id, true},
            {"source", K::text, true, "The file it came in."},
            {"state", K::choice, true, "", "open|taken|superseded"},
            {"framework", K::object, false, "What the package says of itself."},
            {"items", K::number, false},
            {"links", K::objects, false, "name, count: by kind."},
            {"added", K::number, false, "Items."},
            {"changed", K::number, false},
            {"gone", K::number, false}};
}

}  // namespace

void mount_frameworks_api(desk::Routes& on) {
    on.api_get("/api/v1/frameworks", Right::signed_in, list_frameworks,
               {.summary = "Frameworks of others that were taken in.",
                .output = row_fields(),
                .output_list = "frameworks"});
    auto whole = row_fields();
    whole.push_back({"items", K::objects, true,
                     "identifier, uri, code, statement, short_name, kind, language, levels, "
                     "is_gone, cite: as a duty cites it."});
    whole.push_back({"links", K::objects, true,
                     "identifier, kind, origin, destination, destination_uri, sequence."});
    on.api_get("/api/v1/frameworks/{framework}", Right::signed_in, get_framework,
               {.summary = "One framework with its items and how they belong together.",
                .input = {{"q", K::text, false, "Only items with these words, without links."}},
                .output = std::move(whole)});
    on.api_get("/api/v1/framework-looks/{look}", Right::see_programme, get_look,
               {.summary = "A package and what it would change.", .output = look_fields()});
    on.api_upload("/api/v1/framework-looks", Right::see_programme, post_look,
                  {.summary = "Looks at a CASE package. Nothing is taken in yet.",
                   .input = {{"package", K::file, true, "A CASE package, 1.0 or 1.1, as JSON."}},
                   .output = look_fields(),
                   .answers = desk::Answers::created});
    on.api_post("/api/v1/framework-looks/{look}/intake", Right::see_programme, api_take_in,
                {.summary = "Takes the package in, whole or not at all.", .output = row_fields()});
}

}  // namespace rapport::frameworks
