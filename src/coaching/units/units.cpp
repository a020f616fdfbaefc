#include "coaching/units/units.hpp"

#include <algorithm>
#include <array>

#include "coaching/units/units_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::units {

namespace {

constexpr std::array<std::string_view, 4> standing_codes{"taken_up", "in_work", "next", "later"};
constexpr int second_half_begins = 2, school_year_begins = 8;  // Months.

bool is_about(const cycles::Cycle& cycle, PersonId teacher, const std::string& folded) {
    const cycles::Member* member = cycle.member(teacher);
    return member != nullptr && member->has_agreed() &&
           text::folded(text::trimmed(cycle.goal.unit)) == folded;
}

// What the cycles say of a unit: one that was looked back on counts, one that was stopped does not.
void stand(Unit& unit, PersonId teacher, const std::vector<cycles::Cycle>& all) {
    const std::string folded = text::folded(unit.name);
    for (const cycles::Cycle& cycle : all) {
        if (!is_about(cycle, teacher, folded)) continue;
        if (cycles::is_open(cycle.state)) {
            unit.standing = Standing::in_work;
            unit.cycle = cycle.id;
            return;
        }
        if (cycle.outcome && cycles::is_of_goal(*cycle.outcome)) {
            unit.standing = Standing::taken_up;
            unit.cycle = cycle.id;
        }
    }
}

}  // namespace

std::string_view code(Standing standing) {
    return standing_codes[static_cast<std::size_t>(standing)];
}

Semester semester_of(Day day) {
    if (day.month >= school_year_begins) return {day.year, false};
    return {day.year - 1, day.month >= second_half_begins};
}

std::optional<std::vector<Unit>> of(ReadTx& tx, PersonId teacher) {
    const Day today = agreements::today(tx);
    if (!store::may_see(tx, teacher, today)) return std::nullopt;
    auto units = store::of(tx, teacher);
    if (units.empty()) return units;
    const auto all = cycles::mine(tx);
    for (Unit& unit : units) stand(unit, teacher, all);
    // One a semester: what is in work has this one.
    const bool is_busy = std::ranges::any_of(
        units, [](const Unit& unit) { return unit.standing == Standing::in_work; });
    Semester turn = is_busy ? semester_of(today).after() : semester_of(today);
    bool is_first = true;
    for (Unit& unit : units) {
        if (unit.standing != Standing::later) continue;
        unit.standing = is_first ? Standing::next : Standing::later;
        unit.by = turn;
        turn = turn.after();
        is_first = false;
    }
    return units;
}

Result<Done> set(WriteTx& tx, PersonId teacher, std::string_view lines) {
    if (!store::may_see(tx, teacher, agreements::today(tx))) return Refusal{"cycles.not_there"};
    std::vector<std::string> names;
    for (const std::string_view line : text::split(lines, '\n')) {
        const std::string name(text::trimmed(line));
        if (name.empty()) continue;
        if (text::length(name) > cycles::line_max) {
            return Refusal{
                "cycles.words_long", "units", {{"count", std::int64_t{cycles::line_max}}}};
        }
        names.push_back(name);
    }
    if (names.size() > units_max) {
        return Refusal{"units.many", "units", {{"count", std::int64_t{units_max}}}};
    }
    store::clear(tx, teacher);
    for (std::size_t i = 0; i < names.size(); ++i) {
        store::append(tx, teacher, static_cast<std::int64_t>(i) + 1, names[i]);
    }
    audit::record(tx, "cycle.units", "person/" + teacher.text());
    return Done{};
}

}  // namespace rapport::units
