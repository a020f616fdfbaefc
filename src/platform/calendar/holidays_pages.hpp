// What a file of holidays would bring, line by line, before anything is entered.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "platform/calendar/calendar.hpp"

namespace rapport::calendar {

struct HolidayRowView {
    std::string value, name, when, half;  // The value is "" where there is nothing to enter.
    std::string fate;
};
struct HolidaysView {
    std::vector<HolidayRowView> rows;
    std::string sum, unread;  // "" when every row was read.
    std::string others;       // Regions whose days are not here; "" when none is left out.
    bool has_new = false;
};
void render(Html&, const HolidaysView&);

void mount_holidays(desk::Routes&);

}  // namespace rapport::calendar
