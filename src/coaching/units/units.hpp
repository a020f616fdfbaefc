// The expansion map: the units of a teacher's or a team's year, which of them coaching has taken
// up, which is in work, which comes next, and when all would have had a turn: at one unit a
// semester (the founding rule: one unit a semester, then expand), and at the pace so far. One is
// begun with; the rest follows from it.
//
// A teacher's is seen by the teacher and by a coach who is, or was, in a cycle with them; a team's
// by the teachers in it and by coaches. Each sees what their own cycles say, and nothing of what
// others do with a coach. Nobody who evaluates sees any of it. Every reader and writer asks for a
// Course, which only course_of() makes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "coaching/cycles/cycles.hpp"
#include "coaching/teams/teams.hpp"
#include "coaching/units/pace.hpp"

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
    bool is_carried = false;               // Looked back on once, whatever it is now.
    std::optional<cycles::CycleId> cycle;  // That took it up, or is at work on it.
    std::optional<Semester> by;            // Of one not taken up: its turn at one a semester.
    std::int64_t reached = 0;              // Of a team: how many of its people were in a cycle.
};

// Whose units they are, in the hands of somebody who may see them.
class Course {
  public:
    using Whose = std::variant<PersonId, teams::TeamId>;
    const Whose& whose() const { return whose_; }
    bool is_of_team() const { return std::holds_alternative<teams::TeamId>(whose_); }
    const std::string& name() const { return name_; }
    // Whose cycles count: the teacher, or those in the team now.
    const std::vector<PersonId>& people() const { return people_; }
    std::string path() const;  // "/people/…/units", "/teams/…/units"

  private:
    friend std::optional<Course> course_of(ReadTx&, PersonId);
    friend std::optional<Course> course_of(ReadTx&, teams::TeamId);
    Course(Whose whose, std::string name, std::vector<PersonId> people)
        : whose_(whose), name_(std::move(name)), people_(std::move(people)) {}
    Whose whose_;
    std::string name_;
    std::vector<PersonId> people_;
};
// None: is not there, or not for the actor's eyes.
std::optional<Course> course_of(ReadTx&, PersonId teacher);
std::optional<Course> course_of(ReadTx&, teams::TeamId);

struct Map {
    std::vector<Unit> units;  // In the order of the year.
    Pace pace;                // Of those units; without any, from today on.
    std::int64_t left() const;
};
Map map_of(ReadTx&, const Course&);

// The names, one a line, in the order they are taught; replaces those that were there.
Result<Done> set(WriteTx&, const Course&, std::string_view lines);

// The names of the units of a team that the teacher is in, while the teacher has none; "" for none.
struct Offered {
    std::string team, lines;
};
Offered offered(ReadTx&, const Course&);

// /people/{person}/units, /teams/{team}/units and their twins.
void mount_units(desk::Routes&);

}  // namespace rapport::units
