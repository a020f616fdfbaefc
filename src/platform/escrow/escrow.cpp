// How a district keeps its notes, and the ceremony of the three holders.
#include "platform/escrow/escrow.hpp"

#include <algorithm>

#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/escrow/escrow_store.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::escrow {

namespace {

constexpr int first_month = 8;          // A school year begins in August.
constexpr std::int64_t keep_years = 1;  // Besides the school year itself.

std::string purpose_of(ReadTx& tx, keys::CircleId circle, std::int64_t epoch) {
    return "rapport epoch 1|" + tx.district().text() + "|" + circle.text() + "|" +
           std::to_string(epoch);
}

std::vector<std::string> names_of(const std::vector<store::Ready>& ready) {
    std::vector<std::string> names;
    for (const auto& one : ready) names.push_back(one.name);
    return names;
}

std::string names_now(ReadTx& tx) {
    const Standing now = standing(tx);
    return now.holders.size() < 2 ? "" : named(now);
}

const Holder* among(const std::optional<Ceremony>& ceremony, PersonId person) {
    if (!ceremony) return nullptr;
    const auto at = std::ranges::find(ceremony->holders, person, &Holder::person);
    return at == ceremony->holders.end() ? nullptr : &*at;
}

}  // namespace

std::string_view code(Mode mode) {
    if (mode == Mode::none) return "none";
    return mode == Mode::server ? "server" : "escrow";
}

std::optional<Mode> parse_mode(std::string_view text) {
    for (const Mode mode : {Mode::escrow, Mode::none, Mode::server}) {
        if (text == code(mode)) return mode;
    }
    return std::nullopt;
}

Mode mode(ReadTx& tx) {
    const auto chosen = settings::text(tx, mode_setting);
    return chosen ? parse_mode(*chosen).value_or(Mode::escrow) : Mode::escrow;
}

void set_mode(WriteTx& tx, Mode chosen, std::string_view base_url) {
    if (mode(tx) == chosen) return;
    settings::put(tx, mode_setting, code(chosen));
    settings::put(tx, since_setting, std::to_string(tx.now().ms));
    keys::end_all_epochs(tx);
    tell_mode(tx, base_url);
    audit::record(tx, "escrow.mode", "", R"({"mode":")" + std::string(code(chosen)) + "\"}");
}

Standing standing(ReadTx& tx) {
    Standing made{.mode = mode(tx), .since = std::nullopt, .holders = {}};
    const std::int64_t since = settings::number(tx, since_setting, 0);
    if (since > 0) made.since = Instant{since};
    made.holders = names_of(store::ready(tx));
    return made;
}

bool holders_have_changed(ReadTx& tx) {
    return settings::text(tx, holders_setting).value_or("") != names_now(tx);
}

void note_holders(WriteTx& tx) {
    if (holders_have_changed(tx)) settings::put(tx, holders_setting, names_now(tx));
}

std::optional<Ceremony> in_force(ReadTx& tx) { return store::ceremony(tx, true); }

std::optional<Ceremony> being_prepared(ReadTx& tx) { return store::ceremony(tx, false); }

Result<Done> choose_holders(WriteTx& tx, const std::vector<std::string>& addresses,
                            std::string_view base_url) {
    std::vector<PersonId> people;
    for (std::size_t i = 0; i < holders_count; ++i) {
        const std::string field = "holder_" + std::to_string(i + 1);
        const std::string address =
            i < addresses.size() ? std::string(text::trimmed(addresses[i])) : "";
        if (address.empty()) return Refusal{"escrow.three", field};
        const auto person = store::person_at(tx, address);
        if (!person) return Refusal{"escrow.nobody_at", field, {{"address", address}}};
        if (store::evaluates(tx, *person)) return Refusal{"escrow.evaluates", field};
        if (std::ranges::find(people, *person) != people.end()) {
            return Refusal{"escrow.twice", field};
        }
        people.push_back(*person);
    }
    store::begin_ceremony(tx, people);
    tell_chosen(tx, *being_prepared(tx), base_url);
    audit::record(tx, "escrow.holders_chosen", "");
    return Done{};
}

Result<Done> agree_to_hold(WriteTx& tx, std::string_view base_url) {
    const auto ceremony = being_prepared(tx);
    const Holder* mine = among(ceremony, tx.actor());
    if (mine == nullptr) return Refusal{"escrow.not_asked"};
    const auto key = keys::own_key(tx, tx.actor());
    if (!key || store::evaluates(tx, tx.actor())) {
        return Refusal{key ? Key{"escrow.evaluates"} : Key{"escrow.choose_first"}};
    }
    if (!keys::own_secret(tx)) return Refusal{"escrow.unlock_first"};
    store::mark_agreed(tx, ceremony->id, *key);
    audit::record(tx, "escrow.holder_agreed", "person/" + tx.actor().text());
    const auto others = std::ranges::count_if(ceremony->holders, [&](const Holder& holder) {
        return holder.has_agreed || holder.person == tx.actor();
    });
    if (others == static_cast<std::ptrdiff_t>(holders_count)) {
        store::begin_escrow(tx, ceremony->id);
        note_holders(tx);
        keys::end_all_epochs(tx);
        if (mode(tx) == Mode::escrow) tell_mode(tx, base_url);
        audit::record(tx, "escrow.begun", "escrow/" + ceremony->id.text());
    }
    return Done{};
}

Result<Done> decline_to_hold(WriteTx& tx) {
    const auto ceremony = being_prepared(tx);
    if (among(ceremony, tx.actor()) == nullptr) return Refusal{"escrow.not_asked"};
    store::end_ceremony(tx, ceremony->id);
    audit::record(tx, "escrow.holder_declined", "person/" + tx.actor().text());
    return Done{};
}

bool is_holder(ReadTx& tx) {
    const auto ready = store::ready(tx);
    return std::ranges::find(ready, tx.actor(), &store::Ready::person) != ready.end();
}

void lay_in(WriteTx& tx, keys::CircleId circle, std::int64_t epoch, std::size_t people,
            const sealing::Secret& key) {
    const Mode how = mode(tx);
    if (how == Mode::server) {
        store::put_server_copy(
            tx, circle, epoch,
            sealing::wrap_under(tx.server_key().wrapping(), key, purpose_of(tx, circle, epoch)));
    }
    if (how != Mode::escrow || people < 2) return;
    const auto ready = store::ready(tx);
    for (const auto& first : ready) {
        for (const auto& second : ready) {
            if (first.person == second.person) continue;
            const std::string inner = sealing::wrap_to(second.public_key, key);
            store::put_share(tx, {circle, epoch, first.person, second.person,
                                  sealing::seal_to(first.public_key, inner)});
        }
    }
}

std::map<std::int64_t, sealing::Secret> from_server(ReadTx& tx, keys::CircleId circle) {
    std::map<std::int64_t, sealing::Secret> keys;
    for (const auto& [epoch, wrapped] : store::server_copies(tx, circle)) {
        auto key = sealing::unwrap_under(tx.server_key().wrapping(), wrapped,
                                         purpose_of(tx, circle, epoch));
        if (key) keys.emplace(epoch, std::move(*key));
    }
    return keys;
}

Instant keep_until(ReadTx& tx) {
    const Zone& zone = *store::zone_of_district(tx);
    const Day today = zone.day(tx.now());
    const int begun = today.month >= first_month ? today.year : today.year - 1;
    const auto years = settings::number(tx, "notes.keep_years", keep_years);
    return zone.instant({Day{begun + 1 + static_cast<int>(years), first_month, 1}, 0, 0});
}

}  // namespace rapport::escrow
