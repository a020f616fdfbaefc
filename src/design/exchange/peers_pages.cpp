// Whom a district reads, and what was wrong with what came.
#include "design/exchange/curating_pages.hpp"

namespace rapport::exchange {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

std::string peer_says(const Peer& one, const Speech& speech) {
    if (!one.quarantine.empty()) {
        return speech.say(Key::of("exchange.quarantine_" + one.quarantine));
    }
    if (!one.trouble.empty()) {
        return why_said(one.trouble, speech) + " " +
               speech.say("exchange.again_at", {{"when", speech.when(*one.next_at)}});
    }
    if (!one.read_at) return speech.say("exchange.soon");
    return speech.say("exchange.read_at",
                      {{"when", speech.when(*one.read_at)}, {"count", one.copies}});
}

std::string signal_of(const Peer& one, const Speech& speech) {
    if (!one.quarantine.empty()) return speech.say("exchange.signal_quarantine");
    if (!one.trouble.empty()) return speech.say("exchange.signal_trouble");
    if (one.refusals > 0) return speech.say("exchange.signal_refused", {{"count", one.refusals}});
    return speech.say(one.read_at ? Key{"exchange.signal_good"} : Key{"exchange.signal_new"});
}

bool is_late(const Peer& one) {
    return !one.quarantine.empty() || !one.trouble.empty() || one.refusals > 0;
}

std::string path_of(PeerId id) { return "/exchange/peers/" + id.text(); }

Peer peer_at(ReadTx& tx, const Reading& request) {
    auto found = peer(tx, request.path<PeerId>("peer"));
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

Response show_peers(Reading& request) {
    only_publishers(request);
    PeersView view;
    for (const Peer& one : request.read([](ReadTx& tx) { return peers(tx); })) {
        view.rows.push_back({path_of(one.id), one.name.empty() ? one.address : one.name,
                             one.address, peer_says(one, request.speech()),
                             signal_of(one, request.speech()), is_late(one)});
    }
    return request.page(Key{"exchange.peers"}, view);
}

Response show_peer(Reading& request) {
    only_publishers(request);
    const Speech& speech = request.speech();
    PeerView view;
    request.read([&](ReadTx& tx) {
        const Peer one = peer_at(tx, request);
        view.name = one.name.empty() ? one.address : one.name;
        view.address = one.address;
        view.id = one.id.text();
        if (!one.public_key.empty()) view.fingerprint = fingerprint_of(one.public_key);
        if (!one.other_key.empty()) view.other_fingerprint = fingerprint_of(one.other_key);
        view.says = peer_says(one, speech);
        view.signal = signal_of(one, speech);
        view.is_late = is_late(one);
        view.is_quarantined = !one.quarantine.empty();
        for (const Copy& copy : search(tx, "", std::nullopt)) {
            if (copy.peer == one.id) view.copies.push_back(row_of(copy, speech));
        }
        for (const Refused& refused : refusals(tx, one.id)) {
            view.refused.push_back({refused.title.empty() ? refused.item : refused.title,
                                    why_said(refused.reason, speech)});
        }
    });
    return request.page(view.name, view);
}

Response add_one(Writing& request) {
    only_publishers(request);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = add_peer(tx, request.form("address"));
            if (!made) return made.refusal();
            return Answer::go(path_of(*made), "exchange.peer_added");
        },
        show_peers);
}

Response change(Writing& request, Result<Done> (*what)(WriteTx&, const Peer&), Key notice) {
    only_publishers(request);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Peer one = peer_at(tx, request);
            const auto done = what(tx, one);
            if (!done) return done.refusal();
            return Answer::go(path_of(one.id), notice);
        },
        show_peer);
}

Response look_now(Writing& request) { return change(request, look_soon, "exchange.looks_soon"); }

Response trust_key(Writing& request) {
    return change(request, trust_new_key, "exchange.key_trusted");
}

Response remove_one(Writing& request) {
    only_publishers(request);
    const auto id = request.path<PeerId>("peer");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!remove_peer(tx, id)) throw desk::NotFound();
            return Answer::go("/exchange/peers", "exchange.peer_removed");
        },
        show_peers);
}

}  // namespace

void mount_peers(desk::Routes& on) {
    const Right right = Right::see_programme;
    on.get("/exchange/peers", right, show_peers);
    on.post("/exchange/peers", right, add_one);
    on.get("/exchange/peers/{peer}", right, show_peer);
    on.post("/exchange/peers/{peer}/look", right, look_now);
    on.post("/exchange/peers/{peer}/key", right, trust_key);
    on.del("/exchange/peers/{peer}", right, remove_one);
}

}  // namespace rapport::exchange
