// What goes out, to the byte.
#include "kernel/ical/ical.hpp"

#include <gtest/gtest.h>

#include "kernel/text/text.hpp"

namespace rapport::ical {
namespace {

const Zone* boston() { return Zone::find("America/New_York"); }

Event planning() {
    return {.uid = "visit-7@rapport",
            .sequence = 2,
            .changed_at = Instant::parse_rfc3339("2026-11-21T09:30:00Z").value(),
            .begins_at = Instant::parse_rfc3339("2026-12-03T15:40:00Z").value(),
            .ends_at = Instant::parse_rfc3339("2026-12-03T16:25:00Z").value(),
            .zone = boston(),
            .summary = "Planning · Amina Diallo",
            .place = "Cedar Elementary, room 214",
            .description = "",
            .url = "https://rapport.example/requests/7",
            .state = State::confirmed};
}

Calendar feed() {
    return {.name = "Rapport",
            .method = Method::publish,
            .events = {planning()},
            .refresh_minutes = 60};
}

int count_of(std::string_view text, std::string_view what) {
    int count = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++count;
    return count;
}

std::string unfolded(std::string text) {
    for (auto at = text.find("\r\n "); at != text.npos; at = text.find("\r\n ", at)) {
        text.erase(at, 3);
    }
    return text;
}

TEST(Ical, a_calendar_is_written_to_the_byte) {
    EXPECT_EQ(write(feed()),
              "BEGIN:VCALENDAR\r\n"
              "VERSION:2.0\r\n"
              "PRODID:-//Rapport//Rapport//EN\r\n"
              "CALSCALE:GREGORIAN\r\n"
              "METHOD:PUBLISH\r\n"
              "X-WR-CALNAME:Rapport\r\n"
              "NAME:Rapport\r\n"
              "REFRESH-INTERVAL;VALUE=DURATION:PT60M\r\n"
              "X-PUBLISHED-TTL:PT60M\r\n"
              "BEGIN:VTIMEZONE\r\n"
              "TZID:America/New_York\r\n"
              "BEGIN:DAYLIGHT\r\n"
              "DTSTART:20250309T020000\r\n"
              "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n"
              "TZOFFSETFROM:-0500\r\n"
              "TZOFFSETTO:-0400\r\n"
              "END:DAYLIGHT\r\n"
              "BEGIN:STANDARD\r\n"
              "DTSTART:20251102T020000\r\n"
              "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\n"
              "TZOFFSETFROM:-0400\r\n"
              "TZOFFSETTO:-0500\r\n"
              "END:STANDARD\r\n"
              "END:VTIMEZONE\r\n"
              "BEGIN:VEVENT\r\n"
              "UID:visit-7@rapport\r\n"
              "SEQUENCE:2\r\n"
              "DTSTAMP:20261121T093000Z\r\n"
              "LAST-MODIFIED:20261121T093000Z\r\n"
              "DTSTART;TZID=America/New_York:20261203T104000\r\n"
              "DTEND;TZID=America/New_York:20261203T112500\r\n"
              "SUMMARY:Planning · Amina Diallo\r\n"
              "LOCATION:Cedar Elementary\\, room 214\r\n"
              "URL:https://rapport.example/requests/7\r\n"
              "STATUS:CONFIRMED\r\n"
              "TRANSP:OPAQUE\r\n"
              "END:VEVENT\r\n"
              "END:VCALENDAR\r\n");
}

TEST(Ical, no_word_of_a_person_smuggles_a_property_in) {
    const std::string attack =
        "Tea\r\nATTENDEE:mailto:everyone@x\nEND:VEVENT\rBEGIN:VALARM\xe2\x80\xa8X:1\x01;\",\\n";
    Calendar calendar = feed();
    Event& event = calendar.events.at(0);
    event.uid = event.summary = event.place = event.description = event.url = attack;
    event.invited = {{attack, "a@b\r\nX-EVIL:1"}};
    calendar.name = attack;
    calendar.method = Method::request;
    const std::string text = organized_by(write(calendar), {attack, attack});
    EXPECT_EQ(count_of(text, "\n"), count_of(text, "\r\n"));
    EXPECT_EQ(count_of(text, "\r"), count_of(text, "\r\n"));
    const std::string lines = unfolded(text);
    for (const std::string_view line : text::split(lines, '\n')) {
        EXPECT_FALSE(line.starts_with("ATTENDEE:")) << line;
        EXPECT_FALSE(line.starts_with("X-EVIL")) << line;
        EXPECT_FALSE(line.starts_with("BEGIN:VALARM")) << line;
    }
    EXPECT_EQ(count_of(lines, "\r\nEND:VEVENT\r\n"), 1);
    EXPECT_EQ(busy(text, {event.begins_at, event.ends_at}, Zone::utc()).events, 1);
}

TEST(Ical, long_lines_fold_between_letters_and_unfold_to_what_they_were) {
    std::string summary;
    for (int i = 0; i < 60; ++i) summary += "é李😀";
    Calendar calendar = feed();
    calendar.events.at(0).summary = summary;
    const std::string text = write(calendar);
    for (const std::string_view line : text::split(text, '\n')) {
        EXPECT_LE(line.size(), 76u) << line;  // With its carriage return.
        EXPECT_TRUE(text::is_utf8(line)) << line;
    }
    EXPECT_NE(unfolded(text).find("SUMMARY:" + summary + "\r\n"), std::string::npos);
}

TEST(Ical, whole_days_have_no_hour_and_no_zone) {
    Event event{.uid = "gathering-1@rapport",
                .changed_at = {0},
                .begins_at = Zone::utc().instant({{2026, 11, 20}, 0, 0}),
                .ends_at = Zone::utc().instant({{2026, 11, 22}, 0, 0}),
                .summary = "Two days"};
    event.is_of_days = true;
    const std::string file =
        write({.name = "", .method = Method::publish, .events = {std::move(event)}});
    EXPECT_NE(file.find("DTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261122\r\n"),
              std::string::npos);
    EXPECT_EQ(file.find("TZID"), std::string::npos);
}

TEST(Ical, an_invitation_asks_each_to_answer_and_names_who_sends_it) {
    Calendar calendar = feed();
    calendar.method = Method::request;
    calendar.events.at(0).invited = {{"Amina \"Ami\" Diallo", "amina@school.example"}};
    const std::string text = unfolded(organized_by(write(calendar), {"Rapport", "r@s.example"}));
    EXPECT_NE(text.find("METHOD:REQUEST\r\n"), text.npos);
    EXPECT_NE(text.find("ORGANIZER;CN=\"Rapport\":mailto:r@s.example\r\n"), text.npos) << text;
    EXPECT_NE(text.find("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;"
                        "RSVP=TRUE;CN=\"Amina 'Ami' Diallo\":mailto:amina@school.example\r\n"),
              text.npos)
        << text;
}

TEST(Ical, what_is_called_off_says_so_whatever_its_state_was) {
    Calendar calendar = feed();
    calendar.method = Method::cancel;
    const std::string text = write(calendar);
    EXPECT_NE(text.find("METHOD:CANCEL\r\n"), text.npos);
    EXPECT_NE(text.find("STATUS:CANCELLED\r\n"), text.npos);
    EXPECT_NE(text.find("TRANSP:TRANSPARENT\r\n"), text.npos);
}

TEST(Ical, what_others_may_read_is_never_written_beside_what_those_concerned_read) {
    Calendar calendar = feed();
    calendar.events.at(0).discreet_summary = "Booked · Grade 4 team";
    EXPECT_EQ(write(calendar), write(feed()));
}

// Every zone a school may lie in, read back: what libical makes of our VTIMEZONE must be what the
// zone itself says, in winter and in summer.
TEST(Ical, a_zone_spelled_out_says_what_the_zone_itself_says) {
    for (const char* name :
         {"America/New_York", "America/Phoenix", "America/St_Johns", "Europe/Paris",
          "Europe/Dublin", "Asia/Kathmandu", "Asia/Jerusalem", "Africa/Casablanca",
          "Australia/Lord_Howe", "Pacific/Chatham", "America/Santiago", "Asia/Ho_Chi_Minh"}) {
        const Zone* zone = Zone::find(name);
        ASSERT_NE(zone, nullptr) << name;
        Calendar calendar = feed();
        calendar.events.clear();
        std::vector<Span> spans;
        for (int week = 0; week < 104; ++week) {
            Event event = planning();
            event.zone = zone;
            event.uid = std::to_string(week);
            event.begins_at = event.begins_at.plus_seconds(week * 7 * 86'400);
            event.ends_at = event.begins_at.plus_seconds(2700);
            spans.push_back({event.begins_at, event.ends_at});
            calendar.events.push_back(event);
        }
        std::string text = write(calendar);
        // Under a name that nobody knows, only what is spelled out can tell.
        const std::string own = name;
        for (auto at = text.find(own); at != text.npos; at = text.find(own, at)) {
            text.replace(at, own.size(), "Nowhere");
        }
        const Busy read = busy(text, {spans.front().begins_at, spans.back().ends_at}, Zone::utc());
        EXPECT_EQ(read.spans, spans) << name;
    }
}

TEST(Ical, spans_that_touch_or_overlap_become_one) {
    EXPECT_EQ(merged({{{50}, {60}}, {{10}, {20}}, {{20}, {30}}, {{55}, {58}}, {{70}, {70}}}),
              (std::vector<Span>{{{10}, {30}}, {{50}, {60}}}));
}

}  // namespace
}  // namespace rapport::ical
