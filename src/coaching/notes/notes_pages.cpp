#include "coaching/notes/notes_pages.hpp"

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
        const bool is_shared = note.tier == Tier::shared;
        made.push_back({note.id, note.body, note.author_name, note.written_at, is_shared,
                        note.is_mine, note.is_mine && !is_shared});
    }
    return made;
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
