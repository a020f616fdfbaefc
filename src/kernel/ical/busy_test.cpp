// What comes in: every oddity by its name.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include "kernel/ical/ical.hpp"

namespace rapport::ical {
namespace {

Instant at(std::string_view text) { return Instant::parse_rfc3339(text).value(); }

const Span window{at("2026-11-01T00:00:00Z"), at("2026-12-01T00:00:00Z")};
const Zone& boston() { return *Zone::find("America/New_York"); }

std::string calendar(const std::string& inside) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + inside + "END:VCALENDAR\r\n";
}
std::string event(const std::string& lines) {
    return "BEGIN:VEVENT\r\nUID:1\r\n" + lines + "END:VEVENT\r\n";
}

// "03T15:00-16:00 10T15:00-16:00": days of November and times, UTC.
std::string said(const Busy& busy) {
    std::string out;
    for (const Span& span : busy.spans) {
        const std::string begin = span.begins_at.rfc3339(), end = span.ends_at.rfc3339();
        out += (out.empty() ? "" : " ") + begin.substr(8, 8) + "-";
        out += begin.substr(0, 10) == end.substr(0, 10) ? end.substr(11, 5) : end.substr(8, 8);
    }
    return out;
}
std::string read(const std::string& file) { return said(busy(file, window, boston())); }
std::string read_event(const std::string& lines) { return read(calendar(event(lines))); }

TEST(IcalBusy, what_is_no_calendar_or_too_large_is_refused) {
    EXPECT_EQ(busy("", window, boston()).flaw, Busy::Flaw::no_calendar);
    EXPECT_EQ(busy("<html>", window, boston()).flaw, Busy::Flaw::no_calendar);
    EXPECT_EQ(busy(std::string(bytes_max + 1, ' '), window, boston()).flaw, Busy::Flaw::too_large);
    EXPECT_EQ(busy(calendar(""), window, boston()).flaw, Busy::Flaw::none);
    EXPECT_EQ(busy(calendar(event("SUMMARY:No time\r\n")), window, boston()).unread, 1);
}

TEST(IcalBusy, zones_are_known_by_every_name_makers_give_them) {
    for (const char* name :
         {"America/New_York", "US/Eastern", "Eastern Standard Time",
          "(UTC-05:00) Eastern Time (US & Canada)", "(GMT-05:00) Eastern Time (US & Canada)",
          "/freeassociation.sourceforge.net/Tzfile/America/New_York",
          "/mozilla.org/20050126_1/America/New_York", "/America/New_York",
          "\"America/New_York\""}) {
        EXPECT_EQ(read_event("DTSTART;TZID=" + std::string(name) +
                             ":20261103T100000\r\nDURATION:PT1H\r\n"),
                  "03T15:00-16:00")
            << name;
    }
    EXPECT_EQ(zone_named("W. Europe Standard Time")->name(), "Europe/Berlin");
    EXPECT_EQ(zone_named("Romance Standard Time")->name(), "Europe/Paris");
    EXPECT_EQ(zone_named("(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb")->name(),
              "Europe/Sarajevo");
    EXPECT_EQ(zone_named("Nowhere"), nullptr);
    EXPECT_EQ(zone_named("../../etc/passwd"), nullptr);
    EXPECT_EQ(zone_named(std::string(5000, 'a')), nullptr);
}

TEST(IcalBusy, times_without_a_zone_are_of_the_reader_unless_the_file_says_where) {
    const std::string floating = event("DTSTART:20261103T100000\r\nDURATION:PT1H\r\n");
    EXPECT_EQ(read(calendar(floating)), "03T15:00-16:00");
    EXPECT_EQ(read(calendar("X-WR-TIMEZONE:Europe/Paris\r\n" + floating)), "03T09:00-10:00");
    EXPECT_EQ(read_event("DTSTART;TZID=Nobody Knows:20261103T100000\r\nDURATION:PT1H\r\n"),
              "03T15:00-16:00");
}

TEST(IcalBusy, what_google_repeats_in_utc_keeps_the_wall_of_its_calendar) {
    const std::string weekly = event(
        "DTSTART:20261028T140000Z\r\nDTEND:20261028T150000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n");
    EXPECT_EQ(read(calendar(weekly)), "04T14:00-15:00 11T14:00-15:00");
    EXPECT_EQ(read(calendar("X-WR-TIMEZONE:America/New_York\r\n" + weekly)),
              "04T15:00-16:00 11T15:00-16:00");
}

TEST(IcalBusy, whole_days_are_of_the_readers_wall) {
    EXPECT_EQ(read_event("DTSTART;VALUE=DATE:20261103\r\n"), "03T05:00-04T05:00");
    EXPECT_EQ(read_event("DTSTART;VALUE=DATE:20261103\r\nDTEND;VALUE=DATE:20261103\r\n"),
              "03T05:00-04T05:00");
    EXPECT_EQ(read_event("DTSTART;VALUE=DATE:20261103\r\nDTEND;VALUE=DATE:20261105\r\n"),
              "03T05:00-05T05:00");
    EXPECT_EQ(read_event("DTSTART;VALUE=DATE:20261101\r\nDURATION:P1D\r\n"), "01T04:00-02T05:00")
        << "the clocks go back: 25 hours";
}

TEST(IcalBusy, what_is_free_or_called_off_blocks_nothing) {
    const std::string when = "DTSTART:20261103T150000Z\r\nDTEND:20261103T160000Z\r\n";
    EXPECT_EQ(read_event(when), "03T15:00-16:00");
    EXPECT_EQ(read_event(when + "TRANSP:TRANSPARENT\r\n"), "");
    EXPECT_EQ(read_event(when + "X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"), "");
    EXPECT_EQ(read_event(when + "STATUS:CANCELLED\r\n"), "");
    EXPECT_EQ(read_event(when + "STATUS:TENTATIVE\r\n"), "03T15:00-16:00");
    EXPECT_EQ(read_event(when + "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\n"), "03T15:00-16:00");
}

TEST(IcalBusy, an_end_that_is_missing_or_before_the_beginning_takes_no_time) {
    EXPECT_EQ(read_event("DTSTART:20261103T150000Z\r\n"), "");
    EXPECT_EQ(read_event("DTSTART:20261103T150000Z\r\nDTEND:20261103T140000Z\r\n"), "");
    EXPECT_EQ(read_event("DTSTART:20261103T150000Z\r\nDURATION:-PT1H\r\n"), "");
}

TEST(IcalBusy, exceptions_hold_in_whatever_zone_or_form_they_are_written) {
    const std::string daily =
        "DTSTART;TZID=America/New_York:20261103T100000\r\nDURATION:PT1H\r\n"
        "RRULE:FREQ=DAILY;COUNT=3\r\n";
    EXPECT_EQ(read_event(daily), "03T15:00-16:00 04T15:00-16:00 05T15:00-16:00");
    EXPECT_EQ(read_event(daily + "EXDATE:20261104T150000Z\r\n"), "03T15:00-16:00 05T15:00-16:00");
    EXPECT_EQ(read_event(daily + "EXDATE;TZID=Europe/Paris:20261104T160000\r\n"),
              "03T15:00-16:00 05T15:00-16:00");
    EXPECT_EQ(read_event(daily + "EXDATE;VALUE=DATE:20261104,20261105\r\n"), "03T15:00-16:00");
    EXPECT_EQ(read_event(daily + "EXRULE:FREQ=DAILY;INTERVAL=2\r\n"), "04T15:00-16:00");
    EXPECT_EQ(read_event(daily + "RDATE;VALUE=PERIOD:20261110T150000Z/PT2H\r\n"),
              "03T15:00-16:00 04T15:00-16:00 05T15:00-16:00 10T15:00-17:00");
}

TEST(IcalBusy, one_that_was_moved_stands_where_it_is_now) {
    const std::string daily =
        event("DTSTART:20261103T150000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=4\r\n");
    const auto moved = [&](const std::string& lines) {
        return read(calendar(daily + event(lines)));
    };
    EXPECT_EQ(
        moved("RECURRENCE-ID:20261104T150000Z\r\nDTSTART:20261104T180000Z\r\nDURATION:PT1H\r\n"),
        "03T15:00-16:00 04T18:00-19:00 05T15:00-16:00 06T15:00-16:00");
    EXPECT_EQ(moved("RECURRENCE-ID:20261104T150000Z\r\nDTSTART:20261104T150000Z\r\n"
                    "DURATION:PT1H\r\nSTATUS:CANCELLED\r\n"),
              "03T15:00-16:00 05T15:00-16:00 06T15:00-16:00");
    EXPECT_EQ(moved("RECURRENCE-ID;RANGE=THISANDFUTURE:20261105T150000Z\r\n"
                    "DTSTART:20261105T170000Z\r\nDURATION:PT2H\r\n"),
              "03T15:00-16:00 04T15:00-16:00 05T17:00-19:00 06T17:00-19:00");
    EXPECT_EQ(read(calendar(event("RECURRENCE-ID:20261104T150000Z\r\nDTSTART:20261104T180000Z\r\n"
                                  "DURATION:PT1H\r\n"))),
              "04T18:00-19:00")
        << "without its series";
}

TEST(IcalBusy, what_is_said_twice_counts_by_its_sequence) {
    const std::string old = event("SEQUENCE:1\r\nDTSTART:20261103T150000Z\r\nDURATION:PT1H\r\n");
    const std::string fresh = event("SEQUENCE:2\r\nDTSTART:20261104T150000Z\r\nDURATION:PT1H\r\n");
    const std::string other = event("SEQUENCE:2\r\nDTSTART:20261105T150000Z\r\nDURATION:PT1H\r\n");
    EXPECT_EQ(read(calendar(fresh + old)), "04T15:00-16:00");
    EXPECT_EQ(read(calendar(fresh + other)), "04T15:00-16:00 05T15:00-16:00");
}

TEST(IcalBusy, until_counts_the_last_whatever_its_form) {
    const std::string begins =
        "DTSTART;TZID=America/New_York:20261103T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=";
    EXPECT_EQ(read_event(begins + "20261104T150000Z\r\n"), "03T15:00-16:00 04T15:00-16:00");
    EXPECT_EQ(read_event(begins + "20261104T145959Z\r\n"), "03T15:00-16:00");
    EXPECT_EQ(read_event(begins + "20261104\r\n"), "03T15:00-16:00 04T15:00-16:00");
    EXPECT_EQ(read_event(begins + "20261104T100000\r\n"), "03T15:00-16:00 04T15:00-16:00");
}

TEST(IcalBusy, a_rule_meets_the_clock_change_on_the_wall) {
    EXPECT_EQ(read_event("DTSTART;TZID=America/New_York:20261030T100000\r\nDURATION:PT1H\r\n"
                         "RRULE:FREQ=DAILY;COUNT=4\r\n"),
              "01T15:00-16:00 02T15:00-16:00");
    const Span march{at("2026-03-07T00:00:00Z"), at("2026-03-10T00:00:00Z")};
    EXPECT_EQ(said(busy(calendar(event("DTSTART;TZID=America/New_York:20260307T023000\r\n"
                                       "DURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3\r\n")),
                        march, boston())),
              "07T07:30-08:30 08T07:30-08:30 09T06:30-07:30");
}

TEST(IcalBusy, old_calendars_and_free_busy_lists_are_read) {
    EXPECT_EQ(read("BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\nDTSTART:20261103T150000Z\n"
                   "DTEND:20261103T160000Z\nRRULE:W1 TU TH #3\nEND:VEVENT\nEND:VCALENDAR\n"),
              "03T15:00-16:00 05T15:00-16:00 10T15:00-16:00");
    EXPECT_EQ(read(calendar("BEGIN:VFREEBUSY\r\nFREEBUSY;FBTYPE=BUSY:20261103T150000Z/PT1H,"
                            "20261104T150000Z/20261104T153000Z\r\n"
                            "FREEBUSY;FBTYPE=FREE:20261105T150000Z/PT1H\r\nEND:VFREEBUSY\r\n")),
              "03T15:00-16:00 04T15:00-15:30");
}

TEST(IcalBusy, several_calendars_in_one_file_count_together) {
    EXPECT_EQ(read(calendar(event("DTSTART:20261103T150000Z\r\nDURATION:PT1H\r\n")) +
                   calendar(event("DTSTART:20261103T153000Z\r\nDURATION:PT1H\r\n"))),
              "03T15:00-16:30");
}

TEST(IcalBusy, bytes_of_any_kind_are_read) {
    const std::string file =
        calendar(event("SUMMARY:Caf\xe9\r\nDTSTART:20261103T150000Z\r\nDURATION:PT1H\r\n"));
    EXPECT_EQ(read(file), "03T15:00-16:00");
    std::string wide = "\xff\xfe";
    for (const char c : file) wide += std::string{c, '\0'};
    EXPECT_EQ(read(wide), "03T15:00-16:00");
    EXPECT_EQ(read("\xef\xbb\xbf" + file), "03T15:00-16:00");
    std::string folded = file;
    folded.replace(folded.find("20261103"), 4, "20\r\n 26");
    EXPECT_EQ(read(folded), "03T15:00-16:00");
    std::string old_mac = file;
    std::erase(old_mac, '\n');
    EXPECT_EQ(read(old_mac), "03T15:00-16:00");
    const std::string picture(3'000'000, 'A');
    EXPECT_EQ(read(calendar("ATTACH;ENCODING=BASE64:" + picture + "\r\n" +
                            event("DTSTART:20261103T150000Z\r\nDURATION:PT1H\r\n"))),
              "03T15:00-16:00");
}

TEST(IcalBusy, ten_thousand_events_are_all_read) {
    std::string inside;
    for (int i = 0; i < 10'000; ++i) {
        inside += fmt::format(
            "BEGIN:VEVENT\r\nUID:{}\r\nDTSTART;TZID=America/New_York:2026{:02}"
            "{:02}T{:02}{:02}00\r\nDURATION:PT5M\r\nEND:VEVENT\r\n",
            i, i % 12 + 1, i / 12 % 28 + 1, i / 400, i % 6 * 10);
    }
    const Busy all =
        busy(calendar(inside), {at("2026-01-01T00:00:00Z"), at("2027-02-01T00:00:00Z")}, boston());
    EXPECT_EQ(all.events, 10'000);
    EXPECT_FALSE(all.is_cut_short);
    EXPECT_GT(all.spans.size(), 1000u);
}

// The bounds are counted in steps, so that a hostile file ends at the same place on any machine.
TEST(IcalBusy, rules_without_end_or_without_a_single_day_end_by_themselves) {
    for (const char* rule : {"FREQ=SECONDLY",
                             "FREQ=MINUTELY",
                             "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
                             "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
                             "FREQ=HOURLY;BYMONTHDAY=31;BYMONTH=2",
                             "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                             "FREQ=WEEKLY;BYMONTH=2;BYSETPOS=366;BYDAY=MO",
                             "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4",
                             "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                             "FREQ=YEARLY;BYWEEKNO=53;BYYEARDAY=1",
                             "FREQ=DAILY;UNTIL=99991231T235959Z",
                             "FREQ=DAILY;INTERVAL=32767",
                             "FREQ=DAILY;COUNT=2147483647",
                             "FREQ=YEARLY;INTERVAL=-1",
                             "FREQ=DAILY;INTERVAL=0",
                             "FREQ=SECONDLY;COUNT=2000000000",
                             "FREQ=NEVER",
                             "",
                             "FREQ=",
                             "FREQ=MONTHLY;BYDAY=99MO",
                             "FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8;BYMINUTE=0,10,20,30"}) {
        for (const char* first : {"19700101T000000Z", "20261103T150000Z"}) {
            const Busy answer = busy(calendar(event("DTSTART:" + std::string(first) +
                                                    "\r\nDURATION:PT1M\r\nRRULE:" + rule + "\r\n")),
                                     window, boston());
            EXPECT_EQ(answer.events, 1) << rule;
            EXPECT_LE(answer.spans.size(), 200'000u) << rule;
        }
    }
}

}  // namespace
}  // namespace rapport::ical
