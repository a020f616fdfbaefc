// What a bundle says once it is read: staff, buildings, terms, courses, classes and who teaches
// them. Students are a number in each class. This is also what is kept between a dry run and
// bringing its changes in.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "kernel/clock/clock.hpp"
#include "platform/roster/flaws.hpp"
#include "platform/roster/table.hpp"
#include "platform/roster/texts.hpp"
#include "platform/roster/values.hpp"

namespace rapport::roster {

enum class Version : std::uint8_t { v1_1, v1_2 };
std::string_view code(Version);  // "1.1"

// What a file says of the things it does not name: in bulk they are gone, in delta unchanged.
enum class Mode : std::uint8_t { absent, bulk, delta };
std::string_view code(Mode);

struct OrgIn {
    std::string key, name, identifier, parent;
    OrgType type = OrgType::school;
    bool is_ended = false;
    std::int64_t row = 0;
};
struct TermIn {
    std::string key, title, kind;
    Day begins, ends;  // Inclusive, whatever the version.
    bool is_ended = false;
};
struct CourseIn {
    std::string key, title;
    bool is_ended = false;
};
struct ClassIn {  // Texts live in Incoming::texts, here and below.
    std::string_view key, title, course_key, grades, subjects, room, org_key;
    std::string_view terms;  // Keys, comma separated.
    std::int64_t student_count = 0;
    bool is_ended = false;
};
// A role as the roster words it.
struct RoleIn {
    UserRole role = UserRole::other_staff;
    std::string_view word;        // As written: "ext:coach".
    std::string_view org_key;     // Empty: nowhere in particular.
    std::string_view school_key;  // The school of that org; empty for a district's own.
    std::optional<Day> begins, ends;
    bool is_primary = false;
    bool is_ended = false;
    std::int64_t row = 0;
};
struct PersonIn {
    std::string_view key, name, sort_name, email, title, home_key;
    std::string_view modified;  // To tell the newer of two rows.
    std::vector<RoleIn> roles;
    // Whether `roles` is all of them, changes to them, or nothing was said.
    enum class Roles : std::uint8_t { unsaid, all, changes } roles_are = Roles::unsaid;
    bool has_row = false;  // False: only roles of a person known from before.
    bool is_enabled = true;
    bool is_ended = false;
    std::int64_t row = 0;
};
// Somebody of the staff in a class.
struct SeatIn {
    std::string_view class_key, person_key, role;
    bool is_ended = false;
};

struct Incoming {
    Texts texts;
    Version version = Version::v1_1;
    std::string system;  // What made it, by its own word.
    Mode orgs = Mode::absent, terms = Mode::absent, courses = Mode::absent, classes = Mode::absent,
         people = Mode::absent, seats = Mode::absent;
    std::vector<OrgIn> org_list;
    std::vector<TermIn> term_list;
    std::vector<CourseIn> course_list;
    std::deque<ClassIn> class_list;
    std::deque<PersonIn> person_list;
    std::deque<SeatIn> seat_list;
    std::int64_t student_count = 0;  // Different students seen, of the whole bundle.
    std::int64_t row_count = 0;      // Rows read.
};

// The keys a district has already, as hashes: what a delta, or a bundle without some file, may
// point to.
struct Known {
    std::vector<std::uint64_t> buildings, terms, courses, classes, people;
};

struct Reading {
    Incoming incoming;
    Flaws flaws;
    Rejects rejects;
};

class Bundle;
Reading read_bundle(Bundle&, const Known&);

}  // namespace rapport::roster
