// What pages and programs say of a framework.
#include <fstream>

#include "design/frameworks/frameworks_pages.hpp"
#include "kernel/text/text.hpp"

namespace rapport::frameworks {

using locale::Speech;

namespace {

std::string some(std::int64_t count, Key key, const Speech& speech) {
    return count == 0 ? "" : speech.say(key, {{"count", count}});
}

std::vector<CountRow> rows_of(const std::vector<Count>& counts, const Speech& speech) {
    std::vector<CountRow> rows;
    for (const Count& one : counts) rows.push_back({one.name, speech.number(one.count)});
    return rows;
}

}  // namespace

FactsView facts_of(const Package& package, const Tree& tree, const Speech& speech) {
    const Head& head = package.head;
    std::int64_t items = 0;
    for (const Item& one : package.items) items += one.is_gone ? 0 : 1;
    std::int64_t loose = 0;
    for (const Node& one : tree.loose) loose += package.items[one.item].is_gone ? 0 : 1;
    return {.owner = head.publisher.empty() ? head.creator : head.publisher,
            .edition = head.edition,
            .licence = head.licence,
            .status = head.status,
            .language = head.language,
            .changed = head.changed,
            .link = head.uri,
            .identifier = head.identifier,
            .links = rows_of(links_by_kind(package.links), speech),
            .left_out = rows_of(head.left_out, speech),
            .items = speech.say("frameworks.items", {{"count", items}}),
            .loose = some(loose, "frameworks.loose", speech),
            .circles = some(std::ssize(tree.circles), "frameworks.circles", speech),
            .many_parents = some(tree.many_parents_count, "frameworks.many_parents", speech),
            .dangling = some(tree.dangling_count, "frameworks.dangling", speech)};
}

Result<std::string> package_in(const desk::Writing& request) {
    for (const auto& upload : request.uploads()) {
        if (upload.field != "package" || upload.size == 0) continue;
        if (upload.size > package_max) {
            return Refusal{"frameworks.too_big",
                           "package",
                           {{"count", std::int64_t(package_max / 1'000'000)}}};
        }
        std::string text(upload.size, '\0');
        std::ifstream in(upload.path, std::ios::binary);
        in.read(text.data(), static_cast<std::streamsize>(text.size()));
        text.resize(static_cast<std::size_t>(in.gcount()));
        return text;
    }
    return Refusal{"frameworks.no_file", "package"};
}

std::string file_name_in(const desk::Writing& request) {
    for (const auto& upload : request.uploads()) {
        if (upload.field != "package") continue;
        const std::string_view given = upload.file_name;
        const auto slash = given.find_last_of("/\\");
        const auto name = slash == given.npos ? given : given.substr(slash + 1);
        return text::shortened(name.empty() ? "package.json" : name, 100);
    }
    return "";
}

std::vector<const Item*> search(const Package& package, std::string_view typed) {
    std::vector<const Item*> found;
    const std::string wanted = text::folded(typed);
    if (wanted.empty()) return found;
    for (const Item& one : package.items) {
        const std::string all = one.code + " " + one.short_name + " " + one.statement;
        const std::string folded = text::folded(all);
        bool has_all = true;
        for (const std::string_view word : text::split(wanted, ' ')) {
            has_all = has_all && folded.find(word) != folded.npos;
        }
        if (has_all) found.push_back(&one);
    }
    return found;
}

}  // namespace rapport::frameworks
