#include <algorithm>
#include <array>

#include "kernel/mailin/mailin.hpp"
#include "kernel/mailin/quoting.hpp"
#include "kernel/text/text.hpp"

namespace rapport::mailin {

namespace {

using quoting::Kind;
using quoting::Line;

struct Range {
    std::size_t begin = 0, end = 0;
};

bool is_said(const Line& line) { return line.kind == Kind::words; }

bool has(const std::vector<Line>& lines, Range in, Kind kind) {
    for (std::size_t i = in.begin; i < in.end; ++i) {
        if (lines[i].kind == kind) return true;
    }
    return false;
}

bool says_something(const std::vector<Line>& lines, Range in) {
    return has(lines, in, Kind::words);
}

// The first line at or after `from` that is not empty.
std::size_t past_empty(const std::vector<Line>& lines, std::size_t from) {
    while (from < lines.size() && lines[from].kind == Kind::empty) ++from;
    return from;
}

std::size_t past_quote(const std::vector<Line>& lines, std::size_t from) {
    while (from < lines.size() &&
           (lines[from].kind == Kind::quote || lines[from].kind == Kind::empty)) {
        ++from;
    }
    return from;
}

void drop(std::vector<Line>& lines, Range what) {
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(what.begin),
                lines.begin() + static_cast<std::ptrdiff_t>(what.end));
}

// Below a heading of an earlier letter ("From: … Sent: …", "--- Original message ---") nothing is
// the writer's; above it, when there are no words, the letter was passed on and is all there is.
void cut_at_headings(std::vector<Line>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].kind != Kind::heading) continue;
        if (says_something(lines, {0, i})) lines.resize(i);
        return;
    }
}

// The lines that announce a quotation ("On Monday, Rosa wrote:") go, and what they announce goes
// where nothing of the writer's follows it.
void cut_at_announcements(std::vector<Line>& lines) {
    for (std::size_t i = 0; i < lines.size();) {
        if (lines[i].kind != Kind::announcement) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < lines.size() && lines[end].kind == Kind::announcement) ++end;
        const bool is_reply_above = says_something(lines, {0, i});
        const std::size_t next = past_empty(lines, end);
        const std::size_t after = past_quote(lines, next);
        const bool is_quoted = next < lines.size() && lines[next].kind == Kind::quote;
        const bool is_answered = says_something(lines, {after, lines.size()});
        if (is_reply_above && (!is_quoted || !is_answered)) {
            lines.resize(i);
            return;
        }
        const bool is_reply_below = !is_reply_above && is_quoted && is_answered &&
                                    !has(lines, {after, lines.size()}, Kind::quote);
        drop(lines, {i, is_reply_below ? after : end});
    }
}

void drop_end(std::vector<Line>& lines, std::initializer_list<Kind> kinds) {
    while (!lines.empty() &&
           std::find(kinds.begin(), kinds.end(), lines.back().kind) != kinds.end()) {
        lines.pop_back();
    }
}

std::string joined(const std::vector<Line>& lines, Range in) {
    std::string out;
    for (std::size_t i = in.begin; i < in.end; ++i) out.append(lines[i].text).append("\n");
    while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
    out.erase(0, std::min(out.find_first_not_of('\n'), out.size()));
    return out;
}

// Where the signature begins: at "--", which says so; at another line of dashes, when little
// follows; lines.size() when there is none.
std::size_t signature_of(const std::vector<Line>& lines) {
    constexpr int longest = 10;  // Lines of a signature behind a line that might mean anything.
    int below = 0;
    std::size_t found = lines.size();
    for (std::size_t i = lines.size(); i-- > 0;) {
        if (lines[i].kind == Kind::signature_mark) found = i;
        if (lines[i].kind == Kind::rule && below <= longest) found = i;
        if (is_said(lines[i])) ++below;
    }
    return found;
}

void cut_signature(std::vector<Line>& lines, std::string& signature) {
    const std::size_t mark = signature_of(lines);
    if (mark < lines.size() && says_something(lines, {0, mark})) {
        // Behind a quotation that follows it, a signature is somebody else's.
        std::size_t end = mark;
        while (end < lines.size() && lines[end].kind != Kind::quote &&
               lines[end].kind != Kind::announcement && lines[end].kind != Kind::heading) {
            ++end;
        }
        signature = joined(lines, {mark, end});
        drop(lines, {mark, end});
    }
}

void cut_programs_words(std::vector<Line>& lines, std::string& signature) {
    drop_end(lines, {Kind::empty, Kind::rule, Kind::signature_mark});
    std::size_t begin = lines.size();
    while (begin > 0 &&
           (lines[begin - 1].kind == Kind::program || lines[begin - 1].kind == Kind::empty ||
            (begin == lines.size() && quoting::is_dashed_name(lines[begin - 1].text)))) {
        --begin;
    }
    if (begin == lines.size() || !says_something(lines, {0, begin})) return;
    const std::string words = joined(lines, {begin, lines.size()});
    signature = signature.empty() ? words : words + "\n" + signature;
    lines.resize(begin);
}

}  // namespace

Said said_in(std::string_view text) {
    std::vector<Line> lines = quoting::lines_of(text);
    const std::string whole = joined(lines, {0, lines.size()});
    Said out;
    cut_at_headings(lines);
    cut_signature(lines, out.signature);
    cut_at_announcements(lines);
    if (says_something(lines, {0, lines.size()})) {
        drop_end(lines, {Kind::empty, Kind::quote, Kind::rule, Kind::announcement});
    }
    cut_programs_words(lines, out.signature);
    out.words = joined(lines, {0, lines.size()});
    if (out.words.empty()) return {.words = whole, .signature = {}};
    return out;
}

}  // namespace rapport::mailin
