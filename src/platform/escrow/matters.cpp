// What two holders decide together, and what time does.
#include <algorithm>

#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"
#include "platform/escrow/escrow.hpp"
#include "platform/escrow/escrow_store.hpp"

namespace rapport::escrow {

namespace {

constexpr std::size_t people_max = 20;
constexpr std::size_t reason_min = 20, reason_max = 1000;
constexpr std::int64_t day_seconds = 24 * 3600;

std::string object_of(MatterId id) { return "escrow_matter/" + id.text(); }

std::string detail_of(Kind kind) { return R"({"kind":")" + std::string(code(kind)) + "\"}"; }

bool is_of_keys(Kind kind) { return kind == Kind::reading || kind == Kind::giving_back; }

std::string joined(const std::vector<PersonId>& people) {
    std::string all;
    for (const PersonId person : people) all += (all.empty() ? "" : " ") + person.text();
    return all;
}

Result<std::vector<PersonId>> people_in(ReadTx& tx, const Asked& asked) {
    std::vector<PersonId> people;
    for (const std::string& typed : asked.addresses) {
        const std::string address(text::trimmed(typed));
        if (address.empty()) continue;
        const auto person = store::person_at(tx, address);
        if (!person) return Refusal{"escrow.nobody_at", "people", {{"address", address}}};
        if (*person == tx.actor()) return Refusal{"escrow.your_own", "people"};
        people.push_back(*person);
    }
    std::ranges::sort(people);
    people.erase(std::unique(people.begin(), people.end()), people.end());
    const std::size_t least = is_of_keys(asked.kind) ? 2 : 1;
    if (people.size() < least || people.size() > people_max) {
        return Refusal{"escrow.name_all", "people"};
    }
    return people;
}

Result<Done> check(const Asked& asked) {
    const std::size_t length = text::length(text::trimmed(asked.reason));
    if (length < reason_min || length > reason_max) {
        return Refusal{"escrow.reason_missing",
                       "reason",
                       {{"least", std::int64_t{reason_min}}, {"most", std::int64_t{reason_max}}}};
    }
    if (asked.kind != Kind::reading) return Done{};
    if (!asked.from) return Refusal{"escrow.day_missing", "from"};
    if (!asked.until) return Refusal{"escrow.day_missing", "until"};
    if (*asked.until < *asked.from) return Refusal{"escrow.days_turned", "until"};
    return Done{};
}

// The first of the two boxes, opened in the asker's own session.
void open_first(WriteTx& tx, const Matter& matter, const sealing::Secret& own) {
    const Zone& zone = *store::zone_of_district(tx);
    store::Wanted wanted{.members = matter.members,
                         .first = tx.actor(),
                         .from = Instant{0},
                         .until = tx.now().plus_seconds(day_seconds)};
    if (matter.from) wanted.from = zone.instant({*matter.from, 0, 0});
    if (matter.until) wanted.until = zone.instant({matter.until->plus(1), 0, 0});
    for (const auto& share : store::shares(tx, wanted)) {
        auto inner = sealing::open_box(own, share.wrapped);
        if (!inner) continue;
        store::put_opened(tx, matter.id, {share.circle, share.epoch, share.second, *inner});
    }
}

// The second, in the session of whoever agrees.
void open_second(WriteTx& tx, const Matter& matter, const sealing::Secret& own) {
    std::string asker_key;
    for (const auto& one : store::ready(tx)) {
        if (one.person == matter.asked_by) asker_key = one.public_key;
    }
    for (const auto& half : store::opened_for(tx, matter.id, tx.actor())) {
        const auto key = sealing::unwrap(own, half.wrapped);
        if (!key) continue;
        if (matter.kind == Kind::reading && !asker_key.empty()) {
            store::put_opened(
                tx, matter.id,
                {half.circle, half.epoch, matter.asked_by, sealing::wrap_to(asker_key, *key)});
        }
        if (matter.kind != Kind::giving_back) continue;
        for (const PersonId person : store::people_of(tx, matter.id)) {
            keys::give_epoch(tx, half.circle, half.epoch, person, *key);
        }
    }
    if (matter.kind == Kind::giving_back) {
        store::drop_opened(tx, matter.id);
    } else {
        store::keep_opened_of(tx, matter.id, matter.asked_by, tx.actor());
    }
}

// A holder hears of what is about themselves when everybody does.
bool is_told(const Matter& matter, PersonId person) {
    return matter.agreed_at.has_value() || !concerns(matter, person);
}

}  // namespace

bool concerns(const Matter& matter, PersonId person) {
    return matter.members.find(person.text()) != std::string::npos;
}

std::string_view code(Kind kind) {
    if (kind == Kind::reading) return "reading";
    if (kind == Kind::giving_back) return "giving_back";
    return kind == Kind::holding ? "holding" : "lifting";
}

std::optional<Kind> parse_kind(std::string_view text) {
    for (const Kind kind : {Kind::reading, Kind::giving_back, Kind::holding, Kind::lifting}) {
        if (text == code(kind)) return kind;
    }
    return std::nullopt;
}

bool Matter::is_waiting(Instant now) const {
    return !agreed_at && !refused_at && !ended_at && now < asked_at.plus_seconds(asked_seconds);
}

bool Matter::is_readable(Instant now) const {
    return kind == Kind::reading && agreed_at && !ended_at &&
           now < agreed_at->plus_seconds(reading_seconds);
}

Result<MatterId> ask(WriteTx& tx, const Asked& asked) {
    if (!is_holder(tx)) return Refusal{"escrow.not_a_holder"};
    const auto good = check(asked);
    if (!good) return good.refusal();
    const auto people = people_in(tx, asked);
    if (!people) return people.refusal();
    const auto own = keys::own_secret(tx);
    if (!own) return Refusal{"escrow.unlock_first"};
    Matter matter;
    matter.id = tx.new_id<MatterId>();
    matter.kind = asked.kind;
    matter.members = joined(*people);
    matter.reason = text::trimmed(asked.reason);
    if (asked.kind == Kind::reading) {
        matter.from = asked.from;
        matter.until = asked.until;
    }
    matter.asked_by = tx.actor();
    matter.asked_at = tx.now();
    store::insert(tx, matter, *people);
    if (is_of_keys(asked.kind)) open_first(tx, matter, *own);
    tell_waiting(tx, matter);
    audit::record(tx, "escrow.asked", object_of(matter.id), detail_of(asked.kind));
    return matter.id;
}

Result<Done> agree(WriteTx& tx, MatterId id) {
    const auto matter = find(tx, id);
    if (!matter || !is_holder(tx)) return Refusal{"escrow.not_a_holder"};
    if (!matter->is_waiting(tx.now())) return Refusal{"escrow.answered"};
    if (matter->asked_by == tx.actor()) return Refusal{"escrow.another_agrees"};
    const auto own = keys::own_secret(tx);
    if (!own) return Refusal{"escrow.unlock_first"};
    store::mark_answered(tx, id, true);
    if (is_of_keys(matter->kind)) open_second(tx, *matter, *own);
    if (matter->kind == Kind::lifting) store::lift_holds(tx, matter->members);
    tell_agreed(tx, *matter);
    audit::record(tx, "escrow.agreed", object_of(id), detail_of(matter->kind));
    return Done{};
}

Result<Done> refuse(WriteTx& tx, MatterId id) {
    const auto matter = find(tx, id);
    if (!matter || !is_holder(tx)) return Refusal{"escrow.not_a_holder"};
    if (!matter->is_waiting(tx.now())) return Refusal{"escrow.answered"};
    store::mark_answered(tx, id, false);
    store::drop_opened(tx, id);
    audit::record(tx, "escrow.refused", object_of(id), detail_of(matter->kind));
    return Done{};
}

std::optional<Matter> find(ReadTx& tx, MatterId id) {
    if (!is_holder(tx)) return std::nullopt;
    auto found = store::matter(tx, id);
    if (found && !is_told(*found, tx.actor())) return std::nullopt;
    return found;
}

std::optional<std::vector<Matter>> matters(ReadTx& tx) {
    if (!is_holder(tx)) return std::nullopt;
    auto found = store::newest(tx);
    std::erase_if(found, [&](const Matter& one) { return !is_told(one, tx.actor()); });
    return found;
}

std::vector<Matter> matters_about_me(ReadTx& tx) { return store::about(tx, tx.actor()); }

Result<Opening> open(WriteTx& tx, MatterId id) {
    const auto matter = find(tx, id);
    if (!matter) return Refusal{"escrow.not_a_holder"};
    const bool is_of_actor = matter->asked_by == tx.actor() || matter->answered_by == tx.actor();
    if (!is_of_actor) return Refusal{"escrow.not_yours"};
    if (!matter->is_readable(tx.now())) return Refusal{"escrow.over"};
    const auto own = keys::own_secret(tx);
    if (!own) return Refusal{"escrow.unlock_first"};
    Opening opening{.circle = {}, .from = *matter->from, .until = *matter->until, .epochs = {}};
    for (const auto& one : store::opened_for(tx, id, tx.actor())) {
        auto key = sealing::unwrap(*own, one.wrapped);
        if (!key) continue;
        opening.circle = one.circle;
        opening.epochs.emplace_back(one.epoch, std::move(*key));
    }
    audit::record(tx, "escrow.read", object_of(id));
    return opening;
}

std::optional<std::string> read(ReadTx& tx, const Opening& opening, std::string_view thing,
                                const keys::Sealed& sealed) {
    for (const auto& [epoch, key] : opening.epochs) {
        if (epoch != sealed.epoch) continue;
        return sealing::open(key,
                             {.district = tx.district().view(),
                              .circle = opening.circle.view(),
                              .thing = thing,
                              .epoch = epoch,
                              .version = sealed.version},
                             sealed.text)
            .text;
    }
    return std::nullopt;
}

bool is_held(ReadTx& tx, PersonId person) { return store::is_held(tx, person); }

std::int64_t follow_time(Db& db) {
    std::int64_t destroyed = 0;
    const auto districts = db.read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx); });
    for (const DistrictId district : districts) {
        const Scope scope{.district = district, .actor = {}};
        const Instant asked_since = db.clock().now().plus_seconds(-asked_seconds);
        const Instant agreed_since = db.clock().now().plus_seconds(-reading_seconds);
        const auto over =
            db.read(scope, [&](ReadTx& tx) { return store::over(tx, asked_since, agreed_since); });
        for (const MatterId id : over) {
            db.write(scope, [&](WriteTx& tx) {
                store::drop_opened(tx, id);
                store::mark_ended(tx, id);
            });
        }
        if (db.read(scope, [](ReadTx& tx) { return holders_have_changed(tx); })) {
            db.write(scope, [](WriteTx& tx) { note_holders(tx); });
        }
        const auto expired =
            db.read(scope, [&](ReadTx& tx) { return store::expired(tx, asked_since); });
        if (expired.empty()) continue;
        db.write(scope, [&](WriteTx& tx) {
            for (const auto& one : store::expired(tx, asked_since)) store::destroy(tx, one);
            audit::record(tx, "note.keys_destroyed", "");
        });
        destroyed += static_cast<std::int64_t>(expired.size());
    }
    return destroyed;
}

}  // namespace rapport::escrow
