// Pages and problems for what went wrong, and the small cryptography of forms
// and cookies.
#include <algorithm>
#include <boost/json.hpp>

#include "kernel/crypto/crypto.hpp"
#include "kernel/locale/words.hpp"
#include "platform/desk/context.hpp"
#include "platform/desk/frame.hpp"

namespace rapport::desk {

std::string_view session_cookie(const Services& services) {
    return services.is_https ? "__Host-s" : "s";
}

std::string_view notes_cookie(const Services& services) {
    return services.is_https ? "__Host-n" : "n";
}

std::string cookie_line(const Services& services, std::string_view name, std::string_view value,
                        std::int64_t seconds) {
    std::string line(name);
    line += "=";
    line += value;
    line += "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(seconds);
    if (services.is_https) line += "; Secure";
    return line;
}

namespace {
constexpr std::size_t salt_length = 11;  // 8 random bytes in base64url.
std::string mark(std::string_view salt, std::string_view session_token) {
    return crypto::blake2b_hex(std::string(salt) + "." + std::string(session_token)).substr(0, 32);
}
}  // namespace

std::string masked_csrf(Random& random, std::string_view session_token) {
    const std::string salt = random.token(8);
    return salt + mark(salt, session_token);
}

bool is_csrf_good(std::string_view session_token, std::string_view given) {
    if (given.size() != salt_length + 32) return false;
    const auto salt = given.substr(0, salt_length);
    return crypto::equal(given.substr(salt_length), mark(salt, session_token));
}

const settings::Settings& SettingsShelf::of(Db& db, DistrictId district, std::int64_t version) {
    {
        const std::scoped_lock lock(mutex_);
        const auto at = newest_.find(district);
        if (at != newest_.end() && at->second.first == version) return *at->second.second;
    }
    auto fresh =
        db.read({.district = district, .actor = {}}, [](ReadTx& tx) { return settings::load(tx); });
    const std::scoped_lock lock(mutex_);
    kept_.push_back(std::move(fresh));
    newest_[district] = {version, &kept_.back()};
    return kept_.back();
}

namespace {

// A program asked: by a route of the API, an address below it, or with a token.
bool is_program(const Context& context) {
    const bool is_api = context.route != nullptr && context.route->is_api;
    return is_api || context.is_token_call || context.request.path.starts_with("/api/");
}

void find_words(Context& context) {
    static const locale::Words words = locale::default_words(locale::Language::english);
    if (context.speech) return;
    context.speech.emplace(locale::Language::english, words, Zone::utc(), Instant{});
}

http::Response error_page(Context& context, int status, ErrorView view) {
    if (context.nonce.empty()) context.nonce = context.services.db.random().token(16);
    PageContext page;
    page.speech = &*context.speech;
    page.nonce = context.nonce;
    page.path = context.request.target;
    // The same key again, so that pressing the button once more doubles nothing
    //
    page.idempotency_key = std::string(context.request.form.first("_key"));
    page.is_key_exact = true;
    if (context.guest) {
        page.csrf_token = masked_csrf(context.services.db.random(), context.guest->csrf_token);
    }
    view.number = context.request.id;
    view.action = context.request.path;
    Html html(page);
    render(html, view);
    http::Response response;
    response.status = status;
    response.body = laid_out(context, page, view.title, html.take_safe());
    return response;
}

bool is_guard(std::string_view name) { return name == "_token" || name == "_key"; }

// The fields that no page ever repeats: passwords, passphrases, codes, the digits of a giving back.
bool is_secret(std::string_view name) {
    constexpr std::string_view names[] = {"password", "old_password", "passphrase", "known",
                                          "again",    "code",         "digits"};
    return std::ranges::find(names, name) != std::end(names);
}

// What a person wrote, and no id, date or choice.
bool is_words(const std::string& name, const std::string& value) {
    return !is_guard(name) && !is_secret(name) && value.find(' ') != std::string::npos;
}

}  // namespace

bool has_words(const http::Request& request) {
    if (is_from_elsewhere(request)) return false;
    return std::ranges::any_of(request.form.entries(), [](const auto& entry) {
        return is_words(entry.first, entry.second);
    });
}

bool has_secret(const http::Request& request) {
    return std::ranges::any_of(request.form.entries(),
                               [](const auto& entry) { return is_secret(entry.first); });
}

http::Response refuse(Context& context, int status, Key title, Key says) {
    if (is_program(context)) return problem(context, status, {.key = says});
    find_words(context);
    ErrorView view;
    view.title = context.speech->say(title);
    view.says = context.speech->say(says);
    view.can_retry = status == 503 && context.request.method != http::Method::get;
    if (view.can_retry) {
        for (const auto& [name, value] : context.request.form.entries()) {
            if (!is_guard(name)) view.typed.push_back({name, value});
        }
    } else if (has_words(context.request)) {
        for (const auto& [name, value] : context.request.form.entries()) {
            if (is_words(name, value)) view.words.push_back(value);
        }
    }
    return error_page(context, status, std::move(view));
}

http::Response refuse_odd_sign(Context& context) {
    find_words(context);
    ErrorView view;
    view.title = context.speech->say("desk.odd_sign");
    view.says = context.speech->say("desk.odd_sign_kept");
    view.can_retry = context.guest.has_value();
    view.press = Key{"desk.send_without"};
    for (const auto& [name, value] : context.request.form.entries()) {
        if (is_guard(name) || is_secret(name)) continue;
        std::string clean = value;
        std::erase(clean, '\0');
        view.typed.push_back({name, std::move(clean)});
    }
    return error_page(context, 400, std::move(view));
}

namespace {
std::string pointer_of(const std::string& field) { return field.empty() ? "" : "/" + field; }
}  // namespace

http::Response problem(Context& context, int status, const Refusal& refusal) {
    static const locale::Words words = locale::default_words(locale::Language::english);
    const locale::Speech english(locale::Language::english, words, Zone::utc(), Instant{});
    const locale::Speech& speech = context.speech ? *context.speech : english;
    boost::json::object body;
    body["type"] = "/problems/" + std::string(refusal.key.name);
    body["title"] = speech.say(refusal.key, refusal.with);
    body["status"] = status;
    body["instance"] = "/requests-in-log/" + context.request.id;
    body["errors"] = boost::json::array();
    if (!refusal.field.empty()) {
        body["errors"] =
            boost::json::array{{{"pointer", pointer_of(refusal.field)}, {"detail", body["title"]}}};
    }
    http::Response response;
    response.status = status;
    response.content_type = "application/problem+json";
    response.body = boost::json::serialize(body);
    return response;
}

}  // namespace rapport::desk
