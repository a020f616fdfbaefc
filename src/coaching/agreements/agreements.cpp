#include "coaching/agreements/agreements.hpp"

#include <algorithm>
#include <array>

#include "coaching/agreements/agreements_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/letters/letters.hpp"

namespace rapport::agreements {

namespace {

constexpr std::array<std::string_view, profile_count> profile_codes{"sealed", "counts", "topic",
                                                                    "open"};

std::string object_of(AgreementId agreement) { return "agreement/" + agreement.text(); }

std::string facts_of(std::int64_t number, const Terms& terms) {
    return R"({"number":)" + std::to_string(number) + R"(,"profile":")" +
           std::string(code(terms.profile)) + "\"}";
}

// Terms that can be kept, or why not.
Result<Terms> settled(ReadTx& tx, Side side, const Terms& typed) {
    Terms terms = typed;
    const Day now = today(tx);
    if (!is_template_for(side, terms.wording)) {
        return Refusal{"agreements.no_template", "template"};
    }
    terms.words = text::trimmed(terms.words);
    if (text::length(terms.words) > words_max) {
        return Refusal{"agreements.words_long", "words", {{"count", std::int64_t{words_max}}}};
    }
    if (terms.begins_on < now) return Refusal{"agreements.no_past", "begins_on"};
    if (terms.begins_on > now.plus(review_max)) return Refusal{"agreements.no_far", "begins_on"};
    if (terms.review_on <= terms.begins_on) return Refusal{"agreements.no_review", "review_on"};
    if (terms.review_on > now.plus(2 * review_max)) {
        return Refusal{"agreements.no_far", "review_on"};
    }
    return terms;
}

// One to which this can be done as it stands.
Result<Agreement> ready_for(ReadTx& tx, Act act, AgreementId id) {
    auto agreement = find(tx, id);
    if (!agreement) return Refusal{"agreements.not_there"};
    if (const auto reason = against(act, agreement->state(today(tx)))) return Refusal{*reason};
    return *agreement;
}

void append_version(WriteTx& tx, const Agreement& agreement, const Terms& terms) {
    const Version* before = agreement.waiting();
    if (before != nullptr) store::mark_aside(tx, agreement.id, before->number);
    const std::int64_t number =
        agreement.versions.empty() ? 1 : agreement.versions.front().number + 1;
    store::append(tx, agreement.id, number, terms);
    audit::record(tx, "agreement.proposed", object_of(agreement.id), facts_of(number, terms));
}

void tell(WriteTx& tx, AgreementId id, std::string_view event, Key says, PersonId reader) {
    letters::leave(tx, {.event = event,
                        .thing = id.text(),
                        .path = "/agreements/" + id.text(),
                        .says = says,
                        .to = {reader}});
}

void tell_of_proposal(WriteTx& tx, AgreementId id, PersonId reader) {
    tell(tx, id, "agreement.proposed", "agreements.mail_waiting", reader);
}

// The one that waits, if it is the one this person has read.
Result<Version> as_read(const Agreement& agreement, std::int64_t number) {
    const Version& waiting = *agreement.waiting();
    if (waiting.number != number) return Refusal{"agreements.newer_waits"};
    return waiting;
}

}  // namespace

std::string_view code(Side side) { return side == Side::principal ? "principal" : "teacher"; }

std::string_view code(Profile profile) { return profile_codes[static_cast<std::size_t>(profile)]; }

std::optional<Profile> parse_profile(std::string_view text) {
    const auto at = std::ranges::find(profile_codes, text);
    if (at == profile_codes.end()) return std::nullopt;
    return static_cast<Profile>(at - profile_codes.begin());
}

bool shows_topic(Profile profile) { return profile == Profile::topic || profile == Profile::open; }

bool shows_result(Profile profile) { return profile == Profile::open; }

bool is_template_for(Side side, std::string_view wording) {
    const bool is_known = std::ranges::find(template_codes, wording) != std::end(template_codes);
    return is_known && (side == Side::principal) == wording.starts_with("principal_");
}

const Version* Agreement::in_force(Day day) const {
    if (is_over(day)) return nullptr;
    for (const Version& version : versions) {
        if (version.signed_at && version.terms.begins_on <= day) return &version;
    }
    return nullptr;
}

const Version* Agreement::waiting() const {
    if (ended_on || versions.empty() || !versions.front().is_waiting()) return nullptr;
    return &versions.front();
}

State Agreement::state(Day today) const {
    if (ended_on) return State::ended;
    const bool waits = waiting() != nullptr;
    if (in_force(today) != nullptr) return waits ? State::changing : State::in_force;
    if (waits) return State::proposed;
    const bool is_signed = std::ranges::any_of(
        versions, [](const Version& version) { return version.signed_at.has_value(); });
    return is_signed ? State::to_come : State::open;
}

const std::string& Agreement::other_name(PersonId reader) const {
    return reader == coach ? partner_name : coach_name;
}

Profile effective(ReadTx& tx, const Pair& pair, Day day) {
    const auto agreement = between(tx, pair);
    const Version* version = agreement ? agreement->in_force(day) : nullptr;
    if (version == nullptr) return Profile::sealed;
    Profile closest = version->terms.profile;
    for (const Profile profile : store::of_building(tx, pair, day)) {
        closest = std::min(closest, profile);
    }
    return closest;
}

std::optional<Partner> partner(ReadTx& tx, PersonId person) {
    const Day now = today(tx);
    const auto actor = store::roles(tx, tx.actor(), now);
    if (!actor.coaches || actor.leads || person == tx.actor()) return std::nullopt;
    const auto roles = store::roles(tx, person, now);
    if (roles.leads) return Partner{person, roles.name, Side::principal, roles.leads_building};
    if (roles.teaches) return Partner{person, roles.name, Side::teacher, std::nullopt};
    return std::nullopt;
}

std::vector<Seer> who_can_see(ReadTx& tx, AgreementId id) {
    const auto agreement = find(tx, id);
    if (!agreement) return {};
    return {{agreement->coach_name, "agreements.seen_as_one"},
            {agreement->partner_name, "agreements.seen_as_one"}};
}

Result<AgreementId> propose(WriteTx& tx, PersonId person, const Terms& typed, Told told) {
    const auto with = partner(tx, person);
    if (!with) return Refusal{"agreements.no_partner", "person"};
    const auto terms = settled(tx, with->side, typed);
    if (!terms) return terms.refusal();
    if (const auto before = between(tx, {tx.actor(), person}); before) {
        append_version(tx, *before, *terms);
        if (told == Told::by_letter) tell_of_proposal(tx, before->id, person);
        return before->id;
    }
    Agreement fresh;
    fresh.id = tx.new_id<AgreementId>();
    store::insert(tx, fresh.id, *with);
    append_version(tx, fresh, *terms);
    if (told == Told::by_letter) tell_of_proposal(tx, fresh.id, person);
    return fresh.id;
}

Result<Done> propose_anew(WriteTx& tx, AgreementId id, const Terms& typed) {
    const auto agreement = ready_for(tx, Act::propose, id);
    if (!agreement) return agreement.refusal();
    const auto terms = settled(tx, agreement->side, typed);
    if (!terms) return terms.refusal();
    append_version(tx, *agreement, *terms);
    tell_of_proposal(tx, id, agreement->other(tx.actor()));
    return Done{};
}

Result<Done> sign(WriteTx& tx, AgreementId id, std::int64_t number, Told told) {
    const auto agreement = ready_for(tx, Act::sign, id);
    if (!agreement) return agreement.refusal();
    const auto version = as_read(*agreement, number);
    if (!version) return version.refusal();
    if (version->proposed_by == tx.actor()) return Refusal{"agreements.signed_already"};
    // Signed late, it holds from today: never for what was before.
    store::mark_signed(tx, id, number, std::max(version->terms.begins_on, today(tx)));
    audit::record(tx, "agreement.signed", object_of(id), facts_of(number, version->terms));
    if (told == Told::by_letter) {
        tell(tx, id, "agreement.signed", "agreements.mail_signed", agreement->other(tx.actor()));
    }
    return Done{};
}

Result<Done> set_aside(WriteTx& tx, AgreementId id, std::int64_t number) {
    const auto agreement = ready_for(tx, Act::set_aside, id);
    if (!agreement) return agreement.refusal();
    const auto version = as_read(*agreement, number);
    if (!version) return version.refusal();
    store::mark_aside(tx, id, number);
    audit::record(tx, "agreement.set_aside", object_of(id), facts_of(number, version->terms));
    return Done{};
}

Result<Done> review(WriteTx& tx, AgreementId id, Day next) {
    const auto agreement = ready_for(tx, Act::review, id);
    if (!agreement) return agreement.refusal();
    const Day now = today(tx);
    if (next <= now) return Refusal{"agreements.no_review", "review_on"};
    if (next > now.plus(review_max)) return Refusal{"agreements.no_far", "review_on"};
    store::mark_reviewed(tx, id, *agreement->in_force(now), now, next);
    audit::record(tx, "agreement.reviewed", object_of(id));
    return Done{};
}

Result<Done> end(WriteTx& tx, AgreementId id) {
    const auto agreement = ready_for(tx, Act::end, id);
    if (!agreement) return agreement.refusal();
    store::mark_ended(tx, id, today(tx));
    audit::record(tx, "agreement.ended", object_of(id));
    return Done{};
}

}  // namespace rapport::agreements
