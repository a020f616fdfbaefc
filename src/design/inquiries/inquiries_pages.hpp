// What the pages of inquiries show: to whoever asks, and to whoever answers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "design/inquiries/inquiries.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"
#include "platform/strangers/strangers.hpp"

namespace rapport::inquiries {

struct InquiryRow {
    std::string href, title, shape, signal, detail;
};
struct InquiriesView {
    std::vector<InquiryRow> rows;
};
void render(Html&, const InquiriesView&);

struct QuestionField {
    std::int64_t number = 0;
    std::string words, why, refused, why_refused;
};
struct FormView {
    std::string action, back, heading, title, about, draft;
    std::vector<QuestionField> questions;
    std::int64_t version = 0;
    bool pairs = false, is_again = false;
};
void render(Html&, const FormView&);

struct AnswerRow {
    std::string words, detail;
};
struct QuestionView {
    std::int64_t number = 0;
    std::string words, why, silent, sort_href;
    std::vector<AnswerRow> answers;
};
struct SchoolCount {
    std::string school;
    std::int64_t count = 0;
};
struct ResponseRow {
    std::string id, called, detail, source, correct_href;
    bool is_double = false, is_checked = true;
};
struct InquiryView {
    std::string id, title, about, language, shape, signal, link, address, mail_href, table_href,
        pairs_href;
    std::vector<QuestionView> questions;
    std::vector<SchoolCount> schools;
    std::vector<ResponseRow> responses;
    bool may_write = false, may_open = false, may_add = false, may_close = false,
         may_ask_again = false, is_published = false;
};
void render(Html&, const InquiryView&);

struct Option {
    std::string value, label;
    bool is_chosen = false;
};
struct AnswerField {
    std::int64_t number = 0;
    std::string words, why, typed, refused;
};
// The form itself, as whoever answers and whoever enters an answer for somebody see it.
struct AnswersView {
    std::string language, name;
    std::vector<AnswerField> answers;
    std::vector<Option> schools;
};
void render(Html&, const AnswersView&);
struct AskedView {
    std::string title, about, language, district, action, results_href;
    AnswersView form;
    bool pairs = false;
    bool is_open = false, may_quote = false;
    strangers::Trap trap;
};
void render(Html&, const AskedView&);
struct MineAnswer {
    std::string question, words;
};
struct MineView {
    std::string title, language, district, action;
    std::string words;  // As they came, where they were not divided yet.
    std::vector<MineAnswer> answers;
};
void render(Html&, const MineView&);
struct AddView {
    std::string title, action, back;
    AnswersView form;
    std::vector<Option> channels;
    bool may_quote = false;
};
void render(Html&, const AddView&);

// Five questions with their reasons, in the reader's language.
Inquiry founding_five(const locale::Speech&);
// Shared by the pages of the slice.
std::string path_of(InquiryId);
std::string called(const Response&, const locale::Speech&);
std::string detail_of(const Response&, const locale::Speech&);
std::string school_name(School, const locale::Speech&);
std::vector<Option> school_options(const desk::Reading&);
// The sentence whose key is the two put together.
std::string said(std::string_view stem, std::string_view code, const locale::Speech&);
Inquiry inquiry_at(ReadTx&, const desk::Reading&);
// Of the link in the path: nobody of the district it belongs to.
Scope scope_at(desk::Reading&);
Inquiry published_at(ReadTx&, const desk::Reading&);
AnswersView answers_view(const Inquiry&, desk::Reading&);
Typed typed_in(const http::Fields&);
Result<TypedResponse> response_in(const http::Fields&, Channel);

void mount_answering(desk::Routes&);  // What everybody may open who has a link.
void mount_inquiries_api(desk::Routes&);

}  // namespace rapport::inquiries
