// Days, times and spans as people say them.
#include <array>
#include <cstdlib>

#include "kernel/locale/speech.hpp"

namespace rapport::locale {
namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t hour_ms = 60 * minute_ms;

constexpr Key weekdays[] = {"locale.weekday.1", "locale.weekday.2", "locale.weekday.3",
                            "locale.weekday.4", "locale.weekday.5", "locale.weekday.6",
                            "locale.weekday.7"};
constexpr Key short_weekdays[] = {"locale.weekday_short.1", "locale.weekday_short.2",
                                  "locale.weekday_short.3", "locale.weekday_short.4",
                                  "locale.weekday_short.5", "locale.weekday_short.6",
                                  "locale.weekday_short.7"};
constexpr Key months[] = {"locale.month.1",  "locale.month.2",  "locale.month.3",
                          "locale.month.4",  "locale.month.5",  "locale.month.6",
                          "locale.month.7",  "locale.month.8",  "locale.month.9",
                          "locale.month.10", "locale.month.11", "locale.month.12"};
constexpr Key short_months[] = {
    "locale.month_short.1",  "locale.month_short.2",  "locale.month_short.3",
    "locale.month_short.4",  "locale.month_short.5",  "locale.month_short.6",
    "locale.month_short.7",  "locale.month_short.8",  "locale.month_short.9",
    "locale.month_short.10", "locale.month_short.11", "locale.month_short.12"};

const Key& weekday_of(const Key (&names)[7], Day on) {
    return names[static_cast<std::size_t>(on.weekday() - 1)];
}
const Key& month_of(const Key (&names)[12], Day on) {
    return names[static_cast<std::size_t>(on.month - 1)];
}

// French counts the first of the month, and only it, as "1er".
std::string day_of_month(Language language, Day on) {
    if (language == Language::french && on.day == 1) return "1er";
    return std::to_string(on.day);
}

std::string two_digits(int number) {
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

std::string Speech::day(Day on) const {
    const bool is_this_year = on.year == today().year;
    const std::array<Argument, 4> with = {Argument{"weekday", say(weekday_of(short_weekdays, on))},
                                          Argument{"day", day_of_month(language_, on)},
                                          Argument{"month", say(month_of(short_months, on))},
                                          Argument{"year", std::to_string(on.year)}};
    return say(is_this_year ? Key{"locale.day"} : Key{"locale.day_and_year"}, with);
}

std::string Speech::long_day(Day on) const {
    return say(Key{"locale.long_day"}, {{"weekday", say(weekday_of(weekdays, on))},
                                        {"day", day_of_month(language_, on)},
                                        {"month", say(month_of(months, on))},
                                        {"year", std::to_string(on.year)}});
}

std::string Speech::month(Day on) const {
    return say(Key{"locale.month_and_year"},
               {{"month", say(month_of(months, on))}, {"year", std::to_string(on.year)}});
}

std::string Speech::near_day(Day on) const {
    const std::int64_t away = on.number() - today().number();
    if (away == 0) return say(Key{"locale.today"});
    if (away == 1) return say(Key{"locale.tomorrow"});
    if (away == -1) return say(Key{"locale.yesterday"});
    if (away > 1 && away < 7) return say(weekday_of(weekdays, on));
    return day(on);
}

std::string Speech::clock(Instant at) const {
    const WallTime wall = zone_->wall(at);
    const bool is_morning = wall.hour < 12;
    const int hour = language_ == Language::french ? wall.hour : (wall.hour + 11) % 12 + 1;
    return say(is_morning ? Key{"locale.clock_am"} : Key{"locale.clock_pm"},
               {{"hour", std::to_string(hour)}, {"minute", two_digits(wall.minute)}});
}

std::string Speech::when(Instant at) const {
    return say(Key{"locale.when"}, {{"day", near_day(zone_->day(at))}, {"clock", clock(at)}});
}

std::string Speech::minutes(std::int64_t minutes) const {
    const std::int64_t hours = minutes / 60;
    const std::int64_t rest = std::abs(minutes % 60);
    if (hours == 0) return say(Key{"locale.minutes"}, {{"minutes", minutes}});
    if (rest == 0) return say(Key{"locale.hours"}, {{"hours", hours}});
    return say(Key{"locale.hours_and_minutes"}, {{"hours", hours}, {"minutes", rest}});
}

std::string Speech::ago(Instant at) const {
    const std::int64_t ms = now_.ms - at.ms;
    if (ms < -minute_ms) return when(at);  // Not past at all.
    if (ms < minute_ms) return say(Key{"locale.just_now"});
    if (ms < hour_ms) return say(Key{"locale.minutes_ago"}, {{"count", ms / minute_ms}});
    const std::int64_t days = today().number() - zone_->day(at).number();
    if (days == 0) return say(Key{"locale.hours_ago"}, {{"count", ms / hour_ms}});
    if (days == 1) return say(Key{"locale.yesterday"});
    if (days < 14) return say(Key{"locale.days_ago"}, {{"count", days}});
    if (days < 60) return say(Key{"locale.weeks_ago"}, {{"count", days / 7}});
    if (days < 730) return say(Key{"locale.months_ago"}, {{"count", days / 30}});
    return say(Key{"locale.years_ago"}, {{"count", days / 365}});
}

}  // namespace rapport::locale
