// One's calendar for other programs, and the calendars one lets this program read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "schedule/calendars/calendars_rules.hpp"

namespace rapport::calendars {

struct FeedView {
    std::string id, label, says;
    bool is_failing = false;
};
struct TimeView {
    Day day;
    std::string begins, ends;
};
struct CalendarsView {
    std::string new_address, new_webcal;  // Shown once.
    bool has_address = false;
    Instant made_at, ends_at;
    std::vector<FeedView> feeds;
    std::vector<TimeView> times;  // Of the next two weeks.
    bool has_more = false;
};
void render(Html&, const CalendarsView&);

void mount_calendars_api(desk::Routes&);

// The file of an upload; a refusal where there is none, or it is too large.
Result<File> file_of(const std::vector<http::Upload>&);

}  // namespace rapport::calendars
