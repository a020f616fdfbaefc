// Recurrence rules, expanded on a wall without clock changes. Inside ical only.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rapport::ical {

inline constexpr std::int64_t day_seconds = 86'400;

// What may be spent on one file. A limit that is met cuts the reading short, and says so.
struct Budget {
    std::int64_t steps = 400'000;  // Occurrences looked at.
    std::chrono::steady_clock::time_point ends =
        std::chrono::steady_clock::now() + std::chrono::seconds(3);
    bool is_spent = false;
    bool take();  // One step; false when there is none left.
};

// Seconds on a wall since 1970-01-01T00:00.
struct Wall {
    std::int64_t seconds = 0;
    bool is_day = false;  // A whole day: seconds is its midnight.
    friend bool operator==(const Wall&, const Wall&) = default;
};

// "19980118T230000", "19980118", and the same with Z, which is told apart by is_utc.
struct WallText {
    Wall wall;
    bool is_utc = false;
};
std::optional<WallText> wall_of(std::string_view);

// Seconds and days of "P1DT2H", "-PT15M", "P2W"; none when it is nothing of the kind.
struct Length {
    std::int64_t days = 0, seconds = 0;
};
std::optional<Length> length_of(std::string_view);

struct Stretch {
    std::int64_t from = 0, until = 0;  // Wall seconds; the end is not included.
};

// The beginnings that a rule gives within the stretch, in order, from the first on. `wall_of_utc`
// turns an UNTIL in UTC into the wall of the beginning. False when the rule cannot be understood.
bool expand(const std::string& rule, const Wall& first, const Stretch&,
            const std::function<std::int64_t(std::int64_t)>& wall_of_utc, Budget&,
            std::vector<std::int64_t>& into);

// A rule of vCalendar 1.0 ("W2 MO WE #10") as one of iCalendar; "" when it is neither.
std::string rule_of_vcalendar(std::string_view);

}  // namespace rapport::ical
