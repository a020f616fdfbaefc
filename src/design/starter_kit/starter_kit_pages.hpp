// What the pages of the starter kit show.
#pragma once

#include <string>
#include <vector>

#include "design/starter_kit/starter_kit.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::starter_kit {

struct StepRow {
    std::string href, title, means, shape, signal;
};
struct MadeRow {
    std::string href, title;
};
struct KitView {
    std::vector<StepRow> rows;
    std::vector<MadeRow> made;
    std::string next_href, next_title;
    std::int64_t answered = 0, count = step_count;
    bool has_paper = false;
};
void render(Html&, const KitView&);

struct OptionRow {
    std::string code, label, means;
    bool is_chosen = false;
};
struct FieldView {
    std::string code, label, help, refused, words;
    bool is_optional = false, is_invalid = false;
    // How it is asked for; one of them.
    bool is_choice = false, is_choices = false, is_text = false, is_list = false, is_number = false,
         is_day = false, is_line = false;
    std::vector<OptionRow> options;
};
void render(Html&, const FieldView&);
struct ToldRow {
    std::string words, source, link;
};
struct ReachRow {
    std::string label, words;
};
struct StepView {
    std::string action, heading, means, draft, made_href, back_href, next_href, next_title;
    std::string more_href, more;  // A page that helps to decide.
    std::int64_t number = 0, count = step_count, version = 0;
    std::vector<FieldView> fields;
    std::vector<ToldRow> told;
    std::vector<ReachRow> reach;
    bool is_made = false, is_last = false;
};
void render(Html&, const StepView&);

struct PaperPart {
    std::string subheading, text, label, fact;
    std::vector<std::string> items;
};
struct PaperSection {
    std::string heading, id;
    std::vector<PaperPart> parts;
};
struct PaperView {
    std::string title, date;
    std::vector<PaperSection> sections;
    std::vector<MadeRow> made;
};
void render(Html&, const PaperView&);

// The paper as a page shows it; the same words in the same order.
PaperView paper_view(const std::vector<document::Block>&);

}  // namespace rapport::starter_kit
