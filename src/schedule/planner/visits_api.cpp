// Visits for programs: the same rules.
#include <boost/json.hpp>

#include "schedule/planner/planner_docs.hpp"
#include "schedule/planner/planner_pages.hpp"

namespace rapport::planner {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;
using K = Field::Kind;

namespace {

Dates asked_dates(Reading& request) {
    const auto dates = dates_in(request.raw().query, request.speech());
    return dates ? *dates : week_of(request.speech().today());
}

Response page_of(Reading& request, std::string_view name, json::array things) {
    return request.json(json::object{{name, std::move(things)}, {"next", nullptr}});
}

json::array array_of(const std::vector<Visit>& visits) {
    json::array list;
    for (const Visit& visit : visits) list.push_back(json_of(visit));
    return list;
}

Response list_visits(Reading& request) {
    std::vector<PersonId> coaches;
    for (const std::string_view typed : request.raw().query.all("coach")) {
        if (const auto coach = PersonId::parse(typed)) coaches.push_back(*coach);
    }
    return page_of(request, "visits", request.read([&](ReadTx& tx) {
        return array_of(visits(tx, coaches, asked_dates(request)));
    }));
}

Response list_mine(Reading& request) {
    return page_of(request, "visits", request.read([&](ReadTx& tx) {
        return array_of(my_visits(tx, asked_dates(request)));
    }));
}

Response list_of_building(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Visit& visit : visits_in_my_building(tx, asked_dates(request))) {
            list.push_back(json::object{{"coach_name", visit.coach_name},
                                        {"on", visit.on.iso()},
                                        {"begins", wall(visit.ring.begins)},
                                        {"ends", wall(visit.ring.ends)},
                                        {"says", veiled(visit, request.speech())}});
        }
    });
    return page_of(request, "booked", std::move(list));
}

Response list_conflicts(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Conflict& one : conflicts(tx, asked_dates(request))) {
            list.push_back(json::object{
                {"visit", json_of(one.visit)},
                {"name", one.name},
                {"why", request.speech().say(one.why, {{"name", one.name}, {"next", ""}})}});
        }
    });
    return page_of(request, "conflicts", std::move(list));
}

Visit visit_asked(ReadTx& tx, const Reading& request) {
    auto visit = find_visit(tx, request.path<VisitId>("visit"));
    if (!visit) throw desk::NotFound();
    return std::move(*visit);
}

Response get_visit(Reading& request) {
    return request.json(
        request.read([&](ReadTx& tx) { return json_of(visit_asked(tx, request)); }));
}

Answer made(ReadTx& tx, VisitId id) {
    return Answer::json(201, json::serialize(json_of(*find_visit(tx, id))),
                        "/api/v1/visits/" + id.text());
}

Response post_visit(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto wish = WishId::parse(request.form("wish"));
        if (!wish) return Refusal{.key = "planner.not_there", .field = "wish"};
        const auto spot = spot_in(request.form());
        if (!spot) return spot.refusal();
        const bool is_agreed = request.form("state") == "agreed";
        const auto id = book(tx, *wish, *spot, is_agreed ? Standing::agreed : Standing::proposed);
        if (!id) return told(id.refusal(), request.speech());
        return made(tx, *id);
    });
}

// Every change of one visit answers with the visit as it now is.
Response change(Writing& request, const std::function<Result<Done>(WriteTx&, const Visit&)>& body) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Visit visit = visit_asked(tx, request);
        const auto done = body(tx, visit);
        if (!done) return told(done.refusal(), request.speech());
        return Answer::json(200, json::serialize(json_of(*find_visit(tx, visit.id))));
    });
}

Response post_place(Writing& request) {
    return change(request, [&](WriteTx& tx, const Visit& visit) -> Result<Done> {
        const auto spot = spot_in(request.form());
        if (!spot) return spot.refusal();
        const std::string version(request.form("version"));
        return move(tx, visit.id, *spot,
                    version == std::to_string(visit.version) ? visit.version : 0);
    });
}

Response post_agreement(Writing& request) {
    return change(request, [](WriteTx& tx, const Visit& visit) { return agree(tx, visit.id); });
}
Response delete_visit(Writing& request) {
    return change(request, [](WriteTx& tx, const Visit& visit) { return cancel(tx, visit.id); });
}
Response post_no_show(Writing& request) {
    return change(request, [](WriteTx& tx, const Visit& visit) { return miss(tx, visit.id); });
}
Response post_pin(Writing& request) {
    return change(request, [](WriteTx& tx, const Visit& visit) { return pin(tx, visit.id); });
}
Response delete_pin(Writing& request) {
    return change(request, [](WriteTx& tx, const Visit& visit) { return unpin(tx, visit.id); });
}
Response post_other_time(Writing& request) {
    return change(request, [&](WriteTx& tx, const Visit& visit) {
        return ask_other_time(tx, visit.id, request.form("words"));
    });
}
Response post_contact(Writing& request) {
    return change(request, [](WriteTx& tx, const Visit& visit) -> Result<Done> {
        const auto contact = finish(tx, visit.id);
        if (!contact) return contact.refusal();
        return Done{};
    });
}
Response delete_contact(Writing& request) {
    return change(request, [](WriteTx& tx, const Visit& visit) { return unfinish(tx, visit.id); });
}

Response get_trial(Reading& request) {
    json::object body{{"fits", false}, {"price", nullptr}, {"why", nullptr}};
    request.read([&](ReadTx& tx) {
        const auto wish = request.path<WishId>("wish");
        if (!find_wish(tx, wish)) throw desk::NotFound();
        const auto spot = spot_in(request.raw().query);
        const auto price = spot ? try_spot(tx, wish, *spot) : Result<Price>(spot.refusal());
        if (price) {
            body["fits"] = true;
            body["price"] = json_of(*price, request.speech());
            return;
        }
        const Refusal refusal = told(price.refusal(), request.speech());
        body["why"] = request.speech().say(refusal.key, refusal.with);
    });
    return request.json(body);
}

Response list_free(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        const auto asking = own_in(request.raw().query);
        for (const Place& place : own_places(tx, asking, asked_dates(request), 40)) {
            list.push_back(json_of(place, request.speech()));
        }
    });
    return page_of(request, "free_times", std::move(list));
}

Response post_mine(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto spot = spot_in(request.form());
        if (!spot) return spot.refusal();
        const auto id = book_own(tx, own_in(request.form()), *spot);
        if (!id) return told(id.refusal(), request.speech());
        return made(tx, *id);
    });
}

Response list_changes(Reading& request) {
    json::array list;
    const auto since = Instant::parse_rfc3339(request.query("since"));
    const Instant from = since.value_or(request.speech().now().plus_seconds(-7 * 86'400));
    request.read([&](ReadTx& tx) {
        for (const Change& change : changes_since(tx, from, 200)) {
            json::object one{{"at", change.at.rfc3339()},
                             {"by", change.actor_name},
                             {"step", change.step},
                             {"visit", json_of(change.now)}};
            one["before_on"] = nullptr;
            one["before_begins"] = nullptr;
            if (change.before) {
                one["before_on"] = change.before->on.iso();
                one["before_begins"] = wall(change.before->begins);
            }
            list.push_back(std::move(one));
        }
    });
    return page_of(request, "changes", std::move(list));
}

Response post_undoing(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto undone = undo(tx);
        if (!undone) return undone.refusal();
        return Answer::json(200, json::serialize(json::object{{"taken_back", undone->taken_back},
                                                              {"stayed", undone->stayed}}));
    });
}

std::vector<Field> days() { return {{"from", K::day}, {"until", K::day, false, "Inclusive."}}; }

std::vector<Field> spot_fields() {
    return {{"coach", K::id, true},
            {"on", K::day, true},
            {"begins", K::text, true, "\"09:05\", on the wall of the building."},
            {"building", K::id},
            {"room", K::text}};
}

std::vector<Field> with(std::vector<Field> fields, Field more) {
    fields.push_back(more);
    return fields;
}

void mount_acts(desk::Routes& on) {
    const std::string one = "/api/v1/visits/{visit}";
    const Right team = Right::plan_weeks, all = Right::signed_in;
    on.api_post(one + "/place", team, post_place,
                {.summary = "Moves a visit, if it fits there.",
                 .input = with(spot_fields(), {"version", K::number, true}),
                 .output = visit_out()});
    on.api_post(one + "/agreement", all, post_agreement,
                {.summary = "The time is agreed.", .output = visit_out()});
    on.api_del(one, all, delete_visit,
               {.summary = "The visit is off; its wish waits again.", .output = visit_out()});
    on.api_post(one + "/other-time", all, post_other_time,
                {.summary = "Asks for another time.",
                 .input = {{"words", K::text}},
                 .output = visit_out()});
    on.api_post(one + "/no-show", team, post_no_show,
                {.summary = "Somebody did not come.", .output = visit_out()});
    on.api_post(one + "/pin", team, post_pin,
                {.summary = "It stays where it is.", .output = visit_out()});
    on.api_del(one + "/pin", team, delete_pin,
               {.summary = "It may move again.", .output = visit_out()});
    on.api_post(one + "/contact", team, post_contact,
                {.summary = "It happened: logs the contact.", .output = visit_out()});
    on.api_del(one + "/contact", team, delete_contact,
               {.summary = "It did not: takes it back.", .output = visit_out()});
}

}  // namespace

void mount_visits_api(desk::Routes& on) {
    const Right team = Right::plan_weeks;
    on.api_get("/api/v1/visits", team, list_visits,
               {.summary = "Visits in the order of time.",
                .input = with(days(), {"coach", K::ids}),
                .output = visit_out(),
                .output_list = "visits"});
    on.api_post("/api/v1/visits", team, post_visit,
                {.summary = "Gives a wish its place.",
                 .input = with(with(spot_fields(), {"wish", K::id, true}),
                               {"state", K::choice, false, "", "proposed|agreed"}),
                 .output = visit_out(),
                 .answers = desk::Answers::created});
    on.api_get("/api/v1/visits/{visit}", Right::signed_in, get_visit,
               {.summary = "One visit.", .output = visit_out()});
    mount_acts(on);
    on.api_get(
        "/api/v1/wishes/{wish}/trial", team, get_trial,
        {.summary = "What a place would cost, or why it cannot be.", .input = spot_fields()});
    on.api_get("/api/v1/visit-changes", team, list_changes,
               {.summary = "What was done to visits, newest first.",
                .input = {{"since", K::instant}},
                .output = change_out(),
                .output_list = "changes"});
    on.api_get("/api/v1/visit-conflicts", team, list_conflicts,
               {.summary = "What is booked although somebody in it is taken then.",
                .input = days(),
                .output = {{"visit", K::object, true, "As it is booked; it stays."},
                           {"name", K::text, true, "Who is taken."},
                           {"why", K::text, true, "In words."}},
                .output_list = "conflicts"});
    on.api_post("/api/v1/visit-undoings", team, post_undoing,
                {.summary = "Takes back one's last booking, move or acceptance.",
                 .output = {{"taken_back", K::number, true}, {"stayed", K::number, true}}});
    on.api_get("/api/v1/my-visits", Right::signed_in, list_mine,
               {.summary = "Visits to me.",
                .input = days(),
                .output = visit_out(),
                .output_list = "visits"});
    on.api_get("/api/v1/booked", Right::ask_for_help, list_of_building,
               {.summary = "When coaches are booked in my building; no names of teachers.",
                .input = days(),
                .output = booked_out(),
                .output_list = "booked"});
    on.api_get("/api/v1/free-times", Right::ask_for_help, list_free,
               {.summary = "When a coach and I both have time.",
                .input = with(with(days(), {"coach", K::id, true}), {"minutes", K::number}),
                .output = place_out(),
                .output_list = "free_times"});
    on.api_post("/api/v1/my-visits", Right::ask_for_help, post_mine,
                {.summary = "Takes a free time of a coach.",
                 .input = with(with(spot_fields(), {"minutes", K::number}), {"title", K::text}),
                 .output = visit_out(),
                 .answers = desk::Answers::created});
}

}  // namespace rapport::planner
