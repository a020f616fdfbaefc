// What is shown where answers are looked over, sorted and counted, to the asker and to everybody.
#pragma once

#include <string>
#include <vector>

#include "design/inquiries/coding.hpp"
#include "design/inquiries/inquiries_pages.hpp"
#include "design/inquiries/pairing.hpp"
#include "platform/strangers/strangers.hpp"

namespace rapport::inquiries {

struct CategoryRow {
    std::string id, name, looks_for, erase_action;
    std::int64_t count = 0;
};
struct Choice {
    std::string value, label;
    bool is_chosen = false, was_chosen = false, is_suggested = false;
};
struct SortRow {
    std::string id, words, detail, quote, quote_was, refused;
    std::vector<Choice> choices;
    bool may_quote = false;
};
struct SortView {
    std::string title, back, words, reason, language, action, category_action, before, after,
        table_href;
    std::vector<CategoryRow> categories;
    std::vector<SortRow> rows;
};
void render(Html&, const SortView&);

struct TableCell {
    std::string label;
    std::int64_t count = 0;
};
struct TableRowView {
    std::string name;
    std::vector<TableCell> cells;
    std::int64_t total = 0;
};
struct BarView {
    std::string label;
    std::int64_t count = 0, percent = 0;  // Of the longest bar.
    int text_y = 0, bar_y = 0;
    bool is_other = false;
};
struct QuestionTableView {
    std::int64_t number = 0;
    std::string words, why, language, sort_href, total_label;
    std::vector<std::string> columns;
    std::vector<TableRowView> rows;
    std::vector<BarView> bars;
    std::vector<std::string> quotes;
    int chart_height = 0;
};
struct TablesView {
    std::vector<QuestionTableView> questions;
};
void render(Html&, const TablesView&);

struct TableView {
    std::string title, back, id, sum, unchecked, conclusion, link, published;
    TablesView tables;
    bool may_publish = false, is_open = false, is_published = false;
};
void render(Html&, const TableView&);

struct PairsQuestion {
    std::int64_t number = 0;
    std::string words, language;
    std::vector<PairRow> rows;
};
struct PairsView {
    std::string title, back, sum;
    std::vector<PairsQuestion> questions;
};
void render(Html&, const PairsView&);

struct CorrectView {
    std::string title, back, action, called, detail, source, whole;
    AnswersView form;
    bool may_quote = false, is_checked = false;
};
void render(Html&, const CorrectView&);

struct ResultsView {
    std::string title, language, district, about, conclusion, sum, csv_href, comment_action;
    TablesView tables;
    std::vector<Option> schools;
    strangers::Trap trap;
};
void render(Html&, const ResultsView&);

// "43 people answered: 20 by the link, 23 by mail."
std::string sum_of(const Table&, const locale::Speech&);
TablesView tables_view(const Inquiry&, const Table&, const locale::Speech&);
std::string column_name(const std::vector<School>&, const locale::Speech&);
std::string row_name(const TableRow&, const locale::Speech&);
// From 0, of the path; nothing is found where there is none.
std::size_t question_in(const Inquiry&, const desk::Reading&);
Response response_in_path(ReadTx&, const Inquiry&, const desk::Reading&);
// What was ticked and unticked, beside what the form showed ("code", "was"); quotes that were
// changed, in the order of those that have a field ("quotable", "quote", "quote_was").
Sorting sorting_in(const http::Fields&);

void mount_coding(desk::Routes&);
void mount_coding_api(desk::Routes&);

}  // namespace rapport::inquiries
