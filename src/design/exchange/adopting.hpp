// What was taken over from others: as it was then, what it became here, and what they made of it
// since. Inside exchange only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "design/exchange/peers.hpp"
#include "kernel/locale/speech.hpp"

namespace rapport::exchange {

using AdoptionId = Id<struct ExchangeAdoptionTag>;

struct Adoption {
    AdoptionId id;
    std::string address, item, public_key, digest, document;
    std::int64_t number = 1;
    posts::PostId post;
    PersonId adopted_by;
    Instant adopted_at;
    std::optional<Instant> changed_at, withdrawn_at;
    std::optional<CopyId> copy;  // What the peer has now, while it is kept.
    Item read() const;
};
std::vector<Adoption> adoptions(ReadTx&);  // Newest first.
std::optional<Adoption> adoption(ReadTx&, AdoptionId);

// A draft of one's own, with a sentence of whom it came from; it passes by the same rules as one
// that was written here.
Result<posts::PostId> adopt(WriteTx&, const Copy&, const locale::Speech&);
// "After “Technology coach” of Lakes, version 2 (CC BY 4.0): https://…"
std::string credit_of(const Item&, std::string_view address, const locale::Speech&);
// What was adopted and what is there now, to be held against each other.
posts::Hand as_hand(const Item&);

}  // namespace rapport::exchange
