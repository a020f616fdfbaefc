// Credentials for programs: the same rules.
#include <algorithm>
#include <boost/json.hpp>

#include "design/credentials/credentials_pages.hpp"
#include "platform/desk/json.hpp"

namespace rapport::credentials {

using desk::Answer;
using desk::day_json;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

json::value shown_json(const Shown& number) {
    return number ? json::value(*number) : json::value(nullptr);
}

json::object json_of(const Credential& one) {
    return {{"id", one.id.text()},
            {"holder", one.holder_name},
            {"type", one.type},
            {"edition", one.edition},
            {"name", one.name},
            {"obtained_on", day_json(one.obtained_on)},
            {"expires_on", day_json(one.expires_on)},
            {"evidence", one.evidence},
            {"state", code(one.state)},
            {"is_confirmed", one.confirmed_at.has_value()},
            {"version", one.version}};
}

json::object json_of(const Plan& one) {
    return {{"id", one.id.text()}, {"plan_type", one.type}, {"by", day_json(one.by)}};
}

template <class List>
Response list_json(Reading& request, std::string_view name, const List& found) {
    json::array list;
    for (const auto& one : found) list.emplace_back(json_of(one));
    return request.json(json::object{{name, std::move(list)}, {"next", nullptr}});
}

Response list_mine(Reading& request) {
    return list_json(request, "credentials", request.read([](ReadTx& tx) { return mine(tx); }));
}

Response list_plans(Reading& request) {
    return list_json(request, "plans", request.read([](ReadTx& tx) { return my_plans(tx); }));
}

Response list_held(Reading& request) {
    return list_json(request, "credentials",
                     request.read([](ReadTx& tx) { return held_here(tx); }));
}

Response get_figures(Reading& request) {
    const Figures found = request.read([](ReadTx& tx) { return figures(tx); });
    json::array list;
    for (const Figure& one : found.figures) {
        list.push_back(
            json::object{{"type", one.type},
                         {"district", one.district.is_none() ? json::value(nullptr)
                                                             : json::value(one.district.text())},
                         {"holders", shown_json(one.holders)},
                         {"willing", shown_json(one.willing)}});
    }
    return request.json(json::object{{"network", found.network},
                                     {"as_of", day_json(found.as_of)},
                                     {"integrators", shown_json(found.integrators)},
                                     {"figures", std::move(list)},
                                     {"next", nullptr}});
}

// As the actor sees it, among what they may see.
Answer answer_of(const std::vector<Credential>& among, CredentialId id, int status) {
    const auto at = std::ranges::find(among, id, &Credential::id);
    must(at != among.end(), "a credential was kept and is not there");
    return Answer::json(status, json::serialize(json_of(*at)),
                        status == 201 ? "/api/v1/credentials/" + id.text() : "");
}

Response api_enter(Writing& request) {
    const auto typed = typed_in(request.form());
    if (!typed) return request.again(nullptr, typed.refusal());
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto made = enter(tx, *typed);
        if (!made) return made.refusal();
        return answer_of(mine(tx), *made, 201);
    });
}

Response get_one(Reading& request) {
    const auto id = request.path<CredentialId>("credential");
    const auto all = request.read([](ReadTx& tx) { return mine(tx); });
    const auto at = std::ranges::find(all, id, &Credential::id);
    if (at == all.end()) throw desk::NotFound();
    return request.json(json_of(*at));
}

Response api_correct(Writing& request) {
    const auto typed = typed_in(request.form());
    if (!typed) return request.again(nullptr, typed.refusal());
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto id = request.path<CredentialId>("credential");
        const auto done = correct(tx, id, *typed);
        if (!done) return done.refusal();
        return answer_of(mine(tx), id, 200);
    });
}

Response api_remove(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = remove(tx, request.path<CredentialId>("credential"));
        if (!done) return done.refusal();
        return Answer::json(200, "{}");
    });
}

Response api_confirm(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto id = request.path<CredentialId>("credential");
        const auto done = confirm(tx, id);
        if (!done) return done.refusal();
        return answer_of(held_here(tx), id, 200);
    });
}

Response api_plan(Writing& request) {
    const auto typed = plan_in(request.form());
    if (!typed) return request.again(nullptr, typed.refusal());
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto made = plan(tx, *typed);
        if (!made) return made.refusal();
        const Plan one{*made, typed->type, typed->by};
        return Answer::json(201, json::serialize(json_of(one)),
                            "/api/v1/credential-plans/" + made->text());
    });
}

Response api_give_up(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = give_up(tx, request.path<PlanId>("plan"));
        if (!done) return done.refusal();
        return Answer::json(200, "{}");
    });
}

std::vector<Field> typed_fields() {
    using K = Field::Kind;
    return {
        {"type", K::text, true, "The code of a type, or \"other\"."},
        {"edition", K::text, false, "Under which rules it was got; those of today unless said."},
        {"name", K::text, false, "Of another one."},
        {"obtained_on", K::day},
        {"expires_on", K::day, false, "As long as its edition says, unless said."},
        {"evidence", K::text, false, "A link, or words."},
        {"version", K::number, false, "That you saw; another is refused."}};
}

std::vector<Field> credential_fields() {
    using K = Field::Kind;
    auto fields = typed_fields();
    fields.push_back({"id", K::id, true});
    fields.push_back({"holder", K::text, true});
    fields.push_back({"state", K::choice, true, "", "active|expiring|lapsed"});
    fields.push_back({"is_confirmed", K::flag, true, "Who hires has seen the evidence."});
    return fields;
}

std::vector<Field> plan_fields(bool has_id) {
    using K = Field::Kind;
    std::vector<Field> fields{{"plan_type", K::text, true, "The code of a type."},
                              {"by", K::day, false, "By when."}};
    if (has_id) fields.push_back({"id", K::id, true});
    return fields;
}

void mount_figures(desk::Routes& on) {
    using K = Field::Kind;
    on.api_get("/api/v1/credentials/network", Right::signed_in, get_figures,
               {.summary = "What integrators of the network hold, counted once a quarter. A number "
                           "that is about fewer than ten, or would tell of them, is null.",
                .output = {{"type", K::text, true},
                           {"district", K::id, false, "Null for the whole network."},
                           {"holders", K::number},
                           {"willing", K::number, false, "Those, and who would get it."}},
                .output_list = "figures",
                .beside = {{"network", K::text, true},
                           {"as_of", K::day, false, "Null while nothing was counted."},
                           {"integrators", K::number}}});
}

}  // namespace

void mount_credentials_api(desk::Routes& on) {
    const Right own = Right::signed_in, hire = Right::hire;
    const std::string all = "/api/v1/credentials", one = all + "/{credential}";
    const std::string plans = "/api/v1/credential-plans";
    on.api_get(
        all, own, list_mine,
        {.summary = "What you hold.", .output = credential_fields(), .output_list = "credentials"});
    on.api_post(all, own, api_enter,
                {.summary = "Enters a credential of yours.",
                 .input = typed_fields(),
                 .output = credential_fields(),
                 .answers = desk::Answers::created});
    mount_figures(on);
    on.api_get(all + "/register", hire, list_held,
               {.summary = "What people of the district hold.",
                .output = credential_fields(),
                .output_list = "credentials"});
    on.api_get(one, own, get_one,
               {.summary = "A credential of yours.", .output = credential_fields()});
    on.api_post(one, own, api_correct,
                {.summary = "Corrects a credential of yours.",
                 .input = typed_fields(),
                 .output = credential_fields()});
    on.api_del(one, own, api_remove, {.summary = "Takes a credential of yours out."});
    on.api_post(one + "/confirmation", hire, api_confirm,
                {.summary = "You have seen the evidence.", .output = credential_fields()});
    on.api_get(plans, own, list_plans,
               {.summary = "What you would like to get; yours alone to read.",
                .output = plan_fields(true),
                .output_list = "plans"});
    on.api_post(plans, own, api_plan,
                {.summary = "You would like to get one.",
                 .input = plan_fields(false),
                 .output = plan_fields(true),
                 .answers = desk::Answers::created});
    on.api_del(plans + "/{plan}", own, api_give_up, {.summary = "Gives a plan up."});
}

}  // namespace rapport::credentials
