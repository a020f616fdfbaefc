#include "design/vacancies/vacancies_pages.hpp"

#include <algorithm>

#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::vacancies {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

Response show_vacancies(Reading& request) {
    VacanciesView view;
    request.read([&](ReadTx& tx) {
        for (const Vacancy& one : all(tx)) {
            (is_over(one.state) ? view.over : view.open).push_back(row_of(one, request.speech()));
        }
        if (const auto at = address(tx)) view.board = "/jobs/" + *at;
    });
    view.is_empty = view.open.empty() && view.over.empty();
    return request.page(Key{"vacancies.title"}, view);
}

std::string joined(const Vacancy& one, Wording wording) {
    std::string lines;
    for (const Requirement& each : one.requirements) {
        if (each.wording != wording || !each.credential.empty()) continue;
        if (!lines.empty()) lines += '\n';
        lines += each.words;
    }
    return lines;
}

std::string wording_of(const Vacancy& one, std::string_view credential) {
    const auto at = std::ranges::find(one.requirements, credential, &Requirement::credential);
    return at == one.requirements.end() ? "" : std::string(code(at->wording));
}

std::vector<CredentialChoice> credential_choices(const Vacancy& one, Reading& request) {
    const Speech& speech = request.speech();
    const bool is_refused = request.refusal() != nullptr;
    std::vector<CredentialChoice> choices;
    for (const credentials::Type& type : credentials::types()) {
        const std::string kept = wording_of(one, type.code);
        CredentialChoice choice{.code = std::string(type.code),
                                .name = said("credential.", type.code, speech),
                                .means = said("credential_means.", type.code, speech),
                                .options = {}};
        choice.options.push_back({"", speech.say("vacancies.not_asked"), false});
        for (const Wording wording : all_wordings) {
            const std::string value = std::string(code(wording)) + " " + choice.code;
            const bool is_chosen =
                is_refused ? request.typed().has("credential", value) : kept == code(wording);
            choice.options.push_back(
                {value, said("vacancies.wording_", code(wording), speech), is_chosen});
        }
        choices.push_back(std::move(choice));
    }
    return choices;
}

// Job descriptions in force, and the one it belongs to already.
std::vector<Option> post_choices(ReadTx& tx, const Vacancy& one, Reading& request) {
    std::vector<Option> choices{{"", request.speech().say("vacancies.stands_alone"), false}};
    const std::string kept = request.refusal() != nullptr
                                 ? std::string(request.typed().first("post"))
                                 : (one.post ? one.post->text() : "");
    for (const posts::Description& each : posts::all(tx)) {
        if (!posts::is_valid(each.state)) continue;
        choices.push_back({each.post.text(), each.title, each.post.text() == kept});
    }
    return choices;
}

FormView form_view(ReadTx& tx, const Vacancy& one, Reading& request) {
    FormView view;
    view.title = one.title;
    view.place = one.place;
    view.summary = one.summary;
    view.begins = one.begins;
    view.hours = one.hours;
    view.pay = one.pay;
    view.apply_how = one.apply_how;
    view.apply_by = one.apply_by ? one.apply_by->iso() : "";
    view.required = joined(one, Wording::required);
    view.preferred = joined(one, Wording::preferred);
    view.willing = joined(one, Wording::willing);
    view.posts = post_choices(tx, one, request);
    view.credentials = credential_choices(one, request);
    for (const Requirement& each : one.requirements) {
        if (!each.credential.empty()) view.are_credentials_open = true;
    }
    if (request.refusal() != nullptr) view.are_credentials_open = true;
    view.takes_applications = request.refusal() != nullptr
                                  ? request.typed().has("takes_applications", "1")
                                  : one.takes_applications;
    view.version = one.version;
    return view;
}

Response show_new(Reading& request) {
    FormView view = request.read([&](ReadTx& tx) { return form_view(tx, {}, request); });
    view.action = "/vacancies";
    view.back = "/vacancies";
    view.heading = request.speech().say("vacancies.begin");
    view.draft = "vacancy-new";
    return request.page(Key{"vacancies.begin"}, view);
}

Response show_form(Reading& request) {
    const FormView view = request.read([&](ReadTx& tx) {
        const Vacancy one = vacancy_at(tx, request);
        if (against(Act::write, one) && request.refusal() == nullptr) throw desk::NotFound();
        FormView form = form_view(tx, one, request);
        form.action = path_of(one) + "/words";
        form.back = path_of(one);
        form.heading = request.speech().say("vacancies.write");
        form.draft = "vacancy-" + one.id.text();
        return form;
    });
    return request.page(Key{"vacancies.write"}, view);
}

Response show_vacancy(Reading& request) {
    const auto view = request.read(
        [&](ReadTx& tx) { return vacancy_view(tx, vacancy_at(tx, request), request); });
    return request.page(view.title, view);
}

Response begin_one(Writing& request) {
    const auto typed = typed_in(request.form());
    if (!typed) return request.again(show_new, typed.refusal());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = begin(tx, *typed, request.speech().language());
            if (!made) return made.refusal();
            return Answer::go("/vacancies/" + made->text(), "vacancies.did_begin");
        },
        show_new);
}

Response write_one(Writing& request) {
    const auto typed = typed_in(request.form());
    if (!typed) return request.again(show_form, typed.refusal());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Vacancy one = vacancy_at(tx, request);
            const auto done = write(tx, one, *typed, request.speech().language());
            if (!done) return done.refusal();
            return Answer::go(path_of(one), "vacancies.did_write");
        },
        show_form);
}

Response deed(Writing& request, Result<Done> (*what)(WriteTx&, const Vacancy&), Key notice) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Vacancy one = vacancy_at(tx, request);
            const auto done = what(tx, one);
            if (!done) return done.refusal();
            return Answer::go(path_of(one), notice);
        },
        show_vacancy);
}

Response post_one(Writing& request) { return deed(request, post, "vacancies.did_post"); }
Response fill_one(Writing& request) { return deed(request, fill, "vacancies.did_fill"); }
Response close_one(Writing& request) { return deed(request, close, "vacancies.did_close"); }

Response show_document(Reading& request) {
    const auto id = request.path<ApplicationId>("application");
    const auto position = text::number<std::int64_t>(request.path_text("position"));
    const auto found = request.read([&](ReadTx& tx) -> std::optional<Document> {
        if (!position) return std::nullopt;
        return document(tx, id, *position);
    });
    if (!found) throw desk::NotFound();
    // Letters of a name are not for every disk.
    return request.file(
        "document-" + std::to_string(*position) + "." + std::string(code(found->kind)),
        media_type(found->kind), found->bytes);
}

}  // namespace

std::string said(std::string_view stem, std::string_view code, const Speech& speech) {
    return speech.say(Key::of(std::string(stem) + std::string(code)));
}

Vacancy vacancy_at(ReadTx& tx, const Reading& request) {
    auto found = find(tx, request.path<VacancyId>("vacancy"));
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

std::string path_of(const Vacancy& one) { return "/vacancies/" + one.id.text(); }

VacancyRow row_of(const Vacancy& one, const Speech& speech) {
    VacancyRow row{.href = path_of(one),
                   .title = one.title,
                   .shape = "waiting",
                   .signal = said("vacancies.is_", code(one.state), speech),
                   .detail = one.place};
    if (one.state == State::posted) row.shape = "going";
    if (one.state == State::past_day) row.shape = "due";
    if (is_over(one.state)) row.shape = "done";
    if (one.apply_by && !is_over(one.state)) {
        row.detail += " · " + speech.say("vacancies.until", {{"day", speech.day(*one.apply_by)}});
    }
    return row;
}

Result<Typed> typed_in(const http::Fields& form) {
    Typed typed{.title = std::string(form.first("title")),
                .place = std::string(form.first("place")),
                .summary = std::string(form.first("summary")),
                .begins = std::string(form.first("begins")),
                .hours = std::string(form.first("hours")),
                .pay = std::string(form.first("pay")),
                .apply_how = std::string(form.first("apply_how")),
                .takes_applications = form.has("takes_applications", "1"),
                .apply_by = {},
                .post = {},
                .requirements = {},
                .version = text::number<std::int64_t>(form.first("version")).value_or(0)};
    if (const auto day = text::trimmed(form.first("apply_by")); !day.empty()) {
        typed.apply_by = Day::parse(day);
        if (!typed.apply_by) return Refusal{"vacancies.no_date", "apply_by"};
    }
    if (const auto post = form.first("post"); !post.empty()) {
        typed.post = posts::PostId::parse(post);
        if (!typed.post) return Refusal{"vacancies.no_post", "post"};
    }
    for (const Wording wording : all_wordings) {
        for (const std::string_view lines : form.all(code(wording))) {
            for (const std::string_view line : text::split(lines, '\n')) {
                typed.requirements.push_back({wording, "", std::string(line)});
            }
        }
    }
    for (const std::string_view value : form.all("credential")) {
        if (value.empty()) continue;
        const auto space = value.find(' ');
        const auto wording = parse_wording(value.substr(0, space));
        if (!wording || space == value.npos) {
            return Refusal{"vacancies.no_credential", "credentials"};
        }
        typed.requirements.push_back({*wording, std::string(value.substr(space + 1)), ""});
    }
    return typed;
}

void mount_vacancies(desk::Routes& on) {
    const Right hire = Right::hire;
    const std::string all = "/vacancies", one = all + "/{vacancy}";
    on.get(all, hire, show_vacancies);
    on.get(all + "/new", hire, show_new);
    on.post(all, hire, begin_one);
    on.get(one, hire, show_vacancy);
    on.get(one + "/words", hire, show_form);
    on.post(one + "/words", hire, write_one);
    on.post(one + "/posting", hire, post_one);
    on.post(one + "/filling", hire, fill_one);
    on.post(one + "/closure", hire, close_one);
    on.get("/applications/{application}/documents/{position}", hire, show_document);
    mount_adverts(on);
    mount_vacancies_api(on);
}

}  // namespace rapport::vacancies
