// Cedar with bells, kinds of day and people who meet, for tests of timetables.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "platform/timetables/timetables.hpp"
#include "tests/support/school.hpp"

namespace rapport::timetables {

using test::School;

inline constexpr Day monday{2026, 11, 2};  // Where the school's clock stands.

inline Ring ring(int begin_hour, int begin_minute, int minutes) {
    const int begins = begin_hour * 60 + begin_minute;
    return {begins, begins + minutes};
}

// Cedar: four periods and lunch, Monday to Friday.
class Cedar {
  public:
    template <class F>
    auto write(F&& body) {
        return school_.db().write(school_.scope(), std::forward<F>(body));
    }
    template <class F>
    auto read(F&& body) {
        return school_.db().read(school_.scope(), std::forward<F>(body));
    }

    explicit Cedar(School& school) : school_(school), building_(school.cedar) {
        write([&](WriteTx& tx) {
            grid = *make_grid(tx, building_,
                              {"",
                               {{"1", ring(8, 0, 60)},
                                {"2", ring(9, 0, 60)},
                                {"3", ring(10, 0, 60)},
                                {"Lunch", ring(11, 0, 60)},
                                {"4", ring(12, 0, 60)}}});
        });
    }

    DayTypeId add_day(const std::string& label) {
        return write([&](WriteTx& tx) {
            return *make_day_type(tx, building_, {label, std::nullopt, std::nullopt, 0});
        });
    }
    // Kinds of day "1" to "n", one a school day.
    std::vector<DayTypeId> rotate(int length, Day begins_on, OnClosure on_closure) {
        std::vector<DayTypeId> days;
        DayPlan plan{begins_on, PlanKind::rotating, length, on_closure, {}};
        for (int i = 0; i < length; ++i) {
            days.push_back(add_day(std::to_string(i + 1)));
            plan.days.push_back({i, days.back()});
        }
        write([&](WriteTx& tx) { EXPECT_TRUE(plan_days(tx, building_, plan)); });
        return days;
    }
    void plan(const DayPlan& plan) {
        write([&](WriteTx& tx) { EXPECT_TRUE(plan_days(tx, building_, plan)); });
    }
    // The same kind of day every day.
    DayTypeId same_every_day() {
        const auto day = add_day("Every day");
        DayPlan all{monday, PlanKind::weekly, 1, OnClosure::skip, {}};
        for (int i = 0; i < 5; ++i) all.days.push_back({i, day});
        plan(all);
        return day;
    }
    void close(Day from, Day until, calendar::Part part = calendar::Part::day) {
        write([&](WriteTx& tx) {
            EXPECT_TRUE(calendar::close(tx, {.building = std::nullopt,
                                             .begins_on = from,
                                             .ends_on = until,
                                             .part = part,
                                             .name = "Closed"}));
        });
    }
    PeriodId period(const std::string& label) {
        return read([&](ReadTx& tx) {
            for (const Grid& one : pattern_of(tx, building_).grids) {
                for (const GridPeriod& found : one.periods) {
                    if (found.label == label) return found.id;
                }
            }
            return PeriodId();
        });
    }
    MeetingId meet(PersonId person, DayTypeId day, const std::string& label,
                   const std::string& subject = "Science", Use use = Use::teaching) {
        return meet(person, {day, period(label)}, subject, use);
    }
    MeetingId meet(PersonId person, const Slot& slot, const std::string& subject, Use use) {
        return write([&](WriteTx& tx) {
            return make_meeting(tx, building_,
                                {.use = use,
                                 .subject = subject,
                                 .classes = "4B",
                                 .room = "12",
                                 .term = "",
                                 .people = {person},
                                 .slots = {slot},
                                 .begins_on = std::nullopt,
                                 .ends_on = std::nullopt});
        });
    }
    PersonDay day(PersonId person, Day on) {
        const PersonId one[] = {person};
        return read([&](ReadTx& tx) { return days_of(tx, one, on, on); }).at(0);
    }
    // "1 teaching, 2 planning …": the periods of a day and what they are.
    std::string uses(PersonId person, Day on) {
        std::string said;
        for (const Span& span : day(person, on).spans) {
            if (!said.empty()) said += ", ";
            said += span.period + " " + std::string(code(span.use));
        }
        return said;
    }
    std::string kinds(Day from, Day until) {
        std::string said;
        for (const auto& one :
             read([&](ReadTx& tx) { return days_of_building(tx, building_, from, until); })) {
            said += one.is_school_day ? one.day_type : "-";
        }
        return said;
    }

    GridId grid;

  private:
    School& school_;
    const BuildingId building_;
};

}  // namespace rapport::timetables
