// What a file says before anything is made of it. Inside ical only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/ical/lines.hpp"
#include "kernel/ical/rules.hpp"
#include "kernel/ical/zones.hpp"

namespace rapport::ical {

struct Moment {  // A time and the zone it is said in.
    Wall wall;
    bool is_utc = false;
    std::string tzid;
};

struct RawPeriod {
    Moment begins;
    std::optional<Moment> ends;
    std::optional<Length> length;
};

struct RawEvent {
    std::string uid;
    std::int64_t sequence = 0;
    std::optional<Moment> begins, ends, replaces;  // DTSTART, DTEND, RECURRENCE-ID.
    std::optional<Length> length;
    std::vector<std::string> rules, not_rules;
    std::vector<RawPeriod> also;
    std::vector<Moment> except;
    bool replaces_following = false, is_free = false, is_cancelled = false;
};

struct RawZone {
    std::string tzid, location;
    std::vector<Observance> observances;
};

struct RawCalendar {
    std::string zone;  // X-WR-TIMEZONE.
    std::vector<RawEvent> events;
    std::vector<RawPeriod> busy;  // VFREEBUSY.
    std::map<std::string, RawZone, std::less<>> zones;
};

inline constexpr std::size_t events_max = 100'000;

struct RawFile {
    std::vector<RawCalendar> calendars;
    int unread = 0;  // Events without a beginning.
    bool is_cut_short = false;
};

RawFile raw_file(std::string_view text);

}  // namespace rapport::ical
