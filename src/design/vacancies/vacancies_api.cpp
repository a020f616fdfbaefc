// Vacancies for programs of those who hire: the same rules.
#include <boost/json.hpp>

#include "design/vacancies/vacancies_pages.hpp"
#include "platform/desk/json.hpp"

namespace rapport::vacancies {

using desk::Answer;
using desk::day_json;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

json::object json_of(const Vacancy& one) {
    json::array asked;
    json::object lines{
        {"required", json::array()}, {"preferred", json::array()}, {"willing", json::array()}};
    for (const Requirement& each : one.requirements) {
        const std::string wording(code(each.wording));
        if (each.credential.empty()) {
            lines[wording].as_array().emplace_back(each.words);
        } else {
            asked.emplace_back(wording + " " + each.credential);
        }
    }
    json::object body{{"id", one.id.text()},
                      {"number", one.number},
                      {"state", code(one.state)},
                      {"title", one.title},
                      {"place", one.place},
                      {"summary", one.summary},
                      {"begins", one.begins},
                      {"hours", one.hours},
                      {"pay", one.pay},
                      {"apply_how", one.apply_how},
                      {"takes_applications", one.takes_applications},
                      {"apply_by", day_json(one.apply_by)},
                      {"post", one.post ? json::value(one.post->text()) : json::value(nullptr)},
                      {"posted_on", day_json(one.posted_on)},
                      {"ended_on", day_json(one.ended_on)},
                      {"erase_on", day_json(one.erase_on)},
                      {"version", one.version},
                      {"credential", std::move(asked)}};
    for (auto& [name, list] : lines) body[name] = std::move(list);
    return body;
}

json::object json_of(const Application& one) {
    json::array answers, documents;
    for (const CredentialAnswer& each : one.answers) {
        answers.push_back(
            json::object{{"credential", each.credential}, {"answer", code(each.holding)}});
    }
    for (const DocumentLine& each : one.documents) {
        documents.push_back(json::object{{"position", each.position},
                                         {"kind", code(each.kind)},
                                         {"name", each.name},
                                         {"bytes", each.bytes}});
    }
    return {{"id", one.id.text()},
            {"name", one.name},
            {"email", one.email},
            {"words", one.words},
            {"made_at", one.made_at.rfc3339()},
            {"answers", std::move(answers)},
            {"documents", std::move(documents)}};
}

Answer answer_of(WriteTx& tx, VacancyId id, int status) {
    return Answer::json(status, json::serialize(json_of(find(tx, id).value())),
                        status == 201 ? "/api/v1/vacancies/" + id.text() : "");
}

Response list_vacancies(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Vacancy& one : all(tx)) list.emplace_back(json_of(one));
    });
    return request.json(json::object{{"vacancies", std::move(list)}, {"next", nullptr}});
}

Response get_vacancy(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) { return json_of(vacancy_at(tx, request)); }));
}

Response list_applications(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Application& one : applications(tx, vacancy_at(tx, request).id)) {
            list.emplace_back(json_of(one));
        }
    });
    return request.json(json::object{{"applications", std::move(list)}, {"next", nullptr}});
}

Response api_begin(Writing& request) {
    const auto typed = typed_in(request.form());
    if (!typed) return request.again(nullptr, typed.refusal());
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto made = begin(tx, *typed, request.speech().language());
        if (!made) return made.refusal();
        return answer_of(tx, *made, 201);
    });
}

Response api_write(Writing& request) {
    const auto typed = typed_in(request.form());
    if (!typed) return request.again(nullptr, typed.refusal());
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Vacancy one = vacancy_at(tx, request);
        const auto done = write(tx, one, *typed, request.speech().language());
        if (!done) return done.refusal();
        return answer_of(tx, one.id, 200);
    });
}

Response deed(Writing& request, Result<Done> (*what)(WriteTx&, const Vacancy&)) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Vacancy one = vacancy_at(tx, request);
        const auto done = what(tx, one);
        if (!done) return done.refusal();
        return answer_of(tx, one.id, 200);
    });
}

Response api_post(Writing& request) { return deed(request, post); }
Response api_fill(Writing& request) { return deed(request, fill); }
Response api_close(Writing& request) { return deed(request, close); }

std::vector<Field> typed_fields() {
    using K = Field::Kind;
    return {{"title", K::text, true},
            {"place", K::text, true, "\"Two elementary schools\"."},
            {"summary", K::text, true, "What the post is, in a few sentences."},
            {"begins", K::text, false, "\"August\", \"at once\"."},
            {"hours", K::text},
            {"pay", K::text},
            {"apply_how", K::text, false, "The district's own way to apply."},
            {"takes_applications", K::flag, false, "By the form of the public page."},
            {"apply_by", K::day, false, "The last day to apply."},
            {"post", K::id, false, "Whose job description in force it belongs to."},
            {"required", K::texts, false, "What is asked for, in words."},
            {"preferred", K::texts},
            {"willing", K::texts, false, "What one is willing to get."},
            {"credential", K::texts, false,
             "A wording and the code of a type: \"preferred iste_certified\"."},
            {"version", K::number, false, "That you saw; another is refused."}};
}

std::vector<Field> vacancy_fields() {
    using K = Field::Kind;
    auto fields = typed_fields();
    fields.push_back({"id", K::id, true});
    fields.push_back({"number", K::number, true, "In the district; stands in its address."});
    fields.push_back({"state", K::choice, true, "", "requisition|posted|past_day|filled|closed"});
    fields.push_back({"posted_on", K::day});
    fields.push_back({"ended_on", K::day});
    fields.push_back({"erase_on", K::day, false, "Applications are kept until then."});
    return fields;
}

std::vector<Field> application_fields() {
    using K = Field::Kind;
    return {{"id", K::id, true},
            {"name", K::text, true},
            {"email", K::text, true},
            {"words", K::text, true},
            {"made_at", K::instant, true},
            {"answers", K::objects, true, "What they say of each credential: holds, would, no."},
            {"documents", K::objects, true, "Names and sizes; they are read on the page."}};
}

}  // namespace

void mount_vacancies_api(desk::Routes& on) {
    const Right hire = Right::hire;
    const std::string all = "/api/v1/vacancies", one = all + "/{vacancy}";
    on.api_get(all, hire, list_vacancies,
               {.summary = "Vacancies of the district, newest first.",
                .output = vacancy_fields(),
                .output_list = "vacancies"});
    on.api_post(all, hire, api_begin,
                {.summary = "Begins a requisition.",
                 .input = typed_fields(),
                 .output = vacancy_fields(),
                 .answers = desk::Answers::created});
    on.api_get(one, hire, get_vacancy, {.summary = "One vacancy.", .output = vacancy_fields()});
    on.api_post(one, hire, api_write,
                {.summary = "Writes a vacancy anew: what is not said is empty.",
                 .input = typed_fields(),
                 .output = vacancy_fields()});
    on.api_post(one + "/posting", hire, api_post,
                {.summary = "Shows a vacancy to everybody.", .output = vacancy_fields()});
    on.api_post(one + "/filling", hire, api_fill,
                {.summary = "Somebody has the post.", .output = vacancy_fields()});
    on.api_post(one + "/closure", hire, api_close,
                {.summary = "Ends a vacancy without anybody.", .output = vacancy_fields()});
    on.api_get(one + "/applications", hire, list_applications,
               {.summary = "Who applied, oldest first. For those who hire alone.",
                .output = application_fields(),
                .output_list = "applications"});
}

}  // namespace rapport::vacancies
