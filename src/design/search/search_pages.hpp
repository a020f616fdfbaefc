// What the page of search shows.
#pragma once

#include <string>
#include <vector>

#include "design/search/search.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::search {

struct HitView {
    std::string href, kind, language;
    std::vector<Piece> title, excerpt;
};
struct KindChoice {
    std::string code, label;
    bool is_chosen = false;
};
struct SearchView {
    std::string q, heading, earlier, later;  // "" for no page before or after.
    std::vector<KindChoice> kinds;
    std::vector<HitView> hits;
    std::string meant, meant_href;  // Other words, where a slip was near; else "".
    bool is_asked = false, is_some = false;
};
void render(Html&, const SearchView&);

// What the reader asks; an unknown kind is none.
Asked asked_in(const desk::Reading&);
void mount_search_api(desk::Routes&);

}  // namespace rapport::search
