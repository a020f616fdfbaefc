#include "design/exchange/followed.hpp"

#include <algorithm>
#include <functional>

#include "design/exchange/followed_store.hpp"
#include "design/exchange/looking.hpp"
#include "design/exchange/peers.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::exchange {

namespace {

std::string object_of(FollowedId id) { return "exchange_followed/" + id.text(); }

std::string_view file_of(Purpose purpose) {
    return purpose == Purpose::list ? "curated.json" : "index.json";
}

// What is the same of both sorts of documents.
struct Opening {
    Flaw flaw = Flaw::none;
    std::string key, name;
    std::int64_t sequence = 0;
};
Opening opening_of(Purpose purpose, std::string_view document, std::string_view key) {
    if (purpose == Purpose::source) {
        ReadIndex read = read_index(document, key);
        return {read.flaw, std::move(read.key), std::move(read.index.author), read.index.sequence};
    }
    ReadCurated read = read_curated(document, key);
    return {read.flaw, std::move(read.key), std::move(read.curated.name), read.curated.sequence};
}

class FollowedLook {
  public:
    FollowedLook(Db& db, const fetch::Fetcher& fetcher, Scope scope, Followed one)
        : db_(db), fetcher_(fetcher), scope_(scope), one_(std::move(one)) {}

    void run() {
        const fetch::Got got = fetcher_.get({.url = one_.address,
                                             .etag = one_.etag,
                                             .bytes_max = index_bytes_max,
                                             .seconds_max = index_seconds,
                                             .redirects_max = 0});
        if (got.outcome == fetch::Outcome::unchanged) return end_well();
        if (auto trouble = trouble_of(got); !trouble.empty()) return end_badly(trouble);
        Opening read = opening_of(one_.purpose, got.body, one_.public_key);
        if (read.flaw == Flaw::key) {
            one_.other_key = read.key;
            return set_aside();
        }
        if (read.flaw != Flaw::none) return end_badly(std::string(code(read.flaw)));
        const std::string digest = digest_of(got.body);
        const bool is_older =
            read.sequence < one_.sequence ||
            (read.sequence == one_.sequence && digest != one_.digest && !one_.digest.empty());
        if (is_older) return end_badly("older");
        if (one_.public_key.empty()) one_.public_key = read.key;
        if (!read.name.empty()) one_.name = read.name;
        one_.sequence = read.sequence;
        one_.digest = digest;
        one_.etag = is_plain(got.etag) ? got.etag : "";
        one_.document = got.body;
        end_well();
    }

  private:
    // Nothing where it is followed no more.
    void end(const std::function<void(WriteTx&)>& last) {
        db_.write(scope_, [&](WriteTx& tx) {
            if (!store::followed(tx, one_.id)) return;
            last(tx);
            store::put_followed(tx, one_);
        });
    }
    void end_well() {
        one_.tries = 0;
        one_.trouble.clear();
        end([&](WriteTx& tx) {
            one_.read_at = tx.now();
            one_.next_at = tomorrow(tx);
        });
    }
    void end_badly(const std::string& trouble) {
        const std::int64_t before = one_.tries++;
        one_.trouble = trouble;
        const bool is_silent = one_.tries >= tries_max;
        if (is_silent) one_.quarantine = "silent";
        end([&](WriteTx& tx) {
            one_.next_at = is_silent ? std::nullopt : std::optional(later(tx, before));
        });
    }
    void set_aside() {
        one_.quarantine = "key";
        one_.next_at = std::nullopt;
        end([](WriteTx&) {});
    }

    Db& db_;
    const fetch::Fetcher& fetcher_;
    const Scope scope_;
    Followed one_;
};

std::vector<store::DueFollowed> due_somewhere(Db& db, int max) {
    return db.read(Scope::whole(), [&](ReadTx& tx) {
        std::vector<store::DueFollowed> all;
        for (const DistrictId district : districts::all(tx)) {
            const int rest = max - static_cast<int>(all.size());
            if (rest <= 0) break;
            for (auto& one : store::due_followed(tx, district, rest)) all.push_back(one);
        }
        return all;
    });
}

}  // namespace

std::string_view code(Purpose purpose) { return purpose == Purpose::list ? "list" : "source"; }

Curated Followed::list() const {
    return document.empty() ? Curated() : read_curated(document, public_key).curated;
}
Index Followed::index() const {
    return document.empty() ? Index() : read_index(document, public_key).index;
}

std::vector<Followed> followed(ReadTx& tx, Purpose purpose) { return store::followed(tx, purpose); }

std::optional<Followed> followed(ReadTx& tx, Purpose purpose, FollowedId id) {
    auto found = store::followed(tx, id);
    if (!found || found->purpose != purpose) return std::nullopt;
    return found;
}

Result<FollowedId> follow(WriteTx& tx, Purpose purpose, std::string_view typed) {
    const std::string address(text::trimmed(typed));
    if (!is_address_of(address, file_of(purpose))) {
        return Refusal{purpose == Purpose::list ? Key{"exchange.no_list_address"}
                                                : Key{"exchange.no_index_address"},
                       "address"};
    }
    const auto all = store::followed(tx, purpose);
    if (std::ranges::find(all, address, &Followed::address) != all.end()) {
        return Refusal{"exchange.peer_is_there", "address"};
    }
    if (all.size() >= followed_max) return Refusal{"exchange.many_followed", "address"};
    Followed one;
    one.id = tx.new_id<FollowedId>();
    one.purpose = purpose;
    one.address = address;
    store::insert_followed(tx, one);
    audit::record(tx, "exchange.followed", object_of(one.id));
    return one.id;
}

bool unfollow(WriteTx& tx, Purpose purpose, FollowedId id) {
    if (!followed(tx, purpose, id)) return false;
    store::remove_followed(tx, id);
    audit::record(tx, "exchange.unfollowed", object_of(id));
    return true;
}

Result<Done> look_soon(WriteTx& tx, const Followed& before) {
    if (before.quarantine == "key") return Refusal{"exchange.key_first"};
    Followed one = before;
    one.quarantine.clear();
    one.tries = 0;
    one.etag.clear();
    one.next_at = tx.now();
    store::put_followed(tx, one);
    return Done{};
}

Result<Done> trust_new_key(WriteTx& tx, const Followed& before) {
    if (before.other_key.empty()) return Refusal{"exchange.no_new_key"};
    Followed one = before;
    one.public_key = std::move(one.other_key);
    one.other_key.clear();
    one.quarantine.clear();
    one.etag.clear();
    one.digest.clear();
    one.document.clear();
    one.sequence = 0;
    one.tries = 0;
    one.next_at = tx.now();
    store::put_followed(tx, one);
    audit::record(tx, "exchange.key_trusted", object_of(one.id));
    return Done{};
}

int read_followed(Db& db, const fetch::Fetcher& fetcher, int max) {
    int count = 0;
    for (const store::DueFollowed& due : due_somewhere(db, max)) {
        const Scope scope{.district = due.district, .actor = {}};
        const bool is_ours = db.write(scope, [&](WriteTx& tx) {
            return store::claim(tx, due, tx.now().plus_seconds(hour_seconds));
        });
        if (!is_ours) continue;
        auto one = db.read(scope, [&](ReadTx& tx) { return store::followed(tx, due.id); });
        if (!one) continue;
        FollowedLook(db, fetcher, scope, std::move(*one)).run();
        ++count;
    }
    return count;
}

}  // namespace rapport::exchange
