// A coach's day on paper.
#include "schedule/planner/week_grid.hpp"

#include <gtest/gtest.h>

#include "kernel/id/random.hpp"

namespace rapport::planner {
namespace {

constexpr Day monday{2026, 11, 2};

struct Paper {
    SeededRandom random{7};
    CoachWeek coach;
    std::vector<Visit> visits;
    std::vector<Absence> absences;
    calendar::Calendar calendar;

    Paper() {
        coach.coach = random.id<PersonId>();
        coach.shifts[0] = Ring{480, 900};
    }
    void visit(int begins, int ends) {
        Visit visit;
        visit.id = random.id<VisitId>();
        visit.coach = coach.coach;
        visit.on = monday;
        visit.ring = {begins, ends};
        visits.push_back(visit);
    }
    std::vector<Stretch> day() { return stretches(coach, monday, {visits, absences, &calendar}); }
    std::string told() {
        std::string line;
        for (const Stretch& one : day()) {
            constexpr std::string_view words[] = {"visit", "free", "kept", "away", "closed"};
            line += std::string(words[static_cast<std::size_t>(one.is)]) + " " +
                    std::to_string(one.ring.begins) + "-" + std::to_string(one.ring.ends) + " ";
        }
        return line;
    }
};

TEST(WeekGrid, a_day_without_visits_is_free_from_end_to_end) {
    Paper paper;
    EXPECT_EQ(paper.told(), "free 480-900 ");
}

TEST(WeekGrid, what_is_too_short_to_use_is_not_called_free) {
    Paper paper;
    paper.visit(490, 540);
    paper.visit(559, 600);
    paper.visit(620, 890);
    EXPECT_EQ(paper.told(), "visit 490-540 visit 559-600 free 600-620 visit 620-890 ");
}

TEST(WeekGrid, protected_time_and_hours_away_are_not_free) {
    Paper paper;
    paper.coach.protected_times = {{.weekday = 1, .ring = {480, 540}, .words = "Team"},
                                   {.weekday = 2, .ring = {600, 660}, .words = "Another day"}};
    paper.absences = {{.coach = paper.coach.coach,
                       .coach_name = "",
                       .dates = {monday, monday},
                       .hours = Ring{840, 900}}};
    EXPECT_EQ(paper.told(), "kept 480-540 free 540-840 away 840-900 ");
}

TEST(WeekGrid, a_visit_is_shown_even_where_nobody_is_there_any_more) {
    Paper paper;
    paper.visit(600, 645);
    paper.absences = {
        {.coach = paper.coach.coach, .coach_name = "", .dates = {monday, monday.plus(2)}}};
    EXPECT_EQ(paper.told(), "away 0-0 visit 600-645 ");
    paper.absences.clear();
    paper.calendar = calendar::Calendar(
        {{.begins_on = monday, .ends_on = monday, .part = calendar::Part::day, .name = "Flood"}});
    EXPECT_EQ(paper.told(), "closed 0-0 visit 600-645 ");
    EXPECT_EQ(paper.day().front().words, "Flood");
}

TEST(WeekGrid, two_visits_at_once_leave_no_time_that_is_not_there) {
    Paper paper;
    paper.visit(480, 700);
    paper.visit(500, 520);
    EXPECT_EQ(paper.told(), "visit 480-700 visit 500-520 free 700-900 ");
}

TEST(WeekGrid, the_planned_minutes_are_those_of_one_coach_and_of_visits_that_stand) {
    Paper paper;
    paper.visit(480, 540);
    paper.visit(600, 630);
    paper.visits.back().state = State::cancelled;
    EXPECT_EQ(planned_minutes(paper.visits, paper.coach.coach, week_of(monday)), 60);
    EXPECT_EQ(planned_minutes(paper.visits, paper.coach.coach, week_of(monday.plus(7))), 0);
    EXPECT_EQ(planned_minutes(paper.visits, paper.random.id<PersonId>(), week_of(monday)), 0);
}

TEST(WeekGrid, since_friday_begins_when_the_last_friday_was_over) {
    const Zone& zone = *Zone::find("America/New_York");
    const auto since = [&](Day day, int hour) {
        return zone.wall(friday_before(zone.instant({day, hour, 0}), zone)).day.iso();
    };
    EXPECT_EQ(since(monday, 9), "2026-10-31");
    EXPECT_EQ(since(monday.plus(4), 23), "2026-10-31");
    EXPECT_EQ(since(monday.plus(5), 0), "2026-11-07");
    EXPECT_EQ(since(monday.plus(6), 12), "2026-11-07");
}

}  // namespace
}  // namespace rapport::planner
