#include <algorithm>
#include <array>
#include <span>

#include "kernel/csv/csv.hpp"

namespace rapport::csv {

namespace {

// What makes a spreadsheet take a cell for a formula, also in the full-width letters that Japanese
// and Chinese spreadsheets fold.
bool would_run(std::string_view text) {
    constexpr std::array<std::string_view, 11> starts = {"=",
                                                         "+",
                                                         "-",
                                                         "@",
                                                         "\t",
                                                         "\r",
                                                         "\n",
                                                         "\xEF\xBC\x9D",
                                                         "\xEF\xBC\x8B",
                                                         "\xEF\xBC\x8D",
                                                         "\xEF\xBC\xA0"};
    return std::any_of(starts.begin(), starts.end(),
                       [&](std::string_view start) { return text.starts_with(start); });
}

bool needs_quotes(std::string_view text) {
    if (text.find_first_of(",;\t\"\r\n") != std::string_view::npos) return true;
    return !text.empty() && (text.front() == ' ' || text.back() == ' ');
}

void write_row(std::string& out, std::span<const std::string_view> cells) {
    // A lone empty cell would read as a blank line.
    if (cells.size() == 1 && cells[0].empty()) out += "\"\"";
    bool is_first = true;
    for (const auto text : cells) {
        if (!is_first) out += ',';
        is_first = false;
        cell(out, text);
    }
    out += "\r\n";
}

}  // namespace

void cell(std::string& out, std::string_view text) {
    const bool is_guarded = would_run(text);
    if (!needs_quotes(text)) {
        if (is_guarded) out += '\'';
        out += text;
        return;
    }
    out += '"';
    if (is_guarded) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

void cell(std::string& out, std::int64_t number) { out += std::to_string(number); }

void row(std::string& out, std::initializer_list<std::string_view> cells) {
    write_row(out, std::span(cells.begin(), cells.size()));
}

void row(std::string& out, const std::vector<std::string_view>& cells) { write_row(out, cells); }

Source source_of(std::string_view text) {
    return [text](char* buffer, std::size_t size) mutable {
        const std::size_t taken = std::min(size, text.size());
        text.copy(buffer, taken);
        text.remove_prefix(taken);
        return taken;
    };
}

}  // namespace rapport::csv
