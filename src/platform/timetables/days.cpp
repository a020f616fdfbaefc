#include "platform/timetables/days.hpp"

#include <algorithm>

namespace rapport::timetables {

namespace {

constexpr int midday = 12 * 60;  // Where a half day is cut, unless a dated day says otherwise.
constexpr std::int64_t plan_days_max = 3660;  // Nobody plans by what was said ten years ago.
constexpr int least_minutes = 10;  // What is left of a period by an early end, to be one.

template <class Things, class IdType>
auto find_in(const Things& things, const IdType& id) -> decltype(&*things.begin()) {
    for (const auto& thing : things) {
        if (thing.id == id) return &thing;
    }
    return nullptr;
}

// Walks one plan from its first day on, a date at a time, counting what it counts.
class Turn {
  public:
    Turn(const DayPlan& plan, const calendar::SchoolDays& days) : plan_(plan), days_(days) {}

    // The place of this date in the plan. Dates must come one after the other, from the first day
    // of the plan.
    int place_of(Day on) { return plan_.kind == PlanKind::weekly ? weekly(on) : rotating(on); }

  private:
    bool counts(Day on) const {
        if (on.weekday() > 5) return false;
        return plan_.on_closure == OnClosure::skip || days_.is_school_day(on);
    }

    int rotating(Day on) {
        const int place = count_ % plan_.length;
        if (counts(on)) ++count_;
        return place;
    }

    int weekly(Day on) {
        if (on.weekday() == 1 && on != plan_.begins_on) {
            if (had_day_) ++count_;
            had_day_ = false;
        }
        had_day_ = had_day_ || counts(on);
        return (count_ % plan_.length) * 7 + on.weekday() - 1;
    }

    const DayPlan& plan_;
    const calendar::SchoolDays& days_;
    int count_ = 0;         // School days, or weeks, that are over.
    bool had_day_ = false;  // The week that is going on has had a day that counts.
};

const DayType* type_at(const Pattern& pattern, const DayPlan& plan, int place) {
    const auto found = std::ranges::find(plan.days, place, &PlanDay::seq);
    return found == plan.days.end() ? nullptr : find_in(pattern.day_types, found->day);
}

void apply_dated(const Pattern& pattern, const calendar::SchoolDays& days, DateKind& date) {
    if (const auto* half = days.half_day_on(date.on)) {
        (half->part == calendar::Part::morning ? date.open.begins : date.open.ends) = midday;
    }
    const auto found = std::ranges::find(pattern.dated, date.on, &DatedDay::on);
    if (found == pattern.dated.end()) return;
    date.dated = &*found;
    if (found->day) {
        if (const auto* type = find_in(pattern.day_types, *found->day)) date.type = type;
    }
    if (found->begins) date.open.begins = *found->begins;
    if (found->ends) date.open.ends = *found->ends;
}

const GridPeriod* like_named(const Grid& grid, const std::string& label) {
    const auto found = std::ranges::find(grid.periods, label, &GridPeriod::label);
    return found == grid.periods.end() ? nullptr : &*found;
}

std::optional<Ring> clipped(const std::optional<Ring>& ring, const DateKind& date) {
    if (!ring) return std::nullopt;
    const Ring left{std::max(ring->begins, date.open.begins), std::min(ring->ends, date.open.ends)};
    if (left == *ring) return ring;
    if (left.ends - left.begins < least_minutes) return std::nullopt;
    return left;
}

}  // namespace

std::vector<DateKind> dates_of(const Pattern& pattern, const calendar::Calendar& calendar, Day from,
                               Day until) {
    const auto days = calendar.of(pattern.building);
    std::vector<DateKind> found;
    for (Day on = from; on <= until; on = on.plus(1)) {
        found.push_back({.on = on, .is_school_day = days.is_school_day(on)});
    }
    for (std::size_t i = 0; i < pattern.plans.size(); ++i) {
        const DayPlan& plan = pattern.plans[i];
        const bool is_last = i + 1 == pattern.plans.size();
        const Day last = is_last ? until : std::min(until, pattern.plans[i + 1].begins_on.plus(-1));
        if (last.number() - plan.begins_on.number() > plan_days_max) continue;
        Turn turn(plan, days);
        for (Day on = plan.begins_on; on <= last; on = on.plus(1)) {
            const int place = turn.place_of(on);
            if (on < from) continue;
            const auto at = static_cast<std::size_t>(on.number() - from.number());
            if (found[at].is_school_day) found[at].type = type_at(pattern, plan, place);
        }
    }
    for (DateKind& date : found) {
        if (date.is_school_day) apply_dated(pattern, days, date);
    }
    return found;
}

const Grid* bells_on(const Pattern& pattern, const DateKind& date) {
    if (date.dated != nullptr && date.dated->grid) {
        if (const auto* grid = find_in(pattern.grids, *date.dated->grid)) return grid;
    }
    if (date.type != nullptr && date.type->grid) {
        if (const auto* grid = find_in(pattern.grids, *date.type->grid)) return grid;
    }
    return pattern.grids.empty() ? nullptr : &pattern.grids.front();
}

namespace {

// Under the bells of a date every period rings by them. Otherwise the periods of the usual grid,
// and of those that kinds of day name, ring as the kind of day says; grids beside keep their own.
const Grid* bells_for(const Pattern& pattern, const DateKind& date, const Grid& own) {
    const bool is_of_date = date.dated != nullptr && date.dated->grid;
    const bool follows =
        &own == &pattern.grids.front() ||
        std::ranges::find(pattern.day_types, own.id, &DayType::grid) != pattern.day_types.end();
    return is_of_date || follows ? bells_on(pattern, date) : &own;
}

}  // namespace

std::optional<Ring> ring_on(const Pattern& pattern, const DateKind& date, PeriodId period) {
    for (const Grid& grid : pattern.grids) {
        const auto* own = find_in(grid.periods, period);
        if (own == nullptr) continue;
        const Grid* bells = bells_for(pattern, date, grid);
        if (bells == &grid) return clipped(own->ring, date);
        const auto* rings = like_named(*bells, own->label);
        return rings == nullptr ? std::nullopt : clipped(rings->ring, date);
    }
    return std::nullopt;
}

std::vector<Period> periods_on(const Pattern& pattern, const DateKind& date, const Grid& grid) {
    const Grid* bells = bells_for(pattern, date, grid);
    std::vector<Period> found;
    for (const GridPeriod& rings : bells->periods) {
        const auto ring = clipped(rings.ring, date);
        if (!ring) continue;
        const auto* own = like_named(grid, rings.label);
        found.push_back({own == nullptr ? rings.id : own->id, rings.label, *ring});
    }
    std::ranges::stable_sort(found, {}, [](const Period& period) { return period.ring.begins; });
    return found;
}

}  // namespace rapport::timetables
