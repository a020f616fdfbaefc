#include "kernel/clock/clock.hpp"

#include <gtest/gtest.h>

namespace rapport {
namespace {

std::string told(const Zone& zone, std::string_view instant) {
    const WallTime wall = zone.wall(*Instant::parse_rfc3339(instant));
    return wall.day.iso() + " " + std::to_string(wall.hour) + ":" + std::to_string(wall.minute);
}

std::string meant(const Zone& zone, Day day, int hour, int minute) {
    return zone.instant({day, hour, minute}).rfc3339();
}

TEST(Days, a_date_that_never_was_is_refused) {
    for (const char* text :
         {"2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
          "2026-1-1", "26-01-01", "2026-01-01 ", "0000-01-01", "2026/01/01", "２０26-01", ""}) {
        EXPECT_FALSE(Day::parse(text)) << text;
    }
    EXPECT_TRUE(Day::parse("2024-02-29"));
    EXPECT_TRUE(Day::parse("2000-02-29"));
}

TEST(Days, counting_days_and_back_ends_where_it_began) {
    Day day{1600, 1, 1};
    std::int64_t number = day.number();
    for (int i = 0; i < 300'000; ++i, ++number) {
        ASSERT_EQ(day.number(), number) << day.iso();
        ASSERT_EQ(Day::parse(day.iso()), day) << day.iso();
        day = day.plus(1);
    }
    EXPECT_EQ(Day({1970, 1, 1}).number(), 0);
    EXPECT_EQ(Day({2026, 11, 21}).number(), 20'778);
}

TEST(Days, the_week_begins_on_monday) {
    EXPECT_EQ(Day({1970, 1, 1}).weekday(), 4);
    EXPECT_EQ(Day({2026, 11, 2}).weekday(), 1);
    EXPECT_EQ(Day({2026, 11, 8}).weekday(), 7);
    EXPECT_EQ(Day({1969, 12, 28}).weekday(), 7);
}

TEST(Instants, a_time_that_is_not_rfc_3339_is_refused) {
    for (const char* text :
         {"2026-11-21", "2026-11-21T09:30:00", "2026-11-21T24:00:00Z", "2026-11-21T09:60:00Z",
          "2026-11-21T09:30:00.Z", "2026-11-21T09:30:00+0200", "2026-11-21T09:30:00+24:00",
          "2026-11-21 09:30:00Z", "2026-11-21T09:30:00Zx"}) {
        EXPECT_FALSE(Instant::parse_rfc3339(text)) << text;
    }
}

TEST(Instants, are_written_as_they_were_read) {
    for (const char* text :
         {"2026-11-21T09:30:00.123Z", "1969-12-31T23:59:59.999Z", "2000-02-29T00:00:00.000Z"}) {
        EXPECT_EQ(Instant::parse_rfc3339(text)->rfc3339(), text);
    }
    EXPECT_EQ(Instant::parse_rfc3339("2026-11-21T09:30:00+02:00")->rfc3339(),
              "2026-11-21T07:30:00.000Z");
    EXPECT_EQ(Instant::parse_rfc3339("2016-12-31T23:59:60Z")->rfc3339(),
              "2016-12-31T23:59:59.000Z");
}

TEST(Zones, a_place_nobody_knows_has_no_time) {
    EXPECT_EQ(Zone::find("Mars/Olympus"), nullptr);
    EXPECT_EQ(Zone::find(""), nullptr);
    EXPECT_EQ(Zone::find("../../etc/passwd"), nullptr);
    EXPECT_EQ(Zone::find("America/New_York"), Zone::find("America/New_York"));
}

TEST(Zones, the_same_moment_is_told_on_each_wall) {
    EXPECT_EQ(told(*Zone::find("America/New_York"), "2026-11-21T14:30:00Z"), "2026-11-21 9:30");
    EXPECT_EQ(told(*Zone::find("America/New_York"), "2026-07-01T14:30:00Z"), "2026-07-01 10:30");
    EXPECT_EQ(told(*Zone::find("America/Los_Angeles"), "2026-11-21T01:30:00Z"), "2026-11-20 17:30");
    EXPECT_EQ(told(*Zone::find("Asia/Kathmandu"), "2026-11-21T00:00:00Z"), "2026-11-21 5:45");
    EXPECT_EQ(told(Zone::utc(), "1969-12-31T23:59:00Z"), "1969-12-31 23:59");
}

TEST(Zones, an_hour_that_spring_skips_moves_on_by_the_gap) {
    const Zone& york = *Zone::find("America/New_York");
    const Day spring{2026, 3, 8};
    EXPECT_EQ(meant(york, spring, 1, 59), "2026-03-08T06:59:00.000Z");
    EXPECT_EQ(meant(york, spring, 2, 30), "2026-03-08T07:30:00.000Z");  // 3:30 on the wall.
    EXPECT_EQ(meant(york, spring, 3, 0), "2026-03-08T07:00:00.000Z");
    EXPECT_EQ(told(york, "2026-03-08T07:30:00Z"), "2026-03-08 3:30");
}

TEST(Zones, an_hour_that_autumn_repeats_is_the_earlier) {
    const Zone& york = *Zone::find("America/New_York");
    const Day autumn{2026, 11, 1};
    EXPECT_EQ(meant(york, autumn, 1, 30), "2026-11-01T05:30:00.000Z");
    EXPECT_EQ(told(york, "2026-11-01T06:30:00Z"), "2026-11-01 1:30");  // The later of the two.
    EXPECT_EQ(meant(york, autumn, 2, 0), "2026-11-01T07:00:00.000Z");
}

TEST(Zones, every_quarter_of_an_hour_of_two_years_comes_back) {
    for (const char* name : {"America/New_York", "America/St_Johns", "Europe/Paris",
                             "Australia/Lord_Howe", "Africa/Casablanca", "America/Phoenix"}) {
        const Zone& zone = *Zone::find(name);
        Instant at = *Instant::parse_rfc3339("2025-06-01T00:00:00Z");
        for (int i = 0; i < 2 * 366 * 96; ++i, at = at.plus_seconds(900)) {
            const Instant back = zone.instant(zone.wall(at));
            const auto later = at.ms - back.ms;  // Of a repeated hour, the earlier comes back.
            ASSERT_TRUE(later == 0 || later == 3'600'000 || later == 1'800'000)
                << name << " " << at.rfc3339();
            ASSERT_EQ(told(zone, back.rfc3339()), told(zone, at.rfc3339()));
        }
    }
}

TEST(Clocks, a_set_clock_stands_still_until_told) {
    SetClock clock(*Instant::parse_rfc3339("2026-11-02T14:00:00Z"));
    const Instant before = clock.now();
    EXPECT_EQ(clock.now(), before);
    clock.advance_seconds(90);
    EXPECT_EQ(clock.now(), before.plus_seconds(90));
    EXPECT_GT(SystemClock().now(), before.plus_seconds(-100 * 365 * 86'400ll));
}

}  // namespace
}  // namespace rapport
