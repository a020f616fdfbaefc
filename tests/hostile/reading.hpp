// Reads what the product wrote, with eyes of its own: a page, a CSV, a workbook. Nothing here uses
// the code that wrote them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rapport::test {

// One text a page holds: what stands in an element, or in an attribute of it.
struct Said {
    std::string element;      // Of the text, or whose attribute it is.
    std::string attribute;    // Empty for text.
    std::string text;         // As a browser would have it, references resolved.
    bool is_foreign = false;  // Inside an element with a lang of its own.
};

struct Page {
    std::vector<Said> said;
    std::vector<std::string> mistakes;  // What no template of ours would write.
    // Is there a text or a value that is exactly this?
    bool holds(std::string_view text) const;
    // Is there one that ends in it, or has it after a "· " or before one?
    bool tells(std::string_view text) const;
};
Page read_page(std::string_view html);

using Table = std::vector<std::vector<std::string>>;

// RFC 4180 with CRLF and a mark at the head; anything else is a mistake.
struct Csv {
    Table rows;
    std::vector<std::string> mistakes;
};
Csv read_csv(std::string_view bytes);

struct Cell {
    std::string text;
    bool is_number = false;
};
struct Workbook {
    std::vector<std::vector<Cell>> rows;
    bool has_formula = false;
    std::vector<std::string> mistakes;  // Letters that XML does not know, unknown kinds of cells.
};
Workbook read_workbook(const std::string& bytes);

}  // namespace rapport::test
