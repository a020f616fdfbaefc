// When there is no school: the page on which everybody sees it and an administrator says it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "platform/calendar/calendar.hpp"

namespace rapport::calendar {

struct ClosureView {
    std::string id, name, when, where, half;  // "" where every building, or the whole day.
    Day begins_on;
    bool can_change = false;
};
struct MonthView {
    std::string title;
    std::vector<ClosureView> closures;
};
struct PlaceOption {
    std::string value, label;
    bool is_chosen = false;
};
struct CalendarView {
    std::vector<MonthView> months;
    bool can_change = false;
    std::string earlier_href;  // "" when the past is shown, or there is none.
    // The form, filled in with what was just taken off, so that it can be put back.
    std::string name, begins_on, ends_on;
    std::vector<PlaceOption> buildings, parts;
    bool was_removed = false;
    std::string subdivision;  // Of the form for a file.
};
void render(Html&, const CalendarView&);

void mount_calendar_api(desk::Routes&);
http::Response show_calendar(desk::Reading&);

// What a form or an API call says, read once for both.
Result<NewClosure> closure_of(const http::Fields&);

}  // namespace rapport::calendar
