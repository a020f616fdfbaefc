#include "platform/desk/desk.hpp"

#include <boost/json.hpp>

#include "kernel/crypto/crypto.hpp"
#include "platform/desk/context.hpp"
#include "platform/desk/frame.hpp"
#include "platform/desk/idempotency.hpp"

namespace rapport {

bool Viewer::is(Role role) const {
    return std::ranges::any_of(held, [&](const Held& one) { return one.role == role; });
}

bool Viewer::is_in(Role role, BuildingId building) const {
    return std::ranges::any_of(held, [&](const Held& one) {
        return one.role == role && (one.building.is_none() || one.building == building);
    });
}

std::vector<BuildingId> Viewer::buildings_as(Role role) const {
    std::vector<BuildingId> buildings;
    for (const Held& one : held) {
        if (one.role == role && !one.building.is_none()) buildings.push_back(one.building);
    }
    return buildings;
}

namespace desk {

namespace {

const http::Fields no_fields;

// What makes a repeated request the same one: where it goes and what it says,
// without the guard fields that differ by page.
std::string request_hash(const http::Request& request) {
    std::string whole = std::string(http::text(request.method)) + " " + request.path + "\n";
    for (const auto& [name, value] : request.form.entries()) {
        if (name == "_token" || name == "_key") continue;
        whole +=
            std::to_string(name.size()) + ":" + name + std::to_string(value.size()) + ":" + value;
    }
    for (const auto& upload : request.uploads) {
        whole += upload.file_name + ":" + std::to_string(upload.size);
    }
    return crypto::blake2b_hex(whole);
}

std::string_view key_of(const http::Request& request) {
    const auto header = request.header("idempotency-key");
    return header.empty() ? request.form.first("_key") : header;
}

bool is_key(std::string_view key) { return key.size() >= 16 && key.size() <= 200; }

http::Response respond(Context& context, const Answer& answer, std::string_view notice) {
    http::Response response;
    response.status = answer.status;
    response.body = answer.body;
    if (!answer.body.empty()) response.content_type = "application/json";
    if (!answer.location.empty()) response.header("Location", answer.location);
    if (notice != "desk.no_notice" && !notice.empty()) {
        response.cookie(cookie_line(context.services, "notice", notice, 60));
    }
    if (context.services.runner != nullptr) context.services.runner->nudge();
    return response;
}

}  // namespace

bool Reading::is_signed_in() const { return context_.guest.has_value(); }

const Viewer& Reading::viewer() const {
    must(is_signed_in(), "a page for people signed in was shown to nobody");
    return context_.guest->viewer;
}

Scope Reading::scope() const {
    if (!is_signed_in()) return Scope::whole();
    return {.district = viewer().district,
            .actor = viewer().person,
            .secret = context_.secret ? &*context_.secret : nullptr};
}

const locale::Speech& Reading::speech() const { return *context_.speech; }

std::string_view Reading::setting(std::string_view name) const {
    return context_.settings->get(name);
}

const http::Request& Reading::raw() const { return context_.request; }

std::string_view Reading::path_text(std::string_view name) const {
    for (const auto& [captured, value] : context_.captured) {
        if (captured == name) return value;
    }
    bug("a page asked for a path part its pattern lacks", __FILE__, __LINE__);
}

std::string_view Reading::query(std::string_view name) const {
    return context_.request.query.first(name);
}

Instant Reading::session_ends_at() const {
    const bool is_session = context_.guest && !context_.guest->session_hash.empty();
    return is_session ? context_.guest->ends_at : speech().now();
}

std::optional<Upcoming> Reading::upcoming(ReadTx& tx) {
    const auto& ask = context_.services.upcoming;
    return ask ? ask(tx, speech()) : std::nullopt;
}

const Refusal* Reading::refusal() const { return context_.refusal; }

const http::Fields& Reading::typed() const {
    return context_.refusal != nullptr ? context_.request.form : no_fields;
}

Db& Reading::db() { return context_.services.db; }

http::Response Reading::in_layout(std::string title, const std::function<void(Html&)>& body) {
    Random& random = db().random();
    if (context_.nonce.empty()) context_.nonce = random.token(16);
    if (context_.idempotency_key.empty()) context_.idempotency_key = random.token(16);
    PageContext page;
    page.speech = &speech();
    page.nonce = context_.nonce;
    page.path = context_.request.target;
    page.idempotency_key = context_.idempotency_key;
    if (context_.guest) context_.csrf = masked_csrf(random, context_.guest->csrf_token);
    page.csrf_token = context_.csrf;
    page.refusal = context_.refusal;
    if (context_.refusal != nullptr) page.typed = &context_.request.form;
    Html html(page);
    body(html);
    http::Response response;
    response.status = context_.refusal != nullptr ? 422 : 200;
    response.body = laid_out(context_, page, std::move(title), html.take_safe());
    return response;
}

http::Response Reading::json(const boost::json::value& value) {
    return tagged("application/json", boost::json::serialize(value));
}

http::Response Reading::tagged(std::string type, std::string body) {
    http::Response response;
    response.content_type = std::move(type);
    response.body = std::move(body);
    const std::string etag = "\"" + crypto::blake2b_hex(response.body).substr(0, 32) + "\"";
    response.header("ETag", etag);
    if (raw().header("if-none-match") == etag) {
        response.status = 304;
        response.body.clear();
    }
    return response;
}

http::Response Reading::file(std::string name, std::string type, std::string bytes) {
    http::Response response;
    response.content_type = std::move(type);
    response.body = std::move(bytes);
    response.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    return response;
}

namespace {
// While a refused form is shown again; also when the page turns out not to be there.
class Refusing {
  public:
    Refusing(Context& context, const Refusal& refusal) : context_(context) {
        context_.refusal = &refusal;
    }
    ~Refusing() { context_.refusal = nullptr; }
    Refusing(const Refusing&) = delete;
    Refusing& operator=(const Refusing&) = delete;

  private:
    Context& context_;
};
}  // namespace

http::Response Reading::again(Show show, const Refusal& refusal) {
    const Refusing refusing(context_, refusal);
    context_.idempotency_key = std::string(key_of(context_.request));
    if (context_.route->is_api) return problem(context_, 422, refusal);
    must(show != nullptr, "a refused form has no page to come back to");
    return show(*this);
}

const http::Fields& Writing::form() const { return raw().form; }

const std::vector<http::Upload>& Writing::uploads() const { return raw().uploads; }

Lent lend(const sealing::Secret& secret) {
    const auto half = sealing::Secret::random();
    return {sealing::letters_of(half), sealing::wrap_under(half, secret, lending)};
}

http::Response Writing::act(const std::function<Result<Answer>(WriteTx&)>& body, Show show) {
    return act_as(scope(), body, show);
}

http::Response Writing::act_as(const Scope& scope,
                               const std::function<Result<Answer>(WriteTx&)>& body, Show show) {
    const std::string key(key_of(raw()));
    if (!is_key(key)) return again(show, {.key = "desk.key_missing"});
    const std::string hash = request_hash(raw());
    std::string notice;
    const auto answer = db().write(scope, [&](WriteTx& tx) -> Result<Answer> {
        if (auto kept = recall(tx, key)) {
            notice = kept->notice;
            if (kept->request_hash != hash) return Refusal{.key = "desk.key_reused"};
            return kept->answer;
        }
        auto done = body(tx);
        if (!done) return done;
        const Route& route = *context().route;
        must(!route.is_api || done->status == route.good_status(),
             "an act of the API answers otherwise than its route says");
        notice = done->notice.name;
        keep(tx, key, hash, *done);
        return done;
    });
    if (!answer) return again(show, answer.refusal());
    return respond(context(), *answer, notice);
}

}  // namespace desk
}  // namespace rapport
