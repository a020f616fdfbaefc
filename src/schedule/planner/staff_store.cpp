#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include "kernel/text/text.hpp"
#include "platform/desk/desk.hpp"
#include "schedule/planner/staff.hpp"

namespace rapport::planner {

namespace sql {
// Small tables one under the other, each row saying what it is: a page asks once. The dates are $3
// to $4, $5 is one coach or '', $6 whether buildings and roads are wanted.
constexpr Sql staff{"planner.staff", R"(
    SELECT 'zone' AS what, CAST(NULL AS TEXT) AS id, CAST(NULL AS TEXT) AS other, d.zone AS words,
           CAST(NULL AS TEXT) AS more, CAST(NULL AS TEXT) AS sorts, CAST(NULL AS TEXT) AS begins_on,
           CAST(NULL AS TEXT) AS ends_on, CAST(NULL AS BIGINT) AS n, CAST(NULL AS BIGINT) AS o,
           CAST(NULL AS BIGINT) AS p, CAST(NULL AS BIGINT) AS q, CAST(NULL AS BIGINT) AS r,
           CAST(NULL AS BIGINT) AS s, CAST(NULL AS BIGINT) AS t, CAST(NULL AS TEXT) AS left_on
      FROM district d
     WHERE d.id = $1
     UNION ALL
    SELECT 'role', h.person_id, h.building_id, p.name, h.role, p.sort_name, h.begins_on, h.ends_on,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, p.ended_on
      FROM role_held h
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE h.district_id = $1
       AND (h.role IN ('coach', 'technician', 'principal') OR h.person_id = $2)
       AND ($5 = '' OR h.person_id = $5 OR h.person_id = $2)
     UNION ALL
    SELECT 'week', coach_id, home_id, NULL, NULL, NULL, NULL, NULL, fte_percent, capacity_minutes,
           lunch_minutes, lunch_begins, lunch_ends, preparation_minutes, version, NULL
      FROM coach_week
     WHERE district_id = $1 AND ($5 = '' OR coach_id = $5)
     UNION ALL
    SELECT 'hours', coach_id, NULL, words, meant_for, NULL, NULL, NULL, weekday, begins, ends, NULL,
           NULL, NULL, NULL, NULL
      FROM coach_hours
     WHERE district_id = $1 AND ($5 = '' OR coach_id = $5)
     UNION ALL
    SELECT 'absence', a.id, a.coach_id, p.name, a.why, p.sort_name, a.begins_on, a.ends_on,
           a.begins, a.ends, NULL, NULL, NULL, NULL, NULL, NULL
      FROM absence a
      JOIN person p ON p.district_id = a.district_id AND p.id = a.coach_id
     WHERE a.district_id = $1 AND a.ends_on >= $3 AND a.begins_on <= $4
       AND ($5 = '' OR a.coach_id = $5)
     UNION ALL
    SELECT 'window', w.id, w.building_id, w.name, w.kind, COALESCE(b.name, ''), w.begins_on,
           w.ends_on, w.percent, NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM capacity_window w
      LEFT JOIN building b ON b.district_id = w.district_id AND b.id = w.building_id
     WHERE w.district_id = $1 AND w.ends_on >= $3 AND w.begins_on <= $4
     UNION ALL
    SELECT 'road', from_id, to_id, NULL, NULL, NULL, NULL, NULL, minutes, NULL, NULL, NULL, NULL,
           NULL, NULL, NULL
      FROM travel_time
     WHERE district_id = $1 AND $6 = TRUE
     UNION ALL
    SELECT 'usual', NULL, NULL, value, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
           NULL, NULL
      FROM setting
     WHERE district_id = $1 AND name = 'planner.travel_minutes' AND $6 = TRUE
     UNION ALL
    SELECT 'building', id, NULL, name, zone, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
           NULL, NULL
      FROM building
     WHERE district_id = $1 AND ended_on IS NULL AND $6 = TRUE)"};
}  // namespace sql

namespace {

struct Col {
    enum : int {
        what,
        id,
        other,
        words,
        more,
        sorts,
        begins_on,
        ends_on,
        n,
        o,
        p,
        q,
        r,
        s,
        t,
        left_on
    };
};

int whole(const db::Row& row, int column) { return static_cast<int>(row.integer(column)); }

struct RoleRow {
    PersonId person;
    std::optional<BuildingId> building;
    std::string name, sort_name;
    Role role = Role::teacher;
    std::optional<Day> begins_on, ends_on;
    std::optional<Day> left_on;  // The person, not the role.
};

Dates dates_of(const db::Row& row) { return {row.day(Col::begins_on), row.day(Col::ends_on)}; }

Absence absence_in(const db::Row& row) {
    Absence absence{.id = row.id<AbsenceId>(Col::id),
                    .coach = row.id<PersonId>(Col::other),
                    .coach_name = row.text(Col::words),
                    .why = parse_away(row.view(Col::more)).value_or(Away::other),
                    .dates = dates_of(row),
                    .hours = std::nullopt};
    if (!row.is_null(Col::n) && !row.is_null(Col::o))
        absence.hours = Ring{whole(row, Col::n), whole(row, Col::o)};
    return absence;
}

Window window_in(const db::Row& row) {
    return {.id = row.id<WindowId>(Col::id),
            .kind = parse_window_kind(row.view(Col::more)).value_or(WindowKind::other),
            .name = row.text(Col::words),
            .building = row.maybe_id<BuildingId>(Col::other),
            .building_name = row.text(Col::sorts),
            .dates = dates_of(row),
            .percent = whole(row, Col::n)};
}

CoachWeek week_in(const db::Row& row) {
    CoachWeek week;
    week.coach = row.id<PersonId>(Col::id);
    week.home = row.maybe_id<BuildingId>(Col::other);
    week.fte_percent = whole(row, Col::n);
    week.capacity_minutes = whole(row, Col::o);
    week.lunch_minutes = whole(row, Col::p);
    week.lunch = {whole(row, Col::q), whole(row, Col::r)};
    week.preparation_minutes = whole(row, Col::s);
    week.version = row.integer(Col::t);
    week.is_said = true;
    return week;
}

struct HoursRow {
    PersonId coach;
    int weekday = 1;
    Ring ring;
    bool is_shift = false;
    std::string words;
};

// The rows come in any order.
class Mustering {
  public:
    explicit Mustering(ReadTx& tx) : now_(tx.now()) {
        staff_.reach.person = tx.actor();
        staff_.reach.zone = &Zone::utc();
    }

    void add(const db::Row& row) {
        const std::string_view kind = row.view(Col::what);
        if (kind == "zone") return set_zone(row);
        if (kind == "role") return add_role(row);
        if (kind == "week") return staff_.said.push_back(week_in(row));
        if (kind == "hours") return add_hours(row);
        if (kind == "absence") return absences_.push_back({row.text(Col::sorts), absence_in(row)});
        if (kind == "window") return staff_.windows.push_back(window_in(row));
        if (kind == "road") return add_road(row);
        if (kind == "usual") return set_usual(row.view(Col::words));
        buildings_.emplace_back(text::folded(row.view(Col::words)),
                                coachees::Building{row.id<BuildingId>(Col::id),
                                                   row.text(Col::words), row.text(Col::more)});
    }

    Staff muster() {
        muster_roles();
        muster_hours();
        std::ranges::sort(absences_, {}, [](const auto& one) {
            return std::tie(one.second.dates.from, one.first, one.second.id);
        });
        for (auto& [sorted_by, absence] : absences_) staff_.absences.push_back(std::move(absence));
        std::ranges::sort(staff_.windows, {}, [](const Window& one) {
            return std::tie(one.dates.from, one.name, one.id);
        });
        std::ranges::sort(buildings_, {},
                          [](const auto& one) { return std::tie(one.first, one.second.id); });
        for (auto& [sorted_by, building] : buildings_) {
            staff_.buildings.push_back(std::move(building));
        }
        staff_.roads = Roads(std::move(roads_), travel_otherwise_);
        return std::move(staff_);
    }

  private:
    void set_zone(const db::Row& row) {
        if (const Zone* zone = Zone::find(row.view(Col::words))) staff_.reach.zone = zone;
    }

    void add_role(const db::Row& row) {
        Role role;
        if (!parse_role(row.view(Col::more), role)) return;
        roles_.push_back({.person = row.id<PersonId>(Col::id),
                          .building = row.maybe_id<BuildingId>(Col::other),
                          .name = row.text(Col::words),
                          .sort_name = row.text(Col::sorts),
                          .role = role,
                          .begins_on = row.maybe_day(Col::begins_on),
                          .ends_on = row.maybe_day(Col::ends_on),
                          .left_on = row.maybe_day(Col::left_on)});
    }

    void add_hours(const db::Row& row) {
        hours_.push_back({.coach = row.id<PersonId>(Col::id),
                          .weekday = whole(row, Col::n),
                          .ring = {whole(row, Col::o), whole(row, Col::p)},
                          .is_shift = row.view(Col::more) == "shift",
                          .words = row.text(Col::words)});
    }

    void add_road(const db::Row& row) {
        roads_.push_back(
            {row.id<BuildingId>(Col::id), row.id<BuildingId>(Col::other), whole(row, Col::n)});
    }

    void set_usual(std::string_view minutes) {
        int parsed = travel_default;
        std::from_chars(minutes.data(), minutes.data() + minutes.size(), parsed);
        travel_otherwise_ = std::clamp(parsed, 0, 480);
    }

    void muster_roles() {
        std::ranges::stable_sort(
            roles_, {}, [](const RoleRow& one) { return std::tie(one.sort_name, one.person); });
        const Day today = staff_.reach.today = staff_.reach.zone->day(now_);
        for (const RoleRow& one : roles_) {
            if ((one.begins_on && *one.begins_on > today) || (one.ends_on && *one.ends_on < today))
                continue;
            if (one.role == Role::principal) evaluators_.insert(one.person);
            if (one.role != Role::coach && one.role != Role::technician) continue;
            if (one.person == staff_.reach.person) {
                staff_.reach.works = true;
                add_place(one, staff_.reach);
            }
            if (one.left_on && *one.left_on <= today) continue;
            if (staff_.workers.empty() || staff_.workers.back().id != one.person) {
                staff_.workers.push_back({.id = one.person, .name = one.name, .buildings = {}});
            }
            add_place(one, staff_.workers.back());
        }
        for (Worker& one : staff_.workers) one.evaluates = evaluators_.contains(one.id);
        if (evaluators_.contains(staff_.reach.person)) staff_.reach.works = false;
    }

    static void add_place(const RoleRow& role, auto& whose) {
        if (!role.building) whose.everywhere = true;
        if (role.building) whose.buildings.push_back(*role.building);
    }

    void muster_hours() {
        std::map<PersonId, CoachWeek*> by_coach;
        for (CoachWeek& week : staff_.said) by_coach[week.coach] = &week;
        std::ranges::stable_sort(hours_, {}, [](const HoursRow& one) {
            return std::tuple(one.weekday, one.ring.begins);
        });
        for (HoursRow& one : hours_) {
            CoachWeek& week = *by_coach.at(one.coach);
            if (one.is_shift) {
                week.shifts[static_cast<std::size_t>(one.weekday - 1)] = one.ring;
            } else {
                week.protected_times.push_back({one.weekday, one.ring, std::move(one.words)});
            }
        }
    }

    const Instant now_;
    Staff staff_;
    std::vector<RoleRow> roles_;
    std::set<PersonId> evaluators_;
    std::vector<HoursRow> hours_;
    std::vector<std::pair<std::string, Absence>> absences_;
    std::vector<std::pair<std::string, coachees::Building>> buildings_;
    std::vector<Travel> roads_;
    int travel_otherwise_ = travel_default;
};

}  // namespace

Staff staff_of(ReadTx& tx, const Staffing& wanted) {
    Mustering mustering(tx);
    const std::string coach = wanted.coach ? wanted.coach->text() : "";
    tx.each(
        sql::staff, [&](const db::Row& row) { mustering.add(row); }, tx.district(), tx.actor(),
        wanted.dates.from, wanted.dates.until, coach, wanted.land == Land::wanted);
    return mustering.muster();
}

}  // namespace rapport::planner
