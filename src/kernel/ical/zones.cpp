#include "kernel/ical/zones.hpp"

#include <algorithm>

#include "kernel/locale/windows_zone.hpp"
#include "kernel/text/text.hpp"

namespace rapport::ical {

namespace {

constexpr std::size_t name_max = 120;

// What Outlook shows for a zone, where the words name no city: "(UTC-05:00) Eastern Time (US &
// Canada)". The others are found by their cities.
struct Shown {
    std::string_view words, iana;
};
constexpr Shown shown[] = {{"Alaska", "America/Anchorage"},
                           {"Arizona", "America/Phoenix"},
                           {"Atlantic Time (Canada)", "America/Halifax"},
                           {"Central America", "America/Guatemala"},
                           {"Central Time (US & Canada)", "America/Chicago"},
                           {"Coordinated Universal Time", "UTC"},
                           {"Dublin, Edinburgh, Lisbon, London", "Europe/London"},
                           {"Eastern Time (US & Canada)", "America/New_York"},
                           {"Greenwich Mean Time", "Europe/London"},
                           {"Hawaii", "Pacific/Honolulu"},
                           {"Indiana (East)", "America/Indiana/Indianapolis"},
                           {"Mountain Time (US & Canada)", "America/Denver"},
                           {"Newfoundland", "America/St_Johns"},
                           {"Pacific Time (US & Canada)", "America/Los_Angeles"},
                           {"Pacific Time (US & Canada); Tijuana", "America/Los_Angeles"},
                           {"Saskatchewan", "America/Regina"}};
constexpr std::string_view continents[] = {"Europe/",    "America/", "Asia/",     "Africa/",
                                           "Australia/", "Pacific/", "Atlantic/", "Indian/"};

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= name_max && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '/' || c == '_' || c == '-' || c == '+';
    });
}

const Zone* iana(std::string_view name) { return is_name(name) ? Zone::find(name) : nullptr; }

// "/mozilla.org/20050126_1/Europe/Berlin": the longest end that is a name.
const Zone* by_ending(std::string_view tzid) {
    for (std::size_t at = tzid.find('/'); at != tzid.npos; at = tzid.find('/', at + 1)) {
        const auto ending = tzid.substr(at + 1);
        if (ending.find('/') == ending.npos) return nullptr;  // "…/Berlin" alone says too little.
        if (const Zone* zone = iana(ending)) return zone;
    }
    return nullptr;
}

const Zone* by_city(std::string_view words) {
    std::size_t at = 0;
    while (at < words.size()) {
        const std::size_t end = std::min(words.find_first_of(",/", at), words.size());
        std::string city(text::trimmed(words.substr(at, end - at)));
        std::ranges::replace(city, ' ', '_');
        for (const std::string_view continent : continents) {
            if (const Zone* zone = iana(std::string(continent) + city)) return zone;
        }
        at = end + 1;
    }
    return nullptr;
}

// "(UTC-05:00) Eastern Time (US & Canada)", "(GMT+01.00) Sarajevo/Warsaw/Zagreb".
const Zone* by_shown_name(std::string_view tzid) {
    const std::size_t end = tzid.find(')');
    if (!tzid.starts_with('(') || end == tzid.npos) return nullptr;
    const std::string_view words = text::trimmed(tzid.substr(end + 1));
    for (const Shown& one : shown) {
        if (one.words == words) return Zone::find(one.iana);
    }
    return by_city(words);
}

}  // namespace

const Zone* zone_named(std::string_view tzid) {
    tzid = text::trimmed(tzid);
    if (tzid.empty() || tzid.size() > name_max) return nullptr;
    if (const Zone* zone = iana(tzid)) return zone;
    if (const std::string found = locale::zone_of_windows(tzid); !found.empty()) {
        return Zone::find(found);
    }
    if (const Zone* zone = by_shown_name(tzid)) return zone;
    return by_ending(tzid);
}

SpelledZone::SpelledZone(const std::vector<Observance>& all, std::int64_t until, Budget& budget) {
    for (const Observance& one : all) {
        std::vector<std::int64_t> walls{one.begins.seconds};
        if (!one.rule.empty()) {
            expand(
                one.rule, {one.begins.seconds, false}, {one.begins.seconds + 1, until},
                [&](std::int64_t utc) { return utc + one.from; }, budget, walls);
        }
        for (const Wall& wall : one.also) walls.push_back(wall.seconds);
        for (const std::int64_t wall : walls) turns_.push_back({wall - one.from, one.from, one.to});
    }
    std::ranges::sort(turns_, {}, &Turn::at);
}

std::int64_t SpelledZone::offset_at(std::int64_t utc) const {
    const auto after = std::ranges::upper_bound(turns_, utc, {}, &Turn::at);
    return after == turns_.begin() ? turns_.front().from : std::prev(after)->to;
}

std::int64_t SpelledZone::wall_of(std::int64_t utc) const { return utc + offset_at(utc); }

// As Zone::instant: a skipped time moves on, one that occurs twice is the earlier.
std::int64_t SpelledZone::utc_of(std::int64_t wall) const {
    const std::int64_t before = offset_at(wall - day_seconds),
                       after = offset_at(wall + day_seconds);
    if (offset_at(wall - before) == before) return wall - before;
    if (offset_at(wall - after) == after) return wall - after;
    return wall - before;
}

std::int64_t Clockwork::utc_of(std::int64_t wall) const {
    if (zone == nullptr) return spelled->utc_of(wall);
    const std::int64_t day = wall / day_seconds - (wall % day_seconds < 0 ? 1 : 0);
    const auto rest = static_cast<int>(wall - day * day_seconds);
    const Instant at = zone->instant({Day::of_number(day), rest / 3600, rest / 60 % 60});
    return at.ms / 1000 + rest % 60;
}

std::int64_t Clockwork::wall_of(std::int64_t utc) const {
    if (zone == nullptr) return spelled->wall_of(utc);
    const WallTime wall = zone->wall({utc * 1000});
    const std::int64_t second = (utc % 60 + 60) % 60;
    return wall.day.number() * day_seconds + wall.hour * 3600 + wall.minute * 60 + second;
}

}  // namespace rapport::ical
