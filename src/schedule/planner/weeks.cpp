#include "schedule/planner/weeks.hpp"

#include <algorithm>

#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "schedule/planner/staff.hpp"
#include "schedule/planner/weeks_store.hpp"

namespace rapport::planner {

namespace {

constexpr std::array<std::string_view, 4> away_codes{"sick", "conference", "leave", "other"};
constexpr std::array<std::string_view, 3> window_codes{"test", "handout", "other"};
constexpr Ring usual_shift{450, 930};  // 7:30 to 15:30.
constexpr int day_minutes = 1440;
constexpr std::size_t words_max = 100;
constexpr std::int64_t window_days_max = 366;
constexpr Dates no_dates{{1, 1, 1}, {1, 1, 1}};

template <class Enum, std::size_t size>
std::optional<Enum> parsed(const std::array<std::string_view, size>& codes, std::string_view text) {
    const auto at = std::ranges::find(codes, text);
    if (at == codes.end()) return std::nullopt;
    return static_cast<Enum>(at - codes.begin());
}

bool is_good(const Ring& ring) {
    return 0 <= ring.begins && ring.begins < ring.ends && ring.ends <= day_minutes;
}

CoachWeek usual_week(PersonId coach) {
    CoachWeek week;
    week.coach = coach;
    for (std::size_t day = 0; day < 5; ++day) week.shifts[day] = usual_shift;
    return week;
}

// What was said, or the defaults.
CoachWeek week_for(const Staff& staff, PersonId coach) {
    const auto said = std::ranges::find(staff.said, coach, &CoachWeek::coach);
    CoachWeek week = said == staff.said.end() ? usual_week(coach) : *said;
    const auto worker = std::ranges::find(staff.workers, coach, &Worker::id);
    if (worker != staff.workers.end()) week.name = worker->name;
    return week;
}

bool shares_a_building(const Reach& reach, const Worker& worker) {
    if (reach.everywhere || worker.everywhere) return true;
    return std::ranges::any_of(worker.buildings,
                               [&](BuildingId building) { return reach.covers(building); });
}

Result<Done> may_plan(ReadTx& tx, PersonId coach) {
    const auto weeks = coaches(tx);
    const bool is_there =
        std::ranges::any_of(weeks, [&](const CoachWeek& week) { return week.coach == coach; });
    if (is_there) return Done{};
    return Refusal{.key = "planner.no_such_coach", .field = "coach"};
}

Result<Done> good_hours(const CoachWeek& week) {
    for (const auto& shift : week.shifts) {
        if (shift && !is_good(*shift))
            return Refusal{.key = "planner.hours_wrong", .field = "shift"};
    }
    for (const Protected& time : week.protected_times) {
        const bool is_weekday = time.weekday >= 1 && time.weekday <= 7;
        if (!is_weekday || !is_good(time.ring) || text::length(time.words) > words_max) {
            return Refusal{.key = "planner.hours_wrong", .field = "protected"};
        }
    }
    if (week.lunch_minutes < 0 || !is_good(week.lunch) ||
        week.lunch_minutes > week.lunch.ends - week.lunch.begins) {
        return Refusal{.key = "planner.lunch_wrong", .field = "lunch_minutes"};
    }
    return Done{};
}

}  // namespace

Day monday_of(Day day) { return day.plus(1 - day.weekday()); }

std::string_view code(Away why) { return away_codes[static_cast<std::size_t>(why)]; }
std::optional<Away> parse_away(std::string_view text) { return parsed<Away>(away_codes, text); }
std::string_view code(WindowKind kind) { return window_codes[static_cast<std::size_t>(kind)]; }
std::optional<WindowKind> parse_window_kind(std::string_view text) {
    return parsed<WindowKind>(window_codes, text);
}

std::vector<CoachWeek> coaches(const Staff& staff) {
    std::vector<CoachWeek> found;
    if (!staff.reach.works) return found;
    for (const Worker& worker : staff.workers) {
        const bool is_self = worker.id == staff.reach.person;
        if (is_self || shares_a_building(staff.reach, worker)) {
            found.push_back(week_for(staff, worker.id));
        }
    }
    return found;
}

std::vector<CoachWeek> coaches(ReadTx& tx) { return coaches(staff_of(tx, {.dates = no_dates})); }

std::vector<CoachWeek> weeks_of(const Staff& staff, std::span<const PersonId> coaches) {
    std::vector<CoachWeek> found;
    found.reserve(coaches.size());
    for (const PersonId coach : coaches) found.push_back(week_for(staff, coach));
    return found;
}

Result<Done> set_week(WriteTx& tx, const CoachWeek& week) {
    if (auto may = may_plan(tx, week.coach); !may) return may;
    if (auto good = good_hours(week); !good) return good;
    if (week.fte_percent < 1 || week.fte_percent > 100) {
        return Refusal{.key = "planner.fte_wrong", .field = "fte_percent"};
    }
    if (week.capacity_minutes < 0 || week.capacity_minutes > 7 * day_minutes) {
        return Refusal{.key = "planner.capacity_wrong", .field = "capacity_minutes"};
    }
    if (week.preparation_minutes < 0 || week.preparation_minutes > 480) {
        return Refusal{.key = "planner.preparation_wrong", .field = "preparation_minutes"};
    }
    if (week.home && !store::is_building(tx, *week.home)) {
        return Refusal{.key = "planner.no_such_building", .field = "home"};
    }
    const Staff staff = staff_of(tx, {.dates = no_dates, .coach = week.coach});
    if (week_for(staff, week.coach).version != week.version) {
        return Refusal{.key = "planner.week_changed"};
    }
    store::save(tx, week);
    audit::record(tx, "coach_week.said", "person/" + week.coach.text());
    return Done{};
}

Roads::Roads(std::vector<Travel> said, int otherwise)
    : said_(std::move(said)), otherwise_(otherwise) {
    std::ranges::sort(said_, {}, [](const Travel& t) { return std::pair(t.from, t.to); });
}

int Roads::minutes(BuildingId from, BuildingId to) const {
    if (from == to) return 0;
    for (const auto& [a, b] : {std::pair(from, to), std::pair(to, from)}) {
        const auto at = std::ranges::lower_bound(
            said_, std::pair(a, b), {}, [](const Travel& t) { return std::pair(t.from, t.to); });
        if (at != said_.end() && at->from == a && at->to == b) return at->minutes;
    }
    return otherwise_;
}

int Roads::minutes(const std::optional<BuildingId>& from,
                   const std::optional<BuildingId>& to) const {
    return from && to ? minutes(*from, *to) : 0;
}

Roads roads(ReadTx& tx) { return staff_of(tx, {.dates = no_dates, .land = Land::wanted}).roads; }

Result<Done> set_travel(WriteTx& tx, const Travel& travel) {
    if (!reach_of(tx).works) return Refusal{.key = "planner.not_yours"};
    if (travel.from == travel.to || !store::is_building(tx, travel.from) ||
        !store::is_building(tx, travel.to)) {
        return Refusal{.key = "planner.no_such_building", .field = "to"};
    }
    if (travel.minutes < 0 || travel.minutes > 480) {
        return Refusal{.key = "planner.travel_wrong", .field = "minutes"};
    }
    store::save(tx, travel);
    audit::record(tx, "travel.said", "building/" + travel.from.text());
    return Done{};
}

std::vector<Absence> absences(ReadTx& tx, const Dates& dates) {
    Staff staff = staff_of(tx, {.dates = dates});
    if (!staff.reach.works) return {};
    return std::move(staff.absences);
}

Result<AbsenceId> add_absence(WriteTx& tx, const Absence& absence) {
    if (auto may = may_plan(tx, absence.coach); !may) return may.refusal();
    if (absence.dates.until < absence.dates.from || absence.dates.count() > window_days_max) {
        return Refusal{.key = "planner.dates_wrong", .field = "until"};
    }
    if (absence.hours && !is_good(*absence.hours)) {
        return Refusal{.key = "planner.hours_wrong", .field = "begins"};
    }
    Absence kept = absence;
    kept.id = tx.new_id<AbsenceId>();
    store::insert(tx, kept);
    audit::record(tx, "absence.said", "person/" + absence.coach.text());
    return kept.id;
}

Result<Done> end_absence(WriteTx& tx, AbsenceId id) {
    const auto absence = store::absence(tx, id);
    if (!absence) return Refusal{.key = "planner.not_there"};
    if (auto may = may_plan(tx, absence->coach); !may) return may;
    store::remove(tx, id);
    audit::record(tx, "absence.ended", "person/" + absence->coach.text());
    return Done{};
}

std::vector<Window> windows(ReadTx& tx, const Dates& dates) {
    Staff staff = staff_of(tx, {.dates = dates});
    if (!staff.reach.works) return {};
    return std::move(staff.windows);
}

Result<WindowId> add_window(WriteTx& tx, const Window& window) {
    if (!reach_of(tx).works) return Refusal{.key = "planner.not_yours"};
    Window kept = window;
    kept.name = text::trimmed(window.name);
    if (kept.name.empty() || text::length(kept.name) > words_max) {
        return Refusal{.key = "planner.window_nameless", .field = "name"};
    }
    if (window.dates.until < window.dates.from || window.dates.count() > window_days_max) {
        return Refusal{.key = "planner.dates_wrong", .field = "until"};
    }
    if (window.percent < 1 || window.percent > 100) {
        return Refusal{.key = "planner.percent_wrong", .field = "percent"};
    }
    if (window.building && !store::is_building(tx, *window.building)) {
        return Refusal{.key = "planner.no_such_building", .field = "building"};
    }
    kept.id = tx.new_id<WindowId>();
    store::insert(tx, kept);
    audit::record(tx, "window.said", "window/" + kept.id.text());
    return kept.id;
}

Result<Done> end_window(WriteTx& tx, WindowId id) {
    if (!reach_of(tx).works) return Refusal{.key = "planner.not_yours"};
    if (!store::remove(tx, id)) return Refusal{.key = "planner.not_there"};
    audit::record(tx, "window.ended", "window/" + id.text());
    return Done{};
}

// A window takes its share of each day of the week that the coach works.
int capacity_of(const CoachWeek& week, Day monday, const std::vector<Absence>& absences,
                const std::vector<Window>& windows) {
    int days = 0;
    double left = 0;
    for (int i = 0; i < 7; ++i) {
        if (!week.shifts[static_cast<std::size_t>(i)]) continue;
        ++days;
        const Day day = monday.plus(i);
        const bool is_away = std::ranges::any_of(absences, [&](const Absence& absence) {
            return absence.coach == week.coach && !absence.hours && absence.dates.holds(day);
        });
        double share = is_away ? 0 : 1;
        for (const Window& window : windows) {
            const bool concerns = !window.building || !week.home || window.building == week.home;
            if (concerns && window.dates.holds(day)) share *= 1 - window.percent / 100.0;
        }
        left += share;
    }
    return days == 0 ? 0 : static_cast<int>(week.capacity_minutes * left / days);
}

}  // namespace rapport::planner
