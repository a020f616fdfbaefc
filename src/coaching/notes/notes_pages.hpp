// Notes as pages show them: a list under a contact or a request, the form for one more, and the
// page that asks before a private note is shared.
#pragma once

#include <string>
#include <vector>

#include "coaching/notes/notes.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::notes {

struct NoteLine {
    NoteId id;
    std::string body, author_name;
    Instant written_at;
    bool is_shared = false;
    bool is_mine = false;
    bool can_be_shared = false;
};

// {{part coaching/notes/notes.html notes}}: of a view that has one of these.
struct NotesView {
    std::vector<NoteLine> notes;
    bool can_write = false;
    bool is_writing = false;  // A note was refused: the form stands open.
    std::string action;       // Where the form goes: "/contacts/…/notes".
};
void render(Html&, const NotesView&);
std::vector<NoteLine> lines(const std::vector<Note>&);

struct SharingView {
    NoteId id;
    std::string body, back_href;
    std::vector<std::string> readers;  // Who will read it then, by name.
};
void render(Html&, const SharingView&);

// Reads a note from a form: note, tier.
Result<Draft> parse(const http::Fields&);

void mount_notes(desk::Routes&);

}  // namespace rapport::notes
