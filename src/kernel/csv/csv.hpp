// Comma-separated values, RFC 4180 and what people really send: streaming in, formula-safe out.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace rapport::csv {

// A source of bytes: fills `buffer`, returns how many, 0 at the end.
using Source = std::function<std::size_t(char* buffer, std::size_t size)>;

struct Record {
    std::int64_t row = 0;  // 1-based, counting records with the header as 1: what a spreadsheet shows.
    std::vector<std::string_view> cells;  // Valid until the next record.
};

struct Trouble {  // Named, never fatal.
    std::int64_t row;
    enum class Kind { quote_not_closed, text_after_quote, not_utf8, nul_byte, row_too_long } kind;
};

// Reads UTF-8 (with or without BOM), UTF-16 with BOM, and Windows-1252 when it is not UTF-8; LF,
// CRLF and CR ends; commas, or semicolons or tabs when the header shows them. A record longer than
// 1 MiB is skipped with row_too_long.
class Reader {
  public:
    explicit Reader(Source);
    ~Reader();
    bool next(Record&);  // False at the end. Blank lines are skipped.
    const std::vector<Trouble>& troubles() const;

  private:
    struct Impl;
    Impl* impl_;
};

// One cell, quoted when needed. Text that a spreadsheet would run (= + - @ tab CR and their
// full-width forms, R-23) gets a leading apostrophe; numbers go through cell(int64).
void cell(std::string& out, std::string_view text);
void cell(std::string& out, std::int64_t number);

}  // namespace rapport::csv
