// Inquiries for programs of those who ask: the same rules.
#include <boost/json.hpp>

#include "design/inquiries/coding_pages.hpp"
#include "design/inquiries/inquiries_pages.hpp"
#include "platform/desk/json.hpp"

namespace rapport::inquiries {

using desk::Answer;
using desk::day_json;
using desk::Field;
using desk::Reading;
using desk::Writing;
namespace json = boost::json;

namespace {

json::object json_of(const Inquiry& one) {
    json::array questions, whys;
    for (const Question& each : one.questions) {
        questions.emplace_back(each.words);
        whys.emplace_back(each.why);
    }
    return {{"id", one.id.text()},
            {"state", code(one.state)},
            {"title", one.title},
            {"about", one.about},
            {"language", one.language},
            {"question", std::move(questions)},
            {"why", std::move(whys)},
            {"made_at", one.made_at.rfc3339()},
            {"opened_on", day_json(one.opened_on)},
            {"closed_on", day_json(one.closed_on)},
            {"published_at", desk::instant_json(one.published_at)},
            {"conclusion", one.conclusion},
            {"pairs", one.pairs},
            {"follows", one.follows ? json::value(one.follows->text()) : json::value(nullptr)},
            {"responses", one.responses},
            {"version", one.version}};
}

json::object json_of(const Response& one) {
    json::array answers;
    for (const std::string& words : one.answers) answers.emplace_back(words);
    return {{"id", one.id.text()},         {"channel", code(one.channel)},
            {"school", code(one.school)},  {"name", one.name},
            {"source", one.source},        {"may_quote", one.may_quote},
            {"is_double", one.is_double},  {"made_at", one.made_at.rfc3339()},
            {"whole", one.whole},          {"is_checked", one.is_checked},
            {"answer", std::move(answers)}};
}

Answer answer_of(WriteTx& tx, InquiryId id, int status) {
    return Answer::json(status, json::serialize(json_of(find(tx, id).value())),
                        status == 201 ? "/api/v1/inquiries/" + id.text() : "");
}

Answer response_answer(ReadTx& tx, const Inquiry& inquiry, ResponseId id, int status) {
    for (const Response& each : responses(tx, inquiry)) {
        if (each.id == id) return Answer::json(status, json::serialize(json_of(each)));
    }
    bug("an answer is gone as it was made", __FILE__, __LINE__);
}

http::Response list_inquiries(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Inquiry& one : mine(tx)) {
            auto body = json_of(one);
            body.erase("question");
            body.erase("why");
            list.emplace_back(std::move(body));
        }
    });
    return request.json(json::object{{"inquiries", std::move(list)}, {"next", nullptr}});
}

http::Response get_inquiry(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) { return json_of(inquiry_at(tx, request)); }));
}

http::Response list_responses(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Response& one : responses(tx, inquiry_at(tx, request))) {
            list.emplace_back(json_of(one));
        }
    });
    return request.json(json::object{{"responses", std::move(list)}, {"next", nullptr}});
}

http::Response api_begin(Writing& request) {
    const Typed typed = typed_in(request.form());
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto made = begin(tx, typed, request.speech().language());
        if (!made) return made.refusal();
        return answer_of(tx, *made, 201);
    });
}

http::Response api_write(Writing& request) {
    const Typed typed = typed_in(request.form());
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Inquiry one = inquiry_at(tx, request);
        const auto done = write(tx, one, typed, request.speech().language());
        if (!done) return done.refusal();
        return answer_of(tx, one.id, 200);
    });
}

http::Response api_deed(Writing& request, Result<Done> (*what)(WriteTx&, const Inquiry&)) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Inquiry one = inquiry_at(tx, request);
        const auto done = what(tx, one);
        if (!done) return done.refusal();
        return answer_of(tx, one.id, 200);
    });
}

http::Response api_open(Writing& request) { return api_deed(request, open); }
http::Response api_close(Writing& request) { return api_deed(request, close); }

http::Response api_again(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto made = ask_again(tx, inquiry_at(tx, request));
        if (!made) return made.refusal();
        return answer_of(tx, *made, 201);
    });
}

http::Response api_add(Writing& request) {
    const auto channel = parse_by_hand(request.form("channel"));
    if (!channel) return request.again(nullptr, {.key = "inquiries.no_way", .field = "channel"});
    const auto typed = response_in(request.form(), *channel);
    if (!typed) return request.again(nullptr, typed.refusal());
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Inquiry one = inquiry_at(tx, request);
        const auto made = answer(tx, one, *typed);
        if (!made) return made.refusal();
        return response_answer(tx, one, *made, 201);
    });
}

http::Response api_correct(Writing& request) {
    const auto typed = response_in(request.form(), Channel::letter);
    if (!typed) return request.again(nullptr, typed.refusal());
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Inquiry one = inquiry_at(tx, request);
        const Response response = response_in_path(tx, one, request);
        const auto done = correct(tx, one, response, *typed);
        if (!done) return done.refusal();
        return response_answer(tx, one, response.id, 200);
    });
}

http::Response api_erase(Writing& request) {
    const auto id = request.path<ResponseId>("response");
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Inquiry one = inquiry_at(tx, request);
        const auto done = erase(tx, one, id);
        if (!done) return done.refusal();
        return answer_of(tx, one.id, 200);
    });
}

using K = Field::Kind;

std::vector<Field> typed_fields() {
    return {{"title", K::text, true},
            {"about", K::text, false, "Who asks, and what for."},
            {"question", K::texts, true, "Twelve at most."},
            {"why", K::texts, false, "Why each is asked, in the same order."},
            {"version", K::number, false, "That you saw; another is refused."},
            {"pairs", K::flag, false, "The same people are asked again later."}};
}

std::vector<Field> inquiry_fields() {
    auto fields = typed_fields();
    fields[2].is_required = false;  // A list leaves them out.
    fields.push_back({"id", K::id, true});
    fields.push_back({"state", K::choice, true, "", "draft|open|closed"});
    fields.push_back({"language", K::text, true, "In which it is written."});
    fields.push_back({"made_at", K::instant, true});
    fields.push_back({"opened_on", K::day});
    fields.push_back({"closed_on", K::day});
    fields.push_back({"published_at", K::instant, false, "Its table is public since."});
    fields.push_back({"follows", K::id, false, "The one whose questions come again."});
    fields.push_back({"conclusion", K::text, false, "What the asker makes of it."});
    fields.push_back({"responses", K::number, true, "How many have answered."});
    return fields;
}

constexpr const char* school_choices = "|elementary|middle|high|several|district|other";

std::vector<Field> entered_fields() {
    return {{"channel", K::choice, true, "How it came.", "post|letter|talk"},
            {"source", K::text, true, "Where you found it: a link, a name, a day."},
            {"school", K::choice, false, "Where they work.", school_choices},
            {"name", K::text, false, "As they called themselves. Never published."},
            {"may_quote", K::flag, false, "Their words may be quoted, without the name."},
            {"answer", K::texts, false, "By question; \"\" for none."},
            {"whole", K::text, false, "Or all of it, to be divided among the questions."}};
}

std::vector<Field> response_fields() {
    return {{"id", K::id, true},
            {"channel", K::choice, true, "How it came.", "page|mail|comment|post|letter|talk"},
            {"source", K::text},
            {"school", K::choice, false, "Where they work.", school_choices},
            {"name", K::text},
            {"may_quote", K::flag, true},
            {"is_double", K::flag, true, "Word for word as an earlier one."},
            {"made_at", K::instant, true},
            {"whole", K::text, false, "The words as they came, where they were divided."},
            {"is_checked", K::flag, true, "Somebody looked which words answer what."},
            {"answer", K::texts, true, "By question; \"\" for none."}};
}

std::vector<Field> corrected_fields() {
    return {{"school", K::choice, false, "Where they work.", school_choices},
            {"name", K::text},
            {"may_quote", K::flag, false, "They agreed to be quoted."},
            {"answer", K::texts, true, "By question; \"\" for none."}};
}

}  // namespace

void mount_inquiries_api(desk::Routes& on) {
    const Right ask = Right::ask_peers;
    const std::string all = "/api/v1/inquiries", one = all + "/{inquiry}";
    on.api_get(all, ask, list_inquiries,
               {.summary = "Your inquiries, newest first, without their questions.",
                .output = inquiry_fields(),
                .output_list = "inquiries"});
    on.api_post(all, ask, api_begin,
                {.summary = "Begins an inquiry.",
                 .input = typed_fields(),
                 .output = inquiry_fields(),
                 .answers = desk::Answers::created});
    on.api_get(one, ask, get_inquiry, {.summary = "One inquiry.", .output = inquiry_fields()});
    on.api_post(one, ask, api_write,
                {.summary = "Writes an inquiry anew, while it is not open yet.",
                 .input = typed_fields(),
                 .output = inquiry_fields()});
    on.api_post(one + "/opening", ask, api_open,
                {.summary = "Lets whoever has the link answer.", .output = inquiry_fields()});
    on.api_post(one + "/closure", ask, api_close,
                {.summary = "Takes no more answers by the link.", .output = inquiry_fields()});
    on.api_post(one + "/again", ask, api_again,
                {.summary = "Begins a draft with the same questions, for the same people.",
                 .output = inquiry_fields(),
                 .answers = desk::Answers::created});
    on.api_get(one + "/responses", ask, list_responses,
               {.summary = "What was answered, oldest first. For whoever asks, alone.",
                .output = response_fields(),
                .output_list = "responses"});
    on.api_post(one + "/responses", ask, api_add,
                {.summary = "Enters an answer that came another way.",
                 .input = entered_fields(),
                 .output = response_fields(),
                 .answers = desk::Answers::created});
    on.api_post(one + "/responses/{response}", ask, api_correct,
                {.summary = "Says which words of a letter or post answer which question.",
                 .input = corrected_fields(),
                 .output = response_fields()});
    on.api_post(one + "/responses/{response}/erasure", ask, api_erase,
                {.summary = "Erases an answer and its words.", .output = inquiry_fields()});
    mount_coding_api(on);
}

}  // namespace rapport::inquiries
