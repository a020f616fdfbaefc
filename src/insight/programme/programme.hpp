// What the programme does, as counts: contacts and hours by kind, requests by team, and how long
// people wait. Never a name, never a word, and no number about too few people.
//
// Time is cut into spans that do not overlap (the terms of the roster that contain no other, or
// months where there are none): from overlapping spans a hidden number could be worked out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/contacts/contacts.hpp"
#include "coaching/requests/requests.hpp"
#include "insight/programme/suppression.hpp"
#include "kernel/db/db.hpp"

namespace rapport::programme {

struct Span {
    std::string title;  // "Fall term"; empty for a month.
    Day from, to;
};
// Newest first, none in the future. Pure but for the reading of terms.
std::vector<Span> spans(ReadTx&, Day today);
std::vector<Span> without_overlap(std::vector<Span>);  // Pure: the innermost ones.

enum class Group : std::uint8_t { lessons, fixing, sessions, preparing, programme, rest };
inline constexpr int group_count = 6;
Group group_of(std::string_view kind_code);
std::string_view code(Group);

// A number, or that it is too small to be shown.
using Shown = std::optional<std::int64_t>;

struct GroupCount {
    Group group;
    Shown contacts, minutes;
};
struct TeamCount {
    std::optional<requests::Branch> branch;  // None: nobody has looked yet.
    Shown asked;
    Shown done_percent;  // Rounded to 5: exact parts could be subtracted.
    Shown median_wait;   // Minutes to the first answer.
};
struct Report {
    std::vector<GroupCount> groups;  // All of them, in the order of Group.
    Shown contacts, minutes;         // In all.
    Shown people;                    // Different people helped.
    std::vector<TeamCount> teams;    // coach, support, nobody yet.
    Shown asked;
    bool is_anything_hidden = false;
};

// What one building or (none) the district did. Counts of the whole district are read each time, so
// that the same numbers are hidden whoever looks.
struct Asked {
    Span span;
    std::optional<BuildingId> building;
    std::int64_t cell_min = 5;
    const Zone* zone = nullptr;  // The district's: a day is the same day for every reader.
};
Report report(ReadTx&, const Asked&);

}  // namespace rapport::programme
