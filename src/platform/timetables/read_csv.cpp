// A plain table: a row for each teacher, day and period, columns in any order, headers in English
// or French. Rows that agree in all but their time are one meeting.
#include <algorithm>
#include <map>
#include <tuple>

#include "kernel/text/text.hpp"
#include "platform/timetables/clock_times.hpp"
#include "platform/timetables/csv_columns.hpp"
#include "platform/timetables/readers.hpp"
#include "platform/timetables/sheet_maker.hpp"
#include "platform/timetables/xml.hpp"

namespace rapport::timetables {
namespace {

struct Entry {
    std::vector<std::string> teachers;  // As named in one cell.
    std::string key, email, subject, room, term, week;
    std::vector<std::string> groups, days;
    std::string period;
    std::optional<Ring> ring;
    Use use = Use::teaching;
};

std::string two_digits(int number) {
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::string clock(int minutes) { return two_digits(minutes / 60) + ":" + two_digits(minutes % 60); }

class Table {
  public:
    explicit Table(SheetMaker& maker) : maker_(maker), grid_(maker.grid("")) {}

    Result<Done> read(const SheetFile& file) {
        std::optional<Refusal> refusal;
        bool has_header = false;
        each_row(file.bytes, [&](std::int64_t number, const Row& row) {
            if (refusal) return;
            if (has_header) return read_row(number, row);
            has_header = true;
            columns_ = csv_columns(row);
            refusal = missing();
        });
        if (refusal) return *refusal;
        return Done{};
    }

    void make() {
        for (const auto& [key, entry] : meetings_) {
            const auto& [slots, first] = entry;
            SheetMeeting& meeting = maker_.meet(key);
            meeting.use = first.use;
            meeting.subject = name_of(first.subject);
            meeting.room = name_of(first.room);
            meeting.term = name_of(first.term);
            for (const std::string& group : first.groups) meeting.groups.push_back(name_of(group));
            for (const std::string& name : first.teachers) {
                maker_.attend(meeting, teacher(name, first));
            }
            for (const SheetSlot& slot : slots) maker_.place(meeting, slot);
        }
    }

  private:
    std::optional<Refusal> missing() const {
        if (!columns_.has_teacher()) return Refusal{.key = "timetable_flaws.csv_no_teacher"};
        if (!columns_.day) return Refusal{.key = "timetable_flaws.csv_no_day"};
        if (!columns_.has_period()) return Refusal{.key = "timetable_flaws.csv_no_period"};
        return std::nullopt;
    }

    static std::string cell(const Row& row, std::optional<std::size_t> at) {
        return at && *at < row.size() ? row[*at] : std::string();
    }

    // Names in one cell go by ";" or "+": a comma stands inside a name.
    Entry entry_of(const Row& row) const {
        Entry entry{.key = cell(row, columns_.key),
                    .email = cell(row, columns_.email),
                    .subject = cell(row, columns_.subject),
                    .room = cell(row, columns_.room),
                    .term = cell(row, columns_.term),
                    .week = cell(row, columns_.week)};
        std::string names = cell(row, columns_.teacher);
        if (names.empty()) {
            names = cell(row, columns_.first_name) + " " + cell(row, columns_.last_name);
        }
        std::ranges::replace(names, '+', ';');
        entry.teachers = parts_of(names, ';');
        if (entry.teachers.empty() && !entry.key.empty()) entry.teachers.push_back(entry.key);
        if (entry.teachers.empty() && !entry.email.empty()) entry.teachers.push_back(entry.email);
        std::string groups = cell(row, columns_.group);
        std::ranges::replace(groups, '+', ';');
        entry.groups = parts_of(groups, ';');
        std::string days = cell(row, columns_.day);
        for (const char by : {'+', ',', '/'}) std::ranges::replace(days, by, ';');
        entry.days = parts_of(days, ';');
        entry.period = cell(row, columns_.period);
        const auto begins = clock_time(cell(row, columns_.begins));
        const auto ends = clock_time(cell(row, columns_.ends));
        if (begins && ends && *begins < *ends) entry.ring = Ring{*begins, *ends};
        if (entry.period.empty() && begins) {
            entry.period = clock(*begins) + (entry.ring ? "-" + clock(*ends) : "");
        }
        return entry;
    }

    void read_row(std::int64_t number, const Row& row) {
        const bool is_blank =
            std::ranges::all_of(row, [](const std::string& text) { return text.empty(); });
        if (is_blank) return;
        Entry entry = entry_of(row);
        const auto lacks = [&](Key says) { maker_.flaw(says, row_text(number), {}); };
        if (entry.teachers.empty()) return lacks("timetable_flaws.row_no_teacher");
        if (entry.days.empty()) return lacks("timetable_flaws.row_no_day");
        if (entry.period.empty()) return lacks("timetable_flaws.row_no_period");
        entry.use = said_use(number, row, entry.subject);
        for (const std::string& day : entry.days) {
            for (const int period : periods(entry)) keep(entry, {day_of(day, entry.week), period});
        }
    }

    // The column of uses wins; a subject "Prep" says the same without one.
    Use said_use(std::int64_t number, const Row& row, const std::string& subject) {
        const std::string said = cell(row, columns_.use);
        if (const auto use = use_of(said)) return *use;
        if (!said.empty()) {
            maker_.flaw("timetable_flaws.row_use", row_text(number), {{"use", name_of(said)}});
        }
        return use_of(subject).value_or(Use::teaching);
    }

    // "3-4" is two periods; "8:00-8:45" is one.
    std::vector<int> periods(const Entry& entry) {
        const auto bounds = text::split(entry.period, '-');
        const int first = number_in(bounds.front(), -1), last = number_in(bounds.back(), -1);
        constexpr int longest = 8;
        if (bounds.size() == 2 && first >= 0 && first < last && last - first < longest) {
            std::vector<int> all;
            for (int i = first; i <= last; ++i) {
                all.push_back(maker_.period(std::to_string(i), grid_));
            }
            return all;
        }
        const int index = maker_.period(entry.period, grid_);
        auto& ring = maker_.sheet.periods[static_cast<std::size_t>(index)].ring;
        if (!ring) ring = entry.ring;
        return {index};
    }

    int day_of(const std::string& label, const std::string& week) {
        if (week.empty()) return maker_.day(label);
        const auto [place, is_new] = weeks_.try_emplace(week, static_cast<int>(weeks_.size()));
        const int index = maker_.day(week + " " + label);
        maker_.sheet.days[static_cast<std::size_t>(index)].week = place->second;
        return index;
    }

    void keep(const Entry& entry, SheetSlot slot) {
        std::string key;
        for (const std::string& name : entry.teachers) key += text::folded(name) + "+";
        for (const auto& part : {entry.key, entry.subject, entry.room, entry.term}) {
            key += "|" + text::folded(part);
        }
        for (const std::string& group : entry.groups) key += "|" + text::folded(group);
        if (entry.use != Use::teaching) key += "|" + std::string(code(entry.use));
        const auto [place, is_new] = meetings_.try_emplace(key);
        if (is_new) place->second.second = entry;
        place->second.first.push_back(slot);
    }

    int teacher(const std::string& name, const Entry& entry) {
        const bool is_alone = entry.teachers.size() == 1;
        std::string key = is_alone && !entry.key.empty() ? entry.key : "";
        if (key.empty()) key = is_alone && !entry.email.empty() ? entry.email : name;
        const int index = maker_.teacher(key, name);
        SheetTeacher& made = maker_.sheet.teachers[static_cast<std::size_t>(index)];
        if (is_alone && made.email.empty()) made.email = name_of(entry.email);
        return index;
    }

    SheetMaker& maker_;
    int grid_;
    CsvColumns columns_;
    std::map<std::string, int, std::less<>> weeks_;
    std::map<std::string, std::pair<std::vector<SheetSlot>, Entry>> meetings_;
};

}  // namespace

bool is_csv(const SheetFile& file) {
    const CsvColumns columns = csv_columns(first_row_of(file));
    return columns.has_teacher() && columns.day && columns.has_period();
}

Result<Sheet> read_csv(const Files& files) {
    SheetMaker maker(Format::csv);
    Table table(maker);
    for (const SheetFile& file : files) {
        const auto read = table.read(file);
        if (!read) return read.refusal();
    }
    table.make();
    if (maker.sheet.meetings.empty()) return Refusal{.key = "timetable_flaws.csv_no_rows"};
    maker.sort_as_named();
    return maker.finish();
}

}  // namespace rapport::timetables
