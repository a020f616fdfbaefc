#include "design/gatherings/gatherings_pages.hpp"

#include <algorithm>

#include "design/calls/calls.hpp"
#include "kernel/text/ascii.hpp"
#include "platform/desk/context.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::gatherings {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

std::string path_of(GatheringId id) { return "/gatherings/" + id.text(); }

std::string label(Kind kind, const Speech& speech) {
    return speech.say(Key::of("gatherings.kind_" + std::string(code(kind))));
}

std::string when(const Details& one, const Speech& speech) {
    if (one.first_on == one.last_on) return speech.day(one.first_on);
    return speech.say("gatherings.span",
                      {{"from", speech.day(one.first_on)}, {"until", speech.day(one.last_on)}});
}

std::string place(const Details& one, const Speech& speech) {
    return one.place.empty() ? speech.say("gatherings.online") : one.place;
}

GatheringRow row_of(const Gathering& one, const std::vector<Attendee>& all, const Speech& speech) {
    GatheringRow row{.href = path_of(one.id),
                     .name = one.details.name,
                     .kind = label(one.details.kind, speech),
                     .when = when(one.details, speech),
                     .place = place(one.details, speech),
                     .people = ""};
    for (const Attendee& each : all) {
        if (each.gathering != one.id) continue;
        row.people += (row.people.empty() ? "" : ", ") + each.name;
    }
    return row;
}

std::string link_to(Reading& request, PageId page) {
    return request.context().services.base_url + "/gatherings/at/" + page.text();
}

Response show_gatherings(Reading& request) {
    const Speech& speech = request.speech();
    GatheringsView view;
    view.may_enter = request.viewer().may(Right::enter_gatherings);
    view.may_publish = may_publish(request.viewer());
    request.read([&](ReadTx& tx) {
        const auto all = attendees(tx);
        for (const Gathering& one : coming(tx)) view.coming.push_back(row_of(one, all, speech));
        for (const Gathering& one : past(tx)) view.past.push_back(row_of(one, all, speech));
        if (const auto public_page = page(tx)) view.link = link_to(request, *public_page);
    });
    return request.page(Key{"gatherings.title"}, view);
}

Response show_gathering(Reading& request) {
    const Speech& speech = request.speech();
    GatheringView view;
    request.read([&](ReadTx& tx) {
        const Gathering one = gathering_in(tx, request);
        view.name = one.details.name;
        view.kind = label(one.details.kind, speech);
        view.when = when(one.details, speech);
        view.place = place(one.details, speech);
        view.link = one.details.link;
        view.words = one.details.words;
        view.id = one.id.text();
        view.is_over = is_over(tx, one);
        view.is_published = page(tx).has_value();
        view.may_change = may_change(request.viewer(), one);
        for (const Attendee& each : attendees(tx, one)) {
            view.attendees.push_back({each.name, each.words, "", each.is_public});
            if (each.person != tx.actor()) continue;
            view.is_going = true;
            view.my_words = each.words;
            view.is_mine_public = each.is_public;
        }
    });
    if (request.refusal() != nullptr) view.is_mine_public = request.typed().has("is_public", "1");
    return request.page(view.name, view);
}

// --- Entering --------------------------------------------------------------------------------

Response show_form(Reading& request, FormView view) {
    const auto typed = parse_kind(request.typed().first("kind"));
    for (int i = 0; i < kind_count; ++i) {
        const auto kind = static_cast<Kind>(i);
        view.kinds.push_back({std::string(code(kind)), label(kind, request.speech()),
                              kind == typed.value_or(view.details.kind)});
    }
    return request.page(view.heading, view);
}

Response show_new(Reading& request) {
    const Speech& speech = request.speech();
    return show_form(request, {.heading = speech.say("gatherings.enter"),
                               .action = "/gatherings",
                               .back = "/gatherings",
                               .back_says = speech.say("gatherings.title"),
                               .draft = "gathering-new",
                               .kinds = {},
                               .details = {},
                               .first_on = "",
                               .last_on = ""});
}

Gathering changeable(ReadTx& tx, const Reading& request) {
    Gathering one = gathering_in(tx, request);
    if (!may_change(request.viewer(), one)) throw desk::Forbidden();
    return one;
}

Response show_words(Reading& request) {
    const Gathering one = request.read([&](ReadTx& tx) { return changeable(tx, request); });
    const auto typed = text::number<std::int64_t>(request.typed().first("version"));
    return show_form(request, {.heading = request.speech().say("gatherings.change"),
                               .action = path_of(one.id),
                               .back = path_of(one.id),
                               .back_says = one.details.name,
                               .draft = "gathering-" + one.id.text(),
                               .kinds = {},
                               .details = one.details,
                               .first_on = one.details.first_on.iso(),
                               .last_on = one.details.last_on.iso(),
                               .version = typed.value_or(one.version)});
}

Response enter_one(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto typed = details_in(request.form());
            if (!typed) return typed.refusal();
            const auto made = enter(tx, *typed);
            if (!made) return made.refusal();
            return Answer::go(path_of(*made), "gatherings.did_enter");
        },
        show_new);
}

Response change_one(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Gathering one = changeable(tx, request);
            const auto typed = details_in(request.form());
            if (!typed) return typed.refusal();
            const auto version = text::number<std::int64_t>(request.form("version"));
            const auto done = change(tx, one, *typed, version.value_or(0));
            if (!done) return done.refusal();
            return Answer::go(path_of(one.id), "gatherings.did_change");
        },
        show_words);
}

Response remove_one(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        remove(tx, changeable(tx, request));
        return Answer::go("/gatherings", "gatherings.did_remove");
    });
}

Response say_coming(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Gathering one = gathering_in(tx, request);
            const auto done =
                come(tx, one,
                     {std::string(request.form("words")), request.form().has("is_public", "1")});
            if (!done) return done.refusal();
            return Answer::go(path_of(one.id), "gatherings.did_come");
        },
        show_gathering);
}

Response take_back(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Gathering one = gathering_in(tx, request);
        stay_away(tx, one);
        return Answer::go(path_of(one.id), "gatherings.did_stay_away");
    });
}

Response change_publication(Writing& request, void (*how)(WriteTx&), Key notice) {
    if (!may_publish(request.viewer())) throw desk::Forbidden();
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        how(tx);
        return Answer::go("/gatherings", notice);
    });
}

Response publish_all(Writing& request) {
    return change_publication(request, publish, "gatherings.did_publish");
}

Response withdraw_all(Writing& request) {
    return change_publication(request, withdraw, "gatherings.did_withdraw");
}

// --- Everybody -------------------------------------------------------------------------------

Scope scope_at(Reading& request) {
    const auto id = request.path<PageId>("page");
    const auto district =
        request.db().read(Scope::whole(), [&](ReadTx& tx) { return district_at(tx, id); });
    if (!district) throw desk::NotFound();
    return {.district = *district, .actor = {}};
}

// Where others book a call with somebody; "" where they offer no time.
std::string call_of(PersonId person, const std::vector<calls::Callable>& all) {
    const auto at = std::ranges::find(all, person, &calls::Callable::host);
    return at == all.end() ? "" : "/calls/with/" + at->page.text();
}

Response show_public(Reading& request) {
    PublicView view;
    const Speech& speech = request.speech();
    const std::string here = "/gatherings/at/" + std::string(request.path_text("page")) + "/";
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        view.district = districts::name(tx);
        const auto all = attendees(tx);
        const auto callable = calls::callable(tx);
        for (const Gathering& one : coming(tx)) {
            PublicGathering shown{.id = one.id.text(),
                                  .name = one.details.name,
                                  .kind = label(one.details.kind, speech),
                                  .when = when(one.details, speech),
                                  .place = place(one.details, speech),
                                  .link = one.details.link,
                                  .words = one.details.words,
                                  .calendar = here + one.id.text() + "/calendar",
                                  .attendees = {}};
            for (const Attendee& each : all) {
                if (each.gathering != one.id || !each.is_public) continue;
                shown.attendees.push_back(
                    {each.name, each.words, call_of(each.person, callable), true});
            }
            view.gatherings.push_back(std::move(shown));
        }
    });
    return request.page(speech.say("gatherings.title") + " · " + view.district, view);
}

Response entry(Reading& request, ReadTx& tx) {
    const Gathering one = gathering_in(tx, request);
    return request.file("gathering.ics", "text/calendar; charset=utf-8",
                        calendar_entry(one, request.speech(), tx.now()));
}

Response show_calendar(Reading& request) {
    return request.read([&](ReadTx& tx) { return entry(request, tx); });
}

Response show_public_calendar(Reading& request) {
    return request.db().read(scope_at(request), [&](ReadTx& tx) {
        if (is_over(tx, gathering_in(tx, request))) throw desk::NotFound();
        return entry(request, tx);
    });
}

}  // namespace

Result<Details> details_in(const http::Fields& form) {
    Details typed{.name = std::string(form.first("name")),
                  .first_on = {},
                  .last_on = {},
                  .place = std::string(form.first("place")),
                  .link = std::string(form.first("link")),
                  .words = std::string(form.first("words"))};
    const auto kind = parse_kind(form.first("kind"));
    if (!kind) return Refusal{"gatherings.no_kind", "kind"};
    typed.kind = *kind;
    const auto first = Day::parse(form.first("first_on"));
    if (!first) return Refusal{"gatherings.no_day", "first_on"};
    typed.first_on = *first;
    const std::string_view last = form.first("last_on");
    const auto parsed = last.empty() ? first : Day::parse(last);
    if (!parsed) return Refusal{"gatherings.no_day", "last_on"};
    typed.last_on = *parsed;
    return typed;
}

Gathering gathering_in(ReadTx& tx, const Reading& request) {
    auto one = find(tx, request.path<GatheringId>("gathering"));
    if (!one) throw desk::NotFound();
    return std::move(*one);
}

bool may_change(const Viewer& viewer, const Gathering& one) {
    return viewer.person == one.entered_by || viewer.is(Role::district_admin);
}

bool may_publish(const Viewer& viewer) {
    return viewer.is(Role::director) || viewer.is(Role::district_admin);
}

void mount_gatherings(desk::Routes& on) {
    const Right read = Right::signed_in, enter = Right::enter_gatherings, all = Right::anyone;
    const std::string one = "/gatherings/{gathering}";
    on.get("/gatherings", read, show_gatherings);
    on.get("/gatherings/new", enter, show_new);
    on.post("/gatherings", enter, enter_one);
    on.post("/gatherings/publication", enter, publish_all);
    on.del("/gatherings/publication", enter, withdraw_all);
    on.get(one, read, show_gathering);
    on.get(one + "/words", enter, show_words);
    on.post(one, enter, change_one);
    on.del(one, enter, remove_one);
    on.get(one + "/calendar", read, show_calendar);
    on.post(one + "/attendance", read, say_coming);
    on.del(one + "/attendance", read, take_back);
    on.get("/gatherings/at/{page}", all, show_public);
    on.get("/gatherings/at/{page}/{gathering}/calendar", all, show_public_calendar);
    mount_gatherings_api(on);
}

}  // namespace rapport::gatherings
