#include "platform/who/who_pages.hpp"

#include "platform/desk/context.hpp"
#include "platform/who/who.hpp"

namespace rapport::who {

namespace {

http::Response show_who(desk::Reading& request) {
    const auto kind = request.path_text("kind");
    const auto id = request.path_text("id");
    for (const Explainer& explainer : request.context().services.explainers) {
        if (explainer.kind != kind) continue;
        const auto thing = request.read([&](ReadTx& tx) {
            return explainer.explain(tx, request.viewer(), request.speech(), id);
        });
        if (!thing) throw desk::NotFound();
        WhoView view{.title = thing->title, .seers = {}};
        for (const Seer& seer : thing->seers) {
            view.seers.push_back({seer.name, request.speech().say(seer.reason)});
        }
        return request.page(Key{"who.title"}, view);
    }
    throw desk::NotFound();
}

}  // namespace

void mount_who(desk::Routes& on) { on.get("/who-can-see/{kind}/{id}", Right::signed_in, show_who); }

}  // namespace rapport::who
