// Frameworks of others that a district has taken in: the standards of a state, a publisher's list.
// They come as CASE packages (1EdTech, 1.0 and 1.1). First a look, which changes nothing and says
// what is in the package and what would change; then it is taken in, whole or not at all.
//
// A publisher's tree is shown as published: what stands under two things stands under both, what
// stands under nothing or goes round in a circle is said. What the publisher drops is marked and
// kept, so that a duty which cites it can still say what it means.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "design/standards/standards.hpp"
#include "kernel/db/db.hpp"
#include "kernel/result.hpp"

namespace rapport::desk {
class Routes;
}

namespace rapport::frameworks {

using FrameworkId = Id<struct FrameworkTag>;
using LookId = Id<struct FrameworkLookTag>;

inline constexpr std::size_t package_max = 8'000'000;  // Bytes of a package.
inline constexpr std::size_t items_max = 10'000;
inline constexpr std::size_t links_max = 40'000;
inline constexpr std::size_t statement_max = 20'000;  // Bytes of a statement.
inline constexpr std::size_t name_max = 2'000;        // Bytes of any other text.
inline constexpr int nesting_max = 32;                // Of JSON.
inline constexpr int levels_max = 24;                 // Of the tree as shown; deeper ones are flat.

struct Item {
    std::string identifier, uri, code, statement, short_name, kind, language, levels, changed;
    bool is_gone = false;
    friend bool operator==(const Item&, const Item&) = default;
};

struct Link {
    std::string identifier, uri, kind, origin, origin_uri, destination, destination_uri;
    std::optional<std::int64_t> sequence;
    friend bool operator==(const Link&, const Link&) = default;
};

struct Count {
    std::string name;
    std::int64_t count = 0;
    friend bool operator==(const Count&, const Count&) = default;
};

struct Head {  // What a package says of itself.
    std::string identifier, uri, title, creator, publisher, edition, language, licence, status;
    std::string changed;
    std::vector<Count> left_out;  // Definitions and rubrics, which are counted and not kept.
    friend bool operator==(const Head&, const Head&) = default;
};

struct Package {
    Head head;
    std::vector<Item> items;
    std::vector<Link> links;
};

// Reads a CASE package; refused with the list, the row (from 1) and the name of what is wrong.
Result<Package> read_case(std::string_view json);

std::vector<Count> links_by_kind(const std::vector<Link>&);

struct Node {
    std::size_t item = 0;  // Place among the items.
    std::vector<Node> children;
    bool is_again = false;  // It stands with its children further up.
};

struct Tree {
    std::vector<Node> roots;              // Under the framework itself.
    std::vector<Node> loose;              // Under nothing that is here.
    std::vector<Node> circles;            // Only under what is under themselves.
    std::int64_t many_parents_count = 0;  // Items under more than one thing.
    std::int64_t dangling_count = 0;      // isChildOf with an end that is not in the package.
};
// By isChildOf: by sequence number where there is one, then as the package has them.
Tree tree_of(const Package&);

struct Changes {
    bool is_new = false;
    bool is_head_changed = false;
    std::vector<std::string> added, changed, gone;  // Items, as called().
    std::int64_t same_count = 0;
    std::int64_t links_added = 0, links_changed = 0, links_gone = 0;
    bool is_nothing() const;
};
Changes compare(const std::optional<Package>& here, const Package& there);

std::string called(const Item&);  // "A.1 Name", else the beginning of the statement.

bool may_take_in(ReadTx&);  // Directors and administrators.

struct Look {
    LookId id;
    std::string source_name, state, body;
};
// Refused for who may not, and for what is no package.
Result<LookId> keep_look(WriteTx&, std::string_view source_name, std::string_view json);
std::optional<Look> find_look(ReadTx&, LookId);  // None for who may not take in.
Result<FrameworkId> take_in(WriteTx&, LookId);

struct Row {
    FrameworkId id;
    Head head;
    Instant taken_at;
    std::int64_t item_count = 0;
};
std::vector<Row> all(ReadTx&);  // By title.
std::optional<Row> find(ReadTx&, FrameworkId);
std::optional<Package> here(ReadTx&, std::string_view identifier);  // With what is gone.

// How a duty cites an item: the framework's GUID, its edition ("-" for none), and the item's code
// where that is one word of its own, else the item's GUID.
class Citing {
  public:
    explicit Citing(const Package&);
    standards::Ref ref_of(const Item&) const;

  private:
    const Package& package_;
    std::set<std::string_view> codes_;  // Of one item alone.
};
// Knows what is taken in here besides what is shipped; none for what nobody knows.
std::optional<standards::Ref> parse(ReadTx&, std::string_view text);
struct Cited {
    std::string framework, code;  // "Maine Learning Results (2024)", "A.1".
};
// What refs are called. Looks frameworks up once, and only where a ref is not of those shipped; a
// ref by GUID asks once more, for its short name. Of the publisher's text nothing else is said.
class Names {
  public:
    explicit Names(ReadTx& tx) : tx_(tx) {}
    Cited of(const standards::Ref&);  // Its own text where nobody knows it any more.

  private:
    ReadTx& tx_;
    std::optional<std::vector<Row>> rows_;
};

// /frameworks and /api/v1/frameworks.
void mount_frameworks(desk::Routes&);

}  // namespace rapport::frameworks
