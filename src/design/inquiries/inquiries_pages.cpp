#include "design/inquiries/inquiries_pages.hpp"

#include <algorithm>

#include "design/inquiries/coding_pages.hpp"
#include "kernel/html/escape.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/desk/context.hpp"

namespace rapport::inquiries {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using locale::Speech;

namespace {

constexpr std::size_t rows_least = 5;  // Of a form: room for a question more than there are.

std::string shape_of(State state) {
    if (state == State::open) return "going";
    return state == State::draft ? "waiting" : "done";
}

http::Response show_inquiries(Reading& request) {
    const Speech& speech = request.speech();
    InquiriesView view;
    for (const Inquiry& one : request.read([](ReadTx& tx) { return mine(tx); })) {
        view.rows.push_back(
            {.href = path_of(one.id),
             .title = one.title,
             .shape = shape_of(one.state),
             .signal = said("inquiries.is_", code(one.state), speech),
             .detail = speech.say("inquiries.answered_by", {{"count", one.responses}})});
    }
    return request.page(Key{"inquiries.title"}, view);
}

std::string refused_at(const Reading& request, const std::string& field) {
    const Refusal* refusal = request.refusal();
    if (refusal == nullptr || refusal->field != field) return "";
    return request.speech().say(refusal->key, refusal->with);
}

FormView form_view(const Inquiry& one, Reading& request) {
    FormView view;
    const bool is_again = request.refusal() != nullptr;
    const std::vector<Question> rows =
        is_again ? typed_in(request.typed()).questions : one.questions;
    view.title = one.title;
    view.about = one.about;
    view.version = one.version;
    view.pairs = is_again ? request.typed().has("pairs", "1") : one.pairs;
    view.is_again = one.follows.has_value();
    const std::size_t count =
        std::min(questions_max, std::max(rows_least, rows.size() + (is_again ? 0 : 1)));
    for (std::size_t i = 0; i < count; ++i) {
        QuestionField field;
        field.number = static_cast<std::int64_t>(i + 1);
        if (i < rows.size()) {
            field.words = rows[i].words;
            field.why = rows[i].why;
        }
        field.refused = refused_at(request, "question-" + std::to_string(i + 1));
        field.why_refused = refused_at(request, "why-" + std::to_string(i + 1));
        view.questions.push_back(std::move(field));
    }
    return view;
}

http::Response show_new(Reading& request) {
    const bool is_founding = request.query("from") == "five";
    FormView view = form_view(is_founding ? founding_five(request.speech()) : Inquiry{}, request);
    view.action = "/inquiries";
    view.back = "/inquiries";
    view.heading = request.speech().say("inquiries.begin");
    view.draft = is_founding ? "inquiry-five" : "inquiry-new";
    return request.page(Key{"inquiries.begin"}, view);
}

http::Response show_form(Reading& request) {
    const Inquiry one = request.read([&](ReadTx& tx) { return inquiry_at(tx, request); });
    if (against(Act::write, one.state) && request.refusal() == nullptr) throw desk::NotFound();
    FormView view = form_view(one, request);
    view.action = path_of(one.id) + "/words";
    view.back = path_of(one.id);
    view.heading = request.speech().say("inquiries.write");
    view.draft = "inquiry-" + one.id.text();
    return request.page(Key{"inquiries.write"}, view);
}

std::vector<QuestionView> questions_of(const Inquiry& one, const std::vector<Response>& all,
                                       const Speech& speech) {
    std::vector<QuestionView> views;
    for (std::size_t i = 0; i < one.questions.size(); ++i) {
        QuestionView view{.number = static_cast<std::int64_t>(i + 1),
                          .words = one.questions[i].words,
                          .why = one.questions[i].why,
                          .silent = "",
                          .sort_href = "",
                          .answers = {}};
        for (const Response& each : all) {
            if (each.answers[i].empty()) continue;
            view.answers.push_back(
                {each.answers[i], called(each, speech) + " · " + detail_of(each, speech)});
        }
        if (!view.answers.empty()) {
            view.sort_href = path_of(one.id) + "/questions/" + std::to_string(i + 1);
        }
        const auto silent = std::ssize(all) - std::ssize(view.answers);
        if (silent > 0) view.silent = speech.say("inquiries.silent", {{"count", silent}});
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<SchoolCount> schools_of(const std::vector<Response>& all, const Speech& speech) {
    std::vector<SchoolCount> counts;
    for (const School school : all_schools) {
        const auto count = std::ranges::count(all, school, &Response::school);
        if (count == 0) continue;
        counts.push_back({school_name(school, speech), count});
    }
    return counts;
}

// A mail with the questions, for the asker's own program to send.
std::string mail_href(const Inquiry& one, const InquiryView& view, const Speech& speech) {
    std::string words = one.about.empty() ? "" : one.about + "\n\n";
    words += speech.say("inquiries.mail_link") + "\n" + view.link + "\n\n";
    if (!view.address.empty()) {
        words += speech.say("inquiries.mail_address", {{"address", view.address}}) + "\n\n";
    }
    std::size_t number = 0;
    for (const Question& each : one.questions) {
        words += std::to_string(++number) + ". " + each.words + "\n\n";
    }
    std::string href = "mailto:?subject=";
    html::url_encode_into(href, one.title);
    href += "&body=";
    html::url_encode_into(href, words);
    return href;
}

http::Response show_inquiry(Reading& request) {
    const Speech& speech = request.speech();
    InquiryView view;
    request.read([&](ReadTx& tx) {
        const Inquiry one = inquiry_at(tx, request);
        const auto all = responses(tx, one);
        view.id = one.id.text();
        view.title = one.title;
        view.about = one.about;
        view.language = one.language;
        view.shape = shape_of(one.state);
        view.signal = said("inquiries.is_", code(one.state), speech);
        if (one.state != State::draft) {
            view.link = request.context().services.base_url + "/asked/" + view.id;
            view.address = mail_address(tx, one.id).value_or("");
            view.mail_href = mail_href(one, view, speech);
            view.table_href = path_of(one.id) + "/table";
        }
        view.questions = questions_of(one, all, speech);
        view.schools = schools_of(all, speech);
        for (const Response& each : all) {
            view.responses.push_back(
                {.id = each.id.text(),
                 .called = called(each, speech),
                 .detail =
                     speech.day(speech.zone().day(each.made_at)) + " · " + detail_of(each, speech),
                 .source = each.source,
                 .correct_href = each.channel == Channel::page
                                     ? ""
                                     : path_of(one.id) + "/responses/" + each.id.text(),
                 .is_double = each.is_double,
                 .is_checked = each.is_checked});
        }
        view.may_write = !against(Act::write, one.state);
        view.may_open = !against(Act::open, one.state);
        view.may_add = !against(Act::add, one.state);
        view.may_close = one.state == State::open;
        view.is_published = one.published_at.has_value();
        view.may_ask_again = one.pairs && one.state == State::closed;
        if (one.follows && one.state != State::draft) view.pairs_href = path_of(one.id) + "/pairs";
    });
    return request.page(view.title, view);
}

http::Response show_add(Reading& request) {
    const Speech& speech = request.speech();
    const Inquiry one = request.read([&](ReadTx& tx) { return inquiry_at(tx, request); });
    if (against(Act::add, one.state) && request.refusal() == nullptr) throw desk::NotFound();
    AddView view{.title = one.title,
                 .action = path_of(one.id) + "/responses",
                 .back = path_of(one.id),
                 .form = answers_view(one, request),
                 .channels = {},
                 .may_quote = request.typed().has("may_quote", "1")};
    for (const Channel channel : by_hand) {
        const std::string value(code(channel));
        const bool is_chosen = request.refusal() != nullptr ? request.typed().has("channel", value)
                                                            : channel == Channel::post;
        view.channels.push_back({value, said("inquiries.came_by_", value, speech), is_chosen});
    }
    return request.page(Key{"inquiries.add"}, view);
}

http::Response begin_one(Writing& request) {
    const Typed typed = typed_in(request.form());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = begin(tx, typed, request.speech().language());
            if (!made) return made.refusal();
            return Answer::go(path_of(*made), "inquiries.did_begin");
        },
        show_new);
}

http::Response write_one(Writing& request) {
    const Typed typed = typed_in(request.form());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Inquiry one = inquiry_at(tx, request);
            const auto done = write(tx, one, typed, request.speech().language());
            if (!done) return done.refusal();
            return Answer::go(path_of(one.id), "inquiries.did_write");
        },
        show_form);
}

http::Response deed(Writing& request, Result<Done> (*what)(WriteTx&, const Inquiry&), Key notice) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Inquiry one = inquiry_at(tx, request);
            const auto done = what(tx, one);
            if (!done) return done.refusal();
            return Answer::go(path_of(one.id), notice);
        },
        show_inquiry);
}

http::Response open_one(Writing& request) { return deed(request, open, "inquiries.did_open"); }
http::Response close_one(Writing& request) { return deed(request, close, "inquiries.did_close"); }

http::Response add_response(Writing& request) {
    const auto channel = parse_by_hand(request.form("channel"));
    if (!channel) return request.again(show_add, {.key = "inquiries.no_way", .field = "channel"});
    const auto typed = response_in(request.form(), *channel);
    if (!typed) return request.again(show_add, typed.refusal());
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Inquiry one = inquiry_at(tx, request);
            const auto made = answer(tx, one, *typed);
            if (!made) return made.refusal();
            const bool is_divided = std::ranges::all_of(
                typed->answers, [](const auto& words) { return text::trimmed(words).empty(); });
            if (is_divided) {
                return Answer::go(path_of(one.id) + "/responses/" + made->text(),
                                  "inquiries.did_divide");
            }
            return Answer::go(path_of(one.id), "inquiries.did_add");
        },
        show_add);
}

http::Response erase_response(Writing& request) {
    const auto id = request.path<ResponseId>("response");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Inquiry one = inquiry_at(tx, request);
            const auto done = erase(tx, one, id);
            if (!done) return done.refusal();
            return Answer::go(path_of(one.id), "inquiries.did_erase");
        },
        show_inquiry);
}

}  // namespace

std::string path_of(InquiryId id) { return "/inquiries/" + id.text(); }

// "Elementary school · by the page · may be quoted"
std::string detail_of(const Response& one, const Speech& speech) {
    std::string detail;
    if (one.school != School::unsaid) detail = school_name(one.school, speech) + " · ";
    detail += said("inquiries.by_", code(one.channel), speech) + " · ";
    return detail + speech.say(one.may_quote ? Key("inquiries.quoted") : Key("inquiries.counted"));
}

std::string called(const Response& one, const Speech& speech) {
    return one.name.empty() ? speech.say("inquiries.nameless") : one.name;
}

std::string school_name(School school, const Speech& speech) {
    if (school == School::unsaid) return speech.say("inquiries.school_unsaid");
    return said("inquiries.school_", code(school), speech);
}

std::vector<Option> school_options(const Reading& request) {
    std::vector<Option> options;
    for (const School school : all_schools) {
        const std::string value(code(school));
        options.push_back(
            {value, school_name(school, request.speech()), request.typed().has("school", value)});
    }
    return options;
}

std::string said(std::string_view stem, std::string_view code, const Speech& speech) {
    return speech.say(Key::of(std::string(stem) + std::string(code)));
}

Inquiry inquiry_at(ReadTx& tx, const Reading& request) {
    auto found = find(tx, request.path<InquiryId>("inquiry"));
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

AnswersView answers_view(const Inquiry& one, Reading& request) {
    AnswersView view;
    view.language = one.language;
    const auto typed = request.typed().all("answer");
    for (std::size_t i = 0; i < one.questions.size(); ++i) {
        view.answers.push_back({.number = static_cast<std::int64_t>(i + 1),
                                .words = one.questions[i].words,
                                .why = one.questions[i].why,
                                .typed = i < typed.size() ? std::string(typed[i]) : "",
                                .refused = refused_at(request, "answer-" + std::to_string(i + 1))});
    }
    view.schools = school_options(request);
    return view;
}

Typed typed_in(const http::Fields& form) {
    Typed typed{.title = std::string(form.first("title")),
                .about = std::string(form.first("about")),
                .questions = {},
                .version = text::number<std::int64_t>(form.first("version")).value_or(0),
                .pairs = form.has("pairs", "1")};
    for (const std::string_view words : form.all("question")) {
        typed.questions.push_back({std::string(words), ""});
    }
    std::size_t row = 0;
    for (const std::string_view why : form.all("why")) {
        if (row == typed.questions.size()) typed.questions.emplace_back();
        typed.questions[row++].why = why;
    }
    return typed;
}

Result<TypedResponse> response_in(const http::Fields& form, Channel channel) {
    const auto school = parse_school(form.first("school"));
    if (!school) return Refusal{"inquiries.no_school", "school"};
    TypedResponse typed{.channel = channel,
                        .school = *school,
                        .name = std::string(form.first("name")),
                        .source = std::string(form.first("source")),
                        .may_quote = form.has("may_quote", "1"),
                        .answers = {},
                        .whole = std::string(form.first("whole")),
                        .own_word = std::string(form.first("own_word"))};
    for (const std::string_view words : form.all("answer")) typed.answers.emplace_back(words);
    return typed;
}

void mount_inquiries(desk::Routes& on) {
    const Right ask = Right::ask_peers;
    const std::string all = "/inquiries", one = all + "/{inquiry}";
    on.get(all, ask, show_inquiries);
    on.get(all + "/new", ask, show_new);
    on.post(all, ask, begin_one);
    on.get(one, ask, show_inquiry);
    on.get(one + "/words", ask, show_form);
    on.post(one + "/words", ask, write_one);
    on.post(one + "/opening", ask, open_one);
    on.post(one + "/closure", ask, close_one);
    on.get(one + "/responses/new", ask, show_add);
    on.post(one + "/responses", ask, add_response);
    on.post(one + "/responses/{response}/erasure", ask, erase_response);
    mount_coding(on);
    mount_answering(on);
    mount_inquiries_api(on);
}

}  // namespace rapport::inquiries
