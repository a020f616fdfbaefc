// Notes as pages show them: a list under a contact or a request, the form for one more, and the
// page that asks before a private note is shared.
#pragma once

#include <string>
#include <vector>

#include "coaching/notes/notes.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"
#include "platform/escrow/escrow_pages.hpp"

namespace rapport::notes {

struct NoteLine {
    NoteId id;
    std::string body, author_name;
    Instant written_at;
    bool is_shared = false;
    bool is_mine = false;
    bool can_be_shared = false;
    bool is_lost = false;
};

// {{part coaching/notes/notes.html notes}}: of a view that has one of these.
struct NotesView {
    std::vector<NoteLine> notes;
    std::int64_t locked_count = 0;  // Sealed, until the reader unlocks them.
    std::string unlock_href;
    bool is_server_kept = false;  // The writer has chosen no passphrase yet.
    std::string partners_kept;    // Who else has not: "Amina Diallo, Bao Nguyễn"; or empty.
    escrow::StandingView kept;    // How the district keeps notes.
    bool can_write = false;
    bool is_writing = false;  // A note was refused: the form stands open.
    std::string action;       // Where the form goes: "/contacts/…/notes".
};
void render(Html&, const NotesView&);
std::vector<NoteLine> lines(const std::vector<Note>&);  // Without those that are locked.
std::int64_t locked_count(const std::vector<Note>&);
std::string unlock_href(std::string_view path);  // Back to it afterwards.
// The notes beside a thing, and in words how well they are kept.
void fill(ReadTx&, const Subject&, std::string_view path, NotesView&);

struct SharingView {
    NoteId id;
    std::string body, back_href;
    bool is_locked = false;
    std::string unlock_href;
    std::vector<std::string> readers;  // Who will read it then, by name.
};
void render(Html&, const SharingView&);

// Reads a note from a form: note, tier.
Result<Draft> parse(const http::Fields&);

void mount_notes(desk::Routes&);

}  // namespace rapport::notes
