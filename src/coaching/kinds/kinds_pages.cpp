#include "coaching/kinds/kinds_pages.hpp"

#include "kernel/text/text.hpp"

namespace rapport::kinds {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

std::string shape_label(Shape shape, const locale::Speech& speech) {
    const std::string key = "kinds.shape_" + std::string(code(shape));
    return speech.say(Key::of(key));
}

std::string branch_label(Branch branch, const locale::Speech& speech) {
    const std::string key = "kinds.branch_" + std::string(code(branch));
    return speech.say(Key::of(key));
}

template <class Thing>
KindRow row_of(const Thing& thing, const locale::Speech& speech) {
    KindRow row;
    row.id = thing.id.text();
    row.label = thing.name.in(speech);
    const bool is_reworded = !thing.name.code.empty() && !thing.name.label.empty();
    if (is_reworded) row.shipped_label = Name{thing.name.code, ""}.in(speech);
    return row;
}

void mark_ends(std::vector<KindRow>& rows) {
    if (rows.empty()) return;
    rows.front().is_first = true;
    rows.back().is_last = true;
}

Response show_kinds(Reading& request) {
    const auto& speech = request.speech();
    KindsView view;
    request.read([&](ReadTx& tx) {
        for (const Kind& kind : all(tx)) {
            KindRow row = row_of(kind, speech);
            row.shape_label = shape_label(kind.shape, speech);
            (kind.is_retired ? view.retired_kinds : view.kinds).push_back(std::move(row));
        }
        for (const Focus& focus : all_focus(tx)) {
            (focus.is_retired ? view.retired_focus : view.focus).push_back(row_of(focus, speech));
        }
    });
    mark_ends(view.kinds);
    mark_ends(view.focus);
    for (const Shape shape : {Shape::person, Shape::group, Shape::alone}) {
        view.shapes.push_back(
            {std::string(code(shape)), shape_label(shape, speech), shape == Shape::person});
    }
    for (const Branch branch : {Branch::coach, Branch::support, Branch::other}) {
        view.branches.push_back(
            {std::string(code(branch)), branch_label(branch, speech), branch == Branch::coach});
    }
    return request.page(Key{"kinds.title"}, view);
}

// Every change on this page: what it does, and back to the page.
Response change(Writing& request, Key notice, const std::function<Result<Done>(WriteTx&)>& body) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = body(tx);
            if (!done) return done.refusal();
            return Answer::go("/settings/kinds", notice);
        },
        show_kinds);
}

Response add_kind(Writing& request) {
    return change(request, "kinds.saved", [&](WriteTx& tx) {
        return parse_new(request.form())
            .and_then([&](const NewKind& draft) { return add(tx, draft); })
            .transform([](KindId) { return Done{}; });
    });
}

Response rename_kind(Writing& request) {
    const auto id = request.path<KindId>("kind");
    return change(request, "kinds.saved",
                  [&](WriteTx& tx) { return rename(tx, id, request.form("label")); });
}

Response move_kind(Writing& request) {
    const auto id = request.path<KindId>("kind");
    return change(request, "kinds.saved",
                  [&](WriteTx& tx) { return move(tx, id, step_in(request.form())); });
}

Response retire_kind(Writing& request) {
    const auto id = request.path<KindId>("kind");
    return change(request, "kinds.is_retired", [&](WriteTx& tx) { return retire(tx, id); });
}

Response bring_kind_back(Writing& request) {
    const auto id = request.path<KindId>("kind");
    return change(request, "kinds.is_back", [&](WriteTx& tx) { return bring_back(tx, id); });
}

Response add_new_focus(Writing& request) {
    return change(request, "kinds.saved", [&](WriteTx& tx) {
        return add_focus(tx, request.form("label")).transform([](FocusId) { return Done{}; });
    });
}

Response rename_one_focus(Writing& request) {
    const auto id = request.path<FocusId>("focus");
    return change(request, "kinds.saved",
                  [&](WriteTx& tx) { return rename_focus(tx, id, request.form("label")); });
}

Response move_one_focus(Writing& request) {
    const auto id = request.path<FocusId>("focus");
    return change(request, "kinds.saved",
                  [&](WriteTx& tx) { return move_focus(tx, id, step_in(request.form())); });
}

Response retire_one_focus(Writing& request) {
    const auto id = request.path<FocusId>("focus");
    return change(request, "kinds.is_retired", [&](WriteTx& tx) { return retire_focus(tx, id); });
}

Response bring_one_focus_back(Writing& request) {
    const auto id = request.path<FocusId>("focus");
    return change(request, "kinds.is_back", [&](WriteTx& tx) { return bring_back_focus(tx, id); });
}

}  // namespace

Result<NewKind> parse_new(const http::Fields& fields) {
    const auto shape = parse_shape(fields.first("shape"));
    if (!shape) return Refusal{"kinds.shape_missing", "shape"};
    const auto branch = parse_branch(fields.first("branch"));
    if (!branch) return Refusal{"kinds.branch_missing", "branch"};
    return NewKind{std::string(fields.first("label")), *shape, *branch};
}

Step step_in(const http::Fields& fields) {
    return fields.first("step") == "down" ? Step::down : Step::up;
}

void mount_kinds(desk::Routes& on) {
    const auto right = Right::change_settings;
    on.get("/settings/kinds", right, show_kinds);
    on.post("/settings/kinds", right, add_kind);
    on.post("/settings/kinds/{kind}/label", right, rename_kind);
    on.post("/settings/kinds/{kind}/position", right, move_kind);
    on.post("/settings/kinds/{kind}/retirement", right, retire_kind);
    on.del("/settings/kinds/{kind}/retirement", right, bring_kind_back);
    on.post("/settings/focus", right, add_new_focus);
    on.post("/settings/focus/{focus}/label", right, rename_one_focus);
    on.post("/settings/focus/{focus}/position", right, move_one_focus);
    on.post("/settings/focus/{focus}/retirement", right, retire_one_focus);
    on.del("/settings/focus/{focus}/retirement", right, bring_one_focus_back);
    mount_kinds_api(on);
}

}  // namespace rapport::kinds
