// Sealing for circles, and opening for the actor.
#include <algorithm>

#include "platform/escrow/escrow.hpp"
#include "platform/keys/keys_store.hpp"

namespace rapport::keys {

namespace {

std::string purpose_of(PersonId person) { return "rapport person 1|" + person.text(); }

// The key pair in force; made where there is none, and kept by the server for now.
store::Pair pair_for(WriteTx& tx, PersonId person) {
    if (auto pair = store::pair_of(tx, person)) return std::move(*pair);
    const auto secret = sealing::Secret::random();
    const store::Pair pair{.generation = store::newest_generation(tx, person) + 1,
                           .public_key = sealing::public_key_of(secret),
                           .guard = Guard::server,
                           .proof = ""};
    store::add_pair(tx, person, pair);
    store::put_wrapper(
        tx, {person, pair.generation, "server"},
        {"", sealing::wrap_under(tx.server_key().wrapping(), secret, purpose_of(person))});
    return pair;
}

std::optional<sealing::Secret> epoch_key_at_hand(ReadTx& tx, CircleId circle, std::int64_t epoch,
                                                 const std::vector<PersonId>& members) {
    for (const PersonId member : members) {
        const auto kept = store::epoch_key(tx, circle, epoch, member);
        if (!kept) continue;
        const auto secret = secret_at_hand(tx, member);
        if (!secret) continue;
        if (auto key = sealing::unwrap(*secret, kept->wrapped)) return key;
    }
    auto others = escrow::from_server(tx, circle).extract(epoch);
    if (others.empty()) return std::nullopt;
    return std::move(others.mapped());
}

struct Turn {
    std::int64_t epoch = 0;
    sealing::Secret key;
};

Turn begin(WriteTx& tx, CircleId circle, const std::vector<PersonId>& members) {
    Turn turn{store::begin_epoch(tx, circle, escrow::keep_until(tx)), sealing::Secret::random()};
    const bool is_anybody_here = std::any_of(members.begin(), members.end(), [&](PersonId member) {
        return store::is_here(tx, member);
    });
    for (const PersonId member : members) {
        if (is_anybody_here && !store::is_here(tx, member)) continue;
        const auto pair = pair_for(tx, member);
        store::put_epoch_key(tx, {circle, turn.epoch, member, pair.generation,
                                  sealing::wrap_to(pair.public_key, turn.key)});
    }
    escrow::lay_in(tx, circle, turn.epoch, members.size(), turn.key);
    return turn;
}

Turn turn_of(WriteTx& tx, CircleId circle, const std::vector<PersonId>& members) {
    const auto epoch = store::open_epoch(tx, circle, escrow::keep_until(tx));
    if (epoch && !store::has_departed(tx, circle, *epoch)) {
        if (auto key = epoch_key_at_hand(tx, circle, *epoch, members)) {
            return {*epoch, std::move(*key)};
        }
    }
    return begin(tx, circle, members);
}

std::string joined(const std::vector<PersonId>& members) {
    std::string all;
    for (const PersonId member : members) all += (all.empty() ? "" : " ") + member.text();
    return all;
}

}  // namespace

std::optional<sealing::Secret> kept_by_server(ReadTx& tx, PersonId person) {
    const auto pair = store::pair_of(tx, person);
    if (!pair || pair->guard != Guard::server) return std::nullopt;
    const auto kept = store::wrapper(tx, {person, pair->generation, "server"});
    if (!kept) return std::nullopt;
    return sealing::unwrap_under(tx.server_key().wrapping(), kept->wrapped, purpose_of(person));
}

std::optional<sealing::Secret> secret_at_hand(ReadTx& tx, PersonId person) {
    if (guard_of(tx, person) == Guard::server) return kept_by_server(tx, person);
    if (person != tx.actor() || tx.scope().secret == nullptr) return std::nullopt;
    return sealing::Secret::of(tx.scope().secret->bytes());
}

Guard guard_of(ReadTx& tx, PersonId person) {
    const auto pair = store::pair_of(tx, person);
    return pair ? pair->guard : Guard::server;
}

bool is_locked(ReadTx& tx) { return Opener(tx).is_locked(); }

Sealed seal(WriteTx& tx, std::vector<PersonId> readers, const Piece& piece) {
    must(!readers.empty(), "a note for nobody");
    std::sort(readers.begin(), readers.end());
    readers.erase(std::unique(readers.begin(), readers.end()), readers.end());
    const std::string members = joined(readers);
    auto circle = store::circle_of(tx, members);
    if (!circle) circle = store::add_circle(tx, members);
    const Turn turn = turn_of(tx, *circle, readers);
    const sealing::Place place{.district = tx.district().view(),
                               .circle = circle->view(),
                               .thing = piece.thing,
                               .epoch = turn.epoch,
                               .version = piece.version};
    return {sealing::seal(turn.key, place, piece.text), *circle, turn.epoch, piece.version};
}

void Opener::look_up_own() {
    if (has_looked_) return;
    has_looked_ = true;
    const bool is_own = guard_of(tx_, tx_.actor()) == Guard::own;
    is_locked_ = is_own && tx_.scope().secret == nullptr;
    if (is_locked_) return;
    own_ = tx_.scope().secret;
    if (is_own) return;
    from_server_ = kept_by_server(tx_, tx_.actor());
    own_ = from_server_ ? &*from_server_ : nullptr;
}

bool Opener::is_locked() {
    look_up_own();
    return is_locked_;
}

Opener::Circle& Opener::circle_of(CircleId id) {
    const auto [at, is_new] = circles_.try_emplace(id);
    Circle& circle = at->second;
    if (!is_new) return circle;
    for (store::EpochKey& kept : store::readers_keys(tx_, id)) {
        circle.keys.emplace(kept.epoch, Key{.wrapped = std::move(kept.wrapped)});
    }
    return circle;
}

// The server's own copies are asked for when the first key stays closed without.
void Opener::unwrap(CircleId id, Circle& circle, Key& key, std::int64_t epoch) {
    look_up_own();
    key.state = is_locked_ ? State::locked : State::not_yours;
    if (own_ != nullptr) key.secret = sealing::unwrap(*own_, key.wrapped);
    if (!key.secret) {
        if (!circle.from_server) circle.from_server = escrow::from_server(tx_, id);
        auto copy = circle.from_server->extract(epoch);
        if (!copy.empty()) key.secret = std::move(copy.mapped());
    }
    if (key.secret) key.state = State::open;
    key.wrapped.clear();
}

const Opener::Key& Opener::key_of(CircleId id, std::int64_t epoch) {
    static const Key none;
    Circle& circle = circle_of(id);
    const auto at = circle.keys.find(epoch);
    if (at == circle.keys.end()) return none;
    Key& key = at->second;
    if (!key.wrapped.empty()) unwrap(id, circle, key, epoch);
    return key;
}

Opener::Found Opener::open(std::string_view thing, const Sealed& sealed) {
    const Key& key = key_of(sealed.circle, sealed.epoch);
    if (key.state != State::open) return {key.state, ""};
    const sealing::Place place{.district = tx_.district().view(),
                               .circle = sealed.circle.view(),
                               .thing = thing,
                               .epoch = sealed.epoch,
                               .version = sealed.version};
    auto opened = sealing::open(*key.secret, place, sealed.text);
    if (!opened.text) return {State::damaged, ""};
    return {State::open, std::move(*opened.text)};
}

}  // namespace rapport::keys
