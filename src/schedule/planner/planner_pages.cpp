// The first pages of the planner: the week as a table and a list, one wish, one visit.
#include "schedule/planner/planner_pages.hpp"

#include <algorithm>

namespace rapport::planner {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

constexpr int places_max = 12, changes_max = 12, proposals_max = 5;

Dates week_asked(Reading& request) {
    const auto from = Day::parse(request.query("from"));
    return week_of(from.value_or(request.speech().today()));
}

std::string where_of(const Visit& visit) {
    if (visit.is_veiled || visit.room.empty()) return visit.building_name;
    return visit.building_name + " · " + visit.room;
}

VisitRow row_of(const Visit& visit, const locale::Speech& speech) {
    return {.href = visit.is_veiled ? "" : "/visits/" + visit.id.text(),
            .when = hours(visit.ring, visit.on, *visit.zone, speech),
            .who = called(visit, speech),
            .kind = visit.is_veiled ? "" : speech.say(label(visit.kind)),
            .state = visit.is_veiled ? "" : speech.say(label(visit.state)),
            .where = where_of(visit),
            .is_pinned = visit.is_pinned,
            .is_veiled = visit.is_veiled};
}

// Wishes that have no place in these dates yet.
std::vector<WishRow> unplaced(const std::vector<Wish>& wishes, const std::vector<Visit>& visits,
                              const locale::Speech& speech) {
    std::vector<WishRow> rows;
    for (const Wish& wish : wishes) {
        const bool is_placed = std::ranges::any_of(
            visits, [&](const Visit& visit) { return visit.wish == wish.id; });
        if (is_placed) continue;
        rows.push_back({.href = "/wishes/" + wish.id.text(),
                        .who = called(wish, speech),
                        .kind = speech.say(label(wish.kind)),
                        .until = speech.near_day(wish.dates.until),
                        .minutes = wish.minutes});
    }
    return rows;
}

void fill_table(const Dates& dates, const std::vector<CoachWeek>& weeks,
                const std::vector<Visit>& visits, const locale::Speech& speech, WeekView& view) {
    for (const CoachWeek& week : weeks) {
        view.coach_names.push_back(week.name);
        view.coaches.push_back({week.coach.text(), week.name, false});
    }
    for (Day on = dates.from; on <= dates.from.plus(4); on = on.plus(1)) {
        DayRow row{.day = speech.day(on), .coaches = {}};
        for (const CoachWeek& week : weeks) {
            CoachColumn column{.name = week.name, .visits = {}};
            for (const Visit& visit : visits) {
                if (visit.coach == week.coach && visit.on == on) {
                    column.visits.push_back(row_of(visit, speech));
                }
            }
            row.coaches.push_back(std::move(column));
        }
        view.days.push_back(std::move(row));
    }
}

std::vector<Choice> kind_choices(const locale::Speech& speech) {
    std::vector<Choice> kinds;
    for (int i = 0; i < kind_count; ++i) {
        const auto kind = static_cast<Kind>(i);
        kinds.push_back({std::string(code(kind)), speech.say(label(kind)), i == 0});
    }
    return kinds;
}

Key step_key(std::string_view step) {
    if (step == "booked") return Key{"planner.step_booked"};
    if (step == "moved") return Key{"planner.step_moved"};
    if (step == "agreed") return Key{"planner.step_agreed"};
    if (step == "cancelled") return Key{"planner.step_cancelled"};
    if (step == "other_time") return Key{"planner.step_other_time"};
    if (step == "done") return Key{"planner.step_done"};
    if (step == "undone" || step == "not_done") return Key{"planner.step_undone"};
    return Key{"planner.step_changed"};
}

}  // namespace

Response show_week(Reading& request) {
    const auto& speech = request.speech();
    const Dates dates = week_asked(request);
    WeekView view;
    view.title = speech.long_day(dates.from);
    view.from = dates.from.iso();
    view.before_href = "/week?from=" + dates.from.plus(-7).iso();
    view.after_href = "/week?from=" + dates.from.plus(7).iso();
    view.kinds = kind_choices(speech);
    request.read([&](ReadTx& tx) {
        const auto booked = visits(tx, {}, dates);
        fill_table(dates, coaches(tx), booked, speech, view);
        view.waiting = unplaced(wishes(tx, dates), booked, speech);
        for (const Proposal& proposal : proposals(tx, proposals_max)) {
            view.proposals.push_back({"/schedules/" + proposal.id.text(),
                                      speech.when(proposal.made_at) + " · " +
                                          proposal.made_by_name + " · " +
                                          speech.say(label(proposal.progress))});
        }
        const Instant since = speech.now().plus_seconds(-7 * std::int64_t{86'400});
        for (const Change& change : changes_since(tx, since, changes_max)) {
            view.changes.push_back({"/visits/" + change.visit.text(),
                                    speech.say(step_key(change.step),
                                               {{"by", change.actor_name},
                                                {"who", called(change.now, speech)}}),
                                    speech.ago(change.at)});
        }
    });
    return request.page(Key{"planner.title"}, view);
}

namespace {

PlaceRow place_row(const Place& place, ReadTx& tx, const locale::Speech& speech) {
    PlaceRow row{.coach = place.spot.coach.text(),
                 .on = place.spot.on.iso(),
                 .begins = wall(place.spot.begins),
                 .words = speech.near_day(place.spot.on) + ", " +
                          hours({place.spot.begins, place.ends}, place.spot.on, speech.zone(),
                                speech),
                 .price = sentences(place.price, speech)};
    for (const CoachWeek& week : coaches(tx)) {
        if (week.coach == place.spot.coach) row.words += " · " + week.name;
    }
    return row;
}

Wish wish_at(ReadTx& tx, const Reading& request) {
    auto wish = find_wish(tx, request.path<WishId>("wish"));
    if (!wish) throw desk::NotFound();
    return std::move(*wish);
}

Response show_wish(Reading& request) {
    const auto& speech = request.speech();
    WishView view;
    request.read([&](ReadTx& tx) {
        const Wish wish = wish_at(tx, request);
        view.id = wish.id;
        view.who = called(wish, speech);
        view.kind = speech.say(label(wish.kind));
        view.title = wish.title;
        view.where = wish.building_name;
        view.minutes = wish.minutes;
        view.dates = speech.day(wish.dates.from) + " – " + speech.day(wish.dates.until);
        const Day from = std::max(wish.dates.from, speech.today());
        const Dates dates{from, std::min(wish.dates.until, from.plus(13))};
        if (dates.until < dates.from) return;
        for (const Place& place : places(tx, wish.id, dates, places_max)) {
            view.places.push_back(place_row(place, tx, speech));
        }
    });
    return request.page(view.who, view);
}

Visit visit_at(ReadTx& tx, const Reading& request) {
    auto visit = find_visit(tx, request.path<VisitId>("visit"));
    if (!visit) throw desk::NotFound();
    return std::move(*visit);
}

void say_what_can_be_done(const Visit& visit, const Reading& request, VisitView& view) {
    const bool is_open = is_live(visit.state) && !visit.is_veiled;
    const bool has_come = visit.begins_at() <= request.speech().now();
    const bool is_coach = visit.coach == request.viewer().person;
    view.is_mine = std::ranges::any_of(visit.people, [&](const Helped& one) {
        return one.id == request.viewer().person;
    });
    view.is_team = request.viewer().may(Right::plan_weeks) && !view.is_mine;
    view.can_agree = is_open && visit.state == State::proposed;
    view.can_change = is_open;
    view.can_finish = is_open && is_coach && has_come;
    view.can_reopen = visit.state == State::done && is_coach;
}

Response show_visit(Reading& request) {
    const auto& speech = request.speech();
    VisitView view;
    request.read([&](ReadTx& tx) {
        const Visit visit = visit_at(tx, request);
        view.id = visit.id;
        view.who = called(visit, speech);
        view.kind = visit.is_veiled ? "" : speech.say(label(visit.kind));
        view.title = visit.title;
        view.coach = visit.coach_name;
        view.when = speech.near_day(visit.on) + ", " +
                    hours(visit.ring, visit.on, *visit.zone, speech);
        view.where = where_of(visit);
        view.state = speech.say(label(visit.state));
        view.version = visit.version;
        view.is_veiled = visit.is_veiled;
        view.is_pinned = visit.is_pinned;
        for (const Helped& person : visit.people) view.people.push_back(person.name);
        say_what_can_be_done(visit, request, view);
        if (!view.is_team || !view.can_change) return;
        const Day from = std::max(monday_of(visit.on), speech.today());
        for (const Place& place : places(tx, visit.wish, {from, monday_of(visit.on).plus(6)},
                                         places_max)) {
            view.places.push_back(place_row(place, tx, speech));
        }
    });
    return request.page(view.who, view);
}

Response post_wish(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto wish = wish_in(request.form(), request.speech());
            if (!wish) return wish.refusal();
            const auto id = want(tx, *wish);
            if (!id) return id.refusal();
            return Answer::go("/wishes/" + id->text());
        },
        show_week);
}

Response post_request_wish(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto id = request.path<RequestId>("request");
        if (!requests::find(tx, id)) throw desk::NotFound();
        const auto wish = want_request(tx, id, own_in(request.form()).minutes);
        if (!wish) return wish.refusal();
        return Answer::go("/wishes/" + wish->text());
    },
        show_week);
}

Response delete_wish(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (auto done = want_no_more(tx, wish_at(tx, request).id); !done) return done.refusal();
            return Answer::go("/week");
        },
        show_wish);
}

Response post_booking(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto spot = spot_in(request.form());
            if (!spot) return spot.refusal();
            const bool is_agreed = request.form("state") == "agreed";
            const auto id = book(tx, wish_at(tx, request).id, *spot,
                                 is_agreed ? Standing::agreed : Standing::proposed);
            if (!id) return told(id.refusal(), request.speech());
            return Answer::go("/visits/" + id->text(), "planner.saved");
        },
        show_wish);
}

// Every change of one visit ends on its page.
Response change(Writing& request, const std::function<Result<Done>(WriteTx&, const Visit&)>& body) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Visit visit = visit_at(tx, request);
            const auto done = body(tx, visit);
            if (!done) return told(done.refusal(), request.speech());
            return Answer::go("/visits/" + visit.id.text(), "planner.saved");
        },
        show_visit);
}

Response post_place(Writing& request) {
    return change(request, [&](WriteTx& tx, const Visit& visit) -> Result<Done> {
        const auto spot = spot_in(request.form());
        if (!spot) return spot.refusal();
        const bool is_same = request.form("version") == std::to_string(visit.version);
        return move(tx, visit.id, *spot, is_same ? visit.version : 0);
    });
}

template <Result<Done> (*rule)(WriteTx&, VisitId)>
Response act_on(Writing& request) {
    return change(request, [](WriteTx& tx, const Visit& visit) { return rule(tx, visit.id); });
}

Response post_other_time(Writing& request) {
    return change(request, [&](WriteTx& tx, const Visit& visit) {
        return ask_other_time(tx, visit.id, request.form("words"));
    });
}

Response post_contact(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto contact = finish(tx, visit_at(tx, request).id);
            if (!contact) return contact.refusal();
            return Answer::go("/today?saved=" + contact->text());
        },
        show_visit);
}

Response post_undoing(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (auto undone = undo(tx); !undone) return undone.refusal();
            return Answer::go("/week", "planner.taken_back");
        },
        show_week);
}

}  // namespace

void mount_planner_pages(desk::Routes& on) {
    const Right team = Right::plan_weeks, all = Right::signed_in;
    on.get("/week", team, show_week);
    on.post("/week/undoing", team, post_undoing);
    on.post("/wishes", team, post_wish);
    on.post("/requests/{request}/wish", team, post_request_wish);
    on.get("/wishes/{wish}", team, show_wish);
    on.del("/wishes/{wish}", team, delete_wish);
    on.post("/wishes/{wish}/visits", team, post_booking);
    on.get("/visits/{visit}", all, show_visit);
    on.post("/visits/{visit}/place", team, post_place);
    on.post("/visits/{visit}/agreement", all, act_on<agree>);
    on.del("/visits/{visit}", all, act_on<cancel>);
    on.post("/visits/{visit}/other-time", all, post_other_time);
    on.post("/visits/{visit}/no-show", team, act_on<miss>);
    on.post("/visits/{visit}/pin", team, act_on<pin>);
    on.del("/visits/{visit}/pin", team, act_on<unpin>);
    on.post("/visits/{visit}/contact", team, post_contact);
    on.del("/visits/{visit}/contact", team, act_on<unfinish>);
    mount_schedule_pages(on);
}

}  // namespace rapport::planner
