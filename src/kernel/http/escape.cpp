#include "kernel/http/escape.hpp"

#include <algorithm>

#include "kernel/text/text.hpp"

namespace rapport::http {

namespace {

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool is_printable_ascii(char c) { return c > 0x20 && c < 0x7f; }

// Every segment between two slashes must say something of its own. The last may be empty
// ("/people/"), the first always is.
bool has_clean_segments(std::string_view path) {
    std::size_t at = 1;
    while (at <= path.size()) {
        const auto end = std::min(path.find('/', at), path.size());
        const auto segment = path.substr(at, end - at);
        if (segment == "." || segment == "..") return false;
        if (segment.empty() && end != path.size()) return false;
        at = end + 1;
    }
    return true;
}

bool has_escaped_slash(std::string_view raw) {
    for (std::size_t at = raw.find('%'); at != raw.npos; at = raw.find('%', at + 1)) {
        if (raw.size() - at >= 3 && raw[at + 1] == '2' && lower(raw[at + 2]) == 'f') return true;
    }
    return false;
}

}  // namespace

std::optional<std::string> unescaped(std::string_view raw, Plus plus) {
    std::string out;
    out.reserve(raw.size());
    for (std::size_t at = 0; at < raw.size(); ++at) {
        const char c = raw[at];
        if (c == '+' && plus == Plus::is_space) {
            out += ' ';
        } else if (c != '%') {
            out += c;
        } else {
            if (raw.size() - at < 3) return std::nullopt;
            const int high = digit_of(raw[at + 1]), low = digit_of(raw[at + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            at += 2;
        }
    }
    if (!text::is_utf8(out)) return std::nullopt;
    return out;
}

bool is_same_word(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view without_blanks(std::string_view text) {
    const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::string_view cut(std::string_view& rest, char by) {
    const auto end = std::min(rest.find(by), rest.size());
    const auto piece = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return piece;
}

std::optional<Target> parse_target(std::string_view raw) {
    if (raw.empty() || raw.front() != '/') return std::nullopt;
    if (!std::all_of(raw.begin(), raw.end(), is_printable_ascii)) return std::nullopt;
    if (raw.find('#') != raw.npos) return std::nullopt;
    const auto mark = raw.find('?');
    const auto raw_path = raw.substr(0, mark);
    if (has_escaped_slash(raw_path)) return std::nullopt;
    auto path = unescaped(raw_path, Plus::is_plus);
    if (!path || !has_clean_segments(*path)) return std::nullopt;
    if (std::any_of(path->begin(), path->end(), is_control)) return std::nullopt;
    auto query = Fields::parse(mark == raw.npos ? "" : raw.substr(mark + 1));
    if (!query) return std::nullopt;
    return Target{std::move(*path), std::move(*query)};
}

}  // namespace rapport::http
