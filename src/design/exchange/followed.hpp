// Signed documents of elsewhere that are looked at every day, one at a time: the curated lists a
// district reads, and the indexes a network's representative chooses from. The first key seen is
// believed; what is wrong is refused with its reason, and what was read before stays until its
// author takes it back. Nothing a document names is followed by itself. Inside exchange only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/exchange/curated.hpp"
#include "kernel/fetch/fetch.hpp"

namespace rapport::exchange {

using FollowedId = Id<struct ExchangeFollowedTag>;

enum class Purpose : std::uint8_t { list, source };
std::string_view code(Purpose);

inline constexpr std::size_t followed_max = 20;  // Of one district, for each purpose.

struct Followed {
    FollowedId id;
    Purpose purpose = Purpose::list;
    std::string address, name, public_key, other_key;
    std::string quarantine;  // "" while it is read; else "key", "silent".
    std::string digest, etag, document, trouble;
    std::int64_t sequence = 0, tries = 0;
    std::optional<Instant> next_at, read_at;
    // As it was read; it was looked at when it came. Empty before that.
    Curated list() const;
    Index index() const;
};
std::vector<Followed> followed(ReadTx&, Purpose);  // By name, without their documents.
std::optional<Followed> followed(ReadTx&, Purpose, FollowedId);

// Read soon for the first time. Refuses what is no such address, and one that is there.
Result<FollowedId> follow(WriteTx&, Purpose, std::string_view typed);
bool unfollow(WriteTx&, Purpose, FollowedId);
Result<Done> look_soon(WriteTx&, const Followed&);  // Ends a quarantine, but not that of a key.
Result<Done> trust_new_key(WriteTx&, const Followed&);

// Looks at those whose time has come, at most `max`, as read_due does at peers.
int read_followed(Db&, const fetch::Fetcher&, int max);

}  // namespace rapport::exchange
