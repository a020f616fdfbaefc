// What anybody may fetch: the signed index, the signed items, and the form by which their author is
// asked. What is not published and what never was are one answer.
#include "design/exchange/exchange_pages.hpp"
#include "platform/desk/context.hpp"

namespace rapport::exchange {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

constexpr strangers::Room room{"exchange", 10, 1};

std::optional<Scope> scope_at(Reading& request) {
    const auto district = request.db().read(
        Scope::whole(), [&](ReadTx& tx) { return district_at(tx, request.path_text("address")); });
    if (!district) return std::nullopt;
    return Scope{.district = *district, .actor = {}};
}

Scope scope_of(Reading& request) {
    const auto scope = scope_at(request);
    if (!scope) throw desk::NotFound();
    return *scope;
}

Published item_in(Reading& request, const Scope& scope) {
    auto found = request.db().read(
        scope, [&](ReadTx& tx) { return published(tx, request.path_text("item")); });
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

// For programs: each time the same bytes, whatever is not there.
Response document(Reading& request, const std::optional<std::string>& found) {
    if (found) return request.tagged("application/json", *found);
    Response response;
    response.status = 404;
    response.content_type = "application/json";
    response.body = R"({"error":"not found"})";
    return response;
}

Response show_index(Reading& request) {
    const auto scope = scope_at(request);
    if (!scope) return document(request, std::nullopt);
    return document(request, request.db().read(*scope, index_document));
}

Response show_item(Reading& request) {
    constexpr std::string_view ending = ".json";
    std::string_view id = request.path_text("item");
    const auto scope = scope_at(request);
    if (!scope || !id.ends_with(ending)) return document(request, std::nullopt);
    id.remove_suffix(ending.size());
    const auto found = request.db().read(*scope, [&](ReadTx& tx) { return published(tx, id); });
    return document(request, found ? std::optional(found->document) : std::nullopt);
}

AskView ask_view(Reading& request) {
    const Scope scope = scope_of(request);
    const Published item = item_in(request, scope);
    AskView view;
    request.db().read(scope, [&](ReadTx& tx) {
        const auto of = profile(tx);
        must(of.has_value(), "an item stands without its district's profile");
        view.district = of->name;
        view.contact = of->contact_name;
    });
    view.title = item.title;
    view.action = request.raw().path;
    view.trap = strangers::trap_of(request);
    view.is_sent = request.query("sent") == "1";
    return view;
}

Response show_ask(Reading& request) {
    const AskView view = ask_view(request);
    return request.page(view.title + " · " + view.district, view);
}

Response take_question(Writing& request) {
    const Scope scope = scope_of(request);
    const Published item = item_in(request, scope);
    if (auto held = strangers::held(request, room, show_ask, "words")) return std::move(*held);
    const TypedQuestion typed{std::string(request.form("name")),
                              std::string(request.form("reply_to")),
                              std::string(request.form("words"))};
    return request.act_as(
        scope,
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = ask(tx, item, typed);
            if (!done) return done.refusal();
            return Answer::go(request.raw().path + "?sent=1");
        },
        show_ask);
}

}  // namespace

void mount_public(desk::Routes& on) {
    on.get("/published/{address}/index.json", Right::anyone, show_index);
    on.get("/published/{address}/items/{item}", Right::anyone, show_item);
    on.get("/published/{address}/questions/{item}", Right::anyone, show_ask);
    on.post("/published/{address}/questions/{item}", Right::anyone, take_question);
}

}  // namespace rapport::exchange
