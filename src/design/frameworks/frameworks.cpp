#include "design/frameworks/frameworks.hpp"

#include <algorithm>
#include <map>

#include "design/frameworks/frameworks_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::frameworks {

namespace {

constexpr std::size_t guid_letters = 36;

bool is_one_word(std::string_view text) {
    return !text.empty() && std::ranges::none_of(text, [](char c) {
        return (c >= 0 && c <= ' ') || c == '/' || c == ',';
    });
}

std::string edition_of(const Head& head) {
    std::string edition = head.edition.empty() ? "-" : head.edition;
    for (char& c : edition) {
        if ((c >= 0 && c <= ' ') || c == '/' || c == ',') c = '_';
    }
    return edition;
}

// What the publisher has no more stays, marked.
void keep_what_is_gone(const std::optional<Package>& before, Package& package) {
    if (!before) return;
    std::vector<std::string_view> kept;
    for (const Item& one : package.items) kept.push_back(one.identifier);
    std::ranges::sort(kept);
    std::vector<Item> gone;
    for (const Item& one : before->items) {
        if (std::ranges::binary_search(kept, std::string_view(one.identifier))) continue;
        gone.push_back(one);
        gone.back().is_gone = true;
    }
    for (Item& one : gone) package.items.push_back(std::move(one));
}

}  // namespace

bool may_take_in(ReadTx& tx) { return store::is_author(tx); }

Result<LookId> keep_look(WriteTx& tx, std::string_view source_name, std::string_view json) {
    if (!may_take_in(tx)) return Refusal{"frameworks.not_yours", "package"};
    const auto package = read_case(json);
    if (!package) return package.refusal();
    store::supersede_looks(tx);
    const LookId id = store::insert_look(tx, source_name, json);
    audit::record(tx, "framework.look", "framework_look/" + id.text());
    return id;
}

std::optional<Look> find_look(ReadTx& tx, LookId id) {
    if (!may_take_in(tx)) return std::nullopt;
    return store::look(tx, id);
}

Result<FrameworkId> take_in(WriteTx& tx, LookId id) {
    const auto look = find_look(tx, id);
    if (!look) return Refusal{"frameworks.not_yours"};
    if (look->state != "open") return Refusal{"frameworks.not_open"};
    auto package = read_case(look->body);
    if (!package) return package.refusal();
    const auto before = here(tx, package->head.identifier);
    const auto there = store::row_of(tx, package->head.identifier);
    const Changes changes = compare(before, *package);
    if (!store::take_look(tx, id)) return Refusal{"frameworks.not_open"};
    FrameworkId framework = there ? there->id : FrameworkId();
    if (!changes.is_nothing()) {
        keep_what_is_gone(before, *package);
        framework = store::put(tx, there ? std::optional(there->id) : std::nullopt, package->head);
        store::put_rows(tx, framework, *package);
    }
    audit::record(tx, "framework.take_in", "framework/" + framework.text(),
                  R"({"added":)" + std::to_string(changes.added.size()) + R"(,"changed":)" +
                      std::to_string(changes.changed.size()) + R"(,"gone":)" +
                      std::to_string(changes.gone.size()) + "}");
    return framework;
}

std::vector<Row> all(ReadTx& tx) { return store::rows(tx); }

std::optional<Row> find(ReadTx& tx, FrameworkId id) { return store::row(tx, id); }

std::optional<Package> here(ReadTx& tx, std::string_view identifier) {
    auto row = store::row_of(tx, identifier);
    if (!row) return std::nullopt;
    return Package{std::move(row->head), store::items(tx, row->id), store::links(tx, row->id)};
}

Citing::Citing(const Package& package) : package_(package) {
    std::map<std::string_view, int> counts;
    for (const Item& item : package.items) ++counts[item.code];
    for (const auto& [code, count] : counts) {
        if (count == 1 && is_one_word(code)) codes_.insert(code);
    }
}

standards::Ref Citing::ref_of(const Item& item) const {
    return {package_.head.identifier, edition_of(package_.head),
            codes_.contains(item.code) ? item.code : item.identifier};
}

std::optional<standards::Ref> parse(ReadTx& tx, std::string_view typed) {
    if (auto shipped = standards::parse(typed)) return shipped;
    const auto parts = text::split(typed, '/');
    if (parts.size() != 3) return std::nullopt;
    const auto row = store::row_of(tx, parts[0]);
    if (!row || edition_of(row->head) != parts[1]) return std::nullopt;
    const auto items = store::cited(tx, row->id, parts[2]);
    if (items.size() != 1 || items[0].is_gone) return std::nullopt;
    return standards::Ref{std::string(parts[0]), std::string(parts[1]), std::string(parts[2])};
}

Cited Names::of(const standards::Ref& ref) {
    if (const auto* shipped = standards::find(ref.framework, ref.edition)) {
        return {std::string(shipped->name) + " (" + ref.edition + ")", ref.code};
    }
    if (!rows_) rows_ = all(tx_);
    const auto row =
        std::ranges::find(*rows_, ref.framework,
                          [](const Row& one) -> const std::string& { return one.head.identifier; });
    if (row == rows_->end()) return {ref.framework + " (" + ref.edition + ")", ref.code};
    Cited said{row->head.title, ref.code};
    if (ref.edition != "-") said.framework += " (" + ref.edition + ")";
    if (ref.code.size() != guid_letters) return said;
    const auto items = store::cited(tx_, row->id, ref.code);
    if (items.size() == 1 && !items[0].short_name.empty()) said.code = items[0].short_name;
    return said;
}

}  // namespace rapport::frameworks
