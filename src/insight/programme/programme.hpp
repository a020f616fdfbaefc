// What the programme does, as counts: contacts and hours by kind, requests by team, and how long
// people wait. Never a name, never a word, and no number that tells too much about too few.
//
// Numbers are released: a time is counted once, when its months are closed and nothing in it can
// change any more, and what was released stays. So no two looks differ by what one person did. The
// times never overlap (the terms of the roster that contain no other, months where there are none):
// from overlapping ones a hidden number could be worked out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "coaching/contacts/contacts.hpp"
#include "coaching/requests/requests.hpp"
#include "insight/programme/shares.hpp"
#include "kernel/db/db.hpp"

namespace rapport::programme {

struct Span {
    std::string title;  // "Fall term"; empty for a month.
    Day from, to;       // Both within.
};
bool overlap(const Span&, const Span&);
std::vector<Span> without_overlap(std::vector<Span>);  // Pure: the innermost ones.

enum class Group : std::uint8_t { lessons, fixing, sessions, preparing, programme, rest };
inline constexpr int group_count = 6;
Group group_of(std::string_view kind_code);
std::string_view code(Group);

// A number, or that it tells too much.
using Shown = std::optional<std::int64_t>;

struct GroupCount {
    Group group = Group::rest;
    Shown contacts, minutes;
};
struct TeamCount {
    std::optional<requests::Branch> branch;  // None: nobody has looked yet.
    Shown asked;
    Shown done_percent;  // Rounded to 5: exact parts could be subtracted.
    Shown median_wait;   // Minutes to the first answer.
};
// Of one building, or of the whole district.
struct Report {
    std::vector<GroupCount> groups;  // All of them, in the order of Group.
    Shown contacts, minutes;         // In all.
    Shown people;                    // Different people helped.
    Shown coaches;                   // Different people who helped.
    Why why = Why::shown;            // Why there are no numbers in all, when there are none.
    std::vector<TeamCount> teams;    // coach, support, nobody yet.
    Shown asked;
};

struct Release {
    Span span;
    std::int64_t cell_min = people_least;
    Report district;
    std::vector<std::pair<BuildingId, Report>> buildings;  // Those where anything happened.
    const Report& of(const std::optional<BuildingId>&) const;
};

// How a district counts: what it asks for, and when its days and months end.
struct Rules {
    std::int64_t cell_min = people_least;
    std::int64_t close_day = contacts::close_day_default;
    const Zone* zone = nullptr;  // The district's: a day is the same day for every reader.
    Day today;
};
Rules rules(ReadTx&);

// When the numbers of a time that ends on this day come out: the day after the last building has
// closed its log.
Day comes_out_on(Day to, std::int64_t close_day);

// Counts one time, with everything hidden that must be.
Release counted(ReadTx&, const Span&, const Rules&);

// What is released, newest first, at most a dozen; and one of it.
std::vector<Span> released(ReadTx&);
std::optional<Release> find_release(ReadTx&, Day from);
// When the next numbers come out; none while nothing was ever logged or asked.
std::optional<Day> next_release(ReadTx&);

// Releases what is closed and not yet released, in one district or in every one. Returns how many.
// May be called at any time and by several programs at once.
int publish(Db&, DistrictId);
int publish(Db&);

// What a network reads of its districts: of each the newest release that ends by `until`.
struct NetworkLine {
    DistrictId district;
    std::string name;
    std::optional<Span> span;  // None: nothing has been released yet.
    Shown coaches, people, contacts, minutes;
};
struct NetworkPlace {  // Where a list goes on.
    std::string name, district;
};
struct NetworkAsked {
    std::string network;
    Day until;
    NetworkPlace after;
    int max = 100;
};
// With Scope::whole(). By name.
std::vector<NetworkLine> network_lines(ReadTx&, const NetworkAsked&);
// The last days of the months in which something released ends, newest first, at most a dozen.
std::vector<Day> network_times(ReadTx&, std::string_view network);
struct Network {
    std::string id, name;
};
std::optional<Network> network_of(ReadTx&, DistrictId);

}  // namespace rapport::programme
