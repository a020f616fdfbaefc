#include "coaching/contacts/contacts.hpp"

#include <algorithm>
#include <array>

#include "coaching/contacts/contacts_store.hpp"
#include "coaching/requests/requests.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::contacts {

namespace {

constexpr std::array<std::string_view, 3> began_by_codes{"teacher", "coach", "leader"};
constexpr std::array<std::string_view, 6> place_codes{"classroom", "office", "hall",
                                                      "call",      "mail",   "chat"};

constexpr std::int64_t heads_max = 5000;
constexpr std::int64_t students_max = 5000;
constexpr std::int64_t days_back_max = 730;

std::string object_of(ContactId contact) { return "contact/" + contact.text(); }

std::string detail_of(const Contact& contact) {
    return R"({"minutes":)" + std::to_string(contact.minutes) + R"(,"people":)" +
           std::to_string(contact.heads) + "}";
}

// The old contact while a correction is settled: what it already had stays allowed, though the kind
// be retired or the person gone.
using Before = std::optional<Contact>;

bool had_kind(const Before& before, KindId kind) { return before && before->kind == kind; }

bool had_person(const Before& before, PersonId person) {
    if (!before) return false;
    return std::any_of(before->people.begin(), before->people.end(),
                       [&](const Contact::Helped& helped) { return helped.id == person; });
}

// Everybody named, each once.
Result<std::vector<PersonId>> named(ReadTx& tx, const Draft& draft) {
    std::vector<PersonId> ids = draft.people;
    for (const TeamId team : draft.teams) {
        const auto members = teams::people_of(tx, team);
        if (members.empty()) return Refusal{"contacts.team_unknown", "team"};
        ids.insert(ids.end(), members.begin(), members.end());
    }
    std::erase(ids, tx.actor());
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

struct Helped {
    std::vector<Contact::Helped> people;
    std::optional<BuildingId> building;  // Where the first of them works.
};

Result<Helped> settle_people(ReadTx& tx, const Draft& draft, const Before& before) {
    auto everybody = named(tx, draft);
    if (!everybody) return everybody.refusal();
    const auto& ids = *everybody;
    if (ids.size() > static_cast<std::size_t>(people_max)) {
        return Refusal{"contacts.people_many", "person", {{"count", std::int64_t{people_max}}}};
    }
    Helped helped;
    for (const auto& person : coachees::find_all(tx, ids)) {
        helped.people.push_back({person.id, person.name});
        const bool is_first = !draft.people.empty() && person.id == draft.people.front();
        if (!helped.building || is_first) helped.building = person.building;
    }
    for (const PersonId id : ids) {
        const bool is_found = std::any_of(helped.people.begin(), helped.people.end(),
                                          [&](const auto& one) { return one.id == id; });
        if (is_found) continue;
        if (!had_person(before, id)) return Refusal{"contacts.person_unknown", "person"};
        helped.people.push_back({id, ""});
    }
    return helped;
}

// One-on-one, group or alone: a stretch of time is logged in one of them only.
Result<std::int64_t> settle_heads(const Draft& draft, const kinds::Kind& kind, std::size_t people) {
    const auto count = static_cast<std::int64_t>(people);
    const std::int64_t heads = draft.heads.value_or(count);
    if (kind.shape == kinds::Shape::alone) {
        if (count > 0) return Refusal{"contacts.alone_with_people", "person"};
        return draft.heads.value_or(0);
    }
    if (count == 0 && kind.shape == kinds::Shape::person) {
        return Refusal{"contacts.person_missing", "person"};
    }
    if (heads == 0) return Refusal{"contacts.group_empty", "person"};
    if (heads < count) return Refusal{"contacts.heads_few", "heads", {{"count", count}}};
    if (heads > heads_max) return Refusal{"contacts.heads_many", "heads", {{"count", heads_max}}};
    return heads;
}

Result<Done> settle_day(ReadTx& tx, Day on, const Zone& zone) {
    const Day today = zone.day(tx.now());
    if (on > today) return Refusal{"contacts.day_ahead", "on"};
    const Day last = open_until(on, close_day(tx));
    if (today > last) return Refusal{"contacts.month_closed", "on", {{"day", last.iso()}}};
    if (today.number() - on.number() > days_back_max) return Refusal{"contacts.day_long_ago", "on"};
    return Done{};
}

Result<Done> settle_words(const Draft& draft) {
    if (draft.next_step.find('\0') != std::string::npos) {
        return Refusal{"contacts.unreadable", "next_step"};
    }
    if (text::length(draft.next_step) > next_step_max) {
        return Refusal{
            "contacts.next_step_long", "next_step", {{"count", std::int64_t{next_step_max}}}};
    }
    if (draft.next_on && draft.next_step.empty()) {
        return Refusal{"contacts.next_step_missing", "next_step"};
    }
    if (draft.students.value_or(0) < 0 || draft.students.value_or(0) > students_max) {
        return Refusal{"contacts.students_odd", "students", {{"count", students_max}}};
    }
    if (draft.note) return notes::check(*draft.note);
    return Done{};
}

Result<Done> settle_tags(ReadTx& tx, const Draft& draft) {
    if (!draft.focus.empty()) {
        const auto known = kinds::all_focus(tx);
        for (const FocusId focus : draft.focus) {
            const bool is_known = std::any_of(known.begin(), known.end(),
                                              [&](const auto& one) { return one.id == focus; });
            if (!is_known) return Refusal{"contacts.focus_unknown", "focus"};
        }
    }
    if (draft.request && !requests::find(tx, *draft.request)) {
        return Refusal{"contacts.request_unknown", "request"};
    }
    return Done{};
}

Result<kinds::Kind> settle_kind(ReadTx& tx, const Draft& draft, const Before& before) {
    auto kind = kinds::find(tx, draft.kind);
    if (!kind) return Refusal{"contacts.kind_missing", "kind"};
    if (kind->is_retired && !had_kind(before, kind->id)) {
        return Refusal{"contacts.kind_retired", "kind"};
    }
    return *kind;
}

// Where and when: the building asked for, else where the first person works, else the coach's own.
Result<Done> settle_place(ReadTx& tx, const Draft& draft, const Helped& helped, Contact& contact) {
    const auto asked = draft.building ? draft.building : helped.building;
    const auto where = store::where(tx, asked);
    if (draft.building && !where.building) return Refusal{"contacts.building_unknown", "building"};
    contact.building = where.building ? where.building : where.home;
    const Zone* zone = Zone::find(where.zone);
    const Zone& wall = zone == nullptr ? Zone::utc() : *zone;
    contact.on = draft.on.value_or(wall.day(tx.now()));
    return settle_day(tx, contact.on, wall);
}

// A draft that is allowed, as the contact it would be.
Result<Contact> settle(ReadTx& tx, const Draft& draft, const Before& before) {
    const auto kind = settle_kind(tx, draft, before);
    if (!kind) return kind.refusal();
    const auto helped = settle_people(tx, draft, before);
    if (!helped) return helped.refusal();
    const auto heads = settle_heads(draft, *kind, helped->people.size());
    if (!heads) return heads.refusal();
    if (draft.minutes < 1 || draft.minutes > minutes_max) {
        return Refusal{"contacts.minutes_odd", "minutes"};
    }
    const auto words = settle_words(draft).and_then([&](Done) { return settle_tags(tx, draft); });
    if (!words) return words.refusal();
    Contact contact;
    const auto place = settle_place(tx, draft, *helped, contact);
    if (!place) return place.refusal();
    contact.coach = tx.actor();
    contact.kind = draft.kind;
    contact.at = before && before->on == contact.on ? before->at : tx.now();
    contact.minutes = draft.minutes;
    contact.began_by = draft.began_by;
    contact.place = draft.place;
    contact.heads = *heads;
    contact.students = draft.students;
    contact.request = draft.request;
    contact.next_step = draft.next_step;
    contact.next_on = draft.next_on;
    contact.entered_at = tx.now();
    contact.people = helped->people;
    return contact;
}

// The month of an old contact must be open before anything about it changes.
Result<Contact> changeable(ReadTx& tx, ContactId id) {
    auto contact = find_own(tx, id);
    if (!contact) return Refusal{"contacts.not_yours"};
    if (contact->replaced_by) return Refusal{"contacts.replaced"};
    if (contact->withdrawn_at) return Refusal{"contacts.withdrawn"};
    const auto where = store::where(tx, contact->building);
    const Zone* zone = Zone::find(where.zone);
    const auto day = settle_day(tx, contact->on, zone == nullptr ? Zone::utc() : *zone);
    if (!day) return day.refusal();
    return *contact;
}

// What belongs to a contact and goes with it in the same transaction.
Result<Done> keep_with(WriteTx& tx, const Draft& draft, ContactId id) {
    if (draft.note) {
        const auto kept = notes::keep(tx, id, *draft.note);
        if (!kept) return kept.refusal();
    }
    for (const ContactId step : draft.steps_done) store::mark_step_done(tx, step);
    if (draft.request && draft.finishes_request) {
        return requests::mark_done_by_contact(tx, *draft.request);
    }
    return Done{};
}

}  // namespace

std::string_view code(BeganBy began_by) {
    return began_by_codes[static_cast<std::size_t>(began_by)];
}

std::string_view code(Place place) { return place_codes[static_cast<std::size_t>(place)]; }

std::optional<BeganBy> parse_began_by(std::string_view text) {
    const auto at = std::find(began_by_codes.begin(), began_by_codes.end(), text);
    if (at == began_by_codes.end()) return std::nullopt;
    return static_cast<BeganBy>(at - began_by_codes.begin());
}

std::optional<Place> parse_place(std::string_view text) {
    const auto at = std::find(place_codes.begin(), place_codes.end(), text);
    if (at == place_codes.end()) return std::nullopt;
    return static_cast<Place>(at - place_codes.begin());
}

Day open_until(Day on, std::int64_t close_day) {
    const bool is_december = on.month == 12;
    return {is_december ? on.year + 1 : on.year, is_december ? 1 : on.month + 1,
            static_cast<int>(close_day)};
}

std::int64_t close_day(ReadTx& tx) {
    const auto day = settings::number(tx, "contacts.close_day", close_day_default);
    return std::clamp<std::int64_t>(day, 1, 28);
}

Result<ContactId> log(WriteTx& tx, const Draft& draft) {
    auto contact = settle(tx, draft, std::nullopt);
    if (!contact) return contact.refusal();
    contact->id = tx.new_id<ContactId>();
    store::insert(tx, *contact, draft.focus);
    store::meet(tx, *contact);
    const auto kept = keep_with(tx, draft, contact->id);
    if (!kept) return kept.refusal();
    audit::record(tx, "contact.logged", object_of(contact->id), detail_of(*contact));
    return contact->id;
}

Result<ContactId> correct(WriteTx& tx, ContactId id, const Draft& draft) {
    const auto before = changeable(tx, id);
    if (!before) return before.refusal();
    auto contact = settle(tx, draft, *before);
    if (!contact) return contact.refusal();
    contact->id = tx.new_id<ContactId>();
    contact->corrects = id;
    if (contact->next_step == before->next_step) contact->next_done_at = before->next_done_at;
    store::insert(tx, *contact, draft.focus);
    store::mark_replaced(tx, id, contact->id);
    const auto followed = notes::follow(tx, {id, contact->id});
    if (!followed) return followed.refusal();
    for (const auto& helped : before->people) store::meet_again(tx, helped.id);
    store::meet(tx, *contact);
    const auto kept = keep_with(tx, draft, contact->id);
    if (!kept) return kept.refusal();
    audit::record(tx, "contact.corrected", object_of(contact->id), detail_of(*contact));
    return contact->id;
}

Result<Done> withdraw(WriteTx& tx, ContactId id) {
    const auto contact = changeable(tx, id);
    if (!contact) return contact.refusal();
    store::mark_withdrawn(tx, id);
    for (const auto& helped : contact->people) store::meet_again(tx, helped.id);
    audit::record(tx, "contact.withdrawn", object_of(id));
    return Done{};
}

Result<ContactId> repeat(WriteTx& tx, ContactId id) {
    const auto last = find_own(tx, id);
    if (!last) return Refusal{"contacts.not_yours"};
    Draft draft;
    draft.kind = last->kind;
    for (const auto& helped : last->people) draft.people.push_back(helped.id);
    draft.minutes = last->minutes;
    draft.building = last->building;
    draft.focus = focus_of(tx, id);
    draft.began_by = last->began_by;
    draft.place = last->place;
    draft.heads = last->heads;
    return log(tx, draft);
}

Result<Done> finish_step(WriteTx& tx, ContactId id) {
    if (!find_own(tx, id)) return Refusal{"contacts.not_yours"};
    if (store::mark_step_done(tx, id) > 0) audit::record(tx, "contact.step_done", object_of(id));
    return Done{};
}

ContactId append_past(WriteTx& tx, const Past& past) {
    const Draft& draft = past.draft;
    must(draft.on.has_value(), "a past contact has no day");
    Contact contact;
    contact.id = tx.new_id<ContactId>();
    contact.coach = past.coach;
    contact.kind = draft.kind;
    contact.on = *draft.on;
    contact.at = past.at;
    contact.minutes = draft.minutes;
    contact.building = draft.building;
    contact.began_by = draft.began_by;
    contact.place = draft.place;
    contact.heads = draft.heads.value_or(static_cast<std::int64_t>(draft.people.size()));
    contact.students = draft.students;
    contact.request = draft.request;
    contact.next_step = draft.next_step;
    contact.next_on = draft.next_on;
    contact.next_done_at = past.next_done_at;
    contact.entered_at = past.at;
    for (const PersonId person : draft.people) contact.people.push_back({person, ""});
    store::insert(tx, contact, draft.focus);
    if (draft.note) notes::append_past(tx, contact.id, {*draft.note, past.coach, past.at});
    return contact.id;
}

}  // namespace rapport::contacts
