// Settings: the ways to run a cycle, as the district wants them.
#include <algorithm>
#include <boost/json.hpp>

#include "coaching/cycles/cycles_deeds.hpp"
#include "coaching/cycles/cycles_pages.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"

namespace rapport::cycles {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

std::string length_of(const Template& one, const Speech& speech) {
    if (one.rhythm_days == 0) return speech.say("cycles.one_talk");
    return speech.say("cycles.weeks_rhythm", {{"weeks", std::int64_t{one.weeks}},
                                              {"days", std::int64_t{one.rhythm_days}}});
}

Response show_templates(Reading& request) {
    TemplatesView view;
    const Speech& speech = request.speech();
    for (const Template& one : request.read([](ReadTx& tx) { return templates(tx); })) {
        view.rows.push_back({one.code, one.called(speech), one.says(speech), length_of(one, speech),
                             one.is_offered});
    }
    return request.page(Key{"cycles.templates"}, view);
}

StageField field_of(int at, const Stage& stage, const Speech& speech) {
    const std::string number = std::to_string(at);
    return {.name_field = "name_" + number,
            .prompt_field = "prompt_" + number,
            .phase_field = "phase_" + number,
            .code_field = "code_" + number,
            .code = stage.code,
            .name = stage.code.empty() && stage.name.empty() ? "" : stage.called(speech),
            .prompt = stage.code.empty() && stage.prompt.empty() ? "" : stage.asks(speech),
            .phase = std::string(code(stage.phase)),
            .label = say_code("cycles.phase_", code(stage.phase), speech)};
}

Template template_at(ReadTx& tx, const Reading& request) {
    auto found = find_template(tx, request.path_text("template"));
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

Response show_template(Reading& request) {
    const Speech& speech = request.speech();
    const Template one = request.read([&](ReadTx& tx) { return template_at(tx, request); });
    TemplateView view{.code = one.code,
                      .name = one.called(speech),
                      .says = one.says(speech),
                      .number = one.number,
                      .weeks = one.weeks,
                      .rhythm_days = one.rhythm_days,
                      .is_offered = one.is_offered,
                      .stages = {}};
    int at = 0;
    for (const Stage& stage : one.stages) view.stages.push_back(field_of(at++, stage, speech));
    const bool is_full = static_cast<int>(one.stages.size()) >= stages_max;
    for (const Phase phase : {Phase::preparing, Phase::doing}) {
        if (!is_full)
            view.stages.push_back(
                field_of(at++, {.phase = phase, .code = "", .name = "", .prompt = ""}, speech));
    }
    if (request.refusal() != nullptr) {
        for (StageField& field : view.stages) {
            field.name = request.typed().first(field.name_field);
            field.prompt = request.typed().first(field.prompt_field);
        }
    }
    return request.page(view.name, view);
}

Result<Done> do_change(WriteTx& tx, const Template& before, const http::Fields& fields) {
    return change_template(tx, template_in(before, fields));
}

Result<Done> do_retire(WriteTx& tx, const Template& before, const http::Fields&) {
    return retire_template(tx, before.code);
}

Result<Done> do_offer(WriteTx& tx, const Template& before, const http::Fields&) {
    return offer_template(tx, before.code);
}

Response change(Writing& request, Key notice,
                Result<Done> (*body)(WriteTx&, const Template&, const http::Fields&)) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Template before = template_at(tx, request);
            const auto done = body(tx, before, request.form());
            if (!done) return done.refusal();
            return Answer::go("/settings/cycles", notice);
        },
        show_template);
}

Response change_one(Writing& request) { return change(request, "cycles.did_template", do_change); }

Response retire_one(Writing& request) { return change(request, "cycles.did_retire", do_retire); }

Response offer_one(Writing& request) { return change(request, "cycles.did_offer", do_offer); }

namespace json = boost::json;

json::object template_json(const Template& one, const Speech& speech) {
    json::array stages;
    for (const Stage& stage : one.stages) {
        stages.push_back(json::object{{"code", stage.code},
                                      {"phase", code(stage.phase)},
                                      {"name", stage.called(speech)},
                                      {"asks", stage.asks(speech)}});
    }
    return {{"code", one.code},
            {"number", one.number},
            {"name", one.called(speech)},
            {"weeks", one.weeks},
            {"rhythm_days", one.rhythm_days},
            {"is_offered", one.is_offered},
            {"stages", std::move(stages)}};
}

Response list_templates(Reading& request) {
    json::array list;
    for (const Template& one : request.read([](ReadTx& tx) { return templates(tx); })) {
        list.push_back(template_json(one, request.speech()));
    }
    return request.json(json::object{{"cycle_templates", std::move(list)}, {"next", nullptr}});
}

template <Result<Done> (*body)(WriteTx&, const Template&, const http::Fields&)>
Response on_api(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Template before = template_at(tx, request);
        const auto done = body(tx, before, request.form());
        if (!done) return done.refusal();
        const auto now = template_at(tx, request);
        return Answer::json(200, json::serialize(template_json(now, request.speech())));
    });
}

// What is said as it was shipped stays shipped words, in every language.
std::string own_words(std::string_view typed, bool is_same) {
    return is_same ? "" : std::string(text::trimmed(typed));
}

std::optional<Stage> stage_in(int at, const http::Fields& fields) {
    const std::string number = std::to_string(at);
    const auto name = text::trimmed(fields.first("name_" + number));
    const auto phase = parse_phase(fields.first("phase_" + number));
    if (name.empty() || !phase) return std::nullopt;
    Stage stage;
    stage.phase = *phase;
    stage.code = fields.first("code_" + number);
    stage.name = name;
    stage.prompt = text::trimmed(fields.first("prompt_" + number));
    return stage;
}

// Words that somebody left as they stood are no words of the district's own.
void keep_shipped(const Template& before, const http::Fields& fields, Template& made) {
    const auto shown = [&](std::string_view field) { return fields.first(field); };
    made.name = own_words(fields.first("name"), fields.first("name") == shown("name_shown"));
    if (made.name.empty()) made.name = before.name;
    for (Stage& stage : made.stages) {
        const auto at = std::ranges::find(before.stages, stage.code, &Stage::code);
        if (stage.code.empty() || at == before.stages.end()) {
            stage.code.clear();
            continue;
        }
        if (stage.name == shown("name_shown_" + stage.code)) stage.name = at->name;
        if (stage.prompt == shown("prompt_shown_" + stage.code)) stage.prompt = at->prompt;
    }
}

}  // namespace

Template template_in(const Template& before, const http::Fields& fields) {
    Template made = before;
    made.weeks = static_cast<int>(
        text::number<std::int64_t>(text::trimmed(fields.first("weeks"))).value_or(0));
    made.rhythm_days = static_cast<int>(
        text::number<std::int64_t>(text::trimmed(fields.first("rhythm"))).value_or(-1));
    made.stages.clear();
    for (int at = 0; at < stages_max + 2; ++at) {
        if (auto stage = stage_in(at, fields)) made.stages.push_back(std::move(*stage));
    }
    keep_shipped(before, fields, made);
    return made;
}

void mount_templates(desk::Routes& on) {
    const Right right = Right::change_settings;
    const std::string one = "/settings/cycles/{template}";
    on.get("/settings/cycles", right, show_templates);
    on.get(one, right, show_template);
    on.post(one, right, change_one);
    on.post(one + "/retirement", right, retire_one);
    on.del(one + "/retirement", right, offer_one);
    using Kind = desk::Field::Kind;
    const std::string api = "/api/v1/cycle-templates/{template}";
    const std::vector<desk::Field> output{
        {"code", Kind::text, true},
        {"number", Kind::number, true, "1: as shipped."},
        {"name", Kind::text, true},
        {"weeks", Kind::number, true},
        {"rhythm_days", Kind::number, true, "0: one conversation."},
        {"is_offered", Kind::flag, true},
        {"stages", Kind::objects, true, "code, phase, name and the question asked there."}};
    on.api_get("/api/v1/cycle-templates", right, list_templates,
               {.summary = "The ways to run a cycle.",
                .output = output,
                .output_list = "cycle_templates"});
    on.api_post(
        api, right, on_api<do_change>,
        {.summary = "A new version. Stages are numbered: phase_0, code_0, name_0, prompt_0.",
         .input = {{"name", Kind::text},
                   {"weeks", Kind::number, true},
                   {"rhythm", Kind::number, true, "Days between meetings."},
                   {"phase_0", Kind::choice, true, "", "preparing|doing|reflecting"},
                   {"code_0", Kind::text},
                   {"name_0", Kind::text, true},
                   {"prompt_0", Kind::text}},
         .output = output});
    on.api_post(api + "/retirement", right, on_api<do_retire>,
                {.summary = "Offers it no more.", .output = output});
    on.api_del(api + "/retirement", right, on_api<do_offer>,
               {.summary = "Offers it again.", .output = output});
}

}  // namespace rapport::cycles
