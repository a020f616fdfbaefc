// What a sheet would change: wanted against kept, meeting by meeting.
#include "platform/timetables/import.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "kernel/text/text.hpp"
#include "platform/timetables/matching.hpp"
#include "platform/timetables/sheet_maker.hpp"
#include "platform/timetables/source_store.hpp"

namespace rapport::timetables {

namespace {

constexpr std::size_t name_max = 50;

std::string classes_of(const SheetMeeting& meeting) {
    std::string classes;
    for (const std::string& group : meeting.groups) {
        if (!classes.empty()) classes += ", ";
        classes += group;
    }
    return classes;
}

std::string title_of(const NewMeeting& meeting) {
    if (meeting.subject.empty()) return meeting.classes;
    if (meeting.classes.empty()) return meeting.subject;
    return meeting.subject + " · " + meeting.classes;
}

// A slot as people read it, whatever its ids are: the same for a file and for what is kept.
struct NamedSlot {
    std::string day, grid, period;
    friend auto operator<=>(const NamedSlot&, const NamedSlot&) = default;
};

std::string when_of(const std::vector<NamedSlot>& slots) {
    std::string when;
    const std::string* day = nullptr;
    for (const NamedSlot& slot : slots) {
        if (day == nullptr || *day != slot.day) {
            if (day != nullptr) when += " · ";
            when += slot.day + " " + slot.period;
        } else {
            when += ", " + slot.period;
        }
        day = &slot.day;
    }
    return when;
}

class Comparison {
  public:
    Comparison(ReadTx& tx, BuildingId building, Look& look)
        : tx_(tx),
          building_(building),
          look_(look),
          pattern_(store::whole_pattern(tx, building)),
          now_(pattern_of(tx, building)) {}

    Result<Done> compare() {
        const auto bells = parse_bells(look_.wishes.bells);
        if (!bells) return bells.refusal();
        const auto terms = parse_terms(look_.wishes.terms);
        if (!terms) return terms.refusal();
        const auto people = store::candidates(tx_);
        look_.matches =
            matches_of(look_.sheet, building_, people, store::remembered(tx_, building_));
        ring(*bells);
        want(*terms);
        weigh();
        find_doubles();
        look_.makes_plan = needs_plan();
        return Done{};
    }

  private:
    // Times that the files do not say: from what was just said, or from what is there already.
    void ring(const std::vector<NewPeriod>& said) {
        for (SheetPeriod& period : look_.sheet.periods) {
            const auto found = std::ranges::find(said, period.label, &NewPeriod::label);
            if (found != said.end()) period.ring = found->ring;
            if (!period.ring) period.ring = ring_there(period);
            if (!period.ring) look_.silent_periods.push_back(period.label);
            look_.changes_bells = look_.changes_bells || period.ring != ring_there(period);
        }
    }

    std::optional<Ring> ring_there(const SheetPeriod& period) const {
        const auto& name = look_.sheet.grids[static_cast<std::size_t>(period.grid)];
        for (const Grid& grid : now_.grids) {
            if (grid.name != name) continue;
            const auto found = std::ranges::find(grid.periods, period.label, &GridPeriod::label);
            if (found != grid.periods.end()) return found->ring;
        }
        return std::nullopt;
    }

    void want(const std::vector<Term>& said) {
        const auto known = store::terms(tx_);
        std::set<std::string> silent;
        for (const SheetMeeting& from : look_.sheet.meetings) {
            WantedMeeting wanted{.key = from.key,
                                 .meeting = {},
                                 .people = {},
                                 .slots = from.slots,
                                 .replaces = std::nullopt};
            NewMeeting& meeting = wanted.meeting;
            meeting.use = from.use;
            meeting.subject = from.subject;
            meeting.classes = classes_of(from);
            meeting.room = from.room;
            meeting.term = from.term;
            meeting.begins_on = from.begins_on;
            meeting.ends_on = from.ends_on;
            if (!from.term.empty() && !from.begins_on && !from.ends_on) {
                const Term* term = find_term(said, from.term);
                if (term == nullptr) term = find_term(known, from.term);
                if (term != nullptr) {
                    meeting.begins_on = term->begins_on;
                    meeting.ends_on = term->ends_on;
                } else {
                    silent.insert(from.term);
                }
            }
            for (const int who : from.teachers)
                wanted.people.push_back(static_cast<std::size_t>(who));
            look_.wanted.push_back(std::move(wanted));
        }
        look_.silent_terms.assign(silent.begin(), silent.end());
    }

    static const Term* find_term(const std::vector<Term>& terms, const std::string& name) {
        const std::string folded = text::folded(name);
        for (const Term& term : terms) {
            if (text::folded(term.name) == folded) return &term;
        }
        return nullptr;
    }

    std::vector<NamedSlot> named(const WantedMeeting& wanted) const {
        std::vector<NamedSlot> slots;
        for (const SheetSlot& slot : wanted.slots) {
            const auto& period = look_.sheet.periods[static_cast<std::size_t>(slot.period)];
            slots.push_back({look_.sheet.days[static_cast<std::size_t>(slot.day)].label,
                             look_.sheet.grids[static_cast<std::size_t>(period.grid)],
                             period.label});
        }
        return slots;
    }

    std::vector<NamedSlot> named(const std::vector<Slot>& slots) const {
        std::vector<NamedSlot> found;
        for (const Slot& slot : slots) {
            NamedSlot one;
            const auto day = std::ranges::find(pattern_.day_types, slot.day, &DayType::id);
            if (day != pattern_.day_types.end()) one.day = day->label;
            for (const Grid& grid : pattern_.grids) {
                const auto period = std::ranges::find(grid.periods, slot.period, &GridPeriod::id);
                if (period == grid.periods.end()) continue;
                one.grid = grid.name;
                one.period = period->label;
            }
            found.push_back(std::move(one));
        }
        return found;
    }

    // All that makes two meetings the same, in one text.
    static std::string facts_of(const NewMeeting& meeting, std::vector<std::string> keys,
                                std::vector<NamedSlot> slots) {
        std::ranges::sort(keys);
        std::ranges::sort(slots);
        std::string facts(code(meeting.use));
        const auto add = [&](std::string_view more) {
            facts += '\x1f';
            facts += more;
        };
        for (const auto* text :
             {&meeting.subject, &meeting.classes, &meeting.room, &meeting.term}) {
            add(*text);
        }
        for (const std::string& key : keys) add(key);
        for (const NamedSlot& slot : slots) {
            add(slot.day);
            add(slot.grid);
            add(slot.period);
        }
        return facts;
    }

    std::vector<std::string> keys_of(const WantedMeeting& wanted) const {
        std::vector<std::string> keys;
        for (const std::size_t who : wanted.people) keys.push_back(look_.matches[who].key);
        return keys;
    }

    std::string name_of(const std::string& key) const {
        const auto match = std::ranges::find(look_.matches, key, &Match::key);
        if (match == look_.matches.end()) return key;
        return match->person ? match->person_name : match->name;
    }

    void tell(Change::Kind kind, const NewMeeting& meeting, const std::vector<std::string>& keys,
              const std::vector<NamedSlot>& slots) {
        Change change{.kind = kind,
                      .title = title_of(meeting),
                      .room = meeting.room,
                      .when = when_of(slots),
                      .people = {}};
        for (const std::string& key : keys) change.people.push_back(name_of(key));
        look_.changes.push_back(std::move(change));
    }

    void weigh() {
        const auto kept = store::kept_meetings(tx_, building_);
        std::unordered_map<std::string, const store::KeptMeeting*> by_key;
        for (const auto& one : kept) by_key.emplace(one.key, &one);
        for (WantedMeeting& wanted : look_.wanted) {
            const auto found = by_key.find(wanted.key);
            const auto slots = named(wanted);
            const auto keys = keys_of(wanted);
            if (found == by_key.end()) {
                wanted.is_changed = true;
                tell(Change::Kind::added, wanted.meeting, keys, slots);
                continue;
            }
            const store::KeptMeeting& there = *found->second;
            by_key.erase(found);
            wanted.replaces = there.id;
            const auto& meeting = wanted.meeting;
            wanted.is_changed =
                facts_of(meeting, keys, slots) !=
                    facts_of(there.meeting, there.keys, named(there.meeting.slots)) ||
                (meeting.begins_on && meeting.begins_on != there.meeting.begins_on) ||
                (meeting.ends_on && meeting.ends_on != there.meeting.ends_on);
            if (wanted.is_changed) tell(Change::Kind::changed, meeting, keys, slots);
        }
        for (const auto& one : kept) {
            if (!by_key.contains(one.key)) continue;
            look_.ends.push_back(one.id);
            tell(Change::Kind::ended, one.meeting, one.keys, named(one.meeting.slots));
        }
        std::ranges::stable_sort(look_.changes, {}, [](const Change& change) {
            return std::pair(change.kind, text::folded(change.title));
        });
    }

    void find_doubles() {
        using Cell = std::pair<std::size_t, SheetSlot>;
        std::map<Cell, std::vector<const WantedMeeting*>> cells;
        for (const WantedMeeting& wanted : look_.wanted) {
            for (const std::size_t who : wanted.people) {
                for (const SheetSlot& slot : wanted.slots) cells[{who, slot}].push_back(&wanted);
            }
        }
        for (const auto& [cell, meetings] : cells) {
            if (!is_double(meetings)) continue;
            const auto& day = look_.sheet.days[static_cast<std::size_t>(cell.second.day)];
            const auto& period = look_.sheet.periods[static_cast<std::size_t>(cell.second.period)];
            DoubleBooking found{.name = name_of(look_.matches[cell.first].key),
                                .when = day.label + " " + period.label,
                                .titles = ""};
            for (const WantedMeeting* one : meetings) {
                if (!found.titles.empty()) found.titles += " / ";
                found.titles += title_of(one->meeting);
            }
            look_.doubles.push_back(std::move(found));
        }
    }

    // Two that are of different terms never meet.
    static bool is_double(const std::vector<const WantedMeeting*>& meetings) {
        for (std::size_t i = 0; i < meetings.size(); ++i) {
            for (std::size_t j = i + 1; j < meetings.size(); ++j) {
                const auto& a = meetings[i]->meeting.term;
                const auto& b = meetings[j]->meeting.term;
                if (a == b || a.empty() || b.empty()) return true;
            }
        }
        return false;
    }

    bool needs_plan() const {
        if (look_.sheet.days.empty()) return false;
        const DayPlan* plan = nullptr;
        for (const DayPlan& one : now_.plans) {
            if (one.begins_on <= look_.begins_on) plan = &one;
        }
        if (plan == nullptr) return true;
        std::set<std::string> planned;
        for (const PlanDay& day : plan->days) {
            const auto type = std::ranges::find(now_.day_types, day.day, &DayType::id);
            if (type != now_.day_types.end()) planned.insert(type->label);
        }
        return std::ranges::any_of(
            look_.sheet.days, [&](const SheetDay& day) { return !planned.contains(day.label); });
    }

    ReadTx& tx_;
    const BuildingId building_;
    Look& look_;
    const Pattern pattern_, now_;
};

// Every name short enough to be kept and once in its place: a second "Lunch" is "Lunch (2)".
std::string settled_name(const std::string& typed, std::set<std::string>& taken) {
    const std::string name = text::shortened(text::trimmed(typed), name_max);
    std::string unique = name;
    for (int again = 2; !taken.insert(unique).second; ++again) {
        unique = name + " (" + std::to_string(again) + ")";
    }
    return unique;
}

std::optional<Refusal> settle_names(Sheet& sheet) {
    if (sheet.grids.size() > grids_max || sheet.periods.size() > periods_max ||
        sheet.days.size() > days_max) {
        return Refusal{.key = "timetables.sheet_large"};
    }
    std::set<std::string> grids, days;
    std::map<int, std::set<std::string>> periods;
    for (std::string& grid : sheet.grids) grid = settled_name(grid, grids);
    for (SheetDay& day : sheet.days) {
        day.label = settled_name(day.label.empty() ? "?" : day.label, days);
    }
    for (SheetPeriod& period : sheet.periods) {
        period.label =
            settled_name(period.label.empty() ? "?" : period.label, periods[period.grid]);
        const bool is_time = period.ring && period.ring->begins >= 0 &&
                             period.ring->begins < period.ring->ends &&
                             period.ring->ends <= day_minutes;
        if (!is_time) period.ring.reset();
    }
    return std::nullopt;
}

}  // namespace

std::int64_t Look::count(Change::Kind kind) const {
    return std::ranges::count(changes, kind, &Change::kind);
}

Result<Look> look_at(ReadTx& tx, BuildingId building, Sheet sheet, const Wishes& wishes) {
    if (!store::is_building(tx, building)) {
        return Refusal{.key = "timetables.no_building", .field = "building"};
    }
    const Zone* zone = Zone::find(store::zone_of(tx, building));
    Look look;
    look.sheet = std::move(sheet);
    if (const auto wrong = settle_names(look.sheet)) return *wrong;
    look.wishes = wishes;
    look.begins_on =
        wishes.begins_on.value_or((zone != nullptr ? *zone : Zone::utc()).day(tx.now()));
    const auto done = Comparison(tx, building, look).compare();
    if (!done) return done.refusal();
    return look;
}

}  // namespace rapport::timetables
