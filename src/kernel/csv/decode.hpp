// Bytes to UTF-8, for the CSV reader: a byte-order mark is taken off, UTF-16 becomes UTF-8, and all
// else passes as it is.
#pragma once

#include <string>
#include <string_view>

#include "kernel/csv/csv.hpp"

namespace rapport::csv {

class Decoder {
  public:
    explicit Decoder(Source source) : source_(std::move(source)) {}
    // Appends more UTF-8 (or unknown 8-bit) bytes to `out`; false at the end.
    bool more(std::string& out);

  private:
    enum class Form { unknown, bytes, utf16_little, utf16_big };
    void recognise();
    void append_utf16(std::string& out, bool is_last);
    void append_unit(std::string& out, unsigned unit);

    Source source_;
    Form form_ = Form::unknown;
    std::string raw_;
    unsigned high_surrogate_ = 0;
};

void append_utf8(std::string& out, char32_t letter);
// Windows-1252, whatever it holds: five bytes that mean nothing become U+FFFD.
std::string from_windows_1252(std::string_view bytes);

}  // namespace rapport::csv
