#include "coaching/requests/promises.hpp"

#include <gtest/gtest.h>

namespace rapport::requests {
namespace {

const Zone& new_york() { return *Zone::find("America/New_York"); }

Instant at(std::string_view rfc3339) { return Instant::parse_rfc3339(rfc3339).value(); }

// A moment as the wall of a New York school shows it: "2026-11-20 15:00".
std::string wall(std::optional<Instant> instant) {
    if (!instant) return "never";
    const WallTime wall = new_york().wall(*instant);
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return wall.day.iso() + " " + two(wall.hour) + ":" + two(wall.minute);
}

const calendar::Calendar weekdays_only;

calendar::SchoolDays weekdays() { return weekdays_only.of(std::nullopt); }

std::string days_after(const WallTime& from, int days) {
    return wall(
        due({Span::Unit::school_days, days}, new_york().instant(from), new_york(), weekdays()));
}

TEST(Promises, the_matrix_of_a_district_that_sets_nothing_is_the_published_one) {
    const int published[4][5] = {
        {1, 1, 2, 3, 3}, {1, 2, 3, 3, 4}, {2, 3, 4, 4, 4}, {3, 4, 4, 4, 4}};
    for (int severity = 1; severity <= 4; ++severity) {
        for (int impact = 1; impact <= 5; ++impact) {
            EXPECT_EQ(Promises().priority(severity, impact), published[severity - 1][impact - 1])
                << "severity " << severity << ", impact " << impact;
        }
    }
}

TEST(Promises, a_district_words_its_matrix_as_four_rows_of_five) {
    Promises promises;
    EXPECT_TRUE(promises.set_matrix("44444 33333 22222 11111"));
    EXPECT_EQ(promises.priority(1, 1), 4);
    EXPECT_EQ(promises.priority(4, 5), 1);
}

TEST(Promises, a_matrix_that_cannot_be_read_changes_nothing) {
    for (const char* bad : {"", "11233", "11233 12334 23444 3444", "11233 12334 23444 34445",
                            "11233 12334 23444 34440", "aaaaa bbbbb ccccc ddddd"}) {
        Promises promises;
        EXPECT_FALSE(promises.set_matrix(bad)) << bad;
        EXPECT_EQ(promises.priority(1, 1), 1) << bad;
    }
}

TEST(Promises, targets_are_minutes_hours_or_school_days) {
    Promises promises;
    EXPECT_TRUE(promises.set_targets("10m/2h 1h/1d 2d/4d -/10d"));
    EXPECT_EQ(promises.targets[0].answer, (Span{Span::Unit::minutes, 10}));
    EXPECT_EQ(promises.targets[0].finish, (Span{Span::Unit::minutes, 120}));
    EXPECT_EQ(promises.targets[2].finish, (Span{Span::Unit::school_days, 4}));
    EXPECT_EQ(promises.targets[3].answer.unit, Span::Unit::none);
}

TEST(Promises, targets_that_cannot_be_read_change_nothing) {
    for (const char* bad : {"", "15m/4h", "15m/4h 1h/1d 3d/5d 5d", "0m/4h 1h/1d 3d/5d 5d/10d",
                            "15x/4h 1h/1d 3d/5d 5d/10d", "15m/4h 1h/1d 3d/5d 5d/401d"}) {
        Promises promises;
        EXPECT_FALSE(promises.set_targets(bad)) << bad;
        EXPECT_EQ(promises.targets[0].answer, (Span{Span::Unit::minutes, 15})) << bad;
    }
}

TEST(Promises, what_is_promised_in_minutes_runs_straight_on_through_the_night) {
    const Instant friday_evening = at("2026-11-20T23:50:00.000Z");
    EXPECT_EQ(due({Span::Unit::minutes, 15}, friday_evening, new_york(), weekdays()),
              at("2026-11-21T00:05:00.000Z"));
}

TEST(Promises, nothing_promised_never_falls_due) {
    EXPECT_FALSE(due({}, Instant{}, new_york(), weekdays()).has_value());
}

TEST(Promises, a_school_day_from_tuesday_at_ten_is_wednesday_at_ten) {
    EXPECT_EQ(days_after({{2026, 11, 17}, 10, 0}, 1), "2026-11-18 10:00");
}

TEST(Promises, a_school_day_steps_over_the_weekend) {
    EXPECT_EQ(days_after({{2026, 11, 20}, 15, 0}, 1), "2026-11-23 15:00");  // A Friday.
    EXPECT_EQ(days_after({{2026, 11, 19}, 15, 0}, 2), "2026-11-23 15:00");
}

TEST(Promises, what_is_asked_on_a_saturday_counts_from_monday_morning) {
    EXPECT_EQ(days_after({{2026, 11, 21}, 11, 0}, 1), "2026-11-23 16:00");
    EXPECT_EQ(days_after({{2026, 11, 21}, 11, 0}, 2), "2026-11-24 16:00");
}

TEST(Promises, what_is_asked_in_the_evening_counts_from_the_next_morning) {
    EXPECT_EQ(days_after({{2026, 11, 17}, 16, 0}, 1), "2026-11-18 16:00");
    EXPECT_EQ(days_after({{2026, 11, 20}, 22, 30}, 1), "2026-11-23 16:00");
    EXPECT_EQ(days_after({{2026, 11, 17}, 6, 0}, 1), "2026-11-17 16:00");
}

calendar::Closure closed(Day from, Day to, std::optional<BuildingId> building) {
    return {.building = building, .begins_on = from, .ends_on = to, .name = "Break"};
}

TEST(Promises, a_school_day_steps_over_a_break) {
    const calendar::Calendar calendar({closed({2026, 11, 25}, {2026, 11, 27}, std::nullopt)});
    const auto days = calendar.of(std::nullopt);
    const auto promised = [&](const WallTime& from, int count) {
        return wall(
            due({Span::Unit::school_days, count}, new_york().instant(from), new_york(), days));
    };
    EXPECT_EQ(promised({{2026, 11, 24}, 10, 0}, 1), "2026-11-30 10:00");
    EXPECT_EQ(promised({{2026, 11, 24}, 17, 0}, 1), "2026-11-30 16:00");
    EXPECT_EQ(promised({{2026, 11, 26}, 9, 0}, 2), "2026-12-01 16:00");
    EXPECT_EQ(wall(reopen_until(new_york().instant({{2026, 11, 24}, 10, 0}), new_york(), days)),
              "2026-11-30 16:00");
}

TEST(Promises, a_building_that_is_closed_alone_waits_alone) {
    const auto cedar = SeededRandom(1).id<BuildingId>();
    const calendar::Calendar calendar({closed({2026, 11, 25}, {2026, 11, 25}, cedar)});
    const Instant from = new_york().instant({{2026, 11, 24}, 10, 0});
    const Span day{Span::Unit::school_days, 1};
    EXPECT_EQ(wall(due(day, from, new_york(), calendar.of(cedar))), "2026-11-26 10:00");
    EXPECT_EQ(wall(due(day, from, new_york(), calendar.of(std::nullopt))), "2026-11-25 10:00");
}

TEST(Promises, a_half_day_is_a_school_day) {
    auto half = closed({2026, 11, 25}, {2026, 11, 25}, std::nullopt);
    half.part = calendar::Part::afternoon;
    const calendar::Calendar calendar({half});
    EXPECT_EQ(wall(due({Span::Unit::school_days, 1}, new_york().instant({{2026, 11, 24}, 10, 0}),
                       new_york(), calendar.of(std::nullopt))),
              "2026-11-25 10:00");
}

TEST(Promises, a_clock_change_moves_nothing_that_is_said_in_days) {
    // Clocks go back on Sunday 1 November 2026 and forward on Sunday 8 March 2026.
    EXPECT_EQ(days_after({{2026, 10, 30}, 10, 40}, 1), "2026-11-02 10:40");
    EXPECT_EQ(days_after({{2026, 3, 6}, 10, 40}, 1), "2026-03-09 10:40");
    const Instant friday = new_york().instant({{2026, 10, 30}, 10, 40});
    const auto monday = due({Span::Unit::school_days, 1}, friday, new_york(), weekdays());
    EXPECT_EQ(monday->ms - friday.ms, (72 + 1) * 3'600'000);
}

TEST(Promises, a_promise_is_kept_on_the_wall_of_the_building_not_of_the_server) {
    const Zone& paris = *Zone::find("Europe/Paris");
    const Instant from = at("2026-11-17T09:00:00.000Z");  // 10:00 in Paris, 4:00 in New York.
    EXPECT_EQ(due({Span::Unit::school_days, 1}, from, paris, weekdays()),
              at("2026-11-18T09:00:00.000Z"));
    EXPECT_EQ(due({Span::Unit::school_days, 1}, from, new_york(), weekdays()),
              at("2026-11-17T21:00:00.000Z"));
}

TEST(Promises, more_days_never_fall_due_earlier_whenever_they_begin) {
    Instant from = at("2026-10-26T00:00:00.000Z");
    for (int hour = 0; hour < 24 * 28; ++hour, from = from.plus_seconds(3600)) {
        Instant before = from;
        for (int days = 1; days <= 6; ++days) {
            const auto then = due({Span::Unit::school_days, days}, from, new_york(), weekdays());
            const WallTime shown = new_york().wall(*then);
            EXPECT_GT(*then, before);
            EXPECT_TRUE(weekdays().is_school_day(shown.day));
            EXPECT_TRUE(shown.hour >= 8 && (shown.hour < 16 || shown.minute == 0));
            before = *then;
        }
    }
}

TEST(Promises, a_finished_request_can_be_opened_again_until_the_next_school_day_ends) {
    const auto until = [](const WallTime& closed) {
        return wall(reopen_until(new_york().instant(closed), new_york(), weekdays()));
    };
    EXPECT_EQ(until({{2026, 11, 17}, 10, 0}), "2026-11-18 16:00");
    EXPECT_EQ(until({{2026, 11, 20}, 10, 0}), "2026-11-23 16:00");
    EXPECT_EQ(until({{2026, 11, 21}, 10, 0}), "2026-11-23 16:00");
}

TEST(Promises, a_visit_is_late_when_its_day_is_over_and_not_a_minute_after_it_began) {
    const auto late = [](const WallTime& visit) {
        return wall(late_after(new_york().instant(visit), new_york()));
    };
    EXPECT_EQ(late({{2026, 11, 17}, 10, 40}), "2026-11-17 16:00");
    EXPECT_EQ(late({{2026, 11, 17}, 15, 30}), "2026-11-17 16:30");
}

}  // namespace
}  // namespace rapport::requests
