// What all readers share: a sheet in the making, with what names mean and how much is too much.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/timetables/sheet.hpp"

namespace rapport::timetables {

// More than any school has; a file that says more is no timetable, or means harm.
inline constexpr std::size_t bytes_max = 64u * 1024 * 1024;
inline constexpr std::size_t grids_max = 100, days_max = 400, periods_max = 400;
inline constexpr std::size_t teachers_max = 50'000;
inline constexpr int day_minutes = 24 * 60;
inline constexpr std::size_t meetings_max = 500'000, placed_max = 2'000'000;
inline constexpr std::size_t cells_max = 20'000'000;  // Teachers × days × periods.
inline constexpr std::size_t flaws_max = 1000, dates_max = 20'000;

// A name fit to be kept: without white space at its ends, of one line, at most 200 characters.
std::string name_of(std::string_view);

class SheetMaker {
  public:
    explicit SheetMaker(Format format) { sheet.format = format; }

    Sheet sheet;

    // Finds by the name as it stands, or adds.
    int grid(std::string_view name);
    int day(std::string_view label);
    int period(std::string_view label, int grid);
    int teacher(std::string_view key, std::string_view name);
    std::optional<int> find_day(std::string_view label) const;
    std::optional<int> find_period(std::string_view label, int grid) const;
    std::optional<int> find_teacher(std::string_view key) const;
    // Adds one of that label even where there is one already (two "Lunch").
    int add_day(std::string_view label);
    int add_period(std::string_view label, int grid);

    // Whoever meets here; the key is made unique by a number.
    SheetMeeting& meet(std::string_view key);
    void place(SheetMeeting&, SheetSlot);
    void attend(SheetMeeting&, int teacher);

    void flaw(Key says, std::string where, std::vector<Argument> with);

    // Grid by grid and by their ring, where all of a grid have one; slots follow.
    void sort_periods();
    void sort_days(const std::vector<int>& by);  // The rank of each day.
    // For files that only mention days and periods: in the order of a week and of a day where their
    // names tell, else by the numbers in them, else as they came.
    void sort_as_named();

    // Sorts what is to be sorted, leaves out meetings without a slot (a flaw counts them), reads
    // times out of labels and weekdays out of names, and refuses what is empty or too large.
    Result<Sheet> finish();

  private:
    using Index = std::unordered_map<std::string, int>;
    void renumber_days(const std::vector<int>& order);
    void renumber_periods(const std::vector<int>& order);
    std::optional<Refusal> too_large() const;
    void drop_unplaced();
    void tell_times_and_weekdays();

    Index grids_, days_, teachers_;
    std::map<std::pair<int, std::string>, int> periods_;
    std::unordered_map<std::string, int> keys_;
    std::size_t placed_ = 0;
    std::int64_t more_flaws_ = 0;
    bool is_too_large_ = false;
};

}  // namespace rapport::timetables
