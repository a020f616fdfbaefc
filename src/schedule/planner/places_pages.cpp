// Where something fits: the keyboard's way to move a visit, and the answer to a drag.
#include <boost/json.hpp>

#include "schedule/planner/acts.hpp"
#include "schedule/planner/visits_pages.hpp"
#include "schedule/planner/waiting.hpp"
#include "schedule/planner/week_view.hpp"

namespace rapport::planner {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr int places_shown = 8;
constexpr std::int64_t days_looked_at = 13, days_ahead_max = 3660;

struct Search {
    const Wish& wish;
    Dates dates;
    std::optional<Spot> now;  // Where it is already; no place to move to.
};

// All that a place could be looked for in: what takes time then is read before it is known when.
Dates dates_ahead(const Speech& speech) {
    return {monday_of(speech.today()), speech.today().plus(days_ahead_max)};
}

void fill_places(const Canvas& canvas, const Search& search, const Speech& speech,
                 PlacesView& view) {
    for (const Place& place : places(canvas, search.wish, search.dates, places_shown)) {
        const bool is_now = search.now && search.now->coach == place.spot.coach &&
                            search.now->on == place.spot.on &&
                            search.now->begins == place.spot.begins;
        if (is_now) continue;
        PlaceRow row{
            .value = place_value(place.spot),
            .day = speech.near_day(place.spot.on),
            .hours = hours({place.spot.begins, place.ends}, place.spot.on, speech.zone(), speech),
            .coach = "",
            .price = sentences(place.price, speech)};
        for (const CoachWeek& coach : canvas.coaches) {
            if (coach.coach == place.spot.coach) row.coach = coach.name;
        }
        view.places.push_back(std::move(row));
    }
}

// What was typed, or where it is now.
void fill_form(const Canvas& canvas, const Reading& request, const Spot& now, PlacesView& view) {
    const auto coach =
        PersonId::parse(typed_or(request, "coach", now.coach.text())).value_or(now.coach);
    view.coaches = coach_options(canvas.coaches, coach);
    view.on = typed_or(request, "on", now.on.iso());
    view.at = typed_or(request, "at", wall(now.begins));
}

Response show_move(Reading& request) {
    const Speech& speech = request.speech();
    PlacesView view;
    view.is_moving = true;
    request.read([&](ReadTx& tx) {
        Staff staff = staff_of(tx, {.dates = dates_ahead(speech), .land = Land::wanted});
        const auto visit = find_visit(tx, request.path<VisitId>("visit"), staff.reach);
        if (!visit || visit->is_veiled || !is_live(visit->state)) throw desk::NotFound();
        const auto wish = find_wish(tx, visit->wish, staff.reach);
        if (!wish) throw desk::NotFound();
        view.title = called(*visit, speech);
        view.what = what_and_where(*visit, speech);
        view.now =
            speech.say("places.now", {{"when", when(*visit, speech)}, {"name", visit->coach_name}});
        view.version = visit->version;
        view.asks_again = visit->state == State::agreed && !visit->people.empty();
        view.action = "/visits/" + visit->id.text() + "/place";
        view.back_href = "/visits/" + visit->id.text();
        view.back = view.title;
        Dates dates{std::max(speech.today(), monday_of(visit->on)),
                    monday_of(std::max(visit->on, speech.today())).plus(days_looked_at)};
        if (wish->is_weekly) dates.until = monday_of(visit->on).plus(6);
        const Spot now{.coach = visit->coach, .on = visit->on, .begins = visit->ring.begins};
        const Canvas canvas = canvas_for_places(tx, *wish, dates, std::move(staff));
        fill_places(canvas, {*wish, dates, now}, speech, view);
        fill_form(canvas, request, now, view);
    });
    return request.page(speech.say("places.title_move", {{"who", view.title}}), view);
}

Response move_visit(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto spot = spot_of(request.form());
            if (!spot) return spot.refusal();
            const auto visit = find_visit(tx, request.path<VisitId>("visit"));
            if (!visit) throw desk::NotFound();
            const auto version = parse_count(request.form("version")).value_or(0);
            const auto moved = move(tx, visit->id, *spot, version);
            if (!moved) return told(moved.refusal(), request.speech());
            return Answer::go(week_href(spot->on, spot->coach.view()) +
                              "&did=moved&visit=" + visit->id.text());
        },
        show_move);
}

// Why it waits. What is in the way is called by its name where the reader may know it.
void fill_why(ReadTx& tx, const Wish& wish, const Canvas& canvas, const Speech& speech,
              PlacesView& view) {
    auto seen = canvas.visits;
    veil_unseen(seen, canvas.reach);
    const std::span one(&wish, 1);
    for (const auto& [id, why] :
         why_they_wait(tx, wish.dates, one, {seen, one, canvas.coaches}, speech)) {
        view.cause = why.why;
        view.helps = why.what_helps;
    }
}

Response show_wish(Reading& request) {
    const Speech& speech = request.speech();
    PlacesView view;
    request.read([&](ReadTx& tx) {
        Staff staff = staff_of(tx, {.dates = dates_ahead(speech), .land = Land::wanted});
        const auto wish = find_wish(tx, request.path<WishId>("wish"), staff.reach);
        if (!wish || wish->is_over) throw desk::NotFound();
        view.title = called(*wish, speech);
        view.what = speech.minutes(wish->minutes) + " · " + what_and_where(*wish, speech);
        view.until = speech.say("places.until", {{"from", speech.day(wish->dates.from)},
                                                 {"to", speech.day(wish->dates.until)}});
        view.action = "/wishes/" + wish->id.text() + "/place";
        view.forget_action = "/wishes/" + wish->id.text();
        const Day from = std::max(speech.today(), wish->dates.from);
        view.back_href = week_href(from, "all");
        view.back = speech.say("visits.to_week");
        const Day until = std::min(wish->dates.until, monday_of(from).plus(days_looked_at));
        const Canvas canvas = canvas_for_places(tx, *wish, {from, until}, std::move(staff));
        fill_places(canvas, {*wish, {from, until}, std::nullopt}, speech, view);
        const PersonId coach =
            wish->coaches.empty() ? request.viewer().person : wish->coaches.front();
        fill_form(canvas, request, {.coach = coach, .on = from, .begins = 540}, view);
        fill_why(tx, *wish, canvas, speech, view);
    });
    return request.page(speech.say("places.title_wish", {{"who", view.title}}), view);
}

Result<Answer> placed(WriteTx& tx, WishId wish, const Spot& spot, Standing standing,
                      const Speech& speech) {
    const auto visit = book(tx, wish, spot, standing);
    if (!visit) return told(visit.refusal(), speech);
    return Answer::go(week_href(spot.on, spot.coach.view()) + "&did=booked&visit=" + visit->text());
}

Response place_wish(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto spot = spot_of(request.form());
            if (!spot) return spot.refusal();
            const bool is_agreed = request.form("standing") == "agreed";
            return placed(tx, request.path<WishId>("wish"), *spot,
                          is_agreed ? Standing::agreed : Standing::proposed, request.speech());
        },
        show_wish);
}

Response forget_wish(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = want_no_more(tx, request.path<WishId>("wish"));
            if (!done) return told(done.refusal(), request.speech());
            return Answer::go("/week", "wishes.forgotten");
        },
        show_wish);
}

// What a drag asks while it hovers: would it fit here, and at what price?
Response try_place(Reading& request) {
    const Speech& speech = request.speech();
    const auto wish = WishId::parse(request.query("wish"));
    const auto spot = spot_of(request.raw().query);
    if (!wish || !spot) throw desk::NotFound();
    const auto price = request.read([&](ReadTx& tx) { return try_spot(tx, *wish, *spot); });
    std::string says =
        when(*spot, spot->begins + parse_count(request.query("minutes")).value_or(0), speech);
    if (!price) {
        const Refusal refusal = told(price.refusal(), speech);
        says += ". " + speech.say(refusal.key, refusal.with);
        return request.json(boost::json::object{{"fits", false}, {"says", says}});
    }
    says += ".";
    for (const std::string& sentence : sentences(*price, speech)) says += " " + sentence;
    return request.json(boost::json::object{{"fits", true}, {"says", says}});
}

}  // namespace

void mount_places_pages(desk::Routes& on) {
    const Right right = Right::plan_weeks;
    on.get("/visits/{visit}/place", right, show_move);
    on.post("/visits/{visit}/place", right, move_visit);
    on.get("/wishes/{wish}", right, show_wish);
    on.post("/wishes/{wish}/place", right, place_wish);
    on.del("/wishes/{wish}", right, forget_wish);
    on.get("/week/trial", right, try_place);
}

}  // namespace rapport::planner
