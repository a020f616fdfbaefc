// What may be said of a building's bells, kinds of day, plans and hours.
#include <algorithm>
#include <set>

#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/timetables/sheet_maker.hpp"
#include "platform/timetables/timetables.hpp"
#include "platform/timetables/timetables_store.hpp"

namespace rapport::timetables {

namespace {

constexpr std::size_t label_max = 60, day_types_max = 400;
constexpr int weeks_max = 12, turn_max = 30;

bool is_time(const Ring& ring) {
    return ring.begins >= 0 && ring.begins < ring.ends && ring.ends <= day_minutes;
}

Refusal no_building() { return Refusal{.key = "timetables.no_building", .field = "building"}; }

void record(WriteTx& tx, std::string_view what, BuildingId building) {
    audit::record(tx, what, "building/" + building.text());
}

Result<std::string> settled_label(std::string_view typed, const char* field) {
    const std::string label(text::trimmed(typed));
    if (text::length(label) > label_max) {
        return Refusal{.key = "timetables.long_label",
                       .field = field,
                       .with = {{"max", static_cast<std::int64_t>(label_max)}}};
    }
    return label;
}

// A grid that can be kept, its labels trimmed.
Result<NewGrid> settled(const NewGrid& typed) {
    const auto name = settled_label(typed.name, "name");
    if (!name) return name.refusal();
    NewGrid grid{.name = *name, .periods = {}};
    std::set<std::string> labels;
    for (const NewPeriod& period : typed.periods) {
        const auto label = settled_label(period.label, "periods");
        if (!label) return label.refusal();
        if (label->empty()) return Refusal{.key = "timetables.no_label", .field = "periods"};
        if (!labels.insert(*label).second) {
            return Refusal{
                .key = "timetables.same_label", .field = "periods", .with = {{"label", *label}}};
        }
        if (period.ring && !is_time(*period.ring)) {
            return Refusal{
                .key = "timetables.no_time", .field = "periods", .with = {{"label", *label}}};
        }
        grid.periods.push_back({*label, period.ring});
    }
    if (grid.periods.empty()) return Refusal{.key = "timetables.no_periods", .field = "periods"};
    if (grid.periods.size() > periods_max) {
        return Refusal{.key = "timetables.many_periods", .field = "periods"};
    }
    return grid;
}

template <class Things, class IdType>
bool has(const Things& things, const IdType& id) {
    return std::ranges::any_of(things, [&](const auto& thing) { return thing.id == id; });
}

// Those that are there keep their id by their label; those no longer named are kept as former.
void write_periods(WriteTx& tx, GridId id, const std::vector<GridPeriod>& there,
                   const std::vector<NewPeriod>& wanted) {
    int seq = 0;
    for (const NewPeriod& period : wanted) {
        const auto found = std::ranges::find(there, period.label, &GridPeriod::label);
        if (found == there.end()) {
            store::insert_period(tx, id, tx.new_id<PeriodId>(), seq++, period);
        } else {
            store::update_period(tx, found->id, seq++, period, false);
        }
    }
    for (const GridPeriod& period : there) {
        const bool is_wanted =
            std::ranges::find(wanted, period.label, &NewPeriod::label) != wanted.end();
        if (!is_wanted)
            store::update_period(tx, period.id, seq++, {period.label, period.ring}, true);
    }
}

Result<NewDayType> settled(const Pattern& pattern, const NewDayType& typed,
                           const std::optional<DayTypeId>& own) {
    const auto label = settled_label(typed.label, "label");
    if (!label) return label.refusal();
    if (label->empty()) return Refusal{.key = "timetables.no_label", .field = "label"};
    for (const DayType& day : pattern.day_types) {
        if (day.label == *label && day.id != own) {
            return Refusal{
                .key = "timetables.same_label", .field = "label", .with = {{"label", *label}}};
        }
    }
    if (typed.grid && !has(pattern.grids, *typed.grid)) {
        return Refusal{.key = "timetables.no_grid", .field = "grid"};
    }
    NewDayType day = typed;
    day.label = *label;
    return day;
}

Result<Done> checked(const Pattern& pattern, const DayPlan& plan) {
    const int most = plan.kind == PlanKind::weekly ? weeks_max : turn_max;
    if (plan.length < 1 || plan.length > most) {
        return Refusal{.key = "timetables.plan_length", .field = "length"};
    }
    if (plan.days.empty()) return Refusal{.key = "timetables.plan_empty", .field = "days"};
    const int places = plan.kind == PlanKind::weekly ? plan.length * 7 : plan.length;
    std::set<int> seen;
    for (const PlanDay& day : plan.days) {
        const bool is_place = day.seq >= 0 && day.seq < places && seen.insert(day.seq).second;
        if (!is_place || !has(pattern.day_types, day.day)) {
            return Refusal{.key = "timetables.plan_day", .field = "days"};
        }
    }
    return Done{};
}

Result<Done> checked(const Hours& hours) {
    if (!is_time(hours.work)) return Refusal{.key = "timetables.no_hours", .field = "begins"};
    if (hours.lunch && !is_time(*hours.lunch)) {
        return Refusal{.key = "timetables.no_hours", .field = "lunch_begins"};
    }
    return Done{};
}

}  // namespace

Result<GridId> make_grid(WriteTx& tx, BuildingId building, const NewGrid& typed) {
    const auto grid = settled(typed);
    if (!grid) return grid.refusal();
    if (!store::is_building(tx, building)) return no_building();
    const Pattern whole = store::whole_pattern(tx, building);
    const Pattern now = pattern_of(tx, building);
    if (now.grids.size() >= grids_max) {
        return Refusal{.key = "timetables.many_grids", .field = "name"};
    }
    if (std::ranges::find(now.grids, grid->name, &Grid::name) != now.grids.end()) {
        return Refusal{
            .key = "timetables.same_name", .field = "name", .with = {{"name", grid->name}}};
    }
    const int seq = static_cast<int>(now.grids.size());
    // One of that name that was there before comes back, with its periods.
    const auto former = std::ranges::find(whole.grids, grid->name, &Grid::name);
    const auto id = former == whole.grids.end() ? tx.new_id<GridId>() : former->id;
    if (former == whole.grids.end()) {
        store::insert_grid(tx, id, building, seq, grid->name);
        write_periods(tx, id, {}, grid->periods);
    } else {
        store::update_grid(tx, id, seq, grid->name, false);
        write_periods(tx, id, former->periods, grid->periods);
    }
    record(tx, "timetable.bells", building);
    return id;
}

Result<Done> change_grid(WriteTx& tx, BuildingId building, GridId id, const NewGrid& typed) {
    const auto grid = settled(typed);
    if (!grid) return grid.refusal();
    const Pattern now = pattern_of(tx, building);
    if (!has(now.grids, id)) return Refusal{.key = "timetables.no_grid", .field = "grid"};
    int seq = 0;
    for (int i = 0; const Grid& other : now.grids) {
        if (other.id == id) seq = i;
        if (other.id != id && other.name == grid->name) {
            return Refusal{
                .key = "timetables.same_name", .field = "name", .with = {{"name", grid->name}}};
        }
        ++i;
    }
    const Pattern whole = store::whole_pattern(tx, building);
    store::update_grid(tx, id, seq, grid->name, false);
    write_periods(tx, id, std::ranges::find(whole.grids, id, &Grid::id)->periods, grid->periods);
    record(tx, "timetable.bells", building);
    return Done{};
}

Result<DayTypeId> make_day_type(WriteTx& tx, BuildingId building, const NewDayType& typed) {
    if (!store::is_building(tx, building)) return no_building();
    const Pattern now = pattern_of(tx, building);
    const auto day = settled(now, typed, std::nullopt);
    if (!day) return day.refusal();
    if (now.day_types.size() >= day_types_max) {
        return Refusal{.key = "timetables.many_days", .field = "label"};
    }
    const int seq = static_cast<int>(now.day_types.size());
    const Pattern whole = store::whole_pattern(tx, building);
    const auto former = std::ranges::find(whole.day_types, day->label, &DayType::label);
    const auto id = former == whole.day_types.end() ? tx.new_id<DayTypeId>() : former->id;
    if (former == whole.day_types.end()) {
        store::insert_day_type(tx, id, building, seq, *day);
    } else {
        store::update_day_type(tx, id, seq, *day, false);
    }
    record(tx, "timetable.days", building);
    return id;
}

Result<Done> change_day_type(WriteTx& tx, BuildingId building, DayTypeId id,
                             const NewDayType& typed) {
    const Pattern now = pattern_of(tx, building);
    const auto day = settled(now, typed, id);
    if (!day) return day.refusal();
    const auto there = std::ranges::find(now.day_types, id, &DayType::id);
    if (there == now.day_types.end()) {
        return Refusal{.key = "timetables.no_day_type", .field = "day"};
    }
    store::update_day_type(tx, id, static_cast<int>(there - now.day_types.begin()), *day, false);
    record(tx, "timetable.days", building);
    return Done{};
}

Result<Done> plan_days(WriteTx& tx, BuildingId building, const DayPlan& plan) {
    if (!store::is_building(tx, building)) return no_building();
    const auto good = checked(pattern_of(tx, building), plan);
    if (!good) return good.refusal();
    store::put_plan(tx, building, plan);
    record(tx, "timetable.planned", building);
    return Done{};
}

Result<Done> unplan_days(WriteTx& tx, BuildingId building, Day begins_on) {
    if (!store::remove_plan(tx, building, begins_on)) return Refusal{.key = "timetables.no_plan"};
    record(tx, "timetable.unplanned", building);
    return Done{};
}

Result<Done> date_day(WriteTx& tx, BuildingId building, const DatedDay& typed) {
    if (!store::is_building(tx, building)) return no_building();
    const auto name = settled_label(typed.name, "name");
    if (!name) return name.refusal();
    const Pattern now = pattern_of(tx, building);
    if (typed.grid && !has(now.grids, *typed.grid)) {
        return Refusal{.key = "timetables.no_grid", .field = "grid"};
    }
    if (typed.day && !has(now.day_types, *typed.day)) {
        return Refusal{.key = "timetables.no_day_type", .field = "day"};
    }
    if (!typed.grid && !typed.day && !typed.begins && !typed.ends) {
        return Refusal{.key = "timetables.nothing_differs", .field = "day"};
    }
    if (!is_time({typed.begins.value_or(0), typed.ends.value_or(day_minutes)})) {
        return Refusal{.key = "timetables.no_hours", .field = "ends"};
    }
    DatedDay day = typed;
    day.name = *name;
    store::put_dated(tx, building, day);
    record(tx, "timetable.dated", building);
    return Done{};
}

Result<Done> undate_day(WriteTx& tx, BuildingId building, Day on) {
    if (!store::remove_dated(tx, building, on)) return Refusal{.key = "timetables.no_dated"};
    record(tx, "timetable.undated", building);
    return Done{};
}

Result<Done> set_hours(WriteTx& tx, BuildingId building, const Hours& hours) {
    if (!store::is_building(tx, building)) return no_building();
    const auto good = checked(hours);
    if (!good) return good.refusal();
    store::put_hours(tx, building, std::nullopt, hours);
    record(tx, "timetable.hours", building);
    return Done{};
}

Result<Done> set_hours(WriteTx& tx, PersonId person, const Hours& hours) {
    const auto good = checked(hours);
    if (!good) return good.refusal();
    const PersonId one[] = {person};
    if (store::people(tx, one).empty()) return Refusal{.key = "timetables.no_person"};
    store::put_hours(tx, std::nullopt, person, hours);
    audit::record(tx, "timetable.hours", "person/" + person.text());
    return Done{};
}

MeetingId make_meeting(WriteTx& tx, BuildingId building, const NewMeeting& meeting) {
    std::vector<store::Attendee> attendees;
    for (const PersonId person : meeting.people) attendees.push_back({person.text(), person});
    const auto id = tx.new_id<MeetingId>();
    store::insert_meeting(tx, id, building, std::nullopt, meeting, attendees);
    return id;
}

Result<Done> say_slot(WriteTx& tx, PersonId person, const Slot& slot, std::optional<Use> use) {
    if (!store::is_slot_of(tx, person, slot)) return Refusal{.key = "timetables.no_slot"};
    if (use) {
        store::put_said(tx, person, slot, *use);
    } else {
        store::remove_said(tx, person, slot);
    }
    audit::record(tx, "timetable.slot_said", "person/" + person.text(),
                  R"({"use":")" + std::string(use ? code(*use) : "none") + R"("})");
    return Done{};
}

}  // namespace rapport::timetables
