#include "design/exchange/adopting.hpp"

#include <algorithm>

#include "design/exchange/peers_store.hpp"
#include "kernel/text/ascii.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::exchange {

std::vector<Adoption> adoptions(ReadTx& tx) { return store::adoptions(tx); }
std::optional<Adoption> adoption(ReadTx& tx, AdoptionId id) { return store::adoption(tx, id); }

Item Adoption::read() const { return read_item(document, public_key).item; }

namespace {

bool is_hours(std::string_view words) {
    const auto hours = text::number<double>(words);
    return hours && *hours > 0 && *hours <= static_cast<double>(posts::hours_max);
}

// By the sections of the form, as if somebody had typed them.
std::vector<posts::TypedSection> typed_sections(const posts::Hand& draft, const Item& item,
                                                std::string credit) {
    std::vector<posts::TypedSection> typed;
    for (const auto& one : item.sections) {
        if (one.code == "credit" || (one.code == "week_hours" && !is_hours(one.words))) continue;
        typed.push_back({one.code, one.words, draft.version_of(one.code)});
    }
    typed.push_back({"credit", std::move(credit), draft.version_of("credit")});
    return typed;
}

Result<Done> add_duties(WriteTx& tx, posts::PostId post, const Item& item) {
    std::vector<posts::TypedShare> shares;
    for (const auto& duty : item.duties) {
        const auto draft = posts::in_hand(tx, post, 1);
        must(draft.has_value(), "a draft that was just begun is not there");
        const auto same = std::ranges::find(draft->duties, duty.words, &posts::Duty::words);
        if (same != draft->duties.end()) continue;
        const auto added = posts::add_duty(tx, *draft,
                                           {.place = duty.place,
                                            .heading = duty.heading,
                                            .words = duty.words,
                                            .is_essential = duty.is_essential,
                                            .kinds = {},
                                            .standards = duty.standards});
        if (!added) return added.refusal();
        shares.push_back({*added, duty.share, 0});
    }
    const auto draft = posts::in_hand(tx, post, 1);
    must(draft.has_value(), "a draft that was just begun is not there");
    return posts::set_shares(tx, *draft, shares);
}

}  // namespace

std::string credit_of(const Item& item, std::string_view address, const locale::Speech& speech) {
    std::string words =
        speech.say("exchange.credit", {{"title", item.title},
                                       {"district", item.author},
                                       {"number", item.number},
                                       {"licence", std::string(licence_name(item.licence))},
                                       {"address", std::string(address)}});
    for (const Ancestor& one : item.lineage) {
        words += "\n" + speech.say("exchange.credit_before",
                                   {{"title", one.title}, {"district", one.credit}});
    }
    return words;
}

posts::Hand as_hand(const Item& item) {
    posts::Hand hand;
    hand.description.title = item.title;
    hand.sections = item.sections;
    hand.duties = item.duties;
    return hand;
}

Result<posts::PostId> adopt(WriteTx& tx, const Copy& copy, const locale::Speech& speech) {
    if (copy.kind != Kind::job_description) return Refusal{"exchange.not_to_adopt"};
    const Item item = copy.read();
    if (item.licence == "ask-first") return Refusal{"exchange.ask_first"};
    const auto post = posts::begin(tx, {item.title, ""}, speech);
    if (!post) return post.refusal();
    const auto draft = posts::in_hand(tx, *post, 1);
    must(draft.has_value(), "a draft that was just begun is not there");
    const auto wrote = posts::write_sections(
        tx, *draft, typed_sections(*draft, item, credit_of(item, copy.peer_address, speech)));
    if (!wrote) return wrote.refusal();
    const auto added = add_duties(tx, *post, item);
    if (!added) return added.refusal();
    Adoption one;
    one.id = tx.new_id<AdoptionId>();
    one.address = copy.peer_address;
    one.item = copy.item;
    one.public_key = copy.public_key;
    one.number = copy.number;
    one.digest = copy.digest;
    one.document = copy.document;
    one.post = *post;
    store::insert_adoption(tx, one);
    audit::record(tx, "exchange.adopted", "post/" + post->text());
    return *post;
}

}  // namespace rapport::exchange
