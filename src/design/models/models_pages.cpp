#include "design/models/models_pages.hpp"

#include <array>
#include <boost/json.hpp>

#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/desk/context.hpp"

namespace rapport::models {

namespace json = boost::json;
using desk::Reading;
using http::Response;
using locale::Speech;

namespace {

ModelView view_of(const Model& model, const Speech& speech) {
    ModelText text = text_of(model, speech);
    ModelView view{std::move(text.code),  std::move(text.name), std::move(text.means),
                   std::move(text.facts), std::move(text.told), {}};
    for (const Source& source : text.sources) {
        view.sources.push_back({std::string(source.name), std::string(source.link)});
    }
    return view;
}

ModelsView list(const Reading& request) {
    const Speech& speech = request.speech();
    ModelsView view{.models = {}, .choices = choices(speech), .refused = ""};
    view.sees_others = request.viewer().may(Right::see_programme);
    for (const Model& model : all()) view.models.push_back(view_of(model, speech));
    return view;
}

Response show_models(Reading& request) { return request.page(Key{"models.title"}, list(request)); }

Response show_comparison(Reading& request) {
    CompareView view;
    for (const std::string_view code : request.raw().query.all("with")) {
        const Model* model = find(code);
        if (model == nullptr) throw desk::NotFound();
        view.models.push_back(view_of(*model, request.speech()));
    }
    if (view.models.size() >= 2 && view.models.size() <= 3) {
        return request.page(Key{"models.compare_title"}, view);
    }
    ModelsView again = list(request);
    again.refused = request.speech().say("models.choose_two");
    return request.page(Key{"models.title"}, again);
}

struct Box {
    std::string_view code;
    std::int64_t& value;
};

std::array<Box, 13> boxes(Numbers& it) {
    return {{{"teachers", it.teachers},
             {"buildings", it.buildings},
             {"fte_percent", it.fte_percent},
             {"cost", it.cost},
             {"week", it.week.week},
             {"cycle_percent", it.week.cycle_percent},
             {"meeting", it.week.meeting},
             {"visits", it.week.visits},
             {"visit", it.week.visit},
             {"preparation", it.week.preparation},
             {"travel", it.week.travel},
             {"cycle_weeks", it.cycle_weeks},
             {"year_weeks", it.year_weeks}}};
}

// Takes what was asked for; the field that is no number, when there is one.
std::optional<Refusal> take(const Reading& request, Numbers& it) {
    for (const Box& box : boxes(it)) {
        const std::string_view typed = text::trimmed(request.query(box.code));
        if (typed.empty()) continue;
        const auto value = text::number<std::int64_t>(typed);
        if (!value) return Refusal{"models.no_number", std::string(box.code)};
        box.value = *value;
    }
    const auto done = check(it);
    if (!done) return done.refusal();
    return std::nullopt;
}

std::string posts_said(std::int64_t percent, const Speech& speech) {
    const std::int64_t part = percent % 100;
    if (part == 0) return speech.number(percent / 100);
    return speech.number(percent) + " %";
}

void add_rows(WhatIfView& view, const std::vector<Outcome>& outcomes, const Numbers& asked,
              const Speech& speech) {
    const auto row = [&](Key name, const auto& say) {
        OutcomeRow one{speech.say(name), {}};
        for (const Outcome& outcome : outcomes) one.cells.push_back(say(outcome));
        view.rows.push_back(std::move(one));
    };
    const auto number = [&](std::int64_t Outcome::*member) {
        return [&speech, member](const Outcome& it) { return speech.number(it.*member); };
    };
    row("models.posts", [&](const Outcome& it) { return posts_said(it.fte_percent, speech); });
    row("models.at_once", number(&Outcome::at_once));
    row("models.a_year", number(&Outcome::a_year));
    row("models.reached",
        [&](const Outcome& it) { return speech.number(it.reached_percent) + " %"; });
    row("models.years_to_all", [&](const Outcome& it) {
        return it.years_to_all == 0 ? speech.say("models.never") : speech.number(it.years_to_all);
    });
    row("models.teachers_a_post", [&](const Outcome& it) {
        return it.teachers_a_post == 0 ? "–" : speech.number(it.teachers_a_post);
    });
    if (asked.buildings > 0) {
        row("models.buildings_a_post", [&](const Outcome& it) {
            return it.buildings_a_post == 0 ? "–" : speech.number(it.buildings_a_post);
        });
    }
    if (asked.cost == 0) return;
    row("models.cost_all", number(&Outcome::cost));
    row("models.cost_a_teacher",
        [&](const Outcome& it) { return it.a_year == 0 ? "–" : speech.number(it.cost_a_teacher); });
}

Response show_what_if(Reading& request) {
    const Speech& speech = request.speech();
    Numbers numbers;
    const auto refusal = take(request, numbers);
    WhatIfView view;
    for (const Box& box : boxes(numbers)) {
        const std::string code(box.code);
        const bool is_cost = code == "cost", is_fte = code == "fte_percent";
        const bool may_be_empty = is_cost || code == "buildings";
        NumberField field{.code = code,
                          .label = speech.say(Key::of("models." + code)),
                          .help = is_cost  ? speech.say("models.cost_help")
                                  : is_fte ? speech.say("models.fte_help")
                                           : "",
                          .value = may_be_empty && box.value == 0 ? "" : std::to_string(box.value),
                          .why = ""};
        // What was typed stays, also where it is no number.
        const std::string_view typed = request.query(code);
        if (!typed.empty()) field.value = typed;
        if (refusal && refusal->field == code) field.why = speech.say(refusal->key, refusal->with);
        view.fields.push_back(std::move(field));
    }
    if (!refusal) {
        const auto all = outcomes(numbers);
        if (all.size() == 3) view.heads.push_back(speech.say("models.one_fewer"));
        view.heads.push_back(speech.say("models.as_planned"));
        view.heads.push_back(speech.say("models.one_more"));
        add_rows(view, all, numbers, speech);
    }
    view.may_plan = request.viewer().may(Right::plan_weeks);
    return request.page(Key{"models.what_if_title"}, view);
}

json::array array_of(const std::vector<std::string>& texts) {
    json::array array;
    for (const auto& text : texts) array.emplace_back(text);
    return array;
}

Response list_models(Reading& request) {
    json::array models;
    for (const Model& model : all()) {
        const ModelText text = text_of(model, request.speech());
        json::array sources;
        for (const Source& source : text.sources) {
            sources.push_back(json::object{{"name", source.name}, {"link", source.link}});
        }
        models.push_back(json::object{{"code", text.code},
                                      {"name", text.name},
                                      {"means", text.means},
                                      {"facts", array_of(text.facts)},
                                      {"told", array_of(text.told)},
                                      {"sources", std::move(sources)}});
    }
    return request.json(json::object{{"models", std::move(models)}, {"next", nullptr}});
}

Response list_outcomes(Reading& request) {
    Numbers numbers;
    const auto refusal = take(request, numbers);
    if (refusal) return desk::problem(request.context(), 422, *refusal);
    json::array array;
    for (const Outcome& it : outcomes(numbers)) {
        array.push_back(json::object{{"fte_percent", it.fte_percent},
                                     {"at_once", it.at_once},
                                     {"a_year", it.a_year},
                                     {"reached_percent", it.reached_percent},
                                     {"years_to_all", it.years_to_all},
                                     {"teachers_a_post", it.teachers_a_post},
                                     {"buildings_a_post", it.buildings_a_post},
                                     {"cost", it.cost},
                                     {"cost_a_teacher", it.cost_a_teacher}});
    }
    return request.json(json::object{{"outcomes", std::move(array)}, {"next", nullptr}});
}

}  // namespace

void mount_models(desk::Routes& on) {
    using desk::Keep;
    using K = desk::Field::Kind;
    const Right read = Right::signed_in;
    on.get("/models", read, show_models, Keep::while_unchanged);
    on.get("/models/comparison", read, show_comparison, Keep::while_unchanged);
    on.get("/models/what-if", read, show_what_if, Keep::while_unchanged);
    on.api_get("/api/v1/models", read, list_models,
               {.summary = "Ways to organise the post, with what others told.",
                .output = {{"code", K::text, true},
                           {"name", K::text, true},
                           {"means", K::text, true},
                           {"facts", K::texts, true},
                           {"told", K::texts, true, "By those who had it."},
                           {"sources", K::objects, true, "name, link."}},
                .output_list = "models"});
    on.api_get("/api/v1/models/outcomes", read, list_outcomes,
               {.summary = "What a district's numbers come to, with one post fewer and one more.",
                .input = {{"teachers", K::number},
                          {"buildings", K::number, false, "Schools that share the posts."},
                          {"fte_percent", K::number, false, "All posts together."},
                          {"cost", K::number, false, "Of a full post a year."},
                          {"week", K::number, false, "Minutes."},
                          {"cycle_percent", K::number},
                          {"meeting", K::number, false, "Minutes."},
                          {"visits", K::number, false, "A week, with each."},
                          {"visit", K::number, false, "Minutes."},
                          {"preparation", K::number, false, "Minutes."},
                          {"travel", K::number, false, "Minutes a week, of one coach."},
                          {"cycle_weeks", K::number},
                          {"year_weeks", K::number}},
                .output = {{"fte_percent", K::number, true},
                           {"at_once", K::number, true, "Teachers."},
                           {"a_year", K::number, true, "Teachers."},
                           {"reached_percent", K::number, true},
                           {"years_to_all", K::number, true, "0: never."},
                           {"teachers_a_post", K::number, true, "0: no post."},
                           {"buildings_a_post", K::number, true, "0: not said, or no post."},
                           {"cost", K::number, true, "In a year; 0: not said."},
                           {"cost_a_teacher", K::number, true}},
                .output_list = "outcomes"});
}

}  // namespace rapport::models
