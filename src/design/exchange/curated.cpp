#include "design/exchange/curated.hpp"

#include <algorithm>

#include "design/exchange/document_taking.hpp"
#include "kernel/text/text.hpp"

namespace rapport::exchange {

namespace json = boost::json;

namespace {

constexpr std::size_t link_most = 300;

json::object json_of(const Pick& one) {
    return {{"address", one.address}, {"id", one.item},       {"kind", code(one.kind)},
            {"version", one.number},  {"digest", one.digest}, {"title", one.title},
            {"credit", one.credit},   {"words", one.words}};
}

// None of a kind that is not known.
std::optional<Pick> pick_of(Taker& take, const json::object& from) {
    const auto kind = parse_kind(take.words(from, "kind", 40));
    Pick one{.address = take.words(from, "address", link_max),
             .item = take.words(from, "id", id_length),
             .title = take.words(from, "title", name_max),
             .credit = take.words(from, "credit", name_max),
             .digest = take.words(from, "digest", digest_max),
             .words = take.words(from, "words", pick_words_max),
             .kind = kind.value_or(Kind::profile),
             .number = take.number(from, "version", number_max)};
    // An index and nothing else: no other list, not this one, and no link of another sort.
    take.expect(is_address_of(one.address, "index.json") && is_id_text(one.item) &&
                !one.title.empty());
    if (!kind) return std::nullopt;
    return one;
}

Curated curated_of(Taker& take, const json::object& from) {
    const json::object& author = take.object(from, "author");
    Curated all{.author = take.words(author, "name", name_max),
                .address = take.words(author, "address", link_max),
                .name = take.words(from, "name", name_max),
                .introduction = take.words(from, "introduction", introduction_max),
                .language = take.words(from, "language", 10),
                .sequence = take.number(from, "sequence", number_max),
                .published_at = take.instant(from, "published_at"),
                .is_withdrawn = take.flag(from, "withdrawn"),
                .picks = {}};
    const json::array& list = take.list(from, "entries", picks_max);
    take.expect(!all.is_withdrawn || list.empty());
    for (const json::value& one : list) {
        auto pick = pick_of(take, take.object(one));
        if (!pick) continue;
        const bool is_double = std::ranges::any_of(all.picks, [&](const Pick& other) {
            return other.address == pick->address && other.item == pick->item;
        });
        take.expect(!is_double);
        all.picks.push_back(std::move(*pick));
    }
    return all;
}

}  // namespace

std::string written(const Curated& all, const sealing::Secret& key) {
    json::array entries;
    for (const Pick& one : all.picks) entries.emplace_back(json_of(one));
    return signed_document(
        {{"schema", curated_schema},
         {"author", json::object{{"name", all.author}, {"address", all.address}}},
         {"name", all.name},
         {"introduction", all.introduction},
         {"language", all.language},
         {"sequence", all.sequence},
         {"published_at", all.published_at.rfc3339()},
         {"withdrawn", all.is_withdrawn},
         {"entries", std::move(entries)}},
        key);
}

ReadCurated read_curated(std::string_view document, std::string_view public_key) {
    Opened found = opened(document, curated_schema, public_key);
    if (found.flaw != Flaw::none) return {found.flaw, std::move(found.key), {}};
    Taker take;
    Curated curated = curated_of(take, found.document.get_object());
    if (!take.is_good()) return {Flaw::shape, std::move(found.key), {}};
    return {Flaw::none, std::move(found.key), std::move(curated)};
}

bool is_address_of(std::string_view address, std::string_view file) {
    const auto is_plain = [](char c) {
        return c > 0x20 && c < 0x7f && c != '"' && c != '@' && c != '?' && c != '#' && c != '\\';
    };
    return address.size() <= link_most && address.ends_with("/" + std::string(file)) &&
           std::ranges::all_of(address, is_plain) &&
           (address.starts_with("https://") || address.starts_with("http://"));
}

}  // namespace rapport::exchange
