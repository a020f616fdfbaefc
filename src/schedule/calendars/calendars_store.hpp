// Where addresses, feeds and busy times are kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/calendars/calendars_rules.hpp"

namespace rapport::calendars::store {

// Of an address that is in force. With Scope::whole(): the token decides the district.
struct Owner {
    Scope scope;
    Instant made_at;
};
std::optional<Owner> owner_of(ReadTx&, std::string_view token_hash);

std::optional<Address> address(ReadTx&, PersonId);
void insert_address(WriteTx&, PersonId, std::string_view token_hash, Instant ends_at);
bool remove_address(WriteTx&, PersonId);

// Whom a calendar or a mail is for; none when they have left, or hold no role any more.
std::optional<Reader> reader(ReadTx&, PersonId);

std::vector<Feed> feeds(ReadTx&, PersonId);
void insert_feed(WriteTx&, PersonId, const Feed&);
bool remove_feed(WriteTx&, PersonId, FeedId);  // With its busy times.

// Those whose time has come, the longest due first.
std::vector<Due> due(ReadTx&, DistrictId, int max);
// Inside a district. False when somebody was quicker. None: it is not read again.
bool claim(WriteTx&, const Due&, std::optional<Instant> next_at);
void note_read(WriteTx&, FeedId, std::string_view etag);
void note_trouble(WriteTx&, FeedId, std::string_view trouble);
bool is_there(ReadTx&, FeedId);
void keep_times(WriteTx&, FeedId, const std::vector<ical::Span>&);  // Instead of what was kept.

struct PersonTime {
    PersonId person;
    ical::Span span;
};
// Of these people, by time.
std::vector<PersonTime> times(ReadTx&, std::span<const PersonId>, const ical::Span&);

}  // namespace rapport::calendars::store
