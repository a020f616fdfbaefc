#include <algorithm>
#include <cstring>
#include <deque>

#include "kernel/csv/csv.hpp"
#include "kernel/csv/decode.hpp"
#include "kernel/text/text.hpp"

namespace rapport::csv {

namespace {

constexpr std::size_t record_max = 1024 * 1024;
constexpr std::size_t troubles_max = 1000;
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

// Where one cell lies in the record.
struct Piece {
    std::size_t start, end;  // Without the quotes.
    std::size_t tail = 0;    // After a closing quote: where the text that follows it begins.
    bool has_escapes = false;
};

enum class Scanned { whole, needs_more, quote_open };

bool is_ascii(std::string_view text) {
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, text.data() + at, 8);
        if (eight & 0x8080808080808080ull) return false;
    }
    for (; at < text.size(); ++at) {
        if (static_cast<unsigned char>(text[at]) >= 0x80) return false;
    }
    return true;
}

bool has_line_end(std::string_view text) {
    return text.find_first_of("\r\n") != std::string_view::npos;
}

// The most frequent of comma, semicolon and tab in a header line, outside quotes.
char separator_of(std::string_view line) {
    std::size_t commas = 0, semicolons = 0, tabs = 0;
    bool is_inside = false;
    for (const char c : line) {
        if (c == '"') is_inside = !is_inside;
        if (is_inside) continue;
        commas += c == ',' ? 1 : 0;
        semicolons += c == ';' ? 1 : 0;
        tabs += c == '\t' ? 1 : 0;
    }
    if (commas >= semicolons && commas >= tabs) return ',';
    return semicolons >= tabs ? ';' : '\t';
}

}  // namespace

struct Reader::Impl {
    explicit Impl(Source source) : decoder(std::move(source)) {}

    bool next(Record&);

    std::string_view rest() const { return std::string_view(buffer).substr(begin); }
    void fill(std::size_t wanted);
    Scanned scan(std::string_view text);
    Scanned scan_quoted(std::string_view text, std::size_t& at);
    std::size_t cell_end(std::string_view text, std::size_t at) const;
    bool find_record();
    void skip_line();
    void choose_separator();
    void give(Record&);
    std::string_view cell_of(std::string_view record, const Piece&);
    void trouble(Trouble::Kind);

    Decoder decoder;
    std::string buffer;
    std::size_t begin = 0;  // Of the record at hand.
    bool is_all = false;    // The source has ended.
    char separator = '\0';  // Not chosen yet.
    std::int64_t row = 0;
    std::vector<Piece> pieces;
    std::size_t length = 0;              // Of the record at hand, without its line end.
    std::size_t line_end = 0;            // Length of its line end.
    std::size_t literal_from = nowhere;  // Quotes from here on are letters.
    std::size_t open_quote = 0;
    bool has_text_after_quote = false;
    std::deque<std::string> own;  // Cells that had to be rewritten.
    std::vector<Trouble> troubles;
    std::int64_t trouble_count = 0;
};

// Makes `wanted` bytes available from `begin` on, if there are so many.
void Reader::Impl::fill(std::size_t wanted) {
    if (begin > 0 && !is_all && buffer.size() - begin < wanted) {
        buffer.erase(0, begin);
        begin = 0;
    }
    while (!is_all && buffer.size() - begin < wanted) is_all = !decoder.more(buffer);
}

std::size_t Reader::Impl::cell_end(std::string_view text, std::size_t at) const {
    while (at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r') ++at;
    return at;
}

// A quoted cell, `at` on its opening quote; leaves `at` behind it.
Scanned Reader::Impl::scan_quoted(std::string_view text, std::size_t& at) {
    Piece piece{.start = at + 1, .end = 0};
    open_quote = at;
    ++at;
    while (true) {
        at = text.find('"', at);
        if (at == std::string_view::npos) return is_all ? Scanned::quote_open : Scanned::needs_more;
        if (at + 1 == text.size() && !is_all) return Scanned::needs_more;
        if (at + 1 == text.size() || text[at + 1] != '"') break;
        piece.has_escapes = true;
        at += 2;
    }
    piece.end = at++;
    const std::size_t after = cell_end(text, at);
    if (after > at) {
        // Text behind a quote that closed lines below: most likely the opening one was the slip.
        if (has_line_end(text.substr(piece.start, piece.end - piece.start))) {
            return Scanned::quote_open;
        }
        has_text_after_quote = true;
        piece.tail = at;
        at = after;
    }
    pieces.push_back(piece);
    return Scanned::whole;
}

// Finds the cells of the record at the start of `text`.
Scanned Reader::Impl::scan(std::string_view text) {
    pieces.clear();
    has_text_after_quote = false;
    for (std::size_t at = 0;; ++at) {
        if (at < text.size() && text[at] == '"' && at < literal_from) {
            const Scanned scanned = scan_quoted(text, at);
            if (scanned != Scanned::whole) return scanned;
        } else {
            // An opening quote that nothing closes is not part of the text.
            const std::size_t start = at == literal_from && at < text.size() ? at + 1 : at;
            at = cell_end(text, at);
            pieces.push_back({.start = start, .end = at});
        }
        if (at >= text.size()) {
            if (!is_all) return Scanned::needs_more;
            length = text.size();
            line_end = 0;
            return Scanned::whole;
        }
        if (text[at] == separator) continue;
        if (text[at] == '\r' && at + 1 == text.size() && !is_all) return Scanned::needs_more;
        length = at;
        line_end = text.substr(at).starts_with("\r\n") ? 2 : 1;
        return Scanned::whole;
    }
}

// Scans until the record at `begin` is whole; false at the end of the file.
bool Reader::Impl::find_record() {
    literal_from = nowhere;
    for (std::size_t wanted = 4096;; wanted *= 2) {
        fill(wanted);
        if (rest().empty()) return false;
        Scanned scanned = scan(rest());
        if (scanned == Scanned::needs_more && rest().size() <= record_max) continue;
        const bool is_in_quotes =
            pieces.empty() ? rest()[0] == '"' : open_quote > pieces.back().end;
        if (scanned == Scanned::needs_more && literal_from == nowhere && is_in_quotes) {
            scanned = Scanned::quote_open;
        }
        if (scanned == Scanned::quote_open) {
            trouble(Trouble::Kind::quote_not_closed);
            literal_from = open_quote;
            wanted /= 2;
            continue;
        }
        if (scanned == Scanned::whole && length <= record_max) return true;
        trouble(Trouble::Kind::row_too_long);
        if (scanned == Scanned::whole) {
            begin += length + line_end;
        } else {
            skip_line();
        }
        length = line_end = 0;
        ++row;
        literal_from = nowhere;
        wanted = 2048;
    }
}

void Reader::Impl::skip_line() {
    for (;;) {
        const std::size_t at = rest().find_first_of("\r\n");
        if (at != std::string_view::npos) {
            begin += at;
            fill(2);
            begin += rest().starts_with("\r\n") ? 2 : 1;
            return;
        }
        begin = buffer.size();
        fill(1);
        if (rest().empty()) return;
    }
}

void Reader::Impl::choose_separator() {
    fill(record_max);
    const std::size_t first = rest().find_first_not_of("\r\n");
    const std::string_view lines = first == std::string_view::npos ? "" : rest().substr(first);
    // Some spreadsheets say so themselves in a first line.
    if (lines.starts_with("sep=") && lines.size() > 4 && !has_line_end(lines.substr(4, 1))) {
        separator = lines[4];
        begin += first;
        skip_line();
        ++row;
        return;
    }
    separator = separator_of(lines.substr(0, lines.find_first_of("\r\n")));
}

bool Reader::Impl::next(Record& record) {
    if (separator == '\0') choose_separator();
    begin += length + line_end;
    length = line_end = 0;
    ++row;
    while (find_record()) {
        if (length > 0) {
            give(record);
            return true;
        }
        begin += line_end;
        length = line_end = 0;
        ++row;
    }
    return false;
}

void Reader::Impl::give(Record& record) {
    if (!own.empty()) own.clear();
    record.row = row;
    record.cells.clear();
    if (has_text_after_quote) trouble(Trouble::Kind::text_after_quote);
    const std::string_view text = rest().substr(0, length);
    for (const auto& piece : pieces) record.cells.push_back(cell_of(text, piece));
    if (std::memchr(text.data(), '\0', text.size()) != nullptr) {
        trouble(Trouble::Kind::nul_byte);
        for (auto& cell : record.cells) {
            if (cell.find('\0') == std::string_view::npos) continue;
            own.emplace_back(cell);
            std::erase(own.back(), '\0');
            cell = own.back();
        }
    }
    if (is_ascii(text) || text::is_utf8(text)) return;
    trouble(Trouble::Kind::not_utf8);
    for (auto& cell : record.cells) cell = own.emplace_back(from_windows_1252(cell));
}

std::string_view Reader::Impl::cell_of(std::string_view record, const Piece& piece) {
    const std::string_view inside = record.substr(piece.start, piece.end - piece.start);
    if (!piece.has_escapes && piece.tail == 0) return inside;
    std::string& cell = own.emplace_back();
    for (std::size_t at = 0; at < inside.size(); ++at) {
        cell += inside[at];
        if (inside[at] == '"') ++at;
    }
    if (piece.tail != 0) {
        const std::size_t end = std::min(record.size(), cell_end(record, piece.tail));
        cell += record.substr(piece.tail, end - piece.tail);
    }
    return cell;
}

void Reader::Impl::trouble(Trouble::Kind kind) {
    ++trouble_count;
    if (troubles.size() < troubles_max) troubles.push_back({row, kind});
}

Reader::Reader(Source source) : impl_(std::make_unique<Impl>(std::move(source))) {}
Reader::~Reader() = default;
bool Reader::next(Record& record) { return impl_->next(record); }
const std::vector<Trouble>& Reader::troubles() const { return impl_->troubles; }
std::int64_t Reader::trouble_count() const { return impl_->trouble_count; }

}  // namespace rapport::csv
