// Whose publications a district reads: added by address, looked at every day in the background,
// believed by the first key seen, and left alone when too much is wrong. Inside exchange only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/exchange/document.hpp"
#include "kernel/fetch/fetch.hpp"

namespace rapport::exchange {

using PeerId = Id<struct ExchangePeerTag>;
using CopyId = Id<struct ExchangeCopyTag>;

inline constexpr std::size_t peers_max = 100;                    // Of one district.
inline constexpr std::size_t look_bytes_max = 8 * 1024 * 1024;   // Of items in one look.
inline constexpr std::size_t kept_bytes_max = 32 * 1024 * 1024;  // Of one peer's items.
inline constexpr int look_seconds_max = 60;
inline constexpr int slow_max = 3;            // Items that may fail to come in one look.
inline constexpr std::int64_t tries_max = 8;  // Failures in a row before it is left alone.
inline constexpr std::int64_t wrong_max = 3;  // Items, if they are half of all.

struct Peer {
    PeerId id;
    std::string address, name, public_key, other_key;
    std::string quarantine;  // "" while it is read; else "key", "much", "silent".
    std::string digest, etag, trouble;
    std::int64_t sequence = 0, tries = 0, copies = 0, refusals = 0;
    Instant made_at;
    std::optional<Instant> next_at, read_at;
};
std::vector<Peer> peers(ReadTx&);
std::optional<Peer> peer(ReadTx&, PeerId);

struct Refused {
    std::string item, title, reason;
    Instant at;
};
std::vector<Refused> refusals(ReadTx&, PeerId);

// Read soon for the first time. Refuses what is no address of an index, and one that is there.
Result<PeerId> add_peer(WriteTx&, std::string_view typed);
bool remove_peer(WriteTx&, PeerId);             // With what was kept of it; what was adopted stays.
Result<Done> look_soon(WriteTx&, const Peer&);  // Ends a quarantine, but not that of another key.
Result<Done> trust_new_key(WriteTx&, const Peer&);

// What is kept of a peer's.
struct Copy {
    CopyId id;
    PeerId peer;
    std::string peer_name, peer_address, public_key;
    std::string item, title, author, digest, document;
    Kind kind = Kind::job_description;
    std::int64_t number = 1;
    Instant read_at;
    // As it was read; it was looked at when it came.
    Item read() const;
};
// Without their documents: those that hold every word, by title.
std::vector<Copy> search(ReadTx&, std::string_view words, std::optional<Kind>);
std::optional<Copy> copy(ReadTx&, CopyId);

}  // namespace rapport::exchange
