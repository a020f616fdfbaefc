// The week, the month and the term, as a coach looks at them.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "schedule/planner/visits.hpp"
#include "schedule/planner/week_words.hpp"

namespace rapport::planner {

struct LinkView {
    std::string href, label;
    bool is_current = false;
};

// What was just done, with the way back.
struct DidView {
    std::string says, more;
    bool can_undo = false;
    std::string on, who;  // Where the undoing comes back to.
};
void render(Html&, const DidView&);

// Above all three views.
struct HeadView {
    Day on;
    std::string title, says, who;
    std::vector<DidView> did;  // One, just after it was done.
    std::vector<LinkView> views, whose;
    std::string earlier_href, now_href, later_href;
};
void render(Html&, const HeadView&);

struct ItemView {
    bool is_visit = false, is_free = false, is_note = false;
    std::string look;  // Class of the item: "proposed", "agreed", "wide".
    std::string hours, title, what;
    // Of a visit.
    VisitId id;
    WishId wish;
    std::int64_t minutes = 0;
    std::string state, shape, changed;
    bool is_pinned = false, can_move = false;
    // Of a free stretch: minutes from midnight.
    int begins = 0, ends = 0;
};
struct CellView {
    Day on;
    std::string day;  // For a phone, where the columns are gone.
    bool is_today = false;
    std::vector<ItemView> items;
};
struct CoachRow {
    PersonId coach;
    std::string name, load, href;
    std::vector<CellView> cells;
};
struct DayHead {
    Day on;
    std::string weekday, date, note;
    bool is_today = false;
};
struct WaitRow {
    std::string href, title, what, why, helps;
};
struct WeekView {
    HeadView head;
    std::vector<std::string> windows;
    std::vector<DayHead> days;
    std::vector<CoachRow> coaches;
    std::vector<WaitRow> waiting;
    std::int64_t waiting_count = 0;
    std::int64_t changes_count = 0;  // Of those shown, since Friday.
    std::string changes_href;
    std::string away_href, settings_href, more_href;
};
void render(Html&, const WeekView&);

struct ChangeRow {
    Instant at;
    std::string says, href;
};
struct ConflictRow {
    std::string href, who, when, why;
};
struct ChangesView {
    std::string back_href;
    std::vector<ConflictRow> conflicts;  // Booked ahead, and somebody is taken then.
    std::vector<ChangeRow> changes;
    bool has_more = false, can_undo = false;
    std::string on, who;  // Where the undoing comes back to.
};
void render(Html&, const ChangesView&);

struct MonthCell {
    std::string day, count, names, note;
    bool is_today = false, is_other = false;
};
struct MonthWeek {
    std::string href, title;
    std::vector<MonthCell> cells;
};
struct MonthView {
    HeadView head;
    std::vector<std::string> days;
    std::vector<MonthWeek> weeks;
};
void render(Html&, const MonthView&);

struct TermWeek {
    std::string href, title, note;
    std::int64_t visits = 0;
    std::string planned, left;
};
struct TermView {
    HeadView head;
    std::vector<TermWeek> weeks;
};
void render(Html&, const TermView&);

void mount_week_pages(desk::Routes&);
void mount_changes_pages(desk::Routes&);

}  // namespace rapport::planner
