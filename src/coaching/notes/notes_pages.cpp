#include "coaching/notes/notes_pages.hpp"

#include <algorithm>

#include "kernel/html/escape.hpp"
#include "kernel/text/text.hpp"

namespace rapport::notes {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

std::string place_of(const Subject& subject) {
    if (const auto* contact = std::get_if<contacts::ContactId>(&subject)) {
        return "/contacts/" + contact->text();
    }
    return "/requests/" + std::get<requests::RequestId>(subject).text();
}

// Asks before it happens: it cannot be taken back.
Response show_sharing(Reading& request) {
    const auto id = request.path<NoteId>("note");
    SharingView view;
    view.id = id;
    const bool is_mine = request.read([&](ReadTx& tx) {
        const auto note = find(tx, id);
        if (!note || !note->is_mine) return false;
        view.body = note->body;
        view.is_locked = note->is_locked;
        view.unlock_href = unlock_href("/notes/" + id.text() + "/sharing");
        view.back_href = place_of(note->beside);
        view.readers = would_read(tx, id);
        return true;
    });
    if (!is_mine) throw desk::NotFound();
    return request.page(Key{"notes.share_title"}, view);
}

Response share_note(Writing& request) {
    const auto id = request.path<NoteId>("note");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto note = find(tx, id);
            if (!note || !note->is_mine) throw desk::NotFound();
            const auto shared = share(tx, id);
            if (!shared) return shared.refusal();
            return Answer::go(place_of(note->beside), "notes.is_shared");
        },
        show_sharing);
}

}  // namespace

std::vector<NoteLine> lines(const std::vector<Note>& notes) {
    std::vector<NoteLine> made;
    for (const Note& note : notes) {
        if (note.is_locked) continue;
        const bool is_shared = note.tier == Tier::shared;
        made.push_back({note.id, note.body, note.author_name, note.written_at, is_shared,
                        note.is_mine, note.is_mine && !is_shared && !note.is_lost, note.is_lost});
    }
    return made;
}

std::int64_t locked_count(const std::vector<Note>& notes) {
    return std::count_if(notes.begin(), notes.end(),
                         [](const Note& note) { return note.is_locked; });
}

std::string unlock_href(std::string_view path) {
    std::string href = "/notes-key?next=";
    html::url_encode_into(href, path);
    return href;
}

void fill(ReadTx& tx, const Subject& subject, std::string_view path, NotesView& view) {
    const auto kept = beside(tx, subject);
    view.notes = lines(kept);
    view.locked_count = locked_count(kept);
    view.unlock_href = unlock_href(path);
    if (!view.can_write) return;
    view.is_server_kept = keys::guard_of(tx, tx.actor()) == keys::Guard::server;
    for (const std::string& name : kept_by_server(tx, subject)) {
        view.partners_kept += (view.partners_kept.empty() ? "" : ", ") + name;
    }
}

Result<Draft> parse(const http::Fields& fields) {
    Draft draft;
    draft.body = fields.first("note");
    const auto typed = text::trimmed(fields.first("tier"));
    if (!typed.empty()) {
        const auto tier = parse_tier(typed);
        if (!tier) return Refusal{"notes.tier_unknown", "tier"};
        draft.tier = *tier;
    }
    return draft;
}

void mount_notes(desk::Routes& on) {
    on.get("/notes/{note}/sharing", Right::signed_in, show_sharing);
    on.post("/notes/{note}/sharing", Right::signed_in, share_note);
}

}  // namespace rapport::notes
