// What a CASE package says, checked row by row.
#include <boost/json.hpp>
#include <unordered_set>

#include "design/frameworks/frameworks.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"

namespace rapport::frameworks {

namespace json = boost::json;

namespace {

// Reads the texts of one row and keeps the first thing that is wrong with it.
class Rows {
  public:
    Rows(std::string_view list, const json::object& row, std::int64_t number)
        : list_(list), row_(row), number_(number) {}

    // "" where there is none.
    std::string text(std::string_view name, std::size_t max = name_max) {
        const json::value* found = row_.if_contains(name);
        if (found == nullptr || found->is_null()) return "";
        if (!found->is_string()) return wrong("frameworks.flaw_type", name);
        const std::string_view said = found->get_string();
        if (said.size() > max) return wrong("frameworks.flaw_long", name);
        if (said.find('\0') != said.npos) return wrong("frameworks.flaw_type", name);
        return std::string(said);
    }
    std::string needed(std::string_view name, std::size_t max = name_max) {
        std::string said = text(name, max);
        if (text::trimmed(said).empty()) return wrong("frameworks.flaw_missing", name);
        return said;
    }
    // OpenCASE's schemas call it sourcedId.
    std::string identifier() {
        const bool is_new = row_.contains("sourcedId") && !row_.contains("identifier");
        const std::string_view name = is_new ? "sourcedId" : "identifier";
        std::string said = needed(name, 100);
        for (const char c : said) {
            if (c <= ' ' || c == '/' || c == ',') return wrong("frameworks.flaw_type", name);
        }
        return said;
    }
    std::string texts(std::string_view name) {  // A list of texts, or one.
        const json::value* found = row_.if_contains(name);
        if (found == nullptr || !found->is_array()) return text(name);
        std::string all;
        for (const json::value& one : found->get_array()) {
            if (!one.is_string()) return wrong("frameworks.flaw_type", name);
            if (!all.empty()) all += ", ";
            all += std::string_view(one.get_string());
        }
        if (all.size() > name_max) return wrong("frameworks.flaw_long", name);
        return all;
    }
    std::optional<std::int64_t> number(std::string_view name) {
        const json::value* found = row_.if_contains(name);
        if (found == nullptr || found->is_null()) return std::nullopt;
        if (found->is_int64()) return found->get_int64();
        if (found->is_string()) {  // OpenSALT says it so, and "" for none.
            const std::string_view said = text::trimmed(found->get_string());
            if (said.empty()) return std::nullopt;
            if (const auto whole = text::number<std::int64_t>(said)) return whole;
        }
        wrong("frameworks.flaw_type", name);
        return std::nullopt;
    }
    // A link's end, or what a licence is: {title, identifier, uri}.
    const json::object* object(std::string_view name) {
        const json::value* found = row_.if_contains(name);
        if (found == nullptr || found->is_null()) return nullptr;
        if (!found->is_object()) wrong("frameworks.flaw_type", name);
        return found->if_object();
    }
    std::string wrong(Key why, std::string_view name) {
        if (!flaw_)
            flaw_ = Refusal{
                why,
                "package",
                {{"list", std::string(list_)}, {"row", number_}, {"name", std::string(name)}}};
        return "";
    }
    const std::optional<Refusal>& flaw() const { return flaw_; }
    void keep(const std::optional<Refusal>& other) {
        if (!flaw_) flaw_ = other;
    }

  private:
    std::string_view list_;
    const json::object& row_;
    std::int64_t number_;
    std::optional<Refusal> flaw_;
};

using Flaw = std::optional<Refusal>;

Flaw read_head(const json::object& package, Head& head) {
    const json::value* found = package.if_contains("CFDocument");
    if (found == nullptr || !found->is_object()) {
        return Refusal{"frameworks.no_document", "package"};
    }
    Rows row("CFDocument", found->get_object(), 1);
    head.identifier = row.identifier();
    head.title = row.needed("title");
    head.uri = row.text("uri");
    head.creator = row.text("creator");
    head.publisher = row.text("publisher");
    head.edition = row.text("version");
    head.language = row.text("language");
    head.status = row.text("adoptionStatus");
    head.changed = row.text("lastChangeDateTime");
    if (const json::object* licence = row.object("licenseURI")) {
        Rows of("CFDocument", *licence, 1);
        head.licence = of.text("title");
        if (head.licence.empty()) head.licence = of.text("uri");
        row.keep(of.flaw());
    }
    return row.flaw();
}

Flaw read_item(const json::object& from, std::int64_t number, Item& item) {
    Rows row("CFItems", from, number);
    item.identifier = row.identifier();
    item.statement = row.needed("fullStatement", statement_max);
    item.uri = row.text("uri");
    item.code = row.text("humanCodingScheme");
    item.short_name = row.text("abbreviatedStatement");
    item.kind = row.text("CFItemType");
    item.language = row.text("language");
    item.levels = row.texts("educationLevel");
    if (item.levels.empty()) item.levels = row.texts("educationalLevel");
    item.changed = row.text("lastChangeDateTime");
    return row.flaw();
}

// An end may be an item of the package, or anything anywhere: its address is enough.
void read_end(Rows& row, std::string_view name, std::string& identifier, std::string& uri) {
    const json::object* end = row.object(name);
    if (end == nullptr) {
        row.wrong("frameworks.flaw_missing", name);
        return;
    }
    Rows of(name, *end, 1);
    identifier = of.text(end->contains("identifier") ? "identifier" : "sourcedId", 300);
    uri = of.text("uri", statement_max);
    if (of.flaw() || (identifier.empty() && uri.empty())) row.wrong("frameworks.flaw_type", name);
}

Flaw read_link(const json::object& from, std::int64_t number, Link& link) {
    Rows row("CFAssociations", from, number);
    link.identifier = row.identifier();
    link.kind = row.needed("associationType", 100);
    link.uri = row.text("uri");
    read_end(row, "originNodeURI", link.origin, link.origin_uri);
    read_end(row, "destinationNodeURI", link.destination, link.destination_uri);
    link.sequence = row.number("sequenceNumber");
    return row.flaw();
}

struct List {
    std::string_view name;
    std::size_t max;
};

// Each row of a list, by `read`; an identifier stands once.
template <class T, class Read>
Flaw read_list(const json::object& package, const List& list, std::vector<T>& rows, Read read) {
    const json::value* found = package.if_contains(list.name);
    if (found == nullptr || found->is_null()) return std::nullopt;
    const std::string name(list.name);
    if (!found->is_array()) return Refusal{"frameworks.no_list", "package", {{"list", name}}};
    const json::array& all = found->get_array();
    if (all.size() > list.max) {
        return Refusal{
            "frameworks.too_many", "package", {{"list", name}, {"count", std::int64_t(list.max)}}};
    }
    std::unordered_set<std::string> seen;
    rows.reserve(all.size());
    for (const json::value& one : all) {
        const std::int64_t number = std::ssize(rows) + 1;
        if (!one.is_object()) {
            return Refusal{"frameworks.no_row", "package", {{"list", name}, {"row", number}}};
        }
        T row;
        if (Flaw flaw = read(one.get_object(), number, row)) return flaw;
        if (!seen.insert(row.identifier).second) {
            return Refusal{"frameworks.twice",
                           "package",
                           {{"list", name}, {"row", number}, {"name", row.identifier}}};
        }
        rows.push_back(std::move(row));
    }
    return std::nullopt;
}

void count_left_out(const json::object& package, std::vector<Count>& counts) {
    if (const json::value* found = package.if_contains("CFDefinitions")) {
        if (const json::object* lists = found->if_object()) {
            for (const auto& list : *lists) {
                const json::array* rows = list.value().if_array();
                if (rows != nullptr && !rows->empty() && list.key().size() <= 100) {
                    counts.push_back({std::string(list.key()), std::ssize(*rows)});
                }
            }
        }
    }
    if (const json::value* found = package.if_contains("CFRubrics")) {
        const json::array* rows = found->if_array();
        if (rows != nullptr && !rows->empty()) counts.push_back({"CFRubrics", std::ssize(*rows)});
    }
}

}  // namespace

Result<Package> read_case(std::string_view text) {
    if (text.size() > package_max) {
        return Refusal{
            "frameworks.too_big", "package", {{"count", std::int64_t(package_max / 1'000'000)}}};
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    boost::system::error_code wrong;
    json::parse_options options;
    options.max_depth = nesting_max;
    const json::value parsed = json::parse(text, wrong, {}, options);
    if (wrong == json::error::too_deep) {
        return Refusal{"frameworks.too_deep", "package", {{"count", std::int64_t{nesting_max}}}};
    }
    if (wrong || !parsed.is_object()) return Refusal{"frameworks.no_json", "package"};
    const json::object& from = parsed.get_object();
    Package package;
    if (Flaw flaw = read_head(from, package.head)) return *flaw;
    if (Flaw flaw = read_list(from, {"CFItems", items_max}, package.items, read_item)) return *flaw;
    if (Flaw flaw = read_list(from, {"CFAssociations", links_max}, package.links, read_link)) {
        return *flaw;
    }
    count_left_out(from, package.head.left_out);
    return package;
}

}  // namespace rapport::frameworks
