#include "platform/signin/signin_pages.hpp"

#include "kernel/crypto/crypto.hpp"
#include "kernel/html/escape.hpp"
#include "kernel/mail/mail.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/desk/context.hpp"

namespace rapport::signin {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

std::string lower(std::string_view address) { return text::lower_ascii(text::trimmed(address)); }

Response show_signin(Reading& request) {
    if (request.is_signed_in()) return http::see_other("/");
    SigninView view;
    view.next = request.refusal() != nullptr ? std::string(request.typed().first("next"))
                                             : std::string(request.query("next"));
    view.is_link_sent = request.query("sent") == "1";
    return request.page(Key{"signin.title"}, view);
}

void set_session_cookie(Writing& request, Response& response, const std::string& token) {
    const auto& services = request.context().services;
    response.cookie(desk::cookie_line(services, desk::session_cookie(services), token, 12 * 3600));
}

// One try per account and per network, gently; the words never tell
// which it was.
bool may_try(Writing& request, const std::string& email) {
    return request.db().write(Scope::whole(), [&](WriteTx& tx) {
        const bool is_account_open =
            take_from_bucket(tx, "signin:" + crypto::sha256_hex(email), 10, 1);
        const bool is_peer_open = take_from_bucket(tx, "peer:" + request.raw().peer, 600, 300);
        return is_account_open && is_peer_open;
    });
}

bool is_password_right(const std::optional<Account>& account, std::string_view password) {
    if (!account || account->password_hash.empty() || account->is_disabled) {
        crypto::pretend_to_check_password(password);
        return false;
    }
    return crypto::check_password(account->password_hash, password);
}

Response sign_in(Writing& request) {
    const std::string email = lower(request.form("email"));
    if (!may_try(request, email)) {
        auto response = request.again(show_signin, {.key = "signin.too_many", .field = "email"});
        response.status = 429;
        return response.header("Retry-After", "60");
    }
    const auto account =
        request.db().read(Scope::whole(), [&](ReadTx& tx) { return account_by_email(tx, email); });
    std::vector<Place> places;
    if (is_password_right(account, request.form("password"))) {
        places = request.db().read(Scope::whole(),
                                   [&](ReadTx& tx) { return places_of(tx, account->id); });
    }
    if (places.empty()) {
        return request.again(show_signin, {.key = "signin.wrong", .field = "password"});
    }
    const std::string next = own_path(request.form("next"), "/");
    std::string token;
    auto response = request.act_as(
        Scope::whole(),
        [&](WriteTx& tx) -> Result<Answer> {
            token = start_session(tx, {.account = account->id,
                                       .place = places.front(),
                                       .device = device_of(request.raw().header("user-agent")),
                                       .is_second_factor_due = account->has_second_factor});
            audit::record_for(tx, places.front().scope(), "session.started", "");
            return Answer::go(account->has_second_factor ? "/signin/code" : next);
        },
        show_signin);
    if (!token.empty()) set_session_cookie(request, response, token);
    return response;
}

Response show_code(Reading& request) {
    const auto& guest = request.context().guest;
    if (!guest || !guest->is_second_factor_due) return http::see_other("/");
    return request.page(Key{"signin.code_title"}, CodeView{});
}

Response give_code(Writing& request) {
    const auto& guest = request.context().guest;
    if (!guest || !guest->is_second_factor_due) return http::see_other("/signin");
    if (!may_try(request, "code:" + guest->viewer.email)) {
        return request.again(show_code, {.key = "signin.too_many", .field = "code"});
    }
    return request.act_as(
        Scope::whole(),
        [&](WriteTx& tx) -> Result<Answer> {
            const auto account = account_by_id(tx, guest->viewer.account);
            const auto step =
                crypto::check_totp(account->totp_secret, request.form("code"), tx.now());
            if (!step || !use_totp_step(tx, account->id, *step)) {
                return Refusal{.key = "signin.code_wrong", .field = "code"};
            }
            pass_second_factor(tx, guest->session_hash);
            return Answer::go("/");
        },
        show_code);
}

// The same answer whether the address is known or not.
Response send_link(Writing& request) {
    const std::string email = lower(request.form("email"));
    if (!may_try(request, "link:" + email)) {
        return request.again(show_signin, {.key = "signin.too_many", .field = "email"});
    }
    return request.act_as(
        Scope::whole(),
        [&](WriteTx& tx) -> Result<Answer> {
            const auto account = account_by_email(tx, email);
            const auto places = account ? places_of(tx, account->id) : std::vector<Place>();
            if (account && !account->is_disabled && !places.empty()) {
                const std::string token =
                    make_link(tx, account->id, places.front(), Purpose::sign_in);
                const std::string url = request.context().services.base_url + "/link/" + token;
                const auto& speech = request.speech();
                mail::send(tx,
                           {.to_name = places.front().person_name,
                            .to_address = email,
                            .subject = speech.say("signin.link_subject"),
                            .text = speech.say("signin.link_mail", {{"url", url}}),
                            .language = std::string(tag(speech.language()))},
                           "signin.link/" + crypto::sha256_hex(token).substr(0, 26));
            }
            return Answer::go("/signin?sent=1");
        },
        show_signin);
}

LinkView view_of(const Link& link, std::string_view token) {
    return {.token = std::string(token),
            .name = link.place.person_name,
            .district = link.place.district_name,
            .asks_password = link.purpose != Purpose::sign_in};
}

// A link opens a page with a button: following it changes nothing.
Response show_link(Reading& request) {
    const auto token = request.path_text("token");
    const auto link =
        request.db().read(Scope::whole(), [&](ReadTx& tx) { return find_link(tx, token); });
    if (!link) {
        const Refusal over{.key = "signin.link_over"};
        request.context().refusal = &over;
        auto response = request.page(Key{"signin.title"}, SigninView{});
        request.context().refusal = nullptr;
        response.status = 410;
        return response;
    }
    return request.page(Key{"signin.title"}, view_of(*link, token));
}

Response use_link_now(Writing& request) {
    const std::string token(request.path_text("token"));
    const auto link =
        request.db().read(Scope::whole(), [&](ReadTx& tx) { return find_link(tx, token); });
    if (!link || link->account.is_disabled) return show_link(request);
    std::string password_hash;
    if (link->purpose != Purpose::sign_in) {
        const auto good = check_new_password(request.form("password"), link->account.email);
        if (!good) return request.again(show_link, good.refusal());
        password_hash = crypto::hash_password(request.form("password"));
    }
    std::string session;
    auto response = request.act_as(
        Scope::whole(),
        [&](WriteTx& tx) -> Result<Answer> {
            if (!use_link(tx, token)) return Refusal{.key = "signin.link_over"};
            if (!password_hash.empty()) set_password(tx, link->account.id, password_hash);
            session = start_session(tx, {.account = link->account.id,
                                         .place = link->place,
                                         .device = device_of(request.raw().header("user-agent")),
                                         .is_second_factor_due = link->account.has_second_factor});
            audit::record_for(tx, link->place.scope(), "session.started", "");
            return Answer::go(link->account.has_second_factor ? "/signin/code" : "/");
        },
        show_link);
    if (!session.empty()) set_session_cookie(request, response, session);
    return response;
}

Response sign_out(Writing& request) {
    const std::string hash = request.context().guest->session_hash;
    // Whoever signs in again comes back to where they left.
    std::string where = "/signin";
    const std::string back = own_path(request.form("back"), "/");
    if (back != "/") html::url_encode_into(where += "?next=", back);
    auto response = request.act_as(
        Scope::whole(),
        [&](WriteTx& tx) -> Result<Answer> {
            end_session(tx, hash);
            return Answer::go(where);
        },
        show_signin);
    const auto& services = request.context().services;
    response.cookie(desk::cookie_line(services, desk::session_cookie(services), "", 0));
    response.cookie(desk::cookie_line(services, desk::notes_cookie(services), "", 0));
    // Help that was logged without a network and could not be sent yet waits on the device, without
    // a name; the scripts, which have cleared the rest, say so.
    const bool has_waiting = request.form("keep") == "waiting";
    return response.header("Clear-Site-Data", has_waiting ? "\"cache\"" : "\"cache\", \"storage\"");
}

}  // namespace

void mount_signin(desk::Routes& on) {
    on.get("/signin", Right::anyone, show_signin);
    on.post("/signin", Right::anyone, sign_in);
    on.get("/signin/code", Right::anyone, show_code);
    on.post("/signin/code", Right::anyone, give_code);
    on.post("/signin/link", Right::anyone, send_link);
    on.get("/link/{token}", Right::anyone, show_link);
    on.post("/link/{token}", Right::anyone, use_link_now);
    on.post("/signout", Right::signed_in, sign_out);
}

}  // namespace rapport::signin
