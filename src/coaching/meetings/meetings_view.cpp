// A meeting in words, for those who share it.
#include "coaching/meetings/meetings_view.hpp"

#include <algorithm>
#include <map>

#include "kernel/text/ascii.hpp"
#include "platform/escrow/escrow.hpp"

namespace rapport::meetings {

using cycles::Hand;
using locale::Speech;

namespace {

std::string name_in(const std::vector<Name>& names, PersonId person) {
    const auto at = std::ranges::find(names, person, &Name::id);
    return at == names.end() ? "" : at->name;
}

void add_line(std::string& text, const std::string& line) {
    if (!text.empty()) text += "\n";
    text += line;
}

void add_name(std::string& names, const std::string& name) {
    if (names.find(name) == std::string::npos) names += (names.empty() ? "" : ", ") + name;
}

// The sides of one difference, each with whoever wrote of it.
std::vector<SideView> sides_of(const Paper& paper, std::int64_t difference,
                               const std::vector<Name>& names) {
    std::map<std::int64_t, SideView> sides;
    for (const Line& line : paper) {
        if (line.difference != difference) continue;
        SideView& side = sides[line.side];
        side.side = line.side;
        add_line(side.text, line.text);
        add_name(side.names, name_in(names, line.by));
    }
    std::vector<SideView> all;
    for (auto& [number, side] : sides) all.push_back(std::move(side));
    return all;
}

std::vector<Block> blocks_of(const Paper& paper, const std::vector<Name>& names) {
    std::vector<Block> blocks;
    std::vector<std::int64_t> shown;
    PersonId last;
    for (const Line& line : paper) {
        if (line.difference != 0) {
            if (std::ranges::find(shown, line.difference) != shown.end()) continue;
            shown.push_back(line.difference);
            blocks.push_back({.name = "",
                              .text = "",
                              .difference = line.difference,
                              .sides = sides_of(paper, line.difference, names)});
            last = PersonId();
            continue;
        }
        const bool is_new = blocks.empty() || blocks.back().difference != 0;
        if (is_new || (line.by != last && !line.text.empty())) {
            if (line.text.empty()) continue;
            blocks.push_back({.name = name_in(names, line.by), .text = line.text, .sides = {}});
            last = line.by;
        } else {
            blocks.back().text += "\n" + line.text;
        }
    }
    return blocks;
}

std::string kept(ReadTx& tx, const Hand& hand, const Speech& speech) {
    if (escrow::mode(tx) == escrow::Mode::server) return speech.say("escrow.standing_server");
    std::string names;
    const auto look = [&](PersonId person, const std::string& name) {
        if (keys::guard_of(tx, person) == keys::Guard::server) add_name(names, name);
    };
    look(hand.cycle.coach, hand.cycle.coach_name);
    for (const auto& member : hand.cycle.members) {
        if (member.has_agreed()) look(member.id, member.name);
    }
    if (names.empty()) return speech.say("meetings.kept_by_them");
    return speech.say("meetings.kept_by_server", {{"names", names}});
}

struct Headings {
    Key title, help, empty;
};
Headings headings_of(Part part) {
    if (part == Part::agenda) {
        return {"meetings.agenda", "meetings.agenda_help", "meetings.no_agenda"};
    }
    return {"meetings.notes", "meetings.notes_help", "meetings.no_notes"};
}

SheetView sheet_view(ReadTx& tx, const Hand& hand, const Meeting& meeting, Part part,
                     const Speech& speech) {
    const Place place{meeting.id, part};
    const Sheet now = sheet(tx, hand, place, meeting.count(part));
    SheetView view;
    view.cycle = hand.cycle.id;
    view.meeting = meeting.id;
    view.piece = code(part);
    view.title = title_of(part, speech);
    view.empty = speech.say(headings_of(part).empty);
    view.number = now.number;
    view.is_locked = now.is_locked;
    if (now.withheld > 0) view.withheld = speech.say("meetings.withheld");
    view.blocks = blocks_of(now.paper, everybody(tx, hand));
    view.is_empty = now.is_whole() && view.blocks.empty();
    view.can_write = !cycles::against(cycles::Act::write, hand);
    if (now.number == 0) return view;
    const Writing last = writings(tx, hand, place).back();
    view.saved = speech.say("meetings.saved_by",
                            {{"name", last.author_name}, {"when", speech.when(last.written_at)}});
    return view;
}

}  // namespace

std::int64_t number_in(std::string_view typed) {
    return text::number<std::int64_t>(typed).value_or(0);
}

std::string title_of(Part part, const Speech& speech) {
    return speech.say(headings_of(part).title);
}
std::string help_of(Part part, const Speech& speech) { return speech.say(headings_of(part).help); }

std::string path_of(const Hand& hand, MeetingId meeting) {
    return "/cycles/" + hand.cycle.id.text() + "/meetings/" + meeting.text();
}

MeetingView meeting_view(ReadTx& tx, const Hand& hand, const Meeting& meeting,
                         const Speech& speech) {
    const auto& cycle = hand.cycle;
    MeetingView view;
    view.cycle = cycle.id;
    view.id = meeting.id;
    view.topic = cycle.goal.topic;
    view.on = meeting.on;
    std::string names = cycle.coach_name;
    for (const auto& member : cycle.members) {
        if (member.has_agreed()) add_name(names, member.name);
    }
    view.with = names;
    if (cycles::is_begun(cycle.state)) {
        view.asks = hand.model.stages.at(static_cast<std::size_t>(cycle.stage)).asks(speech);
    }
    view.kept = kept(tx, hand, speech);
    for (const std::string& name : newcomers(tx, hand, meeting.id)) add_name(view.newcomers, name);
    view.agenda = sheet_view(tx, hand, meeting, Part::agenda, speech);
    view.notes = sheet_view(tx, hand, meeting, Part::notes, speech);
    const bool is_whole = !view.agenda.is_locked && view.agenda.withheld.empty() &&
                          !view.notes.is_locked && view.notes.withheld.empty();
    if (!is_whole) view.newcomers.clear();
    view.can_move = !cycles::against(cycles::Act::meet, hand);
    return view;
}

void fill(ReadTx& tx, const Hand& hand, const Speech& speech, MeetingsView& view) {
    view.cycle = hand.cycle.id;
    view.on = speech.today();
    view.can_meet = !cycles::against(cycles::Act::meet, hand);
    for (const Meeting& meeting : of(tx, hand)) {
        const bool is_to_come = meeting.on >= speech.today();
        const Key says = meeting.notes > 0    ? Key{"meetings.has_notes"}
                         : meeting.agenda > 0 ? Key{"meetings.has_agenda"}
                                              : Key{"meetings.has_nothing"};
        view.rows.push_back(
            {.href = path_of(hand, meeting.id),
             .says = speech.say(says),
             .on = meeting.on,
             .shape = is_to_come ? "waiting" : "done",
             .signal = speech.say(is_to_come ? Key{"meetings.to_come"} : Key{"meetings.past"})});
    }
}

}  // namespace rapport::meetings
