// What the pages of standards show.
#pragma once

#include <string>
#include <vector>

#include "design/standards/standards.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::standards {

struct FrameworkRow {
    std::string href, name, edition, count;
};
struct StandardsView {
    std::vector<FrameworkRow> rows;
};
void render(Html&, const StandardsView&);

struct StandardRow {
    std::string code, name, paraphrase, before;
    std::string today;  // "4.3 Collaborator, 4.4 Learning Designer".
    bool is_unchecked = false;
    bool is_indicator = false;
};
struct FrameworkView {
    std::string name, edition, owner, link, edition_before;
    std::string edition_today;  // "" where this is the newest.
    std::string href_today;
    std::vector<StandardRow> rows;
    bool has_paraphrases = false;
};
void render(Html&, const FrameworkView&);

}  // namespace rapport::standards
