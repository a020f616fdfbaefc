// Untis: GPU001 says which lesson stands where, a row for each class of it; GPU003 to GPU006 say
// the long names. No header, semicolon or comma, UTF-8 or an older writing.
#include <algorithm>
#include <map>
#include <tuple>

#include "kernel/csv/csv.hpp"
#include "kernel/text/text.hpp"
#include "platform/timetables/readers.hpp"
#include "platform/timetables/sheet_maker.hpp"
#include "platform/timetables/xml.hpp"

namespace rapport::timetables {
namespace {

constexpr int day_max = 7, period_max = 30;
constexpr std::size_t field_count = 7;  // Lesson, class, teacher, subject, room, day, period.

// "GPU004.TXT" is 4; 0 for a file of another name.
int digits_of(const std::string& file_name) {
    const std::string name = text::folded(file_name);
    const std::size_t at = name.find("gpu");
    if (at == name.npos || at + 6 > name.size()) return 0;
    return number_in(std::string_view(name).substr(at + 3, 3), 0);
}

bool is_lesson(const Row& row) {
    if (row.size() < field_count) return false;
    const int day = number_in(row[5], 0), period = number_in(row[6], -1);
    return number_in(row[0], -1) >= 0 && day >= 1 && day <= day_max && period >= 0 &&
           period <= period_max;
}

std::string without_mark(const std::string& name) { return name == "?" ? "" : name; }

using LongNames = std::map<std::string, std::string, std::less<>>;

struct Names {
    LongNames teachers, subjects, emails;
};

void read_names(const SheetFile& file, int number, Names& names) {
    each_row(file.bytes, [&](std::int64_t, const Row& row) {
        if (row.size() < 2 || row[0].empty()) return;
        if (number == 6) names.subjects.try_emplace(row[0], row[1]);
        if (number != 4) return;
        names.teachers.try_emplace(row[0], row[1]);
        const auto email = std::ranges::find_if(
            row, [](const std::string& cell) { return cell.find('@') != cell.npos; });
        if (email != row.end()) names.emails.try_emplace(row[0], *email);
    });
}

std::string long_name(const LongNames& names, const std::string& brief) {
    const auto found = names.find(brief);
    return found == names.end() || found->second.empty() ? brief : found->second;
}

// The rows of one lesson that are in one room at one time are one meeting of many classes.
struct Together {
    std::vector<std::string> teachers, classes;
};
using Place = std::tuple<int, std::string, std::string>;  // Lesson, subject, room.
using Lessons = std::map<Place, std::map<SheetSlot, Together>>;

void add(std::vector<std::string>& list, const std::string& name) {
    if (!name.empty() && std::ranges::find(list, name) == list.end()) list.push_back(name);
}

Lessons read_lessons(const SheetFile& file, SheetMaker& maker) {
    Lessons lessons;
    each_row(file.bytes, [&](std::int64_t number, const Row& row) {
        if (!is_lesson(row)) {
            maker.flaw("timetable_flaws.untis_row", row_text(number), {});
            return;
        }
        const Place place{number_in(row[0], 0), without_mark(row[3]), without_mark(row[4])};
        const SheetSlot slot{number_in(row[5], 1) - 1, number_in(row[6], 0)};
        Together& together = lessons[place][slot];
        add(together.classes, without_mark(row[1]));
        add(together.teachers, without_mark(row[2]));
    });
    return lessons;
}

// Days up to Friday at least; periods from the first to the last that is used.
void add_days_and_periods(const Lessons& lessons, SheetMaker& maker, int& first_period) {
    int last_day = 4, first = period_max, last = 0;
    for (const auto& [place, slots] : lessons) {
        for (const auto& [slot, together] : slots) {
            last_day = std::max(last_day, slot.day);
            first = std::min(first, slot.period);
            last = std::max(last, slot.period);
        }
    }
    for (int day = 0; day <= last_day; ++day) {
        const int index = maker.add_day(std::to_string(day + 1));
        maker.sheet.days[static_cast<std::size_t>(index)].weekday = day + 1;
    }
    const int grid = maker.grid("");
    for (int period = first; period <= last; ++period) {
        maker.add_period(std::to_string(period), grid);
    }
    first_period = first;
}

void meet(const Place& place, const std::map<SheetSlot, Together>& slots, const Names& names,
          int first_period, SheetMaker& maker) {
    const auto& [number, subject, room] = place;
    std::map<std::pair<std::vector<std::string>, std::vector<std::string>>, std::vector<SheetSlot>>
        alike;  // The same people, so one meeting.
    for (const auto& [slot, together] : slots) {
        alike[{together.teachers, together.classes}].push_back(slot);
    }
    for (const auto& [people, times] : alike) {
        SheetMeeting& meeting = maker.meet(std::to_string(number) + "|" + subject + "|" + room);
        meeting.subject = name_of(long_name(names.subjects, subject));
        meeting.room = name_of(room);
        for (const std::string& group : people.second) meeting.groups.push_back(name_of(group));
        for (const std::string& teacher : people.first) {
            const int index = maker.teacher(teacher, long_name(names.teachers, teacher));
            maker.attend(meeting, index);
        }
        for (const SheetSlot& slot : times) {
            maker.place(meeting, {slot.day, slot.period - first_period});
        }
    }
}

}  // namespace

bool is_untis(const SheetFile& file) {
    if (digits_of(file.name) == 1) return true;
    return is_lesson(first_row_of(file));
}

Result<Sheet> read_untis(const Files& files) {
    SheetMaker maker(Format::untis);
    Names names;
    Lessons lessons;
    for (const SheetFile& file : files) {
        const int number = digits_of(file.name);
        if (number > 1) {
            read_names(file, number, names);
        } else if (number == 1 || is_untis(file)) {
            lessons.merge(read_lessons(file, maker));
        }
    }
    if (lessons.empty()) return Refusal{.key = "timetable_flaws.untis_no_lessons"};
    int first_period = 0;
    add_days_and_periods(lessons, maker, first_period);
    for (const auto& [place, slots] : lessons) meet(place, slots, names, first_period, maker);
    for (SheetTeacher& teacher : maker.sheet.teachers) {
        const auto email = names.emails.find(teacher.key);
        if (email != names.emails.end()) teacher.email = name_of(email->second);
    }
    maker.flaw("timetable_flaws.no_times", "", {});
    return maker.finish();
}

}  // namespace rapport::timetables
