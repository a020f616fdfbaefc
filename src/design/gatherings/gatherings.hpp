// Gatherings: conferences, meet-ups and webinars where one can ask around, and who of the district
// will be there to ask. Those who lead or coach enter them; everybody who is signed in reads them
// and may say "I will be there", which is read by people of the district, and by others only where
// the person ticked that too and the district has published its page.
//
// Who was there is erased a month after the last day; what took place stays.
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

namespace rapport::gatherings {

using GatheringId = Id<struct GatheringTag>;
using PageId = Id<struct GatheringPageTag>;

inline constexpr std::size_t line_max = 200, link_max = 500, words_max = 500;  // Characters.
inline constexpr std::int64_t days_ahead_max = 1100, days_long_max = 31;
inline constexpr std::int64_t coming_max = 300, past_max = 20;
inline constexpr std::int64_t kept_days = 30;  // Who was there, after the last day.

enum class Kind : std::uint8_t { conference, meetup, webinar };
inline constexpr int kind_count = 3;
std::string_view code(Kind);
std::optional<Kind> parse_kind(std::string_view code);

struct Details {
    Kind kind = Kind::conference;
    std::string name;
    Day first_on, last_on;
    std::string place, link, words;  // No place: online.
};
struct Gathering {
    GatheringId id;
    Details details;
    PersonId entered_by;
    std::int64_t version = 1;
};
struct Attendee {
    GatheringId gathering;
    PersonId person;
    std::string name, words;
    bool is_public = false;
};

// --- Everybody of the district.

std::vector<Gathering> coming(ReadTx&);  // Soonest first; also what goes on today.
std::vector<Gathering> past(ReadTx&);    // Latest first.
std::optional<Gathering> find(ReadTx&, GatheringId);
bool is_over(ReadTx&, const Gathering&);
// Of all gatherings that still name somebody, by name; none who has left.
std::vector<Attendee> attendees(ReadTx&);
std::vector<Attendee> attendees(ReadTx&, const Gathering&);

struct Saying {
    std::string words;
    bool is_public = false;
};
// The actor will be there; said again, the words change. Refuses what is over.
Result<Done> come(WriteTx&, const Gathering&, const Saying&);
void stay_away(WriteTx&, const Gathering&);  // Nothing is left of it.

// --- Who enters them.

// Refuses at its field what is empty, too long, over, or no https link.
Result<GatheringId> enter(WriteTx&, const Details&);
// Those who entered it and administrators: the page asks. Refuses a version that was replaced.
Result<Done> change(WriteTx&, const Gathering&, const Details&, std::int64_t version);
void remove(WriteTx&, const Gathering&);  // With who said that they will be there.

// --- The page for people of other districts.

std::optional<PageId> page(ReadTx&);  // None unless it is published.
void publish(WriteTx&);
void withdraw(WriteTx&);
std::optional<DistrictId> district_at(ReadTx&, PageId);  // With Scope::whole().

// An entry for a calendar, of whole days.
std::string calendar_entry(const Gathering&, const locale::Speech&, Instant changed_at);

// /gatherings, and /gatherings/at/{page} for everybody; the twins below /api/v1.
void mount_gatherings(desk::Routes&);
// Tells the runner how to erase who was there.
void mount_erasure(jobs::Runner&, Db&);

}  // namespace rapport::gatherings
