#include "coaching/meetings/meetings.hpp"

#include <algorithm>
#include <map>

#include "coaching/meetings/meetings_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::meetings {

std::string thing_of(const Place& place, std::int64_t number) {
    return place.meeting.text() + "/" + std::string(code(place.part)) + "/" +
           std::to_string(number);
}

namespace {

using cycles::Hand;

constexpr std::int64_t differences_max = 1000;  // That one saving may bring about.

// Puts savings together for one reader, and remembers what each of them looked like.
class Reader {
  public:
    Reader(ReadTx& tx, const Place& place) : tx_(tx), place_(place), opener_(tx) {}

    Sheet at(std::int64_t number) {
        Sheet sheet;
        for (const Writing& one : store::since_merged(tx_, place_, number)) {
            sheet.number = one.number;
            const auto kept = open(one, sheet);
            if (kept) sheet.paper = one.is_merged ? *kept : joined(sheet.paper, *kept, one);
            states_[one.number] = sheet.paper;
        }
        return sheet;
    }

  private:
    std::optional<Paper> open(const Writing& one, Sheet& sheet) {
        const auto found = opener_.open(thing_of(place_, one.number), one.sealed);
        if (found.state == keys::Opener::State::open) {
            if (auto paper = unfolded(found.text)) return paper;
        }
        if (found.state == keys::Opener::State::locked) {
            sheet.is_locked = true;
        } else {
            ++sheet.withheld;
        }
        return std::nullopt;
    }
    // What somebody typed who could not read the rest.
    Paper joined(const Paper& now, const Paper& kept, const Writing& one) {
        const Paper seen = state(one.seen);
        return merged(seen, now, rewritten(seen, text_of(kept), one.author),
                      one.number * differences_max);
    }
    Paper state(std::int64_t number) {
        if (number == 0) return {};
        const auto at_hand = states_.find(number);
        return at_hand != states_.end() ? at_hand->second : at(number).paper;
    }
    ReadTx& tx_;
    const Place& place_;
    keys::Opener opener_;
    std::map<std::int64_t, Paper> states_;
};

std::vector<PersonId> readers_of(const Hand& hand) {
    std::vector<PersonId> readers{hand.cycle.coach};
    for (const auto& member : hand.cycle.members) {
        if (member.has_agreed()) readers.push_back(member.id);
    }
    return readers;
}

void note_down(WriteTx& tx, const Hand& hand, std::string_view act) {
    audit::record(tx, "cycle." + std::string(act), "cycle/" + hand.cycle.id.text());
}

void append(WriteTx& tx, const Hand& hand, const Place& place, Writing one, const Paper& paper) {
    const std::string text = folded_up(paper);
    const std::string thing = thing_of(place, one.number);
    one.sealed = keys::seal(tx, readers_of(hand), {.thing = thing, .version = 1, .text = text});
    store::append(tx, place, one);
    note_down(tx, hand, code(place.part));
}

bool is_same(const Paper& one, const Paper& other) { return folded_up(one) == folded_up(other); }

bool has_differences(const Paper& paper) {
    return std::ranges::any_of(paper, [](const Line& line) { return line.difference != 0; });
}

std::int64_t newest(ReadTx& tx, const Hand& hand, const Place& place) {
    const auto meeting = find(tx, hand, place.meeting);
    return meeting ? meeting->count(place.part) : 0;
}

// `make` gives from what was seen what it became.
template <class F>
Result<Saved> put(WriteTx& tx, const Hand& hand, const Place& place, std::int64_t seen, F&& make) {
    Reader reader(tx, place);
    const Sheet now = reader.at(newest(tx, hand, place));
    const std::int64_t had = std::clamp<std::int64_t>(seen, 0, now.number);
    const Sheet before = had == now.number ? now : had == 0 ? Sheet{} : reader.at(had);
    const std::int64_t number = now.number + 1;
    if (!now.is_whole() || !before.is_whole()) {
        const std::optional<Paper> alone = make(std::nullopt);
        if (!alone) return Refusal{now.is_locked ? Key{"notes.locked"} : Key{"meetings.no_key"}};
        append(tx, hand, place, {.number = number, .seen = had}, *alone);
        return Saved{number, false, false, true};
    }
    const Paper fresh = *make(std::optional(before.paper));
    const Paper paper = merged(before.paper, now.paper, fresh, number * differences_max);
    const bool is_joined = text_of(paper) != text_of(fresh);
    const Saved saved{number, is_joined, has_differences(paper), false};
    if (is_same(paper, now.paper)) {
        return Saved{now.number, saved.is_joined, saved.has_differences, false};
    }
    append(tx, hand, place, {.number = number, .seen = had, .is_merged = true}, paper);
    return saved;
}

Result<Done> check_day(ReadTx& tx, Day on) {
    const Day today = agreements::today(tx);
    if (on < today.plus(-days_ahead_max) || on > today.plus(days_ahead_max)) {
        return Refusal{"meetings.no_day", "on"};
    }
    return Done{};
}

}  // namespace

std::string_view code(Part part) { return part == Part::agenda ? "agenda" : "notes"; }

std::optional<Part> parse_part(std::string_view text) {
    if (text == "agenda") return Part::agenda;
    if (text == "notes") return Part::notes;
    return std::nullopt;
}

std::vector<Meeting> of(ReadTx& tx, const Hand& hand) {
    if (hand.is_invited) return {};
    return store::meetings(tx, hand.cycle.id, "");
}

std::optional<Meeting> find(ReadTx& tx, const Hand& hand, MeetingId id) {
    if (hand.is_invited) return std::nullopt;
    const auto found = store::meetings(tx, hand.cycle.id, id.view());
    if (found.empty()) return std::nullopt;
    return found.front();
}

Sheet sheet(ReadTx& tx, const Hand& hand, const Place& place, std::int64_t number) {
    must(find(tx, hand, place.meeting).has_value(), "a sheet of no meeting of this cycle");
    return Reader(tx, place).at(number);
}

std::vector<Writing> writings(ReadTx& tx, const Hand& hand, const Place& place) {
    must(find(tx, hand, place.meeting).has_value(), "savings of no meeting of this cycle");
    return store::all(tx, place);
}

std::vector<Name> everybody(ReadTx& tx, const Hand& hand) {
    return store::everybody(tx, hand.cycle.id);
}

std::vector<cycles::Seer> who_can_see(ReadTx& tx, MeetingId id) {
    const auto cycle = store::cycle_of(tx, id);
    const auto hand = cycle ? cycles::in_hand(tx, *cycle) : std::nullopt;
    if (!hand || hand->is_invited) return {};
    return cycles::members_of(*hand);
}

std::vector<std::string> newcomers(ReadTx& tx, const Hand& hand, MeetingId meeting) {
    return store::newcomers(tx, hand.cycle.id, meeting);
}

Result<MeetingId> add(WriteTx& tx, const Hand& hand, Day on) {
    if (const auto reason = cycles::against(cycles::Act::meet, hand)) return *reason;
    if (auto good = check_day(tx, on); !good) return good.refusal();
    if (of(tx, hand).size() >= meetings_of_cycle) {
        return Refusal{"meetings.many", "on", {{"count", meetings_of_cycle}}};
    }
    const Meeting fresh{.id = tx.new_id<MeetingId>(), .on = on};
    store::insert(tx, hand.cycle.id, fresh);
    note_down(tx, hand, "meeting");
    return fresh.id;
}

Result<Done> set_day(WriteTx& tx, const Hand& hand, MeetingId id, Day on) {
    if (const auto reason = cycles::against(cycles::Act::meet, hand)) return *reason;
    auto meeting = find(tx, hand, id);
    if (!meeting) return Refusal{"cycles.not_there"};
    if (auto good = check_day(tx, on); !good) return good.refusal();
    meeting->on = on;
    store::put_day(tx, *meeting);
    note_down(tx, hand, "meeting_day");
    return Done{};
}

Result<Saved> write(WriteTx& tx, const Hand& hand, const Place& place, const Typed& typed_in) {
    if (const auto reason = cycles::against(cycles::Act::write, hand)) return *reason;
    if (!find(tx, hand, place.meeting)) return Refusal{"cycles.not_there"};
    if (text::length(typed_in.text) > text_max) {
        return Refusal{"meetings.long", "text", {{"count", std::int64_t{text_max}}}};
    }
    return put(tx, hand, place, typed_in.seen, [&](const std::optional<Paper>& seen) {
        return std::optional(seen ? rewritten(*seen, typed_in.text, tx.actor())
                                  : typed(typed_in.text, tx.actor()));
    });
}

Result<Saved> settle(WriteTx& tx, const Hand& hand, const Place& place, std::int64_t seen,
                     const Choice& choice) {
    if (const auto reason = cycles::against(cycles::Act::write, hand)) return *reason;
    if (!find(tx, hand, place.meeting)) return Refusal{"cycles.not_there"};
    return put(tx, hand, place, seen, [&](const std::optional<Paper>& before) {
        return before ? std::optional(chosen(*before, choice)) : std::nullopt;
    });
}

Result<Done> let_read(WriteTx& tx, const Hand& hand, MeetingId id) {
    if (const auto reason = cycles::against(cycles::Act::write, hand)) return *reason;
    const auto meeting = find(tx, hand, id);
    if (!meeting) return Refusal{"cycles.not_there"};
    for (const Part part : {Part::agenda, Part::notes}) {
        if (meeting->count(part) == 0) continue;
        const Place place{id, part};
        const Sheet now = Reader(tx, place).at(meeting->count(part));
        if (now.is_locked) return Refusal{"notes.locked"};
        if (!now.is_whole()) return Refusal{"meetings.no_key"};
        append(tx, hand, place, {.number = now.number + 1, .seen = now.number, .is_merged = true},
               now.paper);
    }
    return Done{};
}

}  // namespace rapport::meetings
