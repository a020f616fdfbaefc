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
    std::string wording;  // The owner's, where the district may show it.
};
struct FrameworkView {
    std::string name, edition, owner, link, edition_before;
    std::string edition_today;  // "" where this is the newest.
    std::string href_today;
    std::vector<StandardRow> rows;
    bool has_paraphrases = false;
    std::string licence, language;  // Of the owner's wording; "" where there is none.
    std::string wording_href;       // For those who may paste it.
};
void render(Html&, const FrameworkView&);

struct LanguageOption {
    std::string value, label;
    bool is_chosen = false;
};
struct WordingView {
    std::string back, action, name, licence, words, example;
    std::vector<LanguageOption> languages;
    std::int64_t version = 0;
};
void render(Html&, const WordingView&);

// Of an edition in the path; "/standards/iste_coaches/2024".
const Framework& framework_at(const desk::Reading&);
std::string path_of(const Framework&);

// /standards/{framework}/{edition}/wording, as a page and as JSON.
void mount_wording(desk::Routes&);

}  // namespace rapport::standards
