#include "platform/home/home.hpp"

#include <boost/json.hpp>

#include "kernel/crypto/crypto.hpp"
#include "kernel/html/assets.hpp"
#include "platform/desk/context.hpp"
#include "platform/desk/openapi.hpp"
#include "platform/home/home_store.hpp"

namespace rapport::home {

using desk::Reading;
using http::Response;

namespace {

// The page that answers this person's first question of the day.
Response go_home(Reading& request) {
    const Viewer& viewer = request.viewer();
    if (viewer.may(Right::log_contacts)) return http::see_other("/today");
    if (viewer.may(Right::ask_for_help)) return http::see_other("/my-help");
    if (viewer.may(Right::see_programme)) return http::see_other("/programme");
    if (viewer.may(Right::see_network)) return http::see_other("/network");
    return http::see_other("/settings");
}

Response say_alive(Reading&) { return http::plain(200, "ok\n"); }

Response say_ready(Reading& request) {
    if (request.context().services.is_draining()) return http::plain(503, "draining\n");
    request.db().write(Scope::whole(), beat);
    return http::plain(200, "ready\n");
}

Response show_openapi(Reading& request) {
    return request.json(desk::openapi_document(*request.context().services.routes));
}

// The worker that opens the log without a network: what it may keep stands above its own text.
std::string worker_script() {
    std::string names, list;
    for (const auto& asset : assets::all()) {
        const bool is_kept = asset.name == "app.css" || asset.name == "vollkorn.woff2" ||
                             asset.name == "favicon.svg" || asset.name.ends_with(".js");
        if (!is_kept || asset.name == "worker.js") continue;
        names += asset.path;
        list += (list.empty() ? "'" : ", '") + std::string(asset.path) + "'";
    }
    const assets::Asset* worker = assets::find(assets::url("worker.js"));
    return "const release = '" + crypto::blake2b_hex(names).substr(0, 12) + "';\nconst assets = [" +
           list + "];\n" + std::string(worker->bytes);
}

Response show_worker(Reading&) {
    static const std::string script = worker_script();
    Response response;
    response.content_type = "text/javascript; charset=utf-8";
    response.body = script;
    return response.header("Cache-Control", "no-cache");
}

// Where to tell us about a hole (RFC 9116).
Response show_security_contact(Reading& request) {
    return http::plain(200, "Contact: " + request.context().services.base_url +
                                "/account\nPreferred-Languages: en, fr\n");
}

}  // namespace

void mount_home(desk::Routes& on) {
    on.get("/", Right::signed_in, go_home);
    on.get("/healthz", Right::anyone, say_alive);
    on.get("/readyz", Right::anyone, say_ready);
    on.get("/worker.js", Right::anyone, show_worker);
    on.get("/.well-known/security.txt", Right::anyone, show_security_contact);
    on.api_get("/api/v1/openapi.json", Right::anyone, show_openapi, {.summary = "This document."});
}

}  // namespace rapport::home
