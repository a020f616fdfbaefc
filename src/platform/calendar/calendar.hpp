// School days: Monday to Friday, without the closures a district enters for all its buildings or
// for one. Whatever is promised or counted in school days asks here. A half day is a school day;
// that it is one, and which half is off, are facts for those who plan.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/desk/desk.hpp"

namespace rapport::calendar {

using ClosureId = Id<struct ClosureTag>;

enum class Part : std::uint8_t { day, morning, afternoon };  // What is off.
std::string_view code(Part);
std::optional<Part> parse_part(std::string_view code);

struct Closure {
    ClosureId id;
    std::optional<BuildingId> building;  // None: every building.
    std::string building_name;           // "" then.
    Day begins_on, ends_on;              // Both without school.
    Part part = Part::day;
    std::string name;
    bool covers(Day, const std::optional<BuildingId>&) const;
};

class SchoolDays;

// The closures of a district, as of one reading.
class Calendar {
  public:
    Calendar() = default;  // Knows weekends only.
    explicit Calendar(std::vector<Closure> closures) : closures_(std::move(closures)) {}
    // The school days of a building; of none, those that every building has.
    SchoolDays of(std::optional<BuildingId>) const;
    const std::vector<Closure>& closures() const { return closures_; }

  private:
    std::vector<Closure> closures_;
};

// A look at a Calendar, which must outlive it.
class SchoolDays {
  public:
    SchoolDays(const Calendar& calendar, std::optional<BuildingId> building)
        : calendar_(&calendar), building_(building) {}
    bool is_school_day(Day) const;
    const Closure* closure_on(Day) const;   // Why there is no school; null on weekends alone.
    const Closure* half_day_on(Day) const;  // Null when the day is whole, or off altogether.
    // The nearest school day after and before. A calendar that is closed for years on end gives the
    // day on which the search ended.
    Day next(Day) const;
    Day previous(Day) const;
    std::int64_t count(Day from, Day to) const;  // Both inclusive.

  private:
    const Closure* find(Day, bool whole) const;
    const Calendar* calendar_;
    std::optional<BuildingId> building_;
};

// Every closure that ends on this day or later, by its first day.
Calendar load(ReadTx&, Day from);
// The same for what is being promised now: reaches a year back.
Calendar load(ReadTx&);

struct NewClosure {
    std::optional<BuildingId> building;
    Day begins_on, ends_on;
    Part part = Part::day;
    std::string name;
};
// Refuses one without a name, one that ends before it begins or lasts longer than a year, a
// building that is not the district's, and what is there already.
Result<ClosureId> close(WriteTx&, const NewClosure&);
// There is school after all. The closure that was.
std::optional<Closure> open(WriteTx&, ClosureId);

// Left with every change, for those whose promises depend on school days; payload {}.
inline constexpr std::string_view changed_job = "calendar";

void mount_calendar(desk::Routes&);

}  // namespace rapport::calendar
