#include "platform/timetables/readers.hpp"

#include "kernel/csv/csv.hpp"
#include "kernel/text/encoding.hpp"
#include "kernel/text/text.hpp"

namespace rapport::timetables {

namespace {

constexpr std::size_t beginning = 4096;

}  // namespace

std::string beginning_of(const SheetFile& file) {
    return text::to_utf8(std::string_view(file.bytes).substr(0, beginning), "");
}

bool has_root(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find('<'); at != text.npos; at = text.find('<', at)) {
        std::string_view rest = text.substr(at + 1);
        if (rest.starts_with("!--")) {
            at = text.find("-->", at);
            continue;
        }
        if (rest.starts_with("?") || rest.starts_with("!")) {
            ++at;
            continue;
        }
        const std::string_view tag = rest.substr(0, rest.find_first_of(" \t\r\n/>"));
        return tag.substr(tag.find(':') == tag.npos ? 0 : tag.find(':') + 1) == name;
    }
    return false;
}

void each_row(std::string_view bytes, const std::function<void(std::int64_t, const Row&)>& look) {
    csv::Reader reader(csv::source_of(bytes));
    csv::Record record;
    Row row;
    while (reader.next(record)) {
        row.clear();
        for (const std::string_view cell : record.cells) row.emplace_back(text::trimmed(cell));
        look(record.row, row);
    }
}

Row first_row_of(const SheetFile& file) {
    Row first;
    each_row(std::string_view(file.bytes).substr(0, beginning), [&](std::int64_t, const Row& row) {
        if (first.empty()) first = row;
    });
    return first;
}

std::vector<std::string> parts_of(std::string_view text, char by) {
    std::vector<std::string> parts;
    for (const std::string_view part : text::split(text, by)) {
        if (!text::trimmed(part).empty()) parts.emplace_back(text::trimmed(part));
    }
    return parts;
}

std::string row_text(std::int64_t row) { return "row " + std::to_string(row); }

}  // namespace rapport::timetables
