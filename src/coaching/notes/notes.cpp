#include "coaching/notes/notes.hpp"

#include "coaching/notes/notes_store.hpp"
#include "coaching/requests/requests.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::notes {

namespace {

bool may_write_beside(ReadTx& tx, const Subject& subject) {
    if (const auto* contact = std::get_if<contacts::ContactId>(&subject)) {
        return store::is_own_contact(tx, *contact);
    }
    return requests::find(tx, std::get<requests::RequestId>(subject)).has_value();
}

std::string object_of(NoteId note) { return "note/" + note.text(); }

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
    note.body = past.draft.body;
    note.written_at = past.at;
    store::insert(tx, note);
    return note.id;
}

Result<Done> share(WriteTx& tx, NoteId id) {
    const auto note = find(tx, id);
    if (!note || !note->is_mine) return Refusal{"notes.not_yours"};
    if (note->tier == Tier::shared) return Done{};
    store::mark_shared(tx, id);
    audit::record(tx, "note.shared", object_of(id));
    return Done{};
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
