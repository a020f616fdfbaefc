#include "platform/who/who_pages.hpp"

#include <boost/json.hpp>

#include "platform/desk/context.hpp"
#include "platform/who/who.hpp"

namespace rapport::who {

namespace {

Thing explained(desk::Reading& request) {
    const auto kind = request.path_text("kind");
    const auto id = request.path_text("id");
    for (const Explainer& explainer : request.context().services.explainers) {
        if (explainer.kind != kind) continue;
        auto thing = request.read([&](ReadTx& tx) {
            return explainer.explain(tx, request.viewer(), request.speech(), id);
        });
        if (!thing) throw desk::NotFound();
        return std::move(*thing);
    }
    throw desk::NotFound();
}

http::Response show_who(desk::Reading& request) {
    const Thing thing = explained(request);
    WhoView view{.title = thing.title, .seers = {}};
    for (const Seer& seer : thing.seers) {
        view.seers.push_back({seer.name, request.speech().say(seer.reason)});
    }
    return request.page(Key{"who.title"}, view);
}

http::Response get_who(desk::Reading& request) {
    const Thing thing = explained(request);
    boost::json::array people;
    for (const Seer& seer : thing.seers) {
        people.push_back(boost::json::object{{"name", seer.name},
                                             {"reason", request.speech().say(seer.reason)}});
    }
    return request.json(boost::json::object{{"title", thing.title}, {"people", std::move(people)}});
}

}  // namespace

void mount_who(desk::Routes& on) {
    using K = desk::Field::Kind;
    on.get("/who-can-see/{kind}/{id}", Right::signed_in, show_who);
    on.api_get("/api/v1/who-can-see/{kind}/{id}", Right::signed_in, get_who,
               {.summary = "Who can see a contact, a note or a request, by name and why.",
                .output = {{"title", K::text, true},
                           {"people", K::objects, true, "name and reason of each."}}});
}

}  // namespace rapport::who
