// The expansion map: the units of a teacher's year, which of them coaching has taken up, which is
// in work, which comes next, and when all would be at one unit a semester. One is begun with; the
// rest follows from it.
//
// Seen by the teacher and by a coach who is, or was, in a cycle with them; each sees what their own
// cycles say. Nobody who evaluates sees any of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coaching/cycles/cycles.hpp"

namespace rapport::units {

using UnitId = Id<struct TeachingUnitTag>;

inline constexpr std::size_t units_max = 40;  // Of one year.

enum class Standing : std::uint8_t { taken_up, in_work, next, later };
std::string_view code(Standing);

// Half a school year: August to January, February to July.
struct Semester {
    int year = 0;  // In which the school year began.
    bool is_second = false;
    Semester after() const { return is_second ? Semester{year + 1, false} : Semester{year, true}; }
};
Semester semester_of(Day);

struct Unit {
    UnitId id;
    std::string name;
    Standing standing = Standing::later;
    std::optional<cycles::CycleId> cycle;  // That took it up, or is at work on it.
    std::optional<Semester> by;            // Of one not taken up: when it would be its turn.
};

// In the order of the year. None: not theirs to see.
std::optional<std::vector<Unit>> of(ReadTx&, PersonId teacher);
// The names, one a line, in the order they are taught; replaces those that were there.
Result<Done> set(WriteTx&, PersonId teacher, std::string_view lines);

// /people/{person}/units and its twin.
void mount_units(desk::Routes&);

}  // namespace rapport::units
