// Bell schedules as people write them: "* normal # Normal Schedule", then "8:15 Period 1" until
// "15:10 Free"; a calendar says which weekday rings by which, and which dates differ.
#include <algorithm>
#include <map>

#include "kernel/text/encoding.hpp"
#include "kernel/text/text.hpp"
#include "platform/timetables/clock_times.hpp"
#include "platform/timetables/readers.hpp"
#include "platform/timetables/sheet_maker.hpp"
#include "platform/timetables/xml.hpp"

namespace rapport::timetables {
namespace {

constexpr std::int64_t range_max = 400;  // Days of one special line.

struct Line {
    std::string text, label;  // Before and after "#".
    std::int64_t number = 0;
};

std::string line_text(const Line& line) { return "line " + std::to_string(line.number); }

std::vector<Line> lines_of(const SheetFile& file) {
    const std::string text = text::to_utf8(file.bytes, "");
    std::vector<Line> lines;
    std::int64_t number = 0;
    for (const std::string_view raw : text::split(text, '\n')) {
        ++number;
        const std::size_t mark = raw.find('#');
        const std::string_view label = mark == raw.npos ? "" : raw.substr(mark + 1);
        Line line{std::string(text::trimmed(raw.substr(0, mark))),
                  std::string(text::trimmed(label)), number};
        if (!line.text.empty()) lines.push_back(std::move(line));
    }
    return lines;
}

bool is_heading(const Line& line) { return line.text.starts_with("*"); }

std::string heading_of(const Line& line) {
    return std::string(text::trimmed(std::string_view(line.text).substr(1)));
}

// "8:15 Period 1": the time and what begins.
struct Bell {
    int at = 0;
    std::string what;
};
std::optional<Bell> bell_of(const Line& line) {
    std::string_view rest = line.text;
    std::size_t end = std::min(rest.find(' '), rest.size());
    auto at = clock_time(rest.substr(0, end));
    // "8:15 am Period 1".
    const std::size_t next = std::min(rest.find(' ', std::min(end + 1, rest.size())), rest.size());
    if (const auto with_half = clock_time(rest.substr(0, next)); with_half && next > end) {
        at = with_half;
        end = next;
    }
    if (!at) return std::nullopt;
    std::string what;
    for (const char c : text::trimmed(rest.substr(end))) {
        if (c != '{' && c != '}') what += c;
    }
    return Bell{*at, what};
}

// Walking to a lesson is no period; "Free" is the end of the day.
bool is_between(const std::string& what) {
    const std::string word = text::folded(what);
    return word.empty() || word == "free" || word == "passing" || word.starts_with("passing ") ||
           word.starts_with("pasing to ");
}

// One schedule in the making.
class Schedules {
  public:
    explicit Schedules(SheetMaker& maker) : maker_(maker) {}

    void begin(const Line& line) {
        end();
        const std::string code = heading_of(line);
        std::string name = line.label.empty() ? code : line.label;
        // Two schedules may have one name; they stay two.
        if (std::ranges::find(maker_.sheet.grids, name_of(name)) != maker_.sheet.grids.end()) {
            name += " (" + code + ")";
        }
        grid_ = codes_[code] = maker_.grid(name);
    }
    void ring(const Line& line) {
        const auto bell = bell_of(line);
        if (!bell || !grid_) {
            maker_.flaw("timetable_flaws.bell_line", line_text(line), {});
            return;
        }
        constexpr int noon = 12 * 60;
        Bell next = *bell;
        // Clocks of twelve hours: one o'clock after noon.
        if (!bells_.empty() && next.at < bells_.back().at && next.at < noon &&
            next.at + noon >= bells_.back().at) {
            next.at += noon;
        }
        if (!bells_.empty() && next.at < bells_.back().at) {
            maker_.flaw("timetable_flaws.bell_back", line_text(line), {});
            return;
        }
        bells_.push_back(next);
    }
    // The last bell only ends what was before it.
    void end() {
        for (std::size_t i = 0; i + 1 < bells_.size(); ++i) {
            const Bell& bell = bells_[i];
            if (is_between(bell.what) || bells_[i + 1].at <= bell.at) continue;
            const int index = maker_.add_period(bell.what, *grid_);
            maker_.sheet.periods[static_cast<std::size_t>(index)].ring =
                Ring{bell.at, bells_[i + 1].at};
        }
        if (!bells_.empty() && !is_between(bells_.back().what)) {
            maker_.flaw("timetable_flaws.bell_no_end", "",
                        {{"period", name_of(bells_.back().what)}});
        }
        bells_.clear();
        grid_.reset();
    }
    // By its code in the calendar; one that no schedule describes is added, without periods.
    int grid(const std::string& code) {
        const auto [place, is_new] = codes_.try_emplace(code, 0);
        if (is_new) place->second = maker_.grid(code);
        return place->second;
    }

  private:
    SheetMaker& maker_;
    std::map<std::string, int, std::less<>> codes_;
    std::optional<int> grid_;
    std::vector<Bell> bells_;
};

void read_schedules(const std::vector<Line>& lines, Schedules& schedules) {
    for (const Line& line : lines) {
        is_heading(line) ? schedules.begin(line) : schedules.ring(line);
    }
    schedules.end();
}

// "10/18/2018".
std::optional<Day> american(std::string_view text) {
    const auto parts = text::split(text::trimmed(text), '/');
    if (parts.size() != 3) return std::nullopt;
    const int month = number_in(parts[0], 0), day = number_in(parts[1], 0),
              year = number_in(parts[2], 0);
    if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1900 || year > 2200) {
        return std::nullopt;
    }
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return Day::parse(std::to_string(year) + "-" + two(month) + "-" + two(day));
}

// "10/18/2018-10/19/2018 holiday # No School".
void read_special(const Line& line, Schedules& schedules, SheetMaker& maker) {
    const std::size_t space = std::min(line.text.find_first_of(" \t"), line.text.size());
    const std::string when = line.text.substr(0, space);
    const std::string code(text::trimmed(std::string_view(line.text).substr(space)));
    const auto bounds = text::split(when, '-');
    const auto first = american(bounds.front()), last = american(bounds.back());
    const std::int64_t length = first && last ? last->number() - first->number() : -1;
    if (code.empty() || length < 0 || length > range_max) {
        maker.flaw("timetable_flaws.bell_date", line_text(line), {});
        return;
    }
    const int grid = schedules.grid(code);
    for (std::int64_t i = 0; i <= length && maker.sheet.dates.size() <= dates_max; ++i) {
        SheetDate date{.on = first->plus(i), .grid = grid};
        date.name = name_of(line.label);
        maker.sheet.dates.push_back(std::move(date));
    }
}

// "Mon normal".
void read_weekday(const Line& line, Schedules& schedules, SheetMaker& maker) {
    constexpr std::string_view names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    const std::size_t space = std::min(line.text.find_first_of(" \t"), line.text.size());
    const std::string label = line.text.substr(0, space);
    const std::string code(text::trimmed(std::string_view(line.text).substr(space)));
    const std::string word = text::folded(label).substr(0, 3);
    const auto* const found = std::ranges::find(names, std::string_view(word));
    if (found == std::end(names) || code.empty()) {
        maker.flaw("timetable_flaws.bell_line", line_text(line), {});
        return;
    }
    const int index = maker.day(label);
    SheetDay& day = maker.sheet.days[static_cast<std::size_t>(index)];
    day.weekday = static_cast<int>(found - std::begin(names)) + 1;
    day.grid = schedules.grid(code);
}

void read_calendar(const std::vector<Line>& lines, Schedules& schedules, SheetMaker& maker) {
    bool are_special = false;
    for (const Line& line : lines) {
        if (is_heading(line)) {
            are_special = text::folded(heading_of(line)).starts_with("special");
        } else if (are_special) {
            read_special(line, schedules, maker);
        } else {
            read_weekday(line, schedules, maker);
        }
    }
}

bool is_calendar(const std::vector<Line>& lines) {
    return std::ranges::any_of(lines, [](const Line& line) {
        return is_heading(line) && text::folded(heading_of(line)) == "default week";
    });
}

// A schedule without a single bell is a day without school: "holiday", "weekend". Days of that
// kind are no kinds of school day; dates are closed.
void close_silent_days(SheetMaker& maker) {
    std::vector<bool> rings(maker.sheet.grids.size());
    for (const SheetPeriod& period : maker.sheet.periods) {
        rings[static_cast<std::size_t>(period.grid)] = true;
    }
    const auto is_silent = [&](std::optional<int> grid) {
        return grid && !rings[static_cast<std::size_t>(*grid)];
    };
    for (SheetDate& date : maker.sheet.dates) date.is_closed = is_silent(date.grid);
    std::erase_if(maker.sheet.days, [&](const SheetDay& day) { return is_silent(day.grid); });
    std::ranges::stable_sort(maker.sheet.days, {},
                             [](const SheetDay& day) { return day.weekday.value_or(0); });
}

}  // namespace

bool is_bell(const SheetFile& file) {
    if (beginning_of(file).find('*') == std::string::npos) return false;
    const auto lines = lines_of(file);
    if (lines.empty() || !is_heading(lines.front())) return false;
    if (is_calendar(lines)) return true;
    return std::ranges::any_of(lines, [](const Line& line) { return bell_of(line).has_value(); });
}

Result<Sheet> read_bell(const Files& files) {
    SheetMaker maker(Format::bell);
    Schedules schedules(maker);
    std::vector<std::vector<Line>> calendars;
    for (const SheetFile& file : files) {
        const auto lines = lines_of(file);
        if (lines.empty() || !is_heading(lines.front())) continue;
        if (is_calendar(lines)) {
            calendars.push_back(lines);
        } else {
            read_schedules(lines, schedules);
        }
    }
    for (const auto& lines : calendars) read_calendar(lines, schedules, maker);
    if (maker.sheet.periods.empty()) return Refusal{.key = "timetable_flaws.bell_no_periods"};
    close_silent_days(maker);
    maker.sort_periods();
    return maker.finish();
}

}  // namespace rapport::timetables
