// Calendars as other programs read and write them: iCalendar (RFC 5545), and iTIP (RFC 5546) for
// invitations. Written by hand, since what goes out must be the same to the byte every time; read
// with libical, since what comes in is whatever anybody's program once wrote.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/clock/clock.hpp"

namespace rapport::ical {

enum class State : std::uint8_t { tentative, confirmed, cancelled };

struct Party {
    std::string name, address;  // "Rosa Lima", "rosa@school.example"
};

// Something that takes place, once. Its times are instants; the zone says on whose wall they are
// shown, and moves with that wall's clock changes in the reader's calendar.
struct Event {
    std::string uid;            // The same for ever, and nobody else's: "visit-…@rapport".
    std::int64_t sequence = 0;  // Grows with every change that a reader should see.
    Instant changed_at;
    Instant begins_at, ends_at;
    const Zone* zone = nullptr;  // None: UTC.
    std::string summary, place, description, url;
    State state = State::confirmed;
    // What others than those concerned may read ("Booked · Grade 4 team"): for a calendar that many
    // see. Never written by write().
    std::string discreet_summary = {};
    std::vector<Party> invited = {};  // In an invitation: each is asked to answer.
    bool is_of_days = false;  // Whole days, in UTC: begins_at and ends_at are midnights of them.
};

enum class Method : std::uint8_t { publish, request, cancel };
std::string_view code(Method);  // "PUBLISH"

struct Calendar {
    std::string name;  // Shown beside the calendar; "" in an invitation.
    Method method = Method::publish;
    std::vector<Event> events;
    int refresh_minutes = 0;  // How often a reader is asked to look again; 0: nothing is asked.
};

// The calendar as text with CRLF, no line longer than 75 bytes. Depends on nothing but what is
// given: equal calendars are equal bytes. Words of people cannot smuggle a property in.
std::string write(const Calendar&);

// What write() gave, with this organizer in every event. An organizer must be who sends the mail,
// which is known when it is sent and not when it is written.
std::string organized_by(std::string_view ics, const Party&);

// A stretch of time, its end not included.
struct Span {
    Instant begins_at, ends_at;
    friend bool operator==(const Span&, const Span&) = default;
};

// Sorted, with those that touch or overlap made one; those that have no length left out.
std::vector<Span> merged(std::vector<Span>);

// What a calendar of somebody says about when they are busy. Titles, places and words are dropped
// while reading.
struct Busy {
    enum class Flaw : std::uint8_t { none, too_large, no_calendar };
    Flaw flaw = Flaw::none;        // Why nothing could be read.
    std::vector<Span> spans = {};  // Cut to the window; merged.
    int events = 0;                // That were understood, whether they are in the window or not.
    int unread = 0;                // Without a beginning that can be read.
    bool is_cut_short = false;     // A limit ended the reading: spans may be missing.
};

inline constexpr std::size_t bytes_max = 16 * 1024 * 1024;

// Reads any calendar file. Times without a zone, and whole days, are of `wall` unless the file
// names a zone for all of them (X-WR-TIMEZONE). Whole days, what is shown as free, what is
// cancelled, and what the file says elsewhere it replaces, follow RFC 5545; a whole-day event keeps
// somebody busy unless it says otherwise. Bounded: bytes_max, 400,000 steps of rules, and
// three seconds.
Busy busy(std::string_view file, const Span& window, const Zone& wall);

// The zone that a name in a calendar means: IANA, Windows ("Eastern Standard Time"), with or
// without a maker's prefix. Null when it is none of them.
const Zone* zone_named(std::string_view tzid);

}  // namespace rapport::ical
