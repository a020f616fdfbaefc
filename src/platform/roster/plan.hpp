// What an import would do, decided before anything is done: who and what is added, changed, ended,
// kept although it vanished, and what two entries are one. Making a plan changes nothing; a plan
// made twice from the same bundle, the first brought in between, is empty the second time.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "platform/roster/state.hpp"

namespace rapport::roster {

enum class Entity : std::uint8_t { building, term, course, class_, person, seat };
inline constexpr int entity_count = 6;
std::string_view code(Entity);  // "class"

enum class Act : std::uint8_t { add, change, end, keep };
std::string_view code(Act);

struct FieldChange {
    std::string_view field;
    std::string before, after;
};

inline constexpr std::int32_t none = -1;

struct Step {
    Entity entity;
    Act act;
    std::int32_t incoming = none;  // Place in the list of what came.
    std::int32_t existing = none;  // Place in the list of what is there.
    std::string name;
    std::string_view building;  // Where it shows in the report; empty: the district.
    std::vector<FieldChange> fields;
    bool is_moved = false;  // A person of another building than before.
    bool is_back = false;   // Had ended, or was missing.
};

// A reference to a row that may not have its id yet.
struct Ref {
    std::int32_t incoming = none, existing = none;
    friend bool operator==(const Ref&, const Ref&) = default;
};
struct RoleStep {
    Ref person, building;  // No building: the whole district.
    Role role = Role::teacher;
    std::optional<Day> begins, ends;
    std::int32_t ends_existing = none;  // Place in State::roles: this one ends instead.
};
struct SeatStep {
    Act act;
    Ref class_ref, person;
    std::string_view role;
};

// Two entries that are most likely one person or one building.
struct Merge {
    Entity entity;
    std::int32_t incoming, existing;
    std::string name, old_key, new_key;
    enum class Why : std::uint8_t { email, id_case, name, identifier } why;
    bool is_taken = true;  // False: the administrator keeps the two apart, or the names differ.
    std::string email = {};
};

// A field somebody corrected by hand, which the roster still has otherwise: it stays corrected.
struct Left {
    std::string name;
    std::string_view field;
    std::string kept, roster_says;
};

struct Stop {
    Entity entity;
    std::int64_t removed, of;
};

struct Tally {
    std::int64_t added = 0, changed = 0, ended = 0, kept = 0, same = 0;
};

struct Plan {
    Texts texts;  // The names of buildings.
    std::deque<Step> steps;
    std::vector<RoleStep> roles;
    std::deque<SeatStep> seats;
    std::vector<Merge> merges;
    std::vector<Left> left;
    std::vector<Stop> stops;
    Tally tallies[entity_count];
    Flaws flaws;  // What only shows beside what is there.
    // What each incoming row is: its place in the state, or none.
    std::vector<std::int32_t> buildings, terms, courses, classes, people;
    // Texts made from several files, by place in the incoming lists.
    std::vector<std::string_view> course_titles;
    std::vector<std::string> rooms, teaches;

    bool is_empty() const { return steps.empty() && roles.empty() && seats.empty(); }
    const Tally& tally(Entity entity) const { return tallies[static_cast<int>(entity)]; }
};

struct Planning {
    const Incoming& incoming;
    const State& state;
    const Settings& settings;
    Day today;
    HasOpenWork has_open_work;
    // New keys that are who they look like; not given: all but those whose names differ.
    std::optional<std::vector<std::string>> same = {};
};
Plan make_plan(const Planning&);

// A person as they will be: what the roster says, but for what was corrected by hand and for
// blanks, which say nothing. `before` is null for somebody new.
struct PersonAfter {
    std::string name, sort_name, email, title, room, teaches;
    bool is_building_kept = false;
};
struct Described {
    std::string_view room, teaches;
    bool is_whole = false;  // From all their classes, so that a blank means none.
};
PersonAfter person_after(const PersonIn&, const PersonRow* before, const Described&);
bool is_corrected(std::string_view marks, std::string_view field);

}  // namespace rapport::roster
