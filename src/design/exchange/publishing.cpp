#include "design/exchange/publishing.hpp"

#include <algorithm>

#include "design/exchange/curating.hpp"
#include "design/exchange/pieces.hpp"
#include "design/exchange/publishing_store.hpp"
#include "design/inquiries/inquiries.hpp"
#include "design/role_page/role_page.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"
#include "platform/letters/letters.hpp"
#include "platform/people/people.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::exchange {

using locale::Speech;

namespace {

constexpr std::size_t address_least = 3, address_most = 60, name_most = 100;

std::string purpose_of(const ReadTx& tx) {
    return "exchange signing " + std::string(tx.district().view());
}

std::string wrapped(const ReadTx& tx, const sealing::Secret& seed) {
    return sealing::wrap_under(tx.server_key().wrapping(), seed, purpose_of(tx));
}

// The key this district signs by; kept under the server's. Where the server has another key than it
// had, after a move without it, a new one takes its place, and those who read us are asked whether
// they trust it.
sealing::Secret key_of(WriteTx& tx, Profile& profile) {
    const auto kept = store::signing_key(tx);
    must(kept.has_value(), "a district that publishes has no key");
    if (auto key = sealing::unwrap_under(tx.server_key().wrapping(), *kept, purpose_of(tx))) {
        return std::move(*key);
    }
    auto fresh = sealing::Secret::random();
    profile.public_key = sealing::signing_key_of(fresh);
    store::put_key(tx, profile.public_key, wrapped(tx, fresh));
    audit::record(tx, "exchange.new_key", "district");
    return fresh;
}

std::string title_of(const role_page::RolePage& page, const Speech& speech) {
    return speech.say("exchange.profile_title", {{"district", page.district}});
}

// What stands behind an offer, as it is now; without what is the publication's own.
std::optional<Item> content_of(ReadTx& tx, Kind kind, std::string_view thing,
                               const Speech& speech) {
    Item item;
    item.kind = kind;
    if (kind == Kind::profile) {
        const auto page = role_page::load(tx, speech);
        if (!page.is_public) return std::nullopt;
        item.title = title_of(page, speech);
        item.language = page.language;
        for (int i = 0; i < role_page::section_count; ++i) {
            const auto section = static_cast<role_page::Section>(i);
            item.sections.push_back(
                {std::string(role_page::code(section)), std::string(page.in(section)), 0});
        }
        return item;
    }
    if (kind == Kind::job_description) {
        const auto post = posts::PostId::parse(thing);
        const auto hand = post ? posts::in_hand(tx, *post, std::nullopt) : std::nullopt;
        if (!hand || !posts::is_valid(hand->description.state)) return std::nullopt;
        item.title = hand->description.title;
        item.language = std::string(tag(speech.language()));
        item.sections = hand->sections;
        item.duties = hand->duties;
        return item;
    }
    if (kind == Kind::model || kind == Kind::advice) {
        const auto id = PieceId::parse(thing);
        const auto one = id ? piece(tx, *id) : std::nullopt;
        return one ? std::optional(item_of(*one)) : std::nullopt;
    }
    const auto id = inquiries::InquiryId::parse(thing);
    const auto result = id ? inquiries::published_result(tx, *id) : std::nullopt;
    if (!result) return std::nullopt;
    item.title = result->inquiry.title;
    item.language = result->inquiry.language;
    item.people = result->people;
    if (!result->inquiry.about.empty()) item.sections.push_back({"about", result->inquiry.about});
    if (!result->inquiry.conclusion.empty()) {
        item.sections.push_back({"conclusion", result->inquiry.conclusion});
    }
    for (const auto& one : result->questions) {
        Question question{one.words, one.why, {}, one.quotes};
        for (const auto& row : one.rows) question.rows.push_back({row.kind, row.name, row.total});
        item.questions.push_back(std::move(question));
    }
    return item;
}

// Of what was adopted: whom it came from, and whom they had it from.
std::vector<Ancestor> lineage_of(ReadTx& tx, std::string_view thing) {
    std::string key, address;
    auto document = store::adopted_document(tx, thing, key, address);
    if (!document) document = piece_origin(tx, thing, key, address);
    if (!document) return {};
    const ReadItem read = read_item(*document, key);
    if (read.flaw != Flaw::none) return {};
    std::vector<Ancestor> all{{address, read.item.id, digest_of(*document), read.item.title,
                               read.item.author, read.item.licence, read.item.number}};
    for (const Ancestor& one : read.item.lineage) {
        if (all.size() < ancestors_max) all.push_back(one);
    }
    return all;
}

// "Share alike" of any ancestor holds for what came of it.
std::string licence_of(const Item& item, const std::string& usual) {
    for (const Ancestor& one : item.lineage) {
        if (one.licence == "cc-by-sa-4.0") return one.licence;
    }
    return usual;
}

std::string address_of(const Profile& profile, std::string_view base) {
    return std::string(base) + "/published/" + profile.address + "/index.json";
}

struct Signing {
    const Profile& profile;
    std::string address;  // Of the index.
    const sealing::Secret& key;
};

// Signs the item anew where it says something else than before.
void put_signed(WriteTx& tx, Item item, const std::optional<Published>& before, const Offer& offer,
                const Signing& by) {
    item.lineage = lineage_of(tx, offer.thing);
    item.licence = licence_of(item, by.profile.licence);
    item.author = by.profile.name;
    item.address = by.address;
    item.contact = by.profile.contact_name;
    item.id = before ? before->id : tx.new_id<Id<struct ExchangeItemTag>>().text();
    item.number = before ? before->number : 1;
    item.published_at = before ? before->published_at : tx.now();
    std::string document = written(item, by.key);
    if (before && before->digest == digest_of(document)) return;
    if (before) {
        ++item.number;
        item.published_at = tx.now();
        document = written(item, by.key);
    }
    store::put_item(tx, {.id = item.id,
                         .kind = item.kind,
                         .thing = offer.thing,
                         .source = offer.source,
                         .title = item.title,
                         .digest = digest_of(document),
                         .document = document,
                         .number = item.number,
                         .published_at = item.published_at,
                         .is_withdrawn = false});
}

void put_index(WriteTx& tx, Profile& profile, const Signing& by) {
    Index index{.author = profile.name,
                .address = by.address,
                .sequence = ++profile.sequence,
                .published_at = tx.now(),
                .entries = {}};
    for (const Published& one : store::items(tx)) {
        index.entries.push_back(
            {one.id, one.kind, one.title, one.digest, one.number, one.is_withdrawn});
    }
    ++profile.version;
    store::put_profile(tx, profile, written(index, by.key));
}

std::optional<Published> find(const std::vector<Published>& all, Kind kind,
                              std::string_view thing) {
    const auto at = std::ranges::find_if(
        all, [&](const Published& one) { return one.kind == kind && one.thing == thing; });
    if (at == all.end()) return std::nullopt;
    return *at;
}

Result<Profile> checked(WriteTx& tx, const TypedPublication& typed) {
    Profile now = store::profile(tx).value_or(Profile{});
    const bool is_first = now.address.empty();
    if (typed.version != now.version) return Refusal{"exchange.changed_meanwhile"};
    now.name = text::trimmed(typed.name);
    if (now.name.empty()) return Refusal{"exchange.no_name", "name"};
    if (text::length(now.name) > name_most) return Refusal{"exchange.name_long", "name"};
    const auto people = store::contacts(tx);
    const auto at = std::ranges::find(people, typed.contact.value_or(PersonId()), &Named::id);
    if (at == people.end()) return Refusal{"exchange.no_contact", "contact"};
    now.contact = at->id;
    now.contact_name = at->name;
    if (!is_licence(typed.licence)) return Refusal{"exchange.no_licence", "licence"};
    now.licence = typed.licence;
    if (!is_first) return now;
    now.address = text::trimmed(typed.address);
    const bool is_good = now.address.size() >= address_least &&
                         now.address.size() <= address_most &&
                         text::link_name(now.address, address_most) == now.address;
    if (!is_good) return Refusal{"exchange.no_address", "address"};
    const bool is_free =
        !is_list_address_taken(tx, now.address) && store::take_address(tx, now.address);
    if (!is_free) return Refusal{"exchange.taken", "address"};
    const auto seed = sealing::Secret::random();
    now.public_key = sealing::signing_key_of(seed);
    store::insert_profile(tx, now, wrapped(tx, seed));
    return now;
}

// Inquiries of others are in no list: whoever asked hands on the link ("…/asked/<id>").
std::optional<Refusal> add_by_link(ReadTx& tx, std::string_view typed, std::vector<Offer>& all,
                                   std::vector<std::string>& ticked) {
    const std::string_view link = text::trimmed(typed);
    if (link.empty()) return std::nullopt;
    constexpr std::string_view before = "/asked/";
    const auto at = link.find(before);
    const auto id = at == link.npos
                        ? std::nullopt
                        : inquiries::InquiryId::parse(link.substr(at + before.size(), id_length));
    const auto result = id ? inquiries::published_result(tx, *id) : std::nullopt;
    if (!result) return Refusal{"exchange.no_inquiry", "inquiry"};
    const auto& inquiry = result->inquiry;
    const Offer offer{Kind::inquiry, id->text(), inquiry.title,
                      std::to_string(inquiry.published_at->ms)};
    const auto same =
        std::ranges::find_if(all, [&](const Offer& one) { return one.value() == offer.value(); });
    if (same == all.end()) all.push_back(offer);
    ticked.push_back(offer.value());
    return std::nullopt;
}

}  // namespace

std::optional<Profile> profile(ReadTx& tx) { return store::profile(tx); }
std::vector<Named> contacts(ReadTx& tx) { return store::contacts(tx); }
std::optional<std::string> index_document(ReadTx& tx) { return store::index_document(tx); }
std::vector<AskedQuestion> questions(ReadTx& tx) { return store::questions(tx); }

std::optional<Published> published(ReadTx& tx, std::string_view item) {
    auto found = store::item(tx, item);
    if (!found || found->is_withdrawn) return std::nullopt;
    return found;
}

std::vector<Offer> offers(ReadTx& tx, const Speech& speech) {
    std::vector<Offer> all;
    for (const auto& one : posts::all(tx)) {
        if (!posts::is_valid(one.state)) continue;
        all.push_back(
            {Kind::job_description, one.post.text(), one.title, std::to_string(one.number)});
    }
    const auto page = role_page::load(tx, speech);
    if (page.is_public) {
        all.push_back({Kind::profile, "", title_of(page, speech), std::to_string(page.version)});
    }
    for (const auto& one : inquiries::mine(tx)) {
        if (!one.published_at) continue;
        all.push_back(
            {Kind::inquiry, one.id.text(), one.title, std::to_string(one.published_at->ms)});
    }
    for (const Piece& one : pieces(tx)) {
        all.push_back({one.kind, one.id.text(), one.title, std::to_string(one.version)});
    }
    for (const Published& one : store::items(tx)) {
        if (one.is_withdrawn) continue;
        auto at = std::ranges::find_if(all, [&](const Offer& offer) {
            return offer.kind == one.kind && offer.thing == one.thing;
        });
        if (at == all.end()) at = all.insert(at, {one.kind, one.thing, one.title, one.source});
        at->is_published = true;
        at->is_newer = at->source != one.source;
    }
    return all;
}

Result<Done> publish(WriteTx& tx, const TypedPublication& typed, std::string_view base,
                     const Speech& speech) {
    auto profile = checked(tx, typed);
    if (!profile) return profile.refusal();
    auto all = offers(tx, speech);
    auto ticked = typed.ticked;
    if (const auto refusal = add_by_link(tx, typed.inquiry, all, ticked)) return *refusal;
    const auto before = store::items(tx);
    const auto key = key_of(tx, *profile);
    const Signing by{*profile, address_of(*profile, base), key};
    for (const Offer& offer : all) {
        const auto was = find(before, offer.kind, offer.thing);
        const bool is_ticked = std::ranges::find(ticked, offer.value()) != ticked.end();
        auto item = is_ticked ? content_of(tx, offer.kind, offer.thing, speech) : std::nullopt;
        if (item) {
            put_signed(tx, std::move(*item), was, offer, by);
        } else if (was && !was->is_withdrawn) {
            store::withdraw_item(tx, was->id);
        }
    }
    if (store::items(tx).size() > items_max) return Refusal{"exchange.many"};
    put_index(tx, *profile, by);
    audit::record(tx, "exchange.published", "district");
    return Done{};
}

void withdraw_what_is_gone(WriteTx& tx, std::string_view base) {
    auto profile = store::profile(tx);
    if (!profile) return;
    const auto settings = settings::load(tx);
    const Speech speech(locale::Language::english, settings.words(locale::Language::english),
                        Zone::utc(), tx.now());
    bool is_same = true;
    for (const Published& one : store::items(tx)) {
        if (one.is_withdrawn || content_of(tx, one.kind, one.thing, speech)) continue;
        store::withdraw_item(tx, one.id);
        is_same = false;
    }
    if (is_same) return;
    const auto key = key_of(tx, *profile);
    put_index(tx, *profile, {*profile, address_of(*profile, base), key});
    audit::record(tx, "exchange.withdrawn", "district");
}

Result<Done> ask(WriteTx& tx, const Published& item, const TypedQuestion& typed) {
    TypedQuestion one{text::tidied(typed.name), std::string(text::trimmed(typed.reply_to)),
                      text::tidied(typed.words)};
    if (one.words.empty()) return Refusal{"exchange.no_words", "words"};
    if (text::length(one.words) > question_max) {
        return Refusal{"exchange.words_long", "words", {{"count", std::int64_t{question_max}}}};
    }
    if (text::length(one.name) > name_most) return Refusal{"exchange.name_long", "name"};
    if (!people::is_address(one.reply_to)) return Refusal{"exchange.no_reply_to", "reply_to"};
    store::insert_question(tx, item.id, one);
    const auto of = store::profile(tx);
    must(of.has_value(), "an item stands without its district's profile");
    letters::leave(tx, {.event = "exchange.asked",
                        .thing = item.id,
                        .path = "/exchange/questions",
                        .says = "exchange.mail_asked",
                        .to = {of->contact}});
    return Done{};
}

}  // namespace rapport::exchange
