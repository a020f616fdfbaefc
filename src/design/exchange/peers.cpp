#include "design/exchange/peers.hpp"

#include <algorithm>

#include "design/exchange/curated.hpp"
#include "design/exchange/peers_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::exchange {

namespace {

constexpr std::size_t words_most = 8;  // Of a search.

std::string object_of(PeerId id) { return "exchange_peer/" + id.text(); }

}  // namespace

std::vector<Peer> peers(ReadTx& tx) { return store::peers(tx); }
std::optional<Peer> peer(ReadTx& tx, PeerId id) { return store::peer(tx, id); }
std::vector<Refused> refusals(ReadTx& tx, PeerId id) { return store::refusals(tx, id); }
std::optional<Copy> copy(ReadTx& tx, CopyId id) { return store::copy(tx, id); }

Item Copy::read() const { return read_item(document, public_key).item; }

Result<PeerId> add_peer(WriteTx& tx, std::string_view typed) {
    const std::string address(text::trimmed(typed));
    if (!is_address_of(address, "index.json"))
        return Refusal{"exchange.no_index_address", "address"};
    const auto all = store::peers(tx);
    if (std::ranges::find(all, address, &Peer::address) != all.end()) {
        return Refusal{"exchange.peer_is_there", "address"};
    }
    if (all.size() >= peers_max) return Refusal{"exchange.many_peers", "address"};
    Peer one;
    one.id = tx.new_id<PeerId>();
    one.address = address;
    store::insert_peer(tx, one);
    audit::record(tx, "exchange.peer_added", object_of(one.id));
    return one.id;
}

bool remove_peer(WriteTx& tx, PeerId id) {
    if (!store::peer(tx, id)) return false;
    store::remove_peer(tx, id);
    audit::record(tx, "exchange.peer_removed", object_of(id));
    return true;
}

Result<Done> look_soon(WriteTx& tx, const Peer& before) {
    if (before.quarantine == "key") return Refusal{"exchange.key_first"};
    Peer one = before;
    one.quarantine.clear();
    one.tries = 0;
    one.etag.clear();  // All of it again: also what was refused.
    one.next_at = tx.now();
    store::put_peer(tx, one);
    return Done{};
}

Result<Done> trust_new_key(WriteTx& tx, const Peer& before) {
    if (before.other_key.empty()) return Refusal{"exchange.no_new_key"};
    Peer one = before;
    // What was signed by the other key is not theirs any more: all is read anew.
    one.public_key = std::move(one.other_key);
    one.other_key.clear();
    one.quarantine.clear();
    one.etag.clear();
    one.digest.clear();
    one.sequence = 0;
    one.tries = 0;
    one.next_at = tx.now();
    for (const auto& kept : store::kept(tx, one.id)) store::remove_copy(tx, one.id, kept.item);
    store::put_peer(tx, one);
    audit::record(tx, "exchange.key_trusted", object_of(one.id));
    return Done{};
}

std::vector<Copy> search(ReadTx& tx, std::string_view typed, std::optional<Kind> kind) {
    std::vector<std::string> words;
    const std::string folded = text::folded(typed);
    for (const std::string_view word : text::split(folded, ' ')) {
        if (!word.empty() && words.size() < words_most) words.emplace_back(word);
    }
    return store::search(tx, words, kind ? code(*kind) : "");
}

}  // namespace rapport::exchange
