#include "platform/calendar/calendar.hpp"

#include <algorithm>

#include "kernel/jobs/jobs.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/calendar/calendar_store.hpp"

namespace rapport::calendar {

namespace {

constexpr std::size_t name_max = 80;  // Characters.
constexpr std::int64_t days_max = 366;
constexpr int search_days = 4 * 366;  // A school closed for longer is no school.

std::string facts_of(const Closure& closure) {
    return R"({"from":")" + closure.begins_on.iso() + R"(","to":")" + closure.ends_on.iso() +
           R"(","part":")" + std::string(code(closure.part)) + R"("})";
}

void leave_word(WriteTx& tx) {
    jobs::enqueue(tx, changed_job, tx.random().token(12), "{}", tx.now());
}

Result<Done> checked(ReadTx& tx, const NewClosure& closure) {
    const auto name = text::trimmed(closure.name);
    if (name.empty()) return Refusal{.key = "calendar.no_name", .field = "name"};
    if (text::length(name) > name_max) {
        return Refusal{.key = "calendar.long_name",
                       .field = "name",
                       .with = {{"max", static_cast<std::int64_t>(name_max)}}};
    }
    if (closure.ends_on < closure.begins_on) {
        return Refusal{.key = "calendar.ends_before", .field = "ends_on"};
    }
    if (closure.ends_on.number() - closure.begins_on.number() >= days_max) {
        return Refusal{.key = "calendar.too_long", .field = "ends_on"};
    }
    if (closure.building && !store::is_building(tx, *closure.building)) {
        return Refusal{.key = "calendar.no_building", .field = "building"};
    }
    if (store::is_there(tx, closure)) {
        return Refusal{.key = "calendar.is_there", .field = "begins_on"};
    }
    return Done{};
}

}  // namespace

std::string_view code(Part part) {
    constexpr std::string_view codes[] = {"day", "morning", "afternoon"};
    return codes[static_cast<std::size_t>(part)];
}

std::optional<Part> parse_part(std::string_view given) {
    for (const Part part : {Part::day, Part::morning, Part::afternoon}) {
        if (code(part) == given) return part;
    }
    return std::nullopt;
}

bool Closure::covers(Day on, const std::optional<BuildingId>& where) const {
    const bool is_here = !building || building == where;
    return is_here && begins_on <= on && on <= ends_on;
}

SchoolDays Calendar::of(std::optional<BuildingId> building) const { return {*this, building}; }

const Closure* SchoolDays::find(Day on, bool whole) const {
    const auto& all = calendar_->closures();
    const auto found = std::ranges::find_if(all, [&](const Closure& closure) {
        return (closure.part == Part::day) == whole && closure.covers(on, building_);
    });
    return found == all.end() ? nullptr : &*found;
}

const Closure* SchoolDays::closure_on(Day on) const { return find(on, true); }

const Closure* SchoolDays::half_day_on(Day on) const {
    return is_school_day(on) ? find(on, false) : nullptr;
}

bool SchoolDays::is_school_day(Day on) const {
    return on.weekday() <= 5 && closure_on(on) == nullptr;
}

Day SchoolDays::next(Day day) const {
    for (int i = 0; i < search_days; ++i) {
        day = day.plus(1);
        if (is_school_day(day)) break;
    }
    return day;
}

Day SchoolDays::previous(Day day) const {
    for (int i = 0; i < search_days; ++i) {
        day = day.plus(-1);
        if (is_school_day(day)) break;
    }
    return day;
}

std::int64_t SchoolDays::count(Day from, Day to) const {
    std::int64_t days = 0;
    for (Day day = from; day <= to; day = day.plus(1)) days += is_school_day(day) ? 1 : 0;
    return days;
}

Calendar load(ReadTx& tx, Day from) { return Calendar(store::closures(tx, from)); }

Calendar load(ReadTx& tx) { return load(tx, Zone::utc().day(tx.now()).plus(-days_max)); }

Result<ClosureId> close(WriteTx& tx, const NewClosure& closure) {
    const auto good = checked(tx, closure);
    if (!good) return good.refusal();
    const Closure made{.id = tx.new_id<ClosureId>(),
                       .building = closure.building,
                       .building_name = "",
                       .begins_on = closure.begins_on,
                       .ends_on = closure.ends_on,
                       .part = closure.part,
                       .name = std::string(text::trimmed(closure.name))};
    store::insert(tx, made);
    audit::record(tx, "calendar.closed", "closure/" + made.id.text(), facts_of(made));
    leave_word(tx);
    return made.id;
}

std::optional<Closure> open(WriteTx& tx, ClosureId id) {
    auto closure = store::one(tx, id);
    if (!closure) return std::nullopt;
    store::remove(tx, id);
    audit::record(tx, "calendar.opened", "closure/" + id.text(), facts_of(*closure));
    leave_word(tx);
    return closure;
}

}  // namespace rapport::calendar
