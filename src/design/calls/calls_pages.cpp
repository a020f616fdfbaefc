#include "design/calls/calls_pages.hpp"

#include <boost/json.hpp>

#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/desk/context.hpp"
#include "platform/desk/json.hpp"
#include "platform/districts/districts.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::calls {

namespace json = boost::json;
using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr strangers::Room room{"call", 10, 1};

std::string link_to(Reading& request, PageId page) {
    return request.context().services.base_url + "/calls/with/" + page.text();
}

OwnRow row_of(const Time& time, const Speech& speech) {
    OwnRow row{.when = speech.when(time.starts_at),
               .minutes = speech.say("calls.minutes_long", {{"count", time.minutes}}),
               .place = time.place,
               .action = "/calls/" + time.id.text()};
    if (!time.booking) return row;
    row.is_booked = true;
    row.name = time.booking->name;
    row.email = time.booking->email;
    row.mail_to = "mailto:" + row.email;
    row.words = time.booking->words;
    return row;
}

Response show_calls(Reading& request) {
    const Speech& speech = request.speech();
    CallsView view{.link = "", .day = speech.today().plus(7).iso()};
    request.read([&](ReadTx& tx) {
        if (const auto page = page_of(tx)) view.link = link_to(request, *page);
        for (const Time& time : own(tx)) {
            (time.booking ? view.booked : view.free).push_back(row_of(time, speech));
        }
    });
    for (const std::int64_t minutes : minutes_offered) {
        view.minutes.push_back({minutes, minutes == 30});
    }
    return request.page(Key{"calls.title"}, view);
}

// "15:30", as browsers send a time.
Result<Offering> offering_in(const http::Fields& form) {
    Offering typed{.day = {}, .place = std::string(form.first("place"))};
    const auto day = Day::parse(form.first("day"));
    if (!day) return Refusal{"calls.no_day", "day"};
    typed.day = *day;
    const auto parts = text::split(form.first("from"), ':');
    const auto hour = text::number<int>(parts.front());
    const auto minute = parts.size() == 2 ? text::number<int>(parts[1]) : std::nullopt;
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) {
        return Refusal{"calls.no_from", "from"};
    }
    typed.hour = *hour;
    typed.minute = *minute;
    typed.minutes = text::number<std::int64_t>(form.first("minutes")).value_or(0);
    const std::string_view count = form.first("in_a_row");
    typed.in_a_row = count.empty() ? 1 : text::number<std::int64_t>(count).value_or(0);
    return typed;
}

Response offer_some(Writing& request) {
    const auto typed = offering_in(request.form());
    if (!typed) return request.again(show_calls, typed.refusal());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = offer(tx, *typed);
            if (!done) return done.refusal();
            return Answer::go("/calls", "calls.did_offer");
        },
        show_calls);
}

Response remove_one(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = remove(tx, request.path<TimeId>("call"));
            if (!done) return done.refusal();
            return Answer::go("/calls", "calls.did_remove");
        },
        show_calls);
}

// --- Everybody -------------------------------------------------------------------------------

Host host_of(Reading& request) {
    const auto page = request.path<PageId>("page");
    const auto host =
        request.db().read(Scope::whole(), [&](ReadTx& tx) { return host_at(tx, page); });
    if (!host) throw desk::NotFound();
    return *host;
}

Scope scope_of(const Host& host) { return {.district = host.district, .actor = {}}; }

std::string path_of(const Reading& request) {
    return "/calls/with/" + std::string(request.path_text("page"));
}

Response show_public(Reading& request) {
    const Host host = host_of(request);
    PublicView view;
    request.db().read(scope_of(host), [&](ReadTx& tx) {
        const Speech speech = request.speech().in(districts::zone(tx));
        view.heading = speech.say("calls.with", {{"name", name_of(tx, host.person)}});
        view.district = districts::name(tx);
        view.zone = districts::zone(tx).name();
        view.action = path_of(request) + "/bookings";
        for (const Time& time : free_times(tx, host.person)) {
            view.times.push_back(
                {time.id.text(), speech.when(time.starts_at) + " · " +
                                     speech.say("calls.minutes_long", {{"count", time.minutes}})});
        }
    });
    // The last time was taken while somebody wrote: their words are still there.
    view.has_form = !view.times.empty() || request.refusal() != nullptr;
    view.trap = strangers::trap_of(request);
    return request.page(view.heading + " · " + view.district, view);
}

Response book_one(Writing& request) {
    const Host host = host_of(request);
    if (auto held = strangers::held(request, room, show_public, "time")) return std::move(*held);
    const auto time = TimeId::parse(request.form("time"));
    if (!time) return request.again(show_public, {.key = "calls.choose", .field = "time"});
    const Guest guest{std::string(request.form("name")), std::string(request.form("email")),
                      std::string(request.form("words"))};
    const std::string path = path_of(request);
    return request.act_as(
        scope_of(host),
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = book(tx, host, *time, guest, request.speech().language(),
                                   request.context().services.base_url + path);
            if (!made) return made.refusal();
            return Answer::go(path + "/bookings/" + made->text(), "calls.did_book");
        },
        show_public);
}

Response show_booked(Reading& request) {
    const Host host = host_of(request);
    BookedView view;
    request.db().read(scope_of(host), [&](ReadTx& tx) {
        const auto time = booked(tx, host.person, request.path<BookingId>("booking"));
        if (!time) throw desk::NotFound();
        const Speech speech = request.speech().in(districts::zone(tx));
        view.heading = speech.say("calls.with", {{"name", name_of(tx, host.person)}});
        view.district = districts::name(tx);
        view.zone = districts::zone(tx).name();
        view.when = speech.when(time->starts_at);
        view.place = time->place;
        view.action = path_of(request) + "/bookings/" + time->booking->id.text();
        view.is_over = time->starts_at <= tx.now();
    });
    return request.page(view.heading + " · " + view.district, view);
}

Response call_off_one(Writing& request) {
    const Host host = host_of(request);
    return request.act_as(
        scope_of(host),
        [&](WriteTx& tx) -> Result<Answer> {
            const auto id = request.path<BookingId>("booking");
            if (!booked(tx, host.person, id)) throw desk::NotFound();
            const auto done = call_off(tx, host, id);
            if (!done) return done.refusal();
            return Answer::go(path_of(request), "calls.did_call_off");
        },
        show_booked);
}

// --- Programs --------------------------------------------------------------------------------

json::object json_of(ReadTx& tx, Reading& request) {
    json::array times;
    for (const Time& time : own(tx)) {
        json::object one{{"id", time.id.text()},
                         {"starts_at", time.starts_at.rfc3339()},
                         {"minutes", time.minutes},
                         {"place", time.place},
                         {"guest", nullptr}};
        if (time.booking) {
            one["guest"] = json::object{{"name", time.booking->name},
                                        {"email", time.booking->email},
                                        {"words", time.booking->words}};
        }
        times.push_back(std::move(one));
    }
    const auto page = page_of(tx);
    return {{"link", page ? link_to(request, *page) : ""}, {"times", std::move(times)}};
}

Response get_calls(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) { return json_of(tx, request); }));
}

Response api_offer(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto typed = offering_in(request.form());
        if (!typed) return typed.refusal();
        const auto done = offer(tx, *typed);
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(json_of(tx, request)));
    });
}

Response api_remove(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = remove(tx, request.path<TimeId>("call"));
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(json_of(tx, request)));
    });
}

}  // namespace

void mount_calls(desk::Routes& on) {
    using K = desk::Field::Kind;
    const Right host = Right::ask_peers, all = Right::anyone;
    on.get("/calls", host, show_calls);
    on.post("/calls", host, offer_some);
    on.del("/calls/{call}", host, remove_one);
    on.get("/calls/with/{page}", all, show_public);
    on.post("/calls/with/{page}/bookings", all, book_one);
    on.get("/calls/with/{page}/bookings/{booking}", all, show_booked);
    on.del("/calls/with/{page}/bookings/{booking}", all, call_off_one);
    const std::vector<desk::Field> output{
        {"link", K::text, true, "Where others book; \"\" before the first time was offered."},
        {"times", K::objects, true, "To come, and what was booked in the last month."}};
    on.api_get("/api/v1/calls", host, get_calls,
               {.summary = "When one may be called, and who comes.", .output = output});
    on.api_post("/api/v1/calls", host, api_offer,
                {.summary = "Offers times, one after the other.",
                 .input = {{"day", K::day, true},
                           {"from", K::text, true, "\"15:30\", on the district's wall."},
                           {"minutes", K::number, true, "15, 20, 30, 45 or 60."},
                           {"in_a_row", K::number, false, "How many; 8 at most."},
                           {"place", K::text, true, "A link or a number."}},
                 .output = output});
    on.api_del("/api/v1/calls/{call}", host, api_remove,
               {.summary = "Takes a time back; a guest is told.", .output = output});
}

}  // namespace rapport::calls
