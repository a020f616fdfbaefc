// A school whose timetable is known, for the tests of the planner: at Cedar there are four periods
// a day, each 45 minutes from 9:30; Amina teaches in the first and the third and plans in the
// second, Bao plans in the second and the fourth. Nothing is known of Chidi's days at Harbor.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>

#include "kernel/jobs/jobs.hpp"
#include "schedule/planner/planner.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::planner {

namespace json = boost::json;

struct PlannedSchool : test::School {
    PlannedSchool() {
        db().write(scope(), [&](WriteTx& tx) {
            using timetables::DayPlan;
            using timetables::NewPeriod;
            using timetables::Use;
            using timetables::make_day_type;
            using timetables::make_grid;
            using timetables::make_meeting;
            using timetables::pattern_of;
            using timetables::plan_days;
            std::vector<NewPeriod> bells;
            for (int i = 0; i < 4; ++i) {
                bells.push_back({std::to_string(i + 1), Ring{570 + 45 * i, 615 + 45 * i}});
            }
            const auto grid = make_grid(tx, cedar, {"", bells});
            must(grid.has_value(), "no bells");
            const auto day = make_day_type(tx, cedar, {.label = "Every day", .grid = *grid});
            must(day.has_value(), "no kind of day");
            DayPlan plan{.begins_on = Day{2026, 8, 31}, .days = {}};
            for (int weekday = 0; weekday < 5; ++weekday) plan.days.push_back({weekday, *day});
            must(plan_days(tx, cedar, plan).has_value(), "no plan of days");
            const auto periods = pattern_of(tx, cedar).grids.front().periods;
            const auto meet = [&](Use use, PersonId person, std::size_t period) {
                make_meeting(tx, cedar,
                             {.use = use,
                              .subject = use == Use::teaching ? "Science" : "",
                              .people = {person},
                              .slots = {{*day, periods[period].id}}});
            };
            meet(Use::teaching, teacher.id(), 0);
            meet(Use::planning, teacher.id(), 1);
            meet(Use::teaching, teacher.id(), 2);
            meet(Use::planning, colleague.id(), 1);
            meet(Use::planning, colleague.id(), 3);
        });
    }

    // A wish of the coach; gives its id.
    std::string wish(const std::string& rest, test::Client& by) {
        const auto reply = by.api_post("/api/v1/wishes", "{" + rest + "}");
        EXPECT_EQ(reply.status, 201) << reply.body;
        return reply.status == 201 ? id_in(reply) : std::string(26, 'z');
    }
    std::string wish_for(const test::Client& person) {
        return wish(R"("kind":"planning","minutes":45,"people":[")" + person.id().text() +
                        R"("],"coaches":[")" + coach.id().text() + "\"]",
                    coach);
    }
    static std::string spot(const test::Client& who, const std::string& on,
                            const std::string& begins) {
        return R"("coach":")" + who.id().text() + R"(","on":")" + on + R"(","begins":")" + begins +
               "\"";
    }
    test::Reply book(const std::string& wish_id, const std::string& on, const std::string& begins) {
        return coach.api_post("/api/v1/visits",
                              R"({"wish":")" + wish_id + "\"," + spot(coach, on, begins) + "}");
    }
    static std::string id_in(const test::Reply& reply) {
        return std::string(json::parse(reply.body).at("id").as_string());
    }
    // Makes the proposal that the coach has ordered.
    json::object proposal(const std::string& rest) {
        const auto ordered = coach.api_post("/api/v1/schedules", "{" + rest + "}");
        EXPECT_EQ(ordered.status, 201) << ordered.body;
        if (ordered.status != 201) return {};
        return made(ordered);
    }
    json::object made(const test::Reply& ordered) {
        make_steadily(db(), scope().district, *ProposalId::parse(id_in(ordered)), 2000);
        return json::parse(coach.api_get(ordered.location).body).as_object();
    }
};

inline constexpr const char* tuesday = "2026-11-03";

}  // namespace rapport::planner
