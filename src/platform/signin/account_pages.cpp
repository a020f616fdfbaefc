// One's own account: language, password, second factor, sessions, API tokens,
// other districts.
#include "kernel/crypto/crypto.hpp"
#include "kernel/html/qr.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/desk/context.hpp"
#include "platform/signin/signin_pages.hpp"

namespace rapport::signin {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

std::vector<Choice> languages(const Reading& request) {
    std::vector<Choice> choices;
    for (const auto language : locale::shipped_languages) {
        choices.push_back({std::string(tag(language)), std::string(own_name(language)),
                           language == request.speech().language()});
    }
    return choices;
}

AccountView view_of(Reading& request) {
    const auto& guest = *request.context().guest;
    AccountView view;
    view.name = guest.viewer.name;
    view.email = guest.viewer.email;
    view.languages = languages(request);
    request.db().read(Scope::whole(), [&](ReadTx& tx) {
        const auto account = account_by_id(tx, guest.viewer.account);
        view.has_password = !account->password_hash.empty();
        view.has_second_factor = account->has_second_factor;
        if (!account->has_second_factor) view.totp_secret = account->totp_secret;
        view.sessions_view.sessions = sessions_of(tx, account->id, guest.session_id);
        view.tokens_view.tokens = tokens_of(tx, account->id);
        view.places = places_of(tx, account->id);
    });
    if (view.places.size() < 2) view.places.clear();
    if (!view.totp_secret.empty()) {
        view.totp_picture =
            html::qr_picture(crypto::totp_uri(view.totp_secret, view.email, "Rapport"));
    }
    return view;
}

Response show_account(Reading& request) {
    return request.page(Key{"account.title"}, view_of(request));
}

// Every act on one's own account: what it does, the row it leaves in the audit,
// what is said, where it ends.
Response change(Writing& request, std::string_view action, Key notice,
                const std::function<Result<Done>(WriteTx&)>& body,
                std::string_view where = "/account") {
    const Scope whose = request.scope();
    return request.act_as(
        Scope::whole(),
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = body(tx);
            if (!done) return done.refusal();
            audit::record_for(tx, whose, action, "");
            return Answer::go(std::string(where), notice);
        },
        show_account);
}

Response choose_language(Writing& request) {
    const auto language = locale::parse_language(request.form("language"));
    // The footer of every page changes the language, and its reader stays there.
    return change(
        request, "account.language", "account.saved",
        [&](WriteTx& tx) -> Result<Done> {
            set_language(tx, request.viewer().account, locale::tag(language));
            return Done{};
        },
        own_path(request.form("back"), "/account"));
}

Response choose_password(Writing& request) {
    const auto account = request.db().read(
        Scope::whole(), [&](ReadTx& tx) { return account_by_id(tx, request.viewer().account); });
    const bool is_known =
        account->password_hash.empty() ||
        crypto::check_password(account->password_hash, request.form("old_password"));
    if (!is_known) {
        return request.again(show_account, {.key = "account.old_wrong", .field = "old_password"});
    }
    const auto good = check_new_password(request.form("password"), account->email);
    if (!good) return request.again(show_account, good.refusal());
    const std::string hash = crypto::hash_password(request.form("password"));
    return change(request, "account.password", "account.saved", [&](WriteTx& tx) -> Result<Done> {
        set_password(tx, account->id, hash);
        end_other_sessions(tx, account->id, request.context().guest->session_hash);
        return Done{};
    });
}

Response begin_second_factor(Writing& request) {
    return change(request, "account.factor_begun", "account.scan_now",
                  [&](WriteTx& tx) -> Result<Done> {
                      const auto account = account_by_id(tx, request.viewer().account);
                      if (account->has_second_factor) return Done{};
                      set_totp_secret(tx, account->id, crypto::new_totp_secret(tx.random()));
                      return Done{};
                  });
}

std::optional<std::int64_t> step_of(const Account& account, std::string_view code, Instant now) {
    if (account.totp_secret.empty()) return std::nullopt;
    return crypto::check_totp(account.totp_secret, code, now);
}

Response confirm_second_factor(Writing& request) {
    return change(request, "account.factor_on", "account.factor_is_on",
                  [&](WriteTx& tx) -> Result<Done> {
                      const auto account = account_by_id(tx, request.viewer().account);
                      const auto step = step_of(*account, request.form("code"), tx.now());
                      if (!step) return Refusal{.key = "signin.code_wrong", .field = "code"};
                      confirm_totp(tx, account->id, *step);
                      return Done{};
                  });
}

Response remove_second_factor(Writing& request) {
    return change(request, "account.factor_off", "account.factor_is_off",
                  [&](WriteTx& tx) -> Result<Done> {
                      const auto account = account_by_id(tx, request.viewer().account);
                      const auto step = step_of(*account, request.form("code"), tx.now());
                      if (!step || !use_totp_step(tx, account->id, *step)) {
                          return Refusal{.key = "signin.code_wrong", .field = "code"};
                      }
                      remove_totp(tx, account->id);
                      return Done{};
                  });
}

Response end_one(Writing& request) {
    return change(request, "session.ended", "account.session_over",
                  [&](WriteTx& tx) -> Result<Done> {
                      end_session_by_id(tx, request.viewer().account, request.path_text("session"));
                      return Done{};
                  });
}

Response make_api_token(Writing& request) {
    const std::string name(text::trimmed(request.form("name")));
    if (!is_token_name(name)) {
        return request.again(show_account, {.key = "account.token_name", .field = "name"});
    }
    const auto& viewer = request.viewer();
    const Place place{viewer.district, viewer.person, "", viewer.name};
    std::string token;
    auto response =
        change(request, "token.made", "account.saved", [&](WriteTx& tx) -> Result<Done> {
            token = make_token(tx, viewer.account, place, name);
            return Done{};
        });
    if (token.empty()) return response;
    AccountView view = view_of(request);
    view.tokens_view.new_token = token;
    return request.page(Key{"account.title"}, view);
}

Response end_token(Writing& request) {
    return change(request, "token.revoked", "account.saved", [&](WriteTx& tx) -> Result<Done> {
        revoke_token(tx, request.viewer().account, request.path_text("token"));
        return Done{};
    });
}

Response go_to_district(Writing& request) {
    const auto district = request.path<DistrictId>("district");
    const std::string hash = request.context().guest->session_hash;
    return request.act_as(
        Scope::whole(),
        [&](WriteTx& tx) -> Result<Answer> {
            for (const Place& place : places_of(tx, request.viewer().account)) {
                if (place.district != district) continue;
                move_session(tx, hash, place);
                audit::record_for(tx, place.scope(), "session.moved_here", "");
                return Answer::go("/");
            }
            throw desk::NotFound();
        },
        show_account);
}

}  // namespace

void mount_account(desk::Routes& on) {
    on.get("/account", Right::signed_in, show_account);
    on.post("/account/language", Right::signed_in, choose_language);
    on.post("/account/password", Right::signed_in, choose_password);
    on.post("/account/second-factor", Right::signed_in, begin_second_factor);
    on.post("/account/second-factor/confirmation", Right::signed_in, confirm_second_factor);
    on.del("/account/second-factor", Right::signed_in, remove_second_factor);
    on.del("/account/sessions/{session}", Right::signed_in, end_one);
    on.post("/account/tokens", Right::signed_in, make_api_token);
    on.del("/account/tokens/{token}", Right::signed_in, end_token);
    on.post("/account/district/{district}", Right::signed_in, go_to_district);
    mount_account_api(on);
}

}  // namespace rapport::signin
