// Calendars out and in. Everybody may subscribe to what concerns them at a secret address; a change
// of the same day goes out by mail with an invitation; and whoever publishes a calendar elsewhere
// may let the planner see when they are busy: times alone, never what fills them.
//
// No note and no word of a request stands in a calendar, since calendars lie open on other people's
// screens.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "kernel/fetch/fetch.hpp"
#include "kernel/ical/ical.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::calendars {

// One thing in somebody's calendar.
using Entry = ical::Event;

// Kept in a feed for this long after it was called off.
inline constexpr std::int64_t cancelled_days = 90;

// What concerns a person, in their language, from an instant on. Each area that knows of such
// things hands one in (src/cli/slices.cpp); the transaction's actor is the person.
using Entries =
    std::function<std::vector<Entry>(ReadTx&, PersonId, const locale::Speech&, Instant from)>;

// When somebody is busy, as far as a calendar of theirs says: sorted, merged, cut to what was
// asked.
struct BusyTimes {
    PersonId person;
    std::vector<ical::Span> spans;
};
// Everybody asked for, in the order asked, whether or not anything is known. One statement.
std::vector<BusyTimes> busy_of(ReadTx&, std::span<const PersonId>, Instant from, Instant until);

// How the thing reads for one of those concerned: names and language differ from reader to reader,
// its uid, sequence and times do not.
using Wording = std::function<Entry(PersonId, const locale::Speech&)>;

// Leaves a mail for each of these people, with the thing as an invitation that their calendar
// understands. Sent once for each uid and sequence, whatever happens; a later sequence replaces the
// earlier in the reader's calendar. Whoever has no address gets none. For the planner, inside its
// transaction.
void invite(WriteTx&, std::span<const PersonId>, const Wording&);
// The same to call it off. The sequence must be greater than the invitation's.
void uninvite(WriteTx&, std::span<const PersonId>, const Wording&);

// Reads the calendars of others whose time has come, each every few hours; at most `max`. Claims a
// calendar before it reads it, so that two programs do not read the same. Returns how many. Waits
// for slow servers: call it on a thread that has nothing else to do.
int read_due(Db&, const fetch::Fetcher&, int max);

void mount_calendars(desk::Routes&);

}  // namespace rapport::calendars
