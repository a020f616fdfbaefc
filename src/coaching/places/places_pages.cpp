#include "coaching/places/places_pages.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>

namespace rapport::places {

using cycles::Hand;
using cycles::hand_of_member;
using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;
using planner::Kind;
namespace json = boost::json;

namespace {

constexpr std::array kinds{Kind::planning, Kind::in_class, Kind::debrief};
constexpr std::array lengths{15, 20, 30, 45, 60};
constexpr std::int64_t usual_days = 13;

std::string_view shape_of(planner::State state) {
    if (state == planner::State::done) return "done";
    return state == planner::State::agreed ? "going" : "waiting";
}

PlacedRow row_of(const Placed& one, const Hand& hand, const Speech& speech) {
    PlacedRow row;
    row.says = speech.say(planner::label(one.kind));
    if (!one.visit) {
        row.href = "/wishes/" + one.wish.text();
        row.shape = "due";
        row.signal = speech.say("in_week.waits");
        return row;
    }
    const planner::Visit& visit = *one.visit;
    row.href = "/visits/" + visit.id.text();
    row.shape = shape_of(visit.state);
    row.signal = speech.say(planner::label(visit.state));
    row.when = speech.near_day(visit.on) + ", " +
               planner::hours(visit.ring, visit.on, *visit.zone, speech);
    if (!visit.building_name.empty()) row.when += " · " + visit.building_name;
    const bool has_begun = visit.begins_at() <= speech.now();
    if (hand.is_coach && planner::is_live(visit.state) && has_begun)
        row.finish = row.href + "/contact";
    return row;
}

void fill_people(const Hand& hand, std::string_view step, AskView& view) {
    const auto at = std::ranges::find_if(
        hand.steps, [&](const cycles::Step& one) { return one.id.view() == step; });
    const bool is_of_step = at != hand.steps.end();
    if (is_of_step) {
        view.step = step;
        view.step_words = at->words;
    }
    const bool is_of_one = is_of_step && at->who != hand.cycle.coach;
    for (const auto& member : hand.cycle.members) {
        if (!member.has_agreed()) continue;
        view.people.push_back({member.id.text(), member.name, !is_of_one || at->who == member.id});
    }
}

Response show_ask(Reading& request) {
    AskView view;
    const Speech& speech = request.speech();
    const http::Fields& typed = request.refusal() ? request.typed() : request.raw().query;
    std::string_view kind = typed.first("kind");
    if (kind.empty()) kind = planner::code(Kind::planning);
    request.read([&](ReadTx& tx) {
        const Hand hand = hand_of_member(tx, request);
        if (!hand.is_coach) throw desk::NotFound();
        view.cycle = hand.cycle.id;
        view.topic = hand.cycle.goal.topic;
        fill_people(hand, typed.first("step"), view);
        for (const std::string& title : lessons(tx, hand)) view.lessons.push_back({title, title});
    });
    for (const Kind one : kinds) {
        view.kinds.push_back({std::string(planner::code(one)), speech.say(planner::label(one)),
                              planner::code(one) == kind});
    }
    for (const int minutes : lengths) {
        view.lengths.push_back({std::to_string(minutes), speech.minutes(minutes), minutes == 30});
    }
    view.from = speech.today().iso();
    view.until = speech.today().plus(usual_days).iso();
    return request.page(Key{"in_week.find"}, view);
}

Result<Asking> asking_in(ReadTx& tx, const http::Fields& fields) {
    Asking asking;
    const auto kind = planner::parse_kind(fields.first("kind"));
    if (!kind) return Refusal{"in_week.no_kind", "kind"};
    asking.kind = *kind;
    for (const std::string_view name : {"person", "people"}) {
        for (const std::string_view typed : fields.all(name)) {
            const auto person = PersonId::parse(typed);
            if (!person) return Refusal{"in_week.no_member", "person"};
            asking.people.push_back(*person);
        }
    }
    const auto minutes = fields.first("minutes");
    if (!minutes.empty()) {
        const auto read =
            std::from_chars(minutes.data(), minutes.data() + minutes.size(), asking.minutes);
        if (read.ec != std::errc()) return Refusal{"planner.minutes_wrong", "minutes"};
    }
    const Day today = agreements::today(tx);
    const auto day = [&](std::string_view name, Day usual) {
        const auto typed = fields.first(name);
        return typed.empty() ? std::optional(usual) : Day::parse(typed);
    };
    const auto from = day("from", today);
    if (!from) return Refusal{"cycles.no_day", "from"};
    const auto until = day("until", from->plus(usual_days));
    if (!until) return Refusal{"cycles.no_day", "until"};
    asking.dates = {*from, *until};
    asking.lesson = fields.first("lesson");
    asking.is_talked_about = fields.first("talk") == "1" || fields.first("talk") == "true";
    asking.step = cycles::StepId::parse(fields.first("step"));
    return asking;
}

Response ask_one(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Hand hand = hand_of_member(tx, request);
            const auto asking = asking_in(tx, request.form());
            if (!asking) return asking.refusal();
            const auto made = ask(tx, hand, *asking);
            if (!made) return made.refusal();
            return Answer::go("/wishes/" + made->text(), "in_week.did_ask");
        },
        show_ask);
}

json::object placed_json(const Placed& one) {
    json::object body{{"wish", one.wish.text()},
                      {"kind", planner::code(one.kind)},
                      {"step", one.step ? json::value(one.step->text()) : nullptr},
                      {"visit", nullptr},
                      {"on", nullptr},
                      {"state", "waiting"}};
    if (!one.visit) return body;
    body["visit"] = one.visit->id.text();
    body["on"] = one.visit->on.iso();
    body["state"] = planner::code(one.visit->state);
    return body;
}

Response list_places(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Placed& one : of(tx, hand_of_member(tx, request)))
            list.emplace_back(placed_json(one));
    });
    return request.json(json::object{{"places", std::move(list)}, {"next", nullptr}});
}

Response post_place(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Hand hand = hand_of_member(tx, request);
        const auto asking = asking_in(tx, request.form());
        if (!asking) return asking.refusal();
        const auto made = ask(tx, hand, *asking);
        if (!made) return made.refusal();
        const Placed one{.wish = *made, .kind = asking->kind, .step = asking->step, .visit = {}};
        return Answer::json(201, json::serialize(placed_json(one)),
                            "/api/v1/wishes/" + made->text());
    });
}

void mount_places_api(desk::Routes& on) {
    using K = Field::Kind;
    const std::vector<Field> fields{
        {"wish", K::id, true},
        {"kind", K::choice, true, "", "planning|in_class|debrief"},
        {"step", K::id},
        {"visit", K::id, false, "None while it waits for its place."},
        {"on", K::day},
        {"state", K::choice, true, "", "waiting|proposed|agreed|done|cancelled|missed"}};
    const std::string path = "/api/v1/cycles/{cycle}/places";
    on.api_get(path, Right::join_cycles, list_places,
               {.summary = "What of a cycle has, or wants, a place in the week.",
                .output = fields,
                .output_list = "places"});
    on.api_post(path, Right::join_cycles, post_place,
                {.summary = "Asks the planner for a place; the coach alone.",
                 .input = {{"kind", K::choice, true, "", "planning|in_class|debrief"},
                           {"people", K::ids, false, "Of the cycle; none: all of them."},
                           {"minutes", K::number, false, "30, when left out."},
                           {"from", K::day},
                           {"until", K::day},
                           {"lesson", K::text, false, "Words of its title."},
                           {"talk", K::flag, false, "A visit: a debrief within three days."},
                           {"step", K::id}},
                 .output = fields,
                 .answers = desk::Answers::created});
}

}  // namespace

void fill(ReadTx& tx, const Hand& hand, const Speech& speech, PlacesView& view) {
    view.cycle = hand.cycle.id;
    view.can_ask = !cycles::against(cycles::Act::place, hand);
    for (const Placed& one : of(tx, hand)) view.rows.push_back(row_of(one, hand, speech));
}

void mount_places(desk::Routes& on) {
    on.get("/cycles/{cycle}/places/new", Right::join_cycles, show_ask);
    on.post("/cycles/{cycle}/places", Right::join_cycles, ask_one);
    mount_places_api(on);
}

}  // namespace rapport::places
