// Coaches' weeks, roads, absences, windows and wishes for programs.
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

Response list_weeks(Reading& request) {
    json::array weeks;
    request.read([&](ReadTx& tx) {
        for (const CoachWeek& week : coaches(tx)) weeks.push_back(json_of(week));
    });
    return page_of(request, "coach_weeks", std::move(weeks));
}

CoachWeek week_at(ReadTx& tx, PersonId coach) {
    for (const CoachWeek& week : coaches(tx)) {
        if (week.coach == coach) return week;
    }
    throw desk::NotFound();
}

Response post_week(Writing& request) {
    const auto coach = request.path<PersonId>("person");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        week_at(tx, coach);
        const auto week = week_in(request.form(), coach);
        if (!week) return week.refusal();
        if (auto done = set_week(tx, *week); !done) return done.refusal();
        return Answer::json(200, json::serialize(json_of(week_at(tx, coach))));
    });
}

json::object travel_json(const Travel& travel) {
    return {{"from", travel.from.text()}, {"to", travel.to.text()}, {"minutes", travel.minutes}};
}

Response list_travel(Reading& request) {
    json::array times;
    request.read([&](ReadTx& tx) {
        const Roads all = roads(tx);
        for (const Travel& travel : all.said()) times.push_back(travel_json(travel));
    });
    return page_of(request, "travel_times", std::move(times));
}

Response post_travel(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto travel = travel_in(request.form());
        if (!travel) return travel.refusal();
        if (auto done = set_travel(tx, *travel); !done) return done.refusal();
        return Answer::json(200, json::serialize(travel_json(*travel)));
    });
}

json::object absence_json(const Absence& absence) {
    json::value hours = nullptr;
    if (absence.hours) hours = wall(absence.hours->begins) + "-" + wall(absence.hours->ends);
    return {{"id", absence.id.text()},          {"coach", absence.coach.text()},
            {"coach_name", absence.coach_name}, {"why", code(absence.why)},
            {"from", absence.dates.from.iso()}, {"until", absence.dates.until.iso()},
            {"hours", std::move(hours)}};
}

Response list_absences(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const auto& one : absences(tx, asked_dates(request)))
            list.push_back(absence_json(one));
    });
    return page_of(request, "absences", std::move(list));
}

Response post_absence(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        auto absence = absence_in(request.form());
        if (!absence) return absence.refusal();
        const auto id = add_absence(tx, *absence);
        if (!id) return id.refusal();
        absence->id = *id;
        return Answer::json(201, json::serialize(absence_json(*absence)), "/api/v1/absences");
    });
}

Response post_replanning(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto absence = absence_in(request.form());
        if (!absence) return absence.refusal();
        const auto proposal = replan_absence(tx, *absence);
        if (!proposal) return proposal.refusal();
        return Answer::json(201, json::serialize(json_of(*find_proposal(tx, *proposal))),
                            "/api/v1/schedules/" + proposal->text());
    });
}

Response delete_absence(Writing& request) {
    const auto id = request.path<AbsenceId>("absence");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = end_absence(tx, id);
        if (!done && done.refusal().key == Key("planner.not_there")) throw desk::NotFound();
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(json::object{{"id", id.text()}}));
    });
}

json::object window_json(const Window& window) {
    return {{"id", window.id.text()},
            {"kind", code(window.kind)},
            {"name", window.name},
            {"building", window.building ? json::value(window.building->text()) : nullptr},
            {"from", window.dates.from.iso()},
            {"until", window.dates.until.iso()},
            {"percent", window.percent}};
}

Response list_windows(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const auto& one : windows(tx, asked_dates(request))) list.push_back(window_json(one));
    });
    return page_of(request, "windows", std::move(list));
}

Response post_window(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        auto window = window_in(request.form());
        if (!window) return window.refusal();
        const auto id = add_window(tx, *window);
        if (!id) return id.refusal();
        window->id = *id;
        return Answer::json(201, json::serialize(window_json(*window)), "/api/v1/windows");
    });
}

Response delete_window(Writing& request) {
    const auto id = request.path<WindowId>("window");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        if (!end_window(tx, id)) throw desk::NotFound();
        return Answer::json(200, json::serialize(json::object{{"id", id.text()}}));
    });
}

Response list_wishes(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Wish& wish : wishes(tx, asked_dates(request))) list.push_back(json_of(wish));
    });
    return page_of(request, "wishes", std::move(list));
}

Wish wish_at(ReadTx& tx, const Reading& request) {
    auto wish = find_wish(tx, request.path<WishId>("wish"));
    if (!wish) throw desk::NotFound();
    return std::move(*wish);
}

Response get_wish(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) { return json_of(wish_at(tx, request)); }));
}

Answer made_wish(ReadTx& tx, WishId id) {
    return Answer::json(201, json::serialize(json_of(*find_wish(tx, id))),
                        "/api/v1/wishes/" + id.text());
}

Response post_wish(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto wish = wish_in(request.form(), request.speech());
        if (!wish) return wish.refusal();
        const auto id = want(tx, *wish);
        if (!id) return id.refusal();
        return made_wish(tx, *id);
    });
}

Response post_request_wish(Writing& request) {
    const auto id = request.path<RequestId>("request");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        if (!requests::find(tx, id)) throw desk::NotFound();
        const OwnAsking asking = own_in(request.form());
        const auto wish = want_request(tx, id, asking.minutes);
        if (!wish) return wish.refusal();
        return made_wish(tx, *wish);
    });
}

Response delete_wish(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Wish wish = wish_at(tx, request);
        if (auto done = want_no_more(tx, wish.id); !done) return done.refusal();
        return Answer::json(200, json::serialize(json::object{{"id", wish.id.text()}}));
    });
}

Response list_places(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        const Wish wish = wish_at(tx, request);
        for (const Place& place : places(tx, wish.id, asked_dates(request), 20)) {
            list.push_back(json_of(place, request.speech()));
        }
    });
    return page_of(request, "places", std::move(list));
}

std::vector<Field> days() { return {{"from", K::day}, {"until", K::day, false, "Inclusive."}}; }

std::vector<Field> week_fields() {
    return {{"home", K::id, false, "Where each day begins and ends."},
            {"shifts", K::texts, false, "\"1 07:30-15:30\": the weekday, 1 is Monday, and hours."},
            {"protected", K::texts, false, "\"2 10:00-10:45 Team meeting\"."},
            {"fte_percent", K::number},
            {"capacity_minutes", K::number, false, "With people, a week."},
            {"lunch_minutes", K::number},
            {"lunch", K::text, false, "\"10:45-13:15\": somewhere within."},
            {"preparation_minutes", K::number, false, "A day."},
            {"version", K::number, false, "As it was read; 0 at first."}};
}

std::vector<Field> wish_fields() {
    return {{"kind", K::choice, true, "",
             "planning|in_class|debrief|group_session|esupport|test_session|other"},
            {"title", K::text},
            {"people", K::ids},
            {"team", K::id},
            {"building", K::id},
            {"room", K::text},
            {"minutes", K::number},
            {"weight", K::number, false, "1 to 5."},
            {"from", K::day},
            {"until", K::day},
            {"hours", K::text, false, "\"08:00-10:00\": only within."},
            {"is_weekly", K::flag},
            {"lesson", K::text},
            {"coaches", K::ids, false, "Who may; none: whoever covers the building."},
            {"chain", K::id, false, "Steps of one chain come one after the other."},
            {"step", K::number},
            {"gap_min", K::number, false, "Days after the step before."},
            {"gap_max", K::number}};
}

void mount_weeks(desk::Routes& on) {
    const Right right = Right::plan_weeks;
    on.api_get("/api/v1/coach-weeks", right, list_weeks,
               {.summary = "When the coaches can be where.",
                .output = week_out(),
                .output_list = "coach_weeks"});
    on.api_post("/api/v1/coach-weeks/{person}", right, post_week,
                {.summary = "Says when a coach can be where.",
                 .input = week_fields(),
                 .output = week_out()});
    on.api_get("/api/v1/travel-times", right, list_travel,
               {.summary = "Minutes on the road that were said.",
                .output = travel_out(),
                .output_list = "travel_times"});
    on.api_post(
        "/api/v1/travel-times", right, post_travel,
        {.summary = "Says how long the road is, there and back.",
         .input = {{"from", K::id, true}, {"to", K::id, true}, {"minutes", K::number, true}},
         .output = travel_out()});
    on.api_get("/api/v1/absences", right, list_absences,
               {.summary = "Who is away.",
                .input = days(),
                .output = absence_out(),
                .output_list = "absences"});
    const std::vector<Field> absence_fields{
        {"coach", K::id, true},
        {"why", K::choice, false, "", "sick|conference|leave|other"},
        {"from", K::day, true},
        {"until", K::day},
        {"hours", K::text, false, "\"08:00-10:00\"; none: whole days."}};
    on.api_post("/api/v1/absences", right, post_absence,
                {.summary = "A coach is away. What is booked then stays.",
                 .input = absence_fields,
                 .output = absence_out(),
                 .answers = desk::Answers::created});
    on.api_post("/api/v1/absences/replanning", right, post_replanning,
                {.summary = "A coach is away: orders a proposal that changes little.",
                 .input = absence_fields,
                 .output = proposal_out(),
                 .answers = desk::Answers::created});
    on.api_del("/api/v1/absences/{absence}", right, delete_absence,
               {.summary = "The coach is there after all.", .output = {{"id", K::id, true}}});
    on.api_get("/api/v1/windows", right, list_windows,
               {.summary = "Weeks of tests and hand-outs.",
                .input = days(),
                .output = window_out(),
                .output_list = "windows"});
    on.api_post("/api/v1/windows", right, post_window,
                {.summary = "Takes a part of the coaches' minutes for some days.",
                 .input = {{"name", K::text, true},
                           {"kind", K::choice, false, "", "test|handout|other"},
                           {"building", K::id},
                           {"from", K::day, true},
                           {"until", K::day},
                           {"percent", K::number}},
                 .output = window_out(),
                 .answers = desk::Answers::created});
    on.api_del("/api/v1/windows/{window}", right, delete_window,
               {.summary = "Gives them back.", .output = {{"id", K::id, true}}});
}

}  // namespace

void mount_week_api(desk::Routes& on) {
    const Right right = Right::plan_weeks;
    mount_weeks(on);
    on.api_get("/api/v1/wishes", right, list_wishes,
               {.summary = "What wants a place.",
                .input = days(),
                .output = wish_out(),
                .output_list = "wishes"});
    on.api_post("/api/v1/wishes", right, post_wish,
                {.summary = "Wants a place for something.",
                 .input = wish_fields(),
                 .output = wish_out(),
                 .answers = desk::Answers::created});
    on.api_get("/api/v1/wishes/{wish}", right, get_wish,
               {.summary = "One wish.", .output = wish_out()});
    on.api_del("/api/v1/wishes/{wish}", right, delete_wish,
               {.summary = "It is wanted no more.", .output = {{"id", K::id, true}}});
    on.api_get("/api/v1/wishes/{wish}/places", right, list_places,
               {.summary = "Where it fits, best first.",
                .input = days(),
                .output = place_out(),
                .output_list = "places"});
    on.api_post("/api/v1/requests/{request}/wish", right, post_request_wish,
                {.summary = "Wants a place for a request.",
                 .input = {{"minutes", K::number}},
                 .output = wish_out(),
                 .answers = desk::Answers::created});
}

}  // namespace rapport::planner
