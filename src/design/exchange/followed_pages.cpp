// Documents of elsewhere that are looked at every day: whose lists a district reads, with what can
// be followed of them; and the sources a representative chooses from.
#include <algorithm>
#include <map>

#include "design/exchange/curating.hpp"
#include "design/exchange/curating_pages.hpp"
#include "design/exchange/peers.hpp"

namespace rapport::exchange {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

std::string lists_path() { return "/exchange/lists"; }
std::string sources_path() { return "/network/list/sources"; }

std::string followed_says(const Followed& one, const Speech& speech) {
    if (!one.quarantine.empty()) {
        return speech.say(Key::of("exchange.quarantine_" + one.quarantine));
    }
    if (!one.trouble.empty()) {
        return why_said(one.trouble, speech) + " " +
               speech.say("exchange.again_at", {{"when", speech.when(*one.next_at)}});
    }
    if (!one.read_at) return speech.say("exchange.soon");
    return speech.say("exchange.list_read_at", {{"when", speech.when(*one.read_at)}});
}

bool is_late(const Followed& one) { return !one.quarantine.empty() || !one.trouble.empty(); }

std::string signal_of(const Followed& one, const Speech& speech) {
    if (!one.quarantine.empty()) return speech.say("exchange.signal_quarantine");
    if (!one.trouble.empty()) return speech.say("exchange.signal_trouble");
    return speech.say(one.read_at ? Key{"exchange.signal_good"} : Key{"exchange.signal_new"});
}

Followed followed_at(ReadTx& tx, const Reading& request, Purpose purpose) {
    auto found = followed(tx, purpose, request.path<FollowedId>("followed"));
    if (!found) throw desk::NotFound();
    return std::move(*found);
}

// --- What both purposes do alike.

Response add_followed(Writing& request, Purpose purpose, const std::string& base,
                      desk::Show again) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = follow(tx, purpose, request.form("address"));
            if (!made) return made.refusal();
            return Answer::go(base + "/" + made->text(), "exchange.peer_added");
        },
        again);
}

using Deed = Result<Done> (*)(WriteTx&, const Followed&);
struct Change {
    Purpose purpose;
    std::string base;
    Deed deed;
    Key notice;
};
Response change_followed(Writing& request, const Change& change, desk::Show again) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Followed one = followed_at(tx, request, change.purpose);
            const auto done = change.deed(tx, one);
            if (!done) return done.refusal();
            return Answer::go(change.base + "/" + one.id.text(), change.notice);
        },
        again);
}

Response remove_followed(Writing& request, Purpose purpose, const std::string& base,
                         desk::Show again) {
    const auto id = request.path<FollowedId>("followed");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!unfollow(tx, purpose, id)) throw desk::NotFound();
            return Answer::go(base, "exchange.followed_no_more");
        },
        again);
}

FollowedListView followed_list(Reading& request, Purpose purpose, const std::string& base) {
    FollowedListView view;
    for (const Followed& one : request.read([&](ReadTx& tx) { return followed(tx, purpose); })) {
        view.rows.push_back(row_of(one, base, request.speech()));
    }
    view.action = base;
    return view;
}

// --- Lists a district reads.

Response show_lists(Reading& request) {
    only_publishers(request);
    const Speech& speech = request.speech();
    FollowedListView view = followed_list(request, Purpose::list, lists_path());
    view.back_href = "/exchange";
    view.back = speech.say("exchange.title");
    view.title = speech.say("exchange.lists");
    view.means = speech.say("exchange.lists_mean");
    view.none = speech.say("exchange.no_lists");
    view.label = speech.say("exchange.list_address");
    view.help = speech.say("exchange.list_address_help");
    view.button = speech.say("exchange.read_list");
    return request.page(Key{"exchange.lists"}, view);
}

// What each entry has here: a copy that is read, a district whose first look is to come, or none.
class Here {
  public:
    explicit Here(ReadTx& tx) {
        for (const Copy& copy : search(tx, "", std::nullopt)) {
            copies_[copy.peer_address + " " + copy.item] = copy;
        }
        for (const Peer& peer : peers(tx)) peers_[peer.address] = peer.id;
    }
    void look_at(const Pick& pick, PickRow& row, const Speech& speech) const {
        if (const auto at = copies_.find(pick.address + " " + pick.item); at != copies_.end()) {
            row.href = "/exchange/items/" + at->second.id.text();
            const bool is_same = at->second.digest == pick.digest;
            row.says = is_same ? "" : speech.say("exchange.changed_since_chosen");
        } else if (peers_.contains(pick.address)) {
            row.says = speech.say("exchange.is_followed");
        }
    }

  private:
    std::map<std::string, Copy> copies_;
    std::map<std::string, PeerId> peers_;
};

Response show_followed_list(Reading& request) {
    const Speech& speech = request.speech();
    FollowingView view{.may_follow = may_publish(request.viewer())};
    request.read([&](ReadTx& tx) {
        const Followed one = followed_at(tx, request, Purpose::list);
        const Curated all = one.list();
        view.state = view_of(one, lists_path(), speech);
        view.state.remove = speech.say("exchange.remove_list");
        view.name = one.name.empty() ? one.address : one.name;
        view.is_read = !one.document.empty();
        view.is_withdrawn = all.is_withdrawn;
        view.introduction = all.introduction;
        view.language = all.language;
        if (!all.author.empty()) {
            view.chosen_by = speech.say("exchange.chosen_by", {{"network", all.author}});
        }
        const Here here(tx);
        const std::string action = lists_path() + "/" + one.id.text() + "/entries/";
        for (const Pick& pick : all.picks) {
            PickRow row = row_of(pick, speech);
            here.look_at(pick, row, speech);
            const bool is_new = row.href.empty() && row.says.empty();
            if (is_new) row.action = action + pick.item + "/following";
            view.picks.push_back(std::move(row));
        }
    });
    return request.page(view.name, view);
}

Response add_list(Writing& request) {
    only_publishers(request);
    return add_followed(request, Purpose::list, lists_path(), show_lists);
}
Response look_at_list(Writing& request) {
    only_publishers(request);
    return change_followed(request, {Purpose::list, lists_path(), look_soon, "exchange.looks_soon"},
                           show_followed_list);
}
Response trust_list(Writing& request) {
    only_publishers(request);
    return change_followed(request,
                           {Purpose::list, lists_path(), trust_new_key, "exchange.key_trusted"},
                           show_followed_list);
}
Response remove_list(Writing& request) {
    only_publishers(request);
    return remove_followed(request, Purpose::list, lists_path(), show_lists);
}

// The one press by which the index behind an entry is read from now on, by the rules for any other
// address. Both of the entry's names are asked for, so that what was seen is what is followed.
Response follow_entry(Writing& request) {
    only_publishers(request);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Curated all = followed_at(tx, request, Purpose::list).list();
            const auto pick = std::ranges::find_if(all.picks, [&](const Pick& one) {
                return one.item == request.path_text("item") &&
                       one.address == request.form("address");
            });
            if (pick == all.picks.end()) return Refusal{"exchange.not_in_list"};
            const auto made = add_peer(tx, pick->address);
            if (!made) return Refusal{made.refusal().key};
            return Answer::go("/exchange/peers/" + made->text(), "exchange.peer_added");
        },
        show_followed_list);
}

// --- Sources of a representative.

Response show_sources(Reading& request) {
    const Speech& speech = request.speech();
    FollowedListView view = followed_list(request, Purpose::source, sources_path());
    view.back_href = "/network/list";
    view.back = speech.say("exchange.list");
    view.title = speech.say("exchange.sources");
    view.means = speech.say("exchange.sources_mean");
    view.none = speech.say("exchange.no_sources");
    view.label = speech.say("exchange.peer_address");
    view.help = speech.say("exchange.peer_address_help");
    view.button = speech.say("exchange.read_source");
    return request.page(Key{"exchange.sources"}, view);
}

Response show_source(Reading& request) {
    const Speech& speech = request.speech();
    SourceView view;
    const Followed one =
        request.read([&](ReadTx& tx) { return followed_at(tx, request, Purpose::source); });
    view.name = one.name.empty() ? one.address : one.name;
    view.state = view_of(one, sources_path(), speech);
    view.state.remove = speech.say("exchange.remove_source");
    for (const Entry& entry : one.index().entries) {
        if (!entry.is_withdrawn) view.titles.push_back(entry.title);
    }
    return request.page(view.name, view);
}

Response add_source(Writing& request) {
    return add_followed(request, Purpose::source, sources_path(), show_sources);
}
Response look_at_source(Writing& request) {
    return change_followed(
        request, {Purpose::source, sources_path(), look_soon, "exchange.looks_soon"}, show_source);
}
Response trust_source(Writing& request) {
    return change_followed(request,
                           {Purpose::source, sources_path(), trust_new_key, "exchange.key_trusted"},
                           show_source);
}
Response remove_source(Writing& request) {
    return remove_followed(request, Purpose::source, sources_path(), show_sources);
}

}  // namespace

std::string why_said(std::string_view reason, const Speech& speech) {
    return speech.say(Key::of("exchange.why_" + std::string(reason)));
}

FollowedRow row_of(const Followed& one, const std::string& base, const Speech& speech) {
    return {base + "/" + one.id.text(), one.name.empty() ? one.address : one.name,
            followed_says(one, speech), signal_of(one, speech), is_late(one)};
}

FollowedView view_of(const Followed& one, const std::string& base, const Speech& speech) {
    const std::string path = base + "/" + one.id.text();
    return {.address = one.address,
            .fingerprint = one.public_key.empty() ? "" : fingerprint_of(one.public_key),
            .other_fingerprint = one.other_key.empty() ? "" : fingerprint_of(one.other_key),
            .says = followed_says(one, speech),
            .signal = signal_of(one, speech),
            .look_action = path + "/look",
            .key_action = path + "/key",
            .remove_action = path,
            .remove = "",
            .is_late = is_late(one),
            .is_quarantined = !one.quarantine.empty()};
}

void mount_sources(desk::Routes& on) {
    const Right right = Right::see_network;
    on.get(sources_path(), right, show_sources);
    on.post(sources_path(), right, add_source);
    on.get(sources_path() + "/{followed}", right, show_source);
    on.post(sources_path() + "/{followed}/look", right, look_at_source);
    on.post(sources_path() + "/{followed}/key", right, trust_source);
    on.del(sources_path() + "/{followed}", right, remove_source);
}

void mount_following(desk::Routes& on) {
    const Right right = Right::see_programme;
    on.get(lists_path(), right, show_lists);
    on.post(lists_path(), right, add_list);
    on.get(lists_path() + "/{followed}", right, show_followed_list);
    on.post(lists_path() + "/{followed}/look", right, look_at_list);
    on.post(lists_path() + "/{followed}/key", right, trust_list);
    on.post(lists_path() + "/{followed}/entries/{item}/following", right, follow_entry);
    on.del(lists_path() + "/{followed}", right, remove_list);
}

}  // namespace rapport::exchange
