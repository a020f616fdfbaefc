#include "kernel/clock/clock.hpp"

#include <chrono>

#include "kernel/check.hpp"

namespace rapport {

namespace {

constexpr std::int64_t day_ms = 86'400'000;

// `number` in `width` digits, into `out`.
void put(char* out, int number, int width) {
    for (int i = width - 1; i >= 0; --i) {
        out[i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
}

// Exactly `width` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t width) {
    if (at + width > text.size()) return -1;
    int number = 0;
    for (std::size_t i = at; i < at + width; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int month_length(int year, int month) {
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

// ".123" at `at`: the milliseconds, and `at` moved behind it; -1 if there is a dot and no digit.
int fraction_ms(std::string_view text, std::size_t& at) {
    if (at >= text.size() || text[at] != '.') return 0;
    int ms = 0;
    int place = 100;
    const std::size_t first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
        ms += (text[at] - '0') * place;
        place /= 10;
    }
    return at == first ? -1 : ms;
}

// "Z", "+02:00" or "-05:30" to the end of the text, in minutes.
std::optional<int> offset_minutes(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return {};
    const int hours = digits(text, 1, 2);
    const int minutes = digits(text, 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return {};
    return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

std::string Day::iso() const {
    std::string text = "0000-00-00";
    put(text.data(), year, 4);
    put(text.data() + 5, month, 2);
    put(text.data() + 8, day, 2);
    return text;
}

std::optional<Day> Day::parse(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return {};
    const Day parsed{digits(iso, 0, 4), digits(iso, 5, 2), digits(iso, 8, 2)};
    if (parsed.year < 1 || parsed.month < 1 || parsed.month > 12 || parsed.day < 1) return {};
    if (parsed.day > month_length(parsed.year, parsed.month)) return {};
    return parsed;
}

// Counts from 1 March of the year 0, so that the leap day is the last of its year; 400 years are
// 146,097 days.
std::int64_t Day::number() const {
    const std::int64_t from_march = (month + 9) % 12;
    const std::int64_t years = year - (month <= 2 ? 1 : 0);
    const std::int64_t era = floor_div(years, 400);
    const std::int64_t of_era = years - era * 400;
    const std::int64_t of_year = (153 * from_march + 2) / 5 + day - 1;
    return era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
}

Day Day::of_number(std::int64_t days) {
    const std::int64_t shifted = days + 719'468;
    const std::int64_t era = floor_div(shifted, 146'097);
    const std::int64_t in_era = shifted - era * 146'097;
    const std::int64_t of_era =
        (in_era - in_era / 1'460 + in_era / 36'524 - in_era / 146'096) / 365;
    const std::int64_t of_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
    const std::int64_t from_march = (5 * of_year + 2) / 153;
    Day found;
    found.day = static_cast<int>(of_year - (153 * from_march + 2) / 5 + 1);
    found.month = static_cast<int>(from_march < 10 ? from_march + 3 : from_march - 9);
    found.year = static_cast<int>(era * 400 + of_era + (found.month <= 2 ? 1 : 0));
    return found;
}

int Day::weekday() const {
    const std::int64_t days = number() + 3;  // 1970-01-01 was a Thursday.
    return static_cast<int>(days - floor_div(days, 7) * 7) + 1;
}

std::string Instant::rfc3339() const {
    const std::int64_t days = floor_div(ms, day_ms);
    const int in_day = static_cast<int>(ms - days * day_ms);
    std::string text = Day::of_number(days).iso() + "T00:00:00.000Z";
    put(text.data() + 11, in_day / 3'600'000, 2);
    put(text.data() + 14, in_day / 60'000 % 60, 2);
    put(text.data() + 17, in_day / 1'000 % 60, 2);
    put(text.data() + 20, in_day % 1'000, 3);
    return text;
}

std::optional<Instant> Instant::parse_rfc3339(std::string_view text) {
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't')) return {};
    const auto day = Day::parse(text.substr(0, 10));
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    if (!day || text[13] != ':' || text[16] != ':') return {};
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return {};
    if (second == 60) second = 59;  // A leap second: POSIX time does not have it.
    std::size_t at = 19;
    const int ms = fraction_ms(text, at);
    const auto offset = offset_minutes(text.substr(at));
    if (ms < 0 || !offset) return {};
    const std::int64_t minutes = day->number() * 1'440 + hour * 60 + minute - *offset;
    return Instant{(minutes * 60 + second) * 1'000 + ms};
}

Instant SystemClock::now() const {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace rapport
