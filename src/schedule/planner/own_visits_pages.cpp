#include "schedule/planner/own_visits_pages.hpp"

#include <algorithm>
#include <array>

namespace rapport::planner {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr std::int64_t days_ahead = 120, days_back = 60, days_offered = 20;
constexpr int places_max = 12;
constexpr std::array lengths{15, 30, 45};
constexpr std::array own_kinds{Kind::planning, Kind::in_class, Kind::debrief};

// What the reader asked for themselves waits for the coach, not for them.
OwnVisitRow row_of(const Visit& visit, PersonId self, const Speech& speech) {
    OwnVisitRow row;
    row.id = visit.id;
    row.title = visit.coach_name;
    row.when = when(visit, speech);
    row.what = what_and_where(visit, speech);
    row.state = speech.say(label(visit.state));
    row.shape = visit.state == State::done     ? "done"
                : visit.state == State::agreed ? "going"
                                               : "waiting";
    row.can_agree = visit.state == State::proposed && visit.made_by != self;
    row.can_change = is_live(visit.state);
    return row;
}

Response show_mine(Reading& request) {
    const Speech& speech = request.speech();
    MyVisitsView view;
    request.read([&](ReadTx& tx) {
        view.visits = own_visits(tx, speech);
        const Dates past{speech.today().plus(-days_back), speech.today()};
        for (const Visit& visit : my_visits(tx, past)) {
            const bool is_past = visit.ends_at() <= speech.now() || !is_live(visit.state);
            if (is_past) view.past.push_back(row_of(visit, tx.actor(), speech));
        }
    });
    std::ranges::reverse(view.past);
    view.is_empty = view.visits.count() == 0 && view.past.empty();
    return request.page(Key{"own_visits.title"}, view);
}

struct Wanted {
    OwnAsking asking;
    bool has_coach = false;
};

Wanted wanted(const http::Fields& fields) {
    Wanted one;
    one.asking.kind = parse_kind(fields.first("kind")).value_or(Kind::planning);
    one.asking.minutes = parse_count(fields.first("minutes")).value_or(30);
    one.asking.title = fields.first("title");
    if (const auto coach = PersonId::parse(fields.first("coach"))) {
        one.asking.coach = *coach;
        one.has_coach = true;
    }
    return one;
}

void fill_places(ReadTx& tx, const Wanted& one, const Speech& speech, AskView& view) {
    if (!one.has_coach) return;
    view.has_asked = true;
    const Dates dates{speech.today(), speech.today().plus(days_offered)};
    for (const Place& place : own_places(tx, one.asking, dates, places_max)) {
        view.places.push_back(
            {.value = place_value(place.spot),
             .day = speech.near_day(place.spot.on),
             .hours = hours({place.spot.begins, place.ends}, place.spot.on, speech.zone(), speech),
             .coach = "",
             .price = {}});
    }
}

Response show_ask(Reading& request) {
    const Speech& speech = request.speech();
    const http::Fields& fields =
        request.refusal() == nullptr ? request.raw().query : request.typed();
    Wanted one = wanted(fields);
    AskView view;
    view.title = one.asking.title;
    request.read([&](ReadTx& tx) {
        const auto offered = coaches_for_me(tx);
        if (!one.has_coach && offered.size() == 1) {
            one.asking.coach = offered.front().id;
            one.has_coach = true;
        }
        for (const Helped& coach : offered) {
            view.coaches.push_back(
                {coach.id.text(), coach.name, one.has_coach && coach.id == one.asking.coach});
        }
        fill_places(tx, one, speech, view);
    });
    for (const Kind kind : own_kinds) {
        view.kinds.push_back(
            {std::string(code(kind)), speech.say(label(kind)), kind == one.asking.kind});
    }
    for (const int minutes : lengths) {
        view.lengths.push_back(
            {std::to_string(minutes), speech.minutes(minutes), minutes == one.asking.minutes});
    }
    view.kind = code(one.asking.kind);
    view.minutes = std::to_string(one.asking.minutes);
    if (one.has_coach) view.coach = one.asking.coach.text();
    return request.page(Key{"own_visits.ask_title"}, view);
}

Response ask(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto spot = spot_of(request.form());
            if (!spot) return spot.refusal();
            Wanted one = wanted(request.form());
            one.asking.coach = spot->coach;
            const auto made = book_own(tx, one.asking, *spot);
            if (!made) return told(made.refusal(), request.speech());
            return Answer::go("/my-visits", "own_visits.asked");
        },
        show_ask);
}

}  // namespace

OwnVisitsView own_visits(ReadTx& tx, const Speech& speech) {
    OwnVisitsView view;
    for (const Visit& visit : my_visits(tx, {speech.today(), speech.today().plus(days_ahead)})) {
        if (!is_live(visit.state) || visit.ends_at() <= speech.now()) continue;
        OwnVisitRow row = row_of(visit, tx.actor(), speech);
        (row.can_agree ? view.asked : view.ahead).push_back(std::move(row));
    }
    return view;
}

void mount_own_visits_pages(desk::Routes& on) {
    on.get("/my-visits", Right::ask_for_help, show_mine);
    on.get("/my-visits/new", Right::ask_for_help, show_ask);
    on.post("/my-visits", Right::ask_for_help, ask);
}

}  // namespace rapport::planner
