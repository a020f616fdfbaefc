// Categories, quotes and the table for programs of those who ask; the public table for everybody's.
#include <boost/json.hpp>

#include "design/inquiries/coding_pages.hpp"
#include "platform/desk/json.hpp"

namespace rapport::inquiries {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
namespace json = boost::json;

namespace {

json::object json_of(const Inquiry& inquiry, const Table& table, const Coded& sorted) {
    json::array columns, questions, categories, codings;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        json::array schools;
        for (const School school : table.columns[c]) schools.emplace_back(code(school));
        columns.emplace_back(
            json::object{{"schools", std::move(schools)}, {"people", table.people[c]}});
    }
    for (std::size_t i = 0; i < table.questions.size(); ++i) {
        json::array rows, quotes;
        for (const TableRow& row : table.questions[i].rows) {
            using Kind = TableRow::Kind;
            const char* kind = row.kind == Kind::category   ? "category"
                               : row.kind == Kind::unsorted ? "unsorted"
                                                            : "silent";
            rows.emplace_back(json::object{{"kind", kind},
                                           {"name", row.name},
                                           {"counts", json::value_from(row.counts)},
                                           {"total", row.total}});
        }
        for (const std::string& words : table.questions[i].quotes) quotes.emplace_back(words);
        questions.emplace_back(json::object{{"question", inquiry.questions[i].words},
                                            {"rows", std::move(rows)},
                                            {"quotes", std::move(quotes)}});
    }
    for (const Category& one : sorted.categories) {
        categories.emplace_back(json::object{{"id", one.id.text()},
                                             {"question", one.question + 1},
                                             {"name", one.name},
                                             {"looks_for", one.looks_for}});
    }
    for (const Coding& one : sorted.codings) {
        codings.emplace_back(one.first.text() + ":" + one.second.text());
    }
    return {{"inquiry", inquiry.id.text()},
            {"title", inquiry.title},
            {"conclusion", inquiry.conclusion},
            {"published_at", desk::instant_json(inquiry.published_at)},
            {"people", table.total},
            {"unchecked", table.unchecked},
            {"columns", std::move(columns)},
            {"questions", std::move(questions)},
            {"categories", std::move(categories)},
            {"code", std::move(codings)}};
}

json::object own_json(ReadTx& tx, const Inquiry& one) {
    const Coded sorted = coded(tx, one);
    return json_of(one, table_of(one, responses(tx, one), sorted, 1), sorted);
}

Answer table_answer(ReadTx& tx, InquiryId id, int status) {
    return Answer::json(status, json::serialize(own_json(tx, find(tx, id).value())));
}

http::Response get_table(Reading& request) {
    return request.json(
        request.read([&](ReadTx& tx) { return own_json(tx, inquiry_at(tx, request)); }));
}

http::Response get_public_table(Reading& request) {
    json::object body;
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        const Inquiry one = published_at(tx, request);
        body = json_of(one, published_table(tx, one), Coded{});
    });
    body.erase("unchecked");
    body.erase("categories");
    body.erase("code");
    return request.json(body);
}

// Acts on the inquiry of the path, and answers with its table.
template <class F>
http::Response act_on_table(Writing& request, int status, F&& what) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Inquiry one = inquiry_at(tx, request);
        const auto done = what(tx, one);
        if (!done) return done.refusal();
        return table_answer(tx, one.id, status);
    });
}

http::Response api_add_category(Writing& request) {
    return act_on_table(request, 201, [&](WriteTx& tx, const Inquiry& one) {
        return add_category(tx, one, question_in(one, request), request.form("name"),
                            request.form("looks_for"));
    });
}

http::Response api_erase_category(Writing& request) {
    const auto id = request.path<CategoryId>("category");
    return act_on_table(
        request, 200, [&](WriteTx& tx, const Inquiry& one) { return erase_category(tx, one, id); });
}

http::Response api_sort(Writing& request) {
    const Sorting sorting = sorting_in(request.form());
    return act_on_table(request, 200, [&](WriteTx& tx, const Inquiry& one) {
        return sort(tx, one, question_in(one, request), sorting);
    });
}

http::Response api_publish(Writing& request) {
    return act_on_table(request, 200, [&](WriteTx& tx, const Inquiry& one) {
        return publish(tx, one, request.form("conclusion"));
    });
}

http::Response api_unpublish(Writing& request) { return act_on_table(request, 200, unpublish); }

http::Response get_pairs(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) {
        const auto pairs = pairs_of(tx, inquiry_at(tx, request));
        if (!pairs) throw desk::NotFound();
        json::array questions;
        for (const auto& each : pairs->questions) {
            json::array rows;
            for (const PairRow& row : each) {
                rows.emplace_back(json::object{{"name", row.name},
                                               {"before", row.before},
                                               {"after", row.after},
                                               {"both", row.both}});
            }
            questions.emplace_back(json::object{{"rows", std::move(rows)}});
        }
        return json::object{{"people", pairs->people}, {"questions", std::move(questions)}};
    }));
}

using K = Field::Kind;

std::vector<Field> public_fields() {
    return {{"inquiry", K::id, true},
            {"title", K::text, true},
            {"conclusion", K::text, false, "What the asker makes of it."},
            {"published_at", K::instant},
            {"people", K::number, true, "How many are counted."},
            {"columns", K::objects, true, "Kinds of school that stand together, and their people."},
            {"questions", K::objects, true, "Rows with counts by column, a total, and quotes."}};
}

std::vector<Field> own_fields() {
    auto fields = public_fields();
    fields.push_back({"unchecked", K::number, true, "Answers nobody has looked over."});
    fields.push_back({"categories", K::objects, true, "By question, from 1."});
    fields.push_back({"code", K::texts, true, "What is sorted: category:response."});
    return fields;
}

}  // namespace

void mount_coding_api(desk::Routes& on) {
    const Right ask = Right::ask_peers;
    const std::string one = "/api/v1/inquiries/{inquiry}", question = one + "/questions/{question}";
    on.api_get(one + "/table", ask, get_table,
               {.summary = "Question by category by kind of school.", .output = own_fields()});
    on.api_post(question + "/categories", ask, api_add_category,
                {.summary = "Names what answers have in common.",
                 .input = {{"name", K::text, true},
                           {"looks_for", K::text, false, "Words that suggest it."}},
                 .output = own_fields(),
                 .answers = desk::Answers::created});
    on.api_post(one + "/categories/{category}/erasure", ask, api_erase_category,
                {.summary = "Erases a category; the answers stay.", .output = own_fields()});
    on.api_post(
        question + "/sorting", ask, api_sort,
        {.summary = "Sorts answers into categories, and quotes those who agreed.",
         .input = {{"code", K::texts, false, "category:response, each that holds."},
                   {"was", K::texts, false, "Each that held before; only changes count."},
                   {"quotable", K::ids, false, "Answers that a quote is given for."},
                   {"quote", K::texts, false, "In the same order; \"\" for none."},
                   {"quote_was", K::texts, false, "As you saw it; what is the same is left."}},
         .output = own_fields()});
    on.api_post(one + "/publication", ask, api_publish,
                {.summary = "Shows the table to whoever has the link.",
                 .input = {{"conclusion", K::text}},
                 .output = own_fields()});
    on.api_post(one + "/publication/end", ask, api_unpublish,
                {.summary = "Shows it to nobody else any more.", .output = own_fields()});
    on.api_get(one + "/pairs", ask, get_pairs,
               {.summary = "Those who answered before and after, in counts of five at least.",
                .output = {{"people", K::number, true, "Who answered twice."},
                           {"questions", K::objects, true, "Rows of what both are sorted into."}}});
    on.api_get(
        "/api/v1/asked/{inquiry}/table", Right::anyone, get_public_table,
        {.summary = "A published table, for whoever has the link.", .output = public_fields()});
}

}  // namespace rapport::inquiries
