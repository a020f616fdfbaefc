// Rounds for programs: the same rules.
#include <boost/json.hpp>

#include "coaching/rounds/rounds_pages.hpp"

namespace rapport::rounds {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

json::array codes_of(const Rule& rule) {
    json::array codes;
    for (const Criterion one : rule.criteria) codes.push_back(json::string(code(one)));
    return codes;
}

json::object person_json(const PersonRow& row) {
    return {{"id", row.id.text()},
            {"teacher", row.teacher.text()},
            {"name", row.name},
            {"is_beyond", row.is_beyond}};
}

json::object round_json(const RoundRow& row) {
    json::array in, waiting;
    for (const PersonRow& one : row.in) in.push_back(person_json(one));
    for (const PersonRow& one : row.waiting) waiting.push_back(person_json(one));
    return {{"number", row.number},         {"begins", row.begins.iso()}, {"ends", row.ends.iso()},
            {"places", row.places},         {"taken", row.taken},         {"in", std::move(in)},
            {"waiting", std::move(waiting)}};
}

json::object whole(ReadTx& tx, const Reading& request) {
    const RoundView view = round_view(tx, request);
    json::array rounds, choices;
    for (const RoundRow& row : view.rounds) rounds.push_back(round_json(row));
    for (const Choice& one : view.choices) {
        choices.push_back(json::object{
            {"number", one.number}, {"begins", one.begins.iso()}, {"ends", one.ends.iso()}});
    }
    const Rule now = rule(tx);
    return {{"year", view.year},
            {"choices", std::move(choices)},
            {"chosen", view.is_answered ? json::value(view.chosen) : nullptr},
            {"state", view.state.empty() ? json::value(nullptr) : json::value(view.state)},
            {"taken_by", view.taken_by},
            {"room", view.room},
            {"rounds", std::move(rounds)},
            {"rule", now.number},
            {"criteria", codes_of(now)}};
}

Response get_round(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) { return whole(tx, request); }));
}

Response change(Writing& request, const std::function<Result<Done>(WriteTx&)>& body) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = body(tx);
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(whole(tx, request)));
    });
}

Response post_answer(Writing& request) {
    return change(request, [&](WriteTx& tx) { return answer(tx, round_in(request.form())); });
}

Response post_invitations(Writing& request) {
    return change(request, [&](WriteTx& tx) -> Result<Done> {
        const auto sent = invite(tx);
        if (!sent) return sent.refusal();
        return Done{};
    });
}

Response post_week(Writing& request) {
    return change(request, [&](WriteTx& tx) {
        return set_week(tx, week_in(request.form(), week_of(tx, tx.actor())));
    });
}

json::object outlook_json(const Outlook& look) {
    return {{"id", look.enrolment.id.text()},
            {"teacher", look.enrolment.teacher.text()},
            {"round", look.round},
            {"places", look.places},
            {"taken", look.taken},
            {"is_beyond", look.is_beyond()}};
}

Response get_enrolment(Reading& request) {
    return request.json(
        request.read([&](ReadTx& tx) { return outlook_json(outlook_at(tx, request)); }));
}

Response post_acceptance(Writing& request) {
    return change(request, [&](WriteTx& tx) {
        const auto said = request.form("beyond");
        return accept(tx, enrolment_in_reach(tx, request),
                      said == "1" || said == "true" ? Beyond::yes : Beyond::no);
    });
}

json::object settings_json(ReadTx& tx, int year) {
    json::array rounds;
    for (const Round& one : rounds_of(tx, year)) {
        rounds.push_back(json::object{
            {"number", one.number}, {"begins", one.begins.iso()}, {"ends", one.ends.iso()}});
    }
    const Rule now = rule(tx);
    return {{"rounds", std::move(rounds)}, {"rule", now.number}, {"criteria", codes_of(now)}};
}

Response get_settings(Reading& request) {
    const int year = school_year(request.speech().today());
    return request.json(request.read([&](ReadTx& tx) { return settings_json(tx, year); }));
}

Response post_settings(Writing& request) {
    const int year = school_year(request.speech().today());
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = save_settings(tx, request.form());
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(settings_json(tx, year)));
    });
}

using K = Field::Kind;

std::vector<Field> round_fields() {
    return {
        {"year", K::number, true, "The one in which the school year begins."},
        {"choices", K::objects, true, "number, begins, ends; for a teacher."},
        {"chosen", K::number, false, "0: not this year."},
        {"state", K::choice, false, "Of a teacher's place.",
         "uninvited|invited|waiting|not_this_year|taken_in"},
        {"taken_by", K::text, true, "The coach; empty while one waits."},
        {"room", K::text, true, "Teachers the coach's week has room for: 11.2; empty for others."},
        {"rounds", K::objects, true,
         "For a coach: number, begins, ends, places, taken, in, waiting in its order."},
        {"rule", K::number, true, "Its version."},
        {"criteria", K::texts, true, "never, waited, building, first; the first decides."}};
}

std::vector<Field> settings_fields() {
    return {{"rounds", K::objects, true, "number, begins, ends."},
            {"rule", K::number, true},
            {"criteria", K::texts, true}};
}

std::vector<Field> week_fields() {
    return {{"week", K::number, false, "Minutes of the week at full time."},
            {"fte_percent", K::number},
            {"cycle_percent", K::number, false, "The share for cycles."},
            {"meeting", K::number, false, "Minutes a week and teacher."},
            {"visits", K::number, false, "A week and teacher."},
            {"visit", K::number, false, "Minutes of one."},
            {"preparation", K::number, false, "Minutes a week and teacher."},
            {"travel", K::number, false, "Minutes a week."},
            {"taught", K::number, false, "Minutes a week of one's own lessons."}};
}

}  // namespace

void mount_rounds_api(desk::Routes& on) {
    const Right right = Right::join_cycles;
    const std::string base = "/api/v1/round";
    on.api_get(base, right, get_round,
               {.summary = "The rounds of this year, as one sees them.", .output = round_fields()});
    on.api_post(base + "/answer", right, post_answer,
                {.summary = "Says which round suits; 0 for not this year.",
                 .input = {{"round", K::number, true}},
                 .output = round_fields()});
    on.api_post(base + "/invitations", right, post_invitations,
                {.summary = "Invites each teacher of one's buildings, once a year.",
                 .output = round_fields()});
    on.api_post(base + "/week", right, post_week,
                {.summary = "Says what one's week looks like; what is not named stays.",
                 .input = week_fields(),
                 .output = round_fields()});
    const std::string one = base + "/enrolments/{enrolment}";
    on.api_get(one, right, get_enrolment,
               {.summary = "How a round would look with one who waits.",
                .output = {{"id", K::id, true},
                           {"teacher", K::id, true},
                           {"round", K::number, true},
                           {"places", K::number, true},
                           {"taken", K::number, true},
                           {"is_beyond", K::flag, true}}});
    on.api_post(one + "/acceptance", right, post_acceptance,
                {.summary = "Takes somebody into the round.",
                 .input = {{"beyond", K::flag, false, "Although the week has no more room."}},
                 .output = round_fields()});
    on.api_get(
        "/api/v1/settings/rounds", Right::change_settings, get_settings,
        {.summary = "The rounds and the rule of the district.", .output = settings_fields()});
    on.api_post("/api/v1/settings/rounds", Right::change_settings, post_settings,
                {.summary = "Sets the rounds, and publishes the rule.",
                 .input = {{"begins", K::text, true, "Month and day of each: 09-07, 11-09."},
                           {"weeks", K::number, true},
                           {"criterion", K::texts, true, "All four, in order."}},
                 .output = settings_fields()});
}

}  // namespace rapport::rounds
