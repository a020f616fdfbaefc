// One's own account for programs: what it is, its language, sessions and tokens. How one signs in
// (password, second factor) changes at a browser alone: a token that leaks must not take over the
// account.
#include <algorithm>
#include <boost/json.hpp>

#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/desk/context.hpp"
#include "platform/signin/signin_pages.hpp"

namespace rapport::signin {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

json::array roles_json(const Viewer& viewer) {
    json::array roles;
    for (const Held& held : viewer.held) {
        const auto& building = held.building;
        roles.push_back(json::object{
            {"role", code(held.role)},
            {"building", building.is_none() ? json::value() : json::value(building.view())}});
    }
    return roles;
}

json::object account_json(ReadTx& tx, const desk::Guest& guest, const locale::Speech& speech) {
    const auto account = account_by_id(tx, guest.viewer.account);
    json::array districts;
    for (const Place& place : places_of(tx, guest.viewer.account)) {
        districts.push_back(json::object{{"id", place.district.view()},
                                         {"name", place.district_name},
                                         {"is_this", place.district == guest.viewer.district}});
    }
    return {{"person", guest.viewer.person.view()},
            {"name", guest.viewer.name},
            {"email", guest.viewer.email},
            {"language", locale::tag(speech.language())},
            {"has_password", !account->password_hash.empty()},
            {"has_second_factor", account->has_second_factor},
            {"roles", roles_json(guest.viewer)},
            {"districts", std::move(districts)}};
}

Response get_account(Reading& request) {
    return request.json(request.db().read(Scope::whole(), [&](ReadTx& tx) {
        return account_json(tx, *request.context().guest, request.speech());
    }));
}

// Every act on one's own account leaves a row in the audit.
Response change(Writing& request, std::string_view action,
                const std::function<Result<Answer>(WriteTx&)>& body) {
    const Scope whose = request.scope();
    return request.act_as(
        Scope::whole(),
        [&](WriteTx& tx) -> Result<Answer> {
            auto done = body(tx);
            if (done) audit::record_for(tx, whose, action, "");
            return done;
        },
        nullptr);
}

Response post_language(Writing& request) {
    const auto typed = request.form("language");
    return change(request, "account.language", [&](WriteTx& tx) -> Result<Answer> {
        const auto language = locale::parse_language(typed);
        if (locale::tag(language) != typed) {
            return Refusal{.key = "account.language_unknown", .field = "language"};
        }
        set_language(tx, request.viewer().account, typed);
        return Answer::json(200, json::serialize(json::object{{"language", typed}}));
    });
}

json::object session_json(const SessionLine& session) {
    return {{"id", session.id},
            {"device", session.device},
            {"started_at", session.started_at.rfc3339()},
            {"seen_at", session.seen_at.rfc3339()},
            {"is_this", session.is_this}};
}

std::vector<SessionLine> own_sessions(ReadTx& tx, const desk::Guest& guest) {
    return sessions_of(tx, guest.viewer.account,
                       guest.session_hash.empty() ? "" : guest.session_id);
}

Response list_sessions(Reading& request) {
    json::array sessions;
    request.db().read(Scope::whole(), [&](ReadTx& tx) {
        for (const auto& session : own_sessions(tx, *request.context().guest)) {
            sessions.push_back(session_json(session));
        }
    });
    return request.json(json::object{{"sessions", std::move(sessions)}, {"next", nullptr}});
}

template <class Line>
Line line_of(const std::vector<Line>& lines, std::string_view id) {
    const auto at = std::ranges::find(lines, id, [](const Line& line) { return line.id; });
    if (at == lines.end()) throw desk::NotFound();
    return *at;
}

Response delete_session(Writing& request) {
    const auto id = request.path_text("session");
    return change(request, "session.ended", [&](WriteTx& tx) -> Result<Answer> {
        const auto session = line_of(own_sessions(tx, *request.context().guest), id);
        end_session_by_id(tx, request.viewer().account, id);
        return Answer::json(200, json::serialize(session_json(session)));
    });
}

json::object token_json(const TokenLine& token) {
    return {{"id", token.id}, {"name", token.name}, {"made_at", token.made_at.rfc3339()}};
}

Response list_tokens(Reading& request) {
    json::array tokens;
    request.db().read(Scope::whole(), [&](ReadTx& tx) {
        for (const auto& token : tokens_of(tx, request.viewer().account)) {
            tokens.push_back(token_json(token));
        }
    });
    return request.json(json::object{{"tokens", std::move(tokens)}, {"next", nullptr}});
}

// As tokens keep them: "log_contacts,see_people"; none: whatever the caller may.
std::string scopes_in(const http::Fields& fields) {
    std::string scopes;
    for (const std::string_view scope : fields.all("scopes")) {
        if (!scopes.empty()) scopes += ",";
        scopes += scope;
    }
    return scopes;
}

// The token itself is said once and kept nowhere, so an act repeated by its key answers without it.
Response post_token(Writing& request) {
    const std::string name(text::trimmed(request.form("name")));
    std::string token;
    json::object made;
    auto response = change(request, "token.made", [&](WriteTx& tx) -> Result<Answer> {
        if (!is_token_name(name)) return Refusal{.key = "account.token_name", .field = "name"};
        const auto scopes = scopes_in(request.form());
        if (!parse_rights(scopes)) {
            return Refusal{.key = "account.scope_unknown", .field = "scopes"};
        }
        const auto& viewer = request.viewer();
        const auto before = tokens_of(tx, viewer.account);
        const Place place{viewer.district, viewer.person, "", viewer.name};
        token = make_limited_token(tx, viewer.account, place, name, scopes);
        for (const auto& line : tokens_of(tx, viewer.account)) {
            const bool is_new = std::ranges::none_of(
                before, [&](const TokenLine& old) { return old.id == line.id; });
            if (is_new) made = token_json(line);
        }
        made["token"] = nullptr;
        return Answer::json(201, json::serialize(made), "/api/v1/tokens");
    });
    if (token.empty() || response.status != 201) return response;
    made["token"] = token;
    response.body = json::serialize(made);
    return response;
}

Response delete_token(Writing& request) {
    const auto id = request.path_text("token");
    return change(request, "token.revoked", [&](WriteTx& tx) -> Result<Answer> {
        const auto token = line_of(tokens_of(tx, request.viewer().account), id);
        revoke_token(tx, request.viewer().account, id);
        return Answer::json(200, json::serialize(token_json(token)));
    });
}

using K = Field::Kind;

std::vector<Field> account_fields() {
    return {{"person", K::id, true},
            {"name", K::text, true},
            {"email", K::text, true},
            {"language", K::choice, true, "", "en|fr"},
            {"has_password", K::flag, true},
            {"has_second_factor", K::flag, true},
            {"roles", K::objects, true, "role, and building (null: the whole district)."},
            {"districts", K::objects, true, "Where the account works; a token is of one."}};
}

std::vector<Field> session_fields() {
    return {{"id", K::text, true},
            {"device", K::text, true},
            {"started_at", K::instant, true},
            {"seen_at", K::instant, true},
            {"is_this", K::flag, true}};
}

std::vector<Field> token_fields() {
    return {{"id", K::text, true}, {"name", K::text, true}, {"made_at", K::instant, true}};
}

void mount_tokens(desk::Routes& on) {
    const Right right = Right::signed_in;
    auto with_token = token_fields();
    with_token.push_back({"token", K::text, false, "Said once; null when the act is repeated."});
    on.api_get("/api/v1/tokens", right, list_tokens,
               {.summary = "One's own tokens in force.",
                .output = token_fields(),
                .output_list = "tokens"});
    on.api_post("/api/v1/tokens", right, post_token,
                {.summary = "Makes a token.",
                 .input = {{"name", K::text, true, "What it is for; at most 80 characters."},
                           {"scopes", K::texts, false,
                            "Rights it may use, as /api/v1/rights names them; all of the "
                            "caller's, unless said."}},
                 .output = std::move(with_token),
                 .answers = desk::Answers::created});
    on.api_del("/api/v1/tokens/{token}", right, delete_token,
               {.summary = "Revokes a token at once.", .output = token_fields()});
}

}  // namespace

void mount_account_api(desk::Routes& on) {
    const Right right = Right::signed_in;
    on.api_get("/api/v1/account", right, get_account,
               {.summary = "Who the caller is.", .output = account_fields()});
    on.api_post("/api/v1/account/language", right, post_language,
                {.summary = "Chooses the language of sentences.",
                 .input = {{"language", K::choice, true, "", "en|fr"}},
                 .output = {{"language", K::choice, true, "", "en|fr"}}});
    on.api_get("/api/v1/sessions", right, list_sessions,
               {.summary = "Browsers signed in to one's account.",
                .output = session_fields(),
                .output_list = "sessions"});
    on.api_del("/api/v1/sessions/{session}", right, delete_session,
               {.summary = "Ends a session at once.", .output = session_fields()});
    mount_tokens(on);
}

}  // namespace rapport::signin
