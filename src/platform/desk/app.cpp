#include "platform/desk/app.hpp"

#include <spdlog/spdlog.h>

#include <limits>

#include "kernel/crypto/crypto.hpp"
#include "kernel/html/assets.hpp"
#include "kernel/html/escape.hpp"
#include "kernel/locale/words.hpp"
#include "platform/desk/json.hpp"

namespace rapport::desk {

namespace {

using http::Method;

// A few documents of an application (design/vacancies), and what stands around them.
constexpr std::size_t upload_max_of_strangers = 16u * 1024 * 1024;

bool is_safe(Method method) { return method == Method::get || method == Method::head; }

// Browsers send DELETE and PUT as POST with a hidden field.
void unfold_method(http::Request& request) {
    if (request.method != Method::post) return;
    const auto named = request.form.first("_method");
    if (named == "DELETE") request.method = Method::del;
    if (named == "PUT") request.method = Method::put;
}

std::string_view host_of_origin(std::string_view origin) {
    const auto at = origin.find("://");
    return at == std::string_view::npos ? std::string_view() : origin.substr(at + 3);
}

// Assets are named by their content, so a browser may keep them for ever.
http::Response serve_asset(const http::Request& request) {
    const assets::Asset* asset = assets::find(request.path);
    if (asset == nullptr) return http::plain(404, "Not found.\n");
    http::Response response;
    response.content_type = asset->content_type;
    response.asset = asset->bytes;
    response.asset_gzip = asset->gzip;
    return response.header("Cache-Control", "public, max-age=31536000, immutable")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Resource-Policy", "same-origin");
}

// No database keeps a NUL and no keyboard writes one. The name of the field that has one, or null.
const std::string* field_with_nul(const http::Fields& form) {
    for (const auto& [name, value] : form.entries()) {
        if (value.find('\0') != std::string::npos) return &name;
    }
    return nullptr;
}

// Half of it the browser brings, half the session has; 30 idle minutes lock it.
void unlock(Context& context) {
    const Guest& guest = *context.guest;
    if (guest.notes_secret.empty() || guest.is_second_factor_due) return;
    const auto half = sealing::from_letters(context.request.cookie(notes_cookie(context.services)));
    if (half) context.secret = sealing::unwrap_under(*half, guest.notes_secret, lending);
}

void dress(const Context& context, http::Response& response) {
    response.header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Referrer-Policy", "same-origin");
    std::string csp =
        "default-src 'none'; style-src 'self'; img-src 'self' "
        "data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors "
        "'none'; base-uri 'none'; "
        "manifest-src 'self'; worker-src 'self'";
    if (!context.nonce.empty()) csp += "; script-src 'nonce-" + context.nonce + "'";
    response.header("Content-Security-Policy", std::move(csp));
    if (context.services.is_https) {
        response.header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    bool has_cache = false;
    for (const auto& [name, value] : response.headers) has_cache |= name == "Cache-Control";
    if (!has_cache) response.header("Cache-Control", "no-store");
    if (context.clears_notice) {
        response.cookie(cookie_line(context.services, "notice", "", 0));
    }
}

}  // namespace

// a browser says where a post comes from; another site is refused before
// anything is read.
bool is_from_elsewhere(const http::Request& request) {
    const auto site = request.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none") return true;
    const auto origin = request.header("origin");
    if (origin.empty() || site == "same-origin") return false;
    return host_of_origin(origin) != request.header("host");
}

App::App(Services& services, Routes routes)
    : services_(services), routes_(std::move(routes)), atlas_(routes_.all()) {}

std::size_t App::upload_max(const std::string& path) const {
    const Match match = atlas_.find(Method::post, path);
    if (match.route == nullptr || !match.route->takes_uploads) return 0;
    return match.route->right == Right::anyone ? upload_max_of_strangers
                                               : std::numeric_limits<std::size_t>::max();
}

http::Response App::answer(http::Request& request) {
    if (is_safe(request.method) && request.path.starts_with("/assets/")) {
        return serve_asset(request);
    }
    unfold_method(request);
    Context context{.services = services_, .request = request};
    http::Response response = kept_or_made(context);
    dress(context, response);
    return response;
}

http::Response App::kept_or_made(Context& context) {
    if (!atlas_.may_keep(context.request)) return serve(context);
    const auto version = services_.db.version();
    if (!version) return serve(context);
    const KeptPages::Moment moment{*version, services_.db.clock().now()};
    std::string look = KeptPages::look_of(context.request);
    Fresh fresh;
    if (auto page = services_.kept_pages.find(look, moment, services_.db.random(), fresh)) {
        context.nonce = std::move(fresh.nonce);
        http::Response response;
        response.body = std::move(*page);
        return response;
    }
    http::Response response = serve(context);
    const bool is_plain = response.status == 200 && response.headers.empty();
    if (is_plain && !context.clears_notice && context.guest) {
        fresh = {context.nonce, context.idempotency_key, context.csrf};
        services_.kept_pages.keep(std::move(look), moment, *context.guest, fresh, response.body);
    }
    return response;
}

// The request edge: the one place that catches (house rule 4).
http::Response App::serve(Context& context) {
    try {
        return dispatch(context);
    } catch (const NotFound&) {
        return refuse(context, 404, "desk.not_found", "desk.not_found_says");
    } catch (const Forbidden&) {
        return refuse(context, 403, "desk.forbidden", "desk.forbidden_says");
    } catch (const db::Unknown& unknown) {
        spdlog::warn("{} unknown commit: {}", context.request.id, unknown.what());
        return refuse(context, 503, "desk.unsure", "desk.unsure_says");
    } catch (const db::Busy&) {
        auto response = refuse(context, 503, "desk.busy", "desk.busy_says");
        return response.header("Retry-After", "2");
    } catch (const Bug& bug) {
        spdlog::error("{} bug: {}", context.request.id, bug.what());
    } catch (const std::exception& fault) {
        spdlog::error("{} fault: {}", context.request.id, fault.what());
    }
    return refuse(context, 500, "desk.broken", "desk.broken_says");
}

// Learns who asks, in one read, and in which words to answer.
void App::meet(Context& context) {
    const auto bearer = context.request.header("authorization");
    context.is_token_call = bearer.starts_with("Bearer ");
    const auto cookie = context.request.cookie(session_cookie(services_));
    if (context.is_token_call || !cookie.empty()) {
        context.guest = services_.db.read(Scope::whole(), [&](ReadTx& tx) {
            return context.is_token_call ? guest_of_api_token(tx, bearer.substr(7))
                                         : guest_of_cookie(tx, cookie);
        });
    }
    const Instant now = services_.db.clock().now();
    static const settings::Settings none{
        .values = {},
        .english = locale::default_words(locale::Language::english),
        .french = locale::default_words(locale::Language::french)};
    context.settings = &none;
    const Zone* zone = &Zone::utc();
    auto language = locale::preferred(context.request.header("accept-language"));
    if (const auto chosen = context.request.cookie("language"); !chosen.empty()) {
        language = locale::parse_language(chosen);
    }
    if (context.guest) {
        Guest& guest = *context.guest;
        context.settings =
            &services_.settings.of(services_.db, guest.viewer.district, guest.settings_version);
        const auto& name = guest.building_zone.empty() ? guest.district_zone : guest.building_zone;
        if (const Zone* found = Zone::find(name)) zone = found;
        // A person's own choice, then the browser's, then the district's.
        const bool is_told = !context.request.header("accept-language").empty();
        if (!guest.language.empty()) {
            language = locale::parse_language(guest.language);
        } else if (!is_told) {
            language = locale::parse_language(guest.district_language);
        }
        if (!guest.session_hash.empty() && now.ms - guest.seen_at.ms > 60'000) {
            services_.seen.note(guest.session_hash, now);
        }
    }
    context.speech.emplace(language, context.settings->words(language), *zone, now);
    context.notice = context.request.cookie("notice");
}

http::Response App::dispatch(Context& context) {
    meet(context);
    http::Request& request = context.request;
    if (request.method == Method::other) return http::plain(405, "Method not allowed.\n");
    Match match = atlas_.find(request.method, request.path);
    if (match.route == nullptr) {
        if (match.is_other_method) return refuse(context, 405, "desk.method", "desk.method_says");
        throw NotFound();
    }
    const Route& route = *match.route;
    context.route = &route;
    context.captured = std::move(match.captured);
    if (context.is_token_call && !route.is_api) throw NotFound();
    const bool is_half_in = context.guest && context.guest->is_second_factor_due;
    if (is_half_in && route.right != Right::anyone) {
        if (route.is_api) return problem(context, 401, {.key = "desk.sign_in_first"});
        return http::see_other("/signin/code");
    }
    if (route.right != Right::anyone) {
        if (!context.guest) {
            if (route.is_api) return problem(context, 401, {.key = "desk.sign_in_first"});
            if (!is_safe(request.method)) {
                if (!has_words(request)) return http::see_other("/signin");
                return refuse(context, 403, "desk.signed_out", "desk.signed_out_says");
            }
            std::string back = "/signin?next=";
            html::url_encode_into(back, request.target);
            return http::see_other(std::move(back));
        }
        if (!context.guest->viewer.may(route.right)) throw Forbidden();
        // Or it could make itself a key without limits.
        const bool is_own_affair = route.right == Right::signed_in && !is_safe(request.method);
        if (context.guest->is_limited && is_own_affair) throw Forbidden();
    }
    // A program reads no notes, not even with a browser's session.
    if (context.guest && !route.is_api) unlock(context);
    if (route.show != nullptr) {
        Reading reading(context);
        return route.show(reading);
    }
    if (!context.is_token_call && is_from_elsewhere(request)) {
        return refuse(context, 403, "desk.elsewhere", "desk.elsewhere_says");
    }
    if (route.is_api && !fields_of_json(request)) {
        return problem(context, 400, {.key = "desk.bad_json"});
    }
    if (const std::string* field = field_with_nul(request.form)) {
        if (!route.is_api) return refuse_odd_sign(context);
        return problem(context, 422, {.key = "desk.odd_sign_says", .field = *field});
    }
    if (!context.is_token_call && context.guest) {
        const auto given =
            route.is_api ? request.header("x-csrf-token") : request.form.first("_token");
        if (!is_csrf_good(context.guest->csrf_token, given)) {
            return refuse(context, 403, "desk.stale_form", "desk.stale_form_says");
        }
    }
    Writing writing(context);
    return route.act(writing);
}

}  // namespace rapport::desk
