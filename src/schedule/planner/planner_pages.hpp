// What the first pages of the planner show, and what forms and calls of the API say, read once for
// both.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/html/html.hpp"
#include "schedule/planner/planner.hpp"

namespace rapport::planner {

std::string wall(int minutes);  // "09:05"
std::optional<int> minutes_of(std::string_view typed);

// fields.cpp: each refuses with the field concerned.
Result<Dates> dates_in(const http::Fields&,
                       const locale::Speech&);  // "from" and "until", or this week.
Result<Spot> spot_in(const http::Fields&);
Result<Wish> wish_in(const http::Fields&, const locale::Speech&);
Result<CoachWeek> week_in(const http::Fields&, PersonId coach);
Result<Absence> absence_in(const http::Fields&);
Result<Window> window_in(const http::Fields&);
Result<Ordered> ordered_in(const http::Fields&, const locale::Speech&);
Result<Supposition> supposition_in(const http::Fields&);
OwnAsking own_in(const http::Fields&);

// json.cpp
boost::json::object json_of(const Visit&);
boost::json::object json_of(const Wish&);
boost::json::object json_of(const CoachWeek&);
boost::json::object json_of(const Place&, const locale::Speech&);
boost::json::object json_of(const Price&, const locale::Speech&);
boost::json::object json_of(const Proposal&);
boost::json::object json_of(const Comparison&, const locale::Speech&);

void mount_week_api(desk::Routes&);
void mount_visits_api(desk::Routes&);
void mount_schedules_api(desk::Routes&);

}  // namespace rapport::planner
