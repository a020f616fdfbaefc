// The same rules as JSON. Words that people wrote and sentences the program says are kept apart:
// "stands" is for reading, everything else for programs.
#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "coaching/requests/requests_deeds.hpp"
#include "coaching/requests/requests_json.hpp"
#include "coaching/requests/requests_pages.hpp"
#include "coaching/requests/requests_words.hpp"
#include "coaching/requests/shelves.hpp"
#include "platform/desk/json.hpp"

namespace rapport::requests {

namespace json = boost::json;
using desk::Answer;
using desk::Doc;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
using Kind = desk::Field::Kind;

namespace {

constexpr int limit_default = 50, limit_max = 200;

json::value person(const std::optional<PersonId>& id, const std::string& name) {
    if (!id) return nullptr;
    return json::object{{"id", id->view()}, {"name", name}};
}

int limit_of(std::string_view typed) {
    int limit = limit_default;
    std::from_chars(typed.data(), typed.data() + typed.size(), limit);
    return std::clamp(limit, 1, limit_max);
}

json::object whole(ReadTx& tx, const Hand& hand, const locale::Speech& speech) {
    json::object object = to_json(hand.line, speech);
    json::array steps;
    for (const auto& step : store::steps(tx, hand.line.id)) {
        steps.push_back(to_json(step, hand.line, speech));
    }
    object["steps"] = std::move(steps);
    object["split_from"] = hand.split_from ? json::value(hand.split_from->view()) : nullptr;
    object["duplicate_of"] = hand.duplicate_of ? json::value(hand.duplicate_of->view()) : nullptr;
    return object;
}

Response list(Reading& request) {
    const auto typed = request.query("show");
    const auto shelf = typed.empty() ? Shelf::open : parse_shelf(typed);
    const auto found = request.read([&](ReadTx& tx) -> std::optional<Found> {
        if (!shelf) return std::nullopt;
        return look(tx, {.shelf = *shelf,
                         .after = std::string(request.query("cursor")),
                         .max = limit_of(request.query("limit"))});
    });
    if (!found) throw desk::NotFound();
    json::array lines;
    for (const RequestLine& line : found->lines) lines.push_back(to_json(line, request.speech()));
    const auto next = found->next.empty() ? json::value(nullptr) : json::value(found->next);
    return request.json(json::object{{"requests", std::move(lines)}, {"next", next}});
}

Response show(Reading& request) {
    const auto id = request.path<RequestId>("request");
    return request.json(request.read([&](ReadTx& tx) {
        const auto hand = in_hand(tx, id);
        if (!hand) throw desk::NotFound();
        return whole(tx, *hand, request.speech());
    }));
}

Answer answer(WriteTx& tx, RequestId id, int status, const locale::Speech& speech) {
    const auto hand = in_hand(tx, id);
    must(hand.has_value(), "a request was changed out of its actor's sight");
    return Answer::json(status, json::serialize(whole(tx, *hand, speech)),
                        status == 201 ? "/api/v1/requests/" + id.text() : "");
}

// Without "person" or "who" the request is for the caller.
Result<PersonId> asked_for(WriteTx& tx, const http::Fields& fields) {
    const bool is_own = fields.first("person").empty() && fields.first("who").empty();
    if (is_own) return tx.actor();
    return person_asked_for(tx, sight_of(tx, tx.actor()), fields);
}

Response create(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto teacher = asked_for(tx, request.form());
        if (!teacher) return teacher.refusal();
        const auto asked = ask(
            tx, {*teacher, std::string(request.form("words")), std::string(request.form("times"))});
        if (!asked) return asked.refusal();
        return answer(tx, *asked, 201, request.speech());
    });
}

template <Deed deed>
Response on_api(Writing& request) {
    const auto id = request.path<RequestId>("request");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto outcome = deal(tx, id, request.form(), deed);
        if (!outcome) throw desk::NotFound();
        if (!*outcome) return outcome->refusal();
        return answer(tx, id, 200, request.speech());
    });
}

const std::vector<Field> output_fields = {
    {"id", Kind::id, true},
    {"version", Kind::number, true, "Send it back with every change."},
    {"teacher", Kind::object, true, "id and name of whom it would help."},
    {"building", Kind::text},
    {"words", Kind::text, true, "As they were typed."},
    {"times", Kind::text, false, "When it would suit, in words."},
    {"state", Kind::choice, true, "",
     "waiting|taken|scheduled|working|done|declined|withdrawn|duplicate"},
    {"branch", Kind::choice, false, "None until somebody has looked.", "coach|support"},
    {"holder", Kind::object, false, "id and name of who has it."},
    {"priority", Kind::number, false, "1 to 4; support only."},
    {"made_at", Kind::instant, true},
    {"answer_by", Kind::instant},
    {"finish_by", Kind::instant},
    {"answered_at", Kind::instant},
    {"scheduled_for", Kind::instant},
    {"closed_at", Kind::instant},
    {"due_at", Kind::instant, false, "The next promise."},
    {"stands", Kind::text, true, "Where it stands, in the reader's language."},
};

std::vector<Field> whole_fields() {
    auto fields = output_fields;
    fields.push_back({"steps", Kind::objects, true, "Its history, oldest first."});
    fields.push_back({"split_from", Kind::id, false, "The request it was split from."});
    fields.push_back({"duplicate_of", Kind::id, false, "The request it repeats."});
    return fields;
}

Doc doc(std::string_view summary, std::vector<Field> input) {
    input.insert(input.begin(),
                 {"version", Kind::number, true, "The version you saw; another one is refused."});
    return {.summary = summary, .input = std::move(input), .output = whole_fields()};
}

std::vector<Field> placing_fields() {
    return {{"branch", Kind::choice, true, "", "coach|support"},
            {"holder", Kind::id, false, "Who gets it; left out: the team."},
            {"severity", Kind::number, false, "1 unavailable to 4 a wish; support only."},
            {"impact", Kind::number, false, "1 the district to 5 one person; support only."},
            {"note", Kind::text, false, "For whoever gets it, and the teacher."}};
}

void mount_changes(desk::Routes& on) {
    const std::string one = "/api/v1/requests/{request}";
    const Right branch = Right::triage_requests;
    on.api_post(
        one + "/triage", branch, on_api<do_triage>,
        doc("Looks at a waiting request: to a branch, and to one person.", placing_fields()));
    on.api_post(one + "/handoff", branch, on_api<do_hand_over>,
                doc("Hands a request on, with its history.", placing_fields()));
    on.api_post(one + "/split", branch, on_api<do_split>,
                doc("Gives the other branch a second, linked request.",
                    {{"half", Kind::text, true, "What the other branch is asked."}}));
    on.api_post(
        one + "/schedule", branch, on_api<do_schedule>,
        doc("Agrees a time.",
            {{"on", Kind::day, true}, {"at", Kind::text, true, "10:40, on the building's wall."}}));
    on.api_post(one + "/start", branch, on_api<do_start>, doc("Work has begun.", {}));
    on.api_post(one + "/closure", branch, on_api<do_finish>, doc("It is done.", {}));
    on.api_del(one + "/closure", Right::signed_in, on_api<do_reopen>,
               doc("Opens a finished request again, until the end of the next school day.", {}));
    on.api_post(one + "/declination", branch, on_api<do_decline>,
                doc("Says no, kindly.", {{"reason", Kind::text, true, "The teacher reads it."},
                                         {"instead", Kind::text, false, "Where to go instead."}}));
    on.api_post(one + "/withdrawal", Right::signed_in, on_api<do_withdraw>,
                doc("Takes a request back.", {}));
    on.api_post(
        one + "/duplicate", branch, on_api<do_mark_duplicate>,
        doc("The same as another request of the same teacher.", {{"original", Kind::id, true}}));
}

}  // namespace

json::object to_json(const RequestLine& line, const locale::Speech& speech) {
    return {{"id", line.id.view()},
            {"version", line.version},
            {"teacher", person(line.teacher, line.teacher_name)},
            {"building", line.building_name},
            {"words", line.words},
            {"times", line.times},
            {"state", code(line.state)},
            {"branch", line.branch ? json::value(code(*line.branch)) : nullptr},
            {"holder", person(line.holder, line.holder_name)},
            {"priority", line.priority ? json::value(*line.priority) : nullptr},
            {"made_at", desk::instant_json(line.made_at)},
            {"answer_by", desk::instant_json(line.answer_by)},
            {"finish_by", desk::instant_json(line.finish_by)},
            {"answered_at", desk::instant_json(line.answered_at)},
            {"scheduled_for", desk::instant_json(line.scheduled_for)},
            {"closed_at", desk::instant_json(line.closed_at)},
            {"due_at", desk::instant_json(line.due_at)},
            {"stands", stands(line, speech)}};
}

json::object to_json(const store::Step& step, const RequestLine& line,
                     const locale::Speech& speech) {
    return {{"at", step.at.rfc3339()},
            {"step", step.step},
            {"by", person(step.actor, step.actor_name)},
            {"branch", step.branch ? json::value(code(*step.branch)) : nullptr},
            {"words", step.words},
            {"instead", step.instead},
            {"planned_for", desk::instant_json(step.planned_for)},
            {"says", told(step, line, speech)}};
}

void mount_requests_api(desk::Routes& on) {
    on.api_get("/api/v1/requests", Right::signed_in, list,
               {.summary = "Requests you may see.",
                .input = {{"show", Kind::choice, false, "Which; open unless said.",
                           "waiting|mine|other|due|late|finished|open"},
                          {"cursor", Kind::text, false, "Where the page before ended: its `next`."},
                          {"limit", Kind::number, false, "1 to 200; 50 unless said."}},
                .output = output_fields,
                .output_list = "requests"});
    on.api_post("/api/v1/requests", Right::signed_in, create,
                {.summary = "Asks for help, for yourself or for a teacher of yours.",
                 .input = {{"words", Kind::text, true, "What would help."},
                           {"times", Kind::text, false, "When it would suit, in words."},
                           {"person", Kind::id, false, "Whom it would help; you, unless said."},
                           {"who", Kind::text, false, "The same by name."}},
                 .output = whole_fields(),
                 .answers = desk::Answers::created});
    on.api_get("/api/v1/requests/{request}", Right::signed_in, show,
               {.summary = "One request with its history.", .output = whole_fields()});
    mount_changes(on);
}

}  // namespace rapport::requests
