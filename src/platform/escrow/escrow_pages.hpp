// How notes are kept: the page where a district chooses, and the page where everybody reads it and
// holders do what they are asked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "platform/escrow/escrow.hpp"

namespace rapport::escrow {

// {{part platform/escrow/standing.html standing}}: in words, how notes are kept here.
struct StandingView {
    bool is_in_escrow = false, is_waiting = false, is_none = false, is_server = false;
    std::string holders;  // "Ada Quill, Jo Park, Tom Weaver".
};
StandingView standing_view(const desk::Reading&);  // From the settings: no statement.
void render(Html&, const StandingView&);

struct HolderRow {
    std::string name;
    bool has_agreed = false, is_ready = false;
};
struct NotesSettingsView {
    StandingView standing;
    bool is_escrow = true;  // The mode; set up or not.
    std::optional<Instant> since;
    std::vector<HolderRow> holders, asked;  // In force; being prepared.
};
void render(Html&, const NotesSettingsView&);

struct MatterRow {
    MatterId id;
    std::string what, people, reason, stands, asker, answerer;
    std::optional<Day> from, until;
    Instant at;
};
struct KeptView {
    StandingView standing;
    bool is_asked = false;  // To be a holder.
    bool has_key = false;   // A passphrase of their own.
    bool is_locked = false;
    bool is_holder = false, is_asking = false;
    std::vector<MatterRow> waiting, others, mine;
};
void render(Html&, const KeptView&);

struct MatterView {
    MatterRow matter;
    bool can_agree = false, can_take_back = false, can_read = false, is_locked = false;
    std::string unlock_href;
};
void render(Html&, const MatterView&);

std::string unlock_href(std::string_view path);
MatterRow row_of(const Matter&, const locale::Speech&);
MatterView matter_view(ReadTx&, const Matter&, const locale::Speech&);
http::Response show_matter(desk::Reading&);
void mount_matters(desk::Routes&);

}  // namespace rapport::escrow
