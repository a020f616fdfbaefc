// Follows the HTML of a template through its blocks, so that every hole is escaped for where it
// stands and every branch leaves the page whole.
#include "markup.hpp"

#include <algorithm>

namespace tplc {
namespace {

class Walk {
  public:
    Walk(const Source& source, const Template& made, Complaints& complaints)
        : text_(source.text()),
          complaints_(complaints),
          scanner_(source, made.is_dropped, complaints) {}

    void run(std::vector<Node>& nodes) {
        walk(nodes);
        scanner_.finish();
    }

  private:
    State& state() { return scanner_.state(); }

    void walk(std::vector<Node>& nodes) {
        Node* before = nullptr;
        for (Node& node : nodes) {
            if (node.form == Form::literal) {
                scanner_.literal(node, branches_);
            } else if (node.form == Form::test || node.form == Form::each) {
                send_space(before);
                block(node);
            } else {
                hole(node);
                scanner_.value_sent();
            }
            before = &node;
        }
        if (branches_.empty()) return;
        scanner_.attribute_over();
        send_space(before);
    }

    // Between attributes, the space before a block belongs to the literal before it.
    void send_space(Node* before) {
        if (state().space != Space::pending || before == nullptr) return;
        if (before->form != Form::literal) return;
        before->markup += ' ';
        state().space = Space::sent;
    }

    // --- Blocks -------------------------------------------------------------------------------
    void block(Node& node) {
        if (state().step == Step::unquoted || state().step == Step::name) {
            complaints_.at(node.at, "a block cannot stand in an unquoted value or a name");
        }
        if (state().step == Step::raw) refuse_raw(node);
        const State before = state();
        branches_.emplace_back(&node, 0);
        walk(node.body);
        const State then = state();
        state() = before;
        branches_.back().second = 1;
        walk(node.otherwise);
        if (node.form == Form::each) {
            if (!is_same(before, then) || !is_same(before, state())) {
                complaints_.at(node.at, "each must leave open just the tags it found open");
            }
        } else if (!is_same(then, state())) {
            complaints_.at(node.at, node.has_else
                                        ? "both branches must leave the same tags open"
                                        : "what an if opens it must close, as it may be skipped");
        }
        branches_.pop_back();
        merge(before, then);
    }

    static bool is_in_tag(Step step) { return step == Step::tag || step == Step::after_hole; }

    static bool is_same(const State& a, const State& b) {
        const auto same_element = [](const Open& x, const Open& y) { return x.name == y.name; };
        return (a.step == b.step || (is_in_tag(a.step) && is_in_tag(b.step))) &&
               a.attribute.name == b.attribute.name &&
               std::equal(a.open.begin(), a.open.end(), b.open.begin(), b.open.end(), same_element);
    }

    // The state is that after the else; adds what only `then` saw.
    void merge(const State& before, const State& then) {
        State& now = state();
        const std::vector<Attribute>& seen = then.tag.attributes;
        for (std::size_t at = before.tag.attributes.size(); at < seen.size(); ++at) {
            if (now.tag.find(seen[at].name) == nullptr) now.tag.attributes.push_back(seen[at]);
        }
        now.tag.has_invalid |= then.tag.has_invalid;
        now.is_whole |= then.is_whole;
        if (then.attribute.value != now.attribute.value) {
            now.attribute.value += "|" + then.attribute.value;
            now.attribute.has_hole = true;
        }
        const std::size_t both = std::min(now.open.size(), then.open.size());
        for (std::size_t at = 0; at < both; ++at) now.open[at].has_csrf &= then.open[at].has_csrf;
        if (!is_in_tag(now.step)) return;
        if (then.step == Step::after_hole) now.step = Step::after_hole;
        if (now.space == Space::sent) now.space = then.space;
    }

    // --- Holes --------------------------------------------------------------------------------
    void hole(Node& node) {
        switch (node.form) {
            case Form::mark:
            case Form::invalid:
                return in_tag(node);
            case Form::part:
            case Form::csrf:
            case Form::why:
            case Form::icon:
                return between_tags(node);
            default:
                break;
        }
        if (state().step == Step::text) {
            node.where = scanner_.is_plain() ? Where::plain_text : Where::text;
        } else if (state().step == Step::value) {
            in_value(node);
        } else {
            misplaced(node);
        }
    }

    void misplaced(const Node& node) {
        switch (state().step) {
            case Step::raw:
                return refuse_raw(node);
            case Step::comment:
                return complaints_.at(node.at, "a hole cannot stand in an HTML comment");
            case Step::name:
                return complaints_.at(node.at, "a hole cannot be part of an attribute's name");
            case Step::unquoted:
                return complaints_.at(node.at, "put this value in quotes: a space would end it");
            default:
                return complaints_.at(node.at, "a value cannot stand inside a tag without quotes");
        }
    }

    void refuse_raw(const Node& node) {
        complaints_.at(node.at, "a hole cannot stand in <" + state().open.back().name +
                                    ">; put the value in a data- attribute");
    }

    void in_tag(const Node& node) {
        scanner_.attribute_over();  // It brings its own space.
        if (!is_in_tag(state().step)) {
            complaints_.at(node.at, "{{" + node.word + "}} stands between attributes");
            return;
        }
        const std::string& element = state().tag.name;
        const bool is_for_other = (node.word == "checked" && element != "input") ||
                                  (node.word == "selected" && element != "option");
        if (is_for_other) {
            complaints_.at(node.at, "a tag <" + element + "> cannot be " + node.word);
        }
        state().tag.has_invalid |= node.form == Form::invalid;
        state().space = Space::none;
        state().step = Step::after_hole;
    }

    void between_tags(const Node& node) {
        if (state().step == Step::comment || state().step == Step::raw) return misplaced(node);
        if (state().step != Step::text || scanner_.is_plain()) {
            complaints_.at(node.at, "{{" + node.word + "}} stands between tags");
            return;
        }
        if (node.form != Form::csrf) return;
        for (Open& element : state().open) element.has_csrf = true;
    }

    // Inside an attribute's quotes.
    void in_value(Node& node) {
        Attribute& attribute = state().attribute;
        node.where = Where::attribute;
        if (is_address(attribute.name)) {
            if (node.form == Form::say || node.form == Form::spoken) {
                complaints_.at(node.at, "a sentence cannot be part of an address");
            }
            scanner_.refuse_after_whole(node.at);
            const bool is_first = attribute.value.empty();
            node.where = is_first ? Where::whole_url : Where::url_part;
            state().is_whole = is_first;
        }
        attribute.value += text_.substr(node.at, node.end - node.at);
        attribute.has_hole = true;
    }

    std::string_view text_;
    Complaints& complaints_;
    Scanner scanner_;
    Branches branches_;
};

}  // namespace

void markup(const Source& source, Template& made, Complaints& complaints) {
    Walk(source, made, complaints).run(made.nodes);
}

}  // namespace tplc
