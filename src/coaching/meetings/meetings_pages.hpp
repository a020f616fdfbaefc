// What the pages of meetings show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coaching/meetings/meetings.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::meetings {

// {{part coaching/meetings/meetings.html meetings}}: on the page of a cycle.
struct MeetingRow {
    std::string href, says;
    Day on;
    std::string shape, signal;
};
struct MeetingsView {
    cycles::CycleId cycle;
    std::vector<MeetingRow> rows;
    Day on;  // What a new one suggests.
    bool can_meet = false;
};
void render(Html&, const MeetingsView&);
void fill(ReadTx&, const cycles::Hand&, const locale::Speech&, MeetingsView&);

struct SideView {
    std::int64_t side = 0;
    std::string names, text;
};
// Lines one after the other by the same person, or a difference.
struct Block {
    std::string name, text;
    std::int64_t difference = 0;
    std::vector<SideView> sides;
};
struct SheetView {
    cycles::CycleId cycle;
    MeetingId meeting;
    std::string piece, title, empty, withheld, unlock_href, saved;
    std::int64_t number = 0;
    std::vector<Block> blocks;
    bool is_locked = false, is_empty = false, can_write = false;
};
void render(Html&, const SheetView&);
struct MeetingView {
    cycles::CycleId cycle;
    MeetingId id;
    std::string topic, with, asks, kept, newcomers;
    Day on;
    SheetView agenda, notes;
    bool can_move = false;
};
void render(Html&, const MeetingView&);

struct WriteView {
    cycles::CycleId cycle;
    MeetingId meeting;
    Day on;
    std::string piece, title, help, text, unlock_href;
    std::int64_t number = 0;
    bool is_locked = false, is_withheld = false;
};
void render(Html&, const WriteView&);

struct EarlierRow {
    std::string href, name;
    Instant at;
    bool is_shown = false;
};
struct EarlierView {
    cycles::CycleId cycle;
    MeetingId meeting;
    Day on;
    std::string title, text, says, unlock_href;
    std::vector<EarlierRow> rows;
    bool is_locked = false;
};
void render(Html&, const EarlierView&);

void mount_meetings_api(desk::Routes&);

}  // namespace rapport::meetings
