// Days and longer are libical's affair; it knows BYSETPOS, week numbers and other calendars. Hours
// and less are stepped through here, since libical would look for a February 30th second by second.
#include "kernel/ical/rules.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "kernel/clock/clock.hpp"
#include "kernel/text/text.hpp"

namespace rapport::ical {

namespace {

int digits(std::string_view text, std::size_t at, std::size_t count) {
    int number = 0;
    if (at + count > text.size()) return -1;
    const char* end = text.data() + at + count;
    const auto [stop, error] = std::from_chars(text.data() + at, end, number);
    return error == std::errc() && stop == end && text[at] != '-' ? number : -1;
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

icaltimetype time_of(std::int64_t seconds, bool is_day) {
    const std::int64_t days = floor_div(seconds, day_seconds);
    const auto rest = static_cast<int>(seconds - days * day_seconds);
    const Day on = Day::of_number(days);
    icaltimetype time = icaltime_null_time();
    time.year = on.year;
    time.month = on.month;
    time.day = on.day;
    time.is_date = is_day ? 1 : 0;
    if (!is_day) {
        time.hour = rest / 3600;
        time.minute = rest / 60 % 60;
        time.second = rest % 60;
    }
    return time;
}

std::int64_t seconds_of(const icaltimetype& time) {
    const std::int64_t days = Day{time.year, time.month, time.day}.number();
    return days * day_seconds + time.hour * 3600 + time.minute * 60 + time.second;
}

// The parts of "FREQ=DAILY;COUNT=3", names in capitals.
std::string_view part_of(std::string_view rule, std::string_view name) {
    for (const std::string_view part : text::split(rule, ';')) {
        if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=') {
            return part.substr(name.size() + 1);
        }
    }
    return "";
}

// The last beginning that may be: UNTIL on the wall of the first. A day stands for all of it.
std::int64_t until_of(std::string_view rule, const Wall& first,
                      const std::function<std::int64_t(std::int64_t)>& wall_of_utc,
                      std::int64_t otherwise) {
    const std::string_view text = part_of(rule, "UNTIL");
    if (text.empty()) return otherwise;
    const auto said = wall_of(text);
    if (!said) return otherwise;
    std::int64_t until = said->wall.seconds;
    if (said->wall.is_day) {
        until += day_seconds - 1;
    } else if (said->is_utc && !first.is_day) {
        until = wall_of_utc(until);
    }
    return std::min(until, otherwise);
}

struct IteratorEnd {
    void operator()(icalrecur_iterator* one) const { icalrecur_iterator_free(one); }
};

// The rule as libical is told it: without UNTIL, which it would read in a zone of its own choosing;
// and a week of the year with the weekday of the first, as RFC 5545 has it ("information missing in
// the rule is taken from DTSTART"), which libical 3.0.16 takes for any day.
std::string told(std::string_view rule, const Wall& first) {
    std::string out;
    for (const std::string_view part : text::split(rule, ';')) {
        if (part.empty() || part.starts_with("UNTIL=")) continue;
        if (!out.empty()) out += ';';
        out += part;
    }
    if (!part_of(rule, "BYWEEKNO").empty() && part_of(rule, "BYDAY").empty()) {
        constexpr std::string_view names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
        const Day on = Day::of_number(floor_div(first.seconds, day_seconds));
        out += ";BYDAY=" + std::string(names[on.weekday() - 1]);
    }
    return out;
}

void walk(icalrecurrencetype& parsed, const Wall& first, const Stretch& stretch, Budget& budget,
          std::vector<std::int64_t>& into) {
    const std::unique_ptr<icalrecur_iterator, IteratorEnd> all(
        icalrecur_iterator_new(parsed, time_of(first.seconds, first.is_day)));
    if (!all) return;
    if (parsed.count == 0 && stretch.from > first.seconds) {
        icalrecur_iterator_set_start(all.get(), time_of(stretch.from, first.is_day));
    }
    while (budget.take()) {
        const icaltimetype next = icalrecur_iterator_next(all.get());
        if (icaltime_is_null_time(next)) return;
        const std::int64_t at = seconds_of(next);
        if (at >= stretch.until) return;
        if (at >= stretch.from && at >= first.seconds) into.push_back(at);
    }
}

// BYHOUR and its like of a rule by the hour, minute or second.
struct Filter {
    explicit Filter(const icalrecurrencetype& parsed) : rule(parsed) {}
    static bool allows(const short* list, int size, int value, int of) {
        if (list[0] == ICAL_RECURRENCE_ARRAY_MAX) return true;
        for (int i = 0; i < size && list[i] != ICAL_RECURRENCE_ARRAY_MAX; ++i) {
            if (list[i] == value || (of > 0 && list[i] == value - of - 1)) return true;
        }
        return false;
    }
    bool allows(std::int64_t at) const {
        const icaltimetype time = time_of(at, false);
        const Day on{time.year, time.month, time.day};
        const Day first{on.year, 1, 1}, next{on.year + 1, 1, 1};
        const Day month_end = on.month == 12 ? next : Day{on.year, on.month + 1, 1};
        const auto of_year = static_cast<int>(on.number() - first.number()) + 1;
        const auto year = static_cast<int>(next.number() - first.number());
        return allows(rule.by_month, ICAL_BY_MONTH_SIZE, on.month, 0) &&
               allows(rule.by_month_day, ICAL_BY_MONTHDAY_SIZE, on.day, month_end.plus(-1).day) &&
               allows(rule.by_year_day, ICAL_BY_YEARDAY_SIZE, of_year, year) &&
               allows_weekday(on) && allows(rule.by_hour, ICAL_BY_HOUR_SIZE, time.hour, 0) &&
               allows(rule.by_minute, ICAL_BY_MINUTE_SIZE, time.minute, 0) &&
               allows(rule.by_second, ICAL_BY_SECOND_SIZE, time.second, 0);
    }
    bool allows_weekday(Day on) const {
        if (rule.by_day[0] == ICAL_RECURRENCE_ARRAY_MAX) return true;
        for (int i = 0; i < ICAL_BY_DAY_SIZE && rule.by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; ++i) {
            const auto day = icalrecurrencetype_day_day_of_week(rule.by_day[i]);
            if (static_cast<int>(day) == on.weekday() % 7 + 1) return true;
        }
        return false;
    }
    const icalrecurrencetype& rule;
};

// What expands a step into several (every hour at :00 and :30), or chooses among them: too rare for
// calendars of people to be worth a way of its own.
bool is_plain(const icalrecurrencetype& rule, std::int64_t unit) {
    return rule.by_set_pos[0] == ICAL_RECURRENCE_ARRAY_MAX &&
           rule.by_week_no[0] == ICAL_RECURRENCE_ARRAY_MAX &&
           (unit <= 60 || rule.by_minute[0] == ICAL_RECURRENCE_ARRAY_MAX) &&
           (unit == 1 || rule.by_second[0] == ICAL_RECURRENCE_ARRAY_MAX);
}

bool step_through(const icalrecurrencetype& rule, const Wall& first, const Stretch& stretch,
                  Budget& budget, std::vector<std::int64_t>& into) {
    const std::int64_t unit = rule.freq == ICAL_HOURLY_RECURRENCE     ? 3600
                              : rule.freq == ICAL_MINUTELY_RECURRENCE ? 60
                                                                      : 1;
    if (first.is_day || !is_plain(rule, unit)) return false;
    const std::int64_t step = unit * std::max<std::int64_t>(rule.interval, 1);
    std::int64_t at = first.seconds;
    if (rule.count == 0 && stretch.from > at) at += (stretch.from - at) / step * step;
    const Filter filter(rule);
    for (int count = 0; at < stretch.until && budget.take(); at += step) {
        if (!filter.allows(at)) continue;
        if (at >= stretch.from) into.push_back(at);
        if (++count == rule.count) break;
    }
    return true;
}

}  // namespace

bool Budget::take() {
    if (is_spent) return false;
    // The clock is asked now and then: it costs as much as a step.
    const bool is_late = steps % 64 == 0 && std::chrono::steady_clock::now() > ends;
    is_spent = --steps <= 0 || is_late;
    return !is_spent;
}

std::optional<WallText> wall_of(std::string_view text) {
    const int year = digits(text, 0, 4), month = digits(text, 4, 2), day = digits(text, 6, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    const Day on{year, month, day};
    if (Day::of_number(on.number()) != on) return std::nullopt;
    WallText found{{on.number() * day_seconds, true}, false};
    if (text.size() == 8) return found;
    if (text[8] != 'T' && text[8] != 't') return std::nullopt;
    const int hour = digits(text, 9, 2), minute = digits(text, 11, 2);
    int second = digits(text, 13, 2);
    std::string_view rest = text.substr(std::min<std::size_t>(text.size(), 15));
    if (second < 0 && text.size() >= 13 && (text.size() == 13 || text[13] == 'Z')) {
        second = 0;  // Some leave the seconds out.
        rest = text.substr(13);
    }
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60) {
        return std::nullopt;
    }
    found.wall.is_day = false;
    found.wall.seconds += hour * 3600 + minute * 60 + std::min(second, 59);
    found.is_utc = rest == "Z" || rest == "z";
    return found;
}

std::optional<Length> length_of(std::string_view text) {
    int sign = 1;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        sign = text[0] == '-' ? -1 : 1;
        text.remove_prefix(1);
    }
    if (text.empty() || text[0] != 'P') return std::nullopt;
    text.remove_prefix(1);
    Length length;
    bool is_time = false, is_any = false;
    while (!text.empty()) {
        if (text[0] == 'T') {
            is_time = true;
            text.remove_prefix(1);
            continue;
        }
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const auto size = static_cast<std::size_t>(end - text.data());
        if (error != std::errc() || size >= text.size() || number < 0 || number > 10'000'000) {
            return std::nullopt;
        }
        const char unit = text[size];
        text.remove_prefix(size + 1);
        is_any = true;
        if (unit == 'W' && !is_time) {
            length.days += sign * 7 * number;
        } else if (unit == 'D' && !is_time) {
            length.days += sign * number;
        } else if (unit == 'H' && is_time) {
            length.seconds += sign * 3600 * number;
        } else if (unit == 'M' && is_time) {
            length.seconds += sign * 60 * number;
        } else if (unit == 'S' && is_time) {
            length.seconds += sign * number;
        } else {
            return std::nullopt;
        }
    }
    if (!is_any) return std::nullopt;
    return length;
}

bool expand(const std::string& rule, const Wall& first, const Stretch& whole,
            const std::function<std::int64_t(std::int64_t)>& wall_of_utc, Budget& budget,
            std::vector<std::int64_t>& into) {
    icalerror_set_errors_are_fatal(0);
    icalrecurrencetype parsed = icalrecurrencetype_from_string(told(rule, first).c_str());
    if (parsed.freq == ICAL_NO_RECURRENCE) return false;
    const std::int64_t until = until_of(rule, first, wall_of_utc, whole.until - 1);
    const Stretch stretch{whole.from, until + 1};
    if (parsed.freq <= ICAL_HOURLY_RECURRENCE) {
        return step_through(parsed, first, stretch, budget, into);
    }
    walk(parsed, first, stretch, budget, into);
    return true;
}

}  // namespace rapport::ical
