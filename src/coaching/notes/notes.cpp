#include "coaching/notes/notes.hpp"

#include <algorithm>

#include "coaching/notes/notes_store.hpp"
#include "coaching/requests/requests.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/people/people.hpp"

namespace rapport::notes {

namespace {

bool may_write_beside(ReadTx& tx, const Subject& subject) {
    if (const auto* contact = std::get_if<contacts::ContactId>(&subject)) {
        return store::is_own_contact(tx, *contact);
    }
    return requests::find(tx, std::get<requests::RequestId>(subject)).has_value();
}

std::vector<PersonId> readers_of(ReadTx& tx, const Subject& subject, Tier tier, PersonId author) {
    std::vector<PersonId> readers{author};
    if (tier == Tier::only_me) return readers;
    for (const PersonId person : store::about(tx, subject)) readers.push_back(person);
    return readers;
}

std::string object_of(NoteId note) { return "note/" + note.text(); }

void seal_for(WriteTx& tx, const Note& note, std::vector<PersonId> readers) {
    store::seal_anew(
        tx, note.id,
        keys::seal(tx, std::move(readers),
                   {.thing = note.id.view(), .version = note.version + 1, .text = note.body}));
}

}  // namespace

std::string_view code(Tier tier) { return tier == Tier::shared ? "shared" : "private"; }

std::optional<Tier> parse_tier(std::string_view code) {
    if (code == "private") return Tier::only_me;
    if (code == "shared") return Tier::shared;
    return std::nullopt;
}

Result<Done> check(const Draft& draft) {
    if (text::trimmed(draft.body).empty()) return Refusal{"notes.empty", "note"};
    if (draft.body.find('\0') != std::string::npos) return Refusal{"notes.unreadable", "note"};
    if (text::length(draft.body) > body_max) {
        return Refusal{"notes.long", "note", {{"count", std::int64_t{body_max}}}};
    }
    return Done{};
}

Result<NoteId> keep(WriteTx& tx, const Subject& subject, const Draft& draft) {
    const auto good = check(draft);
    if (!good) return good.refusal();
    if (!may_write_beside(tx, subject)) return Refusal{"notes.not_yours"};
    const NoteId id = append_past(tx, subject, {draft, tx.actor(), tx.now()});
    audit::record(tx, draft.tier == Tier::shared ? "note.kept_shared" : "note.kept_private",
                  object_of(id));
    return id;
}

NoteId append_past(WriteTx& tx, const Subject& subject, const Past& past) {
    Note note;
    note.id = tx.new_id<NoteId>();
    note.beside = subject;
    note.author = past.author;
    note.tier = past.draft.tier;
    const auto sealed =
        keys::seal(tx, readers_of(tx, subject, note.tier, note.author),
                   {.thing = note.id.view(), .version = 1, .text = past.draft.body});
    note.sealed = sealed.text;
    note.circle = sealed.circle;
    note.epoch = sealed.epoch;
    note.version = sealed.version;
    note.written_at = past.at;
    store::insert(tx, note);
    return note.id;
}

Result<Done> share(WriteTx& tx, NoteId id) {
    const auto note = find(tx, id);
    if (!note || !note->is_mine) return Refusal{"notes.not_yours"};
    if (note->tier == Tier::shared) return Done{};
    if (note->is_locked) return Refusal{"notes.locked"};
    if (note->is_lost) return Refusal{"notes.lost"};
    seal_for(tx, *note, readers_of(tx, note->beside, Tier::shared, note->author));
    store::mark_shared(tx, id);
    audit::record(tx, "note.shared", object_of(id));
    return Done{};
}

Result<Done> follow(WriteTx& tx, const Replacement& replacement) {
    auto readers = store::about(tx, replacement.new_contact);
    auto before = store::about(tx, replacement.old_contact);
    std::sort(readers.begin(), readers.end());
    std::sort(before.begin(), before.end());
    if (readers != before) {
        for (const Note& note : beside(tx, replacement.old_contact)) {
            if (note.tier != Tier::shared) continue;
            if (note.is_locked) return Refusal{"notes.locked_with_contact"};
            if (note.is_lost) continue;
            auto all = readers;
            all.push_back(note.author);
            seal_for(tx, note, std::move(all));
        }
    }
    store::take_along(tx, replacement);
    return Done{};
}

std::vector<std::string> kept_by_server(ReadTx& tx, const Subject& subject) {
    std::vector<std::string> names;
    for (const PersonId person : store::about(tx, subject)) {
        if (person == tx.actor() || keys::guard_of(tx, person) == keys::Guard::own) continue;
        if (const auto found = people::find(tx, person)) names.push_back(found->name);
    }
    return names;
}

std::vector<Seer> who_can_see(ReadTx& tx, NoteId id) {
    const auto note = find(tx, id);
    if (!note) return {};
    return store::readers(tx, id, note->tier);
}

std::vector<std::string> would_read(ReadTx& tx, NoteId id) {
    const auto note = find(tx, id);
    if (!note || !note->is_mine) return {};
    std::vector<std::string> names;
    for (const Seer& seer : store::readers(tx, id, Tier::shared)) {
        if (seer.reason == Key{"notes.seen_as_teacher"}) names.push_back(seer.name);
    }
    return names;
}

}  // namespace rapport::notes
