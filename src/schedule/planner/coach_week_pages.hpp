// What a coach says about their own weeks: when they are there, and what takes time.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "schedule/planner/week_words.hpp"

namespace rapport::planner {

struct ShiftRow {
    int weekday = 1;
    std::string day, begins, ends;
};
struct KeptRow {
    int number = 0;
    std::vector<Option> days;
    std::string label, begins, ends, words;
};
struct RoadRow {
    std::string from, to, minutes;
};
struct WindowRow {
    WindowId id;
    std::string name, when, what;
};
struct WindowsView {
    PersonId coach;  // Whose page it stands on.
    std::vector<WindowRow> windows;
    std::vector<Option> buildings, kinds;
    std::string name, from, until, percent;
};
void render(Html&, const WindowsView&);

struct CoachWeekView {
    PersonId coach;
    std::string name;
    bool is_said = false;
    std::int64_t version = 0;
    std::vector<ShiftRow> shifts;
    std::vector<KeptRow> kept;
    std::vector<Option> homes;
    std::string capacity, fte, lunch, lunch_begins, lunch_ends, preparation;
    std::vector<Option> coaches;  // Whose weeks may be looked at.
    // For everybody: roads and windows.
    std::vector<RoadRow> roads;
    std::vector<Option> from_buildings, to_buildings;
    std::string road_otherwise;
    WindowsView windows;
};
void render(Html&, const CoachWeekView&);

void mount_coach_week_pages(desk::Routes&);

}  // namespace rapport::planner
