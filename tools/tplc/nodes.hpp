// A template taken apart.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "source.hpp"

namespace tplc {

enum class Form {
    literal,
    value,    // {{name}}
    say,      // {{t key name=value}}
    test,     // {{if x}}
    each,     // {{each row in rows}}
    part,     // {{part file value}}
    csrf,     // {{csrf}}
    typed,    // {{form.field or value}}
    mark,     // {{checked …}}, {{selected …}}
    why,      // {{why field}}
    invalid,  // {{invalid field hints}}
    icon,     // {{icon name}}
    spoken,   // {{day x}} …
};

// Where a hole stands, which decides how it is escaped.
enum class Where { text, attribute, plain_text, whole_url, url_part };

struct Operand {
    std::string text;    // A path, a number or the inside of quotes.
    std::size_t at = 0;  // Where the text begins.
    bool is_quoted = false;
    std::string name = {};  // Of name=value.
};

struct Node {
    Form form = Form::literal;
    std::size_t at = 0, end = 0;  // In the source. Of a literal: its text; of a hole: with braces.
    std::string word = {};        // First word of a hole; key of {{t}}, field of {{form.field}}.
    std::size_t word_at = 0;
    std::vector<Operand> operands = {};
    bool is_negated = false;  // {{if not x}}
    bool has_else = false;
    std::vector<Node> body = {}, otherwise = {};
    // Filled by markup().
    Where where = Where::text;
    std::string markup = {};  // What a literal sends out.
};

struct ViewLine {
    std::string type;           // "rapport::contacts::LogView"
    std::string header;         // "coaching/contacts/contacts_pages.hpp"
    std::size_t at = 0;         // Of the type.
    std::string space() const;  // "rapport::contacts"
    std::string name() const;   // "LogView"
};

struct Template {
    ViewLine view;
    std::vector<Node> nodes;
    std::vector<bool> is_dropped;  // Bytes of lines that hold blocks only.
};

Template parse(const Source&, Complaints&);
// Only the first line, of a template used as a part. An empty type when it has none.
ViewLine parse_view(const Source&, Complaints&);

// Follows the HTML through the template: decides how each hole is escaped, what each literal sends
// out, and refuses what docs/templates.md says is refused.
void markup(const Source&, Template&, Complaints&);

// The C++ of a template. `root` is where src stands, for the parts it names.
std::string generate(const Source&, const Template&, const std::string& root, Complaints&);

// Checks {{t key name=value}} against every src/**/*.en.txt.
void check_sentences(const Template&, const std::string& root, Complaints&);

}  // namespace tplc
