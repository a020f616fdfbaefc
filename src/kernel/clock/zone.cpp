// Zones come from the system's tzdata through Howard Hinnant's date library, once a zone; after
// that a wall time is a binary search in a table that never changes, so no lock is taken.
#include <date/tz.h>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <vector>

#include "kernel/check.hpp"
#include "kernel/clock/clock.hpp"

namespace rapport {

namespace {

constexpr std::int64_t ms_of_a_day = 86'400'000;

struct Stretch {           // Of time with one offset.
    std::int64_t from_ms;  // UTC.
    std::int64_t offset_ms;
};

}  // namespace

struct Zone::Impl {
    std::string name;
    std::vector<Stretch> stretches;  // In order; the first begins before any instant.

    std::int64_t offset_ms(std::int64_t at_ms) const {
        const auto after = std::upper_bound(
            stretches.begin(), stretches.end(), at_ms,
            [](std::int64_t at, const Stretch& stretch) { return at < stretch.from_ms; });
        return std::prev(after)->offset_ms;
    }
};

namespace {

// The system's tables end with 2037; later instants keep the last offset.
std::vector<Stretch> stretches_of(const date::time_zone& zone) {
    constexpr std::int64_t first = std::numeric_limits<std::int64_t>::min();
    std::vector<Stretch> found;
    date::sys_seconds at = date::sys_days(date::year(1970) / 1 / 1);
    const date::sys_seconds end = date::sys_days(date::year(2200) / 1 / 1);
    while (at < end) {
        const date::sys_info info = zone.get_info(at);
        const std::int64_t offset = std::int64_t{info.offset.count()} * 1000;
        const std::int64_t from = std::int64_t{at.time_since_epoch().count()} * 1000;
        if (found.empty() || found.back().offset_ms != offset) {
            found.push_back({found.empty() ? first : from, offset});
        }
        if (info.end <= at) break;
        at = info.end;
    }
    must(!found.empty(), "a zone without an offset");
    return found;
}

struct Known {
    explicit Known(Zone::Impl impl_in) : impl(std::move(impl_in)), zone(impl) {}
    Zone::Impl impl;
    Zone zone;
};

struct Zones {
    std::shared_mutex mutex;
    std::map<std::string, std::unique_ptr<Known>, std::less<>> known;
};

Zones& zones() {
    static Zones all;  // Zone::find promises pointers that live for ever.
    return all;
}

}  // namespace

const Zone* Zone::find(std::string_view iana) {
    Zones& all = zones();
    {
        const std::shared_lock lock(all.mutex);
        if (const auto at = all.known.find(iana); at != all.known.end()) return &at->second->zone;
    }
    const std::unique_lock lock(all.mutex);
    if (const auto at = all.known.find(iana); at != all.known.end()) return &at->second->zone;
    const date::time_zone* zone = nullptr;
    try {
        zone = date::locate_zone(iana);
    } catch (const std::runtime_error&) {
        return nullptr;  // The library says "unknown" by throwing.
    }
    auto known = std::make_unique<Known>(Zone::Impl{std::string(iana), stretches_of(*zone)});
    return &all.known.emplace(std::string(iana), std::move(known)).first->second->zone;
}

const Zone& Zone::utc() {
    static const Zone* const zone = find("UTC");
    must(zone != nullptr, "the system has no time zones: install tzdata");
    return *zone;
}

std::string_view Zone::name() const { return impl_->name; }

WallTime Zone::wall(Instant at) const {
    const std::int64_t local = at.ms + impl_->offset_ms(at.ms);
    const std::int64_t days = local / ms_of_a_day - (local % ms_of_a_day < 0 ? 1 : 0);
    const int minute = static_cast<int>((local - days * ms_of_a_day) / 60'000);
    return {Day::of_number(days), minute / 60, minute % 60};
}

Instant Zone::instant(const WallTime& wall) const {
    const std::int64_t local =
        wall.day.number() * ms_of_a_day + wall.hour * 3'600'000 + wall.minute * 60'000;
    // Offsets are less than a day, and no zone changes twice in two days: one of these two rules.
    const std::int64_t before = impl_->offset_ms(local - ms_of_a_day);
    const std::int64_t after = impl_->offset_ms(local + ms_of_a_day);
    if (impl_->offset_ms(local - before) == before) return {local - before};
    if (impl_->offset_ms(local - after) == after) return {local - after};
    return {local - before};  // Skipped by a clock change: as if the clock had not changed yet.
}

}  // namespace rapport
