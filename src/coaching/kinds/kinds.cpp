#include "coaching/kinds/kinds.hpp"

#include <algorithm>
#include <array>

#include "coaching/kinds/kinds_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::kinds {

namespace {

struct Shipped {
    std::string_view code;
    Shape shape;
    Branch branch;
};

// The taxonomy of technology coaches (Craig-Hare, 2013), widened by what the job has become.
constexpr std::array<Shipped, 17> shipped_kinds{{
    {"1a", Shape::person, Branch::coach},
    {"1b", Shape::person, Branch::support},
    {"1c", Shape::person, Branch::coach},
    {"1d", Shape::person, Branch::coach},
    {"1e", Shape::person, Branch::coach},
    {"1f", Shape::person, Branch::coach},
    {"5", Shape::group, Branch::coach},
    {"3", Shape::group, Branch::coach},
    {"10", Shape::group, Branch::coach},
    {"2", Shape::alone, Branch::coach},
    {"6", Shape::alone, Branch::support},
    {"7", Shape::alone, Branch::coach},
    {"8", Shape::alone, Branch::support},
    {"9", Shape::alone, Branch::coach},
    {"11", Shape::alone, Branch::coach},
    {"12", Shape::alone, Branch::other},
    {"4", Shape::alone, Branch::other},
}};

constexpr std::array<std::string_view, 9> shipped_focus{"media",       "research", "together",
                                                        "citizenship", "coding",   "checks",
                                                        "everyone",    "devices",  "platform"};

constexpr std::array<std::string_view, 3> shape_codes{"person", "group", "alone"};
constexpr std::array<std::string_view, 3> branch_codes{"coach", "support", "other"};

constexpr std::size_t label_max = 60;

// Positions leave room between neighbours.
constexpr std::int64_t stride = 10;

std::string sentence(std::string_view stem, const Name& name, const locale::Speech& speech) {
    const std::string key = std::string(stem) + name.code;
    return speech.say(Key::of(key));
}

bool is_shipped_kind(std::string_view code) {
    return std::any_of(shipped_kinds.begin(), shipped_kinds.end(),
                       [&](const Shipped& kind) { return kind.code == code; });
}

std::int64_t next_position(const std::vector<store::Placed>& places) {
    return places.empty() ? stride : places.back().position + stride;
}

Result<std::string> checked_label(std::string_view typed, const std::vector<Name>& others) {
    const std::string label(text::trimmed(typed));
    if (label.empty()) return Refusal{"kinds.label_empty", "label"};
    if (label.find('\0') != std::string::npos) return Refusal{"kinds.label_unreadable", "label"};
    if (text::length(label) > label_max) {
        return Refusal{"kinds.label_long", "label", {{"count", std::int64_t{label_max}}}};
    }
    const std::string folded = text::folded(label);
    for (const Name& other : others) {
        // A label of signs alone folds to nothing; only the very same one is then taken.
        const bool is_same =
            folded.empty() ? other.label == label : text::folded(other.label) == folded;
        if (is_same) return Refusal{"kinds.label_taken", "label", {{"label", label}}};
    }
    return label;
}

template <class Thing, class ThingId>
std::vector<Name> names_beside(const std::vector<Thing>& things, ThingId but) {
    std::vector<Name> names;
    for (const Thing& thing : things) {
        if (thing.id != but && !thing.is_retired) names.push_back(thing.name);
    }
    return names;
}

// Where the neighbour is that a step would change places with; none at the end of the list.
std::optional<std::size_t> neighbour(const std::vector<store::Placed>& places, std::size_t at,
                                     Step step) {
    if (step == Step::up) return at == 0 ? std::nullopt : std::optional(at - 1);
    return at + 1 >= places.size() ? std::nullopt : std::optional(at + 1);
}

// Renumbers the list with one pair exchanged; only rows whose place changes are written.
template <class Put>
void exchange(std::vector<store::Placed> places, std::string_view id, Step step, Put&& put) {
    const auto found = std::find_if(places.begin(), places.end(),
                                    [&](const store::Placed& place) { return place.id == id; });
    if (found == places.end()) return;
    const auto at = static_cast<std::size_t>(found - places.begin());
    const auto other = neighbour(places, at, step);
    if (!other) return;
    std::swap(places[at].id, places[*other].id);
    put(places[at].id, places[at].position);
    put(places[*other].id, places[*other].position);
}

}  // namespace

std::string_view code(Shape shape) { return shape_codes[static_cast<std::size_t>(shape)]; }

std::string_view code(Branch branch) { return branch_codes[static_cast<std::size_t>(branch)]; }

std::optional<Shape> parse_shape(std::string_view text) {
    const auto at = std::find(shape_codes.begin(), shape_codes.end(), text);
    if (at == shape_codes.end()) return std::nullopt;
    return static_cast<Shape>(at - shape_codes.begin());
}

std::optional<Branch> parse_branch(std::string_view text) {
    const auto at = std::find(branch_codes.begin(), branch_codes.end(), text);
    if (at == branch_codes.end()) return std::nullopt;
    return static_cast<Branch>(at - branch_codes.begin());
}

std::string Name::in(const locale::Speech& speech) const {
    if (!label.empty()) return label;
    return sentence(is_shipped_kind(code) ? "kind." : "focus.", *this, speech);
}

std::string told_to_doer(const Name& name, const locale::Speech& speech) {
    if (!name.label.empty()) return name.label;
    return sentence("kind_you.", name, speech);
}

std::string told_of(const Name& name, std::string_view doer, const locale::Speech& speech) {
    const std::string doer_name(doer);
    if (!name.label.empty()) {
        return speech.say("kinds.done_by", {{"kind", name.label}, {"name", doer_name}});
    }
    const std::string key = "kind_they." + name.code;
    return speech.say(Key::of(key), {{"name", doer_name}});
}

void seed(WriteTx& tx) {
    if (!store::places(tx).empty()) return;
    std::int64_t position = 0;
    for (const Shipped& kind : shipped_kinds) {
        position += stride;
        store::insert(tx,
                      {tx.new_id<KindId>(), {std::string(kind.code), ""}, kind.shape, kind.branch},
                      position);
    }
    position = 0;
    for (const std::string_view focus : shipped_focus) {
        position += stride;
        store::insert_focus(tx, {tx.new_id<FocusId>(), {std::string(focus), ""}}, position);
    }
}

Result<KindId> add(WriteTx& tx, const NewKind& draft) {
    const auto label = checked_label(draft.label, names_beside(all(tx), KindId()));
    if (!label) return label.refusal();
    const auto id = tx.new_id<KindId>();
    store::insert(tx, {id, {"", *label}, draft.shape, draft.branch},
                  next_position(store::places(tx)));
    audit::record(tx, "kind.added", "kind/" + id.text());
    return id;
}

Result<Done> rename(WriteTx& tx, KindId id, std::string_view typed) {
    const auto kind = find(tx, id);
    if (!kind) return Refusal{"kinds.gone"};
    std::string label;
    if (kind->name.code.empty() || !text::trimmed(typed).empty()) {
        const auto checked = checked_label(typed, names_beside(all(tx), id));
        if (!checked) return checked.refusal();
        label = *checked;
    }
    store::relabel(tx, id, label);
    audit::record(tx, "kind.renamed", "kind/" + id.text());
    return Done{};
}

Result<Done> move(WriteTx& tx, KindId id, Step step) {
    exchange(store::places(tx), id.view(), step,
             [&](std::string_view kind, std::int64_t at) { store::put_at(tx, kind, at); });
    audit::record(tx, "kind.moved", "kind/" + id.text());
    return Done{};
}

Result<Done> retire(WriteTx& tx, KindId id) {
    const auto kinds = all(tx);
    const auto in_use = std::count_if(kinds.begin(), kinds.end(),
                                      [](const Kind& kind) { return !kind.is_retired; });
    const auto kind = find(tx, id);
    if (!kind) return Refusal{"kinds.gone"};
    if (kind->is_retired) return Done{};
    if (in_use <= 1) return Refusal{"kinds.last_one"};
    store::end(tx, id);
    audit::record(tx, "kind.retired", "kind/" + id.text());
    return Done{};
}

Result<Done> bring_back(WriteTx& tx, KindId id) {
    if (!find(tx, id)) return Refusal{"kinds.gone"};
    store::begin_again(tx, id);
    audit::record(tx, "kind.brought_back", "kind/" + id.text());
    return Done{};
}

Result<FocusId> add_focus(WriteTx& tx, std::string_view typed) {
    const auto label = checked_label(typed, names_beside(all_focus(tx), FocusId()));
    if (!label) return label.refusal();
    const auto id = tx.new_id<FocusId>();
    store::insert_focus(tx, {id, {"", *label}}, next_position(store::focus_places(tx)));
    audit::record(tx, "focus.added", "focus/" + id.text());
    return id;
}

Result<Done> rename_focus(WriteTx& tx, FocusId id, std::string_view typed) {
    const auto focus = store::find_focus(tx, id);
    if (!focus) return Refusal{"kinds.gone"};
    std::string label;
    if (focus->name.code.empty() || !text::trimmed(typed).empty()) {
        const auto checked = checked_label(typed, names_beside(all_focus(tx), id));
        if (!checked) return checked.refusal();
        label = *checked;
    }
    store::relabel_focus(tx, id, label);
    audit::record(tx, "focus.renamed", "focus/" + id.text());
    return Done{};
}

Result<Done> move_focus(WriteTx& tx, FocusId id, Step step) {
    exchange(store::focus_places(tx), id.view(), step,
             [&](std::string_view focus, std::int64_t at) { store::put_focus_at(tx, focus, at); });
    audit::record(tx, "focus.moved", "focus/" + id.text());
    return Done{};
}

Result<Done> retire_focus(WriteTx& tx, FocusId id) {
    if (!store::find_focus(tx, id)) return Refusal{"kinds.gone"};
    store::end_focus(tx, id);
    audit::record(tx, "focus.retired", "focus/" + id.text());
    return Done{};
}

Result<Done> bring_back_focus(WriteTx& tx, FocusId id) {
    if (!store::find_focus(tx, id)) return Refusal{"kinds.gone"};
    store::begin_focus_again(tx, id);
    audit::record(tx, "focus.brought_back", "focus/" + id.text());
    return Done{};
}

}  // namespace rapport::kinds
