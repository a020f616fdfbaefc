// How far the HTML of a template has come, shared by the walk and by its checks.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "nodes.hpp"

namespace tplc {

// Where in the HTML the next character stands.
enum class Step {
    text,  // Between tags.
    raw,   // Inside <script> or <style>.
    comment,
    declaration,  // <!doctype …>
    tag,          // Between attributes.
    after_hole,   // Right after {{checked …}}: white space or the end of the tag.
    name,         // In an attribute's name.
    value,        // In quotes.
    unquoted,
};

struct Attribute {
    std::string name;
    std::string value;  // With holes as they are written.
    std::size_t at = 0;
    bool has_hole = false;
};

struct Tag {
    std::string name;  // In lower case.
    std::size_t at = 0;
    bool is_end = false, is_closed = false;  // </name>, <name/>
    std::vector<Attribute> attributes = {};
    bool has_invalid = false;  // Holds {{invalid …}}.
    const Attribute* find(std::string_view name) const;
};

struct Open {
    std::string name;
    std::size_t at = 0;
    bool needs_csrf = false, has_csrf = false;
};

// The white space before the next attribute.
enum class Space { none, pending, sent };

// The part of the state that both branches of an {{if}} must agree on.
struct State {
    Step step = Step::text;
    Tag tag;
    Attribute attribute;
    char quote = '"';
    bool is_whole = false;  // A hole took the whole address; nothing may follow it.
    Space space = Space::none;
    std::vector<Open> open;
};

// Which branch of which block something stands in.
using Branches = std::vector<std::pair<const Node*, int>>;

class Checks {
  public:
    explicit Checks(Complaints& complaints) : complaints_(complaints) {}
    // A whole start tag, with the elements it stands in.
    void tag(const Tag& tag, const std::vector<Open>& open, const Branches& branches);
    void finish();  // What only the whole template can tell.

  private:
    void ids(const Tag& tag, const Branches& branches);
    void input(const Tag& tag, const std::vector<Open>& open);

    struct Id {
        std::string value;
        Branches branches;
    };
    struct Unlabelled {
        std::string id, name;
        std::size_t at;
    };
    Complaints& complaints_;
    std::vector<Id> ids_;
    std::set<std::string> labelled_;  // Values of for=.
    std::vector<Unlabelled> waiting_;
};

// Reads the literals of a template one after the other, as a browser would.
class Scanner {
  public:
    Scanner(const Source& source, const std::vector<bool>& is_dropped, Complaints& complaints)
        : text_(source.text()), drop_(is_dropped), complaints_(complaints), checks_(complaints) {}

    // Reads one literal, fills its markup. `branches` is where it stands.
    void literal(Node& node, const Branches& branches);
    void attribute_over();  // A bare name or unquoted value ends where no literal goes on.
    void finish();          // After the last: nothing may be left open.

    State& state() { return state_; }
    void value_sent() { has_sent_ = true; }
    bool is_plain() const;  // Inside an element that holds text only.
    // A hole that took the whole address is followed by something.
    void refuse_after_whole(std::size_t at);

  private:
    void step();
    void text();
    void white_space();
    void raw();
    void comment();
    void declaration();
    void tag_begin();
    void tag();
    void name();
    void value_begin();
    void value();
    void unquoted();
    void attribute_end();
    void tag_end();
    void close(const Tag& tag);
    void send_space();
    bool is_verbatim() const;

    std::string_view text_;
    const std::vector<bool>& drop_;
    Complaints& complaints_;
    Checks checks_;
    State state_;
    Branches branches_;
    std::string* out_ = nullptr;
    std::size_t at_ = 0, end_ = 0;
    bool has_sent_ = false;  // White space before everything else is not sent.
};

bool is_void(std::string_view element);        // <br>: never closed.
bool may_stay_open(std::string_view element);  // <li>: closed by what follows.
bool is_address(std::string_view attribute);   // href, src, action …

}  // namespace tplc
