// What whoever has the link of an inquiry may open, without signing in: the questions, a form to
// answer them, what one answered; and once it is published, the table, its figures as a file, a
// comment.
#include "design/inquiries/coding_pages.hpp"
#include "design/inquiries/inquiries_pages.hpp"
#include "kernel/csv/csv.hpp"
#include "platform/desk/context.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::inquiries {

using desk::Answer;
using desk::Reading;
using desk::Writing;

namespace {

// A meeting where forty answer from one room, and still no flood.
constexpr strangers::Room room{"answer", 60, 4};

Inquiry asked_at(ReadTx& tx, const Reading& request) {
    auto found = asked(tx, request.path<InquiryId>("inquiry"));
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

http::Response show_asked(Reading& request) {
    AskedView view;
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        const Inquiry one = asked_at(tx, request);
        view.title = one.title;
        view.about = one.about;
        view.language = one.language;
        view.district = districts::name(tx);
        // Closed while somebody wrote: their words are still there.
        view.is_open = one.state == State::open || request.refusal() != nullptr;
        view.action = "/asked/" + one.id.text() + "/responses";
        if (one.published_at) view.results_href = "/asked/" + one.id.text() + "/results";
        view.form = answers_view(one, request);
        view.pairs = one.pairs;
    });
    view.may_quote = request.typed().has("may_quote", "1");
    view.trap = strangers::trap_of(request);
    return request.page(view.title + " · " + view.district, view);
}

// By the form `page`, unless a flood or a machine is to be held.
http::Response take(Writing& request, Channel channel, std::string field,
                    http::Response (*page)(Reading&)) {
    const Scope scope = scope_at(request);
    if (auto held = strangers::held(request, room, page, std::move(field))) {
        return std::move(*held);
    }
    const auto typed = response_in(request.form(), channel);
    if (!typed) return request.again(page, typed.refusal());
    return request.act_as(
        scope,
        [&](WriteTx& tx) -> Result<Answer> {
            const Inquiry one =
                channel == Channel::comment ? published_at(tx, request) : asked_at(tx, request);
            const auto made = answer(tx, one, *typed);
            if (!made) return made.refusal();
            return Answer::go("/asked/" + one.id.text() + "/mine/" + give_key(tx, *made));
        },
        page);
}

http::Response answer_now(Writing& request) {
    return take(request, Channel::page, "answer-1", show_asked);
}

http::Response show_results(Reading& request) {
    const locale::Speech& speech = request.speech();
    ResultsView view;
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        const Inquiry one = published_at(tx, request);
        const Table table = published_table(tx, one);
        view.title = one.title;
        view.about = one.about;
        view.language = one.language;
        view.district = districts::name(tx);
        view.conclusion = one.conclusion;
        view.sum = sum_of(table, speech);
        view.csv_href = "/asked/" + one.id.text() + "/table.csv";
        view.comment_action = "/asked/" + one.id.text() + "/comments";
        view.tables = tables_view(one, table, speech);
    });
    view.schools = school_options(request);
    view.trap = strangers::trap_of(request);
    return request.page(view.title + " · " + view.district, view);
}

http::Response comment_now(Writing& request) {
    return take(request, Channel::comment, "whole", show_results);
}

// A row for each question, category and kind of school, as a spreadsheet or a program reads it.
http::Response show_csv(Reading& request) {
    const locale::Speech& speech = request.speech();
    std::string out{csv::byte_order_mark};
    csv::row(out, {"question", "category", "school", "people", "of"});
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        const Inquiry one = published_at(tx, request);
        const Table table = published_table(tx, one);
        for (std::size_t i = 0; i < table.questions.size(); ++i) {
            for (const TableRow& row : table.questions[i].rows) {
                for (std::size_t c = 0; c < table.columns.size(); ++c) {
                    csv::cell(out, one.questions[i].words);
                    out += ',';
                    csv::cell(out, row_name(row, speech));
                    out += ',';
                    csv::cell(out, column_name(table.columns[c], speech));
                    out += ',';
                    csv::cell(out, row.counts[c]);
                    out += ',';
                    csv::cell(out, table.people[c]);
                    out += "\r\n";
                }
            }
        }
    });
    return request.file("inquiry.csv", "text/csv; charset=utf-8", std::move(out));
}

// Their address holds the key: whoever has it wrote them, or was shown them.
http::Response show_mine(Reading& request) {
    MineView view;
    request.db().read(scope_at(request), [&](ReadTx& tx) {
        const Inquiry one = asked_at(tx, request);
        const auto mine = own(tx, one, request.path_text("key"));
        if (!mine) throw desk::NotFound();
        view = {.title = one.title, .language = one.language, .district = districts::name(tx)};
        view.action = "/asked/" + one.id.text() + "/mine/" + std::string(request.path_text("key"));
        view.words = mine->whole;
        for (std::size_t i = 0; i < mine->answers.size() && i < one.questions.size(); ++i) {
            if (mine->answers[i].empty()) continue;
            view.answers.push_back({one.questions[i].words, mine->answers[i]});
        }
        if (!view.answers.empty()) view.words.clear();
    });
    return request.page(Key{"inquiries.thanks"}, view);
}

http::Response take_back(Writing& request) {
    const Scope scope = scope_at(request);
    return request.act_as(
        scope,
        [&](WriteTx& tx) -> Result<Answer> {
            const Inquiry one = asked_at(tx, request);
            const auto mine = own(tx, one, request.path_text("key"));
            if (!mine) throw desk::NotFound();
            const auto done = erase(tx, one, mine->id);
            if (!done) return done.refusal();
            return Answer::go("/asked/" + one.id.text(), "inquiries.taken_back");
        },
        show_mine);
}

}  // namespace

Scope scope_at(Reading& request) {
    const auto id = request.path<InquiryId>("inquiry");
    const auto district =
        request.db().read(Scope::whole(), [&](ReadTx& tx) { return district_of(tx, id); });
    if (!district) throw desk::NotFound();
    return {.district = *district, .actor = {}};
}

Inquiry published_at(ReadTx& tx, const Reading& request) {
    Inquiry found = asked_at(tx, request);
    if (!found.published_at) throw desk::NotFound();
    return found;
}

void mount_answering(desk::Routes& on) {
    const Right all = Right::anyone;
    const std::string one = "/asked/{inquiry}";
    on.get(one, all, show_asked);
    on.post(one + "/responses", all, answer_now);
    on.get(one + "/mine/{key}", all, show_mine);
    on.del(one + "/mine/{key}", all, take_back);
    on.get(one + "/results", all, show_results);
    on.get(one + "/table.csv", all, show_csv);
    on.post(one + "/comments", all, comment_now);
}

}  // namespace rapport::inquiries
