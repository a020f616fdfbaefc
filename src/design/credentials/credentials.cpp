#include "design/credentials/credentials.hpp"

#include <algorithm>
#include <array>

#include "design/credentials/credentials_jobs.hpp"
#include "design/credentials/credentials_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::credentials {

namespace {

constexpr std::array<std::string_view, 3> state_codes{"active", "expiring", "lapsed"};
constexpr int years_ahead_max = 50, years_back_max = 60;

Day months_after(Day day, std::int64_t months) {
    const std::int64_t whole = day.year * 12 + (day.month - 1) + months;
    day.year = static_cast<int>(whole / 12);
    day.month = static_cast<int>(whole % 12) + 1;
    // The last day of a shorter month.
    while (!Day::parse(day.iso())) --day.day;
    return day;
}

const Edition* find_edition(const Type& type, std::string_view name) {
    const auto at = std::ranges::find(type.editions, name, &Edition::name);
    return at == type.editions.end() ? nullptr : &*at;
}

void come_to_today(Credential& one, Day today) {
    if (!one.expires_on) return;
    if (*one.expires_on < today) {
        one.state = State::lapsed;
    } else if (one.expires_on->plus(-warning_days) <= today) {
        one.state = State::expiring;
    }
}

std::vector<Credential> as_of_today(ReadTx& tx, std::vector<Credential> found) {
    const Day today = districts::zone(tx).day(tx.now());
    for (Credential& one : found) come_to_today(one, today);
    return found;
}

std::optional<Refusal> wrong_days(const Credential& one, Day today) {
    if (one.obtained_on &&
        (*one.obtained_on > today || one.obtained_on->year < today.year - years_back_max)) {
        return Refusal{"credentials.no_obtained", "obtained_on"};
    }
    if (!one.expires_on) return std::nullopt;
    const bool is_before = one.obtained_on && *one.expires_on <= *one.obtained_on;
    if (is_before || one.expires_on->year > today.year + years_ahead_max) {
        return Refusal{"credentials.no_expires", "expires_on"};
    }
    return std::nullopt;
}

// What was typed, taken into a credential.
Result<Credential> taken(ReadTx& tx, Credential one, const Typed& typed) {
    one.type = typed.type;
    one.name.clear();
    one.edition.clear();
    const Type* type = find_type(typed.type);
    if (type == nullptr && typed.type != other_type) {
        return Refusal{"credentials.no_type", "type"};
    }
    if (type == nullptr) {
        one.name = std::string(text::trimmed(typed.name));
        if (one.name.empty()) return Refusal{"credentials.no_name", "name"};
        if (text::length(one.name) > line_max) {
            return Refusal{"credentials.long", "name", {{"count", std::int64_t{line_max}}}};
        }
    }
    one.obtained_on = typed.obtained_on;
    one.expires_on = typed.expires_on;
    if (type != nullptr) {
        const Edition* edition =
            typed.edition.empty() ? &type->editions.back() : find_edition(*type, typed.edition);
        if (edition == nullptr) return Refusal{"credentials.no_edition", "edition"};
        one.edition = edition->name;
        if (!one.expires_on && one.obtained_on && edition->months > 0) {
            one.expires_on = months_after(*one.obtained_on, edition->months);
        }
    }
    if (auto wrong = wrong_days(one, districts::zone(tx).day(tx.now()))) return std::move(*wrong);
    one.evidence = std::string(text::trimmed(typed.evidence));
    if (text::length(one.evidence) > words_max) {
        return Refusal{"credentials.long", "evidence", {{"count", std::int64_t{words_max}}}};
    }
    return one;
}

std::optional<Credential> own(ReadTx& tx, CredentialId id) {
    auto found = store::find(tx, id);
    if (found && found->holder != tx.actor()) return std::nullopt;
    return found;
}

void note_down(WriteTx& tx, std::string_view act, CredentialId id) {
    audit::record(tx, "credential." + std::string(act), "credential/" + id.text());
}

}  // namespace

std::string_view code(State state) { return state_codes[static_cast<std::size_t>(state)]; }

std::vector<Credential> mine(ReadTx& tx) { return as_of_today(tx, store::of(tx, tx.actor())); }

std::vector<Plan> my_plans(ReadTx& tx) { return store::plans_of_actor(tx); }

std::vector<Credential> held_here(ReadTx& tx) { return as_of_today(tx, store::all(tx)); }

Result<CredentialId> enter(WriteTx& tx, const Typed& typed) {
    auto one = taken(tx, {}, typed);
    if (!one) return one.refusal();
    one->id = tx.new_id<CredentialId>();
    one->holder = tx.actor();
    store::insert(tx, *one);
    warn_before(tx, *one);
    note_down(tx, "entered", one->id);
    return one->id;
}

Result<Done> correct(WriteTx& tx, CredentialId id, const Typed& typed) {
    const auto before = own(tx, id);
    if (!before) return Refusal{"credentials.gone"};
    const auto one = taken(tx, *before, typed);
    if (!one) return one.refusal();
    if (typed.version != before->version) return Refusal{"credentials.changed"};
    store::put(tx, *one);
    warn_before(tx, *one);
    note_down(tx, "corrected", id);
    return Done{};
}

Result<Done> remove(WriteTx& tx, CredentialId id) {
    if (!own(tx, id)) return Refusal{"credentials.gone"};
    store::erase(tx, id);
    note_down(tx, "removed", id);
    return Done{};
}

Result<Done> confirm(WriteTx& tx, CredentialId id) {
    const auto one = store::find(tx, id);
    if (!one) return Refusal{"credentials.gone"};
    if (one->holder == tx.actor()) return Refusal{"credentials.not_ones_own"};
    if (one->confirmed_at) return Done{};
    store::put_confirmation(tx, id);
    note_down(tx, "confirmed", id);
    return Done{};
}

Result<PlanId> plan(WriteTx& tx, const TypedPlan& typed) {
    if (find_type(typed.type) == nullptr) return Refusal{"credentials.no_type", "plan_type"};
    const Day today = districts::zone(tx).day(tx.now());
    if (typed.by && (*typed.by < today || typed.by->year > today.year + years_ahead_max)) {
        return Refusal{"credentials.no_by", "by"};
    }
    const Plan one{.id = tx.new_id<PlanId>(), .type = typed.type, .by = typed.by};
    if (!store::insert(tx, one)) return Refusal{"credentials.planned_already", "plan_type"};
    return one.id;
}

Result<Done> give_up(WriteTx& tx, PlanId id) {
    if (!store::erase_own(tx, id)) return Refusal{"credentials.gone"};
    return Done{};
}

}  // namespace rapport::credentials
