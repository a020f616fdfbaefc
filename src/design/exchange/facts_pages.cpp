#include "design/exchange/facts_pages.hpp"

namespace rapport::exchange {

namespace {

http::Response show_facts(desk::Reading& request) {
    const locale::Speech& speech = request.speech();
    const auto topic = parse_topic(request.query("topic"));
    FactsView view{.typed = std::string(request.query("q")), .topics = {}, .list = {}};
    view.topics.push_back({"", speech.say("exchange.any_topic"), !topic});
    for (const Topic one : all_topics) {
        view.topics.push_back({std::string(code(one)),
                               speech.say(Key::of("exchange.topic_" + std::string(code(one)))),
                               topic == one});
    }
    view.list.rows = facts(topic, view.typed, speech);
    view.is_empty = view.list.rows.empty();
    view.sees_exchange = request.viewer().may(Right::see_programme);
    return request.page(Key{"exchange.facts"}, view);
}

}  // namespace

void mount_facts(desk::Routes& on) { on.get("/exchange/facts", Right::signed_in, show_facts); }

}  // namespace rapport::exchange
