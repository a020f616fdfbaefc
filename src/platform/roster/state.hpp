// What a district has: the rows a roster may touch, as they stand before an import.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/clock/clock.hpp"
#include "platform/desk/desk.hpp"
#include "platform/roster/incoming.hpp"

namespace rapport::roster {

using TermId = Id<struct TermTag>;
using ClassId = Id<struct ClassTag>;
using HeldId = Id<struct RoleHeldTag>;

// Rows point to each other by their place in the lists of State; `nowhere` is none.
inline constexpr std::int32_t nowhere = -1;

struct BuildingRow {
    BuildingId id;
    std::string key;  // Empty: made by hand.
    std::string name, identifier, corrected;
    bool is_ended = false;
};
struct TermRow {
    TermId id;
    std::string key, title, kind;
    Day begins, ends;
    bool is_ended = false;
};
struct CourseRow {
    std::string key, title;
    bool is_ended = false;
};
struct ClassRow {
    ClassId id;
    std::string_view key, title, course, course_key, grades, subjects, room, terms;
    std::int32_t building = nowhere;
    std::int64_t student_count = 0;
    bool is_ended = false;
};
struct PersonRow {
    PersonId id;
    std::string_view key, name, sort_name, email, title, room, teaches, corrected;
    std::int32_t building = nowhere;
    bool is_missing = false;
    bool is_ended = false;
};
struct HeldRow {  // Roles in force today or later, of the roster and by hand.
    HeldId id;
    std::int32_t person = nowhere;
    Role role;
    std::int32_t building = nowhere;
    std::optional<Day> begins, ends;
    bool is_manual = false;
};
struct SeatRow {
    std::int32_t class_place, person;
    std::string_view role;
};

struct State {
    Texts texts;  // Of classes, people and seats.
    std::vector<BuildingRow> buildings;
    std::vector<TermRow> terms;
    std::vector<CourseRow> courses;
    std::deque<ClassRow> classes;
    std::deque<PersonRow> people;
    std::vector<HeldRow> roles;
    std::vector<SeatRow> seats;
};

// How a district wants its roster read.
struct Settings {
    std::int64_t stop_percent = 10;
    // Words of the roster, e-mail addresses, titles and departments that make somebody something.
    struct Rule {
        Role role;
        enum class By : std::uint8_t { word, email, title, department } by;
        std::string what;  // Folded; an address in lower case.
    };
    std::vector<Rule> rules;
};
// `get` answers the setting of that name, or "".
Settings settings_from(const std::function<std::string(std::string_view name)>& get);

// Whether somebody has open requests or open next steps.
using HasOpenWork = std::function<bool(PersonId)>;

}  // namespace rapport::roster
