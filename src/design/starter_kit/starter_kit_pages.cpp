#include "design/starter_kit/starter_kit_pages.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "design/starter_kit/making.hpp"
#include "design/starter_kit/starter_kit_store.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::starter_kit {

namespace json = boost::json;
using desk::Answer;
using desk::Reading;
using desk::Writing;
using document::Block;
using document::Kind;
using http::Response;
using locale::Speech;

namespace {

constexpr std::string_view with_help[] = {
    "better",   "seen_by",   "fte_percent", "guides",  "rubric",  "ends_on",  "cost",
    "template", "advertise", "address",     "publish", "willing", "evaluator"};

std::string path_of(Step step) { return "/starter-kit/" + name(step); }

std::string heading_of(Step step, const Speech& speech) {
    return speech.say(Key::of("starter_kit.step_" + std::string(code(step))));
}

std::string means_of(Step step, const Speech& speech) {
    return speech.say(Key::of("starter_kit.means_" + std::string(code(step))));
}

Step step_at(const Reading& request) {
    const auto step = parse_step(request.path_text("step"));
    if (!step) throw desk::NotFound();
    return *step;
}

std::vector<MadeRow> made_rows(const Kit& kit, const Speech& speech) {
    std::vector<MadeRow> rows;
    for (const Step step : {Step::job_description, Step::advertisement, Step::role_page}) {
        const std::string& made = kit.at(step).made;
        if (!made.empty()) rows.push_back({made, heading_of(step, speech)});
    }
    return rows;
}

KitView kit_view(const Kit& kit, const Speech& speech) {
    KitView view;
    for (int i = 0; i < step_count; ++i) {
        const auto step = static_cast<Step>(i);
        const bool is_done = kit.at(step).version > 0;
        view.rows.push_back({.href = path_of(step),
                             .title = heading_of(step, speech),
                             .means = means_of(step, speech),
                             .shape = is_done ? "done" : "waiting",
                             .signal = speech.say(is_done ? Key{"starter_kit.answered"}
                                                          : Key{"starter_kit.open"})});
    }
    view.made = made_rows(kit, speech);
    view.answered = kit.answered();
    view.has_paper = view.answered > 0;
    if (const auto next = kit.next()) {
        view.next_href = path_of(*next);
        view.next_title = view.answered == 0 ? speech.say("starter_kit.begin")
                                             : speech.say("starter_kit.go_on",
                                                          {{"step", heading_of(*next, speech)}});
    }
    return view;
}

Response show_kit(Reading& request) {
    const Kit kit = request.read([](ReadTx& tx) { return load(tx); });
    return request.page(Key{"starter_kit.title"}, kit_view(kit, request.speech()));
}

std::string joined(const http::Fields& typed, std::string_view code) {
    std::string lines;
    for (const std::string_view one : typed.all(code)) {
        lines += (lines.empty() ? "" : "\n") + std::string(one);
    }
    return lines;
}

bool has_line(std::string_view lines, std::string_view line) {
    const auto all = text::split(lines, '\n');
    return std::ranges::find(all, line) != all.end();
}

FieldView field_view(const Field& field, std::string words, const Reading& request) {
    const Speech& speech = request.speech();
    const std::string code(field.code);
    const Refusal* refusal = request.refusal();
    if (refusal != nullptr) words = joined(request.typed(), code);
    FieldView view{.code = code,
                   .label = speech.say(Key::of("starter_kit." + code)),
                   .help = "",
                   .refused = "",
                   .words = words,
                   .is_optional = !field.is_required,
                   .is_invalid = refusal != nullptr && refusal->field == code,
                   .is_choice = field.form == Form::choice,
                   .is_choices = field.form == Form::choices,
                   .is_text = field.form == Form::text,
                   .is_list = field.form == Form::list,
                   .is_number = field.form == Form::number,
                   .is_day = field.form == Form::day,
                   .is_line = field.form == Form::line,
                   .options = {}};
    if (std::ranges::find(with_help, field.code) != std::end(with_help)) {
        view.help = speech.say(Key::of("starter_kit.help_" + code));
    }
    if (view.is_list && view.help.empty()) view.help = speech.say("starter_kit.line_each");
    if (view.is_invalid) view.refused = speech.say(refusal->key, refusal->with);
    if (!view.is_choice && !view.is_choices) return view;
    for (Option& one : options_of(field, speech)) {
        const bool is_chosen = has_line(words, one.code);
        view.options.push_back(
            {std::move(one.code), std::move(one.label), std::move(one.means), is_chosen});
    }
    return view;
}

std::vector<ReachRow> reach_of(const Kit& kit, const Speech& speech) {
    if (kit.at(Step::ratio).version == 0) return {};
    const models::Outcome it = models::outcome(numbers_of(kit));
    return {{speech.say("models.at_once"), speech.number(it.at_once)},
            {speech.say("models.a_year"), speech.number(it.a_year)},
            {speech.say("models.reached"), speech.number(it.reached_percent) + " %"},
            {speech.say("models.years_to_all"),
             it.years_to_all == 0 ? speech.say("models.never") : speech.number(it.years_to_all)}};
}

void add_more(Step step, const Kit& kit, const Speech& speech, StepView& view) {
    if (step == Step::model) {
        view.more_href = "/models";
        view.more = speech.say("models.title");
    }
    if (step == Step::ratio) {
        view.more_href = "/models/what-if";
        if (kit.at(step).version > 0) {
            view.more_href +=
                "?teachers=" + kit.in("teachers") + "&fte_percent=" + kit.in("fte_percent");
        }
        view.more = speech.say("models.what_if_title");
        view.reach = reach_of(kit, speech);
    }
    if (step == Step::role_page) {
        view.more_href = "/role-page";
        view.more = speech.say("starter_kit.see_role_page");
    }
}

StepView step_view(ReadTx& tx, Step step, const Reading& request) {
    const Speech& speech = request.speech();
    const Kit kit = load(tx);
    const Saved& saved = kit.at(step);
    const auto number = static_cast<std::int64_t>(step) + 1;
    StepView view{.action = path_of(step),
                  .heading = heading_of(step, speech),
                  .means = means_of(step, speech),
                  .draft = "starter-kit-" + name(step),
                  .made_href = saved.made,
                  .number = number,
                  .version = saved.version,
                  .is_made = !saved.made.empty(),
                  .is_last = number == step_count};
    if (!view.is_last) {
        const auto next = static_cast<Step>(number);
        view.next_href = path_of(next);
        view.next_title = speech.say("starter_kit.go_on", {{"step", heading_of(next, speech)}});
    }
    for (const Told& one : told(step, speech)) {
        view.told.push_back({one.words, one.source, one.link});
    }
    add_more(step, kit, speech, view);
    if (view.is_made) return view;
    for (const Field& field : fields()) {
        if (field.step != step) continue;
        const bool is_fresh = saved.version == 0;
        view.fields.push_back(field_view(
            field, is_fresh ? proposed(tx, kit, field, speech) : kit.in(field.code), request));
    }
    return view;
}

Response show_step(Reading& request) {
    const Step step = step_at(request);
    const auto view = request.read([&](ReadTx& tx) { return step_view(tx, step, request); });
    return request.page(view.heading, view);
}

Answers answers_in(const http::Fields& form, Step step) {
    Answers answers;
    for (const Field& field : fields()) {
        if (field.step == step) answers[std::string(field.code)] = joined(form, field.code);
    }
    return answers;
}

std::int64_t version_in(const Writing& request) {
    return text::number<std::int64_t>(request.form("version")).value_or(-1);
}

// Where one goes from a step: to the numbers it comes to, or to the next that is open.
std::string after(ReadTx& tx, Step step, std::int64_t seen) {
    if (step == Step::ratio && seen == 0) return path_of(step);
    const auto next = load(tx).next();
    return next ? path_of(*next) : "/starter-kit";
}

Response post_step(Writing& request) {
    const Step step = step_at(request);
    const std::int64_t seen = version_in(request);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done =
                save(tx, step, answers_in(request.form(), step), seen, request.speech());
            if (!done) return done.refusal();
            return Answer::go(after(tx, step, seen), "starter_kit.saved");
        },
        show_step);
}

Response begin_again(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        store::clear(tx);
        audit::record(tx, "starter_kit.cleared", "district");
        return Answer::go("/starter-kit", "starter_kit.cleared");
    });
}

std::vector<Block> paper(ReadTx& tx, const Speech& speech) {
    auto blocks = proposal(tx, load(tx), speech);
    if (blocks.empty()) throw desk::NotFound();
    return blocks;
}

Response show_paper(Reading& request) {
    const PaperView view = request.read([&](ReadTx& tx) {
        PaperView paper = paper_view(starter_kit::paper(tx, request.speech()));
        paper.made = made_rows(load(tx), request.speech());
        return paper;
    });
    return request.page(view.title, view);
}

Response show_pdf(Reading& request) {
    return request.read([&](ReadTx& tx) {
        return request.file("proposal.pdf", document::pdf_type,
                            document::pdf(paper(tx, request.speech()),
                                          std::string(tag(request.speech().language())), tx.now()));
    });
}

Response show_docx(Reading& request) {
    return request.read([&](ReadTx& tx) {
        return request.file("proposal.docx", document::docx_type,
                            document::docx(paper(tx, request.speech()),
                                           std::string(tag(request.speech().language()))));
    });
}

json::object json_of(const Kit& kit) {
    json::array steps;
    for (int i = 0; i < step_count; ++i) {
        const auto step = static_cast<Step>(i);
        const Saved& saved = kit.at(step);
        json::object answers;
        for (const auto& [field, words] : saved.answers) answers[field] = words;
        steps.push_back(json::object{{"step", name(step)},
                                     {"answers", std::move(answers)},
                                     {"made", saved.made},
                                     {"version", saved.version}});
    }
    return {{"steps", std::move(steps)}};
}

Response get_kit(Reading& request) {
    return request.json(json_of(request.read([](ReadTx& tx) { return load(tx); })));
}

Response api_step(Writing& request) {
    const Step step = step_at(request);
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done =
            save(tx, step, answers_in(request.form(), step), version_in(request), request.speech());
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(json_of(load(tx))));
    });
}

Response api_begin_again(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        store::clear(tx);
        audit::record(tx, "starter_kit.cleared", "district");
        return Answer::json(200, json::serialize(json_of(load(tx))));
    });
}

desk::Doc step_doc() {
    using K = desk::Field::Kind;
    desk::Doc doc{.summary = "Answers one step of the starter kit, and makes what the step makes."};
    for (const Field& field : fields()) {
        const bool is_list = field.form == Form::choices;
        doc.input.push_back({field.code, is_list ? K::texts : K::text, false,
                             "Of its own step alone; a list has one thing a line."});
    }
    doc.input.push_back({"version", K::number, true, "That you saw; 0 for a step not answered."});
    doc.output = {{"steps", K::objects, true}};
    return doc;
}

}  // namespace

PaperView paper_view(const std::vector<Block>& blocks) {
    PaperView view;
    for (const Block& block : blocks) {
        if (block.kind == Kind::title) {
            view.title = block.words;
        } else if (block.kind == Kind::heading) {
            view.sections.push_back({.heading = block.words,
                                     .id = "part-" + std::to_string(view.sections.size() + 1),
                                     .parts = {}});
        } else if (view.sections.empty()) {
            view.date = block.words;
        } else {
            auto& parts = view.sections.back().parts;
            if (block.kind == Kind::item) {
                if (parts.empty() || parts.back().items.empty()) parts.emplace_back();
                parts.back().items.push_back(block.words);
            }
            if (block.kind == Kind::subheading) parts.push_back({.subheading = block.words});
            if (block.kind == Kind::text) parts.push_back({.text = block.words});
            if (block.kind == Kind::fact) {
                parts.push_back({.label = block.label, .fact = block.words});
            }
        }
    }
    return view;
}

void mount_starter_kit(desk::Routes& on) {
    using K = desk::Field::Kind;
    const Right right = Right::hire;
    on.get("/starter-kit", right, show_kit);
    on.get("/starter-kit/proposal", right, show_paper);
    on.get("/starter-kit/proposal.pdf", right, show_pdf);
    on.get("/starter-kit/proposal.docx", right, show_docx);
    on.get("/starter-kit/{step}", right, show_step);
    on.post("/starter-kit/{step}", right, post_step);
    on.del("/starter-kit", right, begin_again);
    on.api_get("/api/v1/starter-kit", right, get_kit,
               {.summary = "What the district has answered on its way to a coach, by step.",
                .output = {{"steps", K::objects, true}}});
    on.api_post("/api/v1/starter-kit/{step}", right, api_step, step_doc());
    on.api_del("/api/v1/starter-kit", right, api_begin_again,
               {.summary = "Empties the starter kit; what it made stays.",
                .output = {{"steps", K::objects, true}}});
}

}  // namespace rapport::starter_kit
