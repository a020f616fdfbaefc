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

// Those of the course who are in the cycle and have said yes.
std::vector<PersonId> people_in(const cycles::Cycle& cycle, const Course& course) {
    std::vector<PersonId> found;
    for (const PersonId person : course.people()) {
        const cycles::Member* member = cycle.member(person);
        if (member != nullptr && member->has_agreed()) found.push_back(person);
    }
    return found;
}

bool is_carried_through(const cycles::Cycle& cycle) {
    return cycle.outcome && cycles::is_of_goal(*cycle.outcome);
}

// What the cycles say of a unit: one that was looked back on counts, one that was stopped does not.
void stand(Unit& unit, const std::vector<cycles::Cycle>& all, const Course& course, Pace& pace) {
    const std::string folded = text::folded(unit.name);
    std::vector<PersonId> reached;
    for (const cycles::Cycle& cycle : all) {
        if (text::folded(text::trimmed(cycle.goal.unit)) != folded) continue;
        const auto people = people_in(cycle, course);
        if (people.empty()) continue;
        if (cycle.begun_on) pace.since = std::min(pace.since, *cycle.begun_on);
        const bool is_open = cycles::is_open(cycle.state);
        if (!is_open && !is_carried_through(cycle)) continue;
        reached.insert(reached.end(), people.begin(), people.end());
        unit.is_carried = unit.is_carried || !is_open;
        if (unit.standing != Standing::later) continue;  // Open ones come first, newest first.
        unit.standing = is_open ? Standing::in_work : Standing::taken_up;
        unit.cycle = cycle.id;
    }
    std::ranges::sort(reached);
    unit.reached = std::ranges::distance(reached.begin(), std::ranges::unique(reached).begin());
    pace.carried += unit.is_carried ? 1 : 0;
}

// One a semester: what is in work has this one.
void give_turns(std::vector<Unit>& units, Day today) {
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
}

}  // namespace

std::string_view code(Standing standing) {
    return standing_codes[static_cast<std::size_t>(standing)];
}

Semester semester_of(Day day) {
    if (day.month >= school_year_begins) return {day.year, false};
    return {day.year - 1, day.month >= second_half_begins};
}

std::string Course::path() const {
    if (const auto* team = std::get_if<teams::TeamId>(&whose_)) {
        return "/teams/" + team->text() + "/units";
    }
    return "/people/" + std::get<PersonId>(whose_).text() + "/units";
}

std::optional<Course> course_of(ReadTx& tx, PersonId teacher) {
    const auto name = store::seen_teacher(tx, teacher);
    if (!name) return std::nullopt;
    return Course(teacher, *name, {teacher});
}

std::optional<Course> course_of(ReadTx& tx, teams::TeamId team) {
    const auto name = store::seen_team(tx, team);
    if (!name) return std::nullopt;
    return Course(team, *name, teams::people_of(tx, team));
}

std::int64_t Map::left() const { return std::ranges::count(units, false, &Unit::is_carried); }

Map map_of(ReadTx& tx, const Course& course) {
    const Day today = agreements::today(tx);
    Map map{.units = store::units_of(tx, course),
            .pace = {.carried = 0, .since = today, .today = today}};
    if (map.units.empty()) return map;
    const auto all = cycles::mine(tx);
    for (Unit& unit : map.units) stand(unit, all, course, map.pace);
    give_turns(map.units, today);
    return map;
}

Result<Done> set(WriteTx& tx, const Course& course, std::string_view lines) {
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
    store::clear(tx, course);
    for (std::size_t i = 0; i < names.size(); ++i) {
        store::append(tx, course, static_cast<std::int64_t>(i) + 1, names[i]);
    }
    const auto* teacher = std::get_if<PersonId>(&course.whose());
    audit::record(tx, "cycle.units",
                  teacher != nullptr ? "person/" + teacher->text()
                                     : "team/" + std::get<teams::TeamId>(course.whose()).text());
    return Done{};
}

Offered offered(ReadTx& tx, const Course& course) {
    const auto* teacher = std::get_if<PersonId>(&course.whose());
    Offered found;
    if (teacher == nullptr) return found;
    for (const auto& [team, unit] : store::units_of_teams(tx, *teacher)) {
        if (found.team.empty()) found.team = team;
        if (team == found.team) found.lines += unit + "\n";
    }
    return found;
}

}  // namespace rapport::units
