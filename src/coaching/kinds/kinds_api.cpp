#include <boost/json.hpp>

#include "coaching/kinds/kinds_pages.hpp"

namespace rapport::kinds {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

json::object kind_json(const Kind& kind, const locale::Speech& speech) {
    return {{"id", kind.id.text()},          {"code", kind.name.code},
            {"label", kind.name.in(speech)}, {"shape", code(kind.shape)},
            {"branch", code(kind.branch)},   {"is_retired", kind.is_retired}};
}

json::object focus_json(const Focus& focus, const locale::Speech& speech) {
    return {{"id", focus.id.text()},
            {"code", focus.name.code},
            {"label", focus.name.in(speech)},
            {"is_retired", focus.is_retired}};
}

Response list_kinds(Reading& request) {
    const auto& speech = request.speech();
    json::array kinds, focus;
    request.read([&](ReadTx& tx) {
        for (const Kind& kind : all(tx)) kinds.push_back(kind_json(kind, speech));
        for (const Focus& one : all_focus(tx)) focus.push_back(focus_json(one, speech));
    });
    return request.json(json::object{{"kinds", kinds}, {"focus", focus}, {"next", nullptr}});
}

Response post_kind(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        NewKind draft;
        draft.label = request.form("label");
        const auto shape = parse_shape(request.form("shape"));
        if (!shape) return Refusal{"kinds.shape_missing", "shape"};
        const auto branch = parse_branch(request.form("branch"));
        if (!branch) return Refusal{"kinds.branch_missing", "branch"};
        draft.shape = *shape;
        draft.branch = *branch;
        const auto added = add(tx, draft);
        if (!added) return added.refusal();
        const auto kind = find(tx, *added);
        return Answer::json(201, json::serialize(kind_json(*kind, request.speech())),
                            "/api/v1/kinds");
    });
}

using K = Field::Kind;

std::vector<Field> kind_fields() {
    return {{"id", K::id},
            {"code", K::text, false, "Of a shipped kind; empty for the district's own."},
            {"label", K::text},
            {"shape", K::choice, false, "Whom it is for.", "person|group|alone"},
            {"branch", K::choice, false, "", "coach|support|other"},
            {"is_retired", K::flag}};
}

}  // namespace

void mount_kinds_api(desk::Routes& on) {
    on.api_get("/api/v1/kinds", Right::signed_in, list_kinds,
               {"Kinds of contact, and the focus tags beside them, in the district's order.",
                {},
                kind_fields(),
                "kinds"});
    on.api_post("/api/v1/kinds", Right::change_settings, post_kind,
                {"Adds a kind.",
                 {{"label", K::text, true, "At most 60 characters."},
                  {"shape", K::choice, true, "Whom it is for.", "person|group|alone"},
                  {"branch", K::choice, true, "", "coach|support|other"}},
                 kind_fields()});
}

}  // namespace rapport::kinds
