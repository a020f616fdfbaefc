// One look at a peer: its index, then what is new in it, each thing by itself, so that never more
// than one is held.
#include "design/exchange/looking.hpp"

#include <algorithm>
#include <chrono>
#include <functional>

#include "design/exchange/curating.hpp"
#include "design/exchange/exchange.hpp"
#include "design/exchange/followed.hpp"
#include "design/exchange/peers_store.hpp"
#include "design/exchange/publishing.hpp"
#include "kernel/text/text.hpp"
#include "platform/districts/districts.hpp"
#include "platform/letters/letters.hpp"

namespace rapport::exchange {

namespace {

constexpr std::int64_t day_seconds = 24 * hour_seconds, jitter_seconds = 2 * hour_seconds;
constexpr int item_seconds = 5;

using Watch = std::chrono::steady_clock;

// Every word of an item, for search.
std::string folded_words(const Item& item) {
    std::string all = item.title + " " + item.author;
    for (const auto& one : item.sections) all += " " + one.words;
    for (const auto& one : item.duties) all += " " + one.words;
    for (const auto& one : item.questions) {
        all += " " + one.words;
        for (const auto& row : one.rows) all += " " + row.name;
        for (const auto& quote : one.quotes) all += " " + quote;
    }
    // Found by it alone: "districts that have this model".
    if (item.kind == Kind::model) all += " model:" + item.model;
    return text::folded(all);
}

class Look {
  public:
    Look(Db& db, const fetch::Fetcher& fetcher, Scope scope, Peer peer)
        : db_(db), fetcher_(fetcher), scope_(scope), peer_(std::move(peer)) {}

    void run() {
        const fetch::Got got = fetcher_.get({.url = peer_.address,
                                             .etag = peer_.etag,
                                             .bytes_max = index_bytes_max,
                                             .seconds_max = index_seconds,
                                             .redirects_max = 0});
        if (got.outcome == fetch::Outcome::unchanged) return end_well();
        if (auto trouble = trouble_of(got); !trouble.empty()) return end_badly(trouble);
        const ReadIndex read = read_index(got.body, peer_.public_key);
        if (read.flaw == Flaw::key) {
            peer_.other_key = read.key;
            return leave_alone("key");
        }
        if (read.flaw != Flaw::none) return end_badly(std::string(code(read.flaw)));
        const std::string digest = digest_of(got.body);
        const bool is_older = read.index.sequence < peer_.sequence ||
                              (read.index.sequence == peer_.sequence && digest != peer_.digest &&
                               !peer_.digest.empty());
        if (is_older) return end_badly("older");
        if (peer_.public_key.empty()) peer_.public_key = read.key;
        peer_.name = read.index.author;
        take_all(read.index);
        if (!is_whole_) return end_partly();
        peer_.sequence = read.index.sequence;
        peer_.digest = digest;
        peer_.etag = refused_.empty() && is_plain(got.etag) ? got.etag : "";
        const auto count = static_cast<std::int64_t>(read.index.entries.size());
        if (wrong_ >= wrong_max && wrong_ * 2 >= count) return leave_alone("much");
        end_well();
    }

  private:
    using Act = std::function<void(WriteTx&)>;
    // Nothing where the peer was removed meanwhile.
    void write(const Act& act) {
        db_.write(scope_, [&](WriteTx& tx) {
            if (store::peer(tx, peer_.id)) act(tx);
        });
    }

    void take_all(const Index& index) {
        has_looked_ = true;
        const auto kept = db_.read(scope_, [&](ReadTx& tx) { return store::kept(tx, peer_.id); });
        for (const auto& one : kept) kept_bytes_ += one.bytes;
        for (const auto& one : kept) {
            const auto at = std::ranges::find(index.entries, one.item, &Entry::id);
            if (at == index.entries.end() || at->is_withdrawn) forget(one.item);
        }
        for (const Entry& entry : index.entries) {
            if (entry.is_withdrawn) {
                forget(entry.id);
                continue;
            }
            const auto at = std::ranges::find(kept, entry.id, &store::Kept::item);
            const store::Kept before = at == kept.end() ? store::Kept{} : *at;
            if (before.digest == entry.digest) continue;
            if (is_enough()) {
                is_whole_ = false;
                return;
            }
            take(entry, before);
        }
    }

    bool is_enough() const {
        return slow_ >= slow_max || bytes_ >= look_bytes_max ||
               Watch::now() - begun_ > std::chrono::seconds(look_seconds_max);
    }

    void take(const Entry& entry, const store::Kept& before) {
        const std::string base = peer_.address.substr(0, peer_.address.rfind('/') + 1);
        const fetch::Got got = fetcher_.get({.url = base + "items/" + entry.id + ".json",
                                             .bytes_max = item_bytes_max,
                                             .seconds_max = item_seconds,
                                             .redirects_max = 0});
        bytes_ += got.body.size();
        if (auto trouble = trouble_of(got); !trouble.empty()) {
            const bool is_slow = trouble == "slow" || trouble == "unreachable";
            slow_ += is_slow ? 1 : 0;
            return refuse(entry, trouble);
        }
        if (digest_of(got.body) != entry.digest) return refuse(entry, "digest");
        const ReadItem read = read_item(got.body, peer_.public_key);
        if (read.flaw != Flaw::none) return refuse(entry, std::string(code(read.flaw)));
        const bool is_it = read.item.id == entry.id && read.item.kind == entry.kind &&
                           read.item.number == entry.number;
        if (!is_it) return refuse(entry, "swapped");
        if (read.item.number < before.number) return refuse(entry, "older");
        kept_bytes_ += static_cast<std::int64_t>(got.body.size()) - before.bytes;
        if (kept_bytes_ > static_cast<std::int64_t>(kept_bytes_max)) {
            return refuse(entry, "much_of_it");
        }
        const std::string folded = folded_words(read.item);
        write([&](WriteTx& tx) {
            store::put_copy(tx, peer_.id, read.item, got.body, folded);
            tell(tx, store::note_changed(tx, peer_.address, read.item, entry.digest),
                 "exchange.changed", "exchange.mail_changed");
        });
    }

    void refuse(const Entry& entry, std::string reason) {
        // That the wire is bad is nobody's fault.
        if (reason != "unreachable" && reason != "refused") ++wrong_;
        refused_.push_back({entry.id, entry.title, std::move(reason), {}});
    }

    // Taken back by its author: what was kept to be read goes, what was adopted says so.
    void forget(const std::string& item) {
        write([&](WriteTx& tx) {
            store::remove_copy(tx, peer_.id, item);
            tell(tx, store::note_withdrawn(tx, peer_.address, item), "exchange.withdrawn",
                 "exchange.mail_withdrawn");
        });
    }

    static void tell(WriteTx& tx, const std::vector<Adoption>& all, std::string_view event,
                     Key says) {
        for (const Adoption& one : all) {
            letters::leave(tx, {.event = event,
                                .thing = one.id.text(),
                                .path = "/exchange/adoptions/" + one.id.text(),
                                .says = says,
                                .to = {one.adopted_by}});
        }
    }

    void end(const Act& last) {
        write([&](WriteTx& tx) {
            last(tx);
            store::put_peer(tx, peer_);
        });
    }

    void end_well() {
        end([&](WriteTx& tx) {
            peer_.read_at = tx.now();
            peer_.tries = 0;
            peer_.trouble.clear();
            peer_.next_at = tomorrow(tx);
            if (has_looked_) store::put_refusals(tx, peer_.id, refused_);
        });
    }

    // The rest the next time, soon.
    void end_partly() {
        end([&](WriteTx& tx) {
            store::put_refusals(tx, peer_.id, refused_);
            peer_.trouble = "partly";
            back_off(tx);
        });
    }

    void end_badly(const std::string& trouble) {
        end([&](WriteTx& tx) {
            peer_.trouble = trouble;
            back_off(tx);
        });
    }

    // Later each time; then not at all.
    void back_off(WriteTx& tx) {
        peer_.next_at = later(tx, peer_.tries++);
        if (peer_.tries < tries_max) return;
        peer_.quarantine = "silent";
        peer_.next_at = std::nullopt;
    }

    void leave_alone(std::string why) {
        end([&](WriteTx& tx) {
            peer_.quarantine = std::move(why);
            peer_.next_at = std::nullopt;
            if (peer_.quarantine == "much") store::put_refusals(tx, peer_.id, refused_);
        });
    }

    Db& db_;
    const fetch::Fetcher& fetcher_;
    const Scope scope_;
    Peer peer_;
    const Watch::time_point begun_ = Watch::now();
    std::vector<Refused> refused_;
    std::size_t bytes_ = 0;
    std::int64_t kept_bytes_ = 0, wrong_ = 0;
    int slow_ = 0;
    bool is_whole_ = true, has_looked_ = false;
};

std::vector<store::Due> due_anywhere(Db& db, int max) {
    return db.read(Scope::whole(), [&](ReadTx& tx) {
        std::vector<store::Due> all;
        for (const DistrictId district : districts::all(tx)) {
            const int rest = max - static_cast<int>(all.size());
            if (rest <= 0) break;
            for (auto& one : store::due(tx, district, rest)) all.push_back(one);
        }
        return all;
    });
}

}  // namespace

std::string trouble_of(const fetch::Got& got) {
    switch (got.outcome) {
        case fetch::Outcome::not_allowed:
            return "not_allowed";
        case fetch::Outcome::too_large:
            return "large";
        case fetch::Outcome::too_slow:
            return "slow";
        case fetch::Outcome::refused:
            if (got.status >= 300 && got.status < 400) return "moved";
            return got.status == 404 || got.status == 410 ? "gone" : "refused";
        case fetch::Outcome::read:
            return got.type == "application/json" ? "" : "type";
        default:
            return "unreachable";
    }
}

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

Instant tomorrow(WriteTx& tx) {
    const auto late = static_cast<std::int64_t>(tx.random().number() % jitter_seconds);
    return tx.now().plus_seconds(day_seconds + late);
}

Instant later(WriteTx& tx, std::int64_t tries) {
    const std::int64_t hours = std::min<std::int64_t>(std::int64_t{1} << tries, 96);
    const auto late = static_cast<std::int64_t>(tx.random().number() % 600);
    return tx.now().plus_seconds(hours * hour_seconds + late);
}

int read_due(Db& db, const fetch::Fetcher& fetcher, int max) {
    int count = 0;
    for (const store::Due& due : due_anywhere(db, max)) {
        const Scope scope{.district = due.district, .actor = {}};
        // Whatever happens in between, it is not looked at again for an hour.
        const bool is_ours = db.write(scope, [&](WriteTx& tx) {
            return store::claim(tx, due, tx.now().plus_seconds(hour_seconds));
        });
        if (!is_ours) continue;
        auto peer = db.read(scope, [&](ReadTx& tx) { return store::peer(tx, due.id); });
        if (!peer) continue;
        Look(db, fetcher, scope, std::move(*peer)).run();
        ++count;
    }
    return count + read_followed(db, fetcher, max - count);
}

void follow_withdrawals(Db& db, std::string_view base) {
    const auto all = db.read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx); });
    for (const DistrictId district : all) {
        db.write({.district = district, .actor = {}},
                 [&](WriteTx& tx) { withdraw_what_is_gone(tx, base); });
    }
    drop_what_is_gone(db, base);
}

}  // namespace rapport::exchange
