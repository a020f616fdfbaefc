// Fewer bytes, same meaning.
#include <algorithm>

#include "embed.hpp"

namespace embed {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// The end of a quoted run that begins at `at`, past its closing quote.
std::size_t quoted_end(std::string_view text, std::size_t at) {
    const char quote = text[at++];
    while (at < text.size() && text[at] != quote) at += text[at] == '\\' ? 2 : 1;
    return std::min(at + 1, text.size());
}

}  // namespace

std::string smaller_css(std::string_view css) {
    std::string made;
    int parentheses = 0;  // Inside them a space may part two values: calc(1px + 2px).
    for (std::size_t at = 0; at < css.size();) {
        const char c = css[at];
        if (css.substr(at, 2) == "/*") {
            const std::size_t close = css.find("*/", at + 2);
            at = close == std::string_view::npos ? css.size() : close + 2;
            if (!made.empty() && !is_blank(made.back())) made += ' ';
        } else if (c == '"' || c == '\'') {
            const std::size_t end = quoted_end(css, at);
            made += css.substr(at, end - at);
            at = end;
        } else if (is_blank(c)) {
            // A space is kept between words only; a colon keeps the one before it, which tells
            // `a :hover` from `a:hover`.
            if (!made.empty() && !is_blank(made.back()) && !is_one_of(made.back(), "{};,")) {
                made += ' ';
            }
            ++at;
        } else {
            parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
            const bool drops_space = is_one_of(c, "{};,");
            if (drops_space && !made.empty() && made.back() == ' ') made.pop_back();
            if (c == '}' && parentheses == 0 && !made.empty() && made.back() == ';') {
                made.pop_back();
            }
            made += c;
            ++at;
        }
    }
    while (!made.empty() && is_blank(made.back())) made.pop_back();
    return made;
}

std::string smaller_js(std::string_view js) {
    std::string made;
    bool is_noted = false;  // The line before may end in a note.
    for (std::string_view rest = js; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (std::count(line.begin(), line.end(), '`') % 2 != 0) return std::string(js);
        while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
        if (line.empty() || line.starts_with("//")) continue;
        // Before a brace that closes, a line's end says nothing.
        if (line.front() == '}' && !made.empty() && made.back() == '\n' && !is_noted)
            made.pop_back();
        made += line;
        is_noted = line.find("//") != line.npos;
        // Nor after these, but where a note may go on to the end.
        if (is_noted || !is_one_of(line.back(), "{;,(")) made += '\n';
    }
    if (!made.empty() && made.back() != '\n') made += '\n';
    return made;
}

std::string smaller_svg(std::string_view svg) {
    const std::size_t begin = svg.find("<svg");
    if (begin == std::string_view::npos) return {};
    std::string made = "<svg";
    const std::string_view tag = svg.substr(begin, svg.find('>', begin) - begin);
    for (const std::string_view wanted :
         {" class=\"icon\"", " aria-hidden=\"true\"", " focusable=\"false\""}) {
        const std::string_view name = wanted.substr(0, wanted.find('=') + 1);
        if (tag.find(name) == std::string_view::npos) made += wanted;
    }
    bool is_space = false;
    for (std::size_t at = begin + 4; at < svg.size(); ++at) {
        if (svg.substr(at, 4) == "<!--") {
            at = std::min(svg.find("-->", at), svg.size() - 3) + 2;
        } else if (is_blank(svg[at])) {
            is_space = true;
        } else {
            if (is_space && made.back() != '>' && svg[at] != '<') made += ' ';
            is_space = false;
            made += svg[at];
        }
    }
    return made;
}

}  // namespace embed
