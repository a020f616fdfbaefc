// Where peers and what they publish are kept. Private to the slice.
#pragma once

#include "design/exchange/adopting.hpp"
#include "design/exchange/peers.hpp"

namespace rapport::exchange::store {

std::vector<Peer> peers(ReadTx&);
std::optional<Peer> peer(ReadTx&, PeerId);
void insert_peer(WriteTx&, const Peer&);
void put_peer(WriteTx&, const Peer&);
void remove_peer(WriteTx&, PeerId);

struct Due {
    DistrictId district;
    PeerId id;
    Instant next_at;
};
std::vector<Due> due(ReadTx&, DistrictId, int max);
bool claim(WriteTx&, const Due&, Instant next_at);  // False when somebody was quicker.

struct Kept {
    std::string item, digest;
    std::int64_t number = 0, bytes = 0;
};
std::vector<Kept> kept(ReadTx&, PeerId);
void put_copy(WriteTx&, PeerId, const Item&, std::string_view document, std::string_view folded);
void remove_copy(WriteTx&, PeerId, std::string_view item);
std::vector<Refused> refusals(ReadTx&, PeerId);
void put_refusals(WriteTx&, PeerId, const std::vector<Refused>&);  // Instead of those before.
std::vector<Copy> search(ReadTx&, const std::vector<std::string>& words, std::string_view kind);
std::optional<Copy> copy(ReadTx&, CopyId);

void insert_adoption(WriteTx&, const Adoption&);
std::vector<Adoption> adoptions(ReadTx&);
std::optional<Adoption> adoption(ReadTx&, AdoptionId);
// Those of this item whose digest is another, that nobody was told of: told from now on.
std::vector<Adoption> note_changed(WriteTx&, std::string_view address, const Item&,
                                   std::string_view digest);
std::vector<Adoption> note_withdrawn(WriteTx&, std::string_view address, std::string_view item);

}  // namespace rapport::exchange::store
