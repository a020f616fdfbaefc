// What a teacher is promised: how urgent a request is, when the first answer comes, when it is
// finished. All pure; the district's own numbers come in as settings.
//
// The rule: minutes and hours run straight on. Days are school days (platform/calendar: Monday to
// Friday without the closures of the building), 8:00 to 16:00 on its wall; a half day counts. What
// arrives outside those hours counts from the next 8:00. One school day after Friday 15:00 is
// Monday 15:00; after Saturday it is Monday 16:00, the end of the one whole day. A clock change
// moves nothing that is said in days.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/clock/clock.hpp"
#include "platform/calendar/calendar.hpp"

namespace rapport::requests {

// A length of time somebody was promised: minutes straight on, or school days.
struct Span {
    enum class Unit : std::uint8_t { none, minutes, school_days } unit = Unit::none;
    std::int64_t amount = 0;
    // "15m", "4h", "2d"; "-" is no promise.
    static std::optional<Span> parse(std::string_view text);
    friend bool operator==(const Span&, const Span&) = default;
};

inline constexpr int severity_count = 4;  // 1 unavailable … 4 a wish for an approved tool.
inline constexpr int impact_count = 5;    // 1 the district … 5 one person.
inline constexpr int priority_count = 4;

struct Target {  // Of one priority.
    Span answer, finish;
};

// A district's promises. The defaults are those of a district that publishes its own.
struct Promises {
    std::array<std::array<int, impact_count>, severity_count> matrix = {
        {{1, 1, 2, 3, 3}, {1, 2, 3, 3, 4}, {2, 3, 4, 4, 4}, {3, 4, 4, 4, 4}}};
    std::array<Target, priority_count> targets = {{
        {{Span::Unit::minutes, 15}, {Span::Unit::minutes, 240}},
        {{Span::Unit::minutes, 60}, {Span::Unit::school_days, 1}},
        {{Span::Unit::school_days, 3}, {Span::Unit::school_days, 5}},
        {{Span::Unit::school_days, 5}, {Span::Unit::school_days, 10}},
    }};
    Span coach_answer{Span::Unit::school_days, 2};  // Also until somebody has looked.

    // "11233 12334 23444 34444": a row of priorities for each severity. Anything else changes
    // nothing and gives false.
    bool set_matrix(std::string_view text);
    // "15m/4h 1h/1d 3d/5d 5d/10d": answer and finish for each priority.
    bool set_targets(std::string_view text);
    int priority(int severity, int impact) const;
};

// When a promise made at `from` falls due. None when nothing was promised.
std::optional<Instant> due(const Span&, Instant from, const Zone&, const calendar::SchoolDays&);

// Both promises of a request that reached its branch at `from`. One with a priority is support's.
struct Promised {
    std::optional<Instant> answer_by, finish_by;
};
Promised promised(const Promises&, std::optional<int> priority, Instant from, const Zone&,
                  const calendar::SchoolDays&);

// A finished request may be opened again until the end (16:00) of the next school day.
Instant reopen_until(Instant closed_at, const Zone&, const calendar::SchoolDays&);

// A visit is late when the school day it was planned for is over, or an hour after it began.
Instant late_after(Instant scheduled_for, const Zone&);

}  // namespace rapport::requests
