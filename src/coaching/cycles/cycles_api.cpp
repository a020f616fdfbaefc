// Cycles for programs: the same rules.
#include <boost/json.hpp>

#include "coaching/cycles/cycles_deeds.hpp"
#include "coaching/cycles/cycles_pages.hpp"
#include "platform/desk/json.hpp"

namespace rapport::cycles {

using desk::Answer;
using desk::day_json;
using desk::Doc;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;
namespace json = boost::json;

namespace {

json::array codes_json(const std::vector<std::string>& codes) {
    json::array list;
    for (const std::string& one : codes) list.emplace_back(one);
    return list;
}

json::object cycle_json(const Cycle& cycle, const Template& model, PersonId reader,
                        const Speech& speech) {
    json::array members;
    for (const Member& member : cycle.members) {
        members.push_back(json::object{
            {"id", member.id.text()}, {"name", member.name}, {"has_agreed", member.has_agreed()}});
    }
    const Rhythm rhythm = rhythm_of(cycle, model.rhythm_days, speech.today());
    return {{"id", cycle.id.text()},
            {"version", cycle.version},
            {"coach", json::object{{"id", cycle.coach.text()}, {"name", cycle.coach_name}}},
            {"people", std::move(members)},
            {"template", cycle.template_code},
            {"topic", cycle.goal.topic},
            {"state", code(cycle.state)},
            {"stage", cycle.stage},
            {"outcome", cycle.outcome ? json::value(code(*cycle.outcome)) : nullptr},
            {"weeks", cycle.weeks},
            {"begun_on", day_json(cycle.begun_on)},
            {"next_on", day_json(cycle.next_on)},
            {"rhythm", code(rhythm)},
            {"follows", cycle.follows ? json::value(cycle.follows->text()) : nullptr},
            {"stands", stands(cycle, model, reader, speech)}};
}

json::array evidence_json(const Hand& hand) {
    json::array list;
    for (const Evidence& one : hand.evidence) {
        json::value levels = nullptr;
        if (one.levels) {
            levels = json::array{one.levels->at[0], one.levels->at[1], one.levels->at[2],
                                 one.levels->at[3]};
        }
        list.push_back(json::object{{"id", one.id.text()},
                                    {"moment", code(one.moment)},
                                    {"on", one.on.iso()},
                                    {"source", one.source},
                                    {"levels", std::move(levels)},
                                    {"words", one.words}});
    }
    return list;
}

json::array steps_json(const Hand& hand) {
    json::array list;
    for (const Step& step : hand.steps) {
        list.push_back(json::object{{"id", step.id.text()},
                                    {"who", step.who.text()},
                                    {"words", step.words},
                                    {"check_on", step.check_on.iso()},
                                    {"is_done", step.is_done}});
    }
    return list;
}

json::object whole_json(const Hand& hand, PersonId reader, const Speech& speech) {
    const Cycle& cycle = hand.cycle;
    json::object body = cycle_json(cycle, hand.model, reader, speech);
    json::array stages;
    for (const Stage& stage : hand.model.stages) {
        stages.push_back(json::object{{"phase", code(stage.phase)},
                                      {"name", stage.called(speech)},
                                      {"asks", stage.asks(speech)}});
    }
    body["stages"] = std::move(stages);
    body["goal"] = cycle.goal.goal;
    body["peers"] = codes_json(cycle.goal.peers);
    body["unit"] = cycle.goal.unit;
    body["standard"] = cycle.goal.standard;
    body["target"] = cycle.goal.target;
    body["toward"] = cycle.plan.toward;
    body["try"] = cycle.plan.trying;
    body["with"] = cycle.plan.with;
    body["moves"] = codes_json(cycle.moves);
    body["celebration"] = cycle.celebration;
    body["evidence"] = evidence_json(hand);
    body["steps"] = steps_json(hand);
    return body;
}

Response list_cycles(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Cycle& cycle : mine(tx)) {
            const auto model = find_template(tx, cycle.template_code, cycle.template_number);
            list.push_back(cycle_json(cycle, model.value(), tx.actor(), request.speech()));
        }
    });
    return request.json(json::object{{"cycles", std::move(list)}, {"next", nullptr}});
}

Response get_cycle(Reading& request) {
    const auto hand =
        request.read([&](ReadTx& tx) { return in_hand(tx, request.path<CycleId>("cycle")); });
    if (!hand) throw desk::NotFound();
    return request.json(whole_json(*hand, request.viewer().person, request.speech()));
}

// As it now stands; of who has just left, that they did.
Answer answer(WriteTx& tx, CycleId id, int status, const Reading& request) {
    const auto hand = in_hand(tx, id);
    if (!hand) return Answer::json(status, R"({"id":")" + id.text() + R"(","has_left":true})");
    return Answer::json(
        status, json::serialize(whole_json(*hand, request.viewer().person, request.speech())),
        status == 201 ? "/api/v1/cycles/" + id.text() : "");
}

Response post_cycle(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto proposal = proposal_in(request.form());
        if (!proposal) return proposal.refusal();
        const auto made = propose(tx, *proposal);
        if (!made) return made.refusal();
        return answer(tx, *made, 201, request);
    });
}

template <const Deed& deed>
Response on_api(Writing& request) {
    const auto id = request.path<CycleId>("cycle");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = deal(tx, id, request.form(), deed);
        if (!done) throw desk::NotFound();
        if (!*done) return done->refusal();
        return answer(tx, id, 200, request);
    });
}

using Change = Result<Done> (*)(WriteTx&, Hand&, const Reading&);

Response change(Writing& request, Change body) {
    const auto id = request.path<CycleId>("cycle");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        auto hand = in_hand(tx, id);
        if (!hand) throw desk::NotFound();
        const auto done = body(tx, *hand, request);
        if (!done) return done.refusal();
        return answer(tx, id, 200, request);
    });
}

Response delete_evidence(Writing& request) {
    return change(request, [](WriteTx& tx, Hand& hand, const Reading& from) {
        return drop_evidence(tx, hand, from.path<EvidenceId>("evidence"));
    });
}

Response post_completion(Writing& request) {
    return change(request, [](WriteTx& tx, Hand& hand, const Reading& from) {
        return finish_step(tx, hand, from.path<StepId>("step"));
    });
}

Response delete_completion(Writing& request) {
    return change(request, [](WriteTx& tx, Hand& hand, const Reading& from) {
        return reopen_step(tx, hand, from.path<StepId>("step"));
    });
}

Response delete_member(Writing& request) {
    return change(request, [](WriteTx& tx, Hand& hand, const Reading& from) {
        return leave(tx, hand, from.path<PersonId>("person"));
    });
}

Response list_shared(Reading& request) {
    json::array list;
    for (const Shared& one : request.read([](ReadTx& tx) { return shared_with(tx); })) {
        list.push_back(json::object{{"teacher", one.teacher_name},
                                    {"coach", one.coach_name},
                                    {"topic", one.topic},
                                    {"goal", one.goal},
                                    {"is_met", one.is_met},
                                    {"is_closed", one.is_closed}});
    }
    return request.json(json::object{{"shared_cycles", std::move(list)}, {"next", nullptr}});
}

using K = Field::Kind;

std::vector<Field> line_fields() {
    return {{"id", K::id, true},
            {"version", K::number, true, "Send it back with a change of goal, plan or stage."},
            {"coach", K::object, true, "id and name."},
            {"people", K::objects, true, "id, name, and whether they have agreed."},
            {"template", K::text, true},
            {"topic", K::text, true},
            {"state", K::choice, true, "", "proposed|agreed|preparing|doing|reflecting|closed"},
            {"stage", K::number, true, "Of the template, from 0."},
            {"outcome", K::choice, false, "",
             "met|partly|not_met|stopped_by_teacher|stopped_by_coach|interrupted"},
            {"weeks", K::number, true},
            {"begun_on", K::day},
            {"next_on", K::day, false, "When the next open step is looked at."},
            {"rhythm", K::choice, true, "", "none|due_soon|overdue|stalled"},
            {"follows", K::id, false, "The cycle before."},
            {"stands", K::text, true, "Where it stands, in the reader's language."}};
}

std::vector<Field> whole_fields() {
    auto fields = line_fields();
    for (const char* name :
         {"goal", "unit", "standard", "target", "toward", "try", "with", "celebration"}) {
        fields.push_back({name, K::text, true});
    }
    fields.push_back({"peers", K::texts, true, "Of p, e, m, r, s: answered yes."});
    fields.push_back({"moves", K::texts, true, "What the teacher wants of the coach."});
    fields.push_back({"stages", K::objects, true, "phase, name and the question asked there."});
    fields.push_back({"evidence", K::objects, true, "Students per level, or words; no names."});
    fields.push_back({"steps", K::objects, true, "Who does what, looked at when."});
    return fields;
}

Doc doc(std::string_view summary, std::vector<Field> input) {
    return {.summary = summary, .input = std::move(input), .output = whole_fields()};
}

const Field version_field{"version", K::number, true, "The version you saw; another is refused."};

void mount_shaping(desk::Routes& on, const std::string& one) {
    const Right right = Right::join_cycles;
    on.api_post(one + "/goal", right, on_api<deed_goal>,
                doc("Says the goal.", {version_field,
                                       {"topic", K::text, true},
                                       {"goal", K::text},
                                       {"unit", K::text},
                                       {"standard", K::text},
                                       {"target", K::text},
                                       {"peers", K::texts}}));
    on.api_post(one + "/plan", right, on_api<deed_plan>,
                doc("Toward improving what, try what, with what.",
                    {version_field, {"toward", K::text}, {"try", K::text}, {"with", K::text}}));
    on.api_post(one + "/moves", right, on_api<deed_moves>,
                doc("A teacher chooses what the coach does.",
                    {version_field,
                     {"moves", K::texts, false,
                      "plan, model, teach, watch, visit, video, resources, look, debrief"}}));
    on.api_post(one + "/evidence", right, on_api<deed_evidence>,
                doc("Keeps what students' work showed.",
                    {{"moment", K::choice, true, "", "before|after"},
                     {"on", K::day},
                     {"source", K::text},
                     {"level_0", K::number, false, "Students not yet there."},
                     {"level_1", K::number, false, "On the way."},
                     {"level_2", K::number, false, "There."},
                     {"level_3", K::number, false, "Beyond."},
                     {"words", K::text}}));
    on.api_del(one + "/evidence/{evidence}", right, delete_evidence, doc("Takes it out.", {}));
    on.api_post(one + "/steps", right, on_api<deed_step>,
                doc("What somebody does next.", {{"words", K::text, true},
                                                 {"who", K::id, false, "You unless said."},
                                                 {"check_on", K::day, true}}));
    on.api_post(one + "/steps/{step}/completion", right, post_completion, doc("It is done.", {}));
    on.api_del(one + "/steps/{step}/completion", right, delete_completion,
               doc("It is not done after all.", {}));
}

}  // namespace

void mount_cycles_api(desk::Routes& on) {
    const Right right = Right::join_cycles;
    const std::string one = "/api/v1/cycles/{cycle}";
    on.api_get("/api/v1/cycles", right, list_cycles,
               {.summary = "The cycles you are part of, open ones first.",
                .output = line_fields(),
                .output_list = "cycles"});
    on.api_post("/api/v1/cycles", right, post_cycle,
                {.summary = "A coach proposes a cycle to one to ten teachers.",
                 .input = {{"template", K::text, true},
                           {"topic", K::text, true},
                           {"people", K::ids, true},
                           {"follows", K::id, false, "The closed cycle before."},
                           {"follows_as", K::choice, false, "", "iterate|challenge|unit"}},
                 .output = whole_fields(),
                 .answers = desk::Answers::created});
    on.api_get(one, right, get_cycle, {.summary = "One cycle.", .output = whole_fields()});
    on.api_post(one + "/agreement", right, on_api<deed_agree>,
                doc("A teacher says yes, and signs the agreement that waits.",
                    {{"agreement_number", K::number, false, "The version they read."}}));
    on.api_post(one + "/stage", right, on_api<deed_move>,
                doc("Begins, goes on or goes back.",
                    {version_field, {"to", K::choice, true, "", "begin|next|back"}}));
    mount_shaping(on, one);
    on.api_post(one + "/members", right, on_api<deed_invite>,
                doc("Asks one more teacher in.", {{"person", K::id, true}}));
    on.api_del(one + "/members/{person}", right, delete_member, doc("One of several leaves.", {}));
    on.api_post(one + "/closure", right, on_api<deed_close>,
                doc("Closes it.",
                    {version_field,
                     {"outcome", K::choice, true, "", "met|partly|not_met|stopped|interrupted"},
                     {"celebration", K::text}}));
    on.api_post(one + "/celebration", right, on_api<deed_celebrate>,
                doc("What they are glad of.", {version_field, {"celebration", K::text}}));
    on.api_get("/api/v1/shared-cycles", Right::see_shared_cycles, list_shared,
               {.summary = "What teachers of your building agreed to share.",
                .output = {{"teacher", K::text, true},
                           {"coach", K::text, true},
                           {"topic", K::text, true},
                           {"goal", K::text, true, "Empty where they share only the topic."},
                           {"is_met", K::flag, true},
                           {"is_closed", K::flag, true}},
                .output_list = "shared_cycles"});
}

}  // namespace rapport::cycles
