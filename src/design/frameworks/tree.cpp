// The tree of a framework, as published, whatever its links do.
#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "design/frameworks/frameworks.hpp"
#include "kernel/text/text.hpp"

namespace rapport::frameworks {

namespace {

class Growing {
  public:
    explicit Growing(const Package& package)
        : package_(package),
          below_(package.items.size() + 1),
          parents_(package.items.size()),
          seen_(package.items.size()) {}

    Tree grow() {
        read_links();
        const std::size_t document = package_.items.size();
        for (const Child& child : below_[document]) put(tree_.roots, child.item, 1);
        for (std::size_t at = 0; at < document; ++at) {
            if (parents_[at] == 0 && !seen_[at]) put(tree_.loose, at, 1);
        }
        for (std::size_t at = 0; at < document; ++at) {
            if (!seen_[at]) put(tree_.circles, at, 1);
        }
        return std::move(tree_);
    }

  private:
    struct Child {
        bool is_unnumbered;
        std::int64_t sequence;
        std::size_t place, item;
        auto rank() const { return std::tuple(is_unnumbered, sequence, place); }
    };

    void read_links() {
        std::unordered_map<std::string_view, std::size_t> places;
        for (const Item& item : package_.items) places.emplace(item.identifier, places.size());
        places.insert_or_assign(package_.head.identifier, package_.items.size());
        for (std::size_t at = 0; at < package_.links.size(); ++at) {
            const Link& link = package_.links[at];
            if (link.kind != "isChildOf") continue;
            const auto child = places.find(link.origin), parent = places.find(link.destination);
            if (child == places.end() || parent == places.end() ||
                child->second == package_.items.size()) {
                ++tree_.dangling_count;
                continue;
            }
            below_[parent->second].push_back(
                {!link.sequence, link.sequence.value_or(0), at, child->second});
            if (++parents_[child->second] == 2) ++tree_.many_parents_count;
        }
        for (auto& children : below_) std::ranges::sort(children, {}, &Child::rank);
    }

    // True where the item's children are still to be shown.
    bool set_down(std::vector<Node>& list, std::size_t item) {
        const bool is_again = seen_[item];
        list.push_back({item, {}, is_again});
        seen_[item] = true;
        return !is_again;
    }

    void put(std::vector<Node>& list, std::size_t item, int level) {
        if (!set_down(list, item)) return;
        if (level == levels_max) return put_flat(list, item);
        std::vector<Node> children;
        for (const Child& child : below_[item]) put(children, child.item, level + 1);
        list.back().children = std::move(children);
    }

    void put_flat(std::vector<Node>& list, std::size_t from) {
        std::vector<std::size_t> waiting;
        const auto wait_for = [&](std::size_t item) {
            for (auto at = below_[item].rbegin(); at != below_[item].rend(); ++at) {
                waiting.push_back(at->item);
            }
        };
        wait_for(from);
        while (!waiting.empty()) {
            const std::size_t item = waiting.back();
            waiting.pop_back();
            if (set_down(list, item)) wait_for(item);
        }
    }

    const Package& package_;
    std::vector<std::vector<Child>> below_;
    std::vector<int> parents_;
    std::vector<bool> seen_;
    Tree tree_;
};

template <class T>
struct Pair {
    const T* here = nullptr;
    const T* there = nullptr;
};

template <class T>
std::map<std::string_view, Pair<T>> paired(const std::vector<T>& here,
                                           const std::vector<T>& there) {
    std::map<std::string_view, Pair<T>> pairs;
    for (const T& one : here) pairs[one.identifier].here = &one;
    for (const T& one : there) pairs[one.identifier].there = &one;
    return pairs;
}

}  // namespace

Tree tree_of(const Package& package) { return Growing(package).grow(); }

std::string called(const Item& item) {
    const std::string& words = item.short_name.empty() ? item.statement : item.short_name;
    const std::string name = text::shortened(words, 120);
    return item.code.empty() ? name : item.code + " " + name;
}

std::vector<Count> links_by_kind(const std::vector<Link>& links) {
    std::map<std::string, std::int64_t> counts;
    for (const Link& link : links) ++counts[link.kind];
    std::vector<Count> all;
    for (const auto& [kind, count] : counts) all.push_back({kind, count});
    return all;
}

bool Changes::is_nothing() const {
    return !is_new && !is_head_changed && added.empty() && changed.empty() && gone.empty() &&
           links_added + links_changed + links_gone == 0;
}

Changes compare(const std::optional<Package>& here, const Package& there) {
    const Package none;
    const Package& before = here ? *here : none;
    Changes changes{.is_new = !here, .is_head_changed = here && here->head != there.head};
    for (const auto& [identifier, pair] : paired(before.items, there.items)) {
        if (pair.there == nullptr) {
            if (!pair.here->is_gone) changes.gone.push_back(called(*pair.here));
        } else if (pair.here == nullptr) {
            changes.added.push_back(called(*pair.there));
        } else if (*pair.here == *pair.there) {
            ++changes.same_count;
        } else {
            changes.changed.push_back(called(*pair.there));
        }
    }
    for (const auto& [identifier, pair] : paired(before.links, there.links)) {
        if (pair.there == nullptr) {
            ++changes.links_gone;
        } else if (pair.here == nullptr) {
            ++changes.links_added;
        } else if (*pair.here != *pair.there) {
            ++changes.links_changed;
        }
    }
    return changes;
}

}  // namespace rapport::frameworks
