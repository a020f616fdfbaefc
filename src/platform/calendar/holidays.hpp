// Days without school from a published file: the tables of OpenHolidays, one a country, public or
// school holidays. A look says of each what would become of it; nothing is entered before.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/csv/csv.hpp"
#include "kernel/locale/speech.hpp"
#include "platform/calendar/calendar.hpp"

namespace rapport::calendar {

struct Holiday {
    Day begins_on, ends_on;  // Both inclusive.
    Part part = Part::day;
    std::vector<std::pair<std::string, std::string>> names;  // Language ("EN") and name.
    std::vector<std::string> regions;                        // None: the whole country.
    std::string name_in(locale::Language) const;             // Else English, else the first.
    // Of a region ("BE", "BE-VS" lies in it) or of the whole country.
    bool is_of(std::string_view region) const;
};

struct HolidayFile {
    std::vector<Holiday> holidays;     // By first day.
    std::vector<std::string> regions;  // That the file tells apart, sorted.
    std::int64_t unread_count = 0;     // Rows without a date that exists, or without a name.
};

// Refuses what is no such table, is longer than any, or holds no holiday. Days on which lessons end
// or begin again are no holidays, and optional ones are for the district to enter.
Result<HolidayFile> read_holidays(csv::Source);
Result<HolidayFile> read_holidays_at(const std::string& path);

enum class Fate : std::uint8_t { added, is_there, past, weekend };
std::string_view code(Fate);

struct HolidayLine {
    NewClosure closure;
    Fate fate = Fate::added;
};
struct HolidayLook {
    std::vector<HolidayLine> lines;
    std::int64_t unread_count = 0;
    std::string other_regions;  // Listed, when none was named: their days are not among the lines.
    std::int64_t count(Fate) const;
};

// Names in the language of the reader. Without a region, the days of the whole country. Refuses a
// region the file does not know, and none where it has regions alone; both say which there are.
Result<HolidayLook> look_at(ReadTx&, const HolidayFile&, std::string_view region,
                            const locale::Speech&);

// Enters these; what is there by now is passed over. How many were entered.
Result<std::int64_t> enter(WriteTx&, const std::vector<NewClosure>&);
std::vector<NewClosure> added_by(const HolidayLook&);

// As a form carries one: "2026-12-24|2027-01-04|day|Winter break".
std::string text_of(const NewClosure&);
std::optional<NewClosure> closure_in(std::string_view text);

}  // namespace rapport::calendar
