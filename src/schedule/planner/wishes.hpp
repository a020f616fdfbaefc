// A wish is help that wants a place in a coach's week: whom, what kind, how long, from when until
// when. It comes from a request, from a coach, from a step of a cycle, or comes again every week.
// A visit gives it its place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coaching/requests/requests.hpp"
#include "coaching/teams/teams.hpp"
#include "schedule/planner/weeks.hpp"

namespace rapport::planner {

using WishId = Id<struct WishTag>;
using ChainId = Id<struct ChainTag>;
using requests::RequestId;
using teams::TeamId;

enum class Kind : std::uint8_t {
    planning,       // A meeting in somebody's planning period.
    in_class,       // In a lesson.
    debrief,        // A talk about a lesson.
    group_session,  // Several people in a slot they share.
    esupport,       // Something is broken.
    test_session,   // Where tests are written; cannot move.
    other,          // Something else; its title says what.
};
inline constexpr int kind_count = 7;
std::string_view code(Kind);
std::optional<Kind> parse_kind(std::string_view code);
Key label(Kind);

struct Helped {
    PersonId id;
    std::string name;
};

struct Wish {
    WishId id;
    Kind kind = Kind::planning;
    std::string title;           // In the words of who made it; "" when the kind says enough.
    std::vector<Helped> people;  // By name; nobody for a test session.
    std::optional<TeamId> team;
    std::string team_name;
    std::optional<BuildingId> building;  // Where; none until a person with a building is named.
    std::string building_name;
    std::string room;
    int minutes = 30;
    int weight = 3;  // 1–5: how much it matters.
    Dates dates;
    std::optional<Ring> hours;      // Only within these; of a test that cannot move, the very time.
    bool is_weekly = false;         // Once in each week of `dates`.
    std::string lesson;             // Of in_class: words of its title; "" is any.
    std::vector<PersonId> coaches;  // Who may; nobody named: whoever covers the building.
    std::optional<ChainId> chain;   // A step of it needs the step before, by the same coach,
    int step = 0;                   // `gap_min` to `gap_max` days earlier.
    int gap_min = 0, gap_max = 0;
    std::optional<RequestId> request;
    PersonId made_by;
    bool is_over = false;  // Done, or wanted no more.
};

// Makes a wish; `id`, names and `made_by` are filled in. A team's members are added to the people.
// Refuses one without people (but for a test session), with minutes outside 5–480, with days that
// end before they begin or have passed, of people, coaches or places that are not the district's.
Result<WishId> want(WriteTx&, const Wish&);
// Everything of a request is known already: whom, where, who. Refuses one the actor does not work
// on or that is closed, and one that has a wish already.
Result<WishId> want_request(WriteTx&, RequestId, int minutes);
Result<Done> want_no_more(WriteTx&, WishId);

// Those that want a place within the dates and are not over, most important first, as far as the
// actor may see them: the actor's own, and those of the buildings the actor covers. Placed or not:
// `planner::visits` says. Four statements.
std::vector<Wish> wishes(ReadTx&, const Dates&);
std::optional<Wish> find_wish(ReadTx&, WishId);

}  // namespace rapport::planner
