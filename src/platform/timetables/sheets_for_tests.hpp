// Files of the shared collection and sheets made of a few lines. For this slice's tests.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "platform/timetables/sheet.hpp"

namespace rapport::timetables::test {

using Files = std::vector<SheetFile>;

std::filesystem::path shared_data();  // Empty when it is not here.
SheetFile file_at(const std::filesystem::path&);
std::vector<std::filesystem::path> files_below(const std::filesystem::path&);  // Sorted.

// Files that belong together, as somebody would choose them, and how the collection names them.
struct Case {
    std::string name;
    Format format = Format::csv;
    std::vector<std::filesystem::path> paths;
    Files files() const;
};
// Every FET file with its solution, every XHSTT archive, every school of the bell schedules, the
// Ed-Fi sample as a whole.
std::vector<Case> shared_cases();

// The sheet of one file; a refusal fails the test.
Sheet sheet_of(Format, std::string_view name, std::string_view bytes);
Sheet sheet_of(Format, const Files&);
std::string refusal_of(Format, const Files&);  // The key's name; "" when it is read.

// In lines: "Diallo | Mon 1 | Science | 4B | 12".
std::string lines_of(const Sheet&);
bool has_flaw(const Sheet&, std::string_view key);

}  // namespace rapport::timetables::test
