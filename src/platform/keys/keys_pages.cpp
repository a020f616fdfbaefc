#include "platform/keys/keys_pages.hpp"

#include "platform/desk/context.hpp"
#include "platform/people/people.hpp"
#include "platform/signin/signin.hpp"

namespace rapport::keys {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

constexpr double tries_an_hour = 10;

std::string next_of(Reading& request) {
    const auto typed =
        request.refusal() != nullptr ? request.typed().first("next") : request.query("next");
    return signin::own_path(typed, "");
}

// What was refused must be in sight, also without script.
bool is_recovering(const Reading& request) {
    return request.refusal() != nullptr && request.refusal()->field != "known";
}

enum class Look { unchosen, locked, open };

Response show_notes_key(Reading& request) {
    OpenView view;
    view.next = next_of(request);
    view.kept = escrow::standing_view(request);
    const Look look = request.read([&](ReadTx& tx) {
        if (guard_of(tx, tx.actor()) == Guard::server) return Look::unchosen;
        if (keys::is_locked(tx)) return Look::locked;
        view.waiting = waiting_for_me(tx);
        return Look::open;
    });
    const Key title{"keys.title"};
    if (look == Look::unchosen) {
        return request.page(title, ChoosingView{view.next, {view.kept}});
    }
    if (look == Look::locked) {
        return request.page(title, UnlockingView{view.next, is_recovering(request), {view.kept}});
    }
    return request.page(title, view);
}

Response show_new_beginning(Reading& request) {
    return request.page(Key{"keys.begin_again"},
                        NewBeginningView{{escrow::standing_view(request)}});
}

const sealing::ServerKey& server_of(Reading& request) {
    return *request.read([](ReadTx& tx) { return &tx.server_key(); });
}

bool may_try(Writing& request) {
    const std::string bucket = "notes:" + request.viewer().person.text();
    return request.db().write(Scope::whole(), [&](WriteTx& tx) {
        return signin::take_from_bucket(tx, bucket, tries_an_hour, tries_an_hour / 60);
    });
}

Response too_many(Writing& request, const std::string& field) {
    auto response = request.again(show_notes_key, {.key = "keys.too_many", .field = field});
    response.status = 429;
    return response.header("Retry-After", "360");
}

// The secret stays in this browser's session: half here, half in its cookie.
std::string lend_to_session(Writing& request, const sealing::Secret& secret) {
    auto lent = desk::lend(secret);
    const std::string hash = request.context().guest->session_hash;
    request.db().write(Scope::whole(), [&](WriteTx& tx) { keep_in_session(tx, hash, lent.kept); });
    return std::move(lent.cookie);
}

void set_cookie(Writing& request, Response& response, const std::string& value) {
    const auto& services = request.context().services;
    const std::int64_t seconds = value.empty() ? 0 : 12 * 3600;
    response.cookie(desk::cookie_line(services, desk::notes_cookie(services), value, seconds));
}

// Said once on the next page.
Response told(Writing& request, Response response, Key notice) {
    response.cookie(desk::cookie_line(request.context().services, "notice", notice.name, 60));
    return response;
}

// What the actor typed, tried against one of the ways to their key.
std::optional<sealing::Secret> tried(Writing& request, Way way, std::string_view words) {
    const auto& server = server_of(request);
    const auto wrapper = request.read([&](ReadTx& tx) { return wrapper_of(tx, way); });
    if (!wrapper) return std::nullopt;
    return unwrapped(*wrapper, way, words, server);
}

// Does the act, and shows the code it made; once.
Response with_code(Writing& request, const Prepared& prepared, desk::Show again,
                   const std::function<Result<std::string>(WriteTx&)>& act) {
    bool is_fresh = false;
    NotesCodeView view{.code = prepared.recovery_code,
                       .digits = "",
                       .next = signin::own_path(request.form("next"), "/notes-key")};
    auto response = request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            auto done = act(tx);
            if (!done) return done.refusal();
            view.digits = *done;
            is_fresh = true;
            return Answer::go("/notes-key", "keys.code_was_shown");
        },
        again);
    if (!is_fresh || response.status != 303) return response;
    const std::string cookie = lend_to_session(request, prepared.secret);
    auto page = request.page(Key{"keys.code_title"}, view);
    set_cookie(request, page, cookie);
    return page;
}

Response choose(Writing& request) {
    const auto good = check_passphrase(request.form("passphrase"), request.form("again"));
    if (!good) return request.again(show_notes_key, good.refusal());
    const auto prepared = prepare(server_of(request), request.form("passphrase"), nullptr);
    return with_code(request, prepared, show_notes_key, [&](WriteTx& tx) -> Result<std::string> {
        if (guard_of(tx, tx.actor()) == Guard::own) {
            return Refusal{"keys.chosen_already"};
        }
        take_into_use(tx, prepared);
        return std::string();
    });
}

Response unlock_notes(Writing& request) {
    if (!may_try(request)) return too_many(request, "known");
    const auto secret = tried(request, Way::passphrase, request.form("known"));
    if (!secret) {
        return request.again(show_notes_key, {.key = "keys.wrong", .field = "known"});
    }
    const std::string cookie = lend_to_session(request, *secret);
    auto response = http::see_other(signin::own_path(request.form("next"), "/notes-key"));
    set_cookie(request, response, cookie);
    return told(request, std::move(response), "keys.unlocked");
}

Response lock_notes(Writing& request) {
    const std::string hash = request.context().guest->session_hash;
    request.db().write(Scope::whole(), [&](WriteTx& tx) { keep_in_session(tx, hash, ""); });
    auto response = http::see_other("/notes-key");
    set_cookie(request, response, "");
    return told(request, std::move(response), "keys.is_locked");
}

Response renew(Writing& request, const sealing::Secret& secret) {
    const auto prepared = prepare(server_of(request), request.form("passphrase"), &secret);
    return with_code(request, prepared, show_notes_key, [&](WriteTx& tx) -> Result<std::string> {
        rewrap(tx, prepared);
        return std::string();
    });
}

Response change_passphrase(Writing& request) {
    const auto good = check_passphrase(request.form("passphrase"), request.form("again"));
    if (!good) return request.again(show_notes_key, good.refusal());
    if (!may_try(request)) return too_many(request, "known");
    const auto secret = tried(request, Way::passphrase, request.form("known"));
    if (!secret) {
        return request.again(show_notes_key, {.key = "keys.wrong", .field = "known"});
    }
    return renew(request, *secret);
}

Response recover(Writing& request) {
    const auto code = sealing::as_recovery_code(request.form("code"));
    if (!code) {
        return request.again(show_notes_key, {.key = "keys.code_mistyped", .field = "code"});
    }
    const auto good = check_passphrase(request.form("passphrase"), request.form("again"));
    if (!good) return request.again(show_notes_key, good.refusal());
    if (!may_try(request)) return too_many(request, "code");
    const auto secret = tried(request, Way::recovery, *code);
    if (!secret) {
        return request.again(show_notes_key, {.key = "keys.code_wrong", .field = "code"});
    }
    return renew(request, *secret);
}

Response begin_anew(Writing& request) {
    const auto good = check_passphrase(request.form("passphrase"), request.form("again"));
    if (!good) return request.again(show_new_beginning, good.refusal());
    if (!may_try(request)) return too_many(request, "passphrase");
    const auto prepared = prepare(server_of(request), request.form("passphrase"), nullptr);
    return with_code(request, prepared, show_new_beginning,
                     [&](WriteTx& tx) -> Result<std::string> { return begin_again(tx, prepared); });
}

Response give_back_notes(Writing& request) {
    const auto person = request.path<PersonId>("person");
    const std::string digits(request.form("digits"));
    auto response = request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!people::find(tx, person)) throw desk::NotFound();
            const auto given = give_back(tx, person, digits);
            if (!given) return given.refusal();
            return Answer::go("/notes-key", "keys.given_back");
        },
        show_notes_key);
    if (response.status == 422) {
        request.db().write(request.scope(), [&](WriteTx& tx) { count_wrong_digits(tx, person); });
    }
    return response;
}

}  // namespace

void mount_keys(desk::Routes& on) {
    on.get("/notes-key", Right::signed_in, show_notes_key);
    on.post("/notes-key", Right::signed_in, choose);
    on.post("/notes-key/unlocking", Right::signed_in, unlock_notes);
    on.post("/notes-key/locking", Right::signed_in, lock_notes);
    on.post("/notes-key/passphrase", Right::signed_in, change_passphrase);
    on.post("/notes-key/recovery", Right::signed_in, recover);
    on.get("/notes-key/new-beginning", Right::signed_in, show_new_beginning);
    on.post("/notes-key/new-beginning", Right::signed_in, begin_anew);
    on.post("/notes-key/partners/{person}", Right::signed_in, give_back_notes);
}

}  // namespace rapport::keys
