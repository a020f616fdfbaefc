#include "coaching/ledger/balance.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "kernel/check.hpp"

namespace rapport::ledger {

namespace {

constexpr std::array<std::string_view, 7> deed_codes{"small_help", "teaching_help", "kept", "late",
                                                     "missed",     "no_visit",      "asked"};
constexpr std::array<std::string_view, 4> standing_codes{"overdrawn", "little", "enough", "plenty"};
constexpr std::array<std::string_view, 4> advice_codes{"give_first", "support_first", "ask",
                                                       "waiting_long"};

constexpr double quarter_hour = 15, hour = 60;

// Long help is worth more, but no help is worth a friendship.
double worth_of_help(std::int64_t minutes, std::int64_t heads) {
    const double beyond = std::clamp(static_cast<double>(minutes), quarter_hour, hour);
    const double whole = 1 + (beyond - quarter_hour) / (hour - quarter_hour);
    return whole / static_cast<double>(std::max<std::int64_t>(heads, 1));
}

bool is_within(Day day, Day last) {
    const std::int64_t ago = last.number() - day.number();
    return ago >= 0 && ago < window_days;
}

}  // namespace

std::string_view code(Deed deed) { return deed_codes[static_cast<std::size_t>(deed)]; }
std::string_view code(Standing standing) {
    return standing_codes[static_cast<std::size_t>(standing)];
}
std::string_view code(Advice advice) { return advice_codes[static_cast<std::size_t>(advice)]; }

Advice parse_advice(std::string_view text) {
    const auto at = std::ranges::find(advice_codes, text);
    must(at != advice_codes.end(), "a stored advice is none");
    return static_cast<Advice>(at - advice_codes.begin());
}

bool gives(Deed deed) {
    return deed == Deed::small_help || deed == Deed::teaching_help || deed == Deed::kept;
}

double worth(const Entry& entry) {
    switch (entry.deed) {
        case Deed::small_help:
        case Deed::teaching_help:
            return worth_of_help(entry.minutes, entry.heads);
        case Deed::kept:
            return 1.0 / static_cast<double>(std::max<std::int64_t>(entry.heads, 1));
        case Deed::late:
            return 0;
        case Deed::missed:
            return -2.0 / static_cast<double>(std::max<std::int64_t>(entry.heads, 1));
        case Deed::no_visit:
            return -2;
        case Deed::asked:
            return -price;
    }
    return 0;
}

double balance(const std::vector<Entry>& entries, Day day, const Rule& rule) {
    double sum = 0;
    for (const Entry& entry : entries) {
        const std::int64_t ago = day.number() - entry.on.number();
        if (ago < 0) continue;
        sum += worth(entry) *
               std::exp2(-static_cast<double>(ago) / static_cast<double>(rule.half_life_days));
    }
    return sum;
}

Standing standing_of(double balance) {
    if (balance < 0) return Standing::overdrawn;
    if (balance < price) return Standing::little;
    return balance < 2 * price ? Standing::enough : Standing::plenty;
}

bool is_good_moment(Advice advice) {
    return advice == Advice::ask || advice == Advice::waiting_long;
}

Advice advise(const std::vector<Entry>& entries, Day day, const Rule& rule) {
    if (pushes(entries, day) >= pushes_max) return Advice::support_first;
    if (balance(entries, day, rule) < price) return Advice::give_first;
    const bool has_asked = std::ranges::any_of(entries, [&](const Entry& entry) {
        return entry.deed == Deed::asked && is_within(entry.on, day);
    });
    const bool was_enough = balance(entries, day.plus(-window_days), rule) >= price;
    return was_enough && !has_asked ? Advice::waiting_long : Advice::ask;
}

int pushes(const std::vector<Entry>& entries, Day day) {
    std::int64_t last_given = Day().number() - 1;
    for (const Entry& entry : entries) {
        if (gives(entry.deed) && entry.on <= day) {
            last_given = std::max(last_given, entry.on.number());
        }
    }
    return static_cast<int>(std::ranges::count_if(entries, [&](const Entry& entry) {
        return entry.deed == Deed::asked && entry.on <= day && entry.on.number() > last_given;
    }));
}

Share share(const std::vector<Entry>& entries, Day day) {
    Share found;
    for (const Entry& entry : entries) {
        if (!is_within(entry.on, day)) continue;
        if (entry.deed == Deed::small_help) ++found.small;
        if (entry.deed == Deed::teaching_help) ++found.teaching;
    }
    return found;
}

}  // namespace rapport::ledger
