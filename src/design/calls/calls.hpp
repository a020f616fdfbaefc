// Calls: a coach or director says when people of other districts may call, to ask how things are
// done here. Whoever has the address of their page books a time without an account; both get a
// letter, the guest with an entry for the calendar, and both are reminded the day before. Either
// may call it off.
//
// A guest's name and address are the host's alone to read, and are erased a month after the call.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/locale/speech.hpp"
#include "kernel/result.hpp"

namespace rapport::desk {
class Routes;
}
namespace rapport::jobs {
class Runner;
}

namespace rapport::calls {

using PageId = Id<struct CallPageTag>;
using TimeId = Id<struct CallTimeTag>;
using BookingId = Id<struct CallBookingTag>;

inline constexpr std::size_t line_max = 200, words_max = 2000;  // Characters.
inline constexpr std::int64_t minutes_offered[] = {15, 20, 30, 45, 60};
inline constexpr std::int64_t in_a_row_max = 8;
inline constexpr std::int64_t days_ahead_max = 180;
inline constexpr std::int64_t times_max = 100;  // Of one host, to come.
inline constexpr std::int64_t kept_days = 30;   // After the call.
inline constexpr std::int64_t reminder_hours = 24, notice_hours = 2;

struct Booking {
    BookingId id;
    std::string name, email, words, language;
};
struct Time {
    TimeId id;
    PersonId host;
    Instant starts_at;
    std::int64_t minutes = 30;
    std::string place;
    std::optional<Booking> booking;
    Instant ends_at() const { return starts_at.plus_seconds(minutes * 60); }
};

// --- The host: the actor.

std::optional<PageId> page_of(ReadTx&);
std::vector<Time> own(ReadTx&);  // To come, and what was booked lately; by when they start.

struct Offering {
    Day day;
    int hour = 0, minute = 0;  // On the district's wall.
    std::int64_t minutes = 30, in_a_row = 1;
    std::string place;
};
// Refuses what is over, too far ahead, too much, or overlaps a time that is offered already.
Result<Done> offer(WriteTx&, const Offering&);
// A booked one is called off: the guest gets a letter that takes it out of the calendar.
Result<Done> remove(WriteTx&, TimeId);

// --- Everybody with the address of the page.

struct Host {
    DistrictId district;
    PersonId person;
};
std::optional<Host> host_at(ReadTx&, PageId);  // With Scope::whole(); none who has left.
std::string name_of(ReadTx&, PersonId);
std::vector<Time> free_times(ReadTx&, PersonId host);  // From two hours on.
struct Callable {
    PersonId host;
    PageId page;
};
std::vector<Callable> callable(ReadTx&);  // Who of the district has a time free just now.

struct Guest {
    std::string name, email, words;
};
// Where the guest finds it again, and may call it off.
Result<BookingId> book(WriteTx&, const Host&, TimeId, const Guest&, locale::Language,
                       std::string_view page_link);
std::optional<Time> booked(ReadTx&, PersonId host, BookingId);
Result<Done> call_off(WriteTx&, const Host&, BookingId);

// /calls, and /calls/with/{page} for everybody; the twins below /api/v1.
void mount_calls(desk::Routes&);
// Tells the runner how to remind both, and when to erase.
void mount_reminders(jobs::Runner&, Db&);

}  // namespace rapport::calls
