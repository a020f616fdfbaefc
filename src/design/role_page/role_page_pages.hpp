// What the role page shows, to people of the district, to everybody, and on paper.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "design/role_page/role_page.hpp"
#include "kernel/html/html.hpp"

namespace rapport::role_page {

// "A broken screen: the technician": in two cells where it has a colon, else in one.
struct Fix {
    std::string what, who;
};
struct WordsView {  // The page itself, the same for everybody.
    std::string title, district, language;
    std::string does_title, does_not_title, fixes_title, asking_title, evaluation_title;
    std::vector<std::string> does, does_not;
    std::vector<Fix> fixes;
    std::string asking, evaluation;
};
void render(Html&, const WordsView&);

struct RolePageView {
    WordsView words;
    std::string link;  // "https://…/about/lakes"; "" while it is not public.
    bool is_draft = false, may_write = false, may_publish = false, is_public = false;
};
void render(Html&, const RolePageView&);

struct PublicView {
    WordsView words;
};
void render(Html&, const PublicView&);

struct FormField {
    std::string code, label, help, words, why;
    bool is_invalid = false;
};
struct FormView {
    std::vector<FormField> fields;
    std::string address, before_address;  // "lakes", "https://…/about/".
    std::int64_t version = 0;
    bool is_public = false;
};
void render(Html&, const FormView&);

struct PosterView {
    std::string title, district, language, evaluation_title, evaluation, asking, link;
    SafeHtml picture;
};
void render(Html&, const PosterView&);

void mount_role_page(desk::Routes&);

}  // namespace rapport::role_page
