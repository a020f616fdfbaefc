// Where the asker looks over letters, sorts answers into categories, reads the table, publishes it.
#include "design/inquiries/coding_pages.hpp"

#include <algorithm>

#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/desk/context.hpp"

namespace rapport::inquiries {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using locale::Speech;

namespace {

constexpr int bar_step = 44;  // Pixels from one bar of a chart to the next.

std::string question_path(const Inquiry& one, std::size_t question) {
    return path_of(one.id) + "/questions/" + std::to_string(question + 1);
}

std::string coding_text(const Coding& one) { return one.first.text() + ":" + one.second.text(); }

std::optional<Coding> parse_coding(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == text.npos) return std::nullopt;
    const auto category = CategoryId::parse(text.substr(0, colon));
    const auto response = ResponseId::parse(text.substr(colon + 1));
    if (!category || !response) return std::nullopt;
    return Coding{*category, *response};
}

SortRow sort_row(const Response& one, std::size_t question, const Coded& sorted,
                 const Reading& request) {
    const Speech& speech = request.speech();
    const bool is_again = request.refusal() != nullptr && request.refusal()->field != "name";
    SortRow row{.id = one.id.text(),
                .words = one.answers[question],
                .detail = detail_of(one, speech),
                .quote = "",
                .refused = "",
                .choices = {},
                .may_quote = one.may_quote};
    if (const std::string* quote = sorted.quote(one.id, question)) row.quote = *quote;
    row.quote_was = row.quote;
    const std::string field = "quote-" + row.id;
    if (is_again) {
        for (const Quote& typed : sorting_in(request.typed()).quotes) {
            if (typed.response == one.id) row.quote = typed.words;
        }
        if (request.refusal()->field == field) {
            row.refused = speech.say(request.refusal()->key, request.refusal()->with);
        }
    }
    for (const Category& category : sorted.categories) {
        if (category.question != question) continue;
        const Coding coding{category.id, one.id};
        const bool was = sorted.codings.contains(coding);
        const std::string value = coding_text(coding);
        row.choices.push_back({.value = value,
                               .label = category.name,
                               .is_chosen = is_again ? request.typed().has("code", value) : was,
                               .was_chosen = was,
                               .is_suggested = !was && suggests(category, row.words)});
    }
    return row;
}

http::Response show_question(Reading& request) {
    SortView view;
    request.read([&](ReadTx& tx) {
        const Inquiry one = inquiry_at(tx, request);
        const std::size_t question = question_in(one, request);
        const Coded sorted = coded(tx, one);
        view.title = one.title;
        view.back = path_of(one.id);
        view.table_href = path_of(one.id) + "/table";
        view.language = one.language;
        view.words = one.questions[question].words;
        view.reason = one.questions[question].why;
        view.action = question_path(one, question) + "/sorting";
        view.category_action = question_path(one, question) + "/categories";
        if (question > 0) view.before = question_path(one, question - 1);
        if (question + 1 < one.questions.size()) view.after = question_path(one, question + 1);
        for (const Category& category : sorted.categories) {
            if (category.question != question) continue;
            const auto count = std::ranges::count_if(
                sorted.codings, [&](const Coding& coding) { return coding.first == category.id; });
            view.categories.push_back(
                {.id = category.id.text(),
                 .name = category.name,
                 .looks_for = category.looks_for,
                 .erase_action = path_of(one.id) + "/categories/" + category.id.text() + "/erasure",
                 .count = count});
        }
        for (const Response& each : responses(tx, one)) {
            if (each.answers[question].empty()) continue;
            view.rows.push_back(sort_row(each, question, sorted, request));
        }
    });
    return request.page(view.words, view);
}

http::Response add_one_category(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Inquiry one = inquiry_at(tx, request);
            const std::size_t question = question_in(one, request);
            const auto made =
                add_category(tx, one, question, request.form("name"), request.form("looks_for"));
            if (!made) return made.refusal();
            return Answer::go(question_path(one, question), "inquiries.did_category");
        },
        show_question);
}

http::Response show_inquiry_table(Reading& request) {
    const Speech& speech = request.speech();
    TableView view;
    request.read([&](ReadTx& tx) {
        const Inquiry one = inquiry_at(tx, request);
        if (one.state == State::draft) throw desk::NotFound();
        const Table table = table_of(one, responses(tx, one), coded(tx, one), 1);
        view.title = one.title;
        view.back = path_of(one.id);
        view.id = one.id.text();
        view.sum = sum_of(table, speech);
        if (table.unchecked > 0) {
            view.unchecked = speech.say("inquiries.unchecked", {{"count", table.unchecked}});
        }
        view.conclusion = one.conclusion;
        view.is_open = one.state == State::open;
        view.may_publish = !against(Act::publish, one.state);
        view.is_published = one.published_at.has_value();
        if (one.published_at) {
            view.link =
                request.context().services.base_url + "/asked/" + one.id.text() + "/results";
            view.published =
                speech.say("inquiries.published_on",
                           {{"day", speech.day(speech.zone().day(*one.published_at))}});
        }
        view.tables = tables_view(one, table, speech);
        for (auto& each : view.tables.questions) {
            each.sort_href = question_path(one, static_cast<std::size_t>(each.number - 1));
        }
    });
    return request.page(Key{"inquiries.table"}, view);
}

http::Response erase_one_category(Writing& request) {
    const auto id = request.path<CategoryId>("category");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Inquiry one = inquiry_at(tx, request);
            const auto done = erase_category(tx, one, id);
            if (!done) return done.refusal();
            return Answer::go(path_of(one.id) + "/table", "inquiries.did_erase_category");
        },
        show_inquiry_table);
}

http::Response sort_answers(Writing& request) {
    const Sorting sorting = sorting_in(request.form());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Inquiry one = inquiry_at(tx, request);
            const std::size_t question = question_in(one, request);
            const auto done = sort(tx, one, question, sorting);
            if (!done) return done.refusal();
            return Answer::go(question_path(one, question), "inquiries.did_sort");
        },
        show_question);
}

http::Response publish_table(Writing& request) {
    const std::string conclusion(request.form("conclusion"));
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Inquiry one = inquiry_at(tx, request);
            const auto done = publish(tx, one, conclusion);
            if (!done) return done.refusal();
            return Answer::go(path_of(one.id) + "/table", "inquiries.did_publish");
        },
        show_inquiry_table);
}

http::Response unpublish_table(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Inquiry one = inquiry_at(tx, request);
            const auto done = unpublish(tx, one);
            if (!done) return done.refusal();
            return Answer::go(path_of(one.id) + "/table", "inquiries.did_unpublish");
        },
        show_inquiry_table);
}

http::Response show_response(Reading& request) {
    const Speech& speech = request.speech();
    CorrectView view;
    request.read([&](ReadTx& tx) {
        const Inquiry one = inquiry_at(tx, request);
        const Response response = response_in_path(tx, one, request);
        const bool is_again = request.refusal() != nullptr;
        view.title = one.title;
        view.back = path_of(one.id);
        view.action = path_of(one.id) + "/responses/" + response.id.text();
        view.called = called(response, speech);
        view.detail =
            speech.day(speech.zone().day(response.made_at)) + " · " + detail_of(response, speech);
        view.source = response.source;
        view.whole = response.whole;
        view.form = answers_view(one, request);
        view.form.name = response.name;
        if (!is_again) {
            for (std::size_t i = 0; i < response.answers.size(); ++i) {
                view.form.answers[i].typed = response.answers[i];
            }
            for (Option& school : view.form.schools) {
                school.is_chosen = school.value == code(response.school);
            }
        }
        view.may_quote = is_again ? request.typed().has("may_quote", "1") : response.may_quote;
        view.is_checked = response.is_checked;
    });
    return request.page(Key{"inquiries.look_over"}, view);
}

http::Response correct_response(Writing& request) {
    const auto typed = response_in(request.form(), Channel::letter);
    if (!typed) return request.again(show_response, typed.refusal());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Inquiry one = inquiry_at(tx, request);
            const auto done = correct(tx, one, response_in_path(tx, one, request), *typed);
            if (!done) return done.refusal();
            return Answer::go(path_of(one.id), "inquiries.did_correct");
        },
        show_response);
}

http::Response show_pairs(Reading& request) {
    PairsView view;
    request.read([&](ReadTx& tx) {
        const Inquiry one = inquiry_at(tx, request);
        const auto pairs = pairs_of(tx, one);
        if (!pairs) throw desk::NotFound();
        view.title = one.title;
        view.back = path_of(one.id);
        view.sum = request.speech().say("inquiries.twice", {{"count", pairs->people}});
        for (std::size_t i = 0; i < pairs->questions.size(); ++i) {
            view.questions.push_back({.number = static_cast<std::int64_t>(i + 1),
                                      .words = one.questions[i].words,
                                      .language = one.language,
                                      .rows = pairs->questions[i]});
        }
    });
    return request.page(Key{"inquiries.pairs"}, view);
}

http::Response begin_again(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = ask_again(tx, inquiry_at(tx, request));
            if (!made) return made.refusal();
            return Answer::go(path_of(*made), "inquiries.did_begin");
        },
        show_inquiry_table);
}

}  // namespace

std::size_t question_in(const Inquiry& one, const Reading& request) {
    const auto number = text::number<std::size_t>(request.path_text("question"));
    if (!number || *number < 1 || *number > one.questions.size()) throw desk::NotFound();
    return *number - 1;
}

Response response_in_path(ReadTx& tx, const Inquiry& inquiry, const Reading& request) {
    const auto id = request.path<ResponseId>("response");
    for (Response& one : responses(tx, inquiry)) {
        if (one.id == id && one.channel != Channel::page) return std::move(one);
    }
    throw desk::NotFound();
}

Sorting sorting_in(const http::Fields& form) {
    Sorting sorting;
    std::set<Coding> was;
    for (const std::string_view text : form.all("was")) {
        if (const auto one = parse_coding(text)) was.insert(*one);
    }
    for (const std::string_view text : form.all("code")) {
        const auto one = parse_coding(text);
        if (one && was.erase(*one) == 0) sorting.added.insert(*one);
    }
    sorting.removed = std::move(was);
    const auto quotes = form.all("quote"), before = form.all("quote_was");
    std::size_t row = 0;
    for (const std::string_view text : form.all("quotable")) {
        const auto id = ResponseId::parse(text);
        const std::size_t at = row++;
        if (!id || at >= quotes.size()) continue;
        // Untouched: another window may have saved another one since.
        const bool is_as_it_was =
            at < before.size() && text::tidied(quotes[at]) == text::tidied(before[at]);
        if (!is_as_it_was) sorting.quotes.push_back({*id, 0, std::string(quotes[at])});
    }
    return sorting;
}

std::string sum_of(const Table& table, const Speech& speech) {
    std::string sum = speech.say("inquiries.sum", {{"count", table.total}});
    for (const auto& [channel, count] : table.channels) {
        sum += " · " + speech.say(Key::of("inquiries.sum_" + std::string(code(channel))),
                                  {{"count", count}});
    }
    return sum;
}

std::string column_name(const std::vector<School>& column, const Speech& speech) {
    if (column.size() > 1) return speech.say("inquiries.school_together");
    return school_name(column.front(), speech);
}

std::string row_name(const TableRow& row, const Speech& speech) {
    if (row.kind == TableRow::Kind::category) return row.name;
    return speech.say(row.kind == TableRow::Kind::silent ? Key("inquiries.row_silent")
                                                         : Key("inquiries.row_unsorted"));
}

TablesView tables_view(const Inquiry& one, const Table& table, const Speech& speech) {
    TablesView view;
    // One column says what the total says.
    const std::size_t columns = table.columns.size() > 1 ? table.columns.size() : 0;
    for (std::size_t i = 0; i < table.questions.size(); ++i) {
        QuestionTableView question;
        question.number = static_cast<std::int64_t>(i + 1);
        question.words = one.questions[i].words;
        question.why = one.questions[i].why;
        question.language = one.language;
        question.quotes = table.questions[i].quotes;
        question.total_label = speech.say("inquiries.column_total", {{"count", table.total}});
        for (std::size_t c = 0; c < columns; ++c) {
            question.columns.push_back(column_name(table.columns[c], speech) + " (" +
                                       speech.number(table.people[c]) + ")");
        }
        std::int64_t longest = 1;
        for (const TableRow& row : table.questions[i].rows) {
            longest = std::max(longest, row.total);
        }
        for (const TableRow& row : table.questions[i].rows) {
            if (row.total == 0 && row.kind != TableRow::Kind::category) continue;
            TableRowView shown{.name = row_name(row, speech), .cells = {}, .total = row.total};
            for (std::size_t c = 0; c < columns; ++c) {
                shown.cells.push_back({question.columns[c], row.counts[c]});
            }
            const int top = static_cast<int>(question.bars.size()) * bar_step;
            question.bars.push_back({.label = shown.name,
                                     .count = row.total,
                                     .percent = row.total * 100 / longest,
                                     .text_y = top + 16,
                                     .bar_y = top + 22,
                                     .is_other = row.kind != TableRow::Kind::category});
            question.rows.push_back(std::move(shown));
        }
        question.chart_height = static_cast<int>(question.bars.size()) * bar_step;
        view.questions.push_back(std::move(question));
    }
    return view;
}

void mount_coding(desk::Routes& on) {
    const Right ask = Right::ask_peers;
    const std::string one = "/inquiries/{inquiry}", question = one + "/questions/{question}";
    on.get(question, ask, show_question);
    on.post(question + "/sorting", ask, sort_answers);
    on.post(question + "/categories", ask, add_one_category);
    on.post(one + "/categories/{category}/erasure", ask, erase_one_category);
    on.get(one + "/table", ask, show_inquiry_table);
    on.post(one + "/publication", ask, publish_table);
    on.post(one + "/publication/end", ask, unpublish_table);
    on.get(one + "/pairs", ask, show_pairs);
    on.post(one + "/again", ask, begin_again);
    on.get(one + "/responses/{response}", ask, show_response);
    on.post(one + "/responses/{response}", ask, correct_response);
}

}  // namespace rapport::inquiries
