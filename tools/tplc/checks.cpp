// What every tag must have: labels, texts for pictures, guards, one id once.
#include <algorithm>
#include <array>

#include "markup.hpp"

namespace tplc {
namespace {

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& known, std::string_view name) {
    return std::find(known.begin(), known.end(), name) != known.end();
}

// True when the two can both stand on the page: no block has them in different branches.
bool can_meet(const Branches& a, const Branches& b) {
    for (const auto& [block, branch] : a) {
        for (const auto& [other_block, other_branch] : b) {
            if (block == other_block && branch != other_branch) return false;
        }
    }
    return true;
}

bool repeats(const Branches& branches) {
    return std::any_of(branches.begin(), branches.end(), [](const auto& step) {
        return step.first->form == Form::each && step.second == 0;
    });
}

}  // namespace

const Attribute* Tag::find(std::string_view wanted) const {
    for (const Attribute& attribute : attributes) {
        if (attribute.name == wanted) return &attribute;
    }
    return nullptr;
}

bool is_void(std::string_view element) {
    static constexpr std::array<std::string_view, 14> known = {
        "area",  "base", "br",   "col",   "embed",  "hr",    "img",
        "input", "link", "meta", "param", "source", "track", "wbr"};
    return is_one_of(known, element);
}

bool may_stay_open(std::string_view element) {
    static constexpr std::array<std::string_view, 12> known = {
        "li", "p", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot"};
    return is_one_of(known, element);
}

bool is_address(std::string_view attribute) {
    static constexpr std::array<std::string_view, 9> known = {
        "href", "src", "action", "formaction", "poster", "cite", "data", "manifest", "xlink:href"};
    return is_one_of(known, attribute);
}

void Checks::tag(const Tag& tag, const std::vector<Open>& open, const Branches& branches) {
    ids(tag, branches);
    for (const Attribute& attribute : tag.attributes) {
        const std::string& name = attribute.name;
        if (name == "style") {
            complaints_.at(attribute.at, "style= is blocked by our own policy; write a class");
        } else if (name.starts_with("on")) {
            complaints_.at(attribute.at, name + "= is blocked by our own policy; see assets/js");
        } else if (name == "srcdoc" || (attribute.has_hole && name == "srcset")) {
            complaints_.at(attribute.at, name + " cannot be made safe here");
        }
    }
    const Attribute* const tabindex = tag.find("tabindex");
    if (tabindex != nullptr && tabindex->value != "0" && tabindex->value != "-1") {
        complaints_.at(tabindex->at, "tabindex is 0 or -1; order the page itself otherwise");
    }
    if (tag.name == "img" && tag.find("alt") == nullptr) {
        complaints_.at(tag.at, "an <img> needs alt; alt=\"\" when it says nothing");
    }
    if (tag.name == "label") {
        if (const Attribute* const target = tag.find("for")) labelled_.insert(target->value);
    }
    if (tag.name == "input" || tag.name == "select" || tag.name == "textarea") input(tag, open);
}

void Checks::ids(const Tag& tag, const Branches& branches) {
    const Attribute* const id = tag.find("id");
    if (id == nullptr) return;
    if (!id->has_hole && repeats(branches)) {
        complaints_.at(id->at, "inside each, an id needs a hole to be the only one");
        return;
    }
    if (id->has_hole) return;
    for (const Id& known : ids_) {
        if (known.value != id->value || !can_meet(known.branches, branches)) continue;
        complaints_.at(id->at, "the id \"" + id->value + "\" stands in this template twice");
        return;
    }
    ids_.push_back({id->value, branches});
}

void Checks::input(const Tag& tag, const std::vector<Open>& open) {
    static constexpr std::array<std::string_view, 5> mute = {"hidden", "submit", "button", "reset",
                                                             "image"};
    const Attribute* const type = tag.find("type");
    if (tag.name == "input" && type != nullptr && is_one_of(mute, type->value)) return;
    if (tag.find("aria-label") != nullptr || tag.find("aria-labelledby") != nullptr) return;
    const bool is_inside = std::any_of(open.begin(), open.end(),
                                       [](const Open& element) { return element.name == "label"; });
    if (is_inside) return;
    const Attribute* const id = tag.find("id");
    if (id == nullptr) {
        complaints_.at(tag.at, "this <" + tag.name +
                                   "> needs an id and a <label for>, or a "
                                   "<label> around it, or aria-label");
        return;
    }
    waiting_.push_back({id->value, tag.name, tag.at});
}

void Checks::finish() {
    for (const Unlabelled& input : waiting_) {
        if (labelled_.contains(input.id)) continue;
        complaints_.at(input.at,
                       "no <label for=\"" + input.id + "\"> names this <" + input.name + ">");
    }
}

}  // namespace tplc
