// A person's own key pair: chosen, opened, lost, given back, taken away.
#include "platform/keys/keys.hpp"

#include <algorithm>

#include "kernel/crypto/crypto.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"
#include "platform/escrow/escrow.hpp"
#include "platform/keys/keys_store.hpp"

namespace rapport::keys {

namespace {

constexpr std::size_t passphrase_min = 12, passphrase_max = 128;  // As passwords.
constexpr std::int64_t proof_tries_max = 5;
// A roster that drops somebody by mistake must not destroy what they wrote.
constexpr std::int64_t grace_days = 30;
constexpr int proof_digits = 6;
constexpr std::uint64_t proof_modulus = 1'000'000;

std::string_view kind_of(Way way) { return way == Way::recovery ? "recovery" : "passphrase"; }

sealing::Secret stretched(Way way, std::string_view words, std::string_view salt,
                          const sealing::ServerKey& server) {
    if (way == Way::passphrase) return sealing::from_words(words, salt, server.pepper());
    const auto none = sealing::Secret::filled(
        [](std::uint8_t* room) { std::fill(room, room + sealing::secret_bytes, 0); });
    return sealing::from_words(words, salt, none);
}

Wrapper wrapped_by(Way way, std::string_view words, const sealing::Secret& secret,
                   const sealing::ServerKey& server) {
    Wrapper made{.salt = sealing::new_salt(), .wrapped = ""};
    const auto key = stretched(way, words, made.salt, server);
    made.wrapped = sealing::wrap_under(key, secret, "rapport words 1");
    return made;
}

void put_both(WriteTx& tx, std::int64_t generation, const Prepared& prepared) {
    store::put_wrapper(tx, {tx.actor(), generation, "passphrase"}, prepared.by_passphrase);
    store::put_wrapper(tx, {tx.actor(), generation, "recovery"}, prepared.by_recovery);
}

// A key pair of the actor's own, in place of the one there was. Returns its generation.
std::int64_t add_own(WriteTx& tx, const Prepared& prepared, std::string_view proof) {
    const std::int64_t generation = store::newest_generation(tx, tx.actor()) + 1;
    store::end_pair(tx, tx.actor());
    store::add_pair(tx, tx.actor(),
                    {.generation = generation,
                     .public_key = prepared.public_key,
                     .guard = Guard::own,
                     .proof = std::string(proof)});
    put_both(tx, generation, prepared);
    return generation;
}

std::string digest_of(PersonId person, std::string_view digits) {
    return crypto::sha256_hex("notes proof " + person.text() + std::string(digits));
}

}  // namespace

Result<Done> check_passphrase(std::string_view passphrase, std::string_view again) {
    const std::size_t length = text::length(passphrase);
    if (length < passphrase_min) {
        return Refusal{"keys.short", "passphrase", {{"count", std::int64_t{passphrase_min}}}};
    }
    if (length > passphrase_max) {
        return Refusal{"keys.long", "passphrase", {{"count", std::int64_t{passphrase_max}}}};
    }
    if (passphrase.find_first_not_of(passphrase.front()) == std::string_view::npos) {
        return Refusal{"keys.guessable", "passphrase"};
    }
    if (passphrase != again) return Refusal{"keys.differ", "again"};
    return Done{};
}

Prepared prepare(const sealing::ServerKey& server, std::string_view passphrase,
                 const sealing::Secret* kept) {
    auto secret = kept != nullptr ? sealing::Secret::of(kept->bytes()) : sealing::Secret::random();
    std::string code = sealing::new_recovery_code();
    Wrapper by_passphrase = wrapped_by(Way::passphrase, passphrase, secret, server);
    Wrapper by_recovery = wrapped_by(Way::recovery, code, secret, server);
    std::string public_key = sealing::public_key_of(secret);
    return {std::move(secret), std::move(public_key), std::move(by_passphrase),
            std::move(by_recovery), std::move(code)};
}

std::optional<OwnKey> own_key(ReadTx& tx, PersonId person) {
    const auto pair = store::pair_of(tx, person);
    if (!pair || pair->guard != Guard::own) return std::nullopt;
    return OwnKey{pair->generation, pair->public_key};
}

std::optional<sealing::Secret> own_secret(ReadTx& tx) {
    if (guard_of(tx, tx.actor()) != Guard::own) return std::nullopt;
    return secret_at_hand(tx, tx.actor());
}

void give_epoch(WriteTx& tx, CircleId circle, std::int64_t epoch, PersonId person,
                const sealing::Secret& secret) {
    const auto pair = store::pair_of(tx, person);
    const auto kept = store::epoch_key(tx, circle, epoch, person);
    if (!pair || !kept || kept->generation >= pair->generation) return;
    store::put_epoch_key(
        tx, {circle, epoch, person, pair->generation, sealing::wrap_to(pair->public_key, secret)});
}

void take_into_use(WriteTx& tx, const Prepared& prepared) {
    const auto before = store::pair_of(tx, tx.actor());
    const auto old = kept_by_server(tx, tx.actor());
    const std::int64_t generation = add_own(tx, prepared, "");
    if (before && old) {
        for (store::EpochKey key : store::epoch_keys_of(tx, tx.actor())) {
            const auto secret = sealing::unwrap(*old, key.wrapped);
            if (!secret) continue;
            key.generation = generation;
            key.wrapped = sealing::wrap_to(prepared.public_key, *secret);
            store::put_epoch_key(tx, key);
        }
        store::drop_wrapper(tx, {tx.actor(), before->generation, "server"});
    }
    store::end_epochs_of(tx, tx.actor());
    audit::record(tx, "notes_key.chosen", "person/" + tx.actor().text());
}

void rewrap(WriteTx& tx, const Prepared& prepared) {
    const auto pair = store::pair_of(tx, tx.actor());
    must(pair && pair->public_key == prepared.public_key, "new ways to another key pair");
    put_both(tx, pair->generation, prepared);
    audit::record(tx, "notes_key.rewrapped", "person/" + tx.actor().text());
}

std::optional<Wrapper> wrapper_of(ReadTx& tx, Way way) {
    const auto pair = store::pair_of(tx, tx.actor());
    if (!pair || pair->guard != Guard::own) return std::nullopt;
    return store::wrapper(tx, {tx.actor(), pair->generation, kind_of(way)});
}

std::optional<sealing::Secret> unwrapped(const Wrapper& wrapper, Way way, std::string_view words,
                                         const sealing::ServerKey& server) {
    const auto key = stretched(way, words, wrapper.salt, server);
    return sealing::unwrap_under(key, wrapper.wrapped, "rapport words 1");
}

std::string begin_again(WriteTx& tx, const Prepared& prepared) {
    std::string digits = std::to_string(tx.random().number() % proof_modulus);
    digits.insert(0, proof_digits - digits.size(), '0');
    add_own(tx, prepared, digest_of(tx.actor(), digits));
    store::end_epochs_of(tx, tx.actor());
    escrow::note_holders(tx);
    audit::record(tx, "notes_key.begun_again", "person/" + tx.actor().text());
    return digits;
}

std::vector<Waiting> waiting_for_me(ReadTx& tx) { return store::waiting_for(tx, tx.actor()); }

Result<std::int64_t> give_back(WriteTx& tx, PersonId person, std::string_view digits) {
    const auto theirs = store::pair_of(tx, person);
    if (!theirs || theirs->proof.empty()) return Refusal{"keys.nobody_waits"};
    if (theirs->proof_tries >= proof_tries_max) return Refusal{"keys.too_often"};
    if (!crypto::equal(theirs->proof, digest_of(person, digits))) {
        return Refusal{"keys.digits_wrong"};
    }
    const auto own = secret_at_hand(tx, tx.actor());
    if (!own) return Refusal{"keys.unlock_first"};
    std::int64_t given = 0;
    for (store::EpochKey key : store::shared_with(tx, tx.actor(), person, theirs->generation)) {
        const auto secret = sealing::unwrap(*own, key.wrapped);
        if (!secret) continue;
        store::put_epoch_key(tx, {key.circle, key.epoch, person, theirs->generation,
                                  sealing::wrap_to(theirs->public_key, *secret)});
        ++given;
    }
    audit::record(tx, "notes_key.given_back", "person/" + person.text());
    return given;
}

void count_wrong_digits(WriteTx& tx, PersonId person) {
    const auto theirs = store::pair_of(tx, person);
    if (!theirs || theirs->proof.empty()) return;
    store::set_proof(tx, person, theirs->proof, theirs->proof_tries + 1);
}

void take_away(WriteTx& tx, PersonId person) {
    store::end_epochs_of(tx, person);
    store::drop_epoch_keys(tx, person);
    store::drop_wrappers(tx, person);
    store::end_pair(tx, person);
    escrow::note_holders(tx);
    audit::record(tx, "notes_key.taken_away", "person/" + person.text());
}

std::int64_t follow_departures(Db& db) {
    std::int64_t taken = 0;
    const auto districts = db.read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx); });
    for (const DistrictId district : districts) {
        const Scope scope{.district = district, .actor = {}};
        const Day before = Zone::utc().day(db.clock().now()).plus(-grace_days);
        const auto gone =
            db.read(scope, [&](ReadTx& tx) { return store::gone_before(tx, before); });
        for (const PersonId person : gone) {
            taken += db.write(scope, [&](WriteTx& tx) -> std::int64_t {
                if (escrow::is_held(tx, person)) return 0;
                take_away(tx, person);
                return 1;
            });
        }
    }
    return taken;
}

void take_away_private(WriteTx& tx, PersonId person) {
    if (escrow::is_held(tx, person)) return;
    store::drop_private_keys(tx, person);
    audit::record(tx, "notes_key.private_gone", "person/" + person.text());
}

}  // namespace rapport::keys
