// What may be done with calendars, and what is shown of them. Inside the slice only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/calendars/calendars.hpp"

namespace rapport::calendars {

using FeedId = Id<struct CalendarFeedTag>;

inline constexpr std::int64_t address_days = 400;  // an address nobody renews ends.
inline constexpr std::size_t feeds_max = 5;        // Of one person.
inline constexpr std::int64_t kept_days = 400;     // How far ahead busy times are kept.

struct Address {
    Instant made_at, ends_at;
};

struct Reader {
    PersonId person;
    std::string name, address, language;  // The address is "" when mail cannot reach them.
    const Zone* zone = nullptr;
};

// A calendar kept elsewhere, as its owner sees it.
struct Feed {
    FeedId id;
    std::string address;  // "" of a file. Never shown.
    std::string label;
    Instant made_at;
    std::optional<Instant> next_at, read_at, failing_since;
    std::string trouble;
};

struct Due {
    DistrictId district;
    FeedId id;
    PersonId person;
    std::string address, etag;
    Instant next_at;
};

// A new address of the actor's own; the one before ends. Its token, said this once.
std::string make_address(WriteTx&);
bool end_address(WriteTx&);

// The calendar behind a token; none when there is none, when it has ended, or when its owner has
// left.
struct Published {
    std::string text;
    Instant changed_at;
};
std::optional<Published> published(Db&, std::string_view token, const std::vector<Entries>&);

// A calendar that is read at this address from now on; soon for the first time.
Result<Feed> add_address(WriteTx&, std::string_view typed);
// One that was handed in as a file, and what it said.
struct File {
    std::string name, bytes;
};
Result<Feed> add_file(WriteTx&, const File&);
bool end_feed(WriteTx&, FeedId);

// "webcal://calendar.example/x.ics" → "https://…"; none where it is no address to be read.
std::optional<std::string> address_of(std::string_view typed);

}  // namespace rapport::calendars
