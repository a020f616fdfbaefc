// A workbook of one sheet, written row by row in bounded memory. Every cell has a type, so that no
// text is ever taken for a formula. libxlsxwriter lives in xlsx.cpp alone.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "kernel/clock/clock.hpp"

namespace rapport::xlsx {

inline constexpr const char* content_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

class Book {
  public:
    // The sheet's name, at most 31 letters of the usual kind. Throws std::runtime_error where no
    // temporary file can be had.
    explicit Book(const std::string& sheet);
    ~Book();
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    void heading(std::string_view);  // A cell of the first row.
    void text(std::string_view);     // Longer than a cell may be (32,767): cut.
    void number(std::int64_t);
    void day(Day);
    void blank();
    void end_row();
    std::string take();  // The file's bytes; the book is over.

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace rapport::xlsx
