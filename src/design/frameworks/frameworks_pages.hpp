// What the pages of frameworks show.
#pragma once

#include <string>
#include <vector>

#include "design/frameworks/frameworks.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::frameworks {

struct ListRow {
    std::string href, title, owner, edition, count;
};
struct ListView {
    std::vector<ListRow> rows;
    bool may_take_in = false;
};
void render(Html&, const ListView&);

struct CountRow {
    std::string name, count;
};
struct FactsView {  // What a package says of itself.
    std::string owner, edition, licence, status, language, changed, link, identifier;
    std::vector<CountRow> links, left_out;
    std::string items, loose, circles, many_parents, dangling;  // "" where there are none.
};
void render(Html&, const FactsView&);

struct ChangeList {
    std::string title;
    std::vector<std::string> names;
    std::string more;  // How many are not named.
};
struct LookView {
    std::string id, title, source, state, sum, links;
    FactsView facts;
    std::vector<ChangeList> lists;
    bool is_open = false;
};
void render(Html&, const LookView&);

struct NodeView {
    std::string identifier, code, words, more, kind;
    bool is_again = false, is_gone = false;
    std::vector<NodeView> children;
};
void render(Html&, const NodeView&);

struct FoundRow {
    std::string code, words, cite;
    bool is_gone = false;
};
struct FrameworkView {
    std::string id, title, language, q, found_count;
    FactsView facts;
    std::vector<NodeView> tree, loose, circles, gone;
    std::vector<FoundRow> found;
};
void render(Html&, const FrameworkView&);

FactsView facts_of(const Package&, const Tree&, const locale::Speech&);
// What was sent up as `package`; refused where there is nothing, or too much.
Result<std::string> package_in(const desk::Writing&);
std::string file_name_in(const desk::Writing&);
// Items whose code or words have what was typed, whatever its case and diacritics.
std::vector<const Item*> search(const Package&, std::string_view typed);
void mount_frameworks_api(desk::Routes&);

}  // namespace rapport::frameworks
