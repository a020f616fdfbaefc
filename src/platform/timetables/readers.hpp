// The readers, one a format, and how they open a file. Each gets the files that came together.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/timetables/sheet.hpp"

namespace rapport::timetables {

using Files = std::vector<SheetFile>;

Result<Sheet> read_fet(const Files&);
Result<Sheet> read_asc(const Files&);
Result<Sheet> read_untis(const Files&);
Result<Sheet> read_xhstt(const Files&);
Result<Sheet> read_edfi(const Files&);
Result<Sheet> read_bell(const Files&);
Result<Sheet> read_csv(const Files&);

// Whether a file is of the format, by what stands in it. They look at its beginning only.
bool is_fet(const SheetFile&);
bool is_asc(const SheetFile&);
bool is_untis(const SheetFile&);
bool is_xhstt(const SheetFile&);
bool is_edfi(const SheetFile&);
bool is_bell(const SheetFile&);
bool is_csv(const SheetFile&);

// The beginning of a file as UTF-8.
std::string beginning_of(const SheetFile&);
// Whether its first element is of this name: <fet …>.
bool has_root(std::string_view beginning, std::string_view name);

// The rows of a table, header included. `row` is what a spreadsheet shows; the cells are trimmed
// and live while the caller looks at them.
using Row = std::vector<std::string>;
void each_row(std::string_view bytes, const std::function<void(std::int64_t row, const Row&)>&);
Row first_row_of(const SheetFile&);

// What stands between the signs, trimmed, the empty left out: "a + b" by '+'.
std::vector<std::string> parts_of(std::string_view, char by);

std::string row_text(std::int64_t row);  // "row 12"

}  // namespace rapport::timetables
