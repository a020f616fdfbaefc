// Rights are data. A role holds rights; a route names the one it needs; a page
// shows the table. What a right lets a person do to *which* rows is decided by
// the slice's rules (a coach sees the contacts that are the coach's own).
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "kernel/locale/key.hpp"

namespace rapport {

enum class Role : std::uint8_t {
    coach,
    technician,  // eSupport.
    teacher,
    principal,  // An evaluator: programme counts only, whatever else the person
                // holds.
    director,   // Technology director.
    district_admin,
    network_rep,
};
inline constexpr int role_count = 7;
std::string_view code(Role);  // "coach", "district_admin": as stored and in the CLI.
Key label(Role);              // The sentence key of its name.
bool parse_role(std::string_view code, Role& role);

enum class Right : std::uint8_t {
    anyone,             // Nobody need be signed in.
    signed_in,          // Any person of the district.
    log_contacts,       // Coach, technician: log, correct, export one's own.
    see_people,         // Coach, technician: a teacher's page.
    manage_teams,       // Coach, technician, district admin: who plans together.
    ask_for_help,       // Teacher: requests of one's own, My help.
    triage_requests,    // Coach, technician: the waiting list.
    plan_weeks,         // Coach, technician: wishes, visits, proposals.
    see_programme,      // Principal, director, admin, coach: counts.
    change_settings,    // District admin: words, kinds, month close.
    manage_people,      // District admin: people, roles, invitations.
    import_roster,      // District admin.
    see_audit,          // District admin.
    see_network,        // Network representative.
    see_timetables,     // Coach, technician, district admin: a person's week, a building's day.
    change_timetables,  // District admin: bells, kinds of day, imports of timetables.
    make_agreements,    // Coach, teacher, principal: how they work together.
    join_cycles,        // Coach, teacher: the coaching cycles they are part of.
    see_shared_cycles,  // Principal: what teachers have agreed to share.
    keep_ledger,        // Coach: what they gave and asked, for themselves alone.
    hire,               // Director, district admin: vacancies, who applied, what people hold.
    ask_peers,          // Coach, director, district admin: inquiries of one's own.
    enter_gatherings,   // Those, and the network representative: conferences and meet-ups.
};
inline constexpr int right_count = 23;
std::string_view code(Right);

using Rights = std::bitset<right_count>;
// "log_contacts,see_people"; none where one of them is no right, or not one to hand on.
std::optional<Rights> parse_rights(std::string_view codes);
Rights rights_of(Role);

}  // namespace rapport
