#include <array>
#include <charconv>

#include "kernel/text/text.hpp"
#include "platform/roster/values.hpp"

namespace rapport::roster {

namespace {

constexpr int excel_first = 20'000, excel_last = 80'000;  // 1954 to 2119.

std::optional<int> whole(std::string_view text) {
    int number = 0;
    const auto end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    if (text.empty() || parsed.ec != std::errc() || parsed.ptr != end || number < 0) {
        return std::nullopt;
    }
    return number;
}

std::optional<Day> real_day(int year, int month, int day) {
    if (year < 100) year += 2000;
    if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) {
        return std::nullopt;
    }
    const Day made{year, month, day};
    if (Day::of_number(made.number()) != made) return std::nullopt;
    return made;
}

// Parts between slashes, dots, hyphens or spaces; only if there are three.
std::optional<std::array<std::string_view, 3>> three_parts(std::string_view text) {
    std::array<std::string_view, 3> parts;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto end = i < 2 ? text.find_first_of("/.- ") : text.size();
        if (end == std::string_view::npos) return std::nullopt;
        parts[i] = text.substr(0, end);
        if (parts[i].empty()) return std::nullopt;
        text.remove_prefix(std::min(end + 1, text.size()));
        while (i < 2 && text.starts_with(' ')) text.remove_prefix(1);
    }
    return parts;
}

std::optional<int> month_named(std::string_view text) {
    static constexpr std::array<std::string_view, 12> names = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    const std::string lower = lower_ascii(text.substr(0, 3));
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (lower == names[i]) return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

std::optional<Day> from_names(const std::array<std::string_view, 3>& parts) {
    const auto year = whole(parts[2]);
    if (!year) return std::nullopt;
    std::string_view second = parts[1];
    if (second.ends_with(',')) second.remove_suffix(1);
    if (const auto month = month_named(second)) {
        const auto day = whole(parts[0]);
        return day ? real_day(*year, *month, *day) : std::nullopt;
    }
    if (const auto month = month_named(parts[0])) {
        const auto day = whole(second);
        return day ? real_day(*year, *month, *day) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<Day> from_parts(std::string_view text, SlashOrder order) {
    const auto parts = three_parts(text);
    if (!parts) return std::nullopt;
    const auto a = whole((*parts)[0]), b = whole((*parts)[1]), c = whole((*parts)[2]);
    if (!a || !b || !c) return from_names(*parts);
    if ((*parts)[0].size() == 4) return real_day(*a, *b, *c);
    // A dot means the day comes first, wherever dots are used.
    const bool is_day_first =
        text.find('.') != std::string_view::npos || order == SlashOrder::day_first || *a > 12;
    return is_day_first ? real_day(*c, *b, *a) : real_day(*c, *a, *b);
}

// "2017-05-06 08:01:05" without its time.
std::string_view without_time(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return text;
    const auto end = text.substr(0, colon).find_last_of(" T");
    return end == std::string_view::npos ? text : text.substr(0, end);
}

}  // namespace

SlashOrder slash_order(std::string_view text) {
    const auto trimmed = without_time(text::trimmed(text));
    if (trimmed.find('/') == std::string_view::npos) return SlashOrder::unknown;
    const auto parts = three_parts(trimmed);
    if (!parts || (*parts)[0].size() == 4) return SlashOrder::unknown;
    const auto a = whole((*parts)[0]), b = whole((*parts)[1]);
    if (a && *a > 12) return SlashOrder::day_first;
    return b && *b > 12 ? SlashOrder::month_first : SlashOrder::unknown;
}

std::optional<Meant<Day>> parse_day(std::string_view text, SlashOrder order) {
    if (text.size() == 10) {
        if (const auto day = Day::parse(text)) return Meant<Day>{*day, true};
    }
    const auto date = text::trimmed(without_time(text::trimmed(text)));
    if (const auto day = Day::parse(date)) return Meant<Day>{*day, false};
    if (const auto number = whole(date)) {
        if (date.size() == 8) {
            const auto day = real_day(*number / 10'000, *number / 100 % 100, *number % 100);
            if (day) return Meant<Day>{*day, false};
        }
        // Excel counts days from 1899-12-30.
        if (*number < excel_first || *number > excel_last) return std::nullopt;
        return Meant<Day>{Day{1899, 12, 30}.plus(*number), false};
    }
    const auto day = from_parts(date, order);
    if (!day) return std::nullopt;
    return Meant<Day>{*day, false};
}

}  // namespace rapport::roster
