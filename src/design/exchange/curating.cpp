#include "design/exchange/curating.hpp"

#include <algorithm>

#include "design/exchange/curating_store.hpp"
#include "design/exchange/followed_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::exchange {

namespace {

constexpr std::size_t list_address_least = 3, list_address_most = 60, list_name_most = 100;

std::string purpose_of(const Network& of) { return "exchange list signing " + of.id.text(); }

// As key_of does for a district: where the server has another key now, a new one signs, and those
// who read the list are asked whether they trust it.
sealing::Secret list_key_of(WriteTx& tx, const Network& of, CuratedList& list) {
    const auto kept = store::list_key(tx, of);
    must(kept.has_value(), "a curated list has no key");
    const auto& under = tx.server_key().wrapping();
    if (auto key = sealing::unwrap_under(under, *kept, purpose_of(of))) return std::move(*key);
    auto fresh = sealing::Secret::random();
    list.public_key = sealing::signing_key_of(fresh);
    store::put_list_key(tx, of, list.public_key, sealing::wrap_under(under, fresh, purpose_of(of)));
    return fresh;
}

Result<Done> begin_list(WriteTx& tx, const Network& of, std::string_view typed, CuratedList& list) {
    list.address = text::trimmed(typed);
    const bool is_good = list.address.size() >= list_address_least &&
                         list.address.size() <= list_address_most &&
                         text::link_name(list.address, list_address_most) == list.address;
    if (!is_good) return Refusal{"exchange.no_address", "address"};
    const auto seed = sealing::Secret::random();
    list.public_key = sealing::signing_key_of(seed);
    const bool is_free = store::insert_list(
        tx, of, list, sealing::wrap_under(tx.server_key().wrapping(), seed, purpose_of(of)));
    if (!is_free) return Refusal{"exchange.taken", "address"};
    return Done{};
}

Result<CuratedList> checked_list(WriteTx& tx, const Network& of, const TypedList& typed) {
    const auto before = curated_list(tx, of);
    CuratedList list = before.value_or(CuratedList{});
    if (typed.version != list.version) return Refusal{"exchange.changed_meanwhile"};
    list.name = text::tidied(typed.name);
    if (list.name.empty()) return Refusal{"exchange.no_name", "name"};
    if (text::length(list.name) > list_name_most) return Refusal{"exchange.name_long", "name"};
    list.introduction = text::tidied(typed.introduction);
    if (text::length(list.introduction) > introduction_max) {
        return Refusal{"exchange.words_long",
                       "introduction",
                       {{"count", static_cast<std::int64_t>(introduction_max)}}};
    }
    for (const auto& [id, words] : typed.words) {
        if (text::length(text::tidied(words)) <= pick_words_max) continue;
        return Refusal{
            "exchange.words_long", "", {{"count", static_cast<std::int64_t>(pick_words_max)}}};
    }
    if (before) return list;
    const auto begun = begin_list(tx, of, typed.address, list);
    if (!begun) return begun.refusal();
    return list;
}

std::string list_address_of(const CuratedList& list, std::string_view base) {
    return std::string(base) + "/published/" + list.address + "/curated.json";
}

// Signed with what is public of it, and kept.
Result<Done> put_signed_list(WriteTx& tx, const Network& of, CuratedList& list,
                             std::string_view base) {
    const auto key = list_key_of(tx, of, list);
    Curated all{.author = of.name,
                .address = list_address_of(list, base),
                .name = list.name,
                .introduction = list.introduction,
                .language = list.language,
                .sequence = ++list.sequence,
                .published_at = tx.now(),
                .is_withdrawn = !list.is_public,
                .picks = {}};
    for (const CuratedEntry& one : curated_entries(tx, of)) {
        if (one.is_public) all.picks.push_back(one.pick);
    }
    const std::string document = written(all, key);
    if (document.size() > index_bytes_max) return Refusal{"exchange.many"};
    store::put_list(tx, of, list, document);
    return Done{};
}

bool is_same(const Pick& one, const Pick& other) {
    return one.address == other.address && one.item == other.item;
}

void put_words(WriteTx& tx, const Network& of, const TypedList& typed,
               const std::vector<Pick>& now_there) {
    for (CuratedEntry& one : curated_entries(tx, of)) {
        const std::string id = one.id.text();
        if (std::ranges::find(typed.removed, id) != typed.removed.end()) {
            store::remove_entry(tx, of, one.id);
            continue;
        }
        const auto now = std::ranges::find_if(
            now_there, [&](const Pick& pick) { return is_same(pick, one.pick); });
        const auto said = typed.words.find(id);
        std::string words = said == typed.words.end() ? one.pick.words : text::tidied(said->second);
        if (now != now_there.end()) one.pick = *now;
        one.pick.words = std::move(words);
        one.is_public = true;
        store::put_entry(tx, of, one);
    }
}

// Whether its author, or this installation, says that it is no more.
bool is_gone(const Pick& pick, const std::vector<Pick>& here, const std::vector<Index>& indexes,
             std::string_view base) {
    const auto same = [&](const Pick& one) { return is_same(one, pick); };
    if (pick.address.starts_with(std::string(base) + "/published/")) {
        return std::ranges::none_of(here, same);
    }
    const auto index = std::ranges::find(indexes, pick.address, &Index::address);
    if (index == indexes.end()) return false;
    return std::ranges::none_of(index->entries, [&](const Entry& entry) {
        return entry.id == pick.item && !entry.is_withdrawn;
    });
}

}  // namespace

std::vector<Pick> of_sources(ReadTx& tx) {
    std::vector<Pick> all;
    for (const Index& index : store::source_indexes(tx, {tx.district()})) {
        for (const Entry& entry : index.entries) {
            if (entry.is_withdrawn) continue;
            all.push_back({.address = index.address,
                           .item = entry.id,
                           .title = entry.title,
                           .credit = index.author,
                           .digest = entry.digest,
                           .words = "",
                           .kind = entry.kind,
                           .number = entry.number});
        }
    }
    return all;
}

Result<Done> publish_list(WriteTx& tx, const Network& of, const TypedList& typed,
                          const std::vector<Pick>& now_there, std::string_view base,
                          const locale::Speech& speech) {
    auto list = checked_list(tx, of, typed);
    if (!list) return list.refusal();
    list->language = tag(speech.language());
    ++list->version;
    put_words(tx, of, typed, now_there);
    const bool is_begun_only = !list->is_public && curated_entries(tx, of).empty();
    audit::record(tx, "exchange.curated", "network/" + of.id.text());
    if (is_begun_only) {
        store::put_list(tx, of, *list, "");
        return Done{};
    }
    list->is_public = true;
    return put_signed_list(tx, of, *list, base);
}

Result<Done> choose(WriteTx& tx, const Network& of, const std::vector<Pick>& picks) {
    if (!curated_list(tx, of)) return Refusal{"exchange.name_first"};
    if (picks.empty()) return Refusal{"exchange.tick_one"};
    if (curated_entries(tx, of).size() + picks.size() > picks_max) {
        return Refusal{
            "exchange.many_picks", "", {{"count", static_cast<std::int64_t>(picks_max)}}};
    }
    for (const Pick& pick : picks) store::insert_entry(tx, of, pick);
    return Done{};
}

Result<Done> take_back(WriteTx& tx, const Network& of, std::string_view base) {
    auto list = curated_list(tx, of);
    if (!list || !list->is_public) return Refusal{"exchange.not_public"};
    for (CuratedEntry& one : curated_entries(tx, of)) {
        one.is_public = false;
        store::put_entry(tx, of, one);
    }
    list->is_public = false;
    ++list->version;
    audit::record(tx, "exchange.list_taken_back", "network/" + of.id.text());
    return put_signed_list(tx, of, *list, base);
}

void drop_what_is_gone(Db& db, std::string_view base) {
    struct Gone {
        Network network;
        DistrictId district;
        std::vector<CuratedEntryId> entries;
    };
    const auto all = db.read(Scope::whole(), [&](ReadTx& tx) {
        std::vector<Gone> found;
        for (const Network& of : store::networks_with_lists(tx)) {
            const auto here = published_here(tx, of, base);
            const auto districts = store::districts_of(tx, of);
            const auto indexes = store::source_indexes(tx, districts);
            Gone gone{of, districts.empty() ? DistrictId() : districts.front(), {}};
            for (const CuratedEntry& one : curated_entries(tx, of)) {
                if (is_gone(one.pick, here, indexes, base)) gone.entries.push_back(one.id);
            }
            if (!gone.entries.empty() && !districts.empty()) found.push_back(std::move(gone));
        }
        return found;
    });
    for (const Gone& gone : all) {
        db.write({.district = gone.district, .actor = {}}, [&](WriteTx& tx) {
            for (const auto id : gone.entries) store::remove_entry(tx, gone.network, id);
            auto list = curated_list(tx, gone.network);
            if (!list || !list->is_public) return;
            ++list->version;
            must(put_signed_list(tx, gone.network, *list, base).has_value(),
                 "a curated list grew by what left it");
        });
    }
}

}  // namespace rapport::exchange
