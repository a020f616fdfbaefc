// Comma-separated values, RFC 4180 and what people really send: streaming in, formula-safe out.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rapport::csv {

// A source of bytes: fills `buffer`, returns how many, 0 at the end.
using Source = std::function<std::size_t(char* buffer, std::size_t size)>;

// A source over text that outlives the reader.
Source source_of(std::string_view text);

struct Record {
    std::int64_t row =
        0;  // 1-based, the header is 1 and blank lines count: what a spreadsheet shows.
    std::vector<std::string_view> cells;  // Valid until the next record.
};

struct Trouble {  // Named, never fatal.
    std::int64_t row;
    enum class Kind { quote_not_closed, text_after_quote, not_utf8, nul_byte, row_too_long } kind;
};

// Reads UTF-8 (with or without BOM), UTF-16 (with BOM, or plainly so without), and Windows-1252 in
// rows that are not UTF-8; LF, CRLF and CR ends; commas, or semicolons or tabs when the header
// shows them. A record longer than 1 MiB is skipped with row_too_long. A quote that nothing closes
// costs its own line alone, not the rest of the file.
class Reader {
  public:
    explicit Reader(Source);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    bool next(Record&);  // False at the end. Blank lines are skipped.
    // The first thousand; trouble_count() knows of all.
    const std::vector<Trouble>& troubles() const;
    std::int64_t trouble_count() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// What a file for spreadsheets begins with: without it Excel takes UTF-8 for Windows-1252.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// One cell, quoted when needed; the commas and the line end are the caller's. Text that a
// spreadsheet would run (= + - @ tab CR LF and their full-width forms, R-23) gets a leading
// apostrophe; numbers go through cell(int64).
void cell(std::string& out, std::string_view text);
void cell(std::string& out, std::int64_t number);

// A whole row of text cells, with its commas and CRLF.
void row(std::string& out, std::initializer_list<std::string_view> cells);
void row(std::string& out, const std::vector<std::string_view>& cells);

}  // namespace rapport::csv
