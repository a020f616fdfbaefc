// Single values as rosters write them, and what they mean: dates in seven forms, yes and no, grades
// from pre-kindergarten to 13, roles. Everything here is pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/clock/clock.hpp"
#include "kernel/text/ascii.hpp"

namespace rapport::roster {

// A value and whether it was written as the standard asks.
template <class T>
struct Meant {
    T value{};
    bool is_exact = true;
};

// How a file writes dates with slashes. Unknown until a day above 12 tells.
enum class SlashOrder : std::uint8_t { unknown, month_first, day_first };
// What one date says about its file's order: "15/06/2023" is day_first, "1/05/2023" says nothing.
SlashOrder slash_order(std::string_view text);

// "2026-11-21", with a time behind it or not, "20261121", "2026/11/21", "8/27/2018" or "27/8/2018"
// by the file's order, "27.08.2018", "27 Aug 2018", and Excel's day numbers ("43339").
std::optional<Meant<Day>> parse_day(std::string_view text, SlashOrder order);

std::optional<Meant<bool>> parse_flag(std::string_view text);  // true TRUE 1 yes y t …

enum class Status : std::uint8_t { active, ended };
std::optional<Meant<Status>> parse_status(std::string_view text);  // Not for blank text.

// Entry grade levels by CEDS ("KG", "01" … "13"), comma separated, in school order, from what
// people write: "K-12", "9, 10", "1st", "Grade 5". What cannot be understood stays as it was.
struct Grades {
    std::string text;
    bool is_exact = true;
    std::string unknown;  // The first part that could not be understood.
};
Grades parse_grades(std::string_view text);

enum class OrgType : std::uint8_t { school, department, district, above };
std::optional<Meant<OrgType>> parse_org_type(std::string_view text);

// What a roster says somebody is.
enum class UserRole : std::uint8_t {
    student,
    parent,
    teacher,
    aide,
    counselor,
    proctor,
    principal,
    administrator,  // Site, district, system: staff, but never an administrator of Rapport.
    other_staff,    // ext: words of a district's own.
};
std::optional<Meant<UserRole>> parse_user_role(std::string_view text);
std::string_view code(UserRole);
bool is_staff(UserRole);

// True for letters, digits and ./@_- alone.
bool is_plain_id(std::string_view text);
bool is_email(std::string_view text);
using text::lower_ascii;
// Letters and digits only, in lower case: "Sourced ID", "sourced_id" and "sourcedId" are one.
std::string squeezed(std::string_view text);
// "a, b ;c" as {"a", "b", "c"}; empty parts are left out.
std::vector<std::string_view> list_of(std::string_view text);
// One line without control characters, at most 200 characters.
std::string tidy_text(std::string_view text);

struct Names {
    std::string name, sort_name;
};
// "Amina" and "Diallo" give "Amina Diallo" and "Diallo, Amina"; names in Chinese, Japanese or
// Korean letters keep the family first.
Names names_of(std::string_view given, std::string_view family);

}  // namespace rapport::roster
