// What everybody may read once the district has published it: those who agreed to that, and the
// form by which they are asked. Nobody is signed in here.
#include <algorithm>

#include "design/calls/calls.hpp"
#include "design/colleagues/colleagues_pages.hpp"
#include "platform/desk/context.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::colleagues {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

Scope scope_at(Reading& request) {
    const auto id = request.path<PageId>("page");
    const auto district =
        request.db().read(Scope::whole(), [&](ReadTx& tx) { return district_at(tx, id); });
    if (!district) throw desk::NotFound();
    return {.district = *district, .actor = {}};
}

std::string page_path(const Reading& request) {
    return "/colleagues/at/" + std::string(request.path_text("page"));
}

ColleagueRow public_row(const Colleague& one, const std::vector<calls::Callable>& callable,
                        const Reading& request) {
    ColleagueRow row = row_of(one.name, one.shown, one.agreed_at, request.speech());
    row.id = one.id.text();
    if (row.address.empty()) row.write_href = page_path(request) + "/" + row.id;
    const auto at = std::ranges::find(callable, one.person, &calls::Callable::host);
    if (at != callable.end()) row.call_href = "/calls/with/" + at->page.text();
    return row;
}

Response show_public(Reading& request) {
    PublicView view;
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        view.district = districts::name(tx);
        const auto callable = calls::callable(tx);
        for (const Colleague& one : all(tx)) {
            if (one.level != Level::everybody) continue;
            view.rows.push_back(public_row(one, callable, request));
        }
    });
    return request.page(request.speech().say("colleagues.title") + " · " + view.district, view);
}

Response show_public_one(Reading& request) {
    OneView view{.row = {},
                 .back = page_path(request),
                 .back_says = request.speech().say("colleagues.title")};
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        const auto one = find(tx, request.path<ColleagueId>("colleague"));
        if (!one || one->level != Level::everybody) throw desk::NotFound();
        view.row = public_row(*one, calls::callable(tx), request);
        view.row.does += " · " + districts::name(tx);
    });
    view.action = view.back + "/" + view.row.id + "/questions";
    view.row.write_href.clear();
    view.has_form = view.row.address.empty();
    view.asks_who = true;
    view.trap = strangers::trap_of(request);
    return request.page(view.row.name, view);
}

Response ask_public_one(Writing& request) {
    const Scope scope = scope_at(request);
    const auto id = request.path<ColleagueId>("colleague");
    const bool is_there = request.db().read(scope, [&](ReadTx& tx) {
        const auto one = find(tx, id);
        return one && one->level == Level::everybody;
    });
    if (!is_there) throw desk::NotFound();
    if (auto held = strangers::held(request, asking, show_public_one, "words")) {
        return std::move(*held);
    }
    const Question question{std::string(request.form("name")),
                            std::string(request.form("reply_to")),
                            std::string(request.form("words"))};
    return request.act_as(
        scope,
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = ask(tx, id, Level::everybody, question, request.speech(),
                                  request.context().services.base_url + "/colleagues");
            if (!done) return done.refusal();
            return Answer::go(page_path(request), "colleagues.did_send");
        },
        show_public_one);
}

}  // namespace

void mount_colleagues_public(desk::Routes& on) {
    const std::string page = "/colleagues/at/{page}";
    on.get(page, Right::anyone, show_public);
    on.get(page + "/{colleague}", Right::anyone, show_public_one);
    on.post(page + "/{colleague}/questions", Right::anyone, ask_public_one);
}

}  // namespace rapport::colleagues
