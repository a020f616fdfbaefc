#include "design/credentials/credentials_pages.hpp"

#include <algorithm>

#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"

namespace rapport::credentials {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

std::string type_said(std::string_view type, const Speech& speech) {
    return speech.say(Key::of("credential." + std::string(type)));
}

std::string days_of(const Credential& one, const Speech& speech) {
    std::string days;
    if (one.obtained_on) {
        days = speech.say("credentials.since", {{"day", speech.day(*one.obtained_on)}});
    }
    if (one.expires_on) {
        days += days.empty() ? "" : " · ";
        days += speech.say("credentials.until", {{"day", speech.day(*one.expires_on)}});
    }
    return days;
}

CredentialRow row_of(const Credential& one, const Speech& speech) {
    CredentialRow row{.id = one.id.text(), .name = name_of(one, speech)};
    if (const Type* type = find_type(one.type)) row.issuer = type->issuer;
    row.shape = one.state == State::active ? "done" : one.state == State::expiring ? "due" : "late";
    row.signal = speech.say(Key::of("credentials.is_" + std::string(code(one.state))));
    row.days = days_of(one, speech);
    const bool is_link =
        one.evidence.starts_with("https://") && one.evidence.find(' ') == std::string::npos;
    (is_link ? row.evidence_link : row.evidence) = one.evidence;
    if (one.confirmed_at) {
        row.confirmed = speech.say("credentials.confirmed",
                                   {{"name", one.confirmed_by},
                                    {"day", speech.day(speech.zone().day(*one.confirmed_at))}});
    }
    return row;
}

std::vector<Option> type_options(std::string_view chosen, bool has_other, const Speech& speech) {
    std::vector<Option> options;
    for (const Type& type : types()) {
        options.push_back(
            {std::string(type.code), type_said(type.code, speech), type.code == chosen});
    }
    if (has_other) {
        options.push_back(
            {std::string(other_type), speech.say("credentials.other"), chosen == other_type});
    }
    return options;
}

// Those that were given under several rules: "36 months".
std::vector<Option> edition_options(std::string_view chosen, const Speech& speech) {
    std::vector<Option> options{{"", speech.say("credentials.as_today"), chosen.empty()}};
    for (const Type& type : types()) {
        if (type.editions.size() < 2) continue;
        for (const Edition& one : type.editions) {
            options.push_back({std::string(one.name),
                               type_said(type.code, speech) + ": " +
                                   speech.say("credentials.months", {{"count", one.months}}),
                               one.name == chosen});
        }
    }
    return options;
}

Response show_mine(Reading& request) {
    const Speech& speech = request.speech();
    MineView view;
    request.read([&](ReadTx& tx) {
        for (const Credential& one : mine(tx)) {
            if (one.state == State::expiring) ++view.expiring_count;
            view.rows.push_back(row_of(one, speech));
        }
        for (const Plan& one : my_plans(tx)) {
            view.plans.push_back({one.id.text(), type_said(one.type, speech),
                                  one.by ? speech.long_day(*one.by) : ""});
        }
    });
    view.types = type_options(request.typed().first("plan_type"), false, speech);
    view.may_see_register = request.viewer().may(Right::hire);
    return request.page(Key{"credentials.mine"}, view);
}

FormView form_view(const Credential& one, Reading& request) {
    const bool is_refused = request.refusal() != nullptr;
    const Speech& speech = request.speech();
    FormView view;
    view.types = type_options(is_refused ? request.typed().first("type") : one.type, true, speech);
    view.editions =
        edition_options(is_refused ? request.typed().first("edition") : one.edition, speech);
    view.name = one.name;
    view.obtained_on = one.obtained_on ? one.obtained_on->iso() : "";
    view.expires_on = one.expires_on ? one.expires_on->iso() : "";
    view.evidence = one.evidence;
    view.version = one.version;
    return view;
}

Response show_new(Reading& request) {
    FormView view = form_view({}, request);
    view.action = "/credentials";
    view.heading = request.speech().say("credentials.enter");
    view.draft = "credential-new";
    return request.page(Key{"credentials.enter"}, view);
}

Response show_form(Reading& request) {
    const auto id = request.path<CredentialId>("credential");
    const auto all = request.read([](ReadTx& tx) { return mine(tx); });
    const auto at = std::ranges::find(all, id, &Credential::id);
    if (at == all.end()) throw desk::NotFound();
    FormView view = form_view(*at, request);
    view.action = "/credentials/" + id.text();
    view.heading = request.speech().say("credentials.correct");
    view.draft = "credential-" + id.text();
    return request.page(Key{"credentials.correct"}, view);
}

Response show_register(Reading& request) {
    RegisterView view;
    request.read([&](ReadTx& tx) {
        for (const Credential& one : held_here(tx)) {
            view.rows.push_back(row_of(one, request.speech()));
            view.rows.back().name = one.holder_name + " · " + name_of(one, request.speech());
            view.rows.back().can_confirm =
                !one.confirmed_at && one.holder != request.viewer().person;
        }
    });
    return request.page(Key{"credentials.register"}, view);
}

std::string shown(const Shown& number, const Speech& speech) {
    return number ? speech.number(*number) : speech.say("credentials.few");
}

Response show_figures(Reading& request) {
    const Speech& speech = request.speech();
    const Figures found = request.read([](ReadTx& tx) { return figures(tx); });
    FiguresView view;
    view.network = found.network;
    view.as_of = found.as_of ? speech.long_day(*found.as_of) : "";
    view.integrators = shown(found.integrators, speech);
    for (const Figure& one : found.figures) {
        FigureRow row{type_said(one.type, speech), shown(one.holders, speech),
                      shown(one.willing, speech)};
        if (one.district.is_none()) {
            view.rows.push_back(std::move(row));
            continue;
        }
        // Where it says nothing, it stands nowhere.
        if (one.holders.value_or(0) == 0 && one.willing.value_or(0) == 0) continue;
        auto at = std::ranges::find(view.places, one.district_name, &PlaceFigures::name);
        if (at == view.places.end()) at = view.places.insert(at, {one.district_name, {}});
        at->rows.push_back(std::move(row));
    }
    return request.page(Key{"credentials.figures"}, view);
}

Response enter_one(Writing& request) {
    const auto typed = typed_in(request.form());
    if (!typed) return request.again(show_new, typed.refusal());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = enter(tx, *typed);
            if (!made) return made.refusal();
            return Answer::go("/credentials", "credentials.did_enter");
        },
        show_new);
}

Response correct_one(Writing& request) {
    const auto typed = typed_in(request.form());
    if (!typed) return request.again(show_form, typed.refusal());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = correct(tx, request.path<CredentialId>("credential"), *typed);
            if (!done) return done.refusal();
            return Answer::go("/credentials", "credentials.did_enter");
        },
        show_form);
}

Response remove_one(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = remove(tx, request.path<CredentialId>("credential"));
            if (!done) return done.refusal();
            return Answer::go("/credentials", "credentials.did_remove");
        },
        show_mine);
}

Response confirm_one(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = confirm(tx, request.path<CredentialId>("credential"));
            if (!done) return done.refusal();
            return Answer::go("/credentials/register", "credentials.did_confirm");
        },
        show_register);
}

Response plan_one(Writing& request) {
    const auto typed = plan_in(request.form());
    if (!typed) return request.again(show_mine, typed.refusal());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = plan(tx, *typed);
            if (!made) return made.refusal();
            return Answer::go("/credentials#plans", "credentials.did_plan");
        },
        show_mine);
}

Response give_one_up(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = give_up(tx, request.path<PlanId>("plan"));
            if (!done) return done.refusal();
            return Answer::go("/credentials#plans", "credentials.did_give_up");
        },
        show_mine);
}

std::optional<Refusal> day_in(const http::Fields& form, std::string_view field,
                              std::optional<Day>& day) {
    const auto typed = text::trimmed(form.first(field));
    if (typed.empty()) return std::nullopt;
    day = Day::parse(typed);
    if (day) return std::nullopt;
    return Refusal{"credentials.no_day", std::string(field)};
}

}  // namespace

std::string name_of(const Credential& one, const Speech& speech) {
    return one.type == other_type ? one.name : type_said(one.type, speech);
}

Result<Typed> typed_in(const http::Fields& form) {
    Typed typed{.type = std::string(form.first("type")),
                .edition = std::string(form.first("edition")),
                .name = std::string(form.first("name")),
                .evidence = std::string(form.first("evidence")),
                .obtained_on = {},
                .expires_on = {},
                .version = text::number<std::int64_t>(form.first("version")).value_or(0)};
    if (auto wrong = day_in(form, "obtained_on", typed.obtained_on)) return std::move(*wrong);
    if (auto wrong = day_in(form, "expires_on", typed.expires_on)) return std::move(*wrong);
    return typed;
}

Result<TypedPlan> plan_in(const http::Fields& form) {
    TypedPlan typed{.type = std::string(form.first("plan_type")), .by = {}};
    if (auto wrong = day_in(form, "by", typed.by)) return std::move(*wrong);
    return typed;
}

void mount_credentials(desk::Routes& on) {
    const Right own = Right::signed_in, hire = Right::hire;
    const std::string all = "/credentials", one = all + "/{credential}";
    on.get(all, own, show_mine);
    on.get(all + "/new", own, show_new);
    on.post(all, own, enter_one);
    on.get(all + "/network", own, show_figures);
    on.get(all + "/register", hire, show_register);
    on.get(one, own, show_form);
    on.post(one, own, correct_one);
    on.del(one, own, remove_one);
    on.post(one + "/confirmation", hire, confirm_one);
    on.post("/credential-plans", own, plan_one);
    on.del("/credential-plans/{plan}", own, give_one_up);
    mount_credentials_api(on);
}

}  // namespace rapport::credentials
