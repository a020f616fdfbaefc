// The page a coach begins with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coaching/contacts/contacts.hpp"
#include "coaching/cycles/cycles_pages.hpp"
#include "coaching/requests/requests.hpp"
#include "coaching/today/today.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::today {

inline constexpr int waiting_max = 5, steps_max = 5, cycles_max = 3;  // Of each list.

// What was just logged, with the way back.
struct SavedView {
    contacts::ContactId id;
    std::string words;  // "15 min · Fixing something · Amina Diallo"
    Instant at;
};

struct StepRow {
    contacts::ContactId contact;
    std::string words, person_name, person_href;
    std::optional<Day> on;
    bool is_late = false;
};

struct WaitRow {
    std::string href, teacher_name, words;
    Instant since;
    bool is_late = false, is_yours = false;
};

struct ThreadRow {
    contacts::ContactId id;
    Instant at;
    bool has_clock = false;  // Logged on its own day.
    std::string sentence, whom;
    std::int64_t minutes = 0;
};

struct Nudge {
    std::string words, href, action;
};

struct TodayView {
    Day today;
    std::vector<desk::Upcoming> upcoming;  // One, when a visit is planned.
    std::string lead, lead_href;           // What is next, in one line.
    std::vector<SavedView> saved;          // One, just after it was logged.
    std::vector<StepRow> first;            // The step the lead tells of, when it is one.
    std::vector<StepRow> steps;            // The others that are due.
    std::vector<WaitRow> waiting;
    std::vector<ThreadRow> thread;
    std::int64_t minutes = 0;  // Of the thread.
    std::vector<Nudge> nudges;
    cycles::RowsView cycles;    // To meet again, or with a step to look at.
    bool is_first_day = false;  // Nothing logged, promised or waiting.
};
void render(Html&, const SavedView&);
void render(Html&, const TodayView&);

void mount_today(desk::Routes&);
void mount_today_api(desk::Routes&);

}  // namespace rapport::today
