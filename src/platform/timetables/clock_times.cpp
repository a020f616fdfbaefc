#include "platform/timetables/clock_times.hpp"

#include <algorithm>

#include "kernel/text/text.hpp"

namespace rapport::timetables {
namespace {

constexpr int hour = 60, noon = 12 * hour, midnight = 24 * hour;

enum class Half { none, am, pm };
struct Time {
    int minutes = 0;
    Half half = Half::none;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A cursor over a label.
struct Scan {
    std::string_view text;
    std::size_t at = 0;

    char peek(std::size_t ahead = 0) const {
        return at + ahead < text.size() ? text[at + ahead] : '\0';
    }
    std::size_t digits() const {
        std::size_t count = 0;
        while (is_digit(peek(count))) ++count;
        return count;
    }
    int number(std::size_t size) {
        int value = 0;
        for (std::size_t i = 0; i < size; ++i) value = value * 10 + (text[at++] - '0');
        return value;
    }
    Half half() {
        std::size_t ahead = peek() == ' ' ? 1 : 0;
        const char letter = static_cast<char>(peek(ahead) | 0x20);
        if (letter != 'a' && letter != 'p') return Half::none;
        ++ahead;
        if (peek(ahead) == '.') ++ahead;
        if ((peek(ahead) | 0x20) != 'm' || is_letter(peek(ahead + 1))) return Half::none;
        ++ahead;
        if (peek(ahead) == '.') ++ahead;
        at += ahead;
        return letter == 'a' ? Half::am : Half::pm;
    }
};

std::optional<Time> made(int hours, int minutes, Half half) {
    if (hours > 24 || minutes >= hour) return std::nullopt;
    if (half != Half::none && (hours == 0 || hours > 12)) return std::nullopt;
    int total = hours * hour + minutes;
    if (half != Half::none) total = (hours % 12) * hour + minutes + (half == Half::pm ? noon : 0);
    if (total > midnight) return std::nullopt;
    return Time{total, half};
}

// The time that begins where the scan stands, at a digit; the scan moves past it, or past the
// digits when they are none.
std::optional<Time> time_at(Scan& scan) {
    const std::size_t size = scan.digits();
    if (size == 0 || size > 2) {
        scan.at += size;
        return std::nullopt;
    }
    const int hours = scan.number(size);
    const char mark = scan.peek();
    const bool is_french = mark == 'h' || mark == 'H';
    if (mark == ':' || mark == '.' || is_french) {
        Scan minutes{scan.text, scan.at + 1};
        if (minutes.digits() == 2) {
            const int minute = minutes.number(2);
            if (mark == ':' && minutes.peek() == ':' && is_digit(minutes.peek(1))) {
                ++minutes.at;
                minutes.at += minutes.digits();
            }
            const Half half = minutes.half();
            scan.at = minutes.at;
            return made(hours, minute, half);
        }
        if (is_french && minutes.digits() == 0 && !is_letter(minutes.peek())) {
            ++scan.at;
            return made(hours, 0, Half::none);
        }
        return std::nullopt;
    }
    const Half half = scan.half();
    return half == Half::none ? std::nullopt : made(hours, 0, half);
}

std::vector<Time> times_in(std::string_view label) {
    std::vector<Time> times;
    Scan scan{label};
    while (scan.at < label.size() && times.size() < 2) {
        const bool is_start =
            is_digit(scan.peek()) &&
            (scan.at == 0 || (!is_letter(label[scan.at - 1]) && label[scan.at - 1] != '.'));
        if (!is_start) {
            ++scan.at;
            continue;
        }
        if (const auto time = time_at(scan)) times.push_back(*time);
    }
    return times;
}

std::optional<Ring> ring_of(Time begins, Time ends) {
    // "7:45–8:30 PM": the half of the day stands once.
    if (begins.half == Half::none && ends.half == Half::pm && begins.minutes < noon &&
        begins.minutes + noon < ends.minutes) {
        begins.minutes += noon;
    }
    if (ends.half == Half::none && ends.minutes <= begins.minutes) ends.minutes += noon;
    if (ends.minutes <= begins.minutes || ends.minutes > midnight) return std::nullopt;
    return Ring{begins.minutes, ends.minutes};
}

// On a clock of twelve hours one o'clock comes after noon: so much earlier than the period before
// is no overlap.
int read_on(int before, int begins) {
    constexpr int too_early = 4 * hour;
    return begins < noon && before - begins >= too_early ? noon : 0;
}

using Periods = std::vector<SheetPeriod*>;

bool ring_whole(const Periods& periods) {
    std::vector<Ring> rings;
    for (const SheetPeriod* period : periods) {
        auto ring = ring_in(period->label);
        if (!ring) return false;
        const int later = rings.empty() ? 0 : read_on(rings.back().begins, ring->begins);
        if (ring->ends + later <= midnight) *ring = {ring->begins + later, ring->ends + later};
        rings.push_back(*ring);
    }
    for (std::size_t i = 0; i < periods.size(); ++i) periods[i]->ring = rings[i];
    return true;
}

bool ring_begins(const Periods& periods) {
    constexpr int usual = 45;
    std::vector<int> begins;
    for (const SheetPeriod* period : periods) {
        const auto times = times_in(period->label);
        if (times.empty()) return false;
        int at = times[0].minutes;
        if (!begins.empty()) at += read_on(begins.back(), at);
        if (at >= midnight || (!begins.empty() && at <= begins.back())) return false;
        begins.push_back(at);
    }
    for (std::size_t i = 0; i < periods.size(); ++i) {
        const bool is_last = i + 1 == periods.size();
        const int length = i == 0 ? usual : begins[i] - begins[i - 1];
        const int ends = is_last ? begins[i] + length : begins[i + 1];
        periods[i]->ring = Ring{begins[i], std::min(ends, midnight)};
    }
    return true;
}

}  // namespace

std::optional<int> clock_time(std::string_view text) {
    text = text::trimmed(text);
    const bool is_number = !text.empty() && std::ranges::all_of(text, is_digit);
    if (is_number && (text.size() == 3 || text.size() == 4)) {
        Scan scan{text};
        const int hours = scan.number(text.size() - 2);
        const auto time = made(hours, scan.number(2), Half::none);
        return time ? std::optional(time->minutes) : std::nullopt;
    }
    if (text.empty() || !is_digit(text[0])) return std::nullopt;
    Scan scan{text};
    const auto time = time_at(scan);
    if (!time || !text::trimmed(text.substr(scan.at)).empty()) return std::nullopt;
    return time->minutes;
}

std::optional<Ring> ring_in(std::string_view label) {
    const auto times = times_in(label);
    if (times.size() < 2) return std::nullopt;
    return ring_of(times[0], times[1]);
}

Rings ring_from_labels(std::vector<SheetPeriod>& all) {
    Rings said = Rings::none;
    int grid_count = 0;
    for (const SheetPeriod& period : all) grid_count = std::max(grid_count, period.grid + 1);
    std::vector<Periods> grids(static_cast<std::size_t>(grid_count));
    for (SheetPeriod& period : all) grids[static_cast<std::size_t>(period.grid)].push_back(&period);
    for (const Periods& grid : grids) {
        if (grid.empty() || std::ranges::any_of(grid, [](const SheetPeriod* period) {
                return period->ring.has_value();
            })) {
            continue;
        }
        if (ring_whole(grid)) {
            if (said == Rings::none) said = Rings::whole;
        } else if (ring_begins(grid)) {
            said = Rings::begins_only;
        }
    }
    return said;
}

}  // namespace rapport::timetables
