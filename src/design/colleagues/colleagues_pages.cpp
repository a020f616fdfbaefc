#include "design/colleagues/colleagues_pages.hpp"

#include <algorithm>

#include "coaching/kinds/kinds.hpp"
#include "design/calls/calls.hpp"
#include "design/search/search.hpp"
#include "kernel/text/text.hpp"
#include "platform/desk/context.hpp"
#include "platform/people/people.hpp"
#include "platform/signin/signin.hpp"

namespace rapport::colleagues {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

std::string link_to(Reading& request, PageId page) {
    return request.context().services.base_url + "/colleagues/at/" + page.text();
}

std::string said(std::string_view before, Level level, const Speech& speech) {
    return speech.say(Key::of(std::string(before) + std::string(code(level))));
}

void add_ways(ColleagueRow& row, const Shown& shown, const ColleagueId& id) {
    row.id = id.text();
    if (shown.address.empty()) row.write_href = "/colleagues/" + row.id;
}

ColleaguesView view_of(ReadTx& tx, Reading& request) {
    const Speech& speech = request.speech();
    ColleaguesView view;
    view.may_publish = may_publish(request.viewer());
    const auto callable = calls::callable(tx);
    for (const Colleague& one : all(tx)) {
        ColleagueRow row = row_of(one.name, one.shown, one.agreed_at, speech);
        add_ways(row, one.shown, one.id);
        const auto at = std::ranges::find(callable, one.person, &calls::Callable::host);
        if (at != callable.end()) row.call_href = "/calls/with/" + at->page.text();
        view.of_district.push_back(std::move(row));
        if (one.person != tx.actor()) continue;
        view.stands = speech.say("colleagues.you_are_listed",
                                 {{"day", speech.day(speech.zone().day(one.agreed_at))},
                                  {"who", said("colleagues.seen_by_", one.level, speech)}});
    }
    for (const Released& one : of_network(tx)) {
        ColleagueRow row = row_of(one.name, one.shown, one.agreed_at, speech);
        add_ways(row, one.shown, one.id);
        row.does += " · " + one.district_name;
        view.of_network.push_back(std::move(row));
    }
    if (const auto public_page = page(tx)) view.link = link_to(request, *public_page);
    return view;
}

Response show_colleagues(Reading& request) {
    return request.page(Key{"colleagues.title"},
                        request.read([&](ReadTx& tx) { return view_of(tx, request); }));
}

// --- One's own -------------------------------------------------------------------------------

// What is known already, for whoever is not there yet.
Shown begun(ReadTx& tx, const Viewer& viewer, const Speech& speech) {
    Shown shown;
    const auto person = people::find(tx, tx.actor());
    if (!person) return shown;
    shown.does = person->title;
    if (shown.does.empty() && !viewer.held.empty()) {
        shown.does = speech.say(rapport::label(viewer.held.front().role));
    }
    shown.works_at = person->building;
    return shown;
}

MineView mine_of(ReadTx& tx, const Reading& request) {
    const Speech& speech = request.speech();
    const auto there = mine(tx);
    const Shown shown = there ? there->shown : begun(tx, request.viewer(), speech);
    const bool is_typed = request.refusal() != nullptr;
    const auto& typed = request.typed();
    MineView view{.does = shown.does, .works_at = shown.works_at, .helps = shown.helps};
    view.address = shown.address.empty() ? request.viewer().email : shown.address;
    view.is_there = there.has_value();
    view.is_by_address = is_typed ? typed.has("reach", "address") : !shown.address.empty();
    view.is_agreed = is_typed && typed.has("agree", "1");
    const auto is_chosen = [&](const std::string& label) {
        if (is_typed) return typed.has("kind", label);
        return std::ranges::find(shown.kinds, label) != shown.kinds.end();
    };
    for (const auto& kind : kinds::all(tx)) {
        const std::string label = kind.name.in(speech);
        const bool is_offered = !kind.is_retired && kind.shape != kinds::Shape::alone;
        if (!is_offered && !is_chosen(label)) continue;
        view.kinds.push_back({label, is_chosen(label)});
    }
    const Level chosen = there ? there->level : Level::district;
    const Key page_says =
        page(tx) ? Key("colleagues.page_is_there") : Key("colleagues.page_is_not_there");
    for (int i = 0; i < level_count; ++i) {
        const auto level = static_cast<Level>(i);
        if (level == Level::network && !has_network(tx)) continue;
        const std::string name(code(level));
        view.levels.push_back({name, said("colleagues.level_", level, speech),
                               level == Level::everybody ? speech.say(page_says) : "",
                               is_typed ? typed.has("level", name) : level == chosen});
    }
    return view;
}

Response show_mine(Reading& request) {
    return request.page(Key{"colleagues.mine"},
                        request.read([&](ReadTx& tx) { return mine_of(tx, request); }));
}

// What is shown is found at once: the district needs its place in the index before.
Response act_found(Writing& request, const std::function<Result<Answer>(WriteTx&)>& body,
                   desk::Show again) {
    search::open_space(request.db(), request.viewer().district);
    return request.act(body, again);
}

Response show_me(Writing& request) {
    const auto& form = request.form();
    if (!form.has("reach", "form") && !form.has("reach", "address")) {
        return request.again(show_mine, {.key = "colleagues.no_reach", .field = "reach"});
    }
    if (form.has("reach", "address") && text::trimmed(form.first("address")).empty()) {
        return request.again(show_mine, {.key = "colleagues.no_address", .field = "address"});
    }
    return act_found(
        request,
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = show(tx, agreement_in(request.form()));
            if (!done) return done.refusal();
            return Answer::go("/colleagues", "colleagues.did_show");
        },
        show_mine);
}

Response take_me_out(Writing& request) {
    return act_found(
        request,
        [&](WriteTx& tx) -> Result<Answer> {
            take_out(tx);
            return Answer::go("/colleagues", "colleagues.did_take_out");
        },
        show_colleagues);
}

// --- One of them -----------------------------------------------------------------------------

struct Asked {  // Whom the viewer may ask, and where they are.
    ColleagueId id;
    DistrictId district;
    Level least = Level::district;
};

// Of the viewer's district, or released to its network; or a 404.
Asked asked_in(ReadTx& tx, const Reading& request, ColleagueRow& row) {
    const auto id = request.path<ColleagueId>("colleague");
    if (const auto one = find(tx, id)) {
        row = row_of(one->name, one->shown, one->agreed_at, request.speech());
        return {id, tx.district(), Level::district};
    }
    const auto one = find_released(tx, id);
    if (!one) throw desk::NotFound();
    row = row_of(one->name, one->shown, one->agreed_at, request.speech());
    row.does += " · " + one->district_name;
    return {id, one->district, Level::network};
}

Response show_one(Reading& request) {
    OneView view{
        .row = {}, .back = "/colleagues", .back_says = request.speech().say("colleagues.title")};
    const Asked asked = request.read([&](ReadTx& tx) { return asked_in(tx, request, view.row); });
    view.action = "/colleagues/" + asked.id.text() + "/questions";
    view.has_form = view.row.address.empty();
    const bool is_ours = asked.least == Level::district;
    if (is_ours && request.viewer().is(Role::district_admin)) {
        view.removal = "/colleagues/" + asked.id.text();
    }
    return request.page(view.row.name, view);
}

Response ask_one(Writing& request) {
    ColleagueRow row;
    const Asked asked = request.read([&](ReadTx& tx) { return asked_in(tx, request, row); });
    const Viewer& viewer = request.viewer();
    if (viewer.email.empty()) {
        return request.again(show_one, {.key = "colleagues.no_address_of_yours", .field = "words"});
    }
    if (auto held = strangers::held(request, asking, show_one, "words")) return std::move(*held);
    const Question question{viewer.name, viewer.email, std::string(request.form("words"))};
    return request.act_as(
        {.district = asked.district, .actor = {}},
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = ask(tx, asked.id, asked.least, question, request.speech(),
                                  request.context().services.base_url + "/colleagues");
            if (!done) return done.refusal();
            return Answer::go("/colleagues", "colleagues.did_send");
        },
        show_one);
}

Response remove_one(Writing& request) {
    return act_found(
        request,
        [&](WriteTx& tx) -> Result<Answer> {
            const auto one = find(tx, request.path<ColleagueId>("colleague"));
            if (!one) throw desk::NotFound();
            remove(tx, *one);
            return Answer::go("/colleagues", "colleagues.did_remove");
        },
        show_colleagues);
}

Response change_publication(Writing& request, void (*how)(WriteTx&), Key notice) {
    if (!may_publish(request.viewer())) throw desk::Forbidden();
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        how(tx);
        return Answer::go("/colleagues", notice);
    });
}

Response publish_all(Writing& request) {
    return change_publication(request, publish, "colleagues.did_publish");
}

Response withdraw_all(Writing& request) {
    return change_publication(request, withdraw, "colleagues.did_withdraw");
}

}  // namespace

ColleagueRow row_of(const std::string& name, const Shown& shown, Instant agreed_at,
                    const Speech& speech) {
    std::string helps;
    for (const std::string& kind : shown.kinds) helps += (helps.empty() ? "" : ", ") + kind;
    if (!shown.helps.empty()) helps += (helps.empty() ? "" : ", ") + shown.helps;
    ColleagueRow row{.id = "", .name = name, .does = shown.does, .helps = std::move(helps)};
    if (!shown.works_at.empty()) row.does += " · " + shown.works_at;
    row.address = shown.address;
    if (!row.address.empty()) row.mail_to = "mailto:" + row.address;
    row.agreed =
        speech.say("colleagues.agreed", {{"day", speech.day(speech.zone().day(agreed_at))}});
    return row;
}

Agreement agreement_in(const http::Fields& form) {
    Agreement typed;
    typed.shown.does = form.first("does");
    typed.shown.works_at = form.first("works_at");
    for (const auto& kind : form.all("kind")) typed.shown.kinds.emplace_back(kind);
    typed.shown.helps = form.first("helps");
    if (!form.has("reach", "form")) typed.shown.address = form.first("address");
    typed.level = parse_level(form.first("level"));
    typed.is_agreed = form.has("agree", "1") || form.has("agree", "true");
    return typed;
}

bool may_publish(const Viewer& viewer) {
    return viewer.is(Role::director) || viewer.is(Role::district_admin);
}

void mount_colleagues(desk::Routes& on) {
    const Right read = Right::signed_in, lead = Right::see_programme;
    on.get("/colleagues", read, show_colleagues);
    on.get("/colleagues/mine", read, show_mine);
    on.post("/colleagues/mine", read, show_me);
    on.del("/colleagues/mine", read, take_me_out);
    on.post("/colleagues/publication", lead, publish_all);
    on.del("/colleagues/publication", lead, withdraw_all);
    on.get("/colleagues/{colleague}", read, show_one);
    on.post("/colleagues/{colleague}/questions", read, ask_one);
    on.del("/colleagues/{colleague}", Right::manage_people, remove_one);
    mount_colleagues_public(on);
    mount_colleagues_api(on);
}

}  // namespace rapport::colleagues
