// A sheet is what one timetable file says, before anybody knows whose it is: days, periods,
// teachers, and who meets when. Every format is read into the same sheet; what could not be read is
// a flaw with its place. Everything is an index into these lists; names are as the file has them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/clock/clock.hpp"
#include "kernel/locale/key.hpp"
#include "kernel/result.hpp"

namespace rapport::timetables {

enum class Format : std::uint8_t {
    fet,    // FET: .fet, _activities.xml, _timetable.csv.
    asc,    // aSc Timetables XML, 2008 and 2012.
    untis,  // Untis GPU001 and its companions.
    xhstt,  // XHSTT-2014 archive: one instance and one of its solutions.
    edfi,   // Ed-Fi class periods, bell schedules, calendar dates: XML or JSON.
    bell,   // A bell schedule as people write it (.bell).
    csv,    // teacher, day, period, subject, room, …: any order of columns.
};
inline constexpr int format_count = 7;
std::string_view code(Format);
std::optional<Format> parse_format(std::string_view code);

// Minutes from midnight, the end exclusive. Files without clock times have none: the periods are
// then only an order, and somebody says once when they ring.
struct Ring {
    int begins = 0, ends = 0;
    friend bool operator==(const Ring&, const Ring&) = default;
};

struct SheetPeriod {
    std::string label;  // "1", "9.30 - 11.00", "Lunch"
    std::optional<Ring> ring;
    int grid = 0;  // Of several bell grids in one file; see Sheet::grids.
};

// One kind of day: "A", "Monday", "Week 2 Monday". A file with weeks and days has one for each
// pair.
struct SheetDay {
    std::string label;
    std::optional<int> weekday;  // 1 = Monday … 7; none: a letter day, or it cannot be told.
    int week = 0;                // 0-based, of a timetable that runs over several weeks.
    std::optional<int> grid;     // Into Sheet::grids: how it rings, when the file says.
};

struct SheetTeacher {
    std::string key;   // The file's own id; unique in the sheet.
    std::string name;  // "" when the file has only ids.
    std::string email;
};

struct SheetSlot {
    int day = 0, period = 0;
    friend auto operator<=>(const SheetSlot&, const SheetSlot&) = default;
};

enum class Use : std::uint8_t {
    teaching,
    planning,  // One's own preparation period.
    common,    // Planning that a team shares.
    duty,
    lunch,
    free,     // Outside contract hours, or said to be free.
    unknown,  // Nothing is known.
};
inline constexpr int use_count = 7;
std::string_view code(Use);
std::optional<Use> parse_use(std::string_view code);

// People together, on some slots of some kinds of day, perhaps in one term only. A double lesson
// is one meeting with two slots. Without a teacher it is kept: the room is taken all the same.
struct SheetMeeting {
    std::string key;  // Stable between two exports of the same timetable.
    Use use = Use::teaching;
    std::string subject;
    std::vector<std::string> groups;        // Classes, as named.
    std::string room;                       // "" when none is named.
    std::vector<int> teachers;              // Into Sheet::teachers; each once.
    std::vector<SheetSlot> slots;           // Sorted, each once.
    std::string term;                       // "" all year.
    std::optional<Day> begins_on, ends_on;  // When the file says; inclusive.
};

// A date that differs from the plan: a special bell grid, another kind of day, no school.
struct SheetDate {
    Day on;
    std::optional<int> day;   // Into Sheet::days.
    std::optional<int> grid;  // Into Sheet::grids.
    bool is_closed = false;
    std::string name;
};

// Something that could not be read as it stands. The rest of the file is read all the same.
struct SheetFlaw {
    Key says;  // timetable_flaws.*
    std::vector<Argument> with;
    std::string where;  // "row 12", "<card> 88", "line 5": for somebody with the file open.
};

struct Sheet {
    Format format = Format::csv;
    std::string title;                 // The school's or file's name for itself; may be "".
    std::vector<std::string> grids;    // At least one; "" is the only one's name.
    std::vector<SheetPeriod> periods;  // In the order of the day, grid by grid.
    std::vector<SheetDay> days;        // In the order of the cycle.
    std::vector<SheetTeacher> teachers;
    std::vector<SheetMeeting> meetings;
    std::vector<SheetDate> dates;
    std::vector<SheetFlaw> flaws;
};

// One file as it was given. Several belong together: GPU001 with GPU004, a .fet with its
// activities.
struct SheetFile {
    std::string name;  // Without a path.
    std::string bytes;
};

// By content, not by name alone; none when it is nothing we know.
std::optional<Format> guess_format(const std::vector<SheetFile>&);

// Refuses (timetable_flaws.*) what is no such file at all, is larger than can be read, or holds no
// timetable (an unsolved FET file, an XHSTT instance without a solution).
Result<Sheet> read_sheet(Format, const std::vector<SheetFile>&);
// The same by what the files are; refuses what is nothing we know.
Result<Sheet> read_sheet(const std::vector<SheetFile>&);

// Periods by teacher: who is busy when, in a form to compare. cell = meetings of the teacher there
// (2 and more: double booked, a fact and no error). Row by row: teacher, then day, then period.
std::vector<int> busy_matrix(const Sheet&);

}  // namespace rapport::timetables
