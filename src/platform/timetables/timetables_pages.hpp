// A person's week, a building's day, what is unknown; and a building's timetable as its
// administrator sets it or brings it in.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"
#include "platform/timetables/import.hpp"
#include "platform/timetables/timetables.hpp"

namespace rapport::timetables {

inline constexpr int unknown_max = 500;  // People whose times nobody knows, in one list.

// A span in a cell of the week.
struct PieceView {
    std::string what, detail, time;
    std::string slot;  // Kind of day and period, to say something of it; "" when nothing can be.
    bool is_open = false;  // Planning: what a coach looks for.
    bool is_said = false;
};
struct CellView {
    std::string label;
    std::vector<PieceView> pieces;
};
struct DayRow {
    Day on;
    std::string title, kind, says;  // `says` stands where there are no cells.
    std::vector<CellView> cells;
};
struct WeekView {
    std::string action;  // Where a word about a slot goes.
    std::string name, back_href, back, earlier_href, later_href, week;
    std::string on;
    std::vector<std::string> periods;  // Heads of the columns.
    std::int64_t width = 1;            // How many they are.
    std::vector<DayRow> days;
    bool is_own = false, is_unknown = false;
};
void render(Html&, const WeekView&);

struct FreePerson {
    std::string href, name, time;
    bool is_common = false;
};
struct PeriodRow {
    std::string label, time;
    bool is_now = false, is_next = false;
    std::vector<FreePerson> people;
};
struct BuildingDayView {
    std::string id, name, kind, earlier_href, later_href;
    Day on;
    bool is_school_day = true;
    std::vector<PeriodRow> periods;
    std::vector<FreePerson> unknown;
};
void render(Html&, const BuildingDayView&);

struct PlaceLink {
    std::string href, name, says;
};
struct UnknownGroup {
    std::string name;
    std::vector<FreePerson> people;
};
struct TimetablesView {
    std::vector<PlaceLink> buildings;
    std::vector<UnknownGroup> unknown;
    bool can_change = false;
};
void render(Html&, const TimetablesView&);

struct PickOption {
    std::string value, label;
    bool is_chosen = false;
};
struct GridView {
    std::string id, name, periods, href;
};
struct PlanView {
    std::string begins_on, says, remove;
};
struct DatedView {
    std::string on, says, remove;
    Day day;
};
struct SourceRow {
    std::string href, file, says, state, actor;
    Instant made_at;
};
// Of its kinds of day and dates.
struct SettingDaysView {
    std::string id;
    std::vector<std::string> day_types;  // Each with its bells.
    std::vector<PickOption> days, day_grids, dated_days, dated_grids;
    std::vector<DatedView> dated;
};
void render(Html&, const SettingDaysView&);

struct SettingView {
    std::string id, name;
    std::vector<GridView> grids;
    std::string grid, grid_name, periods;  // The bells in the form.
    SettingDaysView more;
    std::vector<PickOption> kinds, closures;
    std::vector<PlanView> plans;
    std::string plan_days, plan_begins_on, work_begins, work_ends, lunch_begins, lunch_ends;
    std::vector<SourceRow> sources;
    bool has_bells = false, has_days = false;
};
void render(Html&, const SettingView&);

struct SettingListView {
    std::vector<PlaceLink> buildings;
};
void render(Html&, const SettingListView&);

struct MatchRow {
    std::string key, key_field, name, field, typed, why;
};
struct ChangeRow {
    std::string kind, title, when;
};
struct ChangeGroup {
    std::string name, sum, more;
    std::vector<ChangeRow> rows;
};
struct FactRow {
    std::string where, says;
};
struct LookView {
    std::string building, id, name, back_href, file, sum, facts, bells, terms, begins_on;
    bool is_open = false, is_empty = false, asks_bells = false, asks_terms = false,
         makes_plan = false;
    std::vector<MatchRow> unmatched;
    std::vector<std::string> matched, people;  // "A. Diallo is Amina Diallo"; names to choose from.
    std::vector<ChangeGroup> groups;
    std::vector<FactRow> doubles, flaws;
    std::vector<std::string> booked;  // Sentences.
};
void render(Html&, const LookView&);

// Said once for pages and programs.
BuildingId building_in(ReadTx&, const desk::Reading&);  // Of the path; a 404 when it is nobody's.
std::string clock_said(const locale::Speech&, Day, int minutes);
std::string ring_said(const locale::Speech&, Day, const Ring&);
std::string use_said(const locale::Speech&, Use);
Result<Done> put_bells(WriteTx&, BuildingId, const http::Fields&);
Result<Done> put_day_bells(WriteTx&, BuildingId, const http::Fields&);
Result<Done> put_plan(WriteTx&, BuildingId, const http::Fields&);
Result<Done> put_dated(WriteTx&, BuildingId, const http::Fields&);
Result<Done> put_hours(WriteTx&, BuildingId, const http::Fields&);
Result<Done> put_slot(WriteTx&, PersonId, const http::Fields&);
Day day_in_path(const desk::Reading&);

Result<Wishes> wishes_in(const http::Fields&);
// The files of a form, with what they are; refused when they are nothing we know.
struct Uploaded {
    Format format = Format::csv;
    std::vector<SheetFile> files;
};
Result<Uploaded> uploaded(desk::Writing&);
Result<SourceId> keep_upload(WriteTx&, BuildingId, const Result<Uploaded>&, const http::Fields&);
Result<Done> put_matches(WriteTx&, BuildingId, const http::Fields&);
Source source_in(ReadTx&, const desk::Reading&, BuildingId);

// What is booked with people whom this look would take, or who are taken as it is: both as the
// planner says it to this reader. It stays.
std::vector<std::string> booked_by(ReadTx&, BuildingId, const Look&, desk::Reading&);
std::vector<std::string> still_booked(ReadTx&, BuildingId, desk::Reading&);

http::Response show_setting(desk::Reading&);

void mount_weeks(desk::Routes&);
void mount_settings(desk::Routes&);
void mount_imports(desk::Routes&);
void mount_timetables_api(desk::Routes&);
void mount_imports_api(desk::Routes&);

}  // namespace rapport::timetables
