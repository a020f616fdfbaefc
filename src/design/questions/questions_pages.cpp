#include "design/questions/questions_pages.hpp"

#include <boost/json.hpp>

#include "kernel/text/text.hpp"

namespace rapport::questions {

namespace json = boost::json;
using desk::Reading;
using http::Response;
using locale::Speech;

namespace {

constexpr std::size_t typed_max = 200;  // Characters.

std::string label(Asker asker, const Speech& speech) {
    return speech.say(Key::of("questions.for_" + std::string(code(asker))));
}

std::string typed_in(const Reading& request) {
    return text::shortened(text::trimmed(request.query("q")), typed_max);
}

Response show_questions(Reading& request) {
    const Speech& speech = request.speech();
    const auto asker = parse_asker(request.query("for"));
    QuestionsView view{.typed = typed_in(request), .askers = {}, .groups = {}};
    view.askers.push_back({"", speech.say("questions.for_all"), !asker});
    for (int i = 0; i < asker_count; ++i) {
        const auto one = static_cast<Asker>(i);
        view.askers.push_back({std::string(code(one)), label(one, speech), asker == one});
    }
    for (Answered& one : search(asker, view.typed, speech)) {
        const std::string group(code(one.asker));
        if (view.groups.empty() || view.groups.back().code != group) {
            view.groups.push_back({group, label(one.asker, speech), {}});
        }
        view.groups.back().rows.push_back({std::move(one.code), std::move(one.question),
                                           std::move(one.answer), std::move(one.source),
                                           std::move(one.link)});
    }
    view.is_empty = view.groups.empty();
    view.is_signed_in = request.is_signed_in();
    return request.page(Key{"questions.title"}, view);
}

Response get_questions(Reading& request) {
    json::array all;
    const auto asker = parse_asker(request.query("for"));
    for (const Answered& one : search(asker, typed_in(request), request.speech())) {
        all.push_back(json::object{{"id", one.code},
                                   {"for", code(one.asker)},
                                   {"question", one.question},
                                   {"answer", one.answer},
                                   {"source", one.source},
                                   {"link", one.link}});
    }
    return request.json(json::object{{"questions", std::move(all)}, {"next", nullptr}});
}

}  // namespace

void mount_questions(desk::Routes& on) {
    using K = desk::Field::Kind;
    on.get("/questions", Right::anyone, show_questions);
    on.api_get("/api/v1/questions", Right::signed_in, get_questions,
               {.summary = "What people ask about coaches, with answers and where they stand; "
                           "?for= and ?q= choose.",
                .output = {{"id", K::text, true},
                           {"for", K::text, true, "Who asks it."},
                           {"question", K::text, true},
                           {"answer", K::text, true},
                           {"source", K::text, true},
                           {"link", K::text, true, "\"\" where there is none."}},
                .output_list = "questions"});
}

}  // namespace rapport::questions
