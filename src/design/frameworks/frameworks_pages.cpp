#include "design/frameworks/frameworks_pages.hpp"

#include <algorithm>

#include "kernel/text/text.hpp"

namespace rapport::frameworks {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr std::size_t named_max = 40;   // Of a list of changes.
constexpr std::size_t found_max = 100;  // Of a search.

Response show_list(Reading& request) {
    ListView view;
    request.read([&](ReadTx& tx) {
        view.may_take_in = may_take_in(tx);
        for (const Row& row : all(tx)) {
            const std::string& owner =
                row.head.publisher.empty() ? row.head.creator : row.head.publisher;
            view.rows.push_back(
                {"/frameworks/" + row.id.text(), row.head.title, owner, row.head.edition,
                 request.speech().say("frameworks.items", {{"count", row.item_count}})});
        }
    });
    return request.page(Key{"frameworks.title"}, view);
}

Response look_at_package(Writing& request) {
    const auto json = package_in(request);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!json) return json.refusal();
            const auto look = keep_look(tx, file_name_in(request), *json);
            if (!look) return look.refusal();
            return Answer::go("/frameworks/looks/" + look->text(), "frameworks.looked");
        },
        show_list);
}

void put_list(std::vector<ChangeList>& lists, Key title, std::vector<std::string> names,
              const Speech& speech) {
    if (names.empty()) return;
    ChangeList list{speech.say(title, {{"count", std::ssize(names)}}), std::move(names), ""};
    if (list.names.size() > named_max) {
        const std::int64_t more = std::ssize(list.names) - std::int64_t(named_max);
        list.more = speech.say("frameworks.more", {{"count", more}});
        list.names.resize(named_max);
    }
    lists.push_back(std::move(list));
}

void fill_changes(const Changes& changes, const Speech& speech, LookView& view) {
    view.sum = speech.say(changes.is_nothing() ? Key{"frameworks.no_change"}
                          : changes.is_new     ? Key{"frameworks.is_new"}
                                               : Key{"frameworks.is_known"},
                          {{"count", changes.same_count}});
    put_list(view.lists, "frameworks.added", changes.added, speech);
    put_list(view.lists, "frameworks.changed", changes.changed, speech);
    put_list(view.lists, "frameworks.gone", changes.gone, speech);
    view.links = speech.say("frameworks.link_changes", {{"added", changes.links_added},
                                                        {"changed", changes.links_changed},
                                                        {"gone", changes.links_gone}});
}

Response show_look(Reading& request) {
    LookView view;
    const Speech& speech = request.speech();
    request.read([&](ReadTx& tx) {
        const auto look = find_look(tx, request.path<LookId>("look"));
        if (!look) throw desk::NotFound();
        view.id = look->id.text();
        view.source = look->source_name;
        view.is_open = look->state == "open";
        view.title = speech.say("frameworks.look_title", {{"source", look->source_name}});
        if (!view.is_open) return;
        const auto package = read_case(look->body);
        must(package.has_value(), "a kept package cannot be read");
        view.title = package->head.title;
        view.facts = facts_of(*package, tree_of(*package), speech);
        fill_changes(compare(here(tx, package->head.identifier), *package), speech, view);
    });
    return request.page(view.title, view);
}

Response take_look_in(Writing& request) {
    const auto id = request.path<LookId>("look");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!find_look(tx, id)) throw desk::NotFound();
            const auto done = take_in(tx, id);
            if (!done) return done.refusal();
            return Answer::go("/frameworks/" + done->text(), "frameworks.taken");
        },
        show_look);
}

NodeView node_view(const Package& package, const Node& node) {
    const Item& item = package.items[node.item];
    NodeView view{.identifier = item.identifier,
                  .code = item.code,
                  .words = item.short_name.empty() ? item.statement : item.short_name,
                  .more = item.short_name.empty() ? "" : item.statement,
                  .kind = item.kind,
                  .is_again = node.is_again,
                  .is_gone = item.is_gone,
                  .children = {}};
    for (const Node& child : node.children) view.children.push_back(node_view(package, child));
    return view;
}

void fill_tree(const Package& package, const Tree& tree, FrameworkView& view) {
    for (const Node& node : tree.roots) view.tree.push_back(node_view(package, node));
    for (const Node& node : tree.loose) {
        auto& list = package.items[node.item].is_gone ? view.gone : view.loose;
        list.push_back(node_view(package, node));
    }
    for (const Node& node : tree.circles) view.circles.push_back(node_view(package, node));
}

void fill_found(const Package& package, const Speech& speech, FrameworkView& view) {
    const auto found = search(package, view.q);
    const Citing citing(package);
    view.found_count = speech.say("frameworks.found", {{"count", std::ssize(found)}});
    for (const Item* one : found) {
        if (view.found.size() == found_max) break;
        view.found.push_back({one->code, text::shortened(one->statement, 300),
                              one->is_gone ? "" : citing.ref_of(*one).text(), one->is_gone});
    }
}

Response show_framework(Reading& request) {
    FrameworkView view{.q = std::string(text::trimmed(request.query("q")))};
    request.read([&](ReadTx& tx) {
        const auto row = find(tx, request.path<FrameworkId>("framework"));
        if (!row) throw desk::NotFound();
        const auto package = here(tx, row->head.identifier);
        const Tree tree = tree_of(*package);
        view.id = row->id.text();
        view.title = row->head.title;
        view.language = row->head.language;
        view.facts = facts_of(*package, tree, request.speech());
        if (view.q.empty()) {
            fill_tree(*package, tree, view);
        } else {
            fill_found(*package, request.speech(), view);
        }
    });
    return request.page(view.title, view);
}

}  // namespace

void mount_frameworks(desk::Routes& on) {
    on.get("/frameworks", Right::signed_in, show_list);
    on.upload("/frameworks/looks", Right::see_programme, look_at_package);
    on.get("/frameworks/looks/{look}", Right::see_programme, show_look);
    on.post("/frameworks/looks/{look}/intake", Right::see_programme, take_look_in);
    on.get("/frameworks/{framework}", Right::signed_in, show_framework);
    mount_frameworks_api(on);
}

}  // namespace rapport::frameworks
