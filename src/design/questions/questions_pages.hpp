// What the page of questions shows.
#pragma once

#include <string>
#include <vector>

#include "design/questions/questions.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::questions {

struct AskerRow {
    std::string code, label;
    bool is_chosen = false;
};
struct AnsweredRow {
    std::string code, question, answer, source, link;
};
struct AnsweredGroup {
    std::string code, heading;
    std::vector<AnsweredRow> rows;
};
struct QuestionsView {
    std::string typed;
    std::vector<AskerRow> askers;
    std::vector<AnsweredGroup> groups;
    bool is_empty = false, is_signed_in = false;
};
void render(Html&, const QuestionsView&);

}  // namespace rapport::questions
