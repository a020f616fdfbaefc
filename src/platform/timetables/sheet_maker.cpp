#include "platform/timetables/sheet_maker.hpp"

#include <algorithm>
#include <numeric>

#include "kernel/locale/weekdays.hpp"
#include "kernel/text/text.hpp"
#include "platform/timetables/clock_times.hpp"

namespace rapport::timetables {
namespace {

constexpr std::size_t name_max = 200;  // Characters.

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// Puts the things in `order` and says where each went.
template <class T>
std::vector<int> reorder(std::vector<T>& things, const std::vector<int>& order) {
    std::vector<int> went(things.size());
    std::vector<T> sorted;
    sorted.reserve(things.size());
    for (const int from : order) {
        went[at(from)] = static_cast<int>(sorted.size());
        sorted.push_back(std::move(things[at(from)]));
    }
    things = std::move(sorted);
    return went;
}

constexpr int without_number = 1'000'000;

// The first number in a name; a name without one comes after those with.
int rank_of(std::string_view label) {
    const std::size_t first = label.find_first_of("0123456789");
    if (first == label.npos) return without_number;
    int value = 0;
    for (std::size_t i = first; i < label.size() && label[i] >= '0' && label[i] <= '9'; ++i) {
        value = std::min(value * 10 + (label[i] - '0'), without_number - 1);
    }
    return value;
}

// When a period of this name begins: before half past six in the morning nobody teaches, so that is
// a clock of twelve hours.
std::optional<int> begin_of(const std::string& label) {
    constexpr int earliest = 6 * 60 + 30, half_day = 12 * 60;
    const auto ring = ring_in(label);
    const auto begins = ring ? std::optional(ring->begins) : clock_time(label);
    if (!begins) return std::nullopt;
    return *begins < earliest ? *begins + half_day : *begins;
}

std::vector<int> counted(std::size_t count) {
    std::vector<int> order(count);
    std::iota(order.begin(), order.end(), 0);
    return order;
}

}  // namespace

std::string name_of(std::string_view given) {
    std::string line;
    for (const char c : text::trimmed(given)) {
        const bool is_blank = c == '\n' || c == '\t' || c == '\r';
        if (!is_blank) {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    return text::shortened(line, name_max);
}

int SheetMaker::grid(std::string_view name) {
    const auto [place, is_new] =
        grids_.emplace(name_of(name), static_cast<int>(sheet.grids.size()));
    if (is_new) sheet.grids.push_back(place->first);
    return place->second;
}

int SheetMaker::add_day(std::string_view label) {
    if (sheet.days.size() >= days_max) {
        is_too_large_ = true;
        return 0;
    }
    const int index = static_cast<int>(sheet.days.size());
    sheet.days.push_back({.label = name_of(label)});
    days_.emplace(sheet.days.back().label, index);
    return index;
}

int SheetMaker::day(std::string_view label) {
    const auto found = find_day(label);
    return found ? *found : add_day(label);
}

std::optional<int> SheetMaker::find_day(std::string_view label) const {
    const auto found = days_.find(name_of(label));
    return found == days_.end() ? std::nullopt : std::optional(found->second);
}

int SheetMaker::add_period(std::string_view label, int in_grid) {
    if (sheet.periods.size() >= periods_max) {
        is_too_large_ = true;
        return 0;
    }
    const int index = static_cast<int>(sheet.periods.size());
    sheet.periods.push_back({.label = name_of(label), .ring = std::nullopt, .grid = in_grid});
    periods_.emplace(std::pair(in_grid, sheet.periods.back().label), index);
    return index;
}

int SheetMaker::period(std::string_view label, int in_grid) {
    const auto found = find_period(label, in_grid);
    return found ? *found : add_period(label, in_grid);
}

std::optional<int> SheetMaker::find_period(std::string_view label, int in_grid) const {
    const auto found = periods_.find({in_grid, name_of(label)});
    return found == periods_.end() ? std::nullopt : std::optional(found->second);
}

int SheetMaker::teacher(std::string_view key, std::string_view name) {
    if (const auto found = find_teacher(key)) return *found;
    if (sheet.teachers.size() >= teachers_max) {
        is_too_large_ = true;
        return 0;
    }
    const int index = static_cast<int>(sheet.teachers.size());
    sheet.teachers.push_back({.key = name_of(key), .name = name_of(name), .email = ""});
    teachers_.emplace(sheet.teachers.back().key, index);
    return index;
}

std::optional<int> SheetMaker::find_teacher(std::string_view key) const {
    const auto found = teachers_.find(name_of(key));
    return found == teachers_.end() ? std::nullopt : std::optional(found->second);
}

SheetMeeting& SheetMaker::meet(std::string_view key) {
    // One past the limit is kept, to be refused at the end.
    if (sheet.meetings.size() > meetings_max) {
        is_too_large_ = true;
        return sheet.meetings.back();
    }
    const std::string plain = name_of(key);
    const int count = ++keys_[plain];
    sheet.meetings.emplace_back();
    sheet.meetings.back().key = count == 1 ? plain : plain + "#" + std::to_string(count);
    return sheet.meetings.back();
}

void SheetMaker::place(SheetMeeting& meeting, SheetSlot slot) {
    if (++placed_ > placed_max) {
        is_too_large_ = true;
        return;
    }
    meeting.slots.push_back(slot);
}

void SheetMaker::attend(SheetMeeting& meeting, int who) {
    if (++placed_ > placed_max) {
        is_too_large_ = true;
        return;
    }
    meeting.teachers.push_back(who);
}

void SheetMaker::flaw(Key says, std::string where, std::vector<Argument> with) {
    if (sheet.flaws.size() < flaws_max) {
        sheet.flaws.push_back({says, std::move(with), std::move(where)});
    } else {
        ++more_flaws_;
    }
}

void SheetMaker::renumber_periods(const std::vector<int>& order) {
    const auto went = reorder(sheet.periods, order);
    for (auto& [label, index] : periods_) index = went[at(index)];
    for (SheetMeeting& meeting : sheet.meetings) {
        for (SheetSlot& slot : meeting.slots) slot.period = went[at(slot.period)];
    }
}

void SheetMaker::renumber_days(const std::vector<int>& order) {
    const auto went = reorder(sheet.days, order);
    for (auto& [label, index] : days_) index = went[at(index)];
    for (SheetMeeting& meeting : sheet.meetings) {
        for (SheetSlot& slot : meeting.slots) slot.day = went[at(slot.day)];
    }
    for (SheetDate& date : sheet.dates) {
        if (date.day) date.day = went[at(*date.day)];
    }
}

void SheetMaker::sort_periods() {
    std::vector<bool> rings(sheet.grids.size(), true);
    for (const SheetPeriod& period : sheet.periods) {
        if (!period.ring) rings[at(period.grid)] = false;
    }
    auto order = counted(sheet.periods.size());
    std::ranges::stable_sort(order, [&](int a, int b) {
        const SheetPeriod &one = sheet.periods[at(a)], &other = sheet.periods[at(b)];
        if (one.grid != other.grid) return one.grid < other.grid;
        return rings[at(one.grid)] && one.ring->begins < other.ring->begins;
    });
    renumber_periods(order);
}

void SheetMaker::sort_days(const std::vector<int>& by) {
    auto order = counted(sheet.days.size());
    std::ranges::stable_sort(order, [&](int a, int b) { return by[at(a)] < by[at(b)]; });
    renumber_days(order);
}

void SheetMaker::sort_as_named() {
    std::vector<std::string> labels;
    labels.reserve(sheet.days.size());
    for (const SheetDay& day : sheet.days) labels.push_back(day.label);
    std::vector<int> ranks;
    ranks.reserve(labels.size());
    const auto weekdays = locale::weekdays_of(labels);
    const bool is_week = std::ranges::all_of(weekdays, [](auto day) { return day.has_value(); });
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const int rank = is_week ? *weekdays[i] : rank_of(labels[i]);
        ranks.push_back(sheet.days[i].week * 2 * without_number + rank);
    }
    sort_days(ranks);
    const bool have_times = std::ranges::all_of(sheet.periods, [](const SheetPeriod& period) {
        return begin_of(period.label).has_value();
    });
    auto order = counted(sheet.periods.size());
    std::ranges::stable_sort(order, {}, [&](int i) {
        const std::string& label = sheet.periods[at(i)].label;
        return have_times ? begin_of(label).value_or(0) : rank_of(label);
    });
    renumber_periods(order);
}

void SheetMaker::drop_unplaced() {
    const auto count = std::erase_if(
        sheet.meetings, [](const SheetMeeting& meeting) { return meeting.slots.empty(); });
    if (count > 0) {
        flaw("timetable_flaws.unplaced", "", {{"count", static_cast<std::int64_t>(count)}});
    }
}

void SheetMaker::tell_times_and_weekdays() {
    if (ring_from_labels(sheet.periods) == Rings::begins_only) {
        flaw("timetable_flaws.ends_guessed", "", {});
    }
    const bool is_told = std::ranges::any_of(
        sheet.days, [](const SheetDay& day) { return day.weekday.has_value(); });
    if (is_told) return;
    std::vector<std::string> labels;
    labels.reserve(sheet.days.size());
    for (const SheetDay& day : sheet.days) labels.push_back(day.label);
    const auto weekdays = locale::weekdays_of(labels);
    for (std::size_t i = 0; i < labels.size(); ++i) sheet.days[i].weekday = weekdays[i];
}

std::optional<Refusal> SheetMaker::too_large() const {
    const std::size_t cells = sheet.teachers.size() * sheet.days.size() * sheet.periods.size();
    const bool is_too_much = is_too_large_ || cells > cells_max ||
                             sheet.meetings.size() > meetings_max || sheet.dates.size() > dates_max;
    if (!is_too_much) return std::nullopt;
    return Refusal{.key = "timetable_flaws.too_much"};
}

Result<Sheet> SheetMaker::finish() {
    if (sheet.grids.empty()) grid("");
    if (const auto refusal = too_large()) return *refusal;
    for (SheetMeeting& meeting : sheet.meetings) {
        std::ranges::sort(meeting.slots);
        meeting.slots.erase(std::ranges::unique(meeting.slots).begin(), meeting.slots.end());
        std::ranges::sort(meeting.teachers);
        meeting.teachers.erase(std::ranges::unique(meeting.teachers).begin(),
                               meeting.teachers.end());
    }
    drop_unplaced();
    if (sheet.meetings.empty() && sheet.periods.empty() && sheet.dates.empty()) {
        return Refusal{.key = "timetable_flaws.nothing"};
    }
    tell_times_and_weekdays();
    if (more_flaws_ > 0) {
        sheet.flaws.push_back({"timetable_flaws.more_flaws", {{"count", more_flaws_}}, ""});
    }
    return std::move(sheet);
}

}  // namespace rapport::timetables
