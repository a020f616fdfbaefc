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

Answer answer(const json::object& body, desk::Answers answers) {
    const bool is_new = answers == desk::Answers::created;
    return Answer::json(is_new ? 201 : 200, json::serialize(body), is_new ? "/api/v1/kinds" : "");
}

Response post_kind(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto added = parse_new(request.form()).and_then([&](const NewKind& draft) {
            return add(tx, draft);
        });
        if (!added) return added.refusal();
        return answer(kind_json(*find(tx, *added), request.speech()), desk::Answers::created);
    });
}

// Every change of one kind answers with the kind as it now is.
Response change(Writing& request, const std::function<Result<Done>(WriteTx&, KindId)>& body) {
    const auto id = request.path<KindId>("kind");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        if (!find(tx, id)) throw desk::NotFound();
        const auto done = body(tx, id);
        if (!done) return done.refusal();
        return answer(kind_json(*find(tx, id), request.speech()), desk::Answers::done);
    });
}

Response post_label(Writing& request) {
    return change(
        request, [&](WriteTx& tx, KindId kind) { return rename(tx, kind, request.form("label")); });
}

Response post_position(Writing& request) {
    return change(
        request, [&](WriteTx& tx, KindId kind) { return move(tx, kind, step_in(request.form())); });
}

Response post_retirement(Writing& request) {
    return change(request, [](WriteTx& tx, KindId kind) { return retire(tx, kind); });
}

Response delete_retirement(Writing& request) {
    return change(request, [](WriteTx& tx, KindId kind) { return bring_back(tx, kind); });
}

std::optional<Focus> find_focus(ReadTx& tx, FocusId id) {
    for (Focus& focus : all_focus(tx)) {
        if (focus.id == id) return std::move(focus);
    }
    return std::nullopt;
}

Response list_focus(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Focus& one : all_focus(tx)) list.push_back(focus_json(one, request.speech()));
    });
    return request.json(json::object{{"focus", std::move(list)}, {"next", nullptr}});
}

Response post_focus(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto added = add_focus(tx, request.form("label"));
        if (!added) return added.refusal();
        return answer(focus_json(*find_focus(tx, *added), request.speech()),
                      desk::Answers::created);
    });
}

Response change_focus(Writing& request,
                      const std::function<Result<Done>(WriteTx&, FocusId)>& body) {
    const auto id = request.path<FocusId>("focus");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        if (!find_focus(tx, id)) throw desk::NotFound();
        const auto done = body(tx, id);
        if (!done) return done.refusal();
        return answer(focus_json(*find_focus(tx, id), request.speech()), desk::Answers::done);
    });
}

Response post_focus_label(Writing& request) {
    return change_focus(request, [&](WriteTx& tx, FocusId focus) {
        return rename_focus(tx, focus, request.form("label"));
    });
}

Response post_focus_position(Writing& request) {
    return change_focus(request, [&](WriteTx& tx, FocusId focus) {
        return move_focus(tx, focus, step_in(request.form()));
    });
}

Response post_focus_retirement(Writing& request) {
    return change_focus(request,
                        [](WriteTx& tx, FocusId focus) { return retire_focus(tx, focus); });
}

Response delete_focus_retirement(Writing& request) {
    return change_focus(request,
                        [](WriteTx& tx, FocusId focus) { return bring_back_focus(tx, focus); });
}

using K = Field::Kind;

std::vector<Field> kind_fields() {
    return {{"id", K::id, true},
            {"code", K::text, true, "Of a shipped kind; empty for the district's own."},
            {"label", K::text, true},
            {"shape", K::choice, true, "Whom it is for.", "person|group|alone"},
            {"branch", K::choice, true, "", "coach|support|other"},
            {"is_retired", K::flag, true}};
}

std::vector<Field> focus_fields() {
    return {{"id", K::id, true},
            {"code", K::text, true, "Of a shipped tag; empty for the district's own."},
            {"label", K::text, true},
            {"is_retired", K::flag, true}};
}

const Field label_field{"label", K::text, true, "At most 60 characters; '' as it was shipped."};
const Field step_field{"step", K::choice, true, "Which way.", "up|down"};

void mount_focus_api(desk::Routes& on) {
    const Right right = Right::change_settings;
    const std::string one = "/api/v1/focus/{focus}";
    on.api_get("/api/v1/focus", Right::signed_in, list_focus,
               {.summary = "Focus tags, in the district's order.",
                .output = focus_fields(),
                .output_list = "focus"});
    on.api_post("/api/v1/focus", right, post_focus,
                {.summary = "Adds a focus tag.",
                 .input = {{"label", K::text, true, "At most 60 characters."}},
                 .output = focus_fields(),
                 .answers = desk::Answers::created});
    on.api_post(
        one + "/label", right, post_focus_label,
        {.summary = "Rewords a focus tag.", .input = {label_field}, .output = focus_fields()});
    on.api_post(one + "/position", right, post_focus_position,
                {.summary = "Moves a focus tag.", .input = {step_field}, .output = focus_fields()});
    on.api_post(one + "/retirement", right, post_focus_retirement,
                {.summary = "Offers a focus tag no more.", .output = focus_fields()});
    on.api_del(one + "/retirement", right, delete_focus_retirement,
               {.summary = "Offers a focus tag again.", .output = focus_fields()});
}

}  // namespace

void mount_kinds_api(desk::Routes& on) {
    const Right right = Right::change_settings;
    const std::string one = "/api/v1/kinds/{kind}";
    on.api_get("/api/v1/kinds", Right::signed_in, list_kinds,
               {.summary = "Kinds of contact, and the focus tags beside them, in the district's "
                           "order.",
                .output = kind_fields(),
                .output_list = "kinds",
                .beside = {{"focus", K::objects, true, "As /api/v1/focus gives them."}}});
    on.api_post("/api/v1/kinds", right, post_kind,
                {.summary = "Adds a kind.",
                 .input = {{"label", K::text, true, "At most 60 characters."},
                           {"shape", K::choice, true, "Whom it is for.", "person|group|alone"},
                           {"branch", K::choice, true, "", "coach|support|other"}},
                 .output = kind_fields(),
                 .answers = desk::Answers::created});
    on.api_post(one + "/label", right, post_label,
                {.summary = "Rewords a kind.", .input = {label_field}, .output = kind_fields()});
    on.api_post(one + "/position", right, post_position,
                {.summary = "Moves a kind.", .input = {step_field}, .output = kind_fields()});
    on.api_post(one + "/retirement", right, post_retirement,
                {.summary = "Offers a kind no more.", .output = kind_fields()});
    on.api_del(one + "/retirement", right, delete_retirement,
               {.summary = "Offers a kind again.", .output = kind_fields()});
    mount_focus_api(on);
}

}  // namespace rapport::kinds
