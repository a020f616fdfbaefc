// Time, injected. An Instant is UTC milliseconds; a Day is a date on the wall of a school and has
// no zone; a Zone turns one into the other (IANA name, "America/New_York").
#pragma once

#include <atomic>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rapport {

struct Instant {
    std::int64_t ms = 0;  // Since 1970-01-01T00:00:00Z.
    friend auto operator<=>(const Instant&, const Instant&) = default;
    Instant plus_seconds(std::int64_t seconds) const { return {ms + seconds * 1000}; }
    std::string rfc3339() const;  // "2026-11-21T09:30:00.000Z"
    static std::optional<Instant> parse_rfc3339(std::string_view text);
};

struct Day {
    int year = 1970, month = 1, day = 1;  // Proleptic Gregorian, 1-based.
    friend auto operator<=>(const Day&, const Day&) = default;
    std::string iso() const;                                // "2026-11-21"
    static std::optional<Day> parse(std::string_view iso);  // Only real dates.
    std::int64_t number() const;                            // Days since 1970-01-01.
    static Day of_number(std::int64_t days);
    Day plus(std::int64_t days) const { return of_number(number() + days); }
    int weekday() const;  // 1 = Monday … 7 = Sunday.
};

struct WallTime {
    Day day;
    int hour = 0, minute = 0;
};

class Zone {
  public:
    static const Zone* find(std::string_view iana);  // Null if unknown. Lives for ever.
    static const Zone& utc();
    std::string_view name() const;
    WallTime wall(Instant at) const;
    Day day(Instant at) const { return wall(at).day; }
    // The instant of a wall time. A time that a clock change skips moves on by the gap; one that
    // occurs twice is the earlier.
    Instant instant(const WallTime& wall) const;

    struct Impl;
    explicit Zone(const Impl& impl) : impl_(&impl) {}

  private:
    const Impl* impl_;
};

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;  // Safe to call from several threads.
};

class SystemClock final : public Clock {
  public:
    Instant now() const override;
};

class SetClock final : public Clock {  // Stands still until told. Tests and samples.
  public:
    explicit SetClock(Instant at) : ms_(at.ms) {}
    Instant now() const override { return {ms_.load()}; }
    void set(Instant at) { ms_ = at.ms; }
    void advance_seconds(std::int64_t seconds) { ms_ += seconds * 1000; }

  private:
    std::atomic<std::int64_t> ms_;  // Threads of the server read it while a test moves it.
};

}  // namespace rapport
