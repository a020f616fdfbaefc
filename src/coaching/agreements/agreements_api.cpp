// Agreements for programs: the same rules.
#include <boost/json.hpp>

#include "coaching/agreements/agreements_pages.hpp"
#include "platform/desk/json.hpp"

namespace rapport::agreements {

using desk::Answer;
using desk::day_json;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

json::object version_json(const Version& version) {
    const Terms& terms = version.terms;
    return {{"number", version.number},
            {"template", terms.wording},
            {"profile", code(terms.profile)},
            {"words", terms.words},
            {"begins_on", terms.begins_on.iso()},
            {"review_on", terms.review_on.iso()},
            {"reviewed_on", day_json(version.reviewed_on)},
            {"proposed_by", version.proposed_by.text()},
            {"proposed_at", version.proposed_at.rfc3339()},
            {"signed_at", desk::instant_json(version.signed_at)},
            {"set_aside_at", desk::instant_json(version.aside_at)}};
}

json::object agreement_json(const Agreement& agreement, PersonId reader,
                            const locale::Speech& speech) {
    json::array versions;
    for (const Version& version : agreement.versions) versions.push_back(version_json(version));
    return {{"id", agreement.id.text()},
            {"side", code(agreement.side)},
            {"coach", json::object{{"id", agreement.coach.text()}, {"name", agreement.coach_name}}},
            {"partner",
             json::object{{"id", agreement.partner.text()}, {"name", agreement.partner_name}}},
            {"building", agreement.building_name},
            {"ended_on", day_json(agreement.ended_on)},
            {"state", code(agreement.state(speech.today()))},
            {"stands", stands(agreement, reader, speech.today(), speech)},
            {"versions", std::move(versions)}};
}

Response list_agreements(Reading& request) {
    json::array list;
    for (const Agreement& agreement : request.read([](ReadTx& tx) { return mine(tx); })) {
        list.push_back(agreement_json(agreement, request.viewer().person, request.speech()));
    }
    return request.json(json::object{{"agreements", std::move(list)}, {"next", nullptr}});
}

Agreement agreement_of_call(ReadTx& tx, const Reading& request) {
    auto agreement = find(tx, request.path<AgreementId>("agreement"));
    if (!agreement) throw desk::NotFound();
    return std::move(*agreement);
}

Response get_agreement(Reading& request) {
    const auto agreement = request.read([&](ReadTx& tx) { return agreement_of_call(tx, request); });
    return request.json(agreement_json(agreement, request.viewer().person, request.speech()));
}

Answer answer(WriteTx& tx, AgreementId id, int status, const Reading& request) {
    const auto agreement = find(tx, id);
    must(agreement.has_value(), "an agreement was changed out of its actor's sight");
    return Answer::json(
        status,
        json::serialize(agreement_json(*agreement, request.viewer().person, request.speech())),
        status == 201 ? "/api/v1/agreements/" + id.text() : "");
}

Response post_agreement(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto person = PersonId::parse(request.form("person"));
        const auto with = person ? partner(tx, *person) : std::nullopt;
        if (!with) return Refusal{"agreements.no_partner", "person"};
        const auto terms = terms_in(request.form(), usual_terms(with->side, today(tx)));
        if (!terms) return terms.refusal();
        const auto made = propose(tx, *person, *terms, Told::by_letter);
        if (!made) return made.refusal();
        return answer(tx, *made, 201, request);
    });
}

Response change(Writing& request,
                const std::function<Result<Done>(WriteTx&, const Agreement&)>& body) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Agreement agreement = agreement_of_call(tx, request);
        const auto done = body(tx, agreement);
        if (!done) return done.refusal();
        return answer(tx, agreement.id, 200, request);
    });
}

Response post_version(Writing& request) {
    return change(request, [&](WriteTx& tx, const Agreement& agreement) -> Result<Done> {
        const auto terms = terms_in(request.form(), usual_terms(agreement.side, today(tx)));
        if (!terms) return terms.refusal();
        return propose_anew(tx, agreement.id, *terms);
    });
}

Response post_signature(Writing& request) {
    return change(request, [&](WriteTx& tx, const Agreement& agreement) {
        return sign(tx, agreement.id, number_in(request.form()), Told::by_letter);
    });
}

Response post_postponement(Writing& request) {
    return change(request, [&](WriteTx& tx, const Agreement& agreement) {
        return set_aside(tx, agreement.id, number_in(request.form()));
    });
}

Response post_review(Writing& request) {
    return change(request, [&](WriteTx& tx, const Agreement& agreement) -> Result<Done> {
        const auto next = Day::parse(request.form("review_on"));
        if (!next) return Refusal{"agreements.no_day", "review_on"};
        return review(tx, agreement.id, *next);
    });
}

Response post_ending(Writing& request) {
    return change(request,
                  [](WriteTx& tx, const Agreement& agreement) { return end(tx, agreement.id); });
}

using K = Field::Kind;

std::vector<Field> output_fields() {
    return {{"id", K::id, true},
            {"side", K::choice, true, "What the partner is in it.", "teacher|principal"},
            {"coach", K::object, true, "id and name."},
            {"partner", K::object, true, "id and name."},
            {"building", K::text, false, "Of a principal's agreement."},
            {"ended_on", K::day, false, "From this day on it holds no more."},
            {"state", K::choice, true, "", "open|proposed|to_come|in_force|changing|ended"},
            {"stands", K::text, true, "Where it stands, in the reader's language."},
            {"versions", K::objects, true, "Newest first: terms, who proposed, when signed."}};
}

std::vector<Field> terms_fields() {
    return {{"template", K::choice, false, "", "teacher_1|newcomer_1|principal_1"},
            {"profile", K::choice, false, "What the principal may learn; sealed unless said.",
             "sealed|counts|topic|open"},
            {"words", K::text, false, "What the two agree besides."},
            {"begins_on", K::day, false, "Today or later; today unless said."},
            {"review_on", K::day, false, "When to look at it again; in 90 days unless said."}};
}

}  // namespace

void mount_agreements_api(desk::Routes& on) {
    const Right right = Right::make_agreements;
    const std::string one = "/api/v1/agreements/{agreement}";
    const std::vector<Field> number{
        {"number", K::number, true, "The version you read; another one is refused."}};
    on.api_get("/api/v1/agreements", right, list_agreements,
               {.summary = "Your agreements, newest first.",
                .output = output_fields(),
                .output_list = "agreements"});
    auto fresh = terms_fields();
    fresh.insert(fresh.begin(), {"person", K::id, true, "A teacher or a principal."});
    on.api_post("/api/v1/agreements", right, post_agreement,
                {.summary = "A coach proposes how to work together, and signs it.",
                 .input = std::move(fresh),
                 .output = output_fields(),
                 .answers = desk::Answers::created});
    on.api_get(one, right, get_agreement, {.summary = "One agreement.", .output = output_fields()});
    on.api_post(one + "/versions", right, post_version,
                {.summary = "Either of the two proposes another version.",
                 .input = terms_fields(),
                 .output = output_fields()});
    on.api_post(one + "/signature", right, post_signature,
                {.summary = "The other of the two signs what waits.",
                 .input = number,
                 .output = output_fields()});
    on.api_post(one + "/postponement", right, post_postponement,
                {.summary = "Sets aside what waits, unsigned.",
                 .input = number,
                 .output = output_fields()});
    on.api_post(one + "/review", right, post_review,
                {.summary = "The two have looked at it, and it stays as it is.",
                 .input = {{"review_on", K::day, true, "When to look at it again."}},
                 .output = output_fields()});
    on.api_post(one + "/ending", right, post_ending,
                {.summary = "Ends it from today on, without a reason.", .output = output_fields()});
}

}  // namespace rapport::agreements
