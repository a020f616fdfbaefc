// Clock changes are looked for on the wall, day by day, and then said as rules where they follow
// one ("the second Sunday of March"), as calendars expect; as dates where they do not.
#include "kernel/ical/vtimezone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace rapport::ical {

namespace {

constexpr std::int64_t minute_ms = 60'000, day_ms = 86'400'000;

// Minutes that the wall is ahead of UTC.
int offset_at(const Zone& zone, std::int64_t ms) {
    const WallTime wall = zone.wall({ms});
    const std::int64_t local = wall.day.number() * 1440 + wall.hour * 60 + wall.minute;
    const std::int64_t utc = ms / minute_ms - (ms % minute_ms < 0 ? 1 : 0);
    return static_cast<int>(local - utc);
}

struct Change {
    Day on;  // On the wall as it was before.
    int hour = 0, minute = 0;
    int from = 0, to = 0;  // Minutes ahead of UTC.
    bool is_like(const Change& other) const {
        return from == other.from && to == other.to && hour == other.hour && minute == other.minute;
    }
};

std::vector<Change> changes(const Zone& zone, Day first, Day last) {
    std::vector<Change> found;
    const std::int64_t end = last.number() * day_ms;
    for (std::int64_t at = first.number() * day_ms; at < end; at += day_ms) {
        const int from = offset_at(zone, at);
        if (offset_at(zone, at + day_ms) == from) continue;
        std::int64_t low = at, high = at + day_ms;
        while (high - low > minute_ms) {
            const std::int64_t middle = (low + high) / 2 / minute_ms * minute_ms;
            (offset_at(zone, middle) == from ? low : high) = middle;
        }
        const std::int64_t local = high + from * minute_ms;
        const WallTime wall = Zone::utc().wall({local});
        found.push_back({wall.day, wall.hour, wall.minute, from, offset_at(zone, high)});
    }
    return found;
}

int which_of_month(Day on) { return (on.day - 1) / 7 + 1; }
bool is_last_of_month(Day on) { return on.plus(7).month != on.month; }

// ";BYDAY=2SU" of the rule that all these days follow, a year apart each; none when they do not.
std::optional<std::string> rule_of(const std::vector<Change>& all) {
    constexpr std::string_view names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    if (all.size() < 2) return std::nullopt;
    const Day first = all.front().on;
    bool is_nth = true, is_last = true;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Day on = all[i].on;
        if (on.year != first.year + static_cast<int>(i) || on.month != first.month ||
            on.weekday() != first.weekday()) {
            return std::nullopt;
        }
        is_nth = is_nth && which_of_month(on) == which_of_month(first);
        is_last = is_last && is_last_of_month(on);
    }
    if (!is_nth && !is_last) return std::nullopt;
    const std::string which = is_last ? "-1" : fmt::format("{}", which_of_month(first));
    return fmt::format("FREQ=YEARLY;BYMONTH={};BYDAY={}{}", first.month, which,
                       names[first.weekday() - 1]);
}

std::string local_time(const Change& change) {
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}00", change.on.year, change.on.month,
                       change.on.day, change.hour, change.minute);
}

std::string offset_text(int minutes) {
    const int size = minutes < 0 ? -minutes : minutes;
    return fmt::format("{}{:02}{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

void append_part(std::string& out, const std::vector<Change>& all) {
    const Change& first = all.front();
    const std::string_view name = first.to > first.from ? "DAYLIGHT" : "STANDARD";
    out += fmt::format("BEGIN:{}\r\nDTSTART:{}\r\n", name, local_time(first));
    if (const auto rule = rule_of(all)) {
        out += "RRULE:" + *rule + "\r\n";
    } else {
        for (std::size_t i = 1; i < all.size(); ++i) {
            out += "RDATE:" + local_time(all[i]) + "\r\n";
        }
    }
    out += fmt::format("TZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nEND:{}\r\n", offset_text(first.from),
                       offset_text(first.to), name);
}

}  // namespace

std::string vtimezone(const Zone& zone, const Span& span) {
    // Three whole years at least: a rule shows in what comes back every year.
    const Day first{zone.day(span.begins_at).year - 1, 1, 1};
    const Day last{zone.day(span.ends_at).year + 2, 1, 1};
    std::vector<std::vector<Change>> parts;
    for (const Change& change : changes(zone, first, last)) {
        const auto like = std::ranges::find_if(
            parts, [&](const auto& part) { return part.front().is_like(change); });
        if (like == parts.end()) {
            parts.push_back({change});
        } else {
            like->push_back(change);
        }
    }
    if (parts.empty()) {  // No clock changes: one offset, from the beginning.
        const int offset = offset_at(zone, first.number() * day_ms);
        parts.push_back({{first, 0, 0, offset, offset}});
    }
    std::string out = "BEGIN:VTIMEZONE\r\nTZID:" + std::string(zone.name()) + "\r\n";
    for (const auto& part : parts) append_part(out, part);
    return out + "END:VTIMEZONE\r\n";
}

}  // namespace rapport::ical
