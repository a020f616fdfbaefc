// How the pages of the planner put visits, wishes and times into words, and read them again.
// Private to the slice.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/desk/desk.hpp"
#include "schedule/planner/visits.hpp"

namespace rapport::planner {

// One of several to choose from: a coach, a building, a kind.
struct Option {
    std::string value, label;
    bool is_chosen = false;
};

// "Planning together · Cedar Elementary · 214": what is not known is left out.
std::string what_and_where(const Visit&, const locale::Speech&);
std::string what_and_where(const Wish&, const locale::Speech&);
// "tomorrow, 10:40–11:25 AM".
std::string when(const Visit&, const locale::Speech&);
std::string when(const Spot&, int ends, const locale::Speech&);

std::string wall(int minutes);  // "09:05", as an input has it.
std::optional<int> minutes_of(std::string_view typed);
std::optional<int> parse_count(std::string_view typed);  // A whole number, not below zero.

std::vector<Option> coach_options(const std::vector<CoachWeek>&, const std::optional<PersonId>&);
std::vector<Option> building_options(ReadTx&, const std::optional<BuildingId>&);
std::vector<Option> kind_options(const locale::Speech&, std::optional<Kind>);

// A place as one value of a button, "coach.2026-11-05.640", and as the fields of a form
// (place; or coach, on, at). Refuses what is no place.
std::string place_value(const Spot&);
Result<Spot> spot_of(const http::Fields&);

// What a page shows while it is seen again after a refusal: what was typed, else what it has.
std::string typed_or(const desk::Reading&, std::string_view field, std::string otherwise);

}  // namespace rapport::planner
