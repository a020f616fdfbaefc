#include "platform/timetables/sheet.hpp"

#include <array>

#include "platform/timetables/readers.hpp"
#include "platform/timetables/sheet_maker.hpp"

namespace rapport::timetables {

namespace {

constexpr std::array<std::string_view, format_count> formats = {"fet",  "asc",  "untis", "xhstt",
                                                                "edfi", "bell", "csv"};
constexpr std::array<std::string_view, use_count> uses = {"teaching", "planning", "common", "duty",
                                                          "lunch",    "free",     "unknown"};

template <class Enum, std::size_t count>
std::optional<Enum> parsed(const std::array<std::string_view, count>& codes,
                           std::string_view given) {
    for (std::size_t i = 0; i < count; ++i) {
        if (codes[i] == given) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

struct Reader {
    Format format;
    bool (*knows)(const SheetFile&);
    Result<Sheet> (*read)(const Files&);
};

// The plainest last: any table with the right columns is a CSV.
constexpr Reader readers[] = {
    {Format::fet, is_fet, read_fet},       {Format::asc, is_asc, read_asc},
    {Format::xhstt, is_xhstt, read_xhstt}, {Format::edfi, is_edfi, read_edfi},
    {Format::bell, is_bell, read_bell},    {Format::untis, is_untis, read_untis},
    {Format::csv, is_csv, read_csv},
};

}  // namespace

std::string_view code(Format format) { return formats[static_cast<std::size_t>(format)]; }

std::optional<Format> parse_format(std::string_view given) {
    return parsed<Format>(formats, given);
}

std::string_view code(Use use) { return uses[static_cast<std::size_t>(use)]; }

std::optional<Use> parse_use(std::string_view given) { return parsed<Use>(uses, given); }

std::optional<Format> guess_format(const std::vector<SheetFile>& files) {
    for (const Reader& reader : readers) {
        for (const SheetFile& file : files) {
            if (reader.knows(file)) return reader.format;
        }
    }
    return std::nullopt;
}

Result<Sheet> read_sheet(Format format, const std::vector<SheetFile>& files) {
    std::size_t size = 0;
    for (const SheetFile& file : files) size += file.bytes.size();
    if (size > bytes_max) {
        return Refusal{.key = "timetable_flaws.too_large",
                       .with = {{"max", static_cast<std::int64_t>(bytes_max / (1024 * 1024))}}};
    }
    if (size == 0) return Refusal{.key = "timetable_flaws.empty"};
    for (const Reader& reader : readers) {
        if (reader.format == format) return reader.read(files);
    }
    bug("a format without a reader", __FILE__, __LINE__);
}

Result<Sheet> read_sheet(const std::vector<SheetFile>& files) {
    const auto format = guess_format(files);
    if (!format) return Refusal{.key = "timetable_flaws.unknown"};
    return read_sheet(*format, files);
}

std::vector<int> busy_matrix(const Sheet& sheet) {
    const std::size_t periods = sheet.periods.size(), days = sheet.days.size();
    std::vector<int> cells(sheet.teachers.size() * days * periods);
    for (const SheetMeeting& meeting : sheet.meetings) {
        for (const int teacher : meeting.teachers) {
            for (const SheetSlot& slot : meeting.slots) {
                const std::size_t row = static_cast<std::size_t>(teacher) * days;
                const std::size_t day = row + static_cast<std::size_t>(slot.day);
                ++cells[day * periods + static_cast<std::size_t>(slot.period)];
            }
        }
    }
    return cells;
}

}  // namespace rapport::timetables
