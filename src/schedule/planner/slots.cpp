// When people have time: each one's day, cut by what is in it already, then what they share.
#include <algorithm>

#include "schedule/planner/bridge.hpp"

namespace rapport::planner {

namespace {

using timetables::PersonDay;
using timetables::Span;
using timetables::Use;

// What a place costs beside the road, in the units of schedule.md's instances: nothing in a
// planning period, a little outside of one, more where it is not known whether somebody has time.
constexpr std::int64_t penalty_free = 8, penalty_unknown = 30;
constexpr std::size_t slots_max = 12;  // Of one wish on one day.
constexpr int breath = 5;              // Minutes between two periods that count as none.

std::string mark(PersonId person, Day on, std::size_t slot) {
    return person.text() + "/" + on.iso() + "/" + std::to_string(slot);
}

std::string mark_of_day(PersonId person, Day on) { return person.text() + "/" + on.iso(); }

bool is_long_enough(const Ring& ring, int minutes) { return ring.ends - ring.begins >= minutes; }

// Cuts what is taken out of the slots.
void cut(std::vector<Slot>& slots, const Ring& taken) {
    std::vector<Slot> left;
    for (Slot& slot : slots) {
        if (!overlap(slot.ring, taken)) {
            left.push_back(std::move(slot));
            continue;
        }
        Slot after = slot;
        slot.ring.ends = taken.begins;
        after.ring.begins = taken.ends;
        if (slot.ring.begins < slot.ring.ends) left.push_back(std::move(slot));
        if (after.ring.begins < after.ring.ends) left.push_back(std::move(after));
    }
    slots = std::move(left);
}

std::optional<std::int64_t> penalty_of(Use use) {
    switch (use) {
        case Use::planning:
        case Use::common:
            return 0;
        case Use::free:
            return penalty_free;
        case Use::unknown:
            return penalty_unknown;
        default:
            return std::nullopt;
    }
}

bool is_unknown(const PersonDay* day) {
    return day == nullptr || std::ranges::all_of(day->spans, [](const Span& span) {
               return span.use == Use::unknown;
           });
}

std::vector<Slot> lessons(const PersonDay& day, const Wish& wish) {
    std::vector<Slot> slots;
    for (std::size_t i = 0; i < day.spans.size(); ++i) {
        if (!is_lesson_of(day.spans[i], wish)) continue;
        slots.push_back({day.spans[i].ring, 0, {mark(day.person, day.on, i)}});
    }
    return slots;
}

std::vector<Slot> meetings(const PersonDay& day, int minutes) {
    std::vector<Slot> slots;
    for (std::size_t i = 0; i < day.spans.size(); ++i) {
        const auto penalty = penalty_of(day.spans[i].use);
        if (!penalty) continue;
        slots.push_back({day.spans[i].ring, *penalty, {mark(day.person, day.on, i)}});
    }
    // Two in a row make one where neither is long enough alone.
    const std::size_t single = slots.size();
    for (std::size_t i = 1; i < single; ++i) {
        const Slot &a = slots[i - 1], &b = slots[i];
        const bool touch = b.ring.begins >= a.ring.ends && b.ring.begins - a.ring.ends <= breath;
        if (!touch || is_long_enough(a.ring, minutes) || is_long_enough(b.ring, minutes)) continue;
        Slot both{{a.ring.begins, b.ring.ends}, std::max(a.penalty, b.penalty), a.uses};
        both.uses.insert(both.uses.end(), b.uses.begin(), b.uses.end());
        slots.push_back(std::move(both));
    }
    // Double bookings are facts: somebody who teaches there has no time.
    for (const Span& span : day.spans) {
        if (span.use == Use::teaching || span.use == Use::duty || span.use == Use::lunch) {
            cut(slots, span.ring);
        }
    }
    return slots;
}

std::vector<Slot> slots_of_person(const Canvas& canvas, const Wish& wish, PersonId person, Day on,
                                  const Ring& within) {
    const PersonDay* day = canvas.person_day(person, on);
    if (day != nullptr && !day->is_school_day) return {};
    if (is_unknown(day)) return {{within, penalty_unknown, {mark_of_day(person, on)}}};
    auto slots = wish.kind == Kind::in_class ? lessons(*day, wish) : meetings(*day, wish.minutes);
    for (const Busy& busy : canvas.busy) {
        if (busy.person == person && busy.on == on) cut(slots, busy.ring);
    }
    return slots;
}

// With coaches who are not planned now, nobody can be at the same time.
void cut_visits(const Canvas& canvas, PersonId person, Day on, std::vector<Slot>& slots) {
    auto at = std::ranges::lower_bound(canvas.visits, on, {}, &Visit::on);
    for (; at != canvas.visits.end() && at->on == on; ++at) {
        if (canvas.coach(at->coach) != nullptr) continue;
        if (std::ranges::any_of(at->people, [&](const Helped& one) { return one.id == person; })) {
            cut(slots, at->ring);
        }
    }
}

std::vector<Slot> shared(const std::vector<Slot>& a, const std::vector<Slot>& b, int minutes) {
    std::vector<Slot> both;
    for (const Slot& one : a) {
        for (const Slot& other : b) {
            Slot slot{{std::max(one.ring.begins, other.ring.begins),
                       std::min(one.ring.ends, other.ring.ends)},
                      std::max(one.penalty, other.penalty),
                      one.uses};
            if (!is_long_enough(slot.ring, minutes)) continue;
            slot.uses.insert(slot.uses.end(), other.uses.begin(), other.uses.end());
            both.push_back(std::move(slot));
        }
    }
    return both;
}

}  // namespace

std::vector<Slot> slots_of(const Canvas& canvas, const Wish& wish, Day on, const Ring& within) {
    std::vector<Slot> slots{{within, 0, {}}};
    if (wish.hours) slots.front().ring = *wish.hours;
    for (const Helped& person : wish.people) {
        auto own = slots_of_person(canvas, wish, person.id, on, within);
        cut_visits(canvas, person.id, on, own);
        slots = shared(slots, own, wish.minutes);
    }
    std::erase_if(slots,
                  [&](const Slot& slot) { return !is_long_enough(slot.ring, wish.minutes); });
    std::ranges::stable_sort(slots, {}, &Slot::penalty);
    if (slots.size() > slots_max) slots.resize(slots_max);
    return slots;
}

std::vector<std::string> uses_of(const Canvas& canvas, const Wish& wish, Day on, const Ring& ring) {
    std::vector<std::string> uses;
    for (const Helped& person : wish.people) {
        const PersonDay* day = canvas.person_day(person.id, on);
        if (is_unknown(day)) {
            uses.push_back(mark_of_day(person.id, on));
            continue;
        }
        for (std::size_t i = 0; i < day->spans.size(); ++i) {
            if (overlap(day->spans[i].ring, ring)) uses.push_back(mark(person.id, on, i));
        }
    }
    return uses;
}

}  // namespace rapport::planner
