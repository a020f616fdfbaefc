// When a coach can be where: shifts, home building, minutes for people, lunch and preparation,
// protected time, absences, the road between buildings, and the windows (tests, hand-outs) that
// take a part of a week, known months ahead. Times are minutes from midnight on the wall of the
// building; what nobody has said has a default, so that a plan can be made on the first day.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/result.hpp"
#include "platform/timetables/timetables.hpp"

namespace rapport::planner {

using timetables::Ring;
using AbsenceId = Id<struct AbsenceTag>;
using WindowId = Id<struct WindowTag>;

// Days, both inclusive.
struct Dates {
    Day from, until;
    bool holds(Day day) const { return from <= day && day <= until; }
    std::int64_t count() const { return until.number() - from.number() + 1; }
};
Day monday_of(Day);
inline Dates week_of(Day day) { return {monday_of(day), monday_of(day).plus(6)}; }

// What nobody may book, the same every week: a team meeting, office hours.
struct Protected {
    int weekday = 1;  // 1 = Monday … 7.
    Ring ring;
    std::string words;
};

struct CoachWeek {
    PersonId coach;
    std::string name;
    std::optional<BuildingId> home;             // Where each day begins and ends; none: anywhere.
    std::array<std::optional<Ring>, 7> shifts;  // Monday first; none: not there.
    int fte_percent = 100;
    int capacity_minutes = 1500;  // With people, a week, lunch and preparation aside.
    int lunch_minutes = 30;       // 0: none. Within `lunch`.
    Ring lunch{645, 795};
    int preparation_minutes = 0;  // A day, wherever it fits.
    std::vector<Protected> protected_times;
    bool is_said = false;      // Somebody has said so; else these are the defaults.
    std::int64_t version = 0;  // Sent back with a change.
};
inline constexpr int usual_capacity = 1500;  // Of a whole FTE: two thirds of 37.5 hours.

// Coaches by name, as the actor may plan them: those with the role of coach or technician in the
// buildings the actor covers, the actor among them. One statement.
std::vector<CoachWeek> coaches(ReadTx&);
Result<Done> set_week(WriteTx&, const CoachWeek&);

struct Travel {
    BuildingId from, to;
    int minutes = 0;
};
inline constexpr int travel_default = 15;  // Minutes; setting planner.travel_minutes.

// Minutes on the road between buildings; the same there and back unless both are said.
class Roads {
  public:
    Roads() = default;
    Roads(std::vector<Travel> said, int otherwise);
    int minutes(BuildingId from, BuildingId to) const;
    int minutes(const std::optional<BuildingId>& from, const std::optional<BuildingId>& to) const;
    const std::vector<Travel>& said() const { return said_; }
    int otherwise() const { return otherwise_; }

  private:
    std::vector<Travel> said_;
    int otherwise_ = travel_default;
};
Roads roads(ReadTx&);
Result<Done> set_travel(WriteTx&, const Travel&);

enum class Away : std::uint8_t { sick, conference, leave, other };
std::string_view code(Away);
std::optional<Away> parse_away(std::string_view code);

struct Absence {
    AbsenceId id;
    PersonId coach;
    std::string coach_name;
    Away why = Away::other;
    Dates dates;
    std::optional<Ring> hours;  // None: whole days.
};
std::vector<Absence> absences(ReadTx&, const Dates&);
// Refuses one that ends before it begins, lasts longer than a year, or is of somebody the actor
// does not plan. What is booked then stays until somebody plans anew: see proposals.hpp.
Result<AbsenceId> add_absence(WriteTx&, const Absence&);
Result<Done> end_absence(WriteTx&, AbsenceId);

enum class WindowKind : std::uint8_t { test, handout, other };
std::string_view code(WindowKind);
std::optional<WindowKind> parse_window_kind(std::string_view code);

struct Window {
    WindowId id;
    WindowKind kind = WindowKind::test;
    std::string name;
    std::optional<BuildingId> building;  // None: everywhere.
    std::string building_name;
    Dates dates;
    int percent = 50;  // Of the capacity of the coaches whose home it is (or who have none).
};
std::vector<Window> windows(ReadTx&, const Dates&);
Result<WindowId> add_window(WriteTx&, const Window&);
Result<Done> end_window(WriteTx&, WindowId);

// What is left of a coach's minutes in the week of that Monday.
int capacity_of(const CoachWeek&, Day monday, const std::vector<Absence>&,
                const std::vector<Window>&);

}  // namespace rapport::planner
