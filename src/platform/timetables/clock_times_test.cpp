#include "platform/timetables/clock_times.hpp"

#include <gtest/gtest.h>

#include "kernel/locale/weekdays.hpp"
#include "kernel/text/encoding.hpp"

namespace rapport::timetables {
namespace {

TEST(ClockTimes, labels_say_their_times_however_people_write_them) {
    const Ring morning{465, 510};  // 7:45 to 8:30.
    for (const char* label : {"7.45 - 8.30", "7:45-8:30", "07:45–08:30", "1st (7:45 AM–8:30 AM)",
                              "1º 07:45-08:30", "7h45-8h30", "Period 1 7:45:00 - 8:30:00"}) {
        EXPECT_EQ(ring_in(label), morning) << label;
    }
    EXPECT_EQ(ring_in("12:40-1:25"), (Ring{760, 805}));
    EXPECT_EQ(ring_in("1:05–1:50 PM"), (Ring{785, 830}));
    EXPECT_EQ(ring_in("8h-9h"), (Ring{480, 540}));
    for (const char* label : {"", "1", "Lunch", "Block 2", "Room 3.14", "25:00-26:00", "9:75-9:80",
                              "8:00", "13 pm - 14 pm"}) {
        EXPECT_FALSE(ring_in(label)) << label;
    }
    EXPECT_EQ(clock_time("0835"), 515);
    EXPECT_EQ(clock_time("8:35 pm"), 1235);
    EXPECT_FALSE(clock_time("8:35 Lunch"));
}

TEST(ClockTimes, a_clock_of_twelve_hours_is_read_on_past_noon) {
    std::vector<SheetPeriod> periods = {
        {"11:30-12:15", {}, 0}, {"12:20-1:05", {}, 0}, {"1:10-1:55", {}, 0}};
    EXPECT_EQ(ring_from_labels(periods), Rings::whole);
    EXPECT_EQ(periods[2].ring, (Ring{790, 835}));
}

TEST(ClockTimes, periods_that_only_begin_last_until_the_next) {
    std::vector<SheetPeriod> periods = {{"07:30", {}, 0}, {"08:25", {}, 0}, {"09:25", {}, 0}};
    EXPECT_EQ(ring_from_labels(periods), Rings::begins_only);
    EXPECT_EQ(periods[0].ring, (Ring{450, 505}));
    EXPECT_EQ(periods[2].ring, (Ring{565, 625}));
    std::vector<SheetPeriod> mixed = {{"07:30", {}, 0}, {"Lunch", {}, 0}};
    EXPECT_EQ(ring_from_labels(mixed), Rings::none);
    EXPECT_FALSE(mixed[0].ring);
}

TEST(ClockTimes, days_are_weekdays_in_the_language_of_the_file) {
    using Days = std::vector<std::optional<int>>;
    using locale::weekdays_of;
    EXPECT_EQ(weekdays_of({"1 - maanantai", "1 - perjantai"}), (Days{1, 5}));
    EXPECT_EQ(weekdays_of({"Thứ Hai", "Thứ Bảy"}), (Days{1, 6}));
    EXPECT_EQ(weekdays_of({"الاحد", "الخميس"}), (Days{7, 4}));
    EXPECT_EQ(weekdays_of({"h", "k", "sz", "cs", "p"}), (Days{1, 2, 3, 4, 5}));
    EXPECT_EQ(weekdays_of({"M", "T", "W", "Th", "F"}), (Days{1, 2, 3, 4, 5}));
    EXPECT_EQ(weekdays_of({"Week 2 Mon", "Week 2 Tue"}), (Days{1, 2}));
    EXPECT_EQ(weekdays_of({"A", "B"}), (Days{{}, {}}));
    EXPECT_EQ(weekdays_of({"Day 1", "Day 2", "Day 3"}), (Days{{}, {}, {}}));
    EXPECT_EQ(weekdays_of({"1", "2", "3", "4", "5"}), (Days{{}, {}, {}, {}, {}}));
    EXPECT_TRUE(weekdays_of({}).empty());
}

TEST(ClockTimes, letters_arrive_whatever_the_file_was_written_in) {
    EXPECT_EQ(text::to_utf8("\xEF\xBB\xBFé", ""), "é");
    EXPECT_EQ(text::to_utf8("\xE9\nâ", ""), "é\nâ");
    EXPECT_EQ(text::to_utf8("\x8A", "windows-1250"), "Š");
    EXPECT_EQ(text::to_utf8(std::string_view("\xFF\xFE\x41\x00", 4), ""), "A");
    EXPECT_EQ(text::to_utf8("é", "../../etc/passwd"), "é");
    EXPECT_EQ(text::to_utf8("é", "no-such-encoding"), "é");
    EXPECT_EQ(text::to_utf8(std::string_view("a\0b\x01", 4), ""), "a b ");
}

}  // namespace
}  // namespace rapport::timetables
