// The ledger for a program of the coach's own: the same words, never a number about a person.
#include <boost/json.hpp>

#include "coaching/ledger/interval.hpp"
#include "coaching/ledger/ledger_pages.hpp"

namespace rapport::ledger {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

json::object stretch_json(const Invitation& one) {
    json::object body{
        {"id", one.id.text()}, {"person", one.teacher.text()},   {"name", one.teacher_name},
        {"words", one.words},  {"asked_on", one.asked_on.iso()}, {"advised", code(one.advised)},
        {"reason", one.reason}};
    body["reply"] = one.reply ? json::value(code(*one.reply)) : json::value(nullptr);
    body["replied_on"] = one.replied_on ? json::value(one.replied_on->iso()) : json::value(nullptr);
    return body;
}

json::array stretches_json(const std::vector<Invitation>& all) {
    json::array list;
    for (const Invitation& one : all) list.push_back(stretch_json(one));
    return list;
}

json::object share_json(const Share& share) {
    return {{"small", share.small}, {"teaching", share.teaching}, {"is_light", share.is_light()}};
}

json::array record_json(const std::vector<Invitation>& all) {
    json::array list;
    for (const bool is_good : {true, false}) {
        const Record record = record_of(all, is_good);
        if (!record.is_shown()) continue;
        const Interval sure = credible(record.accepted, record.answered);
        list.push_back(json::object{{"at_good_moment", is_good},
                                    {"answered", record.answered},
                                    {"accepted", record.accepted},
                                    {"low_percent", std::llround(100 * sure.low)},
                                    {"high_percent", std::llround(100 * sure.high)}});
    }
    return list;
}

json::object credit_json(const Ledger& ledger, const Keeper& keeper, const locale::Speech& speech) {
    const Day today = keeper.today();
    const CreditView words = credit_view(ledger, keeper, speech);
    json::array entries;
    for (const Entry& entry : ledger.entries) {
        entries.push_back(json::object{{"on", entry.on.iso()},
                                       {"deed", code(entry.deed)},
                                       {"says", says_of(entry, speech)},
                                       {"meant", meant_by(entry, speech)}});
    }
    const double now = balance(ledger.entries, today, keeper.rule());
    return {{"person", ledger.teacher.text()},
            {"name", ledger.teacher_name},
            {"standing", code(standing_of(now))},
            {"stands", words.stands},
            {"advice", code(advise(ledger.entries, today, keeper.rule()))},
            {"advises", words.advice + " " + words.because},
            {"record", record_json(ledger.all_invitations)},
            {"share", share_json(share(ledger.entries, today))},
            {"overall", share_json(ledger.overall)},
            {"entries", std::move(entries)},
            {"stretches", stretches_json(ledger.invitations)}};
}

Response get_credit(Reading& request) {
    const auto id = request.path<PersonId>("person");
    return request.json(request.read([&](ReadTx& tx) {
        const Keeper keeper = keeper_of(tx);
        const auto ledger = find(tx, keeper, id);
        if (!ledger) throw desk::NotFound();
        return credit_json(*ledger, keeper, request.speech());
    }));
}

Response list_stretches(Reading& request) {
    const auto all = request.read([](ReadTx& tx) { return invitations(tx, keeper_of(tx)); });
    return request.json(json::object{{"stretches", stretches_json(all)}, {"next", nullptr}});
}

Response get_stretch(Reading& request) {
    return request.json(stretch_json(
        request.read([&](ReadTx& tx) { return invitation_at(tx, keeper_of(tx), request); })));
}

// Answers are remembered for some days, so they say which one and no more: what was asked of whom
// stands in the ledger alone, and goes with it.
Answer answer(InvitationId id, int status) {
    return {.status = status,
            .location = status == 201 ? "/api/v1/stretches/" + id.text() : "",
            .body = json::serialize(json::object{{"id", id.text()}}),
            .notice = "ledger.noted"};
}

Response post_stretch(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto made = invite_as_asked(tx, request);
        if (!made) return made.refusal();
        return answer(*made, 201);
    });
}

Response post_reply(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Keeper keeper = keeper_of(tx);
        const auto one = invitation_at(tx, keeper, request);
        const auto replied = replied_in(request.form());
        if (!replied) return replied.refusal();
        const auto done = note_reply(tx, keeper, one.id, *replied);
        if (!done) return done.refusal();
        return answer(one.id, 200);
    });
}

Response delete_stretch(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Keeper keeper = keeper_of(tx);
        const auto one = invitation_at(tx, keeper, request);
        take_back(tx, keeper, one.id);
        return answer(one.id, 200);
    });
}

using K = Field::Kind;

std::vector<Field> stretch_fields() {
    return {{"id", K::id, true},
            {"person", K::id, true, "Who was asked."},
            {"name", K::text, true},
            {"words", K::text, true, "Invited to what."},
            {"asked_on", K::day, true},
            {"advised", K::choice, true, "What was advised for that day.",
             "give_first|support_first|ask|waiting_long"},
            {"reply", K::choice, false, "", "accepted|later|declined"},
            {"replied_on", K::day},
            {"reason", K::text, true, "In the coach’s own words."}};
}

std::vector<Field> credit_fields() {
    return {
        {"person", K::id, true},
        {"name", K::text, true},
        {"standing", K::choice, true, "", "overdrawn|little|enough|plenty"},
        {"stands", K::text, true, "The same in words."},
        {"advice", K::choice, true, "", "give_first|support_first|ask|waiting_long"},
        {"advises", K::text, true, "The same in words."},
        {"record", K::objects, true,
         "How well the advice has held, from ten answers on: at_good_moment, answered, "
         "accepted, low_percent and high_percent."},
        {"share", K::object, true, "Of six weeks’ help to this person: small, teaching, is_light."},
        {"overall", K::object, true, "The same of help to everybody."},
        {"entries", K::objects, true, "Newest first: on, deed, says and meant."},
        {"stretches", K::objects, true, "Your invitations, newest first."}};
}

}  // namespace

void mount_ledger_api(desk::Routes& on) {
    const Right right = Right::keep_ledger;
    const std::string one = "/api/v1/stretches/{stretch}";
    const std::vector<Field> named{{"id", K::id, true}};
    on.api_get("/api/v1/people/{person}/credit", right, get_credit,
               {.summary = "How things stand between you and a teacher, and why.",
                .output = credit_fields()});
    on.api_post(
        "/api/v1/people/{person}/stretches", right, post_stretch,
        {.summary = "Notes that you have invited a teacher to something new.",
         .input = {{"words", K::text, true, "To what; at most 200 characters."},
                   {"asked_on", K::day, false, "Today unless said."},
                   {"guard", K::choice, false,
                    "After two invitations without help between, that you mean it.", "heard"}},
         .output = named,
         .answers = desk::Answers::created});
    on.api_get("/api/v1/stretches", right, list_stretches,
               {.summary = "Your invitations, newest first.",
                .output = stretch_fields(),
                .output_list = "stretches"});
    on.api_get(one, right, get_stretch, {.summary = "One of them.", .output = stretch_fields()});
    on.api_post(one + "/reply", right, post_reply,
                {.summary = "What the teacher said.",
                 .input = {{"reply", K::choice, true, "", "accepted|later|declined"},
                           {"reason", K::text, false, "For you alone; what stood there stays."}},
                 .output = named});
    on.api_del(one, right, delete_stretch,
               {.summary = "Takes an invitation out of the ledger.", .output = named});
}

}  // namespace rapport::ledger
