#include "coaching/requests/promises.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "kernel/check.hpp"
#include "kernel/text/text.hpp"

namespace rapport::requests {

namespace {

constexpr int opens_at = 8, closes_at = 16;  // Hours on the wall.
constexpr std::int64_t days_max = 400, minutes_max = days_max * 24 * 60;

// The moment itself within school hours; else the next opening.
WallTime in_school_hours(const WallTime& at, const calendar::SchoolDays& days) {
    if (!days.is_school_day(at.day) || at.hour >= closes_at) {
        return {days.next(at.day), opens_at, 0};
    }
    if (at.hour < opens_at) return {at.day, opens_at, 0};
    return at;
}

WallTime after_school_days(const WallTime& from, std::int64_t count,
                           const calendar::SchoolDays& days) {
    WallTime at = in_school_hours(from, days);
    for (std::int64_t left = count; left > 0; --left) at.day = days.next(at.day);
    // Whole days end in the afternoon, not on the morning after.
    if (count > 0 && at.hour == opens_at && at.minute == 0) {
        return {days.previous(at.day), closes_at, 0};
    }
    return at;
}

std::vector<std::string_view> words_of(std::string_view text) {
    auto parts = text::split(text::trimmed(text), ' ');
    std::erase_if(parts, [](std::string_view part) { return part.empty(); });
    return parts;
}

}  // namespace

std::optional<Span> Span::parse(std::string_view text) {
    if (text == "-") return Span{};
    if (text.size() < 2) return std::nullopt;
    std::int64_t amount = 0;
    const char* end = text.data() + text.size() - 1;
    const auto read = std::from_chars(text.data(), end, amount);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    const bool is_days = text.back() == 'd', is_hours = text.back() == 'h';
    if (!is_days && !is_hours && text.back() != 'm') return std::nullopt;
    if (amount < 1 || amount > (is_days ? days_max : minutes_max / 60)) return std::nullopt;
    if (is_days) return Span{Unit::school_days, amount};
    return Span{Unit::minutes, is_hours ? amount * 60 : amount};
}

bool Promises::set_matrix(std::string_view text) {
    const auto rows = words_of(text);
    if (rows.size() != severity_count) return false;
    auto read = matrix;
    for (std::size_t s = 0; s < rows.size(); ++s) {
        if (rows[s].size() != impact_count) return false;
        for (std::size_t i = 0; i < impact_count; ++i) {
            const int priority = rows[s][i] - '0';
            if (priority < 1 || priority > priority_count) return false;
            read[s][i] = priority;
        }
    }
    matrix = read;
    return true;
}

bool Promises::set_targets(std::string_view text) {
    const auto parts = words_of(text);
    if (parts.size() != priority_count) return false;
    auto read = targets;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const auto both = text::split(parts[p], '/');
        if (both.size() != 2) return false;
        const auto answer = Span::parse(both[0]);
        const auto finish = Span::parse(both[1]);
        if (!answer || !finish) return false;
        read[p] = {*answer, *finish};
    }
    targets = read;
    return true;
}

int Promises::priority(int severity, int impact) const {
    must(severity >= 1 && severity <= severity_count && impact >= 1 && impact <= impact_count,
         "severity or impact outside the matrix");
    return matrix[static_cast<std::size_t>(severity - 1)][static_cast<std::size_t>(impact - 1)];
}

std::optional<Instant> due(const Span& span, Instant from, const Zone& zone,
                           const calendar::SchoolDays& days) {
    switch (span.unit) {
        case Span::Unit::none:
            return std::nullopt;
        case Span::Unit::minutes:
            return from.plus_seconds(span.amount * 60);
        case Span::Unit::school_days:
            return zone.instant(after_school_days(zone.wall(from), span.amount, days));
    }
    return std::nullopt;
}

Promised promised(const Promises& promises, std::optional<int> priority, Instant from,
                  const Zone& zone, const calendar::SchoolDays& days) {
    if (!priority) return {due(promises.coach_answer, from, zone, days), std::nullopt};
    const Target& target = promises.targets[static_cast<std::size_t>(*priority - 1)];
    return {due(target.answer, from, zone, days), due(target.finish, from, zone, days)};
}

Instant reopen_until(Instant closed_at, const Zone& zone, const calendar::SchoolDays& days) {
    return zone.instant({days.next(zone.day(closed_at)), closes_at, 0});
}

Instant late_after(Instant scheduled_for, const Zone& zone) {
    const Instant evening = zone.instant({zone.day(scheduled_for), closes_at, 0});
    return std::max(evening, scheduled_for.plus_seconds(3600));
}

}  // namespace rapport::requests
