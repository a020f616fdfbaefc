// All pages of the planner, the part of them that other pages show (a teacher's own visits), and
// what calls of the API say, read once.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/html/html.hpp"
#include "schedule/planner/planner.hpp"
#include "schedule/planner/week_words.hpp"

namespace rapport::planner {

struct OwnVisitRow {
    VisitId id;
    std::string title, when, what, state, shape;
    bool can_agree = false, can_change = false;
};
// What is ahead of the reader as somebody who is helped, the soonest first; what waits for an
// answer is told apart.
struct OwnVisitsView {
    std::vector<OwnVisitRow> asked, ahead;
    std::int64_t count() const { return std::ssize(asked) + std::ssize(ahead); }
};
void render(Html&, const OwnVisitsView&);
OwnVisitsView own_visits(ReadTx&, const locale::Speech&);  // Of the actor.

void mount_planner_pages(desk::Routes&);


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
