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

struct VisitRow {
    std::string href, when, who, kind, state, where;
    bool is_pinned = false, is_veiled = false;
};
struct CoachColumn {
    std::string name;
    std::vector<VisitRow> visits;
};
struct DayRow {
    std::string day;
    std::vector<CoachColumn> coaches;
};
struct WishRow {
    std::string href, who, kind, until;
    std::int64_t minutes = 0;
};
struct Choice {
    std::string value, label;
    bool is_chosen = false;
};
struct ProposalRow {
    std::string href, words;
};
struct ChangeRow {
    std::string href, words, when;
};
struct WeekView {
    std::string title, before_href, after_href, from;
    std::vector<std::string> coach_names;
    std::vector<DayRow> days;
    std::vector<WishRow> waiting;
    std::vector<ProposalRow> proposals;
    std::vector<ChangeRow> changes;
    std::vector<Choice> coaches, kinds;
};
void render(Html&, const WeekView&);

struct PlaceRow {
    std::string coach, on, begins, words;
    std::vector<std::string> price;
};
struct WishView {
    WishId id;
    std::string who, kind, title, where, dates;
    std::int64_t minutes = 0;
    std::vector<PlaceRow> places;
};
void render(Html&, const WishView&);

struct VisitView {
    VisitId id;
    std::string who, kind, title, when, where, coach, state;
    std::vector<std::string> people;
    std::int64_t version = 1;
    bool is_veiled = false, is_pinned = false, is_mine = false, is_team = false;
    bool can_agree = false, can_change = false, can_finish = false, can_reopen = false;
    std::vector<PlaceRow> places;
};
void render(Html&, const VisitView&);

struct MoveRow {
    std::string id, words;
    bool can_accept = false;
};
struct WaitingRow {
    std::string href, who, why, what_helps;
};
struct ScheduleView {
    ProposalId id;
    std::string progress, made, summary, gap;
    bool is_running = false, can_accept = false, is_supposed = false;
    std::vector<MoveRow> moves;
    std::vector<WaitingRow> waiting;
    Tally before, after;
};
void render(Html&, const ScheduleView&);

struct MyVisitsView {
    std::vector<VisitRow> visits;
    std::vector<Choice> coaches;
    std::vector<PlaceRow> places;
    std::string coach, minutes;
};
void render(Html&, const MyVisitsView&);

std::string wall(int minutes);  // "09:05"
std::optional<int> minutes_of(std::string_view typed);

// fields.cpp: each refuses with the field concerned.
Result<Dates> dates_in(const http::Fields&, const locale::Speech&);  // "from" and "until", or this week.
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

http::Response show_week(desk::Reading&);
void mount_planner_pages(desk::Routes&);
void mount_schedule_pages(desk::Routes&);
void mount_week_api(desk::Routes&);
void mount_visits_api(desk::Routes&);
void mount_schedules_api(desk::Routes&);

}  // namespace rapport::planner
